/** Who is there: people of two organizations who ask, and patients who let them. */
import { encodeAddress } from '@polkadot/util-crypto';
import { type Key, keyOf } from '../flood/keys.ts';
import type { Fork } from '../flood/payload.ts';
import { firstPatientOf, SALT } from '../flood/patient-id.ts';
import { type Call, CLINIC, HOSPITAL, type Scene, UNIT } from '../flood/scene.ts';
import { blank, Template } from '../flood/template.ts';
import type { Wire } from '../flood/wire.ts';
import { type Queue, sendAll, sign } from './sender.ts';

/** The classes of records that patients let both organizations see and add to. */
export const CLASSES = [100, 101, 102, 103, 104, 105, 106, 107];
/** A practitioner for each of two patients. */
const PRACTITIONERS_PER_PATIENT = 2;
const [PHYSICIAN, CUSTODIAN] = [1 << 0, 1 << 7];
const BATCH = 50;
const COINS_EACH = 100n * UNIT;
const ALL_ACTIONS = 0b11111;
const TREATMENT = 1;
const LONGEST_MS = 300_000;

export interface Practitioner {
	key: Key;
	organization: number;
}

export interface Cast {
	practitioners: Practitioner[];
	/** Patients and their keys. */
	patients: { key: Key; patient: Uint8Array }[];
}

export const hex = (bytes: Uint8Array): string => `0x${Buffer.from(bytes).toString('hex')}`;

/** Puts all of them in place. */
export async function gather(scene: Scene, wire: Wire, fork: Fork, count: number): Promise<Cast> {
	const practitioners = Array.from({ length: count }, (_, index) => ({ key: keyOf(`practitioner/${index}`), organization: index % 2 === 0 ? HOSPITAL : CLINIC }));
	const patients = Array.from({ length: Math.ceil(count / PRACTITIONERS_PER_PATIENT) }, (_, index) => {
		const key = keyOf(`patient/${index}`);
		return { key, patient: firstPatientOf(key.account) };
	});
	await Promise.all([employ(scene, practitioners), register(scene, wire, fork, patients.map(({ key }) => key))]);
	await attest(scene, wire, fork, practitioners.filter(({ organization }) => organization === HOSPITAL), patients);
	const grants = [HOSPITAL, CLINIC].map((organization) => grantOf(scene, organization));
	await inBlocks(wire, await sign(wire, fork, patients.map(({ key }) => key), grants.length, (patient, turn) => grants[turn]!.fill(patients[patient]!.patient)));
	return { practitioners, patients };
}

/** A grant of everything that is done here, for treatment. */
export function grantOf(scene: Scene, organization: number): Template {
	const provision = { grantee: 'Organization', scope: { Classes: CLASSES }, content: null, actions: ALL_ACTIONS, purposes: TREATMENT, period: { from: 0, until: null } };
	return templateOf(scene.call('consent', 'grant', hex(blank()), organization, provision, null, null));
}

export function templateOf(call: { method: { toU8a(): Uint8Array } }, blanks = 1): Template {
	return new Template(call.method.toU8a(), blanks);
}

/** Gives everybody coins to send around. */
export async function fund(scene: Scene, keys: Key[]): Promise<void> {
	await inBatches(keys.map(({ account }) => scene.call('balances', 'transferKeepAlive', encodeAddress(account), COINS_EACH)), scene, 'Ferdie');
}

async function employ(scene: Scene, practitioners: Practitioner[]): Promise<void> {
	const of = (organization: number) => practitioners.filter((practitioner) => practitioner.organization === organization).map(({ key }) =>
		scene.call('providerRegistry', 'addPractitioner', organization, { Account: encodeAddress(key.account) }, PHYSICIAN | CUSTODIAN, { from: 0, until: null }));
	await Promise.all([inBatches(of(HOSPITAL), scene, 'Alice'), inBatches(of(CLINIC), scene, 'Dave')]);
}

async function inBatches(calls: Call[], scene: Scene, who: string): Promise<void> {
	for (let begun = 0; begun < calls.length; begun += BATCH) {
		await scene.send(scene.call('utility', 'batchAll', calls.slice(begun, begun + BATCH)), scene.key(who));
	}
}

async function register(scene: Scene, wire: Wire, fork: Fork, keys: Key[]): Promise<void> {
	const encryptionKey = { public: { suite: 'X25519', bytes: new Uint8Array(32).fill(9) }, card: new Uint8Array(32).fill(7) };
	const call = scene.call('patientIdentity', 'register', SALT, encryptionKey).method.toU8a();
	await inBlocks(wire, await sign(wire, fork, keys, 1, () => call));
}

async function attest(scene: Scene, wire: Wire, fork: Fork, practitioners: Practitioner[], patients: Cast['patients']): Promise<void> {
	const template = templateOf(scene.attest(hex(blank())));
	const each = Math.ceil(patients.length / practitioners.length);
	await inBlocks(wire, await sign(wire, fork, practitioners.map(({ key }) => key), each, (practitioner, turn) =>
		template.fill(patients[(practitioner + turn * practitioners.length) % patients.length]!.patient)));
}

async function inBlocks(wire: Wire, queues: Queue[]): Promise<void> {
	const { refused } = await sendAll(wire, queues, Date.now() + LONGEST_MS);
	const still = refused.find(([, times]) => times > queues.length * 100);
	if (still) throw new Error(`The pool refuses what is to be prepared: ${still[0]}`);
}
