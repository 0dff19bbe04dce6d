import assert from 'node:assert/strict';
import { test } from 'node:test';
import { InputError } from '@salus/client/errors';
import { HELP, parseOptions } from '../options.ts';

test('without options, each attack is played by itself and in full', () => {
	assert.deepEqual(parseOptions([]), { attacks: [['forger'], ['hospital'], ['payer']], accounts: 10_000, seconds: 120, slack: 0, help: false });
});

test('together, all attack at once', () => {
	assert.deepEqual(parseOptions(['--together']).attacks, [['forger', 'hospital', 'payer']]);
	assert.deepEqual(parseOptions(['--together', '--attack', 'payer', '--attack', 'forger']).attacks, [['forger', 'payer']]);
});

test('the small form is short, and what is said beside it counts', () => {
	assert.deepEqual(parseOptions(['--small']), { attacks: [['forger', 'hospital', 'payer']], accounts: 600, seconds: 30, slack: 0, help: false });
	assert.deepEqual(parseOptions(['--small', '--seconds', '15', '--report', 'figures.json']), {
		attacks: [['forger', 'hospital', 'payer']], accounts: 600, seconds: 15, slack: 0, report: 'figures.json', help: false,
	});
});

for (const [argv, why] of [
	[['--attack', 'nobody'], /--attack: nobody is none of forger, hospital, payer\./],
	[['--accounts', '0'], /--accounts: 0 is no number from 20 to 999999\./],
	[['--accounts', '19'], /--accounts: 19 is no number/],
	[['--seconds', '1e3'], /--seconds: 1e3 is no number from 10/],
	[['--slack', '-1'], /--slack/],
	[['--nonsense'], /^Unknown option '--nonsense'\. --help lists/],
	[['--report'], /--report.*argument missing\. --help/],
	[['stray'], /stray/],
] as [string[], RegExp][]) {
	test(`${argv.join(' ')} is refused with a sentence`, () => {
		assert.throws(() => parseOptions(argv), (error: Error) => error instanceof InputError && why.test(error.message) && !error.message.includes('\n'));
	});
}

test('the help names every option', () => {
	for (const option of ['attack', 'together', 'accounts', 'seconds', 'slack', 'report', 'small', 'help']) assert.match(HELP, new RegExp(`--${option}`));
});
