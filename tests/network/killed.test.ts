/** One of four validators is killed. The node is the one that `SALUS_NODE` names. */
import { after, before, describe, test } from 'node:test';
import { Four, SOME } from './four.ts';
import { Traffic } from './traffic.ts';

describe('Four validators', { timeout: 600_000 }, () => {
	let four: Four;
	before(async () => {
		four = await Four.start();
	});
	after(Four.end);

	test('make blocks and finalise them together', async () => {
		await four.agree(SOME);
	});

	test('go on when one is killed, and it catches up when it is back, and votes', async (t) => {
		const [lost, another, third, fourth] = four.all;
		// What was in the pool of the one that is killed is handed in again when it is back.
		const traffic = await Traffic.through(lost, third);
		await four.kill(lost);
		const height = await four.goOn([another, third, fourth]);
		four.begin(lost);
		await four.agree(height);
		// Without another one, all three that are left are needed.
		await four.kill(another);
		await four.goOn([lost, third, fourth]);
		t.diagnostic(await traffic.accountedFor());
	});
});
