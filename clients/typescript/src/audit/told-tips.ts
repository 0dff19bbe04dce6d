/**
 * The hashes of a trail as the blocks' events tell them, one after each entry: what was written cannot be changed there without changing the blocks. Of some entries, such as attempts
 * at access that were denied, no event tells the hash (`quiet.ts`).
 */
import type { EventRecord } from '@polkadot/types/interfaces';
import type { Registry } from '@polkadot/types/types';
import type { Chain } from '../chain/chain.ts';
import type { TrailId } from '../chain/generated/given.ts';
import type { TrailId as ToldTrailId } from '../chain/generated/told.ts';
import { bytesOf, encodeTrail, trailOf, trailTold } from '../chain/trail.ts';
import { bytesToHex } from '../format/bytes.ts';

/** An event of the audit log that tells a hash, in JSON as polkadot.js gives it: an indexer can keep it so. */
export interface TipEvent {
	entryAppended: { trail: ToldTrailId; sequence: number; tip: string };
}

/** What a block tells. Blocks come in their order, each once, those of one chain; empty ones may be left out. */
export interface BlockTips {
	number: number;
	events: readonly TipEvent[];
}

/** A hash of a trail, in the order in which they were told. */
export interface ToldTip {
	tip: Uint8Array;
	/** The place of the entry that led to it. */
	sequence: number;
	block: number;
}

/** What blocks tell of a trail, for a check of it. */
export interface Witness {
	/** In the order in which they were told. */
	tips: readonly ToldTip[];
	/** With the chain's metadata: what reads the entries of which no event tells (`api.registry`). */
	registry: Registry;
}

/** The hashes of one trail out of the blocks' events. */
export async function tipsOf(of: Uint8Array | TrailId, blocks: AsyncIterable<BlockTips> | Iterable<BlockTips>): Promise<ToldTip[]> {
	const mine = keyOf(trailOf(of));
	const tips: ToldTip[] = [];
	for await (const { number: block, events } of blocks) {
		for (const { entryAppended: { trail, sequence, tip } } of events) {
			if (keyOf(trailTold(trail)) === mine) tips.push({ tip: bytesOf(tip), sequence, block });
		}
	}
	return tips;
}

/** The events of a range of blocks, both included, from a node that has the state of all of them. */
export async function* tipEvents(chain: Chain, from: number, to: number): AsyncGenerator<BlockTips, void> {
	for (let number = from; number <= to; number++) {
		const records = await chain.read(async (api) => {
			const { query } = await api.at(await api.rpc.chain.getBlockHash(number));
			return (await query['system']?.['events']?.()) as unknown as EventRecord[];
		});
		const events = records.flatMap(({ event }) => tipEvent(event));
		if (events.length > 0) yield { number, events };
	}
}

function tipEvent({ section, method, data }: EventRecord['event']): TipEvent[] {
	if (section !== 'auditLog' || method !== 'EntryAppended') return [];
	const entryAppended = Object.fromEntries((data.names ?? []).map((name, index) => [name, data[index]?.toJSON()])) as unknown as TipEvent['entryAppended'];
	return [{ entryAppended }];
}

function keyOf(trail: TrailId): string {
	return bytesToHex(encodeTrail(trail));
}
