/** The keys that belong to grants: sealing them to a grantee, seeing that they no longer fit, sealing them anew. */
import type { Chain } from '../chain/chain.ts';
import type { Transaction } from '../chain/sending.ts';
import { SalusError } from '../errors.ts';
import { bytesToHex, hexToBytes } from '../format/bytes.ts';
import { type ClassKey, openEnvelope, sealEnvelope } from '../format/envelope.ts';
import { type Grant, liveGrants } from './grants.ts';
import { type Grantee, granteeBytes, practitionerIn } from './provision.ts';
import { checkedKeys, type SealedKeys } from './sealed-keys.ts';

/** An envelope, and whether it still fits the keys of both sides. */
export interface EnvelopeStatus {
	envelope: SealedKeys;
	/** The patient has a newer key: the envelope opens no record that was sealed since. */
	isPatientKeyStale: boolean;
	/** The grantee has a newer key, and may have thrown the old one away. */
	isGranteeKeyStale: boolean;
}

/** A published key. */
export interface PublishedKey {
	publicKey: Uint8Array;
	epoch: number;
}

/** Whose records an envelope is about, and whom it is for. */
export interface Bond {
	patient: Uint8Array;
	organization: number;
	grantee: Grantee;
}

/** The key that an envelope for a grantee is sealed to: the practitioner's, or else the organization's. */
export async function keyOf(chain: Chain, organization: number, grantee: Grantee): Promise<PublishedKey> {
	const practitioner = practitionerIn(grantee);
	const row = await (practitioner
		? chain.ask('providerRegistryApi', 'practitioner', [organization, practitioner])
		: chain.ask('providerRegistryApi', 'organization', [organization]));
	const key = row.toJSON()?.key;
	if (!key) throw new SalusError('consent.no-key', 'The grantee has published no encryption key.');
	return { publicKey: hexToBytes(key.public.slice(2)), epoch: key.epoch };
}

/** Seals class keys of the epoch `keyEpoch` to the present key of a grantee. */
export async function sealTo(chain: Chain, { patient, organization, grantee }: Bond, keyEpoch: number, keys: ClassKey[]): Promise<SealedKeys> {
	const { publicKey, epoch } = await keyOf(chain, organization, grantee);
	const context = { patient, organization, grantee: granteeBytes(grantee), keyEpoch };
	return { keyEpoch, granteeKeyEpoch: epoch, sealed: `0x${bytesToHex(await sealEnvelope(context, publicKey, keys))}` };
}

/** The envelope of a grant, as the chain keeps it; `undefined` if there is none. */
export async function envelopeOf(chain: Chain, patient: Uint8Array, grant: number): Promise<EnvelopeStatus | undefined> {
	return (await chain.ask('consentApi', 'envelope', [patient, grant])).toJSON() ?? undefined;
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

/** The class keys in a grant's envelope. */
export async function openEnvelopeOf(chain: Chain, bond: Bond, grant: number, privateKey: Uint8Array): Promise<ClassKey[]> {
	const status = await envelopeOf(chain, bond.patient, grant);
	if (!status) throw new SalusError('consent.no-envelope', 'The grant came without keys.');
	const { keyEpoch, sealed } = status.envelope;
	const context = { patient: bond.patient, organization: bond.organization, grantee: granteeBytes(bond.grantee), keyEpoch };
	return openEnvelope(context, privateKey, hexToBytes(sealed.slice(2)));
}

/** Puts other keys in the place of those that belong to a grant. */
export function replaceEnvelope(chain: Chain, patient: Uint8Array, grant: number, envelope: SealedKeys): Transaction {
	return chain.call('consent', 'replaceEnvelope', { patient, grant, envelope: checkedKeys(envelope) });
}
