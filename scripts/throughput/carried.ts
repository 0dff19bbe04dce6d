/** What finalized blocks carried, what the chain accounted for it, and how long the node took. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { ApiPromise } from '@polkadot/api';
import { mean } from '../flood/quantiles.ts';

/** One block. */
export interface Block {
	number: number;
	/** When it was, in milliseconds since 1970. */
	at: number;
	/** How many transactions it has of the kind that is measured and that did what they were sent for. */
	count: number;
	/** Other transactions, and such as failed. */
	others: number;
	/** What the chain accounted for ordinary transactions, in milliseconds. */
	accounted: number;
	/** How long its author took to make it, in milliseconds. */
	elapsed: number;
}

/** Something that a transaction tells if it did what it was sent for. */
export type Success = (event: { section: string; method: string; data: { toJSON(): unknown }[] }) => boolean;

/** The blocks after `first` up to `last`, once they are final. `folder` has the log of the node that made them. */
export async function carried(api: ApiPromise, folder: string, first: number, last: number, isSuccess: Success): Promise<Block[]> {
	while ((await finalNow(api)) < last) await new Promise((resolve) => setTimeout(resolve, 500));
	const times = proposingTimes(readFileSync(join(folder, 'node.log'), 'utf8'));
	const blocks: Block[] = [];
	for (let number = first + 1; number <= last; number++) {
		const at = await api.at(await api.rpc.chain.getBlockHash(number));
		const [now, weight, extrinsics, records] = await Promise.all([
			at.query['timestamp']!['now']!(), at.query['system']!['blockWeight']!(), at.query['system']!['extrinsicCount']!(), at.query['system']!['events']!(),
		]);
		const told = records as unknown as Iterable<{ phase: { isApplyExtrinsic: boolean; asApplyExtrinsic: { toNumber(): number } }; event: Parameters<Success>[0] }>;
		const did = new Set([...told].filter(({ phase, event }) => phase.isApplyExtrinsic && isSuccess(event)).map(({ phase }) => phase.asApplyExtrinsic.toNumber()));
		// The count is taken away when the block ends; without it, the block tells.
		const all = Number((extrinsics as unknown as { toJSON(): unknown }).toJSON() ?? 0) || (await api.rpc.chain.getBlock(await api.rpc.chain.getBlockHash(number))).block.extrinsics.length;
		const picoseconds = (weight as unknown as { normal: { refTime: { toBigInt(): bigint } } }).normal.refTime.toBigInt();
		blocks.push({
			number, at: (now as unknown as { toNumber(): number }).toNumber(), count: did.size, others: all - 1 - did.size,
			accounted: Number(picoseconds) / 1e9, elapsed: times.get(number) ?? Number.NaN,
		});
	}
	return blocks;
}

async function finalNow(api: ApiPromise): Promise<number> {
	return (await api.rpc.chain.getHeader(await api.rpc.chain.getFinalizedHead())).number.toNumber();
}

/** How long the node took to make which block, by its log. */
export function proposingTimes(log: string): Map<number, number> {
	const found = log.matchAll(/Prepared block for proposing at (\d+) \((\d+) ms\)/g);
	return new Map([...found].map(([, number, milliseconds]) => [Number(number), Number(milliseconds)]));
}

/** What full blocks came to. */
export interface Rate {
	blocks: number;
	/** Transactions in a block. */
	each: number;
	/** Transactions a second. */
	perSecond: number;
	/** Of one transaction, in milliseconds. */
	accounted: number;
	elapsed: number;
	/** Other transactions in these blocks, and such as failed. */
	others: number;
}

/** The part of `blocks` in which the chain was busy: from the first to the last block that has at least nine tenths of what the fullest has, but the two at the ends. */
export function busy(blocks: Block[]): Block[] {
	const most = Math.max(0, ...blocks.map(({ count }) => count));
	const isFull = ({ count }: Block) => count >= most * 0.9;
	const [from, to] = [blocks.findIndex(isFull), blocks.findLastIndex(isFull)];
	return most === 0 ? [] : blocks.slice(from + 1, to);
}

/** The rate of blocks that follow each other; `idle` is what a block without a transaction takes. */
export function rateOf(blocks: Block[], idle: Pick<Block, 'accounted' | 'elapsed'>): Rate | undefined {
	const [first, last] = [blocks[0], blocks.at(-1)];
	if (!first || !last || first === last) return undefined;
	const all = blocks.reduce((sum, { count }) => sum + count, 0);
	const each = all / blocks.length;
	const of = (figure: 'accounted' | 'elapsed') => (mean(blocks.map((block) => block[figure])) - idle[figure]) / each;
	return {
		blocks: blocks.length, each, perSecond: ((all - first.count) * 1_000) / (last.at - first.at), accounted: of('accounted'), elapsed: of('elapsed'),
		others: blocks.reduce((sum, { others }) => sum + others, 0),
	};
}
