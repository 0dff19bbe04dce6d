/** What an entry tells is told in sentences that people understand, whatever it is. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { PortableRegistry } from '@polkadot/types';
import { momentIn, type Telling, tellEntry, wordingOfAction, wordingOfPurpose } from '../../src/audit/telling.ts';
import { ACTIONS, EMERGENCY_REASONS, PURPOSES } from '../../src/chain/codes.ts';
import type { AuditEntry } from '../../src/chain/generated/told.ts';
import { registry, runtimeValue } from '../records/runtime-double.ts';
import { entryOf, HOSPITAL, patient } from './fake-trail.ts';

const ALICE = '5GrwvaEF5zXb26Fz9rcQpDWS57CtERHpNehXCPcNoHGKutQY';
const DOCTOR = { Practitioner: { organization: HOSPITAL, account: ALICE } };
const SUMMER = Date.UTC(2026, 6, 1, 22, 30, 15);
const names = {
	organization: (number: number) => (number === HOSPITAL ? 'St. Mary\'s' : undefined),
	practitioner: () => 'Dr. Who',
	person: () => 'Anna',
	patient: () => 'Berta',
	anchor: (anchor: number) => (anchor === 3 ? 'the discharge letter' : undefined),
};
const tell = (entry: object, more = {}): Telling => tellEntry(entryOf({ at: SUMMER, ...entry }), { timeZone: 'Europe/Vienna', ...more });

const { lookup } = registry as unknown as { lookup: PortableRegistry };
const variants = [...lookup.types.find(({ type: { path } }) => path.at(-1)?.toString() === 'AuditedEvent')!.type.def.asVariant.variants].map(({ name }) => name.toString());

function attempt(answers: object[], more = {}): object {
	return { AccessRequested: { patient: null, action: 'Access', purpose: 'Treatment', custodian: 9, reason: null, claim: null, encounter: null, answers, ...more } };
}

const PERMITTED = { outcome: { Permitted: { Grant: 7 } }, targets: [{ Anchor: 3 }, { Class: { class: 4, content: null } }] };
const DENIED = { outcome: { Denied: 'Refused' }, targets: [{ Class: { class: 40_000, content: null } }] };

test('every event that the runtime has is told, in words of its own', () => {
	const told = variants.map((variant) => {
		const entry = { version: 'One', at: SUMMER, actor: { authority: null }, event: runtimeValue('AuditedEvent', { [variant]: undefined }).toJSON() } as unknown as AuditEntry;
		const telling = tellEntry(entry, { timeZone: 'UTC' });
		for (const text of [telling.sentence, telling.what, telling.who]) {
			assert.doesNotMatch(text, /undefined|null|NaN|\[object/, variant);
			assert.doesNotMatch(text, new RegExp(`\\b${variant}\\b`), `${variant} has no words`);
		}
		assert.ok(telling.sentence.includes(telling.what));
		return telling.what;
	});
	assert.ok(variants.length >= 107);
	assert.equal(new Set(told).size, variants.length);
});

test('an attempt tells when, who, for whom, why, what and what came of it, on what ground', () => {
	const telling = tell({ actor: DOCTOR, event: attempt([PERMITTED]) }, { names });
	assert.deepEqual(telling, {
		when: '2 Jul 2026, 00:30:15 CEST', who: 'Dr. Who', forWhom: 'St. Mary\'s', why: 'treatment', what: 'asked to see the discharge letter and AllergyIntolerance',
		outcome: 'permitted', because: 'grant 7',
		sentence: '2 Jul 2026, 00:30:15 CEST: Dr. Who for St. Mary\'s asked to see the discharge letter and AllergyIntolerance (treatment): permitted, grant 7.',
	});
	const denied = tell({ actor: DOCTOR, event: attempt([DENIED]) });
	assert.deepEqual([denied.outcome, denied.because, denied.what], ['denied', 'the patient refuses it', 'asked to see class 40000']);
	assert.equal(denied.sentence.split(': ')[1], `practitioner 5GrwvaEF5z… of organization ${HOSPITAL} asked to see class 40000 (treatment)`);
});

test('an attempt of which a part is permitted says which', () => {
	const { outcome, because } = tell({ actor: DOCTOR, event: attempt([PERMITTED, DENIED]) }, { names });
	assert.equal(outcome, 'partly permitted');
	assert.equal(because, 'the discharge letter and AllergyIntolerance permitted, grant 7 and class 40000 denied, the patient refuses it');
	assert.equal(tell({ actor: DOCTOR, event: attempt([DENIED, { ...DENIED, outcome: { Denied: 'NotGranted' } }]) }).outcome, 'denied');
});

test('a ticket for an encounter tells for how long and for whom', () => {
	const round = (hours: number, holder: object | string) => tell({ actor: DOCTOR, event: attempt([PERMITTED], { encounter: { hours, holder } }) }, { names }).what;
	assert.equal(round(12, { Role: 'Nurse' }), 'asked to see the discharge letter and AllergyIntolerance for 12 hours, for each Nurse of its organization');
	assert.equal(round(1, 'Requester'), 'asked to see the discharge letter and AllergyIntolerance for 1 hour');
});

test('an attempt on somebody whom nobody knows names the id that was asked for', () => {
	assert.equal(tell({ actor: DOCTOR, event: attempt([DENIED], { patient: `0x${'ab'.repeat(32)}` }) }).what, 'asked to see class 40000 of patient 0xabababab…');
});

test('a release tells who got what under which ticket, and a report why it comes late and what is wrong with it', () => {
	const released = tell({ actor: DOCTOR, event: { RecordsReleased: { ticket: 4, recipient: 'Requester', targets: [{ Anchor: 3 }] } } }, { names });
	assert.deepEqual([released.what, released.outcome, released.because], ['released the discharge letter to who asked for it', 'done', 'entry 4 permits it']);
	const report = (more: object) => tell({
		actor: DOCTOR,
		event: { ReleaseReported: {
			patient: null, ticket: null, recipient: { Outside: patient }, action: 'Disclose', purpose: 'PublicHealth', targets: [{ Anchor: 3 }], releasedAt: 5, cause: 'Downtime', flaw: 'NoTicket',
			statement: null, ...more,
		} },
	}, { names });
	const flagged = report({});
	assert.deepEqual([flagged.outcome, flagged.why, flagged.because], ['flagged', 'public health', 'there was no ticket']);
	assert.equal(flagged.what, 'reported that it had released the discharge letter to somebody whom the chain does not know, since the chain, or the way to it, stood still');
	const covered = report({ ticket: 8, flaw: null });
	assert.deepEqual([covered.outcome, covered.because], ['done', 'entry 8 permits it']);
});

test('the patient\'s side, an authority and the chain itself are told apart', () => {
	const who = (actor: object | string) => tell({ actor, event: 'Closed' }, { names });
	assert.deepEqual(
		[{ Person: ALICE }, 'Authority', 'Chain', { Organization: { organization: HOSPITAL, account: ALICE } }, { Gateway: { organization: HOSPITAL, account: ALICE, practitioner: patient } }]
			.map((actor) => [who(actor).who, who(actor).forWhom]),
		[['Anna', undefined], ['an authority', undefined], ['the chain', undefined], ['St. Mary\'s', 'St. Mary\'s'], ['Dr. Who, by a gateway', 'St. Mary\'s']],
	);
});

test('an emergency that was refused says for whom and why', () => {
	const { sentence } = tell({ actor: DOCTOR, event: { EmergencyDenied: { patient, denial: { NotPractising: 'PractitionerSuspended' } } } }, { names });
	assert.ok(sentence.endsWith('Dr. Who for St. Mary\'s wanted to break the glass for Berta: denied, it is suspended.'), sentence);
});

test('the moment is that of the reader\'s clock, in summer and in winter', () => {
	assert.equal(momentIn(SUMMER, 'Europe/Vienna'), '2 Jul 2026, 00:30:15 CEST');
	assert.equal(momentIn(Date.UTC(2026, 0, 1), 'Europe/Vienna'), '1 Jan 2026, 01:00:00 CET');
	assert.equal(momentIn(SUMMER, 'America/New_York', 'en-US').replace(/\s/g, ' '), 'Jul 1, 2026, 6:30:15 PM EDT');
	assert.throws(() => momentIn(SUMMER, 'Nowhere/Atlantis'), { name: 'InputError', code: 'input.time-zone' });
	assert.throws(() => momentIn(SUMMER, 'UTC', '???'), { name: 'InputError', code: 'input.time-zone' });
});

test('each purpose and each action of the runtime has words, and each reason for an emergency', () => {
	for (const [codes, wording] of [[PURPOSES, wordingOfPurpose], [ACTIONS, wordingOfAction]] as [readonly string[], (code: string) => string][]) {
		assert.equal(new Set(codes.map(wording)).size, codes.length);
		assert.ok(codes.every((code) => wording(code)));
	}
	const whys = EMERGENCY_REASONS.map((reason) => tell({ actor: DOCTOR, event: { EmergencyOpened: { session: 1, reason, until: 5 } } }).why);
	assert.equal(new Set(whys).size, EMERGENCY_REASONS.length);
});
