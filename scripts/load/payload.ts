/** Signed transactions made of bytes: a call is encoded once by polkadot.js, and signed over and over with other nonces and eras. */
import type { ApiPromise } from '@polkadot/api';
import { compactToU8a, u8aConcat } from '@polkadot/util';
import { blake2AsU8a } from '@polkadot/util-crypto';
import type { Key } from './keys.ts';

/** A signed transaction of version 4. */
const SIGNED = 0x84;
/** `MultiAddress::Id`. */
const ACCOUNT = 0;
/** `MultiSignature::Ed25519`. */
const ED25519 = 0;
/** No hash of the metadata is signed. */
const NO_METADATA_HASH = Uint8Array.of(0);
/** A longer payload is signed by its hash. */
const LONGEST_UNHASHED = 256;
const SHORTEST_PERIOD = 4;
const LONGEST_PERIOD = 65_536;

/** What is signed of the chain. */
export interface Fork {
	genesis: Uint8Array;
	specVersion: number;
	transactionVersion: number;
}

/** What is signed of the chain that `api` is connected to. */
export function forkOf({ genesisHash, runtimeVersion }: ApiPromise): Fork {
	return { genesis: genesisHash.toU8a(), specVersion: runtimeVersion.specVersion.toNumber(), transactionVersion: runtimeVersion.transactionVersion.toNumber() };
}

/** A block that the chain has, from which an era counts. */
export interface Birth {
	number: number;
	hash: Uint8Array;
}

/** What is signed beside the call. */
export interface Terms {
	nonce: number;
	tip?: bigint;
	/** For how many blocks it is good, a power of two; for ever without. */
	lifetime?: number;
}

/** The bytes of an era that begins at the block `current` and goes on for `period` blocks, up to 4,096. */
export function eraBytes(current: number, period: number): Uint8Array {
	if (!Number.isInteger(Math.log2(period)) || period < SHORTEST_PERIOD || period > LONGEST_PERIOD) {
		throw new RangeError(`${period} is no power of two from ${SHORTEST_PERIOD} to ${LONGEST_PERIOD}.`);
	}
	const unit = Math.max(1, period >> 12);
	const phase = Math.floor((current % period) / unit);
	const encoded = Math.min(15, Math.max(1, Math.log2(period) - 1)) + (phase << 4);
	return Uint8Array.of(encoded & 0xff, encoded >> 8);
}

/** A transaction that carries `call`, signed by `key`. */
export function signedTransaction(call: Uint8Array, key: Key, { nonce, tip = 0n, lifetime }: Terms, fork: Fork, birth: Birth): Uint8Array {
	const era = lifetime === undefined ? Uint8Array.of(0) : eraBytes(birth.number, lifetime);
	const sent = u8aConcat(era, compactToU8a(nonce), compactToU8a(tip), NO_METADATA_HASH);
	const signedOnly = u8aConcat(
		littleEndian(fork.specVersion), littleEndian(fork.transactionVersion), fork.genesis, lifetime === undefined ? fork.genesis : birth.hash, Uint8Array.of(0),
	);
	const payload = u8aConcat(call, sent, signedOnly);
	const signature = key.sign(payload.length > LONGEST_UNHASHED ? blake2AsU8a(payload) : payload);
	const body = u8aConcat(Uint8Array.of(SIGNED, ACCOUNT), key.account, Uint8Array.of(ED25519), signature, sent, call);
	return u8aConcat(compactToU8a(body.length), body);
}

function littleEndian(number: number): Uint8Array {
	const bytes = new Uint8Array(4);
	new DataView(bytes.buffer).setUint32(0, number, true);
	return bytes;
}
