import assert from 'node:assert/strict';
import { test } from 'node:test';
import { BatchSealer } from '../../src/format/batch.ts';
import { FormatError } from '../../src/format/bytes.ts';
import { sealEnvelope } from '../../src/format/envelope.ts';
import { assertCanSealTo, hpkeOpen, hpkeOpener, hpkeSeal, hpkeSender, sealedSuite } from '../../src/format/hpke.ts';
import { ALL_SUITES, X25519, X25519_SUITES, X_WING, cipherSuite, encapsulationLength, keyPair, ownBuffer, randomKeyPair, randomnessLength } from '../../src/format/suites.ts';
import { cuts, filled, flips, refused } from './helpers.ts';
import { LOW_ORDER, withTopBit } from './low-order.ts';

const material = filled(7);
const info = new Uint8Array([1, 2, 3]);
const message = filled(9);
const ephemeral = filled(5);

test('X25519 by the platform and in JavaScript give the same bytes', async () => {
	const sealed = await Promise.all(Object.values(X25519_SUITES).map(async (make) => {
		const suite = make();
		const { publicKey, privateKey } = await suite.kem.deriveKeyPair(material.buffer);
		const sender = await suite.createSenderContext({ recipientPublicKey: publicKey, info: info.buffer, ekm: ephemeral.buffer });
		const raw = [await suite.kem.serializePublicKey(publicKey), await suite.kem.serializePrivateKey(privateKey), sender.enc, await sender.seal(message.buffer)];
		return raw.map((part) => Buffer.from(part).toString('hex'));
	}));
	assert.deepEqual(sealed[0], sealed[1]);
});

test('this platform has X25519', async () => {
	await X25519_SUITES.platform().kem.generateKeyPair();
});

test('X25519 refuses points of low order by the platform and in JavaScript', async () => {
	for (const make of Object.values(X25519_SUITES)) {
		const suite = make();
		for (const point of LOW_ORDER) {
			await assert.rejects(async () => {
				const recipientPublicKey = await suite.kem.deserializePublicKey(point.slice().buffer);
				await suite.createSenderContext({ recipientPublicKey, info: info.buffer });
			});
		}
	}
});

test('nothing is sealed to a point of low order, nor opened from one', async () => {
	const { privateKey } = await keyPair(X25519, material);
	const patient = filled(0);
	const keys = { suite: X25519, keys: [{ recordClass: 1, privateKey }] } as const;
	assert.equal(LOW_ORDER.length, 14);
	for (const publicKey of LOW_ORDER) {
		const point = { suite: X25519, publicKey } as const;
		await assert.rejects(assertCanSealTo(point), FormatError);
		await assert.rejects(hpkeSeal(point, info, message), FormatError);
		await assert.rejects(BatchSealer.begin({ patient, recordClass: 1 }, { ...point, epoch: 0 }), FormatError);
		await assert.rejects(sealEnvelope({ patient, organization: 1, grantee: patient, keyEpoch: 0 }, point, { suite: 1, keys: [...keys.keys] }), FormatError);
		await assert.rejects(hpkeOpen({ suite: X25519, privateKey }, info, new Uint8Array([X25519, ...publicKey, ...new Uint8Array(48)])), FormatError);
	}
});

test('nothing is sealed to a key of suite 2 of which one part is no key', async () => {
	const { publicKey } = await randomKeyPair(X_WING);
	const lattice = publicKey.slice();
	// Coefficients are twelve bits, and must be less than 3329 (FIPS 203, 7.2).
	lattice.fill(0xff, 0, 3);
	const curves = LOW_ORDER.map((point) => new Uint8Array([...publicKey.slice(0, -32), ...point]));
	for (const key of [lattice, ...curves]) await refused(() => assertCanSealTo({ suite: X_WING, publicKey: key }));
	await assertCanSealTo({ suite: X_WING, publicKey });
});

test('nothing of suite 2 is opened whose X25519 part is of low order', async () => {
	const pair = await randomKeyPair(X_WING);
	const { kem } = await cipherSuite(X_WING);
	const recipientKey = await kem.deserializePrivateKey(ownBuffer(pair.privateKey));
	const { head } = await hpkeSender(pair, info);
	const { recipient } = await hpkeOpener(pair);
	for (const point of LOW_ORDER) {
		const enc = new Uint8Array([...head.slice(1, -32), ...point]);
		// Already there: that no message opens would be so anyway.
		await assert.rejects(kem.decap({ recipientKey, enc: ownBuffer(enc) }));
		await refused(() => recipient(info, new Uint8Array([X_WING, ...enc])));
	}
});

test('to any other key something can be sealed, as it was made and in no other encoding', async () => {
	for (const suite of ALL_SUITES) {
		const pair = await keyPair(suite, material);
		await assertCanSealTo(pair);
		// X25519 takes no notice of the top bit, but HPKE does: what is sealed to the changed key would not open.
		const point = pair.publicKey.length - 32;
		const changed = new Uint8Array([...pair.publicKey.subarray(0, point), ...withTopBit(pair.publicKey.subarray(point))]);
		await refused(() => assertCanSealTo({ suite, publicKey: changed }));
		for (const first of [0xef, 0xff]) {
			const notBelow = new Uint8Array([...pair.publicKey.subarray(0, point), first, ...new Uint8Array(30).fill(0xff), 0x7f]);
			await refused(() => assertCanSealTo({ suite, publicKey: notBelow }));
		}
	}
});

for (const suite of ALL_SUITES) {
	test(`suite ${suite}: a message opens to whom it was sealed, for what it was sealed`, async () => {
		const pair = await randomKeyPair(suite);
		const sealed = await hpkeSeal(pair, info, message);
		assert.equal(sealed.length, 1 + encapsulationLength(suite) + message.length + 16);
		assert.equal(sealedSuite(sealed), suite);
		assert.deepEqual(await hpkeOpen(pair, info, sealed), message);
		assert.deepEqual(await hpkeOpen(pair, info, await hpkeSeal(pair, info, new Uint8Array())), new Uint8Array());
		await refused(async () => hpkeOpen(pair, new Uint8Array([1, 2]), sealed));
		await refused(async () => hpkeOpen(await randomKeyPair(suite), info, sealed));
		for (const cut of cuts(sealed)) await refused(() => hpkeOpen(pair, info, cut), `${cut.length} bytes`);
		await refused(() => hpkeOpen(pair, info, new Uint8Array([...sealed, 0])));
	});

	test(`suite ${suite}: no bit of a message can be changed`, async () => {
		const pair = await randomKeyPair(suite);
		const sealed = await hpkeSeal(pair, info, message);
		const { open } = await hpkeOpener(pair);
		for (const flipped of flips(sealed, suite === X25519 ? 1 : 8)) await refused(() => open(info, flipped));
	});

	test(`suite ${suite}: what fixes an encapsulation gives the same message, and nothing else does`, async () => {
		const pair = await randomKeyPair(suite);
		const ekm = filled(3, randomnessLength(suite));
		assert.deepEqual(await hpkeSeal(pair, info, message, ekm), await hpkeSeal(pair, info, message, ekm));
		assert.notDeepEqual(await hpkeSeal(pair, info, message), await hpkeSeal(pair, info, message));
	});

	test(`suite ${suite}: many messages at the same time do not disturb one another`, async () => {
		const pairs = await Promise.all(Array.from({ length: 8 }, () => randomKeyPair(suite)));
		const { open } = await hpkeOpener(pairs[0] as (typeof pairs)[0]);
		const sealed = await Promise.all(pairs.map((pair, i) => hpkeSeal(pair, info, filled(i))));
		const opened = await Promise.all(sealed.map((one, i) => hpkeOpen(pairs[i] as (typeof pairs)[0], info, one)));
		assert.deepEqual(opened, pairs.map((_, i) => filled(i)));
		const toOne = await Promise.all(pairs.map((_, i) => hpkeSeal(pairs[0] as (typeof pairs)[0], info, filled(i))));
		assert.deepEqual(await Promise.all(toOne.map((one) => open(info, one))), pairs.map((_, i) => filled(i)));
	});

	test(`suite ${suite}: messages of one context open in their order only`, async () => {
		const pair = await randomKeyPair(suite);
		const sender = await hpkeSender(pair, info);
		const [first, second] = [await sender.seal(filled(1)), await sender.seal(filled(2))];
		const { recipient } = await hpkeOpener(pair);
		const context = await recipient(info, sender.head);
		assert.deepEqual([await context.open(first), await context.open(second)], [filled(1), filled(2)]);
		const another = await recipient(info, sender.head);
		await refused(() => another.open(second));
	});

	test(`suite ${suite}: a message of another suite is refused by its first byte`, async () => {
		const pair = await randomKeyPair(suite);
		const other = await randomKeyPair(suite === X25519 ? X_WING : X25519);
		const sealed = await hpkeSeal(pair, info, message);
		await refused(() => hpkeOpen(other, info, sealed));
		await refused(() => hpkeOpen({ ...pair, suite: other.suite }, info, sealed));
		for (const number of [0, 3, other.suite]) await refused(() => hpkeOpen(pair, info, new Uint8Array([number, ...sealed.slice(1)])));
		await refused(() => hpkeSeal({ suite, publicKey: other.publicKey }, info, message));
	});
}
