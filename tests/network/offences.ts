/** Reports of validators that voted twice in a round. */
import assert from 'node:assert/strict';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Chain } from '@salus/client/chain';
import { eventsIn, finalChain } from './final-chain.ts';

/** How long it may take until two nodes with the same keys have voted for different blocks in one round, and that is reported. */
const PATIENCE_MS = 240_000;

/** The first report of two votes in one round in a final block. */
export async function untilReported(chain: Chain): Promise<{ number: number; offender: string }> {
	for (const deadline = Date.now() + PATIENCE_MS; ; await sleep(2_000)) {
		const blocks = await finalChain(chain);
		const reports = (await eventsIn(chain, blocks)).flatMap((events, index) =>
			events.filter(({ event }) => event.section === 'validatorSet' && event.method === 'OffenceReported').map(({ event }) => ({ number: blocks[index]!.number, offender: String(event.data[0]) })));
		if (reports[0]) return reports[0];
		assert.ok(Date.now() < deadline, `nothing is reported in ${blocks.length} blocks`);
	}
}
