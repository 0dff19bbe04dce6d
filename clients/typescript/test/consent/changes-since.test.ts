import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Chain } from '../../src/chain/chain.ts';
import { changesSince } from '../../src/consent/changes-since.ts';
import { givenSince, revokeSince } from '../../src/consent/grants.ts';

const patient = new Uint8Array(32).fill(7);
const since = 1_700_000_000_000;

/** A chain that says what it was asked. */
const echo = {
	call: (...sent: unknown[]) => sent,
	ask: (...asked: unknown[]) => Promise.resolve({ toJSON: () => asked }),
} as unknown as Chain;

test('what was given since a moment is ended by one call for that patient and moment', () => {
	assert.deepEqual(revokeSince(echo, patient, since), ['consent', 'revokeSince', { patient, since }]);
});

test('what was given and what has changed since a moment is asked of the chain', async () => {
	assert.deepEqual(await givenSince(echo, patient, since), ['consentApi', 'givenSince', [patient, since]]);
	assert.deepEqual(await changesSince(echo, patient, since), ['consentApi', 'changesSince', [patient, since]]);
});
