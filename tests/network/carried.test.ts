/** A chain is carried to another node as a file. */
import assert from 'node:assert/strict';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { hashAt } from '../../scripts/network/standing.ts';
import { urlOf, type Validator } from '../../scripts/network/validator.ts';
import { finalHeight, stopwatch, TestChain, told } from './test-chain.ts';

/** How many blocks are carried at least. */
const CARRIED = 10;
/** How far the node that has them follows the head. */
const FURTHER = 4;

describe('Exported blocks', { timeout: 600_000 }, () => {
	let chain: TestChain;
	let validator: Validator;
	let giver: Validator;
	before(async () => {
		chain = await TestChain.start(1);
		validator = chain.validators[0] as Validator;
		giver = await chain.newNode('giver');
		chain.begin(giver);
		await chain.agree([validator, giver], CARRIED);
	});
	after(TestChain.end);

	test('are imported into an empty database, which then follows the chain', async (context) => {
		const taken = stopwatch();
		const last = await finalHeight(giver);
		const hash = await hashAt(urlOf(giver), last);
		await chain.stop(giver);
		const file = join(chain.folder, 'blocks');
		chain.command(giver, 'export-blocks', '--to', String(last), '--binary', file);

		const taker = await chain.newNode('taker');
		chain.command(taker, 'import-blocks', '--binary', file);
		const found = JSON.parse(chain.command(taker, 'chain-info'));
		assert.deepEqual([found['best_number'], found['best_hash']], [last, hash]);
		const carried = taken();

		chain.begin(taker);
		await chain.agree([validator, taker], (await finalHeight(validator)) + FURTHER);
		assert.match(told(taker), new RegExp(`Highest known block at #${last}`));
		context.diagnostic(`${last} blocks are exported and imported in ${carried}, and the node with them is ${FURTHER} blocks further after ${taken()}`);
	});
});
