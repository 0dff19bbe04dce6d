/** Who floods a trail does not bury what matters in it. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { tellWithRepeats } from '../../src/audit/repeats.ts';
import { entryOf, HOSPITAL } from './fake-trail.ts';

const MORNING = Date.UTC(2026, 6, 1, 8);
const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;
const [FLOODER, COLLEAGUE] = ['5GrwvaEF5zXb26Fz9rcQpDWS57CtERHpNehXCPcNoHGKutQY', '5FHneW46xGXgs5mUiveU4sbTyGBzmstUspZC92UhjJM694ty'];
const OPTIONS = { timeZone: 'Europe/Vienna' };
const DENIED = { Denied: 'NotGranted' };
const PERMITTED = { Permitted: { Grant: 7 } };

const asked = (minute: number, account: string, outcome: object, anchor = 3, purpose = 'Treatment') => entryOf({
	at: MORNING + minute * MINUTE, actor: { Practitioner: { organization: HOSPITAL, account } },
	event: {
		AccessRequested: {
			patient: null, action: 'Access', purpose, custodian: 9, reason: null, claim: null, encounter: null, answers: [{ outcome, targets: [{ Anchor: anchor }] }],
		},
	},
});
const granted = (minute: number) => entryOf({ at: MORNING + minute * MINUTE, actor: { Person: COLLEAGUE }, event: { ConsentGranted: { grant: 7, organization: HOSPITAL, content: `0x${'00'.repeat(32)}` } } });

test('what is repeated in vain is told once, whatever it was for, and what stands between is told by itself', () => {
	const entries = Array.from({ length: 200 }, (_, index) => asked(index, FLOODER, DENIED, index, index % 2 ? 'Research' : 'Treatment'));
	entries.splice(50, 0, granted(50), asked(50, COLLEAGUE, DENIED));
	const told = tellWithRepeats(entries, OPTIONS);
	assert.deepEqual(told.map(({ entry, repeats }) => [entries.indexOf(entry), repeats.length]), [[0, 199], [50, 0], [51, 0]]);
	assert.match(told[0]!.sentence, /^1 Jul 2026, 10:00:00 CEST: .* asked to see anchor 0 .*: denied, .*; 200 attempts that were denied, the last one on 1 Jul 2026, 13:19:00 CEST\.$/);
	assert.equal(told[1]!.sentence, told[1]!.telling.sentence);
	const everything = told.flatMap(({ entry, repeats }) => [entry, ...repeats]);
	assert.equal(new Set(everything).size, entries.length, 'nothing is left out');
});

test('two that were denied are told one by one, and so are those of another day at the clock of the reader', () => {
	assert.equal(tellWithRepeats([asked(0, FLOODER, DENIED), asked(1, FLOODER, DENIED)], OPTIONS).length, 2);
	// In Vienna the day is over at 22:00 UTC.
	const late = [0, 1, 2, 3].map((minute) => asked(14 * 60 - 2 + minute, FLOODER, DENIED));
	assert.equal(tellWithRepeats(late, OPTIONS).length, 4);
	assert.equal(tellWithRepeats(late, { timeZone: 'UTC' }).length, 1);
	const daily = [0, 1, 2].map((days) => asked((days * DAY) / MINUTE, FLOODER, DENIED));
	assert.equal(tellWithRepeats(daily, OPTIONS).length, 3);
});

test('what was permitted is told once only if it says the same', () => {
	const same = [0, 1, 2].map((minute) => asked(minute, FLOODER, PERMITTED));
	assert.match(tellWithRepeats(same, OPTIONS)[0]!.sentence, /: permitted, grant 7; 3 times, the last one on 1 Jul 2026, 10:02:00 CEST\.$/);
	const others = [0, 1, 2].map((minute) => asked(minute, FLOODER, PERMITTED, minute));
	assert.equal(tellWithRepeats(others, OPTIONS).length, 3);
	assert.equal(tellWithRepeats([...same.slice(0, 2), asked(3, FLOODER, DENIED)], OPTIONS).length, 3, 'a denial is no repetition');
});

test('emergencies that were denied are attempts, and nothing else is', () => {
	const refused = (minute: number) => entryOf({
		at: MORNING + minute * MINUTE, actor: { Practitioner: { organization: HOSPITAL, account: FLOODER } },
		event: { EmergencyDenied: { patient: `0x${'a1'.repeat(32)}`, denial: 'NotLicensed' } },
	});
	assert.equal(tellWithRepeats([refused(0), asked(1, FLOODER, DENIED), refused(2)], OPTIONS).length, 1);
	assert.equal(tellWithRepeats([granted(0), granted(0), granted(0), granted(0)], OPTIONS).length, 4);
	assert.deepEqual(tellWithRepeats([], OPTIONS), []);
});
