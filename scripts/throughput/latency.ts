/** How long a transaction waits that is sent at an even pace. */
import type { ApiPromise } from '@polkadot/api';
import { quantile } from '../flood/quantiles.ts';
import type { Wire } from '../flood/wire.ts';
import type { Queue } from './sender.ts';

export interface Waits {
	sent: number;
	/** Of these, how many no block held in time. */
	lost: number;
	perSecond: number;
	/** From sending to the moment in which the node tells of the block, in milliseconds. */
	inBlock: Quantiles;
	/** The same for the block being final. */
	final: Quantiles;
}

export interface Quantiles {
	p50: number;
	p99: number;
	worst: number;
}

const GRACE_MS = 15_000;

/** Sends `perSecond` of `queues` for so many seconds, account by account, and follows each into its block. */
export async function waits(api: ApiPromise, wire: Wire, queues: Queue[], perSecond: number, seconds: number): Promise<Waits> {
	const sentAt = new Map<string, number>();
	const [inBlock, final]: [number[], number[]] = [[], []];
	const follow = (found: number[]) => async (header: { hash: { toHex(): string } }) => {
		const now = performance.now();
		const { block } = await wire.ask<{ block: { extrinsics: string[] } }>('chain_getBlock', header.hash.toHex());
		for (const transaction of block.extrinsics) {
			const sent = sentAt.get(transaction);
			if (sent !== undefined) found.push(now - sent);
		}
	};
	const unsubscribe = await Promise.all([api.rpc.chain.subscribeNewHeads(follow(inBlock)), api.rpc.chain.subscribeFinalizedHeads(follow(final))]);
	const begun = performance.now();
	const all = Math.floor(perSecond * seconds);
	for (let sent = 0; sent < all; sent++) {
		const due = begun + (sent * 1_000) / perSecond;
		while (performance.now() < due) await new Promise((resolve) => setTimeout(resolve, Math.max(1, due - performance.now())));
		const { signed } = queues[sent % queues.length]!;
		const transaction = signed[Math.floor(sent / queues.length)];
		if (!transaction) throw new Error('Too few transactions are signed.');
		sentAt.set(`0x${Buffer.from(transaction).toString('hex')}`, performance.now());
		await wire.throwIn(transaction, () => {});
	}
	const until = performance.now() + GRACE_MS;
	while (final.length < all && performance.now() < until) await new Promise((resolve) => setTimeout(resolve, 200));
	for (const stop of unsubscribe) stop();
	return { sent: all, lost: all - inBlock.length, perSecond, inBlock: quantilesOf(inBlock), final: quantilesOf(final) };
}

function quantilesOf(samples: number[]): Quantiles {
	const [p50, p99, worst] = [0.5, 0.99, 1].map((part) => quantile(samples, part) ?? Number.NaN) as [number, number, number];
	return { p50, p99, worst };
}
