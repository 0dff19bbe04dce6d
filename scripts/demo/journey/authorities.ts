/** What stands in for the authorities on a development chain: its superuser, whose key everybody knows. */
import { Keyring } from '@polkadot/keyring';
import type { KeyringPair } from '@polkadot/keyring/types';
import { type Capacity, type Chain, nameOf, type Receipt, type Role, ROLES, roleSet, type Transaction } from '@salus/client/chain';
import { type Actor, breakGlass, licenseBreakGlass } from '@salus/client/consent';
import type { Specialist } from './specialist.ts';

/** Enough for demos that run at the same time. */
const TERMS = { maxOpen: 16, maxPerDay: 1_000 };

/** Who judges emergency sessions of other organizations. */
export interface PrivacyOfficer {
	account: KeyringPair;
	capacity: Capacity;
}

/** Sends a call with the authority of the chain's superuser. */
export async function asSuperuser(chain: Chain, call: Transaction, superuser: KeyringPair): Promise<Receipt> {
	const receipt = await chain.send(chain.call('sudo', 'sudo', { call }), superuser);
	chain.expectInner(receipt, nameOf(call), 'sudo', 'Sudid', 'sudoResult');
	return receipt;
}

/**
 * Lets a specialist break the glass, and lists a privacy officer of another organization. Does only what has not been
 * done; `undefined` on a chain where Alice is not the superuser.
 */
export async function licenseEmergencies(chain: Chain, specialist: Specialist, other: number): Promise<PrivacyOfficer | undefined> {
	const keyring = new Keyring({ type: 'sr25519' });
	const superuser = keyring.addFromUri('//Alice');
	const officer = keyring.addFromUri('//Grace');
	if ((await chain.api.query['sudo']?.['key']?.())?.toString() !== superuser.address) return undefined;

	const { organization, practitioner, actor } = specialist;
	const [role, terms, officerRole] = await Promise.all([
		hasRole(chain, actor, 'Emergency'),
		breakGlass(chain, organization),
		hasRole(chain, { Practitioner: { organization: other, account: officer.publicKey } }, 'PrivacyOfficer'),
	]);
	const toDo: Promise<Receipt>[] = [];
	if (!role) {
		const call = chain.call('providerRegistry', 'setEmergencyRole', { organization, practitioner, holds: true });
		toDo.push(asSuperuser(chain, call, superuser));
	}
	if (!terms.terms) toDo.push(asSuperuser(chain, licenseBreakGlass(chain, organization, TERMS), superuser));
	if (!officerRole) {
		const call = chain.call('providerRegistry', 'addPractitioner', {
			organization: other, practitioner: { Account: officer.publicKey }, roles: roleSet('PrivacyOfficer'), licence: { from: 0, until: null },
		});
		toDo.push(chain.send(call, superuser));
	}
	await Promise.all(toDo);
	return { account: officer, capacity: { Practitioner: { organization: other } } };
}

/** Whether somebody practises now, with this role. */
async function hasRole(chain: Chain, actor: Actor, role: Role): Promise<boolean> {
	const { ok } = (await chain.ask('providerRegistryApi', 'standing', [actor, null])).toJSON() as { ok?: { roles: number } };
	return ok !== undefined && (ok.roles & (1 << ROLES.indexOf(role))) !== 0;
}
