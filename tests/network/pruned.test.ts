/** A node that keeps everything and one that keeps little follow the same chain. */
import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { hashAt } from '../../scripts/network/standing.ts';
import { urlOf, type Validator } from '../../scripts/network/validator.ts';
import { ask, finalHeight, stopwatch, TestChain } from './test-chain.ts';

/** How many final blocks the pruned node keeps: fewer than the 256 by default, so that they are there soon. */
const KEPT = 8;
/** A storage key that every state has: the Wasm of the runtime. */
const CODE = '0x3a636f6465';

describe('An archive and a pruned node', { timeout: 600_000 }, () => {
	let chain: TestChain;
	let archive: Validator;
	let pruned: Validator;
	before(async () => {
		chain = await TestChain.start(1);
		[archive, pruned] = [await chain.newNode('archive'), await chain.newNode('pruned')];
		chain.begin(archive, '--state-pruning', 'archive', '--blocks-pruning', 'archive');
		chain.begin(pruned, '--state-pruning', String(KEPT), '--blocks-pruning', String(KEPT));
	});
	after(TestChain.end);

	test('agree on heads; one answers for old state, the other says that it has none', async (context) => {
		const taken = stopwatch();
		await chain.agree([archive, pruned], 2 * KEPT + 4);
		const old = await hashAt(urlOf(pruned), 2);
		assert.equal(old, await hashAt(urlOf(archive), 2), 'the pruned node keeps hashes and headers');
		assert.equal((await ask<{ number: string }>(pruned, 'chain_getHeader', old)).number, '0x2');

		const sizeAt = (node: Validator, block: string) => ask<string>(node, 'state_getStorageSize', CODE, block);
		const size = await sizeAt(archive, old);
		assert.ok(Number(size) > 0);
		await assert.rejects(sizeAt(pruned, old), new RegExp(`State already discarded for ${old}`));
		assert.equal(await sizeAt(pruned, await hashAt(urlOf(pruned), await finalHeight(pruned))), size);

		assert.ok(await ask(archive, 'chain_getBlock', old));
		assert.equal(await ask(pruned, 'chain_getBlock', old), null);
		const height = (await finalHeight(archive)) + 2;
		await chain.agree([archive, pruned], height);
		context.diagnostic(`An archive answers for block 2, one with --state-pruning ${KEPT} says "State already discarded"; both agree on block ${height}: ${taken()}`);
	});
});
