/** What people do with a patient's anchors, and what the chain tells of them, by stock polkadot.js. */
import assert from 'node:assert/strict';
import type { KeyringPair } from '@polkadot/keyring/types';
import { stringCamelCase, u8aToHex } from '@polkadot/util';
import { randomBytes } from '@noble/hashes/utils.js';
import { type Capacity, findEvent, numberIn, type Purpose, type Receipt, type Transaction } from '@salus/client/chain';
import { HOSPITAL, OBSERVATION, type World } from './world.ts';

/** Who signs, in which capacity, and what for, if not for what is usual. */
export interface Signatory {
	account: KeyringPair;
	capacity: Capacity;
	purpose?: Purpose;
}

/** A batch as the chain takes it. */
export interface NewBatch {
	class: number;
	root: Uint8Array;
	leaves: number;
	content: { from: number; until: number };
	custodian: number;
	keyEpoch: number | null;
}

/** Which anchors are asked for. */
export interface Filter {
	class?: number;
	content?: { from: number; until: number };
	author?: { Organization: number } | 'Patient';
	custodian?: number;
	status?: 'Current' | 'Superseded' | 'EnteredInError' | 'Erased';
	since?: number;
	isDisputed?: boolean;
}

type Refused = [who: Signatory, method: string, named: object, error: string];

/** Somebody who acts for the patient, or as its device. */
export function person(account: KeyringPair): Signatory {
	return { account, capacity: 'Person' };
}

/** A batch with a root of its own; `change` replaces parts. */
export function newBatch(change: Partial<NewBatch> = {}): NewBatch {
	return { class: OBSERVATION, root: randomBytes(32), leaves: 1, content: { from: 600, until: 601 }, custodian: HOSPITAL, keyEpoch: null, ...change };
}

export class Anchors {
	readonly #world: World;
	readonly #patient: Uint8Array;

	constructor(world: World, patient: Uint8Array) {
		this.#world = world;
		this.#patient = patient;
	}

	/** A call of the record pallet; patient, capacity and purpose are filled in where it takes them. */
	call(who: Signatory, method: string, named: object): Transaction {
		const { capacity, purpose = capacity === 'Person' ? 'PatientRequest' : 'Treatment' } = who;
		const known = Object.entries({ patient: this.#patient, capacity, purpose });
		const taken = this.#world.chain.api.tx['recordAnchor']![method]!.meta.args.map(({ name }) => stringCamelCase(name.toString()));
		return this.#world.call('recordAnchor', method, { ...Object.fromEntries(known.filter(([name]) => taken.includes(name))), ...named });
	}

	/** Sends it, which costs nothing. */
	async send(who: Signatory, method: string, named: object): Promise<Receipt> {
		const receipt = await this.#world.chain.send(this.call(who, method, named), who.account);
		assert.ok(!receipt.events.some(({ event }) => event.method === 'TransactionFeePaid'), `${method} cost a fee`);
		return receipt;
	}

	/** Anchors a batch, and gives its number. */
	async anchor(who: Signatory, change: Partial<NewBatch> = {}): Promise<number> {
		return numberIn(await this.send(who, 'anchor', { batch: newBatch(change) }), 'recordAnchor', 'RecordsAnchored', 'anchor');
	}

	/** Puts another version in the place of one, and gives its number. */
	async amend(who: Signatory, supersedes: number, reason: string, change: Partial<NewBatch> = {}): Promise<number> {
		const receipt = await this.send(who, 'amend', { supersedes, batch: newBatch(change), reason });
		return numberIn(receipt, 'recordAnchor', 'RecordsAmended', 'anchor');
	}

	async mark(who: Signatory, anchors: number[], reason: string): Promise<Receipt> {
		return this.send(who, 'markEnteredInError', { anchors, reason });
	}

	/** Asserts that the chain refuses all of these by their errors, and that they change nothing about the patient. */
	async refuses(...refused: Refused[]): Promise<void> {
		await this.#world.refusesAll(this.#patient, refused.map(([who, method, named, error]) => [this.call(who, method, named), who.account, `recordAnchor.${error}`]));
	}

	/** The anchor, with what others say about it. */
	async view(anchor: number) {
		const view = (await this.#world.chain.ask('recordAnchorApi', 'anchor', [this.#patient, anchor])).toJSON();
		assert.ok(view, `there is no anchor ${anchor}`);
		return view;
	}

	/** When an anchor was marked, or else withheld. */
	async markedAt(anchor: number): Promise<number | null> {
		const { anchor: { enteredInError, withheldSince } } = await this.view(anchor);
		return enteredInError?.at ?? withheldSince;
	}

	/** One page of those that meet the filter. */
	async page(filter: Filter = {}, from: number | null = null, limit = 100) {
		const nothing = { class: null, content: null, author: null, custodian: null, status: null, since: null, isDisputed: null };
		return (await this.#world.chain.ask('recordAnchorApi', 'anchors', [this.#patient, { ...nothing, ...filter }, from, limit])).toJSON();
	}

	/** The numbers of all that meet the filter, newest first, page by page. */
	async numbers(filter: Filter = {}, limit = 100): Promise<number[]> {
		const numbers: number[] = [];
		for (let from: number | null = null; ; ) {
			const { anchors, next } = await this.page(filter, from, limit);
			assert.ok(anchors.length <= limit);
			numbers.push(...anchors.map(({ number }) => number));
			if (next === null) return numbers;
			assert.ok(from === null || next < from, 'the cursor does not go on');
			from = next;
		}
	}

	/** The versions around an anchor, each as number and status, and where there would be more. */
	async versions(anchor: number) {
		const around = (await this.#world.chain.ask('recordAnchorApi', 'versions', [this.#patient, anchor])).toJSON();
		assert.ok(around, `there is no anchor ${anchor}`);
		const { versions, earlier, later } = around;
		return { versions: versions.map(({ number, status }) => [number, status]), earlier, later };
	}

	/** The anchor of a root that an organization, or the patient's side, has. */
	async byRoot(side: { Organization: number } | 'Patient', root: Uint8Array): Promise<number | null> {
		return (await this.#world.chain.ask('recordAnchorApi', 'anchorByRoot', [this.#patient, side, root])).toJSON();
	}

	/** Whether a record is proved. */
	async proves(anchor: number, index: number, leaf: Uint8Array, proof: Uint8Array[]): Promise<object> {
		return (await this.#world.chain.ask('recordAnchorApi', 'verifyInclusion', [this.#patient, anchor, index, leaf, proof])).toJSON();
	}

	/** The last entries of the patient's trail. */
	async lastEntries(count: number) {
		return (await this.#world.trailOf(this.#patient)).slice(-count);
	}
}

/** The fields of an event of the record pallet, as JSON. */
export function told(receipt: Receipt, event: string): Record<string, unknown> {
	return Object.fromEntries(Object.entries(findEvent(receipt, 'recordAnchor', event)).map(([name, value]) => [name, value.toJSON()]));
}

/** What is said in words off the chain. */
export function statement(): `0x${string}` {
	return u8aToHex(randomBytes(32));
}

