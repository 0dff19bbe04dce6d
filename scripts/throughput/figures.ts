/** Plain arithmetic on what was measured. */
import { quantile } from '../load/quantiles.ts';
import type { Block } from './blocks.ts';
import type { Proposed } from './node-log.ts';

/** What a load came to. */
export interface Rate {
	/** How many blocks count. */
	blocks: number;
	/** Of these, how many took no more because they were full. */
	full: number;
	/** Why blocks took no more, in the node's words, and how many. */
	ends: Record<string, number>;
	perBlock: number;
	perSecond: number;
	/** What part of a block's weight for ordinary transactions was used. */
	weightUsed: number;
	/** What part of a block's bytes for them. */
	bytesUsed: number;
	/** Accounted for each transaction, in milliseconds. */
	accountedEach: number;
	/** How many transactions that count failed, had no ticket, paid. */
	failed: number;
	errors: Record<string, number>;
	tickets: number;
	paid: number;
	/** How long the author took, in milliseconds. */
	proposed: { median: number; worst: number };
}

/** The chain's limits for ordinary transactions. */
export interface Room {
	/** In milliseconds. */
	weight: number;
	bytes: number;
}

/** Whether a block was as full as its author could make it, or had time for. */
const isFull = (end: string): boolean => end !== 'NoMoreTransactions';

/**
 * The figures of a load whose blocks are `run`. What counts is each block after the first of them up to `last`, the last one before which the pool was
 * kept filled.
 */
export function rateOf(run: Block[], last: number, proposed: Map<number, Proposed>, room: Room, slotMs: number): Rate {
	const counting = run.slice(1).filter(({ number }) => number <= last);
	const total = (of: (block: Block) => number) => counting.reduce((sum, block) => sum + of(block), 0);
	const signed = total((block) => block.signed);
	const seconds = counting.length === 0 ? 0 : (counting.at(-1)!.at - run[0]!.at) / 1_000;
	const made = counting.flatMap(({ number }) => proposed.get(number) ?? []);
	const times = made.map(({ took }) => took);
	const blocks = Math.max(1, counting.length);
	return {
		blocks: counting.length, full: made.filter(({ end }) => isFull(end)).length, ends: tally(made.map(({ end }) => [end, 1])),
		perBlock: signed / blocks, perSecond: seconds === 0 ? signed / blocks / (slotMs / 1_000) : signed / seconds,
		weightUsed: total((block) => block.ordinary) / blocks / room.weight, bytesUsed: total((block) => block.bytes) / blocks / room.bytes,
		accountedEach: signed === 0 ? 0 : total((block) => block.ordinary) / signed,
		failed: signed - total((block) => block.succeeded), errors: tally(counting.flatMap(({ errors }) => Object.entries(errors))), tickets: total((block) => block.tickets), paid: total((block) => block.paid),
		proposed: { median: quantile(times, 0.5) ?? 0, worst: quantile(times, 1) ?? 0 },
	};
}

/** Adds up what is counted by the same name. */
function tally(counts: [string, number][]): Record<string, number> {
	const sums: Record<string, number> = {};
	for (const [name, count] of counts) sums[name] = (sums[name] ?? 0) + count;
	return sums;
}

/** How long something took, at the middle, for 99 of 100, and at worst. */
export interface Delays {
	samples: number;
	p50: number;
	p99: number;
	max: number;
}

export function delaysOf(samples: number[]): Delays {
	const [p50, p99, max] = [0.5, 0.99, 1].map((part) => quantile(samples, part) ?? Number.NaN) as [number, number, number];
	return { samples: samples.length, p50, p99, max };
}

/** One block that was measured for a comparison: what is above an empty one. */
export interface Sample {
	transactions: number;
	/** What part of the room for ordinary transactions it used. */
	used: number;
	accounted: number;
	proposing: number;
	importing: number;
}

/** What a call is accounted with, and what it takes, in milliseconds a transaction. */
export interface Comparison {
	blocks: number;
	transactions: number;
	used: number;
	accounted: number;
	proposing: number;
	importing: number;
	/** Accounted over proposing, and over importing. */
	ofProposing: number;
	ofImporting: number;
	/** Accounted over whichever takes longer. */
	ratio: number;
}

/** Between what accounted and elapsed time are to lie. */
export const BOUNDS = { least: 1.1, most: 2 };

/** Takes the sums over all samples, so that a large block counts for more. */
export function compare(samples: Sample[]): Comparison {
	const sum = (of: (sample: Sample) => number) => samples.reduce((total, sample) => total + of(sample), 0);
	const transactions = sum((sample) => sample.transactions);
	const [accounted, proposing, importing] = [sum((s) => s.accounted), sum((s) => s.proposing), sum((s) => s.importing)] as const;
	return {
		blocks: samples.length, transactions: transactions / samples.length, used: sum((sample) => sample.used) / samples.length,
		accounted: accounted / transactions, proposing: proposing / transactions, importing: importing / transactions,
		ofProposing: accounted / proposing, ofImporting: accounted / importing, ratio: accounted / Math.max(proposing, importing),
	};
}

export function isWithinBounds({ ratio }: Comparison): boolean {
	return ratio >= BOUNDS.least && ratio <= BOUNDS.most;
}

/** What is promised on four validators at half load, in milliseconds from handing in a request, for half of the requests: to its ticket, and to a final release. */
export const PROMISED = { ticket: 2_500, release: 8_000 };

export function isInTime({ ticket, release }: { ticket: Delays; release: Delays }): boolean {
	return ticket.p50 <= PROMISED.ticket && release.p50 <= PROMISED.release;
}

/** Weight that is carried in a second, in milliseconds. */
export function weightPerSecond({ perSecond, accountedEach }: Rate): number {
	return perSecond * accountedEach;
}
