/** The keys of one validator are on two machines. */
import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { addressEq } from '@polkadot/util-crypto';
import { Four } from './four.ts';
import { untilReported } from './offences.ts';
import { connectTo, Traffic } from './traffic.ts';

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
