/** A sealed record: what a custodian keeps and can learn nothing from but its size. Its key follows from that of its batch. */
import { hkdf } from '@noble/hashes/hkdf.js';
import { sha256 } from '@noble/hashes/sha2.js';
import { NONCE_LENGTH, aeadOpen, aeadSeal } from './aead.ts';
import { ByteReader, FormatError, assertLength, concatBytes, equalBytes, pad, u16le, u32le, utf8ToBytes } from './bytes.ts';
import { SALT_LENGTH, blake2b256, commitment } from './commitment.ts';

const MAGIC = utf8ToBytes('SLR1');
const KEY_TAG = utf8ToBytes('salus/record-key/v1');
const NONCE_TAG = utf8ToBytes('salus/record-nonce/v1');
const BODY_TAG = utf8ToBytes('salus/record-body/v1');
const LEAF_TAG = utf8ToBytes('salus/leaf/v1');
/** The plain bytes are filled up to a multiple of this, so that the size does not single a record out. */
const PADDING = 256;

/** No sealed record is longer: a release has room for it, and a reader's memory, too. */
export const MAX_RECORD_LENGTH = 2 ** 26;

/** Whose records they are and of which class: sealed ones open nowhere else. */
export interface RecordContext {
	patient: Uint8Array;
	recordClass: number;
}

/** An opened record, with the commitment that must be the one in its leaf. */
export interface OpenedRecord {
	salt: Uint8Array;
	canonical: Uint8Array;
	commitment: Uint8Array;
}

/** Seals the record at `index` of a batch. */
export function sealRecord(
	context: RecordContext,
	batchKey: Uint8Array,
	index: number,
	salt: Uint8Array,
	canonical: Uint8Array,
): Uint8Array {
	assertLength(salt, SALT_LENGTH, 'a salt');
	const key = recordKey(batchKey, index);
	const sealed = concatBytes(MAGIC, aeadSeal(key, aad(context, index), plainOf(salt, canonical), nonceOf(key)));
	if (sealed.length > MAX_RECORD_LENGTH) throw new FormatError(`a sealed record of ${sealed.length} bytes; ${MAX_RECORD_LENGTH} is the most`);
	return sealed;
}

/** The key of a batch is not the one that a record was sealed with: the header that gave it is wrong, not the record. */
export class WrongBatchKey extends FormatError {
	override name = 'WrongBatchKey';
}

/** Opens it again; any altered byte is a {@link FormatError}. */
export function openRecord(context: RecordContext, batchKey: Uint8Array, index: number, sealed: Uint8Array): OpenedRecord {
	if (!equalBytes(sealed.subarray(0, MAGIC.length), MAGIC)) throw new FormatError('not a sealed record of format 1');
	const body = sealed.subarray(MAGIC.length);
	const key = recordKey(batchKey, index);
	if (!equalBytes(body.subarray(0, NONCE_LENGTH), nonceOf(key))) throw new WrongBatchKey('sealed with the key of another batch or place, or altered');
	const plain = aeadOpen(key, aad(context, index), body);
	const reader = new ByteReader(plain);
	const salt = reader.take(SALT_LENGTH);
	const canonical = reader.take(reader.u32());
	// One record, one encoding: padding of another length or content would be a place to hide bytes in.
	if (!equalBytes(plain, plainOf(salt, canonical))) throw new FormatError('the padding is not as it must be');
	return { salt, canonical, commitment: commitment(salt, canonical) };
}

/** What stands for a record in its batch's tree. It covers the sealed bytes, so that it is plain whether who wrote or who kept it is to blame. */
export function leafOf(commitment: Uint8Array, sealed: Uint8Array): Uint8Array {
	return leafOfHash(commitment, blake2b256(sealed));
}

/** The same from the hash of the sealed record, which is its name in a store. */
export function leafOfHash(commitment: Uint8Array, sealedHash: Uint8Array): Uint8Array {
	assertLength(commitment, 32, 'a commitment');
	assertLength(sealedHash, 32, 'the name of a sealed record');
	return blake2b256(concatBytes(LEAF_TAG, commitment, sealedHash));
}

function recordKey(batchKey: Uint8Array, index: number): Uint8Array {
	assertLength(batchKey, 32, 'a batch key');
	return hkdf(sha256, batchKey, undefined, concatBytes(KEY_TAG, u32le(index)), 32);
}

/** Each key is used once, so its nonce may follow from it. That it does shows which key a record was sealed with. */
function nonceOf(key: Uint8Array): Uint8Array {
	return hkdf(sha256, key, undefined, NONCE_TAG, NONCE_LENGTH);
}

function aad({ patient, recordClass }: RecordContext, index: number): Uint8Array {
	assertLength(patient, 32, 'a patient id');
	return concatBytes(BODY_TAG, patient, u16le(recordClass), u32le(index));
}

function plainOf(salt: Uint8Array, canonical: Uint8Array): Uint8Array {
	return pad(concatBytes(salt, u32le(canonical.length), canonical), PADDING);
}
