import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Chain } from '../../src/chain/chain.ts';
import { FakeNode } from './fake-node.ts';

test('a chain without a clock is an error, and no moment that has come', async () => {
	const node = await FakeNode.start();
	const chain = await Chain.connect(node.url);
	try {
		Object.defineProperty(chain.api, 'query', { value: {} });
		await assert.rejects(chain.now(), { name: 'SalusError', code: 'chain.unknown-storage' });
		await assert.rejects(chain.untilMoment(1), { name: 'SalusError', code: 'chain.unknown-storage' });
	} finally {
		await chain.disconnect();
		await node.stop();
	}
});
