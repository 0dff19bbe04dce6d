import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Block } from '../blocks.ts';
import { compare, type Delays, delaysOf, isInTime, isWithinBounds, rateOf, weightPerSecond } from '../figures.ts';
import type { Proposed } from '../node-log.ts';

const ROOM = { weight: 750, bytes: 1_000 };

function block(number: number, signed: number, further: Partial<Block> = {}): Block {
	return { number, at: number * 2_000, signed, succeeded: signed, errors: {}, tickets: signed, paid: 0, bytes: 100, accounted: 700, ordinary: 600, ...further };
}

const made = (number: number, took: number, end: string): [number, Proposed] => [number, { number, took, end, extrinsics: 1 }];

test('neither the first block of a run nor those after the pool was let empty count', () => {
	const rate = rateOf([block(10, 1), block(11, 100), block(12, 300), block(13, 999)], 12, new Map(), ROOM, 2_000);
	assert.equal(rate.blocks, 2);
	assert.equal(rate.perBlock, 200);
	assert.equal(rate.perSecond, 100);
});

test('a slot without a block makes it fewer a second, not fewer a block', () => {
	const rate = rateOf([block(10, 1), block(11, 200, { at: 22_000 }), block(12, 200, { at: 28_000 })], 12, new Map(), ROOM, 2_000);
	assert.equal(rate.perBlock, 200);
	assert.equal(rate.perSecond, 50);
});

test('what failed, had no ticket or paid is counted', () => {
	const rate = rateOf([block(1, 9), block(2, 10, { succeeded: 7, tickets: 6, paid: 2 })], 2, new Map(), ROOM, 2_000);
	assert.deepEqual([rate.failed, rate.tickets, rate.paid], [3, 6, 2]);
});

test('weight and bytes are parts of the room for ordinary transactions', () => {
	const rate = rateOf([block(1, 9), block(2, 10)], 2, new Map(), ROOM, 2_000);
	assert.equal(rate.weightUsed, 0.8);
	assert.equal(rate.bytesUsed, 0.1);
	assert.equal(rate.accountedEach, 60);
});

test('a block is full unless the pool had no more', () => {
	const proposed = new Map([made(1, 900, 'HitBlockWeightLimit'), made(2, 100, 'NoMoreTransactions'), made(3, 300, 'HitDeadline'), made(4, 200, 'HitBlockWeightLimit')]);
	const rate = rateOf([1, 2, 3, 4].map((number) => block(number, 1)), 4, proposed, ROOM, 2_000);
	assert.equal(rate.full, 2);
	assert.deepEqual(rate.ends, { NoMoreTransactions: 1, HitDeadline: 1, HitBlockWeightLimit: 1 });
	assert.deepEqual(rate.proposed, { median: 200, worst: 300 });
});

test('delays are samples that were seen, not means between them', () => {
	const samples = Array.from({ length: 200 }, (_, index) => 200 - index);
	assert.deepEqual(delaysOf(samples), { samples: 200, p50: 100, p99: 198, max: 200 });
	assert.ok(Number.isNaN(delaysOf([]).p50));
});

test('a comparison goes by the slower of both nodes, and large blocks count for more', () => {
	const compared = compare([
		{ transactions: 100, used: 0.5, accounted: 100, proposing: 60, importing: 40 },
		{ transactions: 300, used: 0.9, accounted: 300, proposing: 140, importing: 160 },
	]);
	assert.equal(compared.accounted, 1);
	assert.equal(compared.ofProposing, 2);
	assert.equal(compared.ofImporting, 2);
	assert.equal(compared.ratio, 2);
	assert.equal(compared.transactions, 200);
	const slower = compare([{ transactions: 100, used: 1, accounted: 100, proposing: 50, importing: 80 }]);
	assert.equal(slower.ratio, 1.25);
});

test('accounted time is to be a little more than what passes, and not more than twice', () => {
	const ratio = (accounted: number) => compare([{ transactions: 1, used: 1, accounted, proposing: 100, importing: 90 }]);
	assert.ok(!isWithinBounds(ratio(109)));
	assert.ok(isWithinBounds(ratio(110)));
	assert.ok(isWithinBounds(ratio(200)));
	assert.ok(!isWithinBounds(ratio(201)));
});

test('releases are in time if half of the tickets and half of the releases are, and there are some', () => {
	const half = (p50: number): Delays => ({ samples: 1, p50, p99: 60_000, max: 60_000 });
	assert.ok(isInTime({ ticket: half(2_500), release: half(8_000) }));
	assert.ok(!isInTime({ ticket: half(2_501), release: half(8_000) }));
	assert.ok(!isInTime({ ticket: half(2_500), release: half(8_001) }));
	assert.ok(!isInTime({ ticket: delaysOf([]), release: half(1) }));
});

test('weight a second is that of ordinary transactions, by the chain\'s clock', () => {
	const rate = rateOf([block(10, 1), block(11, 200), block(12, 200, { at: 28_000 })], 12, new Map(), ROOM, 2_000);
	assert.equal(weightPerSecond(rate), 150);
});
