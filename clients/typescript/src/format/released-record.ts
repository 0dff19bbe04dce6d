/** A record as a custodian releases it, with what shows who is to blame if it is not what it must be. */
import type { BatchOpener } from './batch.ts';
import { ByteReader, FormatError, assertLength, concatBytes, equalBytes, u32le, u8 } from './bytes.ts';
import { MAX_LEAVES, verifyInclusion } from './merkle.ts';
import { type OpenedRecord, WrongBatchKey, leafOf } from './sealed-record.ts';

/** A tree of {@link MAX_LEAVES} leaves is no higher. */
const MAX_SIBLINGS = Math.log2(MAX_LEAVES);

export interface ReleasedRecord {
	/** Its place in the batch. */
	index: number;
	commitment: Uint8Array;
	/** From the leaf's row upwards. */
	proof: Uint8Array[];
	sealed: Uint8Array;
}

/** What the chain says about the batch. */
export interface AnchoredBatch {
	root: Uint8Array;
	/** How many records it has. */
	records: number;
}

/**
 * Who kept a record, or who wrote it; or its batch's header, which is in no leaf, belongs to another key: then whoever kept, moved or wrote the
 * header is, and another copy of it settles who.
 */
export type Culprit = 'custodian' | 'writer' | 'header';

/** A record that is not what its anchor promises. */
export class RecordFault extends FormatError {
	override name = 'RecordFault';
	/** Whose fault it is. */
	readonly by: Culprit;

	constructor(by: Culprit, message: string) {
		super(message);
		this.by = by;
	}
}

/** Throws a {@link RecordFault} of the custodian's unless commitment and sealed record stand under the anchor's root. It takes no key. */
export function assertKept({ root, records }: AnchoredBatch, { index, commitment, proof, sealed }: ReleasedRecord): void {
	if (commitment.length !== 32 || !verifyInclusion(root, records, index, leafOf(commitment, sealed), proof)) {
		throw new RecordFault('custodian', `record ${index} is not the one that was anchored`);
	}
}

/** Opens a record of which {@link assertKept} holds; a {@link RecordFault} of the writer's, or of the header's, unless it opens to its commitment. */
export function openReleased(batch: BatchOpener, { index, commitment, sealed }: ReleasedRecord): OpenedRecord {
	let opened: OpenedRecord;
	try {
		opened = batch.open(index, sealed);
	} catch (error) {
		if (error instanceof WrongBatchKey) throw new RecordFault('header', `the header of the batch gives another key than record ${index} was sealed with`);
		throw new RecordFault('writer', `record ${index} does not open with the key of its batch`);
	}
	if (!equalBytes(opened.commitment, commitment)) throw new RecordFault('writer', `record ${index} is another than was committed to`);
	return opened;
}

export function encodeReleased({ index, commitment, proof, sealed }: ReleasedRecord): Uint8Array {
	assertLength(commitment, 32, 'a commitment');
	if (proof.length > MAX_SIBLINGS) throw new FormatError('a proof is longer than any tree is high');
	for (const sibling of proof) assertLength(sibling, 32, 'a sibling');
	return concatBytes(u32le(index), commitment, u8(proof.length), ...proof, sealed);
}

export function decodeReleased(bytes: Uint8Array): ReleasedRecord {
	const reader = new ByteReader(bytes);
	const index = reader.u32();
	const commitment = reader.take(32);
	const siblings = reader.u8();
	if (siblings > MAX_SIBLINGS) throw new FormatError('a proof is longer than any tree is high');
	return { index, commitment, proof: Array.from({ length: siblings }, () => reader.take(32)), sealed: reader.rest() };
}
