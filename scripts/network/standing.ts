/** How a node is: what it holds to be the best block and the last final one, and how many peers it has. */
import { ApiPromise } from '@polkadot/api';
import { WsProvider } from '@polkadot/rpc-provider';

export interface Standing {
	best: number;
	final: number;
	finalHash: string;
	peers: number;
}

/** Asks the node at `url`; nothing if it does not answer in time. */
export async function standingOf(url: string, timeoutMs = 5_000): Promise<Standing | undefined> {
	const provider = new WsProvider(url, false);
	try {
		await within(timeoutMs, provider.connect().then(() => provider.isReady));
		const ask = <T>(method: string, ...params: unknown[]) => within(timeoutMs, provider.send<T>(method, params));
		const finalHash = await ask<string>('chain_getFinalizedHead');
		const [best, final, health] = await Promise.all([
			ask<{ number: string }>('chain_getHeader'), ask<{ number: string }>('chain_getHeader', finalHash), ask<{ peers: number }>('system_health'),
		]);
		return { best: Number(best.number), final: Number(final.number), finalHash, peers: health.peers };
	} catch {
		return undefined;
	} finally {
		await provider.disconnect().catch(() => {});
	}
}

/** The hash of the block at this height, as the node at `url` knows it. */
export async function hashAt(url: string, height: number): Promise<string> {
	const api = await ApiPromise.create({ provider: new WsProvider(url), noInitWarn: true });
	try {
		return (await api.rpc.chain.getBlockHash(height)).toHex();
	} finally {
		await api.disconnect();
	}
}

function within<T>(timeoutMs: number, promise: Promise<T>): Promise<T> {
	let timer: NodeJS.Timeout | undefined;
	const late = new Promise<never>((_, reject) => {
		timer = setTimeout(() => reject(new Error('no answer')), timeoutMs);
	});
	return Promise.race([promise, late]).finally(() => clearTimeout(timer));
}
