/** Four validators on this machine, of which one is killed. The node is the one that `SALUS_NODE` names. */
import assert from 'node:assert/strict';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import type { Child } from '../../scripts/demo/child.ts';
import { cleanUp, watchForTheEnd } from '../../scripts/demo/cleanup.ts';
import { temporaryFolder } from '../../scripts/demo/node-process.ts';
import { type Network, newNetwork, startOne, untilFinal } from '../../scripts/network/network.ts';
import { hashAt, standingOf } from '../../scripts/network/standing.ts';
import { urlOf, type Validator } from '../../scripts/network/validator.ts';

const NODE = process.env['SALUS_NODE'] ?? join(process.env['CARGO_TARGET_DIR'] ?? join(homedir(), '.cache/salus/target'), 'release/salus-node');
/** How many blocks more shall be final: a few turns of each. */
const SOME = 8;

describe('Four validators', { timeout: 600_000 }, () => {
	let network: Network;
	const children = new Map<string, Child>();
	const begin = (validator: Validator) => children.set(validator.name, startOne(network, validator));
	const final = async (validator: Validator) => (await standingOf(urlOf(validator)))?.final ?? assert.fail(`${validator.name} does not answer`);

	before(async () => {
		watchForTheEnd();
		network = await newNetwork(NODE, temporaryFolder('salus-network-').folder, 4);
		network.validators.forEach(begin);
	});
	after(cleanUp);

	test('make blocks and finalise them together', async () => {
		await untilFinal(network.validators, SOME);
	});

	test('go on when one is killed, and it catches up when it is back', async () => {
		const [lost, ...others] = network.validators as [Validator, ...Validator[]];
		const child = children.get(lost.name);
		child?.process.kill('SIGKILL');
		await child?.ended;
		const before = await final(others[0] as Validator);
		await untilFinal(others, before + SOME);
		begin(lost);
		await untilFinal([lost], await final(others[0] as Validator));
		const height = await final(lost);
		const hashes = await Promise.all(network.validators.map((validator) => hashAt(urlOf(validator), height)));
		assert.equal(new Set(hashes).size, 1, 'all hold the same block to be final');
		// It votes again: without another one, all three that are left are needed.
		const [, another, ...rest] = network.validators as [Validator, Validator, ...Validator[]];
		children.get(another.name)?.process.kill('SIGKILL');
		await untilFinal([lost, ...rest], height + SOME);
	});
});
