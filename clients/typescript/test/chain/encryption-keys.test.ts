import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Chain } from '../../src/chain/chain.ts';
import { publishOrganizationKey, publishPractitionerKey, registerPatient, replacePatientKey } from '../../src/chain/encryption-keys.ts';
import { FormatError } from '../../src/format/bytes.ts';
import { deriveKeyPair } from '../../src/format/hpke.ts';
import { LOW_ORDER } from '../format/low-order.ts';

/** A chain that says what it was sent. */
const echo = { call: (_section: string, method: string, args: { encryptionKey: Uint8Array }) => [method, args] } as unknown as Chain;
const [patient, salt] = [new Uint8Array(32), new Uint8Array(32)];
const practitioner = { Account: new Uint8Array(32) };
const calls: [method: string, publish: (encryptionKey: Uint8Array) => Promise<unknown>, others: object][] = [
	['register', (encryptionKey) => registerPatient(echo, salt, encryptionKey), { salt }],
	['replaceEncryptionKey', (encryptionKey) => replacePatientKey(echo, patient, encryptionKey), { patient }],
	[
		'publishPractitionerKey', (encryptionKey) => publishPractitionerKey(echo, { organization: 1, practitioner, encryptionKey }),
		{ organization: 1, practitioner },
	],
	['publishOrganizationKey', (encryptionKey) => publishOrganizationKey(echo, 1, encryptionKey), { organization: 1 }],
];

test('a key to which nothing can be sealed is published by no call', async () => {
	const { publicKey } = await deriveKeyPair(new Uint8Array(32).fill(7));
	for (const [method, publish, others] of calls) {
		assert.deepEqual(await publish(publicKey), [method, { ...others, encryptionKey: publicKey }]);
		for (const bytes of [...LOW_ORDER, publicKey.slice(1)]) await assert.rejects(publish(bytes), FormatError, method);
	}
});
