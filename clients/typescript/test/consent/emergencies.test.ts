import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Chain } from '../../src/chain/chain.ts';
import type { Receipt } from '../../src/chain/events.ts';
import { reviewersOf, type Session, sessionOf, untilDrawn, verdictOn } from '../../src/consent/emergencies.ts';

/** A receipt with these events of the pallet, whose fields are numbers. */
function receiptOf(...events: [method: string, fields: Record<string, number>][]): Receipt {
	const records = events.map(([method, fields]) => ({
		event: { section: 'consent', method, data: Object.assign(Object.values(fields), { names: Object.keys(fields) }) },
	}));
	return { events: records } as unknown as Receipt;
}

const OPENED = { session: 7, until: 5_000, reviewDue: 9_000 };

test('a session that opened is told with what it exceeds', () => {
	assert.deepEqual(sessionOf(receiptOf(['EmergencyOpened', OPENED])), { ...OPENED, flags: [] });
	const flagged = receiptOf(['EmergencyOpened', OPENED], ['EmergencyFlagged', { session: 7, flags: 0b1010 }]);
	assert.deepEqual(sessionOf(flagged), { ...OPENED, flags: ['TooManyToday', 'ReviewsPending'] });
});

test('a session that was denied is none, and a transaction that tried to open none is a mistake', () => {
	assert.equal(sessionOf(receiptOf(['EmergencyDenied', {}])), undefined);
	assert.throws(() => sessionOf(receiptOf()), { name: 'SalusError', code: 'chain.no-event' });
});

test('the first verdict is the last word if it was justified, the second whatever it says', () => {
	const after = (...verdicts: boolean[]) => verdictOn({ reviews: verdicts.map((isJustified) => ({ isJustified })) } as Session);
	assert.deepEqual(
		[after(), after(true), after(false), after(false, true), after(false, false)], [undefined, true, undefined, true, false],
	);
});

test('who was drawn to judge is known once the chain has drawn, also if it is nobody', async () => {
	const rows = new Map([[3, { reviewers: [4, 9] }], [4, { reviewers: [] }]]);
	let nextDraw = 3;
	let waits = 0;
	const chain = {
		read: async (work: (api: unknown) => unknown) => work({ query: { consent: { nextDraw: async () => nextDraw } } }),
		ask: async (_section: string, _method: string, [number]: [number]) => ({ toJSON: () => rows.get(number) ?? null }),
		connection: {
			pause: async () => {
				waits += 1;
				nextDraw += 1;
			},
		},
	} as unknown as Chain;
	assert.equal(await reviewersOf(chain, 3), undefined);
	assert.deepEqual([await untilDrawn(chain, 3), waits], [[4, 9], 1]);
	assert.deepEqual([await untilDrawn(chain, 4), waits], [[], 2]);
	// One that was forgotten is waited for by nobody.
	assert.deepEqual([await untilDrawn(chain, 2), waits], [[], 2]);
});
