/** To which key a release is sealed: the reader's published one, so that a stolen answer, or a stolen ticket, is worth nothing. */
import type { Chain } from '../chain/chain.ts';
import type { PractitionerId } from '../chain/codes.ts';
import type { Actor, Basis, EncryptionKey } from '../chain/generated/told.ts';
import { decodeAddress } from '@polkadot/util-crypto';
import { hexToBytes } from '../format/bytes.ts';

/** The key that the reader of a ticket has published, at `block`: of a team it is whoever shows it. `undefined` if there is none, so that the request alone names one. */
export async function publishedKeyOfReader(chain: Chain, patient: Uint8Array, { reader, bases }: { reader: Actor; bases: Basis[] }, block: string): Promise<EncryptionKey | undefined> {
	if (reader.practitioner) {
		return ofPractitioner(chain, reader.practitioner.organization, { Account: decodeAddress(reader.practitioner.account) }, block);
	}
	if (reader.gateway) {
		return ofPractitioner(chain, reader.gateway.organization, { Pseudonym: hexToBytes(reader.gateway.practitioner.slice(2)) }, block);
	}
	if (reader.organization) return ofOrganization(chain, reader.organization.organization, block);
	// Representatives and devices read for the patient, and do not have its keys.
	if (bases.every(({ patient: isPatient }) => isPatient === undefined)) return undefined;
	return (await chain.ask('patientIdentityApi', 'patient', [patient], block)).toJSON()?.key ?? undefined;
}

async function ofPractitioner(chain: Chain, organization: number, practitioner: PractitionerId, block: string): Promise<EncryptionKey | undefined> {
	const row = (await chain.ask('providerRegistryApi', 'practitioner', [organization, practitioner], block)).toJSON();
	return row?.key ?? ofOrganization(chain, organization, block);
}

async function ofOrganization(chain: Chain, organization: number, block: string): Promise<EncryptionKey | undefined> {
	return (await chain.ask('providerRegistryApi', 'organization', [organization], block)).toJSON()?.key ?? undefined;
}
