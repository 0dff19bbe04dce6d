/** A trail as the chain tells it, with what proves that nothing is missing in it. */
import type { AuditEntry, TrailId } from '../../chain/generated/told.ts';

/** An entry with its place, and the head of the trail before and after it. */
export interface PlacedEntry {
	sequence: number;
	/** `blake2b_256(before ‖ SCALE(entry))` is `head`. */
	before: string;
	head: string;
	entry: AuditEntry;
}

/** Entries of one trail that follow each other without a gap, and the moment at which the chain told them. */
export interface TrailCopy {
	/** The chain's genesis hash. */
	chain: string;
	trail: TrailId;
	/** In milliseconds since 1970. */
	at: number;
	entries: PlacedEntry[];
}
