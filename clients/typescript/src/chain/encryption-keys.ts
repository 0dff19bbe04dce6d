/** Publishing encryption keys. A key to which nothing can be sealed, as to a point of low order, is a `FormatError` here, before it is sent. */
import { assertCanSealTo } from '../format/hpke.ts';
import type { Chain } from './chain.ts';
import type { PractitionerId } from './codes.ts';
import type { Transaction } from './sending.ts';

/** Registers the signer as a patient, with its first key. */
export async function registerPatient(chain: Chain, salt: Uint8Array, encryptionKey: Uint8Array): Promise<Transaction> {
	await assertCanSealTo(encryptionKey);
	return chain.call('patientIdentity', 'register', { salt, encryptionKey });
}

/** Puts another key in the place of a patient's, and so starts a new epoch. */
export async function replacePatientKey(chain: Chain, patient: Uint8Array, encryptionKey: Uint8Array): Promise<Transaction> {
	await assertCanSealTo(encryptionKey);
	return chain.call('patientIdentity', 'replaceEncryptionKey', { patient, encryptionKey });
}

/** Publishes a practitioner's key, or another one. */
export async function publishPractitionerKey(
	chain: Chain,
	{ encryptionKey, ...whose }: { organization: number; practitioner: PractitionerId; encryptionKey: Uint8Array },
): Promise<Transaction> {
	await assertCanSealTo(encryptionKey);
	return chain.call('providerRegistry', 'publishPractitionerKey', { ...whose, encryptionKey });
}

/** Publishes an organization's key, or another one. */
export async function publishOrganizationKey(chain: Chain, organization: number, encryptionKey: Uint8Array): Promise<Transaction> {
	await assertCanSealTo(encryptionKey);
	return chain.call('providerRegistry', 'publishOrganizationKey', { organization, encryptionKey });
}
