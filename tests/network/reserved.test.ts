/** A validator that only nodes may reach which it names. */
import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { standingOf } from '../../scripts/network/standing.ts';
import { urlOf, VALIDATES, type Validator } from '../../scripts/network/validator.ts';
import { ask, finalHeight, stopwatch, TestChain } from './test-chain.ts';

/** How far the node that is named gets, while the other one gets nowhere. */
const FURTHER = 6;

describe('A validator with reserved peers only', { timeout: 600_000 }, () => {
	let chain: TestChain;
	let validator: Validator;
	let named: Validator;
	let stranger: Validator;
	before(async () => {
		chain = await TestChain.prepare(1);
		validator = chain.validators[0] as Validator;
		[named, stranger] = [await chain.newNode('named'), await chain.newNode('stranger')];
		chain.begin(stranger);
		chain.begin(validator, ...VALIDATES, '--reserved-only', '--reserved-nodes', named.address);
	});
	after(TestChain.end);

	test('is followed by who is named, and by nobody else until it is named, too', async (context) => {
		const taken = stopwatch();
		// The stranger has been trying for a while when the other one comes.
		await chain.agree([validator], FURTHER);
		chain.begin(named, '--reserved-only', '--reserved-nodes', validator.address);
		await chain.agree([validator, named], (await finalHeight(validator)) + FURTHER);
		assert.deepEqual(await standingOf(urlOf(stranger)), { best: 0, final: 0, peers: 0 });
		const height = await finalHeight(named);
		await ask(validator, 'system_addReservedPeer', stranger.address);
		await chain.agree([stranger], height);
		context.diagnostic(`The named node was at block ${height} while a stranger was at 0; once named, it got there, too: ${taken()}`);
	});
});
