/**
 * The independent check of a trail: the hash chain is computed anew over the entries' bytes, from the hash before the oldest to the last, and compared with what is
 * told: by the trail's head alone, which tells that something is wrong, or by the hashes in the blocks' events, too, which tell what, and where. Nothing is
 * taken from the node but bytes.
 */
import type { Chain } from '../chain/chain.ts';
import type { TrailId } from '../chain/generated/given.ts';
import type { TrailHead } from '../chain/generated/told.ts';
import { bytesOf, headOf, nextHead, type StoredEntry, startOf, storedEntries, trailOf } from '../chain/trail.ts';
import { equalBytes } from '../format/bytes.ts';
import { type Bounds, ByHead } from './by-head.ts';
import { ByTips } from './by-tips.ts';
import type { TrailFault } from './faults.ts';
import { type BlockTips, tipEvents, tipsOf, type Witness } from './told-tips.ts';

export type { Bounds } from './by-head.ts';

/** A trail to check, wherever it comes from. */
export interface TrailRecord {
	/** Of the chain that it should be of. */
	genesis: Uint8Array;
	trail: TrailId;
	head: Bounds;
	/** The entries, in their order. */
	entries: AsyncIterable<StoredEntry> | Iterable<StoredEntry>;
}

export interface TrailCheck {
	/** Whether nothing is wrong. */
	isWhole: boolean;
	faults: TrailFault[];
	/** How many entries there are. */
	entries: number;
	/** How many of them were compared with a hash of their own out of a block. */
	witnessed: number;
}

/**
 * Checks a trail by its head and, if there are any, by the hashes that blocks told of it up to the same head. What comes after the last of these can only be of a kind that no
 * event tells; that it is as it was, the head alone says. Entries are looked at one after the other; only from where they are wrong on they are kept.
 */
export async function checkTrail({ genesis, trail, head, entries }: TrailRecord, witness?: Witness): Promise<TrailCheck> {
	const start = startOf(genesis, trail, head);
	const checkpoint = bytesOf(head.checkpoint);
	const check = !witness || witness.tips.length === 0 ? new ByHead(start, head) : new ByTips(start, head, witness);
	/** Where the entries lead to from the hash that is said to be before them. */
	let end = checkpoint;
	let count = 0;
	for await (const entry of entries) {
		check.take(entry);
		if (!entry.encoded) continue;
		count += 1;
		end = nextHead(end, entry.encoded);
	}
	const faults = check.faults();
	if (head.first === 0 && !equalBytes(checkpoint, start)) {
		// From another seed the same entries lead to the tip: that of another chain, or of another trail.
		if (equalBytes(end, bytesOf(head.tip))) return { isWhole: false, faults: [{ kind: 'OtherChain', sequence: 0 }], entries: count, witnessed: 0 };
		faults.push({ kind: 'OtherCheckpoint', sequence: 0 });
	}
	return { isWhole: faults.length === 0, faults, entries: count, witnessed: check instanceof ByTips ? check.witnessed : 0 };
}

/** Checks a trail as a node stores it, by its head. */
export async function checkStored(chain: Chain, of: Uint8Array | TrailId, block: string): Promise<TrailCheck> {
	return checkTrail(await recordAt(chain, of, block));
}

export interface Walk {
	/** The blocks' events, as an indexer kept them; without, the node is asked, which has to have the state of all of them. */
	blocks?: AsyncIterable<BlockTips> | Iterable<BlockTips> | undefined;
	/** The number of the first block. */
	from?: number | undefined;
}

/** Checks a trail as a node stores it at a block, by all that the blocks from `from` up to that one tell of it. */
export async function checkByBlocks(chain: Chain, of: Uint8Array | TrailId, block: string, { blocks, from = 1 }: Walk = {}): Promise<TrailCheck> {
	const trail = trailOf(of);
	const number = await chain.read(async (api) => (await api.rpc.chain.getHeader(block)).number.toNumber());
	const tips = await tipsOf(trail, blocks ? upTo(number, blocks) : tipEvents(chain, from, number));
	return checkTrail(await recordAt(chain, trail, block), { tips, registry: chain.api.registry });
}

/** Those of the blocks that come no later than the head. */
async function* upTo(number: number, blocks: NonNullable<Walk['blocks']>): AsyncGenerator<BlockTips, void> {
	for await (const block of blocks) if (block.number <= number) yield block;
}

/** A trail as a node stores it, with what stands before its first entry and after its last one, where nothing should. */
export async function recordAt(chain: Chain, of: Uint8Array | TrailId, block: string): Promise<TrailRecord> {
	const trail = trailOf(of);
	const head = await headOf(chain, trail, block);
	return { genesis: chain.genesis, trail, head, entries: entriesAround(chain, trail, head, block) };
}

async function* entriesAround(chain: Chain, trail: TrailId, head: TrailHead, block: string): AsyncGenerator<StoredEntry, void> {
	yield* storedEntries(chain, trail, head, block);
	for (const from of [head.first - 1, head.next].filter((place) => place >= 0)) {
		for await (const entry of storedEntries(chain, trail, head, block, { from, until: from + 1 })) if (entry.encoded) yield entry;
	}
}
