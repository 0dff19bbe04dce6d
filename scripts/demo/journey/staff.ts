/**
 * Who plays: people of the two organizations of the development preset, each with an account of their own that nobody else uses, so that
 * several journeys on one chain do not get into each other's way. They have no coin.
 */
import { Keyring } from '@polkadot/keyring';
import type { KeyringPair } from '@polkadot/keyring/types';
import { mnemonicGenerate } from '@polkadot/util-crypto';
import { type Capacity, type Chain, type Receipt, type Role, roleSet } from '@salus/client/chain';
import { licenseBreakGlass } from '@salus/client/consent';
import { asSuperuser, SUPERUSER, wellKnown } from './authorities.ts';
import { FolderStore } from './folder-store.ts';
import { Hospital } from './hospital.ts';
import { Specialist } from './specialist.ts';

/** The organizations of the chain's development preset, and the accounts that list people there. */
const HOSPITAL = { number: 0, admin: '//Alice' };
const CLINIC = { number: 1, admin: '//Dave' };
/** How long people are listed: no journey takes longer, and nobody of it keeps a role on a chain that goes on. */
const LISTED_FOR_MS = 24 * 60 * 60 * 1000;
/** Enough for journeys that take place at the same time; further sessions open, too, and are flagged. */
const TERMS = { maxOpen: 16, maxPerDay: 1_000 };

/** Who judges emergency sessions of other organizations. */
export interface PrivacyOfficer {
	account: KeyringPair;
	capacity: Capacity;
}

/** Who plays one journey. */
export interface Cast {
	chain: Chain;
	hospital: Hospital;
	specialist: Specialist;
	/** Of the hospital. */
	officer: PrivacyOfficer;
}

export function cast(chain: Chain, storeFolder: string, clockLag: number): Cast {
	return {
		chain,
		hospital: new Hospital(chain, {
			organization: HOSPITAL.number, clinician: newAccount(), custodian: newAccount(), store: new FolderStore(storeFolder), clockLag,
		}),
		specialist: new Specialist(chain, CLINIC.number, newAccount()),
		officer: { account: newAccount(), capacity: { Practitioner: { organization: HOSPITAL.number } } },
	};
}

/** Has the organizations list their people, and the specialist publish a key. */
export async function enlist({ chain, hospital, specialist, officer }: Cast): Promise<Receipt[]> {
	const listed = await Promise.all([
		list(chain, HOSPITAL, hospital.clinician, 'Physician'),
		list(chain, HOSPITAL, hospital.custodian, 'Custodian'),
		list(chain, HOSPITAL, officer.account, 'PrivacyOfficer'),
		list(chain, CLINIC, specialist.account, 'Physician'),
	]);
	const published = await specialist.publishKey();
	return published ? [...listed, published] : listed;
}

/**
 * Licenses the specialist and the clinic to break the glass, by the chain's superuser; `undefined` where we do not know that account.
 * The specialist is listed already.
 */
export async function licenseEmergencies({ chain, specialist }: Cast): Promise<Receipt[] | undefined> {
	const superuser = wellKnown(SUPERUSER);
	const known = await chain.read(async ({ query }) => query['sudo']?.['key']?.());
	if (known?.toString() !== superuser.address) return undefined;
	const { organization, practitioner } = specialist;
	return Promise.all([
		asSuperuser(chain, chain.call('providerRegistry', 'setEmergencyRole', { organization, practitioner, holds: true }), superuser),
		asSuperuser(chain, licenseBreakGlass(chain, organization, TERMS), superuser),
	]);
}

async function list(chain: Chain, organization: typeof HOSPITAL, { publicKey }: KeyringPair, role: Role): Promise<Receipt> {
	const call = chain.call('providerRegistry', 'addPractitioner', {
		organization: organization.number, practitioner: { Account: publicKey }, roles: roleSet(role),
		licence: { from: 0, until: Date.now() + LISTED_FOR_MS },
	});
	return chain.send(call, wellKnown(organization.admin));
}

function newAccount(): KeyringPair {
	return new Keyring({ type: 'sr25519' }).addFromMnemonic(mnemonicGenerate());
}
