import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { Metadata, type PortableRegistry, TypeRegistry } from '@polkadot/types';
import { CORRECTION_REASONS, REJECTION_REASONS } from '../../src/chain/codes.ts';
import type { AuditedEvent } from '../../src/chain/generated/told.ts';
import { wordingOfEvent } from '../../src/chain/event-wordings.ts';
import {
	wordingOfActor, wordingOfBasis, wordingOfControlChange, wordingOfCorrection, wordingOfDenial, wordingOfEmergencyDenial, wordingOfExemption, wordingOfFlag, wordingOfFlaw,
	wordingOfInquiryAnswer, wordingOfInquiryVerdict, wordingOfRejection, wordingOfReportCause, wordingOfRequestBar, wordingOfStatus,
} from '../../src/chain/wordings.ts';

const registry = new TypeRegistry();
registry.setMetadata(new Metadata(registry, readFileSync(new URL('../../../metadata/salus.scale', import.meta.url))));
const { lookup } = registry as unknown as { lookup: PortableRegistry };

/** A value of each variant of a type of the runtime, in its JSON form. */
function variantsOf<T>(name: string, crate = 'salus_primitives'): [variant: string, value: T][] {
	const type = lookup.types.find(({ type: { path } }) => path.at(-1)?.toString() === name && path[0]?.toString() === crate);
	assert.ok(type, name);
	const typeName = registry.createLookupType(type.id);
	return [...type.type.def.asVariant.variants].map((variant) => {
		const made = registry.createType(typeName, { [variant.name.toString()]: undefined });
		return [variant.name.toString(), made.toJSON() as T];
	});
}

test('every event has words of its own, and every reason', () => {
	for (const [name, wording, crate] of [
		['AuditedEvent', wordingOfEvent], ['Actor', wordingOfActor], ['Basis', wordingOfBasis], ['Denial', wordingOfDenial],
		['EmergencyDenial', wordingOfEmergencyDenial], ['CorrectionReason', wordingOfCorrection],
		['RejectionReason', wordingOfRejection, 'pallet_record_anchor'], ['RecordStatus', wordingOfStatus, 'pallet_record_anchor'],
		['ControlChange', wordingOfControlChange], ['RequestBar', wordingOfRequestBar], ['ReleaseFlaw', wordingOfFlaw], ['ReportCause', wordingOfReportCause],
		['InquiryAnswer', wordingOfInquiryAnswer], ['InquiryVerdict', wordingOfInquiryVerdict], ['Exemption', wordingOfExemption, 'pallet_audit_log'],
	] as [string, (value: unknown) => string, string?][]) {
		const words = variantsOf<unknown>(name, crate).map(([variant, value]) => {
			const text = wording(value);
			assert.doesNotMatch(text, /undefined|null|NaN|\[object/, variant);
			assert.notEqual(text.toLowerCase(), variant.toLowerCase(), `${variant} has no words`);
			return text;
		});
		assert.equal(new Set(words).size, words.length, name);
	}
});

const asked = (answers: object[], more = {}) =>
	({ accessRequested: { patient: null, action: 'Access', purpose: 'EmergencyTreatment', encounter: null, answers, ...more } }) as unknown as AuditedEvent;

test('an attempt is told with what permitted it, or why it was denied', () => {
	const one = (outcome: object) => wordingOfEvent(asked([{ outcome, targets: [{ anchor: 3 }] }]));
	assert.equal(one({ permitted: { emergency: 7 } }), 'asked for access (Access, EmergencyTreatment): anchor 3 permitted, emergency session 7');
	assert.equal(one({ denied: { notPractising: 'NotLicensed' } }), 'asked for access (Access, EmergencyTreatment): anchor 3 denied, its licence does not run');
});

test('of an attempt about many it is told what came of each, and for how long and for whom the ticket stands', () => {
	const answers = [
		{ outcome: { permitted: { grant: 2 } }, targets: [1, 2, 3, 4, 5, 6, 7].map((anchor) => ({ anchor })) },
		{ outcome: { denied: { refused: null } }, targets: [{ class: { class: 96, content: null } }, { class: { class: 4, content: null } }] },
	];
	assert.equal(
		wordingOfEvent(asked(answers, { encounter: { hours: 12, holder: { role: 'Nurse' } } }), { recordClass: (number) => (number === 96 ? 'observations' : undefined) }),
		'asked for access (Access, EmergencyTreatment) for an encounter of 12 hours, for each Nurse of its organization: '
			+ 'anchor 1, anchor 2, anchor 3, anchor 4, anchor 5 and 2 more permitted, grant 2; observations and class 4 denied, the patient refuses it',
	);
});

test('what has a name is told by it, and everything else by its number', () => {
	const names = { organization: (number: number) => (number === 7 ? 'St. Mary\'s' : undefined), practitioner: () => 'Dr. Who' };
	const revoked = (organization: number) => wordingOfEvent({ consentRevoked: { grant: 1, organization } } as AuditedEvent, names);
	assert.deepEqual([revoked(7), revoked(8)], ['revoked grant 1 of St. Mary\'s', 'revoked grant 1 of organization 8']);
	const released = { ticket: 4, recipient: { actor: { practitioner: { organization: 7, account: '5F' } } }, targets: [{ anchor: 9 }] };
	assert.equal(wordingOfEvent({ recordsReleased: released } as unknown as AuditedEvent, names), 'released anchor 9 of what ticket 4 permits, to Dr. Who');
});

test('a licence that has ended is not told as one', () => {
	const licensed = (isLicensed: boolean, open: number, daily: number) => wordingOfEvent({ breakGlassLicensed: { organization: 7, isLicensed, open, daily } } as AuditedEvent);
	assert.deepEqual(
		[licensed(false, 0, 0), licensed(true, 2, 9), licensed(true, 0, 0)],
['organization 7 may no longer break the glass', 'licensed organization 7 to break the glass: 2 open at a time, 9 a day', 'licensed organization 7 to break the glass: 0 open at a time, 0 a day'],
	);
});

test('what a session exceeds is told in one sentence', () => {
	assert.equal(
		wordingOfEvent({ emergencyFlagged: { session: 4, flags: 0b11 } } as AuditedEvent),
		`session 4 is flagged: ${wordingOfFlag('TooManyOpen')}; ${wordingOfFlag('TooManyToday')}`,
	);
});

test('an event of a later runtime is told by its name', () => {
	assert.equal(wordingOfEvent({ somethingNew: null } as unknown as AuditedEvent), 'somethingNew');
});

test('the reasons of corrections and rejections are those of the runtime, in its order', () => {
	assert.deepEqual(variantsOf('CorrectionReason').map(([name]) => name), CORRECTION_REASONS);
	assert.deepEqual(variantsOf('RejectionReason', 'pallet_record_anchor').map(([name]) => name), REJECTION_REASONS);
});

test('an amendment is told with the version that it supersedes and why, and how long an anchor stays by its day', () => {
	assert.equal(
		wordingOfEvent({ recordsAmended: { anchor: 5, supersedes: 2, reason: 'DisputeUpheld', purpose: 'Treatment', basis: { author: null } } } as AuditedEvent),
		'put anchor 5 in the place of anchor 2: the patient disputed them, and was right',
	);
	const extended = (until: number | null) => wordingOfEvent({ retentionExtended: { anchor: 5, until } } as AuditedEvent);
	assert.deepEqual([extended(null), extended(21_000)], ['anchor 5 stays for good', 'anchor 5 stays until day 21000 since 1970']);
});
