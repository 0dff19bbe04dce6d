/** Who sends: practitioners of two organizations with coins, and attested patients who let both read. */
import { randomBytes } from 'node:crypto';
import { roleSet } from '@salus/client/chain';
import { keyOf, keyOfSeed } from '../load/keys.ts';
import { firstPatientOf, registration } from '../load/patient-id.ts';
import { forkOf } from '../load/payload.ts';
import { type Call, CLINIC, HOSPITAL, type Scene, UNIT } from '../load/scene.ts';
import { Calls } from './calls.ts';
import { figuresFor, type Lane } from './lanes.ts';
import { REACH, Sender } from './sender.ts';
import { type Sending, Signer, sendingOf, type Stock } from './stock.ts';
import type { Watch } from './watch.ts';
import type { Wire } from '../load/wire.ts';

export const ORGANIZATIONS = [HOSPITAL, CLINIC];
/** Who administers each of them. */
const ADMINS = ['Alice', 'Dave'];
/** How many calls go in one batch. */
const BATCH = 50;
const PHYSICIAN = roleSet('Physician');
const CUSTODIAN = roleSet('Custodian');
/** What Ferdie, who pays, gives to all of them together. */
const COINS = 800_000n * UNIT;
/** How many of what is delivered wait in the pool, which has room for 8,192. */
const MOST_WAITING = 6_000;
/** How many grants each patient has given before anything is measured: one to each organization. */
export const FIRST_GRANTS = ORGANIZATIONS.length;

export interface Patient extends Sending {
	id: Uint8Array;
}

/** Everybody who takes part, on a node. */
export interface World {
	scene: Scene;
	wire: Wire;
	watch: Watch;
	signer: Signer;
	calls: Calls;
	practitioners: Sending[];
	patients: Patient[];
}

/** For which organization the practitioner `index` works: they alternate. */
export function organizationOf(index: number): number {
	return ORGANIZATIONS[index % ORGANIZATIONS.length]!;
}

/** About whom the practitioner `index` asks in its `turn`: all in turn, so that of what one has asked for the next finds little at hand. One of each organization asks about the same. */
export function patientFor({ practitioners, patients }: World, index: number, turn: number): Uint8Array {
	return patients[((index + turn * practitioners.length) >> 1) % patients.length]!.id;
}

/** Lets superuser set how blocks are divided. */
export async function divideFor(scene: Scene, lane: Lane): Promise<void> {
	await scene.asRoot(scene.call('admission', 'setFigures', figuresFor(lane)));
}

/** Puts everybody in place. */
export async function gather(scene: Scene, wire: Wire, watch: Watch, counts: { practitioners: number; patients: number }): Promise<World> {
	const signer = new Signer(forkOf(scene.api));
	const practitioners = Array.from({ length: counts.practitioners }, (_, index) => sendingOf(keyOf(`throughput/practitioner/${index}`)));
	const patients = Array.from({ length: counts.patients }, (_, index) => {
		const key = keyOf(`throughput/patient/${index}`);
		return { ...sendingOf(key), id: firstPatientOf(key.account) };
	});
	const world = { scene, wire, watch, signer, calls: new Calls(scene), practitioners, patients };
	await appoint(world);
	await admit(world);
	return world;
}

/** The organizations' admins add physicians, and Ferdie gives them coins. */
async function appoint({ scene, practitioners }: World): Promise<void> {
	const of = (organization: number) => practitioners.filter((_, index) => organizationOf(index) === organization);
	const funded = practitioners.map(({ key }) => scene.call('balances', 'transferKeepAlive', key.account, COINS / BigInt(practitioners.length)));
	await Promise.all([...ORGANIZATIONS.map((organization) => list(scene, organization, of(organization), PHYSICIAN)), inBatches(scene, funded, 'Ferdie')]);
}

/** Each organization's admin adds so many new accounts that redeem tickets for it; gives them, by organization. */
export async function appointCustodians(scene: Scene, count: number): Promise<Sending[][]> {
	return Promise.all(ORGANIZATIONS.map(async (organization) => {
		const custodians = Array.from({ length: count }, () => sendingOf(keyOfSeed(randomBytes(32))));
		await list(scene, organization, custodians, CUSTODIAN);
		return custodians;
	}));
}

/** The admin of `organization` adds people in these roles. */
async function list(scene: Scene, organization: number, people: Sending[], roles: number): Promise<void> {
	const added = people.map(({ key }) => scene.call('providerRegistry', 'addPractitioner', organization, { Account: key.account }, roles, { from: 0, until: null }));
	await inBatches(scene, added, ADMINS[organization]!);
}

async function inBatches(scene: Scene, calls: Call[], who: string): Promise<void> {
	for (let begun = 0; begun < calls.length; begun += BATCH) {
		await scene.send(scene.call('utility', 'batchAll', calls.slice(begun, begun + BATCH)), scene.key(who));
	}
}

/** Patients register, are attested by people of the hospital, and grant. */
async function admit(world: World): Promise<void> {
	const { scene, signer, calls, practitioners, patients } = world;
	const call = registration(scene);
	await deliver(world, signer.stock(patients, patients.length, () => call));
	const physicians = practitioners.filter((_, index) => organizationOf(index) === HOSPITAL);
	const attest = calls.attest(HOSPITAL);
	await deliver(world, signer.stock(physicians, patients.length, (index, turn) => attest.fill(patients[turn * physicians.length + index]!.id)));
	const grants = ORGANIZATIONS.map((organization) => calls.grantAll(organization));
	await deliver(world, signer.stock(patients, patients.length * grants.length, (index, turn) => grants[turn]!.fill(patients[index]!.id)));
}

/** Sends all, and waits until blocks hold it. */
export async function deliver({ wire, watch }: World, stocks: Stock[]): Promise<void> {
	const sender = new Sender(wire, stocks, Math.max(1, Math.min(REACH, Math.floor(MOST_WAITING / stocks.length))));
	await sender.fill();
	while (sender.left > 0) {
		const { signers } = await watch.next();
		sender.note(signers);
		await sender.fill();
	}
}
