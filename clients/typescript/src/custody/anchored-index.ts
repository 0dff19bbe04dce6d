/**
 * What a writer has anchored already: so that it refuses a record that comes again, as from an import that is run twice. The chain cannot tell, since each
 * time a record has another salt and another key. It is for one writer; whether a root stands on the chain the chain says.
 */
import { blake2b } from '@noble/hashes/blake2.js';
import { SalusError } from '../errors.ts';
import { ByteReader, assertLength, bytesToHex, concatBytes, u16le, u32le, utf8ToBytes } from '../format/bytes.ts';
import { className } from '../format/classes.ts';

const KEY_TAG = utf8ToBytes('salus/anchored-record/v1');

/** Where a writer keeps its notes. What `put` has resolved for must be there after a restart. */
export interface AnchoredNotes {
	get(key: string): Promise<Uint8Array | undefined>;
	/** In the place of what is there, if anything. */
	put(key: string, note: Uint8Array): Promise<void>;
}

/**
 * What the chain says of a batch that this writer sealed: its anchor, if it stands; `'under-way'` as long as a transaction that would anchor it can still be
 * included; `undefined` if there is none, and none comes any more, or if it was erased or marked as entered in error.
 */
export type AnchorOfBatch = (patient: Uint8Array, root: Uint8Array) => Promise<number | 'under-way' | undefined>;

export type KnownRecordCode =
	/** It stands under an anchor. */
	| 'writer.already-anchored'
	/** It is in a batch that is being anchored. */
	| 'writer.being-anchored'
	/** It came before in the same run. */
	| 'writer.twice';

/** A record that the writer has sealed before: the same bytes of the same class for the same patient. */
export class KnownRecordError extends SalusError {
	override name = 'KnownRecordError';
	declare readonly code: KnownRecordCode;
	/** Where it stands, unless it is not anchored yet. */
	readonly anchor: number | undefined;
	/** Its place in its batch. */
	readonly index: number;

	constructor(code: KnownRecordCode, what: string, index: number, anchor?: number) {
		super(code, what);
		this.anchor = anchor;
		this.index = index;
	}
}

/** The notes under a secret of the writer's own: who steals them cannot test by them whether there is a certain record. */
export class AnchoredIndex {
	readonly #secret: Uint8Array;
	readonly #notes: AnchoredNotes;
	readonly #anchorOf: AnchorOfBatch;

	/** `secret` is 32 random bytes, the same for all notes. */
	constructor(secret: Uint8Array, notes: AnchoredNotes, anchorOf: AnchorOfBatch) {
		assertLength(secret, 32, 'the secret of an index');
		this.#secret = secret;
		this.#notes = notes;
		this.#anchorOf = anchorOf;
	}

	/** For one run over records of a patient; of two for the same patient the second begins after the first. */
	begin(patient: Uint8Array): AnchoringRun {
		assertLength(patient, 32, 'a patient id');
		return new AnchoringRun(patient, this.#notes, this.#anchorOf, (recordClass, canonical) =>
			bytesToHex(blake2b(concatBytes(KEY_TAG, patient, u16le(recordClass), canonical), { dkLen: 32, key: this.#secret })));
	}
}

/** Records as they come to be sealed, a batch for each class. */
export class AnchoringRun {
	readonly #patient: Uint8Array;
	readonly #notes: AnchoredNotes;
	readonly #anchorOf: AnchorOfBatch;
	readonly #keyOf: (recordClass: number, canonical: Uint8Array) => string;
	/** Of each class, the keys in the order of the batch, each with its place. */
	readonly #keys = new Map<number, Map<string, number>>();
	/** By root; asked once, since an interrupted batch has many records. */
	readonly #fates = new Map<string, ReturnType<AnchorOfBatch>>();

	constructor(patient: Uint8Array, notes: AnchoredNotes, anchorOf: AnchorOfBatch, keyOf: (recordClass: number, canonical: Uint8Array) => string) {
		this.#patient = patient;
		this.#notes = notes;
		this.#anchorOf = anchorOf;
		this.#keyOf = keyOf;
	}

	/** The next record of its class's batch; a {@link KnownRecordError} if it is there already. */
	async add(recordClass: number, canonical: Uint8Array): Promise<void> {
		const key = this.#keyOf(recordClass, canonical);
		const keys = this.#keys.get(recordClass) ?? new Map<string, number>();
		const before = keys.get(key);
		const what = `This record of ${className(recordClass)}`;
		if (before !== undefined) throw new KnownRecordError('writer.twice', `${what} is record ${before} of the batch already.`, before);
		const note = await this.#notes.get(key);
		if (note) {
			const { root, index } = readNote(note);
			const anchor = await this.#fateOf(root);
			if (anchor === 'under-way') throw new KnownRecordError('writer.being-anchored', `${what} is record ${index} of a batch that is being anchored.`, index);
			if (anchor !== undefined) throw new KnownRecordError('writer.already-anchored', `${what} is record ${index} of anchor ${anchor} already.`, index, anchor);
		}
		keys.set(key, keys.size);
		this.#keys.set(recordClass, keys);
	}

	/** Notes the batch of a class, all of whose records were added: before it is anchored, so that nothing is lost wherever that is broken off. */
	async sealed(recordClass: number, root: Uint8Array): Promise<void> {
		assertLength(root, 32, 'a root');
		for (const [key, index] of this.#keys.get(recordClass) ?? []) await this.#notes.put(key, concatBytes(root, u32le(index)));
	}

	#fateOf(root: Uint8Array): ReturnType<AnchorOfBatch> {
		const name = bytesToHex(root);
		const fate = this.#fates.get(name) ?? this.#anchorOf(this.#patient, root);
		this.#fates.set(name, fate);
		return fate;
	}
}

function readNote(note: Uint8Array): { root: Uint8Array; index: number } {
	const reader = new ByteReader(note);
	const read = { root: reader.take(32), index: reader.u32() };
	reader.end();
	return read;
}
