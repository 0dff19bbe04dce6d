import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { told } from '@salus/client/chain';
import { runsOfCustody, trailStory } from '../trail-story.ts';

const events = (...kinds: string[]) => kinds.map((kind) => ({ [kind]: {} })) as unknown as told.AuditedEvent[];

test('entries about who keeps what are told together as long as they are of one kind, and all others one by one', () => {
	assert.deepEqual(runsOfCustody([]), []);
	assert.deepEqual(
		runsOfCustody(events('recordsAnchored', 'recordsAnchored', 'custodyPlanned', 'custodyPlanned', 'custodyTaken', 'consentGranted', 'custodyTaken', 'custodyTaken')),
		[[0, 0], [1, 1], [2, 3], [4, 4], [5, 5], [6, 7]],
	);
});

test('the trail is told day by day, by the clock at home, with the names that are known', () => {
	const [patient, specialist] = ['5Patient', '5Specialist'];
	const asked = (sequence: number, at: string, outcome: told.Outcome) => ({
		sequence, version: 'One' as const, at: Date.parse(at), actor: { practitioner: { organization: 1, account: specialist } },
		event: {
			accessRequested: {
				patient: null, action: 'Access' as const, purpose: 'Treatment' as const, custodian: 0, reason: null, claim: null, encounter: null,
				answers: [{ outcome, targets: [{ anchor: 3 }] }],
			},
		},
	});
	const entries = [
		asked(0, '2026-07-01T21:30:00Z', { denied: { notGranted: null } }),
		{ sequence: 1, version: 'One' as const, at: Date.parse('2026-07-01T22:05:00Z'), actor: { person: patient }, event: { consentGranted: { grant: 4, organization: 1, content: '0x' } } },
		asked(2, '2026-07-01T22:06:00Z', { permitted: { grant: 4 } }),
		{
			sequence: 3, version: 'One' as const, at: Date.parse('2026-07-01T22:07:00Z'), actor: { practitioner: { organization: 0, account: '5Store' } },
			event: { recordsReleased: { ticket: 2, recipient: { requester: null }, targets: [] } },
		},
	] as (told.AuditEntry & { sequence: number })[];
	const names = {
		organization: (number: number) => (number === 1 ? 'the clinic' : undefined), practitioner: ({ account }: { account?: string | undefined }) => (account === specialist ? 'the specialist' : 'a store'),
		person: (account: string) => (account === patient ? 'the patient' : undefined), anchor: () => 'Observation (anchor 3)',
	};
	// In Vienna the second of July has begun at 22:00 UTC.
	const lines = trailStory(entries, { timeZone: 'Europe/Vienna', names }).split('\n');
	assert.deepEqual(lines.filter((line) => line.includes('2026')), ['Wednesday, 1 July 2026', 'Thursday, 2 July 2026'].map((day) => lines.find((line) => line === day)));
	const rows = lines.filter((line) => /^\d/.test(line)).map((line) => line.split(/ {2,}/));
	assert.deepEqual(rows.map(([sequence, time, who]) => [sequence, time, who]), [['0', '23:30:00', 'the specialist'], ['1', '00:05:00', 'the patient'], ['2', '00:06:00', 'the specialist'], ['3', '00:07:00', 'a store']]);
	assert.match(lines.join('\n'), /the clinic {2,}asked to see Observation \(anchor 3\) {2,}treatment {2,}DENIED: /);
	assert.match(lines.join('\n'), /00:06:00 .* permitted: /);
	assert.match(lines.join('\n'), /released all that was permitted to the specialist/);
	assert.throws(() => trailStory(entries, { timeZone: 'Nowhere', names }), RangeError);
});

test('who asks again and again in vain takes one line', () => {
	const entries = Array.from({ length: 300 }, (_, sequence) => ({
		sequence, version: 'One' as const, at: Date.parse('2026-07-01T08:00:00Z') + sequence * 1_000, actor: { practitioner: { organization: 1, account: '5Nosy' } },
		event: {
			accessRequested: {
				patient: null, action: 'Access' as const, purpose: 'Treatment' as const, custodian: 0, reason: null, claim: null, encounter: null,
				answers: [{ outcome: { denied: { notGranted: null } }, targets: [{ anchor: sequence }] }],
			},
		},
	})) as unknown as (told.AuditEntry & { sequence: number })[];
	const rows = trailStory(entries, { timeZone: 'UTC', names: {} }).split('\n').filter((line) => /^\d/.test(line));
	assert.equal(rows.length, 1);
	assert.match(rows[0]!, /^0 .*, 300 attempts until 08:04:59 .*DENIED/);
});
