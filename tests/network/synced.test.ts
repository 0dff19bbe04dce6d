/** One of four validators loses its database. */
import { after, before, describe, test } from 'node:test';
import { Four, SOME } from './four.ts';

describe('A validator whose database is lost', { timeout: 600_000 }, () => {
	let four: Four;
	before(async () => {
		four = await Four.start();
		await four.agree(SOME);
	});
	after(Four.end);

	test('gets the chain from the others, and votes again', async () => {
		const [lost, another, third, fourth] = four.all;
		await four.kill(lost);
		four.loseDatabase(lost);
		const height = await four.goOn([another, third, fourth]);
		four.begin(lost);
		await four.agree(height);
		await four.kill(another);
		await four.goOn([lost, third, fourth]);
	});
});
