import assert from 'node:assert/strict';
import { test } from 'node:test';
import { fillMissing, fillParity } from '../../src/format/reed-solomon.ts';
import { noise } from './helpers.ts';

const shardsOf = (data: number, all: number, length: number) => Array.from({ length: all }, (_, i) => (i < data ? noise(length) : new Uint8Array(length)));

test('the library gives what klauspost\'s and Backblaze\'s give', async () => {
	// From klauspost/reedsolomon's own test of the code's bytes: 5 of 10, two bytes each.
	const shards = [[0, 1], [4, 5], [2, 3], [6, 7], [8, 9]].map((bytes) => Uint8Array.from(bytes)).concat(Array.from({ length: 5 }, () => new Uint8Array(2)));
	await fillParity(shards, 5);
	assert.deepEqual(shards.slice(5).map((shard) => [...shard]), [[12, 13], [10, 11], [14, 15], [90, 91], [94, 95]]);
});

test('one use after another, each of many stripes, leaves the library sound', async () => {
	// What the library's own wrapper fails at in its second call: it frees the flags twice.
	const shards = shardsOf(2, 4, 65_536 * 40 + 7);
	await fillParity(shards, 2);
	for (let round = 0; round < 3; round++) {
		const left = shards.map((shard, i) => (i < 2 ? new Uint8Array(shard.length) : shard));
		await fillMissing(left, 2, [false, false, true, true]);
		assert.deepEqual(left, shards);
	}
});

test('uses at the same time do not meet', async () => {
	const all = await Promise.all([1, 2, 3, 4, 5].map(async (data) => {
		const shards = shardsOf(data, data + 3, 70_000);
		await fillParity(shards, data);
		const left = shards.map((shard, i) => (i < Math.min(data, 3) ? new Uint8Array(shard.length) : shard));
		await fillMissing(left, data, left.map((_, i) => i >= Math.min(data, 3)));
		return [left, shards] as const;
	}));
	for (const [left, shards] of all) assert.deepEqual(left, shards);
});

test('what is not missing is not touched', async () => {
	const shards = shardsOf(2, 4, 100);
	await fillParity(shards, 2);
	const left = shards.map((shard, i) => (i === 1 || i === 2 ? new Uint8Array(100).fill(9) : shard.slice()));
	await fillMissing(left, 2, [true, false, false, true]);
	assert.deepEqual(left, [shards[0], shards[1], new Uint8Array(100).fill(9), shards[3]]);
});
