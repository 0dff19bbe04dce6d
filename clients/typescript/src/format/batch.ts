/**
 * A batch: the records of one class under one anchor. Its key is random; the header hands it to whoever holds the private key of the class, and
 * is all that changes when the batch moves to a later epoch.
 */
import { randomBytes } from '@noble/hashes/utils.js';
import { ByteReader, FormatError, assertLength, bytesToHex, concatBytes, equalBytes, u16le, u32le, utf8ToBytes } from './bytes.ts';
import { blake2b256, commitment, randomSalt } from './commitment.ts';
import { TAG_LENGTH, headLength, hpkeOpen, hpkeSeal, sealedSuite } from './hpke.ts';
import { MAX_LEAVES } from './merkle.ts';
import { type OpenedRecord, type RecordContext, leafOf, openRecord, sealRecord } from './sealed-record.ts';
import type { PrivateKey, PublicKey, Suite } from './suites.ts';

const MAGIC = utf8ToBytes('SLB1');
const KEY_TAG = utf8ToBytes('salus/batch-key/v1');
export const BATCH_KEY_LENGTH = 32;

/** A class's public key in an epoch. */
export interface ClassPublicKey extends PublicKey {
	epoch: number;
}

/** A record to be sealed. */
export interface PlainRecord {
	canonical: Uint8Array;
	/** Random if nothing is said. */
	salt?: Uint8Array;
}

/** A record as it is handed to a custodian. */
export interface SealedRecord {
	index: number;
	sealed: Uint8Array;
	/** What a store calls it: BLAKE2b-256 of its bytes, in hexadecimal. */
	name: string;
	commitment: Uint8Array;
	leaf: Uint8Array;
}

/** What a header says to everybody. */
export interface HeaderInfo {
	epoch: number;
	suite: Suite;
}

/** Chosen bytes for test vectors; in use they are random. */
export interface FixedBatch {
	batchKey?: Uint8Array;
	ekm?: Uint8Array;
}

/** Seals the records of one batch, in order. */
export class BatchSealer {
	readonly header: Uint8Array;
	readonly #context: RecordContext;
	readonly #batchKey: Uint8Array;
	#next = 0;

	private constructor(context: RecordContext, batchKey: Uint8Array, header: Uint8Array) {
		this.#context = context;
		this.#batchKey = batchKey;
		this.header = header;
	}

	static async begin(context: RecordContext, classKey: ClassPublicKey, fixed: FixedBatch = {}): Promise<BatchSealer> {
		const batchKey = fixed.batchKey ?? randomBytes(BATCH_KEY_LENGTH);
		return new BatchSealer(context, batchKey, await sealHeader(context, classKey, batchKey, fixed.ekm));
	}

	/** How many were sealed. */
	get records(): number {
		return this.#next;
	}

	/** Seals the next record. */
	seal({ canonical, salt = randomSalt() }: PlainRecord): SealedRecord {
		const index = this.#next;
		if (index >= MAX_LEAVES) throw new FormatError(`a batch has at most ${MAX_LEAVES} records`);
		const sealed = sealRecord(this.#context, this.#batchKey, index, salt, canonical);
		this.#next++;
		const committed = commitment(salt, canonical);
		return { index, sealed, name: bytesToHex(blake2b256(sealed)), commitment: committed, leaf: leafOf(committed, sealed) };
	}
}

/** Seals a whole batch as it is read: gives each record as soon as it is sealed. */
export async function* sealAll(batch: BatchSealer, records: Iterable<PlainRecord> | AsyncIterable<PlainRecord>): AsyncGenerator<SealedRecord> {
	for await (const record of records) yield batch.seal(record);
}

/** Opens the records of one batch. */
export class BatchOpener {
	/** Of the class keys that its header is sealed to. */
	readonly epoch: number;
	readonly #context: RecordContext;
	readonly #batchKey: Uint8Array;

	private constructor(context: RecordContext, epoch: number, batchKey: Uint8Array) {
		this.#context = context;
		this.epoch = epoch;
		this.#batchKey = batchKey;
	}

	/** With the class's private key of the epoch that the header names. */
	static async begin(context: RecordContext, classKey: PrivateKey, header: Uint8Array): Promise<BatchOpener> {
		const { epoch, batchKey } = await openHeader(context, classKey, header);
		return new BatchOpener(context, epoch, batchKey);
	}

	/** The record at `index`; any altered byte is a {@link FormatError}. */
	open(index: number, sealed: Uint8Array): OpenedRecord {
		return openRecord(this.#context, this.#batchKey, index, sealed);
	}
}

/** Hands a batch's key to whoever holds the private key of the class. */
export async function sealHeader(context: RecordContext, { epoch, ...classKey }: ClassPublicKey, batchKey: Uint8Array, ekm?: Uint8Array): Promise<Uint8Array> {
	assertLength(batchKey, BATCH_KEY_LENGTH, 'a batch key');
	return concatBytes(MAGIC, u32le(epoch), await hpkeSeal(classKey, info(context, epoch), batchKey, ekm));
}

/** The epoch of the class key that a header needs, and its suite; a {@link FormatError} if it has not the form and the length of one. */
export function readHeader(header: Uint8Array): HeaderInfo {
	const { epoch, sealed } = split(header);
	const suite = sealedSuite(sealed);
	assertLength(sealed, headLength(suite) + BATCH_KEY_LENGTH + TAG_LENGTH, 'a sealed batch key');
	return { epoch, suite };
}

export async function openHeader(context: RecordContext, classKey: PrivateKey, header: Uint8Array): Promise<{ epoch: number; batchKey: Uint8Array }> {
	const { epoch, sealed } = split(header);
	const batchKey = await hpkeOpen(classKey, info(context, epoch), sealed);
	assertLength(batchKey, BATCH_KEY_LENGTH, 'a batch key');
	return { epoch, batchKey };
}

/** The same batch for the class key of a later epoch: its key is sealed anew, all else stays. Only who can open it can do this. */
export async function moveHeader(
	context: RecordContext,
	classKey: PrivateKey,
	header: Uint8Array,
	later: ClassPublicKey,
	ekm?: Uint8Array,
): Promise<Uint8Array> {
	const { epoch, batchKey } = await openHeader(context, classKey, header);
	if (later.epoch <= epoch) throw new FormatError(`a batch of epoch ${epoch} does not move to epoch ${later.epoch}`);
	return sealHeader(context, later, batchKey, ekm);
}

function split(header: Uint8Array): { epoch: number; sealed: Uint8Array } {
	const reader = new ByteReader(header);
	if (!equalBytes(reader.take(MAGIC.length), MAGIC)) throw new FormatError('not the header of a batch of format 1');
	return { epoch: reader.u32(), sealed: reader.rest() };
}

function info({ patient, recordClass }: RecordContext, epoch: number): Uint8Array {
	assertLength(patient, 32, 'a patient id');
	return concatBytes(KEY_TAG, patient, u16le(recordClass), u32le(epoch));
}
