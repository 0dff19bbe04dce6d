/** To which key a release is sealed: the reader's published one, so that a stolen answer, or a stolen ticket, is worth nothing. */
import type { Chain } from '../chain/chain.ts';
import type { PractitionerId } from '../chain/codes.ts';
import type { EncryptionKey, Ticket } from '../chain/generated/told.ts';
import { decodeAddress } from '@polkadot/util-crypto';
import { hexToBytes } from '../format/bytes.ts';

/** The key that the holder of a ticket has published, at `block`; `undefined` if there is none, so that the request alone names one. */
export async function publishedKeyOfReader(chain: Chain, patient: Uint8Array, { actor, basis }: Ticket, block: string): Promise<EncryptionKey | undefined> {
	if (actor.practitioner) {
		return ofPractitioner(chain, actor.practitioner.organization, { Account: decodeAddress(actor.practitioner.account) }, block);
	}
	if (actor.gateway) {
		return ofPractitioner(chain, actor.gateway.organization, { Pseudonym: hexToBytes(actor.gateway.practitioner.slice(2)) }, block);
	}
	if (actor.organization) return ofOrganization(chain, actor.organization.organization, block);
	// Representatives and devices read for the patient, and do not have its keys.
	if (basis.patient === undefined) return undefined;
	return (await chain.ask('patientIdentityApi', 'patient', [patient], block)).toJSON()?.key ?? undefined;
}

async function ofPractitioner(chain: Chain, organization: number, practitioner: PractitionerId, block: string): Promise<EncryptionKey | undefined> {
	const row = (await chain.ask('providerRegistryApi', 'practitioner', [organization, practitioner], block)).toJSON();
	return row?.key ?? ofOrganization(chain, organization, block);
}

async function ofOrganization(chain: Chain, organization: number, block: string): Promise<EncryptionKey | undefined> {
	return (await chain.ask('providerRegistryApi', 'organization', [organization], block)).toJSON()?.key ?? undefined;
}
