/** Two of four validators are killed, too many for anything to become final. */
import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { Four, SOME } from './four.ts';
import { Traffic } from './traffic.ts';

describe('Two of four validators', { timeout: 600_000 }, () => {
	let four: Four;
	before(async () => {
		four = await Four.start();
		await four.agree(1);
	});
	after(Four.end);

	test('make blocks of which none is final, and once the others are back all become so', async (t) => {
		const [first, second, third, fourth] = four.all;
		const traffic = await Traffic.through(first, second);
		await four.kill(third, fourth);
		const finals = await four.haltedAt([first, second]);
		const { best } = await four.standing(first);
		await four.untilBest(first, best + SOME);
		assert.deepEqual(await four.haltedAt([first, second]), finals);
		const later = await four.standing(first);
		four.begin(third);
		four.begin(fourth);
		// Every block that was made meanwhile, too.
		await four.agree(later.best);
		t.diagnostic(await traffic.accountedFor());
	});
});
