/** One of four validators loses its database. */
import { after, before, describe, test } from 'node:test';
import { Four } from './four.ts';
import { Traffic } from './traffic.ts';

describe('A validator whose database is lost', { timeout: 600_000 }, () => {
	let four: Four;
	before(async () => {
		four = await Four.start();
		await four.agree(1);
	});
	after(Four.end);

	test('gets the chain from the others, and votes again', async (t) => {
		const [lost, another, third, fourth] = four.all;
		const traffic = await Traffic.through(third, fourth);
		await four.kill(lost);
		four.loseDatabase(lost);
		const height = await four.goOn([another, third, fourth]);
		four.begin(lost);
		await four.agree(height);
		await four.kill(another);
		await four.goOn([lost, third, fourth]);
		t.diagnostic(await traffic.accountedFor());
	});
});
