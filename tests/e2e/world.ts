/** The node that the whole suite shares, and what the tests say often. */
import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { Keyring } from '@polkadot/keyring';
import type { KeyringPair } from '@polkadot/keyring/types';
import type { Codec } from '@polkadot/types/types';
import { cryptoWaitReady, mnemonicGenerate } from '@polkadot/util-crypto';
import { randomBytes } from '@noble/hashes/utils.js';
import {
	type Action, actionSet, type Capacity, Chain, numberIn, type OrganizationKind, type PractitionerId, type Purpose, purposeSet,
	publishOrganizationKey, type Receipt, type Role, roleSet, type Transaction,
} from '@salus/client/chain';
import {
	preview, type Decision, type Envelope, envelopeOf, grant, isNamed, licenseBreakGlass, openNamedEnvelope, type Provision, untilDrawn, wholeClass,
} from '@salus/client/consent';
import { bytesToHex, CARD_LABELS, type ClassKeys, classOf, type Suite } from '@salus/client/format';
import { builtNode } from '../../scripts/demo/build.ts';
import { cleanUp, watchForTheEnd } from '../../scripts/demo/cleanup.ts';
import { ALL_STATES, type DevelopmentNode, startNode, temporaryFolder } from '../../scripts/demo/node-process.ts';
import { asSuperuser } from '../../scripts/demo/journey/authorities.ts';
import { KeepingHospital } from './keeping-hospital.ts';
import { Patient } from '../../scripts/demo/journey/patient.ts';
import { Specialist } from '../../scripts/demo/journey/specialist.ts';
import { type KeyKeeper, keyKeeper } from './key-keepers.ts';

export const HOSPITAL = 0;
export const CLINIC = 1;
export const OBSERVATION = 96;
export const CONDITION = 28;
/**
 * What the cards of most patients here have keys of: the classes of the sample bundle, signed documents, some labels. All of them, as the demo has and
 * the patient of the journey, would keep the one thread of the tests busy when all of them begin.
 */
const CLASSES = [
	'AllergyIntolerance', 'Bundle', 'CarePlan', 'Condition', 'DiagnosticReport', 'Encounter', 'FamilyMemberHistory', 'Immunization', 'MedicationRequest',
	'Observation', 'Organization', 'Patient', 'Practitioner', 'Procedure',
].map((name) => classOf(name) as number).concat(CARD_LABELS.slice(0, 8));
/** One token. */
const UNIT = 1_000_000_000_000n;
export const DAY = 24 * 60 * 60 * 1000;
/** After which guardians get a patient back: long enough to try what is too early, also on a busy machine, and the wait is not long. */
export const RECOVERY_DELAY = 30_000;

export const root = fileURLToPath(new URL('../..', import.meta.url));
export const fhir = (name: string) => join(root, 'tests/fhir', name);

export interface PatientRow {
	controller: string | null;
	status: string;
	assurance: { level: string; by: number | null };
	key: { public: { suite: string; bytes: string }; epoch: number; card: string } | null;
	representatives: { account: string; powers: number; appointedBy: string }[];
	devices: { account: string }[];
	frozenUntil: number | null;
	closingAt: number | null;
}

/** An entry of a trail. */
export interface Told {
	actor: Record<string, unknown>;
	event: Record<string, unknown>;
}

/** An attempt at access, as an entry tells it. */
export interface Attempt {
	purpose: Purpose;
	answers: { outcome: object; targets: object[] }[];
}

/** What of an anchor is to be otherwise. */
export interface AnchorChange {
	root?: Uint8Array;
	leaves?: number;
	content?: object;
	recordClass?: number;
	custodian?: number;
	keyEpoch?: number | null;
	purpose?: Purpose;
	capacity?: Capacity;
}

/** A denial as outsiders hear it, without a reason. */
export const DENIED = { deny: { notPermitted: null } };

export class World {
	readonly url: string;
	readonly chain: Chain;
	/** The accounts of the development preset. */
	readonly dev: Record<'alice' | 'bob' | 'charlie' | 'dave' | 'eve' | 'ferdie', KeyringPair>;
	readonly specialist: Specialist;
	readonly #node: DevelopmentNode;
	#keyCustodians: Promise<KeyKeeper[]> | undefined;

	private constructor(node: DevelopmentNode, chain: Chain) {
		this.url = node.url;
		this.#node = node;
		this.chain = chain;
		const keyring = new Keyring({ type: 'sr25519' });
		const named = (name: string) => keyring.addFromUri(`//${name}`);
		this.dev = {
			alice: named('Alice'), bob: named('Bob'), charlie: named('Charlie'),
			dave: named('Dave'), eve: named('Eve'), ferdie: named('Ferdie'),
		};
		this.specialist = new Specialist(chain, CLINIC, this.dev.eve);
	}

	/** A node of its own, started with further arguments. */
	static async start(...further: string[]): Promise<World> {
		watchForTheEnd();
		await cryptoWaitReady();
		const node = await startNode(builtNode(), false, [...ALL_STATES, ...further]);
		const world = new World(node, await Chain.connect(node.url));
		const keyValue = { Recovery: { RecoveryDelay: [null, RECOVERY_DELAY] } };
		await Promise.all([world.specialist.publishKey(), world.byAuthority(world.call('parameters', 'setParameter', { keyValue }))]);
		return world;
	}

	/** Ends this node; others go on. */
	async leave(): Promise<void> {
		await this.chain.disconnect();
		await this.#node.child.stop();
	}

	/** Ends all that was started. */
	async stop(): Promise<void> {
		await this.chain.disconnect();
		await cleanUp();
	}

	get tx() {
		return this.chain.api.tx as Record<string, Record<string, (...args: unknown[]) => Transaction>>;
	}

	/** A call with its arguments by name. Names that the chain does not have, and those that are left out, are errors. */
	call(section: string, method: string, named: Record<string, unknown>): Transaction {
		return this.chain.call(section, method, named);
	}

	/** Sends a call with the authority of registrar, accreditor and licenser: on this chain, the superuser's. */
	async byAuthority(call: Transaction): Promise<Receipt> {
		return asSuperuser(this.chain, call, this.dev.alice);
	}

	/** An account that nothing on the chain refers to. */
	account(): KeyringPair {
		return new Keyring({ type: 'sr25519' }).addFromMnemonic(mnemonicGenerate());
	}

	/** Gives an account something to pay fees with. */
	async fund({ publicKey }: KeyringPair): Promise<void> {
		await this.chain.send(this.tx['balances']!['transferKeepAlive']!(publicKey, 10n * UNIT), this.dev.ferdie);
	}

	/** An accredited organization of its own, which Dave administers. */
	async organization(kind: OrganizationKind): Promise<number> {
		const always = { from: 0, until: null };
		const receipt = await this.byAuthority(
			this.call('providerRegistry', 'accreditOrganization', {
				kind, admin: this.dev.dave.publicKey, accreditation: always, profile: randomBytes(32),
			}),
		);
		return numberIn(receipt, 'providerRegistry', 'OrganizationAccredited', 'organization');
	}

	/** A clinic of its own, which Dave administers. */
	async clinic(): Promise<number> {
		return this.organization('Clinic');
	}

	/** Lists somebody, as a physician unless told otherwise, in an organization that Dave administers, or in the hospital. */
	async employ(organization: number, practitioner: PractitionerId, ...roles: Role[]): Promise<Receipt> {
		const call = this.call('providerRegistry', 'addPractitioner', {
			organization, practitioner, roles: roleSet(...(roles.length === 0 ? ['Physician' as const] : roles)), licence: { from: 0, until: null },
		});
		return this.chain.send(call, organization === HOSPITAL ? this.dev.alice : this.dev.dave);
	}

	/** A privacy officer, listed for that, of each organization on which the lot fell to judge a session. */
	async reviewersOf(session: number): Promise<Specialist[]> {
		const organizations = await untilDrawn(this.chain, session);
		return Promise.all(organizations.map(async (organization) => {
			const officer = new Specialist(this.chain, organization, this.account());
			await this.employ(organization, officer.practitioner, 'PrivacyOfficer');
			return officer;
		}));
	}

	/** A new organization and its people, one for each role: without a coin, and with a published key each. */
	async staff(kind: OrganizationKind, ...roles: Role[]): Promise<Specialist[]> {
		return this.staffOf(await this.organization(kind), roles);
	}

	/** People of an organization that Dave administers, or of the hospital, one for each role, with a published key each. */
	async staffOf(organization: number, roles: Role[], suite?: Suite): Promise<Specialist[]> {
		const people = roles.map((role) => ({ role, person: new Specialist(this.chain, organization, this.account(), undefined, suite ? { suite } : {}) }));
		await Promise.all(people.map(({ role, person }) => this.employ(organization, person.practitioner, role)));
		await Promise.all(people.map(({ person }) => person.publishKey()));
		return people.map(({ person }) => person);
	}

	/** A physician in a new organization of that kind. */
	async physician(kind: OrganizationKind = 'Clinic'): Promise<Specialist> {
		const [physician] = await this.staff(kind, 'Physician');
		return physician as Specialist;
	}

	/** Three organizations that keep shares of keys for emergencies. All tests have the same. */
	keyCustodians(): Promise<KeyKeeper[]> {
		this.#keyCustodians ??= Promise.all(Array.from({ length: 3 }, async () => {
			const [organization, clerk] = [await this.organization('Custodian'), this.account()];
			const keeper = await keyKeeper(this.chain, organization, clerk, temporaryFolder('salus-e2e-keys-').folder);
			await Promise.all([
				this.employ(organization, { Account: clerk.publicKey }, 'Custodian'),
				this.chain.send(await publishOrganizationKey(this.chain, organization, keeper.key), this.dev.dave),
			]);
			return keeper;
		}));
		return this.#keyCustodians;
	}

	/** Gives somebody the emergency role, and the organization leave to break the glass. */
	async licenseEmergencies({ organization, practitioner }: Specialist): Promise<void> {
		await Promise.all([
			this.byAuthority(this.call('providerRegistry', 'setEmergencyRole', { organization, practitioner, holds: true })),
			this.byAuthority(licenseBreakGlass(this.chain, organization, { maxOpen: 8, maxPerDay: 8 })),
		]);
	}

	/** A patient with a new account, registered. */
	async patient(suite?: Suite): Promise<Patient> {
		const patient = new Patient(this.chain, { ...(suite ? { suite } : {}), classes: CLASSES });
		await patient.register();
		return patient;
	}

	/** A patient whose identity the hospital attests. */
	async attestedPatient(suite?: Suite): Promise<Patient> {
		const patient = await this.patient(suite);
		const capacity = { Practitioner: { organization: HOSPITAL } };
		await this.chain.send(this.call('patientIdentity', 'attestIdentity', { patient: patient.id, capacity, level: 'Level3' }), this.dev.bob);
		return patient;
	}

	/** A patient that lets the hospital add records. */
	async patientOfHospital(suite?: Suite): Promise<Patient> {
		const patient = await this.patient(suite);
		await patient.grantCollect(HOSPITAL);
		return patient;
	}

	/** The hospital with a store of its own. */
	hospital(): KeepingHospital {
		return this.hospitalIn(temporaryFolder('salus-e2e-store-').folder);
	}

	/** The hospital, as it was started with what lies in a folder. */
	hospitalIn(folder: string): KeepingHospital {
		return new KeepingHospital(this.chain, { organization: HOSPITAL, clinician: this.dev.bob, clerk: this.dev.charlie, folder });
	}

	/** A key that nothing will be sealed to, as a patient publishes one. */
	someKey() {
		const bytes = randomBytes(32);
		// As X25519 writes a point: in 255 bits.
		bytes[31]! &= 0x7f;
		return { public: { suite: 'X25519', bytes }, card: randomBytes(32) };
	}

	/** The keys in the envelope that a grant names, which must be among `sealed`, as the grantee opens it. */
	async openEnvelope(patient: Uint8Array, number: number, doctor: Specialist, sealed: Uint8Array[]): Promise<ClassKeys> {
		const { envelope } = (await envelopeOf(this.chain, patient, number))!;
		const bytes = sealed.find((candidate) => isNamed(envelope, candidate));
		assert.ok(bytes, 'the chain names another envelope');
		const { organization, grantee } = doctor;
		return openNamedEnvelope({ patient, organization, grantee }, envelope, await doctor.privateKey(), bytes);
	}

	/** An anchor with a root of its own; `change` replaces arguments. */
	anchorCall(patient: Uint8Array, { capacity = { Practitioner: { organization: HOSPITAL } }, purpose = 'Treatment', ...batch }: AnchorChange = {}) {
		return this.tx['recordAnchor']!['anchor']!(patient, this.newBatch(batch), purpose, capacity);
	}

	/** A batch with a root of its own, as calls take it. */
	newBatch({ recordClass = OBSERVATION, ...change }: Omit<AnchorChange, 'capacity' | 'purpose'> = {}) {
		return { class: recordClass, root: randomBytes(32), leaves: 1, content: { from: 600, until: 601 }, custodian: HOSPITAL, keyEpoch: 0, ...change };
	}

	/** Leave to read observations for treatment, for a day, for whoever practises in the organization; `change` replaces parts. */
	async provision(change: Partial<Provision> = {}): Promise<Provision> {
		const from = await this.chain.now();
		return {
			grantee: 'Organization', scope: { Classes: [OBSERVATION] }, content: null, actions: actionSet('Access'),
			purposes: purposeSet('Treatment'), period: { from, until: from + DAY }, ...change,
		};
	}

	/** A grant of that to the clinic, or to another organization. */
	async grantCall(patient: Uint8Array, change: Partial<Provision> = {}, envelope?: Envelope, organization = CLINIC) {
		return grant(this.chain, organization, { patient, provision: await this.provision(change), envelope });
	}

	/** Everything that the chain keeps about a patient, as one text to compare. */
	async stateOf(patient: Uint8Array): Promise<string> {
		const { query } = this.chain.api;
		const state = await Promise.all([
			query['patientIdentity']!['patients']!(patient),
			query['patientIdentity']!['offers']!(patient),
			query['patientIdentity']!['guardians']!(patient),
			query['patientIdentity']!['guardianCases']!(patient),
			query['recordAnchor']!['recordIndexes']!(patient),
			...['anchors', 'anchorByRoot', 'coSignaturesOf', 'disputes', 'custodies'].map(async (map) => allOf(await query['recordAnchor']![map]!.entries(patient))),
			query['consent']!['heads']!(patient),
			query['consent']!['emergencyRings']!(patient),
			...['files', 'annexes', 'requests', 'latestSessions'].map(async (map) => allOf(await query['consent']![map]!.entries(patient))),
			query['auditLog']!['heads']!({ Patient: patient }),
		]);
		return state.map((value) => (typeof value === 'string' ? value : value.toHex())).join('\n');
	}

	/** Asserts that the chain refuses a call by this error, and that it changes nothing about the patient. */
	async refuses(call: Transaction, signer: KeyringPair, error: string, patient?: Uint8Array): Promise<void> {
		const before = patient && (await this.stateOf(patient));
		await assert.rejects(this.chain.send(call, signer), { name: 'ChainError', error });
		if (patient) assert.equal(await this.stateOf(patient), before, `${error} changed something`);
	}

	/** Asserts that all these calls are refused, at once, and that together they change nothing about the patient. */
	async refusesAll(patient: Uint8Array, calls: [call: Transaction, signer: KeyringPair, error: string][]): Promise<void> {
		const before = await this.stateOf(patient);
		await Promise.all(calls.map(([call, signer, error]) => assert.rejects(this.chain.send(call, signer), { name: 'ChainError', error })));
		assert.equal(await this.stateOf(patient), before);
	}

	/** Asserts that a call does not succeed, be it refused in a block or before, and that it changes nothing about the patient. */
	async turnsAway(call: Transaction, signer: KeyringPair, patient: Uint8Array): Promise<void> {
		const before = await this.stateOf(patient);
		await assert.rejects(this.chain.send(call, signer), { name: 'ChainError' });
		assert.equal(await this.stateOf(patient), before);
	}

	/** What the chain answers about a patient, as JSON. */
	async patientRow(patient: Uint8Array): Promise<PatientRow> {
		return (await this.chain.ask('patientIdentityApi', 'patient', [patient])).toJSON()!;
	}

	/** Who did what, as the patient's trail tells it. */
	async trailOf(patient: Uint8Array, block?: string): Promise<Told[]> {
		const entries = (await this.chain.ask('auditLogApi', 'entries', [{ Patient: patient }, 0, 256], block)).toJSON();
		return entries.map(([, { actor, event }]) => ({ actor, event }));
	}

	/** What the chain would decide if somebody asked for records of a class: now, at a past moment, or by the state of a block. */
	async preview(
		patient: Uint8Array,
		{ actor }: Specialist,
		recordClass: number,
		{ action = 'Access', purpose = 'Treatment', at = null, block }: { action?: Action; purpose?: Purpose; at?: number | null; block?: string } = {},
	): Promise<Decision> {
		return preview(this.chain, { patient, actor, action, purpose, target: wholeClass(recordClass) }, at, block);
	}

	/** Asks to read records of a class in earnest, and tells what came of it, as the patient's trail does. */
	async outcome(patient: Uint8Array, practitioner: Specialist, recordClass: number, purpose: Purpose = 'Treatment'): Promise<object> {
		const { receipt, ticket } = await practitioner.request(patient, wholeClass(recordClass), HOSPITAL, purpose);
		assert.ok(!eventsOf(receipt).includes('transactionPayment.TransactionFeePaid'));
		const attempts = (await this.trailOf(patient)).flatMap(({ event }) => (event['accessRequested'] ? [event['accessRequested'] as Attempt] : []));
		const last = attempts.at(-1)!;
		assert.equal(last.purpose, purpose);
		const outcome = outcomeOf(last);
		assert.equal(ticket !== undefined, 'permitted' in outcome);
		return outcome;
	}

	/** The references by which the chain keeps an account that has no coin. */
	async referencesOf(account: Uint8Array): Promise<number> {
		const { sufficients } = (await this.chain.api.query['system']!['account']!(account)).toJSON() as { sufficients: number };
		return sufficients;
	}

	async balanceOf(account: Uint8Array | string): Promise<number> {
		const { data } = (await this.chain.api.query['system']!['account']!(account)).toJSON() as { data: { free: number } };
		return Number(data.free);
	}
}

/** Everything that comes, in order. */
export async function listOf<T>(items: AsyncIterable<T>): Promise<T[]> {
	const list: T[] = [];
	for await (const item of items) list.push(item);
	return list;
}

/** The classes whose keys these are; *all* where they are those of all. */
export function classesIn(keys: ClassKeys): number[] | 'all' {
	return 'keys' in keys ? keys.keys.map(({ recordClass }) => recordClass) : 'all';
}

/** The names of the events of a transaction, such as `consent.Granted`. */
export function eventsOf(receipt: Receipt): string[] {
	return receipt.events.map(({ event }) => `${event.section}.${event.method}`);
}

/** Everything that whoever sent a transaction sees of it: its events, weights and fees in them; without the id of the patient whom it named. */
export function seenIn({ events }: Receipt, patient?: Uint8Array): string[] {
	const seen = events.map(({ event }) => `${event.section}.${event.method} ${JSON.stringify(event.data.toJSON())}`);
	return patient ? seen.map((text) => text.replaceAll(bytesToHex(patient), 'a patient')) : seen;
}

/** What a trail tells, and the account that did it; `authority` or `chain` where it was none. */
export function told(trail: Told[]): [event: string, account: string][] {
	return trail.map(({ actor, event }) => {
		const [[kind, who]] = Object.entries(actor) as [[string, unknown]];
		const account = typeof who === 'string' ? who : (who as { account: string } | null)?.account;
		return [Object.keys(event)[0] ?? '', account ?? kind];
	});
}

/** The entries of a map, as one text. */
function allOf(entries: [key: Codec, value: Codec][]): string {
	return entries.map(([key, value]) => `${key.toHex()} ${value.toHex()}`).sort().join('\n');
}

/** The command lines of running processes that mention `text`. */
export async function processesThatMention(text: string): Promise<string[]> {
	const { stdout } = await promisify(execFile)('ps', ['-ww', '-eo', 'pid=,args=']);
	return stdout.split('\n').filter((line) => line.includes(text));
}

/** What came of an attempt for one target. */
export function outcomeOf({ answers }: Attempt): object {
	assert.deepEqual(answers.map(({ targets }) => targets.length), [1]);
	return answers[0]!.outcome;
}
