import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { before, test } from 'node:test';
import { Keyring } from '@polkadot/keyring';
import type { KeyringPair } from '@polkadot/keyring/types';
import { expandMetadata, Metadata, TypeRegistry } from '@polkadot/types';
import { cryptoWaitReady, signatureVerify } from '@polkadot/util-crypto';
import { type Key, keyOfSeed } from '../keys.ts';
import { type Birth, eraBytes, type Fork, signedTransaction } from '../payload.ts';

const METADATA = new URL('../../../clients/metadata/salus.scale', import.meta.url);
const SEED = new Uint8Array(32).fill(42);
const fork: Fork = { genesis: new Uint8Array(32).fill(3), specVersion: 7, transactionVersion: 2 };
const birth: Birth = { number: 1_234, hash: new Uint8Array(32).fill(4) };
const registry = new TypeRegistry();
let key: Key;
let pair: KeyringPair;
let remark: (text: string) => { toU8a(): Uint8Array };

before(async () => {
	await cryptoWaitReady();
	const metadata = new Metadata(registry, `0x${readFileSync(METADATA).toString('hex')}`);
	registry.setMetadata(metadata);
	const { tx } = expandMetadata(registry, metadata);
	remark = (text) => tx['system']!['remark']!(text) as unknown as { toU8a(): Uint8Array };
	key = keyOfSeed(SEED);
	pair = new Keyring({ type: 'ed25519' }).addFromSeed(SEED);
});

/** The same transaction, by polkadot.js alone. Ed25519 signatures are the same at each time. */
function byPolkadot(text: string, nonce: number, tip: bigint, lifetime?: number): Uint8Array {
	const extrinsic = registry.createType('Extrinsic', remark(text), { version: 4 });
	const era = lifetime === undefined ? '0x00' : registry.createType('ExtrinsicEra', { current: birth.number, period: lifetime });
	extrinsic.sign(pair, {
		nonce, tip, era: era as never, genesisHash: fork.genesis, blockHash: lifetime === undefined ? fork.genesis : birth.hash,
		runtimeVersion: { specVersion: fork.specVersion, transactionVersion: fork.transactionVersion } as never,
	});
	return extrinsic.toU8a();
}

const CASES: [string, string, number, bigint, number | undefined][] = [
	['a short one that is good for ever', 'hello', 0, 0n, undefined],
	['one that is good for four blocks', 'hello', 5, 0n, 4],
	['one with a tip and a large nonce', 'hello', 70_000, 10n ** 12n, 64],
	['one that is signed by its hash', 'x'.repeat(16_000), 3, 1n, 8],
	['one at the bound of those that are signed as they are', 'x'.repeat(160), 3, 1n, 8],
];

for (const [name, text, nonce, tip, lifetime] of CASES) {
	test(`signs ${name} as polkadot.js does`, () => {
		const terms = lifetime === undefined ? { nonce, tip } : { nonce, tip, lifetime };
		const signed = signedTransaction(remark(text).toU8a(), key, terms, fork, birth);
		assert.deepEqual(Buffer.from(signed), Buffer.from(byPolkadot(text, nonce, tip, lifetime)));
	});
}

test('has the account of the seed', () => {
	assert.deepEqual(Buffer.from(key.account), Buffer.from(pair.publicKey));
	assert.ok(signatureVerify('hello', key.sign(new TextEncoder().encode('hello')), pair.address).isValid);
});

test('encodes eras as polkadot.js does', () => {
	for (const period of [4, 8, 64, 256, 4_096]) {
		for (const current of [0, 1, 63, 64, 1_000, 123_457]) {
			assert.deepEqual([...eraBytes(current, period)], [...registry.createType('ExtrinsicEra', { current, period }).toU8a()], `${period} at ${current}`);
		}
	}
});

test('refuses a lifetime that is no power of two', () => {
	assert.throws(() => eraBytes(1, 5), /power of two/);
	assert.throws(() => eraBytes(1, 2), /power of two/);
});
