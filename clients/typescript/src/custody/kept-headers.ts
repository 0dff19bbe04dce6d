/**
 * The headers of a batch that a custodian keeps. It cannot look into any of them, and the account that has one exchanged may be a thief's: so what was
 * replaced is kept for a while, and can be put back.
 */
import { readHeader } from '../format/batch.ts';
import { equalBytes, FormatError } from '../format/bytes.ts';
import { blake2b256 } from '../format/commitment.ts';
import type { EarlierHeader, HandedBatch, KeptBatch } from './stores.ts';

/** How long what was replaced is kept. */
export const KEPT_AFTER_MS = 90 * 24 * 60 * 60 * 1000;
/** How many replaced headers are kept of a batch, beside the one with which it was handed in. */
export const MAX_EARLIER_HEADERS = 32;

/** A batch that comes in. */
export function keptFrom({ patient, anchor, recordClass, header, records }: HandedBatch): KeptBatch {
	return { patient, anchor, recordClass, header, records, handedIn: blake2b256(header), earlier: [] };
}

/** The epoch of a header; -1 where it is no header, or of an epoch that is still to come: any other is worth more. */
export function epochOf(header: Uint8Array, present: number): number {
	try {
		const { epoch } = readHeader(header);
		return epoch > present ? -1 : epoch;
	} catch (error) {
		if (error instanceof FormatError) return -1;
		throw error;
	}
}

export function isEarlier({ earlier }: KeptBatch, header: Uint8Array): boolean {
	return earlier.some((one) => equalBytes(one.header, header));
}

/** The batch with another header, and the one before among the earlier ones. However many a thief has replaced, the writer's stays among them. */
export function exchanged(batch: KeptBatch, header: Uint8Array, at: number): KeptBatch {
	const others = batch.earlier.filter((one) => !equalBytes(one.header, header));
	const earlier = [{ header: batch.header, replaced: at }, ...others];
	const { handedIn } = batch;
	return withoutLapsed({ ...batch, header, earlier: earlier.filter((one, index) => index < MAX_EARLIER_HEADERS || isOfWriter(handedIn, one)) }, at);
}

/** The batch without the earlier headers of which the time is over; the writer's stays for good, since it alone is known to be no thief's. */
export function withoutLapsed(batch: KeptBatch, now: number): KeptBatch {
	const { earlier, handedIn } = batch;
	return { ...batch, earlier: earlier.filter((one) => now - one.replaced < KEPT_AFTER_MS || isOfWriter(handedIn, one)) };
}

function isOfWriter(handedIn: Uint8Array, { header }: EarlierHeader): boolean {
	return equalBytes(blake2b256(header), handedIn);
}
