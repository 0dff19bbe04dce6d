/**
 * A key pair for every class of records and every epoch of the patient's keys. A writer needs only the
 * public key of a class; a grant hands over the private keys of the granted classes and no other.
 */
import { hkdf } from '@noble/hashes/hkdf.js';
import { sha256 } from '@noble/hashes/sha2.js';
import { assertLength, concatBytes, u16le, u32le, utf8ToBytes } from './bytes.ts';
import { deriveKeyPair, type KeyPair } from './hpke.ts';

const CLASS_KEY_TAG = utf8ToBytes('salus/class-key/v1');
const PATIENT_KEY_TAG = utf8ToBytes('salus/patient-key/v1');

/** The key pair of `recordClass` in `epoch`. */
export async function classKeyPair(patientSecret: Uint8Array, epoch: number, recordClass: number): Promise<KeyPair> {
	return deriveKeyPair(expand(patientSecret, concatBytes(CLASS_KEY_TAG, u32le(epoch), u16le(recordClass))));
}

/** The patient's own encryption key pair of `epoch`; its public key stands on the chain. */
export async function patientKeyPair(patientSecret: Uint8Array, epoch: number): Promise<KeyPair> {
	return deriveKeyPair(expand(patientSecret, concatBytes(PATIENT_KEY_TAG, u32le(epoch))));
}

function expand(patientSecret: Uint8Array, info: Uint8Array): Uint8Array {
	assertLength(patientSecret, 32, 'a patient secret');
	return hkdf(sha256, patientSecret, undefined, info, 32);
}
