import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type Block, Branches } from '../branches.ts';

/** A chain with a fork: after block 1 there is 2 with `a`, and instead of it 2' without, then 3' with `a`. */
const CHAIN: Record<string, Block> = {
	h1: { number: 1, hash: 'h1', parent: 'h0', extrinsics: ['inherent 1'] },
	h2: { number: 2, hash: 'h2', parent: 'h1', extrinsics: ['inherent 2', 'a'] },
	'h2′': { number: 2, hash: 'h2′', parent: 'h1', extrinsics: ['inherent 2′', 'b'] },
	'h3′': { number: 3, hash: 'h3′', parent: 'h2′', extrinsics: ['inherent 3′', 'a', 'c'] },
	'h4′': { number: 4, hash: 'h4′', parent: 'h3′', extrinsics: ['inherent 4′'] },
};

function branches() {
	const asked: string[] = [];
	const read = async (hash: string) => {
		asked.push(hash);
		return CHAIN[hash] ?? assert.fail(`${hash} is not to be asked for`);
	};
	return { asked, branches: new Branches(read) };
}

const namesOf = (blocks: { hash: string }[]) => blocks.map(({ hash }) => hash);

test('the first block that is told of is told alone', async () => {
	const { branches: both } = branches();
	assert.deepEqual(namesOf(await both.best('h1')), ['h1']);
	assert.deepEqual(namesOf(await both.final('h1')), ['h1']);
});

test('blocks between two that the node tells of are told, each once', async () => {
	const { branches: all, asked } = branches();
	await all.best('h1');
	assert.deepEqual(namesOf(await all.best('h4′')), ['h2′', 'h3′', 'h4′']);
	assert.deepEqual(namesOf(await all.best('h4′')), []);
	assert.deepEqual(asked.sort(), ['h1', 'h2′', 'h3′', 'h4′']);
});

test('after a fork the other branch is told, and what comes into a block again is not new', async () => {
	const { branches: all } = branches();
	await all.best('h1');
	await all.best('h2');
	const told = await all.best('h3′');
	assert.deepEqual(namesOf(told), ['h2′', 'h3′']);
	assert.deepEqual(told.map(({ fresh }) => fresh), [['inherent 2′', 'b'], ['inherent 3′', 'c']]);
	assert.deepEqual(told[1]?.extrinsics, ['inherent 3′', 'a', 'c']);
});

test('final blocks are told in order, and none of the losing branch', async () => {
	const { branches: all } = branches();
	await all.best('h1');
	await all.final('h1');
	await all.best('h2');
	await all.best('h4′');
	assert.deepEqual(namesOf(await all.final('h3′')), ['h2′', 'h3′']);
	assert.deepEqual(namesOf(await all.final('h3′')), []);
	assert.deepEqual(namesOf(await all.final('h4′')), ['h4′']);
});

test('a branch after the last final block is found after older ones are forgotten', async () => {
	const { branches: all, asked } = branches();
	await all.best('h1');
	await all.final('h1');
	await all.best('h3′');
	await all.final('h3′');
	asked.length = 0;
	assert.deepEqual(namesOf(await all.best('h4′')), ['h4′']);
	assert.deepEqual(asked, ['h4′']);
});
