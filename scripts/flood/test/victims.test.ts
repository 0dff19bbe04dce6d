import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type Outcome, summaryOf } from '../victims.ts';

const outcome = (blocks: number, refused?: string): Outcome => ({ blocks, milliseconds: blocks * 2_000, ...(refused === undefined ? {} : { refused }) });
const kept = (within: number | undefined, ...outcomes: Outcome[]) => summaryOf({ name: 'somebody', ...(within === undefined ? {} : { within }), outcomes }).isKept;

test('a promise is kept if all came in time', () => {
	assert.equal(kept(2, outcome(1), outcome(2)), true);
	assert.equal(kept(2, outcome(1), outcome(3)), false);
});

test('a promise is broken by one that is refused, and by none that was sent', () => {
	assert.equal(kept(2, outcome(1), outcome(0, 'Dropped')), false);
	assert.equal(kept(2), false);
});

test('of what nothing is promised, nothing is broken', () => {
	assert.equal(kept(undefined, outcome(90, 'no block in time')), true);
});

test('those who were refused do not count in how long the others waited', () => {
	const { blocks, refused, sent } = summaryOf({ name: 'somebody', within: 3, outcomes: [outcome(1), outcome(3), outcome(20, 'Invalid')] });
	assert.deepEqual({ blocks, refused, sent }, { blocks: { median: 1, p95: 3, worst: 3 }, refused: ['Invalid'], sent: 3 });
});

test('with some slack a block more is in time, and what is refused is not', () => {
	const need = (...outcomes: Outcome[]) => ({ name: 'somebody', within: 2, outcomes });
	assert.equal(summaryOf(need(outcome(4)), 2).isKept, true);
	assert.equal(summaryOf(need(outcome(5)), 2).isKept, false);
	assert.equal(summaryOf(need(outcome(1), outcome(1, 'Dropped')), 2).isKept, false);
	assert.equal(summaryOf(need(), 2).isKept, false);
});
