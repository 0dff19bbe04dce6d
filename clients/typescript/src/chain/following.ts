/** A transaction that no node watches for us any more: looking for it in the blocks. */
import type { ApiPromise } from '@polkadot/api';
import type { Vec } from '@polkadot/types';
import type { EventRecord } from '@polkadot/types/interfaces';
import type { Connection } from './connection.ts';

const POLL_MS = 1_000;
/** A block this far behind the best one holds nothing that was signed later. */
const DEEPEST_FORK = 64;

/** What it takes to find a transaction again. */
export interface Sent {
	hash: string;
	address: string;
	nonce: number;
	/** The best block's number when it was signed. */
	since: number;
	/** The number of the first block that cannot hold it any more; `undefined` if it lives for ever. */
	dies: number | undefined;
}

/** A block, by its hash and its number. */
export interface Place {
	block: string;
	number: number;
}

/** Where a transaction was found, and what it did there. */
export interface Found extends Place {
	events: EventRecord[];
}

/** What became of a transaction, where that can be said. */
export type Outcome =
	| { found: Found }
	/** In a final block another transaction has its nonce: this one can never be included. */
	| 'overtaken'
	/** It was not included while it was valid, and that is final. */
	| 'expired'
	/** It may still be included, or was on a fork that we cannot see. */
	| 'unknown';

/** Looks for a transaction in the blocks since it was signed, until its outcome is certain or `deadline` has come. */
export async function follow(connection: Connection, sent: Sent, deadline: number, signal?: AbortSignal): Promise<Outcome> {
	const { api } = connection;
	const ask = <T>(work: () => PromiseLike<T>) => connection.question(work, signal);
	let from = Math.max(1, sent.since - DEEPEST_FORK);
	for (;;) {
		// In this order: whatever the final block rules out was looked at before it is believed.
		const finalized = await ask(() => finalizedHead(api));
		const nonce = await ask(() => nonceAt(api, sent.address, finalized.hash));
		const best = (await ask(() => api.rpc.chain.getHeader())).number.toNumber();
		for (let number = from; number <= best; number++) {
			const found = await ask(() => findIn(api, number, sent.hash));
			if (found) return { found };
		}
		if (nonce > sent.nonce) return 'overtaken';
		if (sent.dies !== undefined && finalized.number >= sent.dies) return 'expired';
		if (Date.now() >= deadline) return 'unknown';
		// Blocks above the final one may be others when we look again.
		from = Math.max(from, finalized.number + 1);
		await connection.pause(POLL_MS, signal);
	}
}

/** What became of a block: final, another one is final in its place, or neither before a deadline. */
export type Finality = 'final' | 'replaced' | 'late';

/** Waits until a block is final or cannot be any more, until `deadline` at most. It need not be one that the node has. */
export async function untilFinal(connection: Connection, { block, number }: Place, deadline: number, signal?: AbortSignal): Promise<Finality> {
	const { api } = connection;
	const ask = <T>(work: () => PromiseLike<T>) => connection.question(work, signal);
	for (;;) {
		const finalized = await ask(() => finalizedHead(api));
		if (finalized.number >= number) return (await ask(() => api.rpc.chain.getBlockHash(number))).toHex() === block ? 'final' : 'replaced';
		if (Date.now() >= deadline) return 'late';
		await connection.pause(POLL_MS, signal);
	}
}

async function finalizedHead(api: ApiPromise): Promise<{ hash: string; number: number }> {
	const hash = (await api.rpc.chain.getFinalizedHead()).toHex();
	return { hash, number: (await api.rpc.chain.getHeader(hash)).number.toNumber() };
}

/** An account's next nonce by the state of a block, or of the best one: without what waits in the pool. */
export async function nonceAt(api: ApiPromise, address: string, block?: string): Promise<number> {
	const { call } = block === undefined ? api : await api.at(block);
	return Number((await call['accountNonceApi']?.['accountNonce']?.(address))?.toString());
}

async function findIn(api: ApiPromise, number: number, hash: string): Promise<Found | undefined> {
	return findAt(api, { block: (await api.rpc.chain.getBlockHash(number)).toHex(), number }, hash);
}

/** The transaction with this hash in a block that the node has; `undefined` if the block does not hold it. */
export async function findAt(api: ApiPromise, { block, number }: Place, hash: string): Promise<Found | undefined> {
	const { block: { extrinsics } } = await api.rpc.chain.getBlock(block);
	const index = extrinsics.findIndex((extrinsic) => extrinsic.hash.toHex() === hash);
	return index < 0 ? undefined : { block, number, events: await eventsOf(api, block, index) };
}

/** The events of the transaction at `index` of a block. */
async function eventsOf(api: ApiPromise, block: string, index: number): Promise<EventRecord[]> {
	const at = await api.at(block);
	const events = (await at.query['system']?.['events']?.()) as Vec<EventRecord> | undefined;
	return (events ?? []).filter(({ phase }) => phase.isApplyExtrinsic && phase.asApplyExtrinsic.toNumber() === index);
}
