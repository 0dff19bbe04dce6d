/** A light client follows the chain from its specification and the address of one node, as a browser does: by WebSocket. */
import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { u8aToHex } from '@polkadot/util';
import { blake2AsHex, decodeAddress, xxhashAsHex } from '@polkadot/util-crypto';
import { freePorts, type Validator } from '../../scripts/network/validator.ts';
import { ask, finalHeight, stopwatch, TestChain } from './test-chain.ts';
import { LightClient } from './light-client.ts';
import { changeVoters } from './other-voters.ts';

/** From when on the fourth validator votes no more. */
const CHANGE = 8;
/** How far it follows the head. */
const FURTHER = 4;
const PATIENCE_MS = 120_000;

describe('A light client', { timeout: 600_000 }, () => {
	let chain: TestChain;
	let server: Validator;
	let light: LightClient;
	const warnings: string[] = [];
	before(async () => {
		chain = await TestChain.start(4, (specification, validators) => changeVoters(specification, CHANGE, validators.slice(0, 3)));
		const port = (await freePorts(1))[0];
		server = await chain.newNode('server');
		chain.begin(server, '--listen-addr', `/ip4/127.0.0.1/tcp/${port}/ws`);
		await chain.agree([server], CHANGE + FURTHER);
		const bootNodes = [`/ip4/127.0.0.1/tcp/${port}/ws/p2p/${server.address.split('/p2p/')[1]}`];
		light = await LightClient.start(JSON.stringify({ ...chain.specification(), bootNodes }), (text) => warnings.push(text));
	});
	after(async () => {
		await light?.end();
		await TestChain.end();
	});

	test('proves the final head over a change of voters, what it is asked about, and follows', async (context) => {
		const taken = stopwatch();
		const { height, hash } = await reach(await finalHeight(server));
		assert.equal(hash, await ask(server, 'chain_getBlockHash', height));
		const joined = taken();

		// One row of the state, and an answer of the runtime, which the client computes from what is proved to it.
		const account = decodeAddress(chain.validators[0]?.keys.account);
		const row = `${xxhashAsHex('System', 128)}${xxhashAsHex('Account', 128).slice(2)}${blake2AsHex(account, 128).slice(2)}${u8aToHex(account).slice(2)}`;
		for (const [method, ...params] of [['state_getStorage', row, hash], ['state_call', 'ConsentApi_policies', '0x', hash]] as const) {
			const answer = await light.ask<string>(method, ...params);
			assert.match(answer, /^0x/);
			assert.equal(answer, await ask(server, method, ...params));
		}

		const later = await reach(height + FURTHER);
		assert.equal(later.hash, await ask(server, 'chain_getBlockHash', later.height));
		context.diagnostic(`A light client proves final block ${height} after ${joined}, reads an account and asks the runtime, and is at ${later.height} after ${taken()}`);
	});

	async function reach(wanted: number): Promise<{ height: number; hash: string }> {
		const deadline = Date.now() + PATIENCE_MS;
		for (;;) {
			const hash = await light.ask<string>('chain_getFinalizedHead');
			const height = Number((await light.ask<{ number: string }>('chain_getHeader', hash)).number);
			if (height >= wanted) return { height, hash };
			assert.ok(Date.now() < deadline, `It is at ${height}, not ${wanted}. It warned: ${warnings.join(' | ')}`);
			await sleep(500);
		}
	}
});
