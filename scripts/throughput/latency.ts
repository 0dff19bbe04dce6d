/** How long a request waits for the block that holds its ticket, with the chain half loaded. */
import { type Delays, delaysOf } from './figures.ts';
import { callsOf } from './load.ts';
import type { World } from './people.ts';

const TICK_MS = 10;
const LONGEST_BLOCKS = 30;

export interface Latency {
	/** Requests a second. */
	rate: number;
	/** In milliseconds, from when it is handed in to when the node tells of the block. */
	best: Delays;
	finalized: Delays;
	refusals: number;
}

/** A request that was sent, and when. */
interface Sent {
	at: number;
	best?: number;
	block?: number;
	finalized?: number;
}

/** Sends `rate` requests a second, evenly spread, for so many seconds. */
export async function measureLatency(world: World, rate: number, seconds: number): Promise<Latency> {
	const { wire, watch, signer, practitioners } = world;
	const count = Math.floor(rate * seconds);
	const stocks = signer.stock(practitioners, count, callsOf(world, 'request_access', 1));
	const rows = new Map(stocks.map(({ name }) => [name, { sent: [] as Sent[], included: 0 }]));
	const all: Sent[] = [];
	let refusals = 0;
	const endBest = watch.onBest(({ number, at, signers }) => {
		for (const signer of signers) {
			const row = rows.get(signer);
			const sent = row?.sent[row.included];
			if (!row || !sent) continue;
			row.included++;
			sent.best = at;
			sent.block = number;
		}
	});
	const finality: [number, number][] = [];
	const endFinal = watch.onFinal(({ number, at }) => finality.push([number, at]));
	const begun = performance.now();
	for (let done = 0; done < count; ) {
		const due = Math.min(count, Math.ceil(((performance.now() - begun) / 1_000) * rate));
		for (; done < due; done++) {
			const { name, signed } = stocks[done % stocks.length]!;
			const sent: Sent = { at: performance.now() };
			rows.get(name)!.sent.push(sent);
			all.push(sent);
			await wire.throwIn(signed[Math.floor(done / stocks.length)]!, (refused) => {
				if (refused !== undefined) refusals++;
			});
		}
		await new Promise((resolve) => setTimeout(resolve, TICK_MS));
	}
	if (!(await watch.until(() => all.every(({ best }) => best !== undefined), LONGEST_BLOCKS))) {
		throw new Error(`Not all requests are in a block after ${LONGEST_BLOCKS} blocks; ${refusals} were refused.`);
	}
	const last = Math.max(...all.flatMap(({ block }) => block ?? []));
	await watch.untilFinal(last);
	endBest();
	endFinal();
	const arrived = all.flatMap(({ at, best, block }) => (best === undefined || block === undefined ? [] : [{ at, best, block }]));
	return {
		rate, refusals, best: delaysOf(arrived.map(({ at, best }) => best - at)),
		finalized: delaysOf(arrived.flatMap(({ at, block }) => {
			const [, final] = finality.find(([number]) => number >= block) ?? [];
			return final === undefined ? [] : [final - at];
		})),
	};
}
