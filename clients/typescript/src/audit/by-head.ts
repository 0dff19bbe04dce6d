/** What the head of a trail tells of its entries by itself. */
import type { TrailHead } from '../chain/generated/told.ts';
import { bytesOf, nextHead, type StoredEntry } from '../chain/trail.ts';
import { equalBytes } from '../format/bytes.ts';
import type { TrailFault } from './faults.ts';

/** Where a trail begins and ends, as somebody says. */
export type Bounds = Pick<TrailHead, 'first' | 'next' | 'checkpoint' | 'tip'>;

/**
 * Compares entries with a head: from the hash `start` before the place `first` they should lead to its tip. It tells which are missing, stand elsewhere or are too many, and
 * otherwise only that something is wrong.
 */
export class ByHead {
	readonly #bounds: Pick<Bounds, 'first' | 'next' | 'tip'>;
	readonly #tip: Uint8Array;
	/** Those that do not follow on each other. */
	readonly #left: StoredEntry[] = [];
	#place: number;
	#base: Uint8Array;
	/** Up to which place the entries lead to the tip. */
	#ended: number | undefined;

	constructor(start: Uint8Array, bounds: Pick<Bounds, 'first' | 'next' | 'tip'>) {
		this.#bounds = bounds;
		this.#tip = bytesOf(bounds.tip);
		this.#place = bounds.first;
		this.#base = start;
	}

	take(entry: StoredEntry): void {
		const { sequence, encoded } = entry;
		const follows = encoded && sequence === this.#place && sequence < this.#bounds.next && this.#left.length === 0;
		if (!follows) {
			this.#left.push(entry);
			return;
		}
		this.#base = nextHead(this.#base, encoded);
		this.#place += 1;
		if (equalBytes(this.#base, this.#tip)) this.#ended = this.#place;
	}

	faults(): TrailFault[] {
		const { first, next } = this.#bounds;
		const faults: TrailFault[] = [];
		const seen = new Set<number>();
		let latest = this.#place - 1;
		for (const { sequence } of this.#left.filter(({ encoded }) => encoded !== undefined)) {
			if (sequence < this.#place || sequence >= next || seen.has(sequence)) faults.push({ kind: 'Added', sequence });
			else if (sequence < latest) faults.push({ kind: 'Reordered', sequence, foundAt: this.#place + seen.size });
			else latest = sequence;
			seen.add(sequence);
		}
		const missing = Array.from({ length: Math.max(next - this.#place, 0) }, (_, index) => this.#place + index).filter((sequence) => !seen.has(sequence));
		const tail = missing.filter((sequence, index) => next - sequence === missing.length - index);
		for (const sequence of missing.slice(0, missing.length - tail.length)) faults.push({ kind: 'Dropped', sequence });
		if (tail[0] !== undefined) faults.push({ kind: 'Truncated', sequence: tail[0], until: next });
		const ended = this.#ended;
		if (faults.length > 0 || equalBytes(this.#base, this.#tip)) return faults;
		if (ended !== undefined) return Array.from({ length: next - ended }, (_, index) => ({ kind: 'Added', sequence: ended + index }) as const);
		return [first === next ? { kind: 'OtherHead', sequence: next } : { kind: 'Broken', sequence: first, until: next }];
	}
}
