/** A validator is exchanged for another one by motion of the council. */
import { after, before, describe, test } from 'node:test';
import { Chain } from '@salus/client/chain';
import { urlOf } from '../../scripts/network/validator.ts';
import { Four, SOME } from './four.ts';
import { decide, sessionsOf } from './motions.ts';
import { newcomer, untilTheseValidate } from './newcomer.ts';
import { Traffic } from './traffic.ts';

const SESSION = 10;

describe('A validator', { timeout: 600_000 }, () => {
	let four: Four;
	before(async () => {
		four = await Four.start();
		await four.agree(SOME);
	});
	after(Four.end);

	test('is exchanged by motion, and the one in its place makes blocks and votes', async (t) => {
		const [first, second, third, leaving] = four.all;
		const traffic = await Traffic.through(first);
		const chain = await Chain.connect(urlOf(first));
		await decide(chain, sessionsOf(chain, SESSION));
		const joining = await newcomer(four, chain, 'validator-5');
		await decide(chain, chain.call('validatorSet', 'exchangeValidator', { old: leaving.keys.account, new: joining.keys.account, until: null }));
		const block = await untilTheseValidate(chain, [first, second, third, joining]);
		t.diagnostic(`The new one was seen to validate at block ${block}.`);
		await four.kill(leaving);
		await four.goOn([first, second, third, joining]);
		// Of the four, any three are needed: with one away, the new one is.
		await four.kill(third);
		await four.goOn([first, second, joining]);
		t.diagnostic(await traffic.accountedFor());
		await chain.disconnect();
	});
});
