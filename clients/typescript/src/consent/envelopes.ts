/** The keys that belong to grants: sealing them to a grantee, seeing that they no longer fit, sealing them anew. */
import type { Chain } from '../chain/chain.ts';
import { type KnownKey, knownKey } from '../chain/published-keys.ts';
import type { Transaction } from '../chain/sending.ts';
import { SalusError } from '../errors.ts';
import { bytesToHex } from '../format/bytes.ts';
import type { ClassKeys } from '../format/class-keys.ts';
import { envelopeCommitment, openEnvelope, sealEnvelope } from '../format/envelope.ts';
import type { PrivateKey, PublicKey } from '../format/suites.ts';
import { type Grant, liveGrants } from './grants.ts';
import { type Grantee, granteeBytes, practitionerIn } from './provision.ts';
import type { Envelope, SealedKeys } from './sealed-keys.ts';

/** An envelope, and whether it still fits the keys of both sides. */
export interface EnvelopeStatus {
	envelope: Envelope;
	/** The patient has a newer key: the envelope opens no record that was sealed since. */
	isPatientKeyStale: boolean;
	/** The grantee has a newer key, and may have thrown the old one away. */
	isGranteeKeyStale: boolean;
}

/** Whose records an envelope is about, and whom it is for. */
export interface Bond {
	patient: Uint8Array;
	organization: number;
	grantee: Grantee;
}

/**
 * The key that an envelope for a grantee is sealed to: the practitioner's, or else the organization's. Of a larger suite it must be
 * `offered`, see `knownKey`.
 */
export async function keyOf(chain: Chain, organization: number, grantee: Grantee, offered?: PublicKey): Promise<KnownKey> {
	const practitioner = practitionerIn(grantee);
	const row = await (practitioner
		? chain.ask('providerRegistryApi', 'practitioner', [organization, practitioner])
		: chain.ask('providerRegistryApi', 'organization', [organization]));
	const key = row.toJSON()?.key;
	if (!key) throw new SalusError('consent.no-key', 'The grantee has published no encryption key.');
	return knownKey(key, offered);
}

/** Seals class keys of the epoch `keyEpoch` to the present key of a grantee. */
export async function sealTo(
	chain: Chain, { patient, organization, grantee }: Bond, keyEpoch: number, keys: ClassKeys, offered?: PublicKey,
): Promise<SealedKeys> {
	const { key, epoch } = await keyOf(chain, organization, grantee, offered);
	const sealed = await sealEnvelope({ patient, organization, grantee: granteeBytes(grantee), keyEpoch }, key, keys);
	return { envelope: { keyEpoch, granteeKeyEpoch: epoch, commitment: `0x${bytesToHex(envelopeCommitment(sealed))}` }, sealed };
}

/** What the chain keeps of a grant's envelope; `undefined` if it came without. */
export async function envelopeOf(chain: Chain, patient: Uint8Array, grant: number, block?: string): Promise<EnvelopeStatus | undefined> {
	return (await chain.ask('consentApi', 'envelope', [patient, grant], block)).toJSON() ?? undefined;
}

/** Whether an envelope is worth sealing anew. */
export function isStale({ isPatientKeyStale, isGranteeKeyStale }: EnvelopeStatus): boolean {
	return isPatientKeyStale || isGranteeKeyStale;
}

/** The patient's live grants whose envelopes no longer fit. */
export async function staleGrants(chain: Chain, patient: Uint8Array): Promise<[organization: number, grant: Grant][]> {
	const live = await liveGrants(chain, patient);
	const envelopes = await Promise.all(live.map(([, { id }]) => envelopeOf(chain, patient, id)));
	return live.filter((_, index) => {
		const status = envelopes[index];
		return status !== undefined && isStale(status);
	});
}

/** Whether these are the bytes that a grant's envelope is on the chain. */
export function isNamed({ commitment }: Envelope, sealed: Uint8Array): boolean {
	return commitment === `0x${bytesToHex(envelopeCommitment(sealed))}`;
}

/** The class keys in the envelope that a grant names; whether it is that one, `isNamed` tells. */
export async function openNamedEnvelope({ patient, organization, grantee }: Bond, { keyEpoch }: Envelope, key: PrivateKey, sealed: Uint8Array): Promise<ClassKeys> {
	return openEnvelope({ patient, organization, grantee: granteeBytes(grantee), keyEpoch }, key, sealed);
}

/** Puts another envelope in the place of the one that belongs to a grant. */
export function replaceEnvelope(chain: Chain, patient: Uint8Array, grant: number, envelope: Envelope): Transaction {
	return chain.call('consent', 'replaceEnvelope', { patient, grant, envelope });
}
