import assert from 'node:assert/strict';
import { test } from 'node:test';
import { payloadOf } from '../src/chain/meta-transaction.ts';

test('what is signed is the version, the call, what is sent and what is not', () => {
	const [call, explicit, implicit] = [Uint8Array.of(20, 0, 1), Uint8Array.of(0x45, 2, 20), new TextEncoder().encode('_meta_tx')];
	assert.deepEqual([...payloadOf(call, explicit, implicit)], [0, 20, 0, 1, 0x45, 2, 20, ...implicit]);
});
