/**
 * The keys of one epoch of a patient. All follow from its root, 32 random bytes, of which no other epoch's tells anything. A writer needs
 * only the public key of a class; a grant hands over the private keys of the granted classes, or the class secret, which gives them all.
 */
import { hkdf } from '@noble/hashes/hkdf.js';
import { sha256 } from '@noble/hashes/sha2.js';
import { randomBytes } from '@noble/hashes/utils.js';
import { FormatError, assertLength, concatBytes, u16le, u8, utf8ToBytes } from './bytes.ts';
import { SALT_LENGTH, blake2b256 } from './commitment.ts';
import { type KeyPair, type Suite, asSuite, keyPair } from './suites.ts';

const CLASS_SECRET_TAG = utf8ToBytes('salus/class-secret/v1');
const CLASS_KEY_TAG = utf8ToBytes('salus/class-key/v1');
const PATIENT_KEY_TAG = utf8ToBytes('salus/patient-key/v1');
const CONTENT_TAG = utf8ToBytes('salus/content/v1');
const SALT_TAG = utf8ToBytes('salus/salt/v1');
export const ROOT_LENGTH = 32;

/** The root of a new epoch. */
export function randomRoot(): Uint8Array {
	return randomBytes(ROOT_LENGTH);
}

/** Throws unless this may be a root: zeros stand for one that was lost. */
export function assertRoot(root: Uint8Array): void {
	assertLength(root, ROOT_LENGTH, 'a root');
	if (root.every((byte) => byte === 0)) throw new FormatError('zeros are no root');
}

/** What gives the keys of all classes, and neither the patient's own key nor a salt. */
export function classSecretOf(root: Uint8Array): Uint8Array {
	assertRoot(root);
	return hkdf(sha256, root, undefined, CLASS_SECRET_TAG, 32);
}

/** The key pair of `recordClass` in the epoch of this class secret. */
export async function classKeyPair(suite: Suite, classSecret: Uint8Array, recordClass: number): Promise<KeyPair> {
	assertLength(classSecret, 32, 'a class secret');
	return keyPair(suite, hkdf(sha256, classSecret, undefined, concatBytes(CLASS_KEY_TAG, u8(asSuite(suite)), u16le(recordClass)), 32));
}

/** The patient's own key pair of the epoch; its public key stands on the chain. */
export async function patientKeyPair(suite: Suite, root: Uint8Array): Promise<KeyPair> {
	assertRoot(root);
	return keyPair(suite, hkdf(sha256, root, undefined, concatBytes(PATIENT_KEY_TAG, u8(asSuite(suite))), 32));
}

/**
 * The owner's own salt, derived from the root of the epoch, which only the patient has, and from the content, so that the same record
 * gives the same commitment and its owner can find it again.
 */
export function ownerSalt(root: Uint8Array, canonical: Uint8Array): Uint8Array {
	assertRoot(root);
	const content = blake2b256(concatBytes(CONTENT_TAG, canonical));
	return hkdf(sha256, root, undefined, concatBytes(SALT_TAG, content), SALT_LENGTH);
}
