import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Chain } from '../../src/chain/chain.ts';
import { publishOrganizationKey, publishPractitionerKey, registerPatient, replacePatientKey } from '../../src/chain/encryption-keys.ts';
import { FormatError } from '../../src/format/bytes.ts';
import { keyPair, type PublicKey, publishedKey, X25519, X_WING } from '../../src/format/suites.ts';
import { LOW_ORDER } from '../format/low-order.ts';

/** A chain that says what it was sent. */
const echo = { call: (_section: string, method: string, args: object) => [method, args] } as unknown as Chain;
const [patient, salt, card] = [new Uint8Array(32), new Uint8Array(32), new Uint8Array(32).fill(8)];
const practitioner = { Account: new Uint8Array(32) };
const calls: [method: string, publish: (key: PublicKey) => Promise<unknown>, others: object, isPatients: boolean][] = [
	['register', (key) => registerPatient(echo, salt, { key, card }), { salt }, true],
	['replaceEncryptionKey', (key) => replacePatientKey(echo, patient, { key, card }), { patient }, true],
	[
		'publishPractitionerKey', (key) => publishPractitionerKey(echo, { organization: 1, practitioner, key }),
		{ organization: 1, practitioner }, false,
	],
	['publishOrganizationKey', (key) => publishOrganizationKey(echo, 1, key), { organization: 1 }, false],
];

test('a key is published with its suite, a larger one by its hash, and a patient\'s with the hash of its card', async () => {
	for (const [suite, name] of [[X25519, 'X25519'], [X_WING, 'XWing']] as const) {
		const key = await keyPair(suite, new Uint8Array(32).fill(7));
		const published = { suite: name, bytes: publishedKey(key).bytes };
		for (const [method, publish, others, isPatients] of calls) {
			assert.deepEqual(await publish(key), [method, { ...others, encryptionKey: isPatients ? { public: published, card } : published }]);
		}
	}
});

test('a key to which nothing can be sealed is published by no call', async () => {
	const { publicKey } = await keyPair(X25519, new Uint8Array(32).fill(7));
	for (const [method, publish] of calls) {
		for (const bytes of [...LOW_ORDER, publicKey.slice(1)]) await assert.rejects(publish({ suite: X25519, publicKey: bytes }), FormatError, method);
	}
});
