/** A sealed record: what a custodian keeps and can learn nothing from but its size. */
import { xchacha20poly1305 } from '@noble/ciphers/chacha.js';
import { randomBytes } from '@noble/hashes/utils.js';
import {
	ByteReader, FormatError, assertLength, concatBytes, equalBytes, u16le, u32le, utf8ToBytes,
} from './bytes.ts';
import { SALT_LENGTH, commitment } from './commitment.ts';
import { HPKE_OVERHEAD, hpkeOpen, hpkeOpener, hpkeSeal } from './hpke.ts';

const MAGIC = utf8ToBytes('SLR1');
const KEY_TAG = utf8ToBytes('salus/record-key/v1');
const BODY_TAG = utf8ToBytes('salus/record-body/v1');
const RECORD_KEY_LENGTH = 32;
const NONCE_LENGTH = 24;
/** The plain bytes are filled up to a multiple of this, so that the size does not single a record out. */
const PADDING = 256;

/** Whose record it is and of which class: a sealed record opens nowhere else. */
export interface RecordContext {
	patient: Uint8Array;
	recordClass: number;
}

/** An opened record, with the commitment that must be found on the chain. */
export interface OpenedRecord {
	salt: Uint8Array;
	canonical: Uint8Array;
	commitment: Uint8Array;
}

/** Chosen bytes for test vectors; in use they are random. */
export interface FixedSealing {
	recordKey: Uint8Array;
	nonce: Uint8Array;
	ephemeral: Uint8Array;
}

/** Seals a record under a key of its own, and that key to the class's public key of `epoch`. */
export async function sealRecord(
	context: RecordContext,
	epoch: number,
	classPublicKey: Uint8Array,
	salt: Uint8Array,
	canonical: Uint8Array,
	fixed?: FixedSealing,
): Promise<Uint8Array> {
	assertLength(salt, SALT_LENGTH, 'a salt');
	const recordKey = fixed?.recordKey ?? randomBytes(RECORD_KEY_LENGTH);
	const nonce = fixed?.nonce ?? randomBytes(NONCE_LENGTH);
	const wrapped = await hpkeSeal(classPublicKey, keyInfo(context, epoch), recordKey, fixed?.ephemeral);
	const plain = pad(concatBytes(salt, u32le(canonical.length), canonical));
	const body = xchacha20poly1305(recordKey, nonce, bodyContext(context)).encrypt(plain);
	return concatBytes(MAGIC, u32le(epoch), wrapped, nonce, body);
}

/** The epoch of the class key that a sealed record needs. */
export function sealedEpoch(blob: Uint8Array): number {
	return split(blob).epoch;
}

/** Opens a sealed record with the class's private key of its epoch; any altered byte is a {@link FormatError}. */
export async function openRecord(context: RecordContext, classPrivateKey: Uint8Array, blob: Uint8Array): Promise<OpenedRecord> {
	return (await recordOpener(context, classPrivateKey))(blob);
}

/** The same for many records of one class: its key is read in once. */
export async function recordOpener(context: RecordContext, classPrivateKey: Uint8Array): Promise<(blob: Uint8Array) => Promise<OpenedRecord>> {
	const open = await hpkeOpener(classPrivateKey);
	return async (blob) => {
		const { epoch, wrapped, nonce, body } = split(blob);
		return opened(context, await open(keyInfo(context, epoch), wrapped), nonce, body);
	};
}

function opened(context: RecordContext, recordKey: Uint8Array, nonce: Uint8Array, body: Uint8Array): OpenedRecord {
	assertLength(recordKey, RECORD_KEY_LENGTH, 'a record key');
	let plain: Uint8Array;
	try {
		plain = xchacha20poly1305(recordKey, nonce, bodyContext(context)).decrypt(body);
	} catch {
		throw new FormatError('the sealed record was altered');
	}
	const reader = new ByteReader(plain);
	const salt = reader.take(SALT_LENGTH);
	const canonical = reader.take(reader.u32());
	// One record, one encoding: padding of another length or content would be a place to hide bytes in.
	if (!equalBytes(plain, pad(concatBytes(salt, u32le(canonical.length), canonical)))) {
		throw new FormatError('the padding is not as it must be');
	}
	return { salt, canonical, commitment: commitment(salt, canonical) };
}

/**
 * The same record for the class key of another epoch: its key is wrapped anew, all else stays. Only who can open it can
 * do this; the commitment is the same, the blob's name is not.
 */
export async function rewrapRecord(
	context: RecordContext,
	classPrivateKey: Uint8Array,
	blob: Uint8Array,
	later: { epoch: number; classPublicKey: Uint8Array },
): Promise<Uint8Array> {
	// What does not open is not worth passing on.
	await openRecord(context, classPrivateKey, blob);
	const { epoch, wrapped, nonce, body } = split(blob);
	const recordKey = await hpkeOpen(classPrivateKey, keyInfo(context, epoch), wrapped);
	const rewrapped = await hpkeSeal(later.classPublicKey, keyInfo(context, later.epoch), recordKey);
	return concatBytes(MAGIC, u32le(later.epoch), rewrapped, nonce, body);
}

function split(blob: Uint8Array) {
	const reader = new ByteReader(blob);
	if (!equalBytes(reader.take(MAGIC.length), MAGIC)) throw new FormatError('not a sealed record of format 1');
	return {
		epoch: reader.u32(),
		wrapped: reader.take(RECORD_KEY_LENGTH + HPKE_OVERHEAD),
		nonce: reader.take(NONCE_LENGTH),
		body: reader.rest(),
	};
}

function keyInfo(context: RecordContext, epoch: number): Uint8Array {
	return concatBytes(KEY_TAG, contextBytes(context), u32le(epoch));
}

function bodyContext(context: RecordContext): Uint8Array {
	return concatBytes(BODY_TAG, contextBytes(context));
}

function contextBytes({ patient, recordClass }: RecordContext): Uint8Array {
	assertLength(patient, 32, 'a patient id');
	return concatBytes(patient, u16le(recordClass));
}

function pad(bytes: Uint8Array): Uint8Array {
	const padded = new Uint8Array(Math.ceil(bytes.length / PADDING) * PADDING);
	padded.set(bytes);
	return padded;
}
