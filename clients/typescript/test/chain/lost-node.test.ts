/** A node that hangs up at any point, with stock polkadot.js in between. */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { Keyring } from '@polkadot/keyring';
import { cryptoWaitReady } from '@polkadot/util-crypto';
import { Chain } from '../../src/chain/chain.ts';
import { FakeNode } from './fake-node.ts';

const LOST = { name: 'SalusError', code: 'node.lost', message: 'The node went away in the middle.' };
const faults: unknown[] = [];
const remember = (fault: unknown) => faults.push(fault);
before(async () => {
	process.on('unhandledRejection', remember).on('uncaughtException', remember);
	await cryptoWaitReady();
});
after(async () => {
	await sleep(100);
	process.off('unhandledRejection', remember).off('uncaughtException', remember);
	assert.deepEqual(faults, []);
});

const signer = () => new Keyring({ type: 'sr25519' }).addFromUri('//Alice');

/** Connects, does `work`, and takes the node down. */
async function withNode(work: (node: FakeNode, chain: Chain) => Promise<void>, options?: Parameters<typeof Chain.connect>[1]): Promise<void> {
	const node = await FakeNode.start();
	const chain = await Chain.connect(node.url, options);
	try {
		await work(node, chain);
	} finally {
		await chain.disconnect();
		await node.stop();
	}
}

for (const step of ['system_accountNextIndex', 'chain_getHeader', 'chain_getFinalizedHead', 'author_submitAndWatchExtrinsic']) {
	test(`a node that goes away at ${step} ends the sending by one error`, () =>
		withNode(async (node, chain) => {
			node.dropAt = step;
			await assert.rejects(chain.send(chain.call('consent', 'revoke', { patient: new Uint8Array(32), grant: 0 }), signer()), LOST);
		}));
}

test('a node that goes away while transactions and questions are pending ends them all, and nothing is left unhandled', () =>
	withNode(async (node, chain) => {
		const call = () => chain.call('consent', 'revoke', { patient: new Uint8Array(32), grant: 0 });
		const pending = await chain.submit(call(), signer());
		// Nobody ever looks at this one.
		await chain.submit(call(), signer());
		node.silentAt = 'state_call';
		const waits = [
			pending.included, chain.ask('consentApi', 'liveGrants', [new Uint8Array(32)]), chain.untilMoment(1), chain.lost,
		];
		await sleep(50);
		node.drop();
		for (const wait of waits) await assert.rejects(wait, LOST);
		await assert.rejects(chain.now(), LOST);
		await assert.rejects(chain.heads(), LOST);
	}));

for (const step of ['state_call', 'system_properties', 'rpc_methods']) {
	test(`a node that hangs up at ${step} while one connects is told from one that is no Salus node`, async () => {
		const node = await FakeNode.start();
		node.dropAt = step;
		await assert.rejects(Chain.connect(node.url), { name: 'InputError', code: 'node.hung-up' });
		await node.stop();
	});
}

test('a node that hangs up when polkadot.js asks for news of the runtime ends nothing by itself', () =>
	withNode(async (node, chain) => {
		node.dropAt = 'state_subscribeRuntimeVersion';
		node.drop();
		await sleep(1_500);
		node.dropAt = undefined;
		assert.equal(await chain.now(), 0);
	}, { reconnect: true, reconnectWithinMs: 10_000 }));

test('with reconnecting, questions wait for the node and go on', () =>
	withNode(async (node, chain) => {
		const { port } = node;
		await node.stop();
		const asked = chain.now();
		await sleep(200);
		const again = await FakeNode.start(port);
		assert.equal(await asked, 0);
		await again.stop();
	}, { reconnect: true, reconnectWithinMs: 10_000 }));
