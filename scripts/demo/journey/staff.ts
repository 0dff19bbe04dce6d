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
import type { RemoteCustodian, Writer } from '@salus/client/custody';
import { X_WING } from '@salus/client/format';
import { asSuperuser, SUPERUSER, wellKnown } from './authorities.ts';
import { Hospital } from './hospital.ts';
import { KeyCustodian } from './key-custodian.ts';
import { type Founding, founding, OwnService, type Services } from './own-service.ts';
import { PieceKeeper } from './piece-keeper.ts';
import { Specialist } from './specialist.ts';
import { WrittenFolder } from './written-folder.ts';

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
	/** Where services of organizations are run. */
	services: Services;
	/** Whether we can speak for the chain's superuser, who accredits further organizations. */
	canAccredit: boolean;
	/** It hands what it writes to its service, once that is started. */
	hospital: Hospital<RemoteCustodian>;
	/** The clerk and the key of the hospital's service. */
	hospitalsOwn: Founding;
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

/** What an emergency takes. */
export interface EmergencyCast {
	keyCustodians: KeyCustodian[];
	receipts: Receipt[];
}

export async function cast(chain: Chain, folder: string, services: Services): Promise<Cast> {
	const { clockLag } = services;
	const hospitalsOwn = await founding();
	const ofClinic = () => new Specialist(chain, CLINIC.number, newAccount(), undefined, { suite: X_WING, clockLag });
	const hospital = new Hospital<RemoteCustodian>(chain, {
		organization: HOSPITAL.number, clinician: newAccount(), clerk: hospitalsOwn.clerk, stores: new WrittenFolder(join(folder, 'hospital')),
	});
	return {
		chain, folder, services, canAccredit: await knowsSuperuser(chain), hospital, hospitalsOwn,
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

/** Starts the hospital's service, which keeps what the hospital's clinician hands in. Its clerk is listed already. */
export async function openHospital({ chain, folder, services, hospital, hospitalsOwn: founded }: Cast): Promise<OwnService> {
	const service = await OwnService.open(chain, { organization: hospital.organization, founded, folder: join(folder, 'hospitals-custodian'), services, writer: clinicianOf(hospital) });
	hospital.handTo(service.custodian);
	return service;
}

/** Whether we can speak for the chain's superuser, who accredits organizations and licenses emergencies. */
async function knowsSuperuser(chain: Chain): Promise<boolean> {
	const known = await chain.read(async ({ query }) => query['sudo']?.['key']?.());
	return known?.toString() === wellKnown(SUPERUSER).address;
}

/**
 * Licenses the physician and the clinic to break the glass, and accredits organizations that keep keys for an emergency, by the chain's superuser; each of them
 * starts its service. `undefined` where we cannot speak for the superuser. The physician is listed already, and so is the hospital's clinician, who hands pieces in.
 */
export async function prepareEmergencies({ chain, folder, services, canAccredit, physician, hospital }: Cast): Promise<EmergencyCast | undefined> {
	if (!canAccredit) return undefined;
	const superuser = wellKnown(SUPERUSER);
	const { organization, practitioner } = physician;
	const writer = clinicianOf(hospital);
	const [role, licence, ...founded] = await Promise.all([
		asSuperuser(chain, chain.call('providerRegistry', 'setEmergencyRole', { organization, practitioner, holds: true }), superuser),
		asSuperuser(chain, licenseBreakGlass(chain, organization, TERMS), superuser),
		...Array.from({ length: KEY_CUSTODIANS }, () => found(chain, { folder, services, writer, superuser })),
	]);
	return { keyCustodians: founded.map(({ keyCustodian }) => keyCustodian), receipts: [role, licence, ...founded.flatMap(({ receipts }) => receipts)] };
}

function clinicianOf({ clinician, organization }: Hospital): Writer {
	return { signer: clinician, side: { organization } };
}

interface FoundingParts {
	folder: string;
	services: Services;
	writer: Writer;
	superuser: KeyringPair;
}

/** An organization that keeps shares of keys: accredited, with a published key, somebody who redeems tickets, and a service. */
async function found(chain: Chain, { folder, services, writer, superuser }: FoundingParts): Promise<{ keyCustodian: KeyCustodian; receipts: Receipt[] }> {
	const founded = await founding();
	// An admin of its own, with coin for its fees: who speaks for two of them could put their shares together.
	const admin = newAccount();
	const funded = await chain.send(chain.call('balances', 'transferKeepAlive', { dest: admin.publicKey, value: ADMINS_COIN }), superuser);
	const accreditation = { from: 0, until: await listedUntil(chain) };
	const call = chain.call('providerRegistry', 'accreditOrganization', { kind: 'Custodian', admin: admin.publicKey, accreditation, profile: randomBytes(32) });
	const accredited = await asSuperuser(chain, call, superuser);
	const number = numberIn(accredited, 'providerRegistry', 'OrganizationAccredited', 'organization');
	const receipts = await Promise.all([
		publishOrganizationKey(chain, number, founded.key).then((publication) => chain.send(publication, admin)),
		list(chain, { number, admin }, founded.clerk, 'Custodian'),
	]);
	const keyCustodian = await KeyCustodian.open(chain, { organization: number, founded, folder: join(folder, `custodian-${number}`), services, writer });
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
