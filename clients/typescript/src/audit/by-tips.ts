/**
 * What the hashes in the blocks' events tell of a trail's entries. Each hash is that after an entry, and covers those before it whose hash no event tells. So from each told hash on
 * the entries are checked by themselves, whatever was done to those before.
 */
import type { Registry } from '@polkadot/types/types';
import { nextHead, type StoredEntry } from '../chain/trail.ts';
import { bytesToHex, equalBytes } from '../format/bytes.ts';
import { type Bounds, ByHead } from './by-head.ts';
import type { TrailFault } from './faults.ts';
import { isQuiet } from './quiet.ts';
import type { ToldTip, Witness } from './told-tips.ts';

/** How many hashes are computed in all to find out what was done to a trail. What is left then counts as altered. */
const MAX_HASHES = 200_000;
/** How many entries that no event tells are looked for in a row, where a trail is not as it was: these first, and then so many. */
const FEW_QUIET = 8;
const MAX_QUIET = 64;

type Present = StoredEntry & { encoded: Uint8Array };

/** Entries that lead from one told hash to later ones. Numbers of hashes and of entries are before the first and after the last. */
interface Stretch {
	tips: [from: number, to: number];
	entries: [from: number, to: number];
	/** The place of its first entry. */
	place: number;
}

/** What lies between two stretches. */
interface Gap {
	/** The places, from one to before another. */
	from: number;
	until: number;
	/** The hash before the first place, and those that were told of the places. */
	before: Uint8Array | undefined;
	tips: Uint8Array[];
	/** What stands there instead. */
	entries: Present[];
	/** The places whose entries were found elsewhere. */
	moved: Set<number>;
}

export class ByTips {
	/** How many entries have a told hash of their own. */
	witnessed = 0;
	readonly #head: Bounds;
	readonly #registry: Registry;
	readonly #told: readonly ToldTip[];
	readonly #indexOf: ReadonlyMap<string, number>;
	readonly #faults: TrailFault[] = [];
	/** The entries since the last hash that was told. */
	#run: StoredEntry[] = [];
	/** That hash; its number, and the place after it. */
	#sure: Uint8Array;
	#last = -1;
	#place: number;
	/** The hash after the run. */
	#base: Uint8Array;
	#hashesLeft = MAX_HASHES;

	constructor(start: Uint8Array, head: Bounds, { tips: told, registry }: Witness) {
		const pruned = told.findLastIndex(({ sequence, tip }) => sequence < head.first || equalBytes(tip, start));
		const before = told[pruned];
		this.#head = head;
		this.#registry = registry;
		this.#told = told.slice(pruned + 1);
		this.#indexOf = new Map(this.#told.map(({ tip }, index) => [bytesToHex(tip), index]));
		const isNext = before?.sequence === head.first - 1;
		this.#sure = isNext ? before.tip : start;
		if (!equalBytes(this.#sure, start)) this.#faults.push({ kind: 'OtherCheckpoint', sequence: head.first });
		this.#base = this.#sure;
		this.#place = head.first;
	}

	take(entry: StoredEntry): void {
		this.#run.push(entry);
		if (!entry.encoded) return;
		this.#base = nextHead(this.#base, entry.encoded);
		const index = this.#indexOf.get(bytesToHex(this.#base));
		if (index === undefined || index <= this.#last) return;
		this.#place += this.#run.filter(({ encoded }) => encoded !== undefined).length;
		[this.#sure, this.#last, this.#run] = [this.#base, index, []];
		this.witnessed += 1;
	}

	faults(): TrailFault[] {
		if (this.#last < this.#told.length - 1) this.#lookThrough();
		else this.#tail(this.#sure, this.#place, this.#run);
		return this.#faults.sort((a, b) => a.sequence - b.sequence);
	}

	/** What comes after the last hash that was told is of a kind that no event tells, and leads to the head. */
	#tail(sure: Uint8Array, place: number, entries: readonly StoredEntry[]): void {
		const added = entries.filter(({ encoded }) => encoded && !isQuiet(this.#registry, encoded));
		for (const { sequence } of added) this.#faults.push({ kind: 'Added', sequence });
		if (this.#faults.some(({ kind }) => kind !== 'OtherCheckpoint')) return;
		if (place > this.#head.next) {
			this.#faults.push({ kind: 'OtherHead', sequence: place });
			return;
		}
		const rest = new ByHead(sure, { ...this.#head, first: place });
		for (const entry of entries) rest.take(entry);
		this.#faults.push(...rest.faults());
	}

	/** Not all that was told is there: finds out what is, and what was done to the rest. */
	#lookThrough(): void {
		const entries = this.#run.filter((entry): entry is Present => entry.encoded !== undefined);
		const stretches = this.#stretches(entries);
		const gaps = this.#gapsBetween(stretches, entries);
		const end = stretches.at(-1)?.place ?? 0;
		this.#faults.push(...movedIn(gaps));
		for (const gap of gaps) this.#faults.push(...faultsIn(gap, gap.until === Math.max(...gaps.map(({ until }) => until)) && gap.until > end));
	}

	/** Goes through hashes and entries side by side; where they do not fit, on to the nearest where they do. */
	#stretches(entries: readonly Present[]): Stretch[] {
		const stretches: Stretch[] = [];
		let [tip, index] = [this.#last, 0];
		while (tip < this.#told.length - 1 && index < entries.length) {
			const start = this.#nearest(tip, index, entries);
			if (!start) break;
			let [to, end] = start;
			for (let step = this.#hit(to, end, entries, MAX_QUIET); step; step = this.#hit(to, end, entries, MAX_QUIET)) {
				[to, end] = step;
				this.witnessed += 1;
			}
			stretches.push({ tips: [start[0], to], entries: [start[1], end], place: this.#placeAfter(start[0]) });
			[tip, index] = [to, end];
		}
		return stretches;
	}

	/** Where hashes and entries fit again. */
	#nearest(tip: number, index: number, entries: readonly Present[]): [tip: number, index: number] | undefined {
		for (const quiet of [FEW_QUIET, MAX_QUIET]) {
			const [tips, others] = [this.#told.length - 1 - tip, entries.length - index];
			for (let step = 0; step <= Math.max(tips, others) && this.#hashesLeft > 0; step++) {
				for (let fewer = 0; fewer <= step; fewer++) {
					// An entry that was altered is more likely than one that was dropped beside one that was added.
					for (const [more, less] of [[step, step - fewer], [step - fewer, step]] as const) {
						if (this.#hit(tip + more, index + less, entries, quiet)) return [tip + more, index + less];
					}
				}
			}
		}
		return undefined;
	}

	/** From a told hash on, after how many entries another one that was told later is reached. */
	#hit(tip: number, index: number, entries: readonly Present[], quiet: number): [tip: number, index: number] | undefined {
		let base = tip === this.#last ? this.#sure : this.#told[tip]?.tip;
		for (let end = index; base && end < Math.min(index + quiet, entries.length) && this.#hashesLeft > 0; end++) {
			this.#hashesLeft -= 1;
			base = nextHead(base, (entries[end] as Present).encoded);
			const reached = this.#indexOf.get(bytesToHex(base));
			if (reached !== undefined && reached > tip) return [reached, end + 1];
		}
		return undefined;
	}

	/** The place after the entry of a told hash, by its number. */
	#placeAfter(tip: number): number {
		return tip === this.#last ? this.#place : (this.#told[tip] as ToldTip).sequence + 1;
	}

	#gapsBetween(stretches: readonly Stretch[], entries: readonly Present[]): Gap[] {
		const gaps: Gap[] = [];
		let [tip, index, place] = [this.#last, 0, this.#place];
		const leave = (toTip: number, toIndex: number, until: number) => {
			if (toTip === tip && toIndex === index) return;
			const tips = this.#told.slice(tip + 1, toTip + 1).map((told) => told.tip);
			const before = tip === this.#last ? this.#sure : this.#told[tip]?.tip;
			gaps.push({ from: place, until: Math.max(until, place), before, tips, entries: entries.slice(index, toIndex), moved: new Set() });
		};
		for (const stretch of stretches) {
			const isCheckpoint = stretch.entries[0] === 0 && index === 0 && stretch.place === this.#head.first && stretch.tips[0] !== this.#last;
			if (isCheckpoint && this.#head.first > 0) this.#faults.push({ kind: 'OtherCheckpoint', sequence: stretch.place });
			else leave(stretch.tips[0], stretch.entries[0], stretch.place);
			[tip, index, place] = [stretch.tips[1], stretch.entries[1], stretch.place + stretch.entries[1] - stretch.entries[0]];
		}
		if (tip < this.#told.length - 1) {
			leave(this.#told.length - 1, entries.length, this.#placeAfter(this.#told.length - 1));
		} else {
			// What comes after the last told hash can only be of a kind that no event tells.
			const others = entries.slice(index).filter(({ encoded }) => !isQuiet(this.#registry, encoded));
			if (others.length > 0) gaps.push({ from: place, until: place, before: undefined, tips: [], entries: others, moved: new Set() });
		}
		return gaps;
	}
}

/** Whether the hash of each place in a gap was told, so that each is known by itself. */
function isTold({ from, until, tips }: Gap): boolean {
	return tips.length === until - from;
}

function faultsIn(gap: Gap, isEnd: boolean): TrailFault[] {
	const { from, until, entries } = gap;
	const places = Array.from({ length: until - from }, (_, index) => from + index).filter((place) => !gap.moved.has(place));
	if (!isTold(gap) && entries.length > 0 && places.length > 1) return [{ kind: 'Broken', sequence: from, until }];
	const faults: TrailFault[] = places.slice(0, entries.length).map((sequence) => ({ kind: 'Altered', sequence }));
	for (const { sequence } of entries.slice(places.length)) faults.push({ kind: 'Added', sequence });
	const missing = places.slice(entries.length);
	const tail = isEnd ? missing.filter((place, index) => until - place === missing.length - index) : [];
	for (const sequence of missing.slice(0, missing.length - tail.length)) faults.push({ kind: 'Dropped', sequence });
	if (tail[0] !== undefined) faults.push({ kind: 'Truncated', sequence: tail[0], until });
	return faults;
}

/** Takes out of the gaps what only stands at another place. */
function movedIn(gaps: readonly Gap[]): TrailFault[] {
	const faults: TrailFault[] = [];
	let hashesLeft = MAX_HASHES;
	for (const gap of gaps.filter(isTold)) {
		for (const [index, tip] of gap.tips.entries()) {
			const base = index === 0 ? gap.before : gap.tips[index - 1];
			const fits = ({ encoded }: Present) => {
				hashesLeft -= 1;
				return hashesLeft > 0 && base !== undefined && equalBytes(nextHead(base, encoded), tip);
			};
			const other = hashesLeft > 0 ? gaps.find(({ entries }) => entries.some(fits)) : undefined;
			const found = other?.entries.find(fits);
			if (!other || !found) continue;
			faults.push({ kind: 'Reordered', sequence: gap.from + index, foundAt: found.sequence });
			gap.moved.add(gap.from + index);
			other.entries.splice(other.entries.indexOf(found), 1);
		}
	}
	return faults;
}
