/** The final chain, block by block, as a node tells it. */
import { hexToU8a } from '@polkadot/util';
import { blake2AsHex } from '@polkadot/util-crypto';
import type { Vec } from '@polkadot/types';
import type { EventRecord } from '@polkadot/types/interfaces';
import type { Chain } from '@salus/client/chain';

/** How many blocks are asked for at a time. */
const AT_ONCE = 64;
/** What stands before the slot in a block's digest: a pre-runtime item, of Aura, eight bytes long. */
const SLOT = '0x066175726120';

export interface FinalBlock {
	number: number;
	hash: string;
	/** The slot that it was made in. */
	slot: number;
	/** The hashes of what is in it. */
	extrinsics: string[];
}

interface Told {
	block: { header: { digest: { logs: string[] } }; extrinsics: string[] };
}

/** All final blocks but the first one, which nobody made. */
export async function finalChain(chain: Chain): Promise<FinalBlock[]> {
	const last = await chain.read(async ({ rpc }) => (await rpc.chain.getHeader(await rpc.chain.getFinalizedHead())).number.toNumber());
	const numbers = Array.from({ length: last }, (_, index) => index + 1);
	return inBatches(numbers, async (batch) => {
		const hashes = await ask<string[]>(chain, 'chain_getBlockHash', batch);
		return Promise.all(hashes.map(async (hash, index) => {
			const { block } = await ask<Told>(chain, 'chain_getBlock', hash);
			const { header, extrinsics } = block;
			return { number: batch[index] as number, hash, slot: slotIn(header.digest.logs), extrinsics: extrinsics.map((bytes) => blake2AsHex(hexToU8a(bytes))) };
		}));
	});
}

/** What happened in each of these blocks. */
export function eventsIn(chain: Chain, blocks: FinalBlock[]): Promise<EventRecord[][]> {
	return inBatches(blocks, (batch) => Promise.all(batch.map(({ hash }) =>
		chain.read(async (api) => [...((await (await api.at(hash)).query['system']!['events']!()) as Vec<EventRecord>)]))));
}

/** The indices of the extrinsics that succeeded, by the events of their block. */
export function succeeded(events: EventRecord[]): Set<number> {
	const good = events.filter(({ phase, event }) => phase.isApplyExtrinsic && event.section === 'system' && event.method === 'ExtrinsicSuccess');
	return new Set(good.map(({ phase }) => phase.asApplyExtrinsic.toNumber()));
}

/** The time that each of these blocks states. */
export function momentsOf(chain: Chain, blocks: FinalBlock[]): Promise<number[]> {
	return inBatches(blocks, (batch) => Promise.all(batch.map(({ hash }) => chain.now(hash))));
}

async function inBatches<T, U>(all: T[], work: (batch: T[]) => Promise<U[]>): Promise<U[]> {
	const done: U[] = [];
	for (let begin = 0; begin < all.length; begin += AT_ONCE) done.push(...(await work(all.slice(begin, begin + AT_ONCE))));
	return done;
}

function ask<T>(chain: Chain, method: string, ...params: unknown[]): Promise<T> {
	// The list of heights is one argument.
	return chain.connection.question(() => chain.provider.send<T>(method, params));
}

/** The slot that a block with this digest was made in. */
export function slotIn(logs: string[]): number {
	const item = logs.find((log) => log.startsWith(SLOT));
	if (!item) throw new Error(`No slot in ${logs.join(', ')}.`);
	return Number(Buffer.from(item.slice(SLOT.length), 'hex').readBigUInt64LE());
}
