/** Signers: a key in memory, a key service, a browser extension, and one that refuses. */
import assert from 'node:assert/strict';
import { before, test } from 'node:test';
import { Keyring } from '@polkadot/keyring';
import { u8aToHex } from '@polkadot/util';
import { blake2AsU8a, cryptoWaitReady, signatureVerify } from '@polkadot/util-crypto';
import { injectedSigner, type Signer, toPolkadotSigner } from '../../src/chain/signer.ts';
import { utf8ToBytes } from '../../src/format/bytes.ts';

before(cryptoWaitReady);
const alice = () => new Keyring({ type: 'sr25519' }).addFromUri('//Alice');
const raw = (bytes: Uint8Array) => ({ address: 'x', data: u8aToHex(bytes), type: 'payload' as const });

test('a key pair is a signer as it is, and what it signs is what the chain verifies', async () => {
	const pair: Signer = alice();
	for (const length of [256, 257]) {
		const payload = new Uint8Array(length).fill(3);
		const { signature } = await toPolkadotSigner(pair).signRaw!(raw(payload));
		// The first byte names the scheme: 1 is Sr25519.
		assert.equal(signature.slice(0, 4), '0x01');
		const signed = length > 256 ? blake2AsU8a(payload) : payload;
		assert.ok(signatureVerify(signed, `0x${signature.slice(4)}`, pair.publicKey).isValid);
	}
});

test('a key service may take its time', async () => {
	const pair = alice();
	const service: Signer = { address: pair.address, publicKey: pair.publicKey, sign: async (message, options) => pair.sign(message, options) };
	const { signature } = await toPolkadotSigner(service).signRaw!(raw(Uint8Array.of(1)));
	assert.ok(signatureVerify(Uint8Array.of(1), `0x${signature.slice(4)}`, pair.publicKey).isValid);
});

test('a signer that refuses does so with a code', async () => {
	const pair = alice();
	const locked: Signer = { address: pair.address, publicKey: pair.publicKey, sign: () => Promise.reject(new Error('Cancelled')) };
	await assert.rejects(toPolkadotSigner(locked).signRaw!(raw(Uint8Array.of(1))), { name: 'SalusError', code: 'signer.failed', message: /Cancelled/ });
});

test('a browser extension is shown the transaction, signs a key card, and no bare bytes', async () => {
	const pair = alice();
	const shown: object[] = [];
	const extension = injectedSigner({
		address: pair.address,
		publicKey: pair.publicKey,
		signer: {
			signPayload: async (payload) => {
				shown.push(payload);
				return { id: 1, signature: '0x01ff' };
			},
			signRaw: async ({ data }) => ({ id: 2, signature: u8aToHex(pair.sign(data)) }),
		},
	});
	const payload = { address: pair.address } as never;
	assert.equal((await toPolkadotSigner(extension).signPayload!(payload)).signature, '0x01ff');
	assert.deepEqual(shown, [payload]);
	const card = utf8ToBytes('<Bytes>card</Bytes>');
	assert.ok(signatureVerify(card, await extension.sign(card, { withType: true }), pair.publicKey).isValid);
	await assert.rejects(Promise.resolve(extension.sign(utf8ToBytes('bare'), { withType: true })), { code: 'signer.wraps-bytes' });
	const blind = injectedSigner({ address: pair.address, publicKey: pair.publicKey, signer: {} });
	await assert.rejects(toPolkadotSigner(blind).signPayload!(payload), { code: 'signer.cannot-sign' });
});
