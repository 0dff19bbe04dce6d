/** A patient, a hospital that keeps a batch of two records, a specialist with a grant and a ticket: what the tests begin with. */
import { Keyring } from '@polkadot/keyring';
import type { KeyringPair } from '@polkadot/keyring/types';
import { BatchSealer } from '../../src/format/batch.ts';
import { utf8ToBytes } from '../../src/format/bytes.ts';
import { type ClassKeys, keysOfClasses } from '../../src/format/class-keys.ts';
import { envelopeCommitment, sealEnvelope } from '../../src/format/envelope.ts';
import { classKeyPair, classSecretOf } from '../../src/format/epoch-keys.ts';
import { merkleRoot } from '../../src/format/merkle.ts';
import type { ReleaseRequest } from '../../src/format/release-request.ts';
import { claimOf } from '../../src/format/ticket-secret.ts';
import { type KeyPair, randomKeyPair, type Suite, X25519 } from '../../src/format/suites.ts';
import { Custodian } from '../../src/custody/custodian.ts';
import type { HeldTicket } from '../../src/custody/asking.ts';
import { Reader, type ReceivedRelease } from '../../src/custody/reader.ts';
import { toldReleaseTarget } from '../../src/custody/release-targets.ts';
import type { HandedBatch } from '../../src/custody/stores.ts';
import { FakeChain, type FakeTicket } from './fake-chain.ts';
import { MemoryStores } from './memory-stores.ts';

export const NOW = 1_800_000_000_000;
export const HOSPITAL = 7;
export const CLINIC = 8;
export const OBSERVATION = 96;
export const GRANT = 3;
export const TICKET = 11;
/** Of every ticket, unless a test says something else. */
export const SECRET = new Uint8Array(32).fill(0x5e);
export const filled = (byte: number) => new Uint8Array(32).fill(byte);

export const account = (name: string): KeyringPair => new Keyring({ type: 'sr25519' }).addFromUri(`//${name}`);
export const record = (resource: object) => utf8ToBytes(`{"resource":${JSON.stringify(resource)}}`);
export const RECORDS = ['final', 'amended'].map((status) => record({ resourceType: 'Observation', status }));

export class Scene {
	readonly patient = filled(0xaa);
	readonly controller = account('Patient');
	readonly specialist = account('Specialist');
	readonly chain = new FakeChain(NOW, this.controller.publicKey);
	readonly stores = new MemoryStores();
	readonly root = filled(0x11);
	readonly suite: Suite;
	now = NOW;
	readonly clock = () => this.now;
	/** What the custodian's operator was told. */
	readonly told: Error[] = [];
	readonly custodian = new Custodian(this.chain.asChain, {
		organization: HOSPITAL, signer: account('Clerk'), stores: this.stores, clock: this.clock, tell: (trouble) => this.told.push(trouble),
	});
	/** The specialist's. */
	key!: KeyPair;
	batch!: HandedBatch;

	private constructor(suite: Suite) {
		this.suite = suite;
	}

	static async set({ suite = X25519, records = RECORDS }: { suite?: Suite; records?: Uint8Array[] } = {}): Promise<Scene> {
		const scene = new Scene(suite);
		scene.key = await randomKeyPair(suite);
		scene.chain.best.practitioners.set(`${CLINIC} ${Buffer.from(scene.specialist.publicKey).toString('hex')}`, scene.key);
		scene.batch = await scene.sealBatch(records);
		await scene.custodian.takeBatch(scene.batch);
		await scene.giveEnvelope();
		scene.issue(TICKET);
		return scene;
	}

	/** The patient's sealed records. */
	get records() {
		return this.stores.recordsOf(this.patient);
	}

	get keys(): ClassKeys {
		return { suite: this.suite, classSecret: classSecretOf(this.root) };
	}

	async classKey(recordClass = OBSERVATION): Promise<KeyPair> {
		return classKeyPair(this.suite, classSecretOf(this.root), recordClass);
	}

	/** Seals records, and anchors them. */
	async sealBatch(records: Uint8Array[], { recordClass = OBSERVATION, epoch = 0 } = {}): Promise<HandedBatch> {
		const sealer = await BatchSealer.begin({ patient: this.patient, recordClass }, { ...(await this.classKey(recordClass)), epoch });
		const sealed = records.map((canonical) => sealer.seal({ canonical }));
		for (const one of sealed) await this.records.put(one.sealed);
		const anchor = this.chain.best.anchors.push({ recordClass, root: merkleRoot(sealed.map(({ leaf }) => leaf)), leaves: records.length }) - 1;
		return {
			patient: this.patient, anchor, recordClass, header: sealer.header,
			records: sealed.map(({ commitment, name }) => ({ commitment, name })),
		};
	}

	/** The envelope of the specialist's grant: named on the chain, and kept. */
	async giveEnvelope(): Promise<Uint8Array> {
		const context = { patient: this.patient, organization: CLINIC, grantee: this.specialist.publicKey, keyEpoch: 0 };
		const envelope = await sealEnvelope(context, this.key, await keysOfClasses(this.keys, [OBSERVATION]));
		this.chain.best.patient.envelopes.set(GRANT, { commitment: envelopeCommitment(envelope), keyEpoch: 0 });
		await this.custodian.takeEnvelope(this.patient, envelope);
		return envelope;
	}

	/** Issues a ticket to the specialist, or with something else about it. */
	issue(sequence: number, change: Partial<FakeTicket> = {}): HeldTicket {
		const ticket: FakeTicket = {
			holder: this.specialist.publicKey, claim: claimOf(SECRET), custodian: HOSPITAL, organization: CLINIC, target: { anchor: 0 }, basis: { grant: GRANT }, ...change,
		};
		this.chain.best.tickets.set(sequence, ticket);
		const targets = [ticket.target, ...(ticket.others ?? []).map(({ target }) => target)].map(toldReleaseTarget);
		return { patient: this.patient, sequence, custodian: ticket.custodian, secret: SECRET, targets };
	}

	get ticket(): HeldTicket {
		return { patient: this.patient, sequence: TICKET, custodian: HOSPITAL, secret: SECRET, targets: [{ anchor: 0 }] };
	}

	reader(signer = this.specialist, key = this.key): Reader {
		return new Reader(this.chain.asChain, { signer, key, clock: this.clock });
	}

	async request(): Promise<ReleaseRequest> {
		return this.reader().request(this.ticket);
	}

	/** Fetches what the specialist's ticket is for. */
	async fetch(ticket = this.ticket, reader = this.reader()): Promise<ReceivedRelease> {
		const request = await reader.request(ticket);
		return reader.open(ticket, request, (await this.custodian.release(request)).stream);
	}

	/** Whether nothing was redeemed and no record handed out. */
	get isUntouched(): boolean {
		return this.chain.sent.length === 0;
	}
}

/** All that comes. */
export async function all<T>(items: AsyncIterable<T>): Promise<T[]> {
	const found: T[] = [];
	for await (const item of items) found.push(item);
	return found;
}
