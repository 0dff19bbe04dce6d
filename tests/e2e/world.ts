/** The node that the whole suite shares, and what the tests say often. */
import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { Keyring } from '@polkadot/keyring';
import type { KeyringPair } from '@polkadot/keyring/types';
import { stringCamelCase } from '@polkadot/util';
import { cryptoWaitReady, mnemonicGenerate } from '@polkadot/util-crypto';
import { randomBytes } from '@noble/hashes/utils.js';
import { Chain, type Receipt, type Transaction, findEvent, nameOf } from '../../scripts/client/src/chain/chain.ts';
import { type Capacity, type PractitionerId, actionSet, purposeSet, roleSet } from '../../scripts/client/src/chain/codes.ts';
import { cleanUp, watchForTheEnd } from '../../scripts/client/src/demo/cleanup.ts';
import { startNode, temporaryFolder } from '../../scripts/client/src/demo/node-process.ts';
import { Hospital } from '../../scripts/client/src/journey/hospital.ts';
import { Patient } from '../../scripts/client/src/journey/patient.ts';
import { Specialist } from '../../scripts/client/src/journey/specialist.ts';
import { BlobStore } from '../../scripts/client/src/format/blob-store.ts';

export const HOSPITAL = 0;
export const CLINIC = 1;
export const OBSERVATION = 96;
export const CONDITION = 28;
/** One token. */
const UNIT = 1_000_000_000_000n;
export const DAY = 24 * 60 * 60 * 1000;

export const root = fileURLToPath(new URL('../..', import.meta.url));
export const fhir = (name: string) => join(root, 'tests/fhir', name);

/** The binary under test: `SALUS_NODE`, or where the build script puts it. */
export function nodeBinary(): string {
	const target = process.env['CARGO_TARGET_DIR'] ?? join(process.env['SALUS_CACHE'] ?? join(homedir(), '.cache/salus'), 'target');
	const binary = process.env['SALUS_NODE'] ?? join(target, 'release/salus-node');
	assert.ok(existsSync(binary), `There is no node at ${binary}: run scripts/build-node.sh first, or set SALUS_NODE.`);
	return binary;
}

export interface PatientRow {
	controller: string | null;
	status: string;
	assurance: { level: string; by: number | null };
	key: { public: string; epoch: number } | null;
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

export class World {
	readonly url: string;
	readonly chain: Chain;
	/** The accounts of the development preset. */
	readonly dev: Record<'alice' | 'bob' | 'charlie' | 'dave' | 'eve' | 'ferdie', KeyringPair>;
	readonly specialist: Specialist;

	private constructor(url: string, chain: Chain) {
		this.url = url;
		this.chain = chain;
		const keyring = new Keyring({ type: 'sr25519' });
		const named = (name: string) => keyring.addFromUri(`//${name}`);
		this.dev = {
			alice: named('Alice'), bob: named('Bob'), charlie: named('Charlie'),
			dave: named('Dave'), eve: named('Eve'), ferdie: named('Ferdie'),
		};
		this.specialist = new Specialist(chain, CLINIC, this.dev.eve);
	}

	static async start(): Promise<World> {
		watchForTheEnd();
		await cryptoWaitReady();
		const { url } = await startNode(nodeBinary());
		const world = new World(url, await Chain.connect(url));
		await world.specialist.publishKey();
		return world;
	}

	async stop(): Promise<void> {
		await this.chain.disconnect();
		await cleanUp();
	}

	get tx() {
		return this.chain.api.tx as Record<string, Record<string, (...args: unknown[]) => Transaction>>;
	}

	/** A call with its arguments by name. Names that the chain does not have, and those that are left out, are errors. */
	call(section: string, method: string, named: Record<string, unknown>): Transaction {
		const call = this.chain.api.tx[section]?.[method];
		assert.ok(call, `The chain has no ${section}.${method}.`);
		const names = call.meta.args.map(({ name }) => stringCamelCase(name.toString()));
		assert.deepEqual(Object.keys(named).sort(), [...names].sort(), `${section}.${method} takes other arguments`);
		return call(...names.map((name) => named[name]));
	}

	/** Sends a call with the authority of registrar, accreditor and licenser: on this chain, the superuser's. */
	async byAuthority(call: Transaction): Promise<Receipt> {
		const receipt = await this.chain.send(this.tx['sudo']!['sudo']!(call), this.dev.alice);
		this.chain.expectInner(receipt, nameOf(call), 'sudo', 'Sudid', 'sudoResult');
		return receipt;
	}

	/** An account that nothing on the chain refers to. */
	account(): KeyringPair {
		return new Keyring({ type: 'sr25519' }).addFromMnemonic(mnemonicGenerate());
	}

	/** Gives an account something to pay fees with. */
	async fund({ publicKey }: KeyringPair): Promise<void> {
		await this.chain.send(this.tx['balances']!['transferKeepAlive']!(publicKey, 10n * UNIT), this.dev.ferdie);
	}

	/** An accredited clinic of its own, which Dave administers. */
	async clinic(): Promise<number> {
		const always = { from: 0, until: null };
		const receipt = await this.byAuthority(
			this.call('providerRegistry', 'accreditOrganization', {
				kind: 'Clinic', admin: this.dev.dave.publicKey, accreditation: always, profile: randomBytes(32),
			}),
		);
		return Number(findEvent(receipt, 'providerRegistry', 'OrganizationAccredited')['organization']!.toString());
	}

	/** Lists somebody as a physician in a clinic that Dave administers. */
	async employ(organization: number, practitioner: PractitionerId): Promise<Receipt> {
		const call = this.call('providerRegistry', 'addPractitioner', {
			organization, practitioner, roles: roleSet('Physician'), licence: { from: 0, until: null },
		});
		return this.chain.send(call, this.dev.dave);
	}

	/** A patient with a new account, registered. */
	async patient(): Promise<Patient> {
		const patient = new Patient(this.chain);
		await patient.register();
		return patient;
	}

	/** A patient that lets the hospital add records. */
	async patientOfHospital(): Promise<Patient> {
		const patient = await this.patient();
		await patient.grantCollect(HOSPITAL);
		return patient;
	}

	/** The hospital with a store of its own. */
	hospital(): Hospital {
		const { folder } = temporaryFolder('salus-e2e-store-');
		return new Hospital(this.chain, {
			organization: HOSPITAL, clinician: this.dev.bob, custodian: this.dev.charlie, store: new BlobStore(folder),
		});
	}

	/** An anchor with a root of its own; `change` replaces arguments. */
	anchorCall(patient: Uint8Array, change: Partial<{ root: Uint8Array; leaves: number; content: object; capacity: Capacity; recordClass: number }> = {}) {
		const { root, leaves, content, capacity, recordClass } = {
			root: randomBytes(32), leaves: 1, recordClass: OBSERVATION, content: { from: 600, until: 601 },
			capacity: { Practitioner: { organization: HOSPITAL } }, ...change,
		};
		return this.tx['recordAnchor']!['anchor']!(patient, recordClass, root, leaves, content, 'Treatment', capacity);
	}

	/** A grant to the clinic to read observations for treatment; `change` replaces parts of the provision. */
	async grantCall(patient: Uint8Array, change: object = {}, envelope: object | null = null, organization = CLINIC) {
		const from = await this.chain.now();
		const provision = {
			grantee: 'Organization', scope: { Classes: [OBSERVATION] }, content: null, actions: actionSet('Access'),
			purposes: purposeSet('Treatment'), period: { from, until: from + DAY }, ...change,
		};
		return this.tx['consent']!['grant']!(patient, organization, provision, null, envelope);
	}

	/** Everything that the chain keeps about a patient, as one text to compare. */
	async stateOf(patient: Uint8Array): Promise<string> {
		const { query } = this.chain.api;
		const state = await Promise.all([
			query['patientIdentity']!['patients']!(patient),
			query['patientIdentity']!['offers']!(patient),
			query['patientIdentity']!['guardians']!(patient),
			query['patientIdentity']!['guardianCases']!(patient),
			query['recordAnchor']!['anchorCount']!(patient),
			query['consent']!['heads']!(patient),
			query['consent']!['files']!(patient, HOSPITAL),
			query['consent']!['files']!(patient, CLINIC),
			query['auditLog']!['heads']!({ Patient: patient }),
		]);
		return state.map((value) => value.toHex()).join('\n');
	}

	/** Asserts that the chain refuses a call by this error, and that it changes nothing about the patient. */
	async refuses(call: Transaction, signer: KeyringPair, error: string, patient?: Uint8Array): Promise<void> {
		const before = patient && (await this.stateOf(patient));
		await assert.rejects(this.chain.send(call, signer), { name: 'ChainError', error });
		if (patient) assert.equal(await this.stateOf(patient), before, `${error} changed something`);
	}

	/** What the chain answers about a patient, as JSON. */
	async patientRow(patient: Uint8Array): Promise<PatientRow> {
		return (await this.chain.ask('patientIdentityApi', 'patient', [patient])).toJSON() as unknown as PatientRow;
	}

	/** Who did what, as the patient's trail tells it. */
	async trailOf(patient: Uint8Array): Promise<Told[]> {
		const entries = (await this.chain.ask('auditLogApi', 'entries', [{ Patient: patient }, 0, 256])).toJSON() as unknown as [number, Told][];
		return entries.map(([, { actor, event }]) => ({ actor, event }));
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

/** The names of the events of a transaction, such as `consent.Granted`. */
export function eventsOf(receipt: Receipt): string[] {
	return receipt.events.map(({ event }) => `${event.section}.${event.method}`);
}

/** The command lines of running processes that mention `text`. */
export async function processesThatMention(text: string): Promise<string[]> {
	const { stdout } = await promisify(execFile)('ps', ['-ww', '-eo', 'pid=,args=']);
	return stdout.split('\n').filter((line) => line.includes(text));
}
