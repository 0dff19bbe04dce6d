import assert from 'node:assert/strict';
import { test } from 'node:test';
import { FormatError, hexToBytes } from '../../src/format/bytes.ts';
import { deriveKeyPair, hpkeOpen, hpkeSeal, SUITES } from '../../src/format/hpke.ts';

const material = new Uint8Array(32).fill(7);
const info = new Uint8Array([1, 2, 3]);
const message = new Uint8Array(32).fill(9);
const ephemeral = new Uint8Array(32).fill(5);

/** Points of small order (RFC 7748, section 6.1: the shared secret is all zeros), and encodings of them that are not canonical. */
const LOW_ORDER = [
	'0000000000000000000000000000000000000000000000000000000000000000',
	'0100000000000000000000000000000000000000000000000000000000000000',
	'e0eb7a7c3b41b8ae1656e3faf19fc46ada098deb9c32b1fd866205165f49b800',
	'5f9c95bca3508c24b1d0b1559c83ef5b04445cc4581c8e86d8224eddd09f1157',
	'ecffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f',
	'edffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f',
	'eeffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f',
].map(hexToBytes);

test('X25519 by the platform and in JavaScript give the same bytes', async () => {
	const sealed = await Promise.all(Object.values(SUITES).map(async (make) => {
		const suite = make();
		const { publicKey, privateKey } = await suite.kem.deriveKeyPair(material.buffer);
		const sender = await suite.createSenderContext({ recipientPublicKey: publicKey, info: info.buffer, ekm: ephemeral.buffer });
		const raw = [await suite.kem.serializePublicKey(publicKey), await suite.kem.serializePrivateKey(privateKey), sender.enc, await sender.seal(message.buffer)];
		return raw.map((part) => Buffer.from(part).toString('hex'));
	}));
	assert.deepEqual(sealed[0], sealed[1]);
});

test('this platform has X25519', async () => {
	await SUITES.platform().kem.generateKeyPair();
});

test('nothing is sealed to a point of low order, nor opened from one', async () => {
	const { privateKey } = await deriveKeyPair(material);
	for (const point of LOW_ORDER) {
		await assert.rejects(hpkeSeal(point, info, message), FormatError);
		await assert.rejects(hpkeOpen(privateKey, info, new Uint8Array([...point, ...new Uint8Array(48)])), FormatError);
	}
});
