/**
 * Who plays: people of the two organizations of the development preset, each with an account of their own that nobody else uses, so that
 * several journeys on one chain do not get into each other's way. They have no coin, but for the admins of new organizations.
 */
import { join } from 'node:path';
import { Keyring } from '@polkadot/keyring';
import type { KeyringPair } from '@polkadot/keyring/types';
import { mnemonicGenerate } from '@polkadot/util-crypto';
import { randomBytes } from '@noble/hashes/utils.js';
import { type Capacity, type Chain, numberIn, publishOrganizationKey, type Receipt, type Role, roleSet } from '@salus/client/chain';
import { licenseBreakGlass } from '@salus/client/consent';
import { X_WING } from '@salus/client/format';
import { asSuperuser, SUPERUSER, wellKnown } from './authorities.ts';
import { Hospital } from './hospital.ts';
import { KeyCustodian } from './key-custodian.ts';
import { PieceKeeper } from './piece-keeper.ts';
import { Specialist } from './specialist.ts';

/** The organizations of the chain's development preset, and the accounts that list people there. */
const HOSPITAL = { number: 0, admin: '//Alice' };
const CLINIC = { number: 1, admin: '//Dave' };
/** How long people are listed: no journey takes longer, and nobody of it keeps a role on a chain that goes on. */
const LISTED_FOR_MS = 24 * 60 * 60 * 1000;
/** Enough for journeys that take place at the same time; further sessions open, too, and are flagged. */
const TERMS = { maxOpen: 16, maxPerDay: 1_000 };
/** How many organizations keep a share of the keys for an emergency. */
const KEY_CUSTODIANS = 3;
/** More than it takes an admin to list somebody and to publish a key. */
const ADMINS_COIN = 10_000_000_000_000n;

/** Who judges emergency sessions of other organizations, and answers for what the people of the own one did. */
export interface PrivacyOfficer {
	account: KeyringPair;
	capacity: Capacity;
}

/** Who plays one journey. */
export interface Cast {
	chain: Chain;
	/** Where organizations keep what they keep. */
	folder: string;
	clockLag: number;
	hospital: Hospital;
	specialist: Specialist;
	/** Of the clinic, and granted nothing: treats in an emergency. */
	physician: Specialist;
	/** The patient's family doctor. */
	familyDoctor: Specialist;
	/** Of the hospital. */
	officer: PrivacyOfficer;
	/** Of the clinic: answers for what its people did. */
	clinicOfficer: PrivacyOfficer;
	/** Who keep pieces of sealed records: the hospital and the clinic. */
	pieceKeepers: PieceKeeper[];
}

/** What an emergency takes, where the chain's superuser is known. */
export interface EmergencyCast {
	keyCustodians: KeyCustodian[];
	receipts: Receipt[];
}

export function cast(chain: Chain, folder: string, clockLag: number): Cast {
	const ofClinic = () => new Specialist(chain, CLINIC.number, newAccount(), undefined, { suite: X_WING, clockLag });
	const hospital = new Hospital(chain, {
		organization: HOSPITAL.number, clinician: newAccount(), clerk: newAccount(), folder: join(folder, 'hospital'), clockLag,
	});
	return {
		chain, folder, clockLag, hospital,
		pieceKeepers: [
			new PieceKeeper(HOSPITAL.number, hospital.clerk, join(folder, 'hospital-pieces')), new PieceKeeper(CLINIC.number, newAccount(), join(folder, 'clinic-pieces')),
		],
		specialist: ofClinic(),
		physician: ofClinic(),
		familyDoctor: ofClinic(),
		officer: officerOf(HOSPITAL.number),
		clinicOfficer: officerOf(CLINIC.number),
	};
}

/** Has the organizations list their people, and those who read publish keys. */
export async function enlist({ chain, hospital, specialist, physician, familyDoctor, officer, clinicOfficer, pieceKeepers }: Cast): Promise<Receipt[]> {
	const readers = [specialist, physician, familyDoctor];
	const listed = await Promise.all([
		list(chain, HOSPITAL, hospital.clinician, 'Physician'),
		list(chain, HOSPITAL, hospital.clerk, 'Custodian'),
		list(chain, HOSPITAL, officer.account, 'PrivacyOfficer'),
		list(chain, CLINIC, clinicOfficer.account, 'PrivacyOfficer'),
		...pieceKeepers.filter(({ organization }) => organization === CLINIC.number).map(({ clerk }) => list(chain, CLINIC, clerk, 'Custodian')),
		...readers.map(({ account }) => list(chain, CLINIC, account, 'Physician')),
	]);
	const published = await Promise.all(readers.map((reader) => reader.publishKey()));
	return [...listed, ...published.filter((receipt) => receipt !== undefined)];
}

/**
 * Licenses the physician and the clinic to break the glass, and accredits organizations that keep keys for an emergency, by the chain's superuser;
 * `undefined` where we do not know that account. The physician is listed already.
 */
export async function prepareEmergencies({ chain, folder, clockLag, physician }: Cast): Promise<EmergencyCast | undefined> {
	const superuser = wellKnown(SUPERUSER);
	const known = await chain.read(async ({ query }) => query['sudo']?.['key']?.());
	if (known?.toString() !== superuser.address) return undefined;
	const { organization, practitioner } = physician;
	const [role, licence, ...founded] = await Promise.all([
		asSuperuser(chain, chain.call('providerRegistry', 'setEmergencyRole', { organization, practitioner, holds: true }), superuser),
		asSuperuser(chain, licenseBreakGlass(chain, organization, TERMS), superuser),
		...Array.from({ length: KEY_CUSTODIANS }, () => found(chain, folder, clockLag, superuser)),
	]);
	return { keyCustodians: founded.map(({ keyCustodian }) => keyCustodian), receipts: [role, licence, ...founded.flatMap(({ receipts }) => receipts)] };
}

/** An organization that keeps shares of keys: accredited, with a published key and somebody who redeems tickets. */
async function found(chain: Chain, folder: string, clockLag: number, superuser: KeyringPair): Promise<{ keyCustodian: KeyCustodian; receipts: Receipt[] }> {
	const clerk = newAccount();
	// An admin of its own, with coin for its fees: who speaks for two of them could put their shares together.
	const admin = newAccount();
	const funded = await chain.send(chain.call('balances', 'transferKeepAlive', { dest: admin.publicKey, value: ADMINS_COIN }), superuser);
	const accreditation = { from: 0, until: await listedUntil(chain) };
	const call = chain.call('providerRegistry', 'accreditOrganization', { kind: 'Custodian', admin: admin.publicKey, accreditation, profile: randomBytes(32) });
	const accredited = await asSuperuser(chain, call, superuser);
	const number = numberIn(accredited, 'providerRegistry', 'OrganizationAccredited', 'organization');
	const keyCustodian = await KeyCustodian.found(chain, { organization: number, clerk, folder: join(folder, `custodian-${number}`), clockLag });
	const receipts = await Promise.all([
		publishOrganizationKey(chain, number, keyCustodian.key).then((publication) => chain.send(publication, admin)),
		list(chain, { number, admin }, clerk, 'Custodian'),
	]);
	return { keyCustodian, receipts: [funded, accredited, ...receipts] };
}

async function list(chain: Chain, organization: { number: number; admin: KeyringPair | string }, { publicKey }: KeyringPair, role: Role): Promise<Receipt> {
	const call = chain.call('providerRegistry', 'addPractitioner', {
		organization: organization.number, practitioner: { Account: publicKey }, roles: roleSet(role),
		licence: { from: 0, until: await listedUntil(chain) },
	});
	const { admin } = organization;
	return chain.send(call, typeof admin === 'string' ? wellKnown(admin) : admin);
}

/** By the chain's own clock: that of a test node is not ours. */
async function listedUntil(chain: Chain): Promise<number> {
	// Before its first block a chain has no time yet.
	await chain.untilMoment(1);
	return (await chain.now()) + LISTED_FOR_MS;
}

function officerOf(organization: number): PrivacyOfficer {
	return { account: newAccount(), capacity: { Practitioner: { organization } } };
}

function newAccount(): KeyringPair {
	return new Keyring({ type: 'sr25519' }).addFromMnemonic(mnemonicGenerate());
}
