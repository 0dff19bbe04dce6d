/** How full the pool is, by what the node tells Prometheus: asking for all that waits would be a load of its own. */
import { createServer } from 'node:net';

const SAMPLED_MS = 1_000;

/** What the node tells of its pool. */
export interface PoolSample {
	/** Transactions that wait, whoever watches them. */
	waiting: number;
	/** Of these, such as could go into the next block. */
	ready: number;
}

/** The sum of the samples of a metric in Prometheus's text format, over all its labels; `undefined` if there is none. */
export function metricOf(text: string, name: string): number | undefined {
	const values = text.split('\n').flatMap((line) => {
		const [, label, value] = /^([a-zA-Z_:][\w:]*)(?:\{[^}]*\})?\s+(\S+)/.exec(line) ?? [];
		return label === name ? [Number(value)] : [];
	});
	return values.length === 0 ? undefined : values.reduce((sum, value) => sum + value, 0);
}

export function poolSampleOf(text: string): PoolSample {
	const metric = (name: string) => metricOf(text, `substrate_${name}`) ?? 0;
	const ready = metric('ready_transactions_number');
	// A pool that judges by one state tells of those alone.
	return { waiting: Math.max(ready, metric('sub_txpool_watched_txs') + metric('sub_txpool_unwatched_txs')), ready };
}

/** Samples until it is stopped; gives what it saw. */
export function samplePool(port: number): { stop(): PoolSample[] } {
	const samples: PoolSample[] = [];
	const timer = setInterval(async () => {
		try {
			const answer = await fetch(`http://127.0.0.1:${port}/metrics`, { signal: AbortSignal.timeout(SAMPLED_MS) });
			samples.push(poolSampleOf(await answer.text()));
		} catch {
			// The node is busy: the next sample will do.
		}
	}, SAMPLED_MS);
	return {
		stop: () => {
			clearInterval(timer);
			return samples;
		},
	};
}

/** A loopback port that is free now. */
export async function freePort(): Promise<number> {
	const server = createServer();
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
	const { port } = server.address() as { port: number };
	await new Promise((resolve) => server.close(resolve));
	return port;
}
