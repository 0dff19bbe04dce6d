/** Four validators are parted: each half, or one and the other three, cannot reach the rest. */
import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { Four } from './four.ts';
import { Traffic } from './traffic.ts';

/** How many blocks each side makes meanwhile: more turns than one of each. */
const APART = 8;

describe('Validators that are parted', { timeout: 900_000 }, () => {
	let four: Four;
	before(async () => {
		four = await Four.linked();
		await four.agree(1);
	});
	after(Four.end);

	test('two and two make blocks of which none is final, and agree once they reach each other again', async (t) => {
		const [first, second, third, fourth] = four.all;
		const traffic = await Traffic.through(first, third);
		four.links.part([first, second], [third, fourth]);
		const finals = await four.haltedAt(four.all);
		const apart = Math.max(...finals) + APART;
		await Promise.all(four.all.map((validator) => four.untilBest(validator, apart)));
		assert.deepEqual(await four.haltedAt(four.all), finals);
		const [one, other] = await four.hashesAt([first, third], apart);
		assert.notEqual(one, other, 'both sides have made the same block');
		four.links.heal();
		await four.agree((await four.standing(first)).best);
		t.diagnostic(await traffic.accountedFor());
	});

	test('three of four go on, and the one that is alone stops, and follows them once it reaches them again', async (t) => {
		const [first, second, third, fourth] = four.all;
		const traffic = await Traffic.through(first, third);
		four.links.part([first], [second, third, fourth]);
		const height = await four.goOn([second, third, fourth]);
		const alone = await four.standing(first);
		assert.ok(alone.best < height, `alone it is at ${alone.best}`);
		four.links.heal();
		await four.agree(height);
		t.diagnostic(await traffic.accountedFor());
	});
});
