/**
 * The hospital: a clinician who writes records, and a custodian who keeps the ciphertext and releases it
 * against tickets. It can seal with the patient's public keys, and open nothing.
 */
import type { KeyringPair } from '@polkadot/keyring/types';
import { decodeAddress } from '@polkadot/util-crypto';
import { type Capacity, type Chain, findEvent, type Receipt } from '@salus/client/chain';
import { SalusError } from '@salus/client/errors';
import type { Resource } from '@salus/client/fhir/records';
import type { FolderStore } from './folder-store.ts';
import {
	bytesToHex, commitment, joinMonths, type KeyCard, MerkleTree, merkleRoot, monthOf, type Months,
	randomSalt, readKeyCard, type RecordStore, sealRecord,
} from '@salus/client/format';

/** A custodian trusts no head that its own clock finds older than this. */
const MAX_HEAD_AGE_MS = 60_000;

/** The sealed records of one class, as the custodian keeps them. */
export interface Batch {
	recordClass: number;
	content: Months;
	root: Uint8Array;
	records: { blob: string; commitment: Uint8Array }[];
	/** The number that the chain gave, once anchored. */
	anchor?: number;
}

/** One sealed record with what it takes to find it on the chain. */
export interface ReleasedRecord {
	index: number;
	blob: Uint8Array;
	proof: Uint8Array[];
}

/** A ticket as a practitioner shows it. */
export interface Ticket {
	patient: Uint8Array;
	sequence: number;
	holder: Uint8Array;
	anchor: number;
}

/** What the chain says about a ticket at the two heads; `undefined` stands for "it holds". */
export interface Judgement {
	best: string | undefined;
	finalized: string | undefined;
}

/** What a custodian hands out for a ticket: one record at a time, since a batch may have tens of thousands. */
export class Release {
	readonly receipt: Receipt;
	readonly #records: Batch['records'];
	readonly #tree: MerkleTree;
	readonly #store: RecordStore;

	constructor(receipt: Receipt, records: Batch['records'], store: RecordStore) {
		this.receipt = receipt;
		this.#records = records;
		this.#tree = new MerkleTree(records.map((record) => record.commitment));
		this.#store = store;
	}

	/** How many records there are. */
	get length(): number {
		return this.#records.length;
	}

	async record(index: number): Promise<ReleasedRecord> {
		const { blob } = this.#records[index] as Batch['records'][number];
		return { index, blob: await this.#store.get(blob), proof: this.#tree.proof(index) };
	}

	async *[Symbol.asyncIterator](): AsyncGenerator<ReleasedRecord> {
		for (let index = 0; index < this.length; index++) yield this.record(index);
	}
}

/** The custodian hands out nothing for this ticket. */
export class ReleaseRefused extends SalusError {
	override name = 'ReleaseRefused';
	/** The chain's own word, such as `NoLongerPermitted`, or what is wrong with its head. */
	readonly reason: string;

	constructor(reason: string) {
		super('custodian.refused', `The custodian releases nothing: ${reason}.`);
		this.reason = reason;
	}
}

export class Hospital {
	readonly chain: Chain;
	readonly organization: number;
	readonly clinician: KeyringPair;
	readonly custodian: KeyringPair;
	readonly store: FolderStore;
	/**
	 * How far the chain's clock is behind the custodian's by design: 0, except on test nodes whose clock
	 * starts in the past.
	 */
	readonly clockLag: number;
	readonly #batches: { patient: string; batch: Batch }[] = [];

	constructor(
		chain: Chain,
		parties: { organization: number; clinician: KeyringPair; custodian: KeyringPair; store: FolderStore; clockLag?: number },
	) {
		this.chain = chain;
		this.organization = parties.organization;
		this.clinician = parties.clinician;
		this.custodian = parties.custodian;
		this.store = parties.store;
		this.clockLag = parties.clockLag ?? 0;
	}

	/** The public keys of a card, if the chain confirms that it is this patient's and current. */
	async checkCard(card: KeyCard, patient: Uint8Array): Promise<Map<number, Uint8Array>> {
		const known = (await this.chain.ask('patientIdentityApi', 'patient', [patient])).toJSON();
		if (!known) throw new Error('The chain knows no such patient.');
		const { status, controller, key } = known;
		// A pending patient's controller has not said yet that it is one; nobody speaks for a deceased patient.
		if (status !== 'Active' || !controller) throw new Error('Nobody speaks for this patient now.');
		if (!key) throw new Error('The patient has published no encryption key.');
		return readKeyCard(card, { genesis: this.chain.genesis, patient, epoch: key.epoch, controller: decodeAddress(controller) });
	}

	/** Canonicalises, commits, seals and stores every resource; one batch for every class. */
	async sealAll(
		patient: Uint8Array,
		epoch: number,
		keys: Map<number, Uint8Array>,
		resources: Resource[],
		progress: (done: number) => void = () => {},
	): Promise<Batch[]> {
		const anchoring = monthOf(await this.chain.now());
		const batches = new Map<number, { months: Months[]; records: Batch['records'] }>();
		for (const [index, resource] of resources.entries()) {
			const { recordClass, canonical } = resource;
			const publicKey = keys.get(recordClass);
			if (!publicKey) throw new Error(`The patient's key card has no key of class ${recordClass}.`);
			const salt = randomSalt();
			const sealed = await sealRecord({ patient, recordClass }, epoch, publicKey, salt, canonical);
			const batch = batches.get(recordClass) ?? { months: [], records: [] };
			batch.records.push({ blob: await this.store.put(sealed), commitment: commitment(salt, canonical) });
			batch.months.push(resource.months(anchoring));
			batches.set(recordClass, batch);
			progress(index + 1);
		}
		return [...batches].map(([recordClass, { months, records }]) => ({
			recordClass,
			content: joinMonths(months),
			root: merkleRoot(records.map((record) => record.commitment)),
			records,
		}));
	}

	/** Anchors every batch with one transaction each, all at once. */
	async anchorAll(patient: Uint8Array, batches: Batch[]): Promise<Receipt[]> {
		const capacity: Capacity = { Practitioner: { organization: this.organization } };
		const submissions = [];
		for (const { recordClass, root, records, content } of batches) {
			const call = this.chain.call('recordAnchor', 'anchor', {
				patient, class: recordClass, root, leaves: records.length, content, purpose: 'Treatment', capacity,
			});
			submissions.push(await this.chain.submit(call, this.clinician));
		}
		const receipts = await Promise.all(submissions.map(({ included }) => included));
		receipts.forEach((receipt, i) => {
			const batch = batches[i] as Batch;
			batch.anchor = Number(findEvent(receipt, 'recordAnchor', 'RecordsAnchored')['anchor']!.toString());
			this.#batches.push({ patient: bytesToHex(patient), batch });
		});
		return receipts;
	}

	/** Asks the chain whether a ticket holds, at the best and at the finalized head. */
	async judge(ticket: Ticket): Promise<Judgement> {
		const { best, finalized } = await this.chain.heads();
		const [atBest, atFinalized] = await Promise.all([this.#judgeAt(ticket, best), this.#judgeAt(ticket, finalized)]);
		return { best: atBest, finalized: atFinalized };
	}

	/** Redeems the ticket on the chain and hands out the sealed records of its anchor; throws {@link ReleaseRefused} if it does not hold. */
	async release(ticket: Ticket): Promise<Release> {
		const { best, finalized } = await this.judge(ticket);
		const wrong = best ?? finalized;
		if (wrong !== undefined) throw new ReleaseRefused(wrong);
		const { patient, sequence, holder } = ticket;
		const call = this.chain.call('auditLog', 'redeemTicket', { patient, sequence, holder, custodian: this.organization });
		const receipt = await this.chain.send(call, this.custodian);
		const { records } = this.batchOf(ticket.patient, ticket.anchor);
		return new Release(receipt, records, this.store);
	}

	batchOf(patient: Uint8Array, anchor: number): Batch {
		const found = this.#batches.find((kept) => kept.patient === bytesToHex(patient) && kept.batch.anchor === anchor);
		if (!found) throw new Error('The custodian keeps no such batch.');
		return found.batch;
	}

	async #judgeAt(ticket: Ticket, block: string): Promise<string | undefined> {
		const age = Date.now() - this.clockLag - (await this.chain.now(block));
		if (age > MAX_HEAD_AGE_MS) return `the chain's head is ${Math.round(age / 1000)} seconds old`;
		const answer = await this.chain.ask(
			'auditLogApi', 'checkTicket', [ticket.patient, ticket.sequence, ticket.holder, this.organization], block,
		);
		const { ok, err } = answer.toJSON();
		if (!ok) return String(err);
		if (ok.action !== 'Access' || ok.target.anchor !== ticket.anchor) return 'the ticket is for something else';
		return undefined;
	}
}
