import assert from 'node:assert/strict';
import { test } from 'node:test';
import { mean, quantile, spreadOf } from '../quantiles.ts';

test('a quantile is a sample that so many do not exceed', () => {
	const samples = [10, 2, 8, 4, 6, 1, 3, 5, 7, 9];
	assert.equal(quantile(samples, 0.5), 5);
	assert.equal(quantile(samples, 0.95), 10);
	assert.equal(quantile(samples, 0.9), 9);
	assert.equal(quantile(samples, 1), 10);
	assert.equal(quantile(samples, 0), 1);
	assert.deepEqual(samples, [10, 2, 8, 4, 6, 1, 3, 5, 7, 9]);
});

test('numbers are sorted as numbers', () => {
	assert.deepEqual(spreadOf([100, 20, 3]), { median: 20, p95: 100, worst: 100 });
});

test('there is nothing to say of no samples', () => {
	assert.equal(quantile([], 0.5), undefined);
	assert.equal(spreadOf([]), undefined);
	assert.equal(mean([]), 0);
});
