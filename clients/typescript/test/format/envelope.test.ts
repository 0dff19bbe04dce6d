import assert from 'node:assert/strict';
import { test } from 'node:test';
import { randomBytes } from '@noble/hashes/utils.js';
import { concatBytes, u16le } from '../../src/format/bytes.ts';
import { type ClassKeys, decodeClassKeys, encodeClassKeys, keyOfClass, keysOfClasses } from '../../src/format/class-keys.ts';
import { blake2b256 } from '../../src/format/commitment.ts';
import { type EnvelopeContext, envelopeCommitment, openEnvelope, sealEnvelope } from '../../src/format/envelope.ts';
import { classKeyPair, classSecretOf, randomRoot } from '../../src/format/epoch-keys.ts';
import { ALL_SUITES, X25519, X_WING, randomKeyPair } from '../../src/format/suites.ts';
import { cuts, filled, flips, refused } from './helpers.ts';

const context: EnvelopeContext = { patient: randomBytes(32), organization: 1, grantee: randomBytes(32), keyEpoch: 3 };
const secret = classSecretOf(randomRoot());
const all = { suite: X25519, classSecret: secret } as const;
const listed = (count: number) => ({ suite: X25519, keys: Array.from({ length: count }, (_, i) => ({ recordClass: i + 1, privateKey: filled(i + 1) })) }) satisfies ClassKeys;

for (const suite of ALL_SUITES) {
	for (const [what, keys] of [['of some classes', listed(2)], ['of all classes', all]] as const) {
		test(`suite ${suite}: an envelope ${what} opens for its grantee, and for nothing else`, async () => {
			const grantee = await randomKeyPair(suite);
			const envelope = await sealEnvelope(context, grantee, keys);
			assert.deepEqual(await openEnvelope(context, grantee, envelope), keys);
			assert.deepEqual(envelopeCommitment(envelope), blake2b256(envelope));
			const moved: Partial<EnvelopeContext>[] = [{ patient: randomBytes(32) }, { organization: 2 }, { grantee: randomBytes(32) }, { keyEpoch: 4 }];
			for (const change of moved) await refused(() => openEnvelope({ ...context, ...change }, grantee, envelope));
			for (const stranger of ALL_SUITES) await refused(async () => openEnvelope(context, await randomKeyPair(stranger), envelope));
		});
	}

	test(`suite ${suite}: no bit of an envelope can be changed, and none left out`, async () => {
		const grantee = await randomKeyPair(suite);
		const envelope = await sealEnvelope(context, grantee, listed(2));
		for (const flipped of flips(envelope, suite === X25519 ? 1 : 8)) await refused(() => openEnvelope(context, grantee, flipped));
		for (const cut of cuts(envelope)) await refused(() => openEnvelope(context, grantee, cut));
	});
}

test('an envelope lists as many classes as there are', async () => {
	const grantee = await randomKeyPair(X25519);
	const every = listed(0xffff);
	assert.deepEqual(await openEnvelope(context, grantee, await sealEnvelope(context, grantee, every)), every);
	await refused(() => sealEnvelope(context, grantee, listed(0)));
	await refused(() => encodeClassKeys({ suite: X25519, keys: [...every.keys, { recordClass: 0, privateKey: filled(1) }] }));
});

test('the secret of all classes gives the key of each, also of those to come', async () => {
	for (const suite of ALL_SUITES) {
		for (const recordClass of [1, 178, 0x8000, 0xffff]) {
			const { privateKey } = await classKeyPair(suite, secret, recordClass);
			assert.deepEqual(await keyOfClass({ suite, classSecret: secret }, recordClass), { suite, publicKey: (await classKeyPair(suite, secret, recordClass)).publicKey, privateKey });
		}
	}
	assert.deepEqual(await keyOfClass(listed(2), 2), { suite: X25519, privateKey: filled(2) });
	assert.equal(await keyOfClass(listed(2), 3), undefined);
});

test('who passes keys on passes on those of some classes', async () => {
	const some = await keysOfClasses(all, [9, 4, 9]);
	assert.deepEqual(some.keys.map(({ recordClass }) => recordClass), [4, 9]);
	assert.deepEqual(some.keys[0]?.privateKey, (await classKeyPair(X25519, secret, 4)).privateKey);
	assert.deepEqual(await keysOfClasses(some, [9]), { suite: X25519, keys: [some.keys[1]] });
	await refused(() => keysOfClasses(some, [4, 5]));
});

test('class keys are read in no other form than they are written', async () => {
	assert.deepEqual(decodeClassKeys(encodeClassKeys(all)), all);
	assert.deepEqual(encodeClassKeys({ suite: X_WING, keys: [...listed(2).keys].reverse() }), encodeClassKeys({ suite: X_WING, keys: listed(2).keys }));
	const key = (recordClass: number) => concatBytes(u16le(recordClass), filled(1));
	const wrong = {
		'another form': concatBytes(Uint8Array.of(2, 1), secret),
		'another form of keys in a list': concatBytes(Uint8Array.of(2, 1, 1, 0), key(4)),
		'another suite': concatBytes(Uint8Array.of(1, 3), secret),
		'no suite': Uint8Array.of(1),
		nothing: new Uint8Array(),
		'a longer secret': concatBytes(Uint8Array.of(1, 1), secret, Uint8Array.of(0)),
		'a shorter secret': concatBytes(Uint8Array.of(1, 1), secret.slice(1)),
		'no classes': Uint8Array.of(0, 1, 0, 0),
		'a class twice': concatBytes(Uint8Array.of(0, 1, 2, 0), key(4), key(4)),
		'classes that descend': concatBytes(Uint8Array.of(0, 1, 2, 0), key(5), key(4)),
		'fewer classes than it says': concatBytes(Uint8Array.of(0, 1, 2, 0), key(4)),
		'more classes than it says': concatBytes(Uint8Array.of(0, 1, 1, 0), key(4), key(5)),
		'half a key': concatBytes(Uint8Array.of(0, 1, 1, 0), key(4).slice(1)),
	};
	for (const [what, bytes] of Object.entries(wrong)) await refused(() => decodeClassKeys(bytes), what);
	for (const privateKey of [new Uint8Array(31), new Uint8Array(33)]) await refused(() => encodeClassKeys({ suite: X25519, keys: [{ recordClass: 1, privateKey }] }));
	await refused(() => encodeClassKeys({ suite: X25519, classSecret: new Uint8Array(31) }));
	await refused(() => encodeClassKeys({ suite: X25519, keys: [...listed(1).keys, ...listed(1).keys] }));
});
