/** The keys of one validator are on two machines. */
import assert from 'node:assert/strict';
import { setTimeout as sleep } from 'node:timers/promises';
import { after, before, describe, test } from 'node:test';
import { addressEq } from '@polkadot/util-crypto';
import type { Chain } from '@salus/client/chain';
import { eventsIn, finalChain } from './final-chain.ts';
import { Four } from './four.ts';
import { connectTo, Traffic } from './traffic.ts';

/** How long it may take until the two have voted for different blocks in one round, and that is reported. */
const PATIENCE_MS = 240_000;

describe('Keys that are on two machines', { timeout: 900_000 }, () => {
	let four: Four;
	before(async () => {
		four = await Four.start();
		await four.agree(1);
	});
	after(Four.end);

	test('vote twice in a round, which is reported, and the chain goes on', async (t) => {
		const [first, second, third] = four.all;
		const [traffic, chain] = await Promise.all([Traffic.through(second, third), connectTo(second)]);
		const twin = await four.beginTwinOf(first);
		const { number, offender } = await untilReported(chain);
		assert.ok(addressEq(offender, first.keys.account), offender);
		await four.goOn(four.all);
		// Its operator finds out, and stops one of the two.
		await four.kill(twin);
		await four.agree((await four.standing(first)).best);
		t.diagnostic(`reported in block ${number}; ${await traffic.accountedFor()}`);
	});
});

/** The first report of two votes in one round in a final block. */
async function untilReported(chain: Chain): Promise<{ number: number; offender: string }> {
	for (const deadline = Date.now() + PATIENCE_MS; ; await sleep(2_000)) {
		const blocks = await finalChain(chain);
		const reports = (await eventsIn(chain, blocks)).flatMap((events, index) =>
			events.filter(({ event }) => event.section === 'validatorSet' && event.method === 'OffenceReported').map(({ event }) => ({ number: blocks[index]!.number, offender: String(event.data[0]) })));
		if (reports[0]) return reports[0];
		assert.ok(Date.now() < deadline, `nothing is reported in ${blocks.length} blocks`);
	}
}
