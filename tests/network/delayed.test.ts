/** Four validators that are far from each other: whatever they say takes 100 to 200 ms to arrive. */
import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { spreadOf } from '../../scripts/load/quantiles.ts';
import { finalChain } from './final-chain.ts';
import { Four } from './four.ts';
import { Traffic } from './traffic.ts';
import { Watcher } from './watcher.ts';

const DELAY = { from: 100, to: 200 };
/** For how many slots it is measured. */
const SLOTS = 30;
/**
 * How many of them have a block, at least. A block is made within the first two thirds of its slot; then it takes three ways (announced, asked for, sent), 0.6 s at most,
 * and the others' check of it. So it is there before the next one is made unless the machine is busy elsewhere: for that, a tenth.
 */
const SHARE = 0.9;
/** How long after its slot began a block is final, in half of the cases: a round of GRANDPA is six ways or so, and its own waits, and may begin right after a block. */
const MEDIAN_MS = 6_000;
/** And in all cases: when a few rounds come to nothing. */
const WORST_MS = 16_000;

describe('Validators far from each other', { timeout: 600_000 }, () => {
	let four: Four;
	before(async () => {
		four = await Four.linked();
		four.links.slowDown(DELAY);
		await four.agree(1);
	});
	after(Four.end);

	test('make a block in nearly every slot, and finalise it soon after', async (t) => {
		const [first, second, third] = four.all;
		const traffic = await Traffic.through(first, third);
		const watcher = await Watcher.of(second);
		const begun = watcher.lastSlot;
		await watcher.untilSlot(begun + SLOTS);
		const { finality, forks } = watcher;
		const blocks = (await finalChain(watcher.chain)).filter(({ slot }) => slot > begun && slot <= begun + SLOTS);
		const lag = spreadOf(finality) ?? assert.fail('Nothing became final.');
		t.diagnostic(`${blocks.length} blocks in ${SLOTS} slots; final after ${lag.median} ms (median), ${lag.worst} ms (worst); ${forks} blocks on forks`);
		assert.ok(blocks.length >= SHARE * SLOTS, `only ${blocks.length} blocks in ${SLOTS} slots`);
		assert.ok(lag.median <= MEDIAN_MS && lag.worst <= WORST_MS, `final after ${lag.median} ms, ${lag.worst} ms at worst`);
		t.diagnostic(await traffic.accountedFor());
	});
});
