/** A second node that follows the first, and says how long it takes to import each block. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { ApiPromise } from '@polkadot/api';
import { ApiPromise as Api, WsProvider } from '@polkadot/api';
import { CHAIN, startNode } from '../demo/node-process.ts';

const LONGEST_MS = 60_000;

export interface Follower {
	pid: number;
	/** Its log so far. */
	log(): string;
	stop(): Promise<void>;
}

/** Starts a node that follows the one behind `author`, and waits until it has caught up. */
export async function follow(binary: string, author: ApiPromise): Promise<Follower> {
	const [address] = (await author.rpc.system.localListenAddresses()).map(String);
	const node = await startNode(binary, false, [CHAIN, 'dev', '--bootnodes', address!, '--log', 'sync::import-queue=debug']);
	const api = await Api.create({ provider: new WsProvider(node.url), noInitWarn: true });
	const heightOf = async (of: ApiPromise) => (await of.rpc.chain.getHeader()).number.toNumber();
	for (const until = Date.now() + LONGEST_MS; (await heightOf(api)) + 1 < (await heightOf(author)); ) {
		if (Date.now() > until) throw new Error(`The second node has not caught up after ${LONGEST_MS / 1_000} seconds.`);
		await new Promise((resolve) => setTimeout(resolve, 200));
	}
	await api.disconnect();
	return { pid: node.pid, log: () => readFileSync(join(node.folder, 'node.log'), 'utf8'), stop: () => node.child.stop() };
}
