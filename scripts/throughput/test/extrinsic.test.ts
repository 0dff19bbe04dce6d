import assert from 'node:assert/strict';
import { test } from 'node:test';
import { keyOf } from '../../load/keys.ts';
import { signedTransaction } from '../../load/payload.ts';
import { signerOf } from '../extrinsic.ts';

const FORK = { genesis: new Uint8Array(32), specVersion: 1, transactionVersion: 1 };
const BIRTH = { number: 0, hash: new Uint8Array(32) };
const key = keyOf('test');
const hex = (bytes: Uint8Array) => `0x${Buffer.from(bytes).toString('hex')}`;

test('the signer is found whatever the length of the transaction', () => {
	for (const length of [4, 200, 20_000]) {
		const signed = signedTransaction(new Uint8Array(length), key, { nonce: 70_000 }, FORK, BIRTH);
		assert.equal(signerOf(hex(signed)), Buffer.from(key.account).toString('hex'));
	}
});

test('an inherent has no signer', () => {
	assert.equal(signerOf('0x280402000bd09e2d8d8f01'), undefined);
	assert.equal(signerOf('0x1c0500010203040506'), undefined);
});
