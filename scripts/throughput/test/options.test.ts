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

for (const [argv, words] of [
	[['--blocks', 'many'], '--blocks: many is no number from 1 to 1000.'],
	[['--blocks', '0'], '--blocks: 0 is no number from 1 to 1000.'],
	[['--practitioners', '501'], '--practitioners: 501 is no number from 2 to 500.'],
	[['--pool', 'big'], '--pool: big is none of single-state, fork-aware.'],
	[['--check'], '--check: there is nothing to check without --compare.'],
	[['--compare', '--as-shipped'], '--as-shipped: a comparison divides blocks as it needs them.'],
	[['--fast'], "Unknown option '--fast'. --help lists what there is."],
] as [string[], string][]) {
	test(`${argv.join(' ')} is refused with a sentence`, () => {
		assert.throws(() => parseOptions(argv), { message: words });
	});
}
