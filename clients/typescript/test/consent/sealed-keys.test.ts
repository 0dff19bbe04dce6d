import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Chain } from '../../src/chain/chain.ts';
import { isNamed, keyOf, openNamedEnvelope, replaceEnvelope, sealTo } from '../../src/consent/envelopes.ts';
import { amend, grant } from '../../src/consent/grants.ts';
import type { Provision } from '../../src/consent/provision.ts';
import { refer } from '../../src/consent/referrals.ts';
import { approveRequest } from '../../src/consent/requests.ts';
import type { Envelope } from '../../src/consent/sealed-keys.ts';
import { keyArgument } from '../../src/chain/published-keys.ts';
import { bytesToHex } from '../../src/format/bytes.ts';
import { ALL_SUITES, type PublicKey, randomKeyPair, X25519, X_WING } from '../../src/format/suites.ts';

/** A chain that says what it was sent. */
const echo = { call: (_section: string, method: string, { envelope }: { envelope: Envelope | null }) => [method, envelope] } as unknown as Chain;
const patient = new Uint8Array(32);
const provision = {} as Provision;
const capacity = 'Person';
const ENVELOPE: Envelope = { keyEpoch: 1, granteeKeyEpoch: 2, commitment: `0x${'ab'.repeat(32)}` };

const calls: [method: string, make: (envelope: Envelope) => unknown][] = [
	['grant', (envelope) => grant(echo, 1, { patient, provision, envelope })],
	['amend', (envelope) => amend(echo, 1, { patient, provision, envelope })],
	['approveRequest', (envelope) => approveRequest(echo, patient, 1, provision, { envelope })],
	['refer', (envelope) => refer(echo, { patient, capacity, parent: 1, organization: 2, provision, envelope })],
	['replaceEnvelope', (envelope) => replaceEnvelope(echo, patient, 1, envelope)],
];

test('every call says of an envelope by which keys it was made and what commits to it, and none sends a key', () => {
	for (const [method, make] of calls) assert.deepEqual(make(ENVELOPE), [method, ENVELOPE]);
	assert.deepEqual(grant(echo, 1, { patient, provision }), ['grant', null]);
});

/** A chain on which everybody's key is this one. */
function chainWith(key: PublicKey): Chain {
	const { suite, bytes } = keyArgument(key);
	const told = { key: { public: { suite, bytes: `0x${bytesToHex(bytes)}` }, epoch: 5 } };
	return { ask: async () => ({ toJSON: () => told }) } as unknown as Chain;
}

for (const suite of ALL_SUITES) {
	test(`keys are sealed to the grantee's published key, and the envelope is known by its hash (suite ${suite})`, async () => {
		const key = await randomKeyPair(suite);
		const bond = { patient, organization: 3, grantee: { Practitioner: new Uint8Array(32).fill(4) } };
		const keys = { suite: X25519, classSecret: new Uint8Array(32).fill(6) } as const;
		const { envelope, sealed } = await sealTo(chainWith(key), bond, 7, keys, key);
		assert.deepEqual([envelope.keyEpoch, envelope.granteeKeyEpoch], [7, 5]);
		assert.ok(isNamed(envelope, sealed));
		assert.ok(!isNamed(envelope, sealed.slice(1)));
		assert.deepEqual(await openNamedEnvelope(bond, envelope, key, sealed), keys);
		await assert.rejects(openNamedEnvelope(bond, { ...envelope, keyEpoch: 8 }, key, sealed), { name: 'FormatError' });
	});
}

test('nothing is sealed to a key that is not the published one, nor to a hash', async () => {
	const [small, large, other] = await Promise.all([randomKeyPair(X25519), randomKeyPair(X_WING), randomKeyPair(X_WING)]);
	assert.deepEqual((await keyOf(chainWith(small), 1, 'Organization')).key, { suite: X25519, publicKey: small.publicKey });
	await assert.rejects(keyOf(chainWith(large), 1, 'Organization'), { name: 'InputError', code: 'key.not-offered' });
	for (const offered of [other, small]) await assert.rejects(keyOf(chainWith(large), 1, 'Organization', offered), { code: 'key.not-published' });
	assert.deepEqual(await keyOf(chainWith(large), 1, 'Organization', large), { key: large, epoch: 5 });
});
