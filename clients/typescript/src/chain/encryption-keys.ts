/** Publishing encryption keys. A key to which nothing can be sealed, as to a point of low order, is a `FormatError` here, before it is sent. */
import { assertCanSealTo } from '../format/hpke.ts';
import type { PublicKey } from '../format/suites.ts';
import type { Chain } from './chain.ts';
import type { PractitionerId } from './codes.ts';
import { keyArgument } from './published-keys.ts';
import type { Transaction } from './sending.ts';

/** A patient's key, and the hash of the card that belongs to it (`cardHash`): what makes the card genuine. */
export interface PatientKey {
	key: PublicKey;
	card: Uint8Array;
}

/** Registers the signer as a patient, with its first key. */
export async function registerPatient(chain: Chain, salt: Uint8Array, key: PatientKey): Promise<Transaction> {
	return chain.call('patientIdentity', 'register', { salt, encryptionKey: await patientKeyArgument(key) });
}

/** Puts another key in the place of a patient's, and so starts a new epoch. */
export async function replacePatientKey(chain: Chain, patient: Uint8Array, key: PatientKey): Promise<Transaction> {
	return chain.call('patientIdentity', 'replaceEncryptionKey', { patient, encryptionKey: await patientKeyArgument(key) });
}

/** A patient's key as calls take it. */
export async function patientKeyArgument({ key, card }: PatientKey) {
	await assertCanSealTo(key);
	return { public: keyArgument(key), card };
}

/** Publishes a practitioner's key, or another one. */
export async function publishPractitionerKey(
	chain: Chain, { key, ...whose }: { organization: number; practitioner: PractitionerId; key: PublicKey },
): Promise<Transaction> {
	await assertCanSealTo(key);
	return chain.call('providerRegistry', 'publishPractitionerKey', { ...whose, encryptionKey: keyArgument(key) });
}

/** Publishes an organization's key, or another one. */
export async function publishOrganizationKey(chain: Chain, organization: number, key: PublicKey): Promise<Transaction> {
	await assertCanSealTo(key);
	return chain.call('providerRegistry', 'publishOrganizationKey', { organization, encryptionKey: keyArgument(key) });
}
