/** How full blocks were. */
import { mean, type Spread, spreadOf } from '../load/quantiles.ts';
import type { Scene } from '../load/scene.ts';

interface Numeric {
	toBigInt(): bigint;
}

/** What a block carried, in parts of what it has room for. */
interface Block {
	transactions: number;
	/** Of the weight for ordinary transactions, what ordinary ones used. */
	ordinary: number;
	/** Of all weight, what transactions of any class used. */
	all: number;
	/** Of the bytes for ordinary transactions, what all used. */
	bytes: number;
	/** As lanes count: of each ordinary transaction whichever is more, its part of the weight or of the bytes. */
	lanes: number;
	/** When it was, in milliseconds. */
	at: number;
}

export interface Fullness {
	blocks: number;
	/** From block to block, in milliseconds. */
	gaps?: Spread;
	transactions: number;
	/** Means, in parts of what a block has room for. */
	ordinary: number;
	all: number;
	bytes: number;
	lanes: Spread;
}

/** Of the blocks after `first` up to `last`. */
export async function fullnessOf(scene: Scene, first: number, last: number): Promise<Fullness> {
	const blocks: Block[] = [];
	for (let number = first + 1; number <= last; number++) blocks.push(await blockAt(scene, number));
	const gaps = spreadOf(blocks.slice(1).map(({ at }, index) => at - blocks[index]!.at));
	return {
		blocks: blocks.length, ...(gaps && { gaps }), transactions: Math.round(mean(blocks.map(({ transactions }) => transactions))),
		ordinary: mean(blocks.map(({ ordinary }) => ordinary)), all: mean(blocks.map(({ all }) => all)), bytes: mean(blocks.map(({ bytes }) => bytes)),
		lanes: spreadOf(blocks.map(({ lanes }) => lanes)) ?? { median: 0, p95: 0, worst: 0 },
	};
}

async function blockAt({ api }: Scene, number: number): Promise<Block> {
	const { system } = api.consts as unknown as { system: { blockWeights: Limits; blockLength: Lengths } };
	const hash = await api.rpc.chain.getBlockHash(number);
	const at = await api.at(hash);
	const weight = (await at.query['system']!['blockWeight']!()) as unknown as Record<'normal' | 'operational' | 'mandatory', { refTime: Numeric }>;
	const now = (await at.query['timestamp']!['now']!()) as unknown as Numeric;
	const { block } = await api.rpc.chain.getBlock.raw(hash) as unknown as { block: { extrinsics: string[] } };
	const used = (kind: 'normal' | 'operational') => Number(weight[kind].refTime.toBigInt());
	const room = Number(system.blockWeights.perClass.normal.maxTotal.unwrap().refTime.toBigInt());
	const lengths = block.extrinsics.map((extrinsic) => (extrinsic.length - 2) / 2);
	const lengthRoom = system.blockLength.max.normal.toNumber();
	const base = Number(system.blockWeights.perClass.normal.baseExtrinsic.refTime.toBigInt());
	const weights = (await ordinaryOf(at)).map(([index, weight]) => [index, weight + base] as const);
	// An event tells of a weight before what was not needed is given back; the block's own sum is after that.
	const kept = used('normal') / Math.max(1, sumOf(weights.map(([, weight]) => weight)));
	const costs = weights.map(([index, weight]) => Math.max((weight * kept) / room, (lengths[index] ?? 0) / lengthRoom));
	return {
		transactions: block.extrinsics.length - 1, ordinary: used('normal') / room,
		all: (used('normal') + used('operational')) / Number(system.blockWeights.maxBlock.refTime.toBigInt()),
		bytes: sumOf(lengths) / lengthRoom, lanes: sumOf(costs), at: Number(now.toBigInt()),
	};
}

/** The ordinary transactions of a block: the place of each in it, and its weight. */
async function ordinaryOf(at: Awaited<ReturnType<Scene['api']['at']>>): Promise<[number, number][]> {
	const records = (await at.query['system']!['events']!()) as unknown as Iterable<EventRecord>;
	return [...records].flatMap(({ phase, event }) => {
		const info = event.section === 'system' ? event.data.at(event.method === 'ExtrinsicFailed' ? 1 : 0) : undefined;
		if (!phase.isApplyExtrinsic || !info?.class?.isNormal) return [];
		return [[phase.asApplyExtrinsic.toNumber(), Number(info.weight.refTime.toBigInt())] as [number, number]];
	});
}

function sumOf(numbers: number[]): number {
	return numbers.reduce((sum, number) => sum + number, 0);
}

interface EventRecord {
	phase: { isApplyExtrinsic: boolean; asApplyExtrinsic: { toNumber(): number } };
	event: { section: string; method: string; data: { at(index: number): { class?: { isNormal: boolean }; weight: { refTime: Numeric } } | undefined } };
}

interface Limits {
	maxBlock: { refTime: Numeric };
	perClass: { normal: { baseExtrinsic: { refTime: Numeric }; maxTotal: { unwrap(): { refTime: Numeric } } } };
}

interface Lengths {
	max: { normal: { toNumber(): number } };
}
