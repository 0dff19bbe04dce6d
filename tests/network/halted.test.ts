/** Two of four validators are killed, too many for anything to become final. */
import assert from 'node:assert/strict';
import { setTimeout as sleep } from 'node:timers/promises';
import { after, before, describe, test } from 'node:test';
import { Four, SOME } from './four.ts';

/** For how long nothing is to become final: more rounds than GRANDPA needs for anything that was on its way. */
const WHILE_MS = 30_000;

describe('Two of four validators', { timeout: 600_000 }, () => {
	let four: Four;
	before(async () => {
		four = await Four.start();
		await four.agree(SOME);
	});
	after(Four.end);

	test('make blocks of which none is final, and once the others are back all become so', async () => {
		const [first, second, third, fourth] = four.all;
		await four.kill(third, fourth);
		// What was on its way may still become final.
		await sleep(WHILE_MS / 3);
		const halted = await four.standing(first);
		await sleep(WHILE_MS);
		const later = await four.standing(first);
		assert.equal(later.final, halted.final);
		assert.ok(later.best > halted.best, `no blocks are made: ${later.best} after ${halted.best}`);
		assert.equal((await four.standing(second)).final, halted.final);
		four.begin(third);
		four.begin(fourth);
		// Every block that was made meanwhile, too.
		await four.agree(later.best);
	});
});
