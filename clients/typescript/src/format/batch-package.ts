/**
 * A package: what it takes to serve a batch, in one byte string, to be handed to custodians in pieces. The header stays apart: it is small, it moves, and
 * every custodian keeps it whole.
 */
import { ByteReader, FormatError, assertLength, equalBytes, u32le } from './bytes.ts';
import { MAX_LEAVES, merkleRoot } from './merkle.ts';
import { CHUNK_LENGTH, MAX_CHUNKS } from './piece-chunks.ts';
import type { AnchoredBatch } from './released-record.ts';
import { MAX_RECORD_LENGTH, leafOf } from './sealed-record.ts';

/** A longer batch is anchored in several. The longest piece, a copy, has room for it and for its head. */
export const MAX_PACKAGE_LENGTH = (MAX_CHUNKS - 1) * CHUNK_LENGTH;

/** A sealed record with what it takes to make its leaf. */
export interface PackedRecord {
	commitment: Uint8Array;
	sealed: Uint8Array;
}

/** Of all records of a batch, in their order. */
export function packBatch(records: readonly PackedRecord[]): Uint8Array {
	assertNumber(records.length);
	let length = 4;
	for (const { commitment, sealed } of records) {
		assertLength(commitment, 32, 'a commitment');
		assertRecordLength(sealed.length);
		length += 36 + sealed.length;
	}
	assertPackageLength(length);
	const bytes = new Uint8Array(length);
	let at = 0;
	const write = (part: Uint8Array) => {
		bytes.set(part, at);
		at += part.length;
	};
	write(u32le(records.length));
	for (const { commitment, sealed } of records) for (const part of [commitment, u32le(sealed.length), sealed]) write(part);
	return bytes;
}

/** The records again; a {@link FormatError} if these bytes are no package. Whether they are those of an anchor, {@link openPackage} says. */
export function unpackBatch(bytes: Uint8Array): PackedRecord[] {
	assertPackageLength(bytes.length);
	const reader = new ByteReader(bytes);
	const count = reader.u32();
	assertNumber(count);
	const records: PackedRecord[] = [];
	for (let i = 0; i < count; i++) {
		const commitment = reader.take(32);
		const length = reader.u32();
		assertRecordLength(length);
		records.push({ commitment, sealed: reader.take(length) });
	}
	reader.end();
	return records;
}

/** The root of the batch in a package: the one on the chain, if it is the batch that was anchored. */
export function packageRoot(records: readonly PackedRecord[]): Uint8Array {
	return merkleRoot(records.map(({ commitment, sealed }) => leafOf(commitment, sealed)));
}

/** The records of a package, if they are those of the anchor; otherwise a {@link FormatError}. */
export function openPackage(anchor: AnchoredBatch, bytes: Uint8Array): PackedRecord[] {
	const records = unpackBatch(bytes);
	if (records.length !== anchor.records) throw new FormatError(`a package of ${records.length} records; the anchor has ${anchor.records}`);
	if (!equalBytes(packageRoot(records), anchor.root)) throw new FormatError('a package of other records than those that were anchored');
	return records;
}

export function assertPackageLength(length: number): void {
	if (length < 1 || length > MAX_PACKAGE_LENGTH) throw new FormatError(`a package has 1 to ${MAX_PACKAGE_LENGTH} bytes, not ${length}`);
}

function assertNumber(count: number): void {
	if (count < 1 || count > MAX_LEAVES) throw new FormatError(`a batch has 1 to ${MAX_LEAVES} records, not ${count}`);
}

function assertRecordLength(length: number): void {
	if (length > MAX_RECORD_LENGTH) throw new FormatError(`a sealed record of ${length} bytes; ${MAX_RECORD_LENGTH} is the most`);
}
