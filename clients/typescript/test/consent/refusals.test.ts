import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Chain } from '../../src/chain/chain.ts';
import type { Receipt } from '../../src/chain/events.ts';
import { markAllConfidential, refusalIn, refusalOf } from '../../src/consent/refusals.ts';

/** A chain that says what it was sent. */
const echo = { call: (...sent: unknown[]) => sent } as unknown as Chain;
const patient = new Uint8Array(32);

function receiptOf(refusal: number, joined: number | undefined, evenInEmergency: boolean): Receipt {
	const option = { isEmpty: joined === undefined, toString: () => (joined === undefined ? '' : String(joined)) };
	const data = Object.assign([refusal, option, evenInEmergency], { names: ['refusal', 'joined', 'evenInEmergency'] });
	return { events: [{ event: { section: 'consent', method: 'Refused', data } }] } as unknown as Receipt;
}

test('a refusal is told as it stands: which it replaces, and whether it holds in emergencies', () => {
	assert.deepEqual(refusalIn(receiptOf(3, undefined, true)), { refusal: 3, joined: undefined, evenInEmergency: true });
	assert.deepEqual(refusalIn(receiptOf(33, 0, false)), { refusal: 33, joined: 0, evenInEmergency: false });
	assert.equal(refusalOf(receiptOf(3, undefined, true)), 3);
});

test('without exceptions all classes are confidential', () => {
	assert.deepEqual(markAllConfidential(echo, patient), ['consent', 'markAllConfidential', { patient, exceptions: [] }]);
});
