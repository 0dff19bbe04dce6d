/** More than a third of the validators are lost for good. Finality comes back by the steps of docs/operating.md, "The chain finalizes nothing". */
import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { addressEq } from '@polkadot/util-crypto';
import { Chain } from '@salus/client/chain';
import { urlOf, type Validator } from '../../scripts/network/validator.ts';
import { Four, SOME } from './four.ts';
import { asRoot, decide, sessionsOf, voteOn } from './motions.ts';
import { newcomer, untilTheseAreNext, untilTheseValidate } from './newcomer.ts';
import { untilReported } from './offences.ts';
import { Traffic } from './traffic.ts';

const SESSION = 10;
/** How many blocks pass until the forced change counts: more than a fork is deep. Where nodes are far apart it is a hundred or more. */
const DELAY = 6;

describe('Two of four validators', { timeout: 900_000 }, () => {
	let four: Four;
	before(async () => {
		four = await Four.start();
		await four.agree(SOME);
	});
	after(Four.end);

	test('are lost for good, two others take their places, and finality comes back', async (t) => {
		const [first, second, ...lost] = four.all;
		const chain = await Chain.connect(urlOf(first));
		await decide(chain, sessionsOf(chain, SESSION));
		const traffic = await Traffic.through(first);
		await four.kill(...lost);
		const [halted] = await four.haltedAt([first, second]);
		// Blocks go on, so the council can decide.
		const joining = [await newcomer(four, chain, 'validator-5'), await newcomer(four, chain, 'validator-6')];
		const exchanges = lost.map(({ keys }, index) =>
			chain.call('validatorSet', 'exchangeValidator', { old: keys.account, new: (joining[index] as Validator).keys.account, until: null }));
		const stalled = await voteOn(chain, asRoot(chain, chain.call('grandpa', 'noteStalled', { delay: DELAY, bestFinalizedBlockNumber: halted })));
		await decide(chain, chain.call('utility', 'batchAll', { calls: exchanges }));
		const all = [first, second, ...joining];
		// Closed before their session begins, it is one change for the chain and for the nodes.
		await untilTheseAreNext(chain, all);
		await stalled.close();
		const since = await untilTheseValidate(chain, all);
		const height = await four.goOn(all, since - Number(halted) + SOME);
		t.diagnostic(`Nothing after block ${halted} was final, the new ones validate from about block ${since} on, and block ${height} is final.`);
		// The chain counts the sets of voters as the nodes do: what they report of double votes it can verify.
		const twin = await four.beginTwinOf(second);
		const { number, offender } = await untilReported(chain);
		assert.ok(addressEq(offender, second.keys.account), offender);
		t.diagnostic(`Two votes in one round are reported in block ${number}.`);
		// They vote: without one of the others finality goes on.
		await four.kill(twin, second);
		await four.goOn([first, ...joining]);
		t.diagnostic(await traffic.accountedFor());
		await chain.disconnect();
	});
});
