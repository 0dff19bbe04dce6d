/** The commitment to a record, and the salts that keep it from being guessed. */
import { blake2b } from '@noble/hashes/blake2.js';
import { randomBytes } from '@noble/hashes/utils.js';
import { assertLength, concatBytes, utf8ToBytes } from './bytes.ts';

export const SALT_LENGTH = 32;

const RECORD_TAG = utf8ToBytes('salus/record/v1');

/** BLAKE2b-256 without a key: names of blobs, Merkle nodes. */
export function blake2b256(bytes: Uint8Array): Uint8Array {
	return blake2b(bytes, { dkLen: 32 });
}

/**
 * The 32 bytes that stand for a record on the chain: BLAKE2b-256, keyed with the record's own salt,
 * over the tag and the canonical bytes. Who does not know the salt cannot test a guess.
 */
export function commitment(salt: Uint8Array, canonical: Uint8Array): Uint8Array {
	assertLength(salt, SALT_LENGTH, 'a salt');
	return blake2b(concatBytes(RECORD_TAG, canonical), { dkLen: 32, key: salt });
}

/** A hospital's salt: random, new for every record. */
export function randomSalt(): Uint8Array {
	return randomBytes(SALT_LENGTH);
}
