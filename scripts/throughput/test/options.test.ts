import assert from 'node:assert/strict';
import { test } from 'node:test';
import { parseOptions } from '../options.ts';

test('what is not said is as the help says', () => {
	assert.deepEqual(parseOptions([]), { pool: 'single-state', blocks: 20, practitioners: 400, isAsShipped: false, compares: false, checks: false, help: false });
});

test('a small run is small, and can be told otherwise', () => {
	const { blocks, practitioners } = parseOptions(['--small', '--practitioners', '50']);
	assert.deepEqual([blocks, practitioners], [3, 50]);
});

test('a network has nobody who could divide blocks otherwise, and may be checked', () => {
	const { validators, isAsShipped, checks } = parseOptions(['--validators', '4', '--check']);
	assert.deepEqual([validators, isAsShipped, checks], [4, true, true]);
});

for (const [argv, words] of [
	[['--blocks', 'many'], '--blocks: many is no number from 1 to 1000.'],
	[['--blocks', '0'], '--blocks: 0 is no number from 1 to 1000.'],
	[['--practitioners', '501'], '--practitioners: 501 is no number from 2 to 500.'],
	[['--pool', 'big'], '--pool: big is none of single-state, fork-aware.'],
	[['--check'], '--check: there is nothing to check without --compare or --validators.'],
	[['--compare', '--as-shipped'], '--as-shipped: a comparison divides blocks as it needs them.'],
	[['--validators', '1'], '--validators: 1 is no number from 2 to 16.'],
	[['--validators', '4', '--compare'], '--validators: a comparison takes a node that makes blocks and one that follows.'],
	[['--fast'], "Unknown option '--fast'. --help lists what there is."],
] as [string[], string][]) {
	test(`${argv.join(' ')} is refused with a sentence`, () => {
		assert.throws(() => parseOptions(argv), { message: words });
	});
}
