/** How a node is: what it holds to be the best block and the last final one, and how many peers it has. */
import { WsProvider } from '@polkadot/rpc-provider';

/** How long a node may take to answer. */
const ANSWER_TIMEOUT_MS = 5_000;

export interface Standing {
	best: number;
	final: number;
	peers: number;
}

type Ask = <T>(method: string, ...params: unknown[]) => Promise<T>;

/** Asks the node at `url`; nothing if it does not answer in time. */
export function standingOf(url: string): Promise<Standing | undefined> {
	return asking(url, async (ask) => {
		const numberOf = async (...hash: string[]) => Number((await ask<{ number: string }>('chain_getHeader', ...hash)).number);
		const [best, final, { peers }] = await Promise.all([
			numberOf(), ask<string>('chain_getFinalizedHead').then(numberOf), ask<{ peers: number }>('system_health'),
		]);
		return { best, final, peers };
	}).catch(() => undefined);
}

/** The hash of the block at this height, as the node at `url` knows it. */
export function hashAt(url: string, height: number): Promise<string> {
	return asking(url, (ask) => ask<string>('chain_getBlockHash', height));
}

/** What the node at `url` answers. */
export function ask<T>(url: string, method: string, ...params: unknown[]): Promise<T> {
	return asking(url, (send) => send<T>(method, ...params));
}

/** Works with the node at `url`, which must answer in time. */
async function asking<T>(url: string, work: (ask: Ask) => Promise<T>): Promise<T> {
	const provider = new WsProvider(url, false);
	let timer: NodeJS.Timeout | undefined;
	const late = new Promise<never>((_, reject) => {
		timer = setTimeout(() => reject(new Error(`${url} did not answer.`)), ANSWER_TIMEOUT_MS);
	});
	const answered = async () => {
		await provider.connect();
		await provider.isReady;
		return work((method, ...params) => provider.send(method, params));
	};
	try {
		return await Promise.race([answered(), late]);
	} finally {
		clearTimeout(timer);
		await provider.disconnect().catch(() => {});
	}
}
