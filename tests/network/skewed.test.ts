/** Two of four validators have clocks that are wrong by a whole slot: one is ahead, one is behind. */
import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { spreadOf } from '../../scripts/load/quantiles.ts';
import { clockAheadBy, offsetOf } from './clocks.ts';
import { finalChain, momentsOf } from './final-chain.ts';
import { Four } from './four.ts';
import { Traffic } from './traffic.ts';
import { Watcher } from './watcher.ts';

/** How wrong, in seconds. */
const OFF = 2;
/** For how many slots it is watched. */
const SLOTS = 30;
/**
 * How many of them have a block in the final chain, at least. Who is ahead makes its block while the one before it makes its own, and who is behind makes its block while the one
 * after it does: of two that are made at once one is lost. So half of them, less what a busy machine misses.
 */
const SHARE = 0.4;

describe('Clocks that are off by a slot', { timeout: 600_000 }, () => {
	let four: Four;
	before(async () => {
		four = await Four.start((index) => (index === 1 ? clockAheadBy(OFF) : index === 3 ? clockAheadBy(-OFF) : {}));
		await four.agree(1);
	});
	after(Four.end);

	test('stop neither blocks nor finality, and the chain\'s time never goes back', async (t) => {
		const [first, second, third, fourth] = four.all;
		for (const [validator, off] of [[second, OFF], [fourth, -OFF]] as const) {
			const offset = offsetOf(validator);
			assert.ok(Math.abs(offset - off) < OFF / 2, `${validator.name}'s clock is off by ${offset} s`);
		}
		const traffic = await Traffic.through(second, fourth);
		const watcher = await Watcher.of(first);
		const begun = watcher.lastSlot;
		await watcher.untilSlot(begun + SLOTS);
		const blocks = (await finalChain(watcher.chain)).filter(({ slot }) => slot > begun && slot <= begun + SLOTS);
		const lag = spreadOf(watcher.finality) ?? assert.fail('Nothing became final.');
		t.diagnostic(`${blocks.length} blocks in ${SLOTS} slots; final after ${lag.median} ms (median), ${lag.worst} ms (worst); ${watcher.forks} blocks on forks`);
		assert.ok(blocks.length >= SHARE * SLOTS, `only ${blocks.length} blocks in ${SLOTS} slots`);
		t.diagnostic(await traffic.accountedFor());
		await four.agree((await four.standing(third)).final);
		const moments = await momentsOf(watcher.chain, await finalChain(watcher.chain));
		moments.forEach((moment, index) => void assert.ok(index === 0 || moment > (moments[index - 1] as number), `block ${index + 1} is of ${moment}, the one before it of ${moments[index - 1]}`));
	});
});
