import assert from 'node:assert/strict';
import { test } from 'node:test';
import { sealEnvelope } from '../../src/format/envelope.ts';
import { FormatError } from '../../src/format/bytes.ts';
import { assertCanSealTo, deriveKeyPair, hpkeOpen, hpkeSeal, SUITES } from '../../src/format/hpke.ts';
import { sealRecord } from '../../src/format/sealed-record.ts';
import { LOW_ORDER, withTopBit } from './low-order.ts';

const material = new Uint8Array(32).fill(7);
const info = new Uint8Array([1, 2, 3]);
const message = new Uint8Array(32).fill(9);
const ephemeral = new Uint8Array(32).fill(5);

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
	const [patient, key] = [new Uint8Array(32), { recordClass: 1, privateKey }];
	assert.equal(LOW_ORDER.length, 14);
	for (const point of LOW_ORDER) {
		await assert.rejects(assertCanSealTo(point), FormatError);
		await assert.rejects(hpkeSeal(point, info, message), FormatError);
		await assert.rejects(sealRecord({ patient, recordClass: 1 }, 0, point, message, message), FormatError);
		await assert.rejects(sealEnvelope({ patient, organization: 1, grantee: patient, keyEpoch: 0 }, point, [key]), FormatError);
		await assert.rejects(hpkeOpen(privateKey, info, new Uint8Array([...point, ...new Uint8Array(48)])), FormatError);
	}
});

test('X25519 refuses points of low order by the platform and in JavaScript', async () => {
	for (const make of Object.values(SUITES)) {
		const suite = make();
		for (const point of LOW_ORDER) {
			await assert.rejects(async () => {
				const recipientPublicKey = await suite.kem.deserializePublicKey(point.slice().buffer);
				await suite.createSenderContext({ recipientPublicKey, info: info.buffer });
			});
		}
	}
});

test('to any other key something can be sealed, whatever its top bit is', async () => {
	const { publicKey } = await deriveKeyPair(material);
	for (const key of [publicKey, withTopBit(publicKey)]) await assertCanSealTo(key);
});
