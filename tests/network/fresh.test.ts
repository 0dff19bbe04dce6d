/** Nodes without a database join a chain in which who votes has changed. */
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { VALIDATES, type Validator } from '../../scripts/network/validator.ts';
import { finalHeight, stopwatch, TestChain, told } from './test-chain.ts';
import { changeVoters } from './other-voters.ts';

/** From when on the fourth validator votes no more. */
const CHANGE = 8;
/** What of a validator's folder is worth keeping: its keys, and the key that its peers know it by. */
const BACKUP = ['chains/salus_network/keystore', 'node.key'];
/** How far they follow the head. */
const FURTHER = 4;

describe('A fresh node', { timeout: 600_000 }, () => {
	let chain: TestChain;
	before(async () => {
		// By warp sync a node joins once it has three peers.
		chain = await TestChain.start(4, (specification, validators) => changeVoters(specification, CHANGE, validators.slice(0, 3)));
		await chain.agree(chain.validators, CHANGE + FURTHER);
	});
	after(TestChain.end);

	for (const [name, flags, sign] of [
		['full', ['--sync', 'full'], /Imported #/],
		['warp', ['--sync', 'warp'], /Warp sync is complete/],
	] as const) {
		test(`reaches the head by ${name} sync, and follows it`, async (context) => {
			const taken = stopwatch();
			const node = await chain.newNode(name);
			chain.begin(node, ...flags);
			const head = await finalHeight(chain.validators[0] as Validator);
			await chain.agree([node, ...chain.validators], head);
			const joined = taken();
			await chain.agree([node, ...chain.validators], (await finalHeight(node)) + FURTHER);
			assert.match(told(node), sign);
			// The headers that prove who votes were refused: nothing said that they are not the best block.
			assert.doesNotMatch(told(node), /Block import error/);
			context.diagnostic(`${name} sync over a change of voters: final block ${head} after ${joined}, ${FURTHER} more after ${taken()}`);
		});
	}

	test('with the keys of a validator whose machine is lost votes in its place', async (context) => {
		const [lost, another] = chain.validators as [Validator, Validator];
		const backup = join(chain.folder, 'backup.tar');
		execFileSync('tar', ['--create', '--file', backup, '--directory', lost.folder, ...BACKUP]);
		await chain.stop(lost);
		rmSync(lost.folder, { recursive: true });

		const taken = stopwatch();
		mkdirSync(lost.folder);
		execFileSync('tar', ['--extract', '--file', backup, '--directory', lost.folder]);
		chain.begin(lost, ...VALIDATES);
		// The three who vote are too few without it.
		const height = (await finalHeight(another)) + FURTHER;
		await chain.agree(chain.validators, height);
		context.diagnostic(`A validator that has nothing but its backup makes block ${height} final with the others after ${taken()}`);
	});
});
