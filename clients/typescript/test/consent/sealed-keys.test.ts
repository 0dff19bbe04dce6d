import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Chain } from '../../src/chain/chain.ts';
import { replaceEnvelope } from '../../src/consent/envelopes.ts';
import { amend, grant } from '../../src/consent/grants.ts';
import type { Provision } from '../../src/consent/provision.ts';
import { refer } from '../../src/consent/referrals.ts';
import { approveRequest } from '../../src/consent/requests.ts';
import type { SealedKeys } from '../../src/consent/sealed-keys.ts';

/** A chain that says what it was sent. */
const echo = { call: (_section: string, method: string, { envelope }: { envelope: SealedKeys | null }) => [method, envelope] } as unknown as Chain;
const patient = new Uint8Array(32);
const provision = {} as Provision;
const capacity = 'Person';
const sealing = (length: number): SealedKeys => ({ keyEpoch: 0, granteeKeyEpoch: 0, sealed: `0x${'ab'.repeat(length)}` });

const calls: [method: string, make: (envelope: SealedKeys) => unknown][] = [
	['grant', (envelope) => grant(echo, 1, { patient, provision, envelope })],
	['amend', (envelope) => amend(echo, 1, { patient, provision, envelope })],
	['approveRequest', (envelope) => approveRequest(echo, patient, 1, provision, { envelope })],
	['refer', (envelope) => refer(echo, { patient, capacity, parent: 1, organization: 2, provision, envelope })],
	['replaceEnvelope', (envelope) => replaceEnvelope(echo, patient, 1, envelope)],
];

test('every call takes as many sealed keys as the chain, and none takes more', () => {
	for (const [method, make] of calls) {
		assert.deepEqual(make(sealing(512)), [method, sealing(512)]);
		assert.throws(() => make(sealing(513)), { name: 'InputError', code: 'consent.envelope-too-long' }, method);
	}
});

test('without keys none are sent', () => {
	assert.deepEqual(grant(echo, 1, { patient, provision }), ['grant', null]);
});
