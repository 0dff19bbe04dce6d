import assert from 'node:assert/strict';
import { test } from 'node:test';
import { allClasses, className } from '../../src/format/classes.ts';
import { DATE_ELEMENTS, UNDATED_TYPES } from '../../src/format/generated/date-elements.ts';
import { parseJson, type JsonObject } from '../../src/format/json.ts';
import { ALL_MONTHS as ALL, contentMonths, monthOf } from '../../src/format/months.ts';

const month = (year: number, oneToTwelve: number) => (year - 1970) * 12 + oneToTwelve - 1;
const NOW = month(2025, 3);
const months = (resource: object) => contentMonths(parseJson(JSON.stringify(resource)) as JsonObject, NOW);
const just = (m: number) => ({ from: m, until: m + 1 });

test('the earliest and the latest date of a resource bound its months', () => {
	const resource = {
		resourceType: 'Condition', onsetDateTime: '2019-05-02', recordedDate: '2019-06-01T10:00:00+02:00',
		abatementPeriod: { start: '2020-01', end: '2020-02-29T23:59:59Z' },
	};
	assert.deepEqual(months(resource), { from: month(2019, 5), until: month(2020, 2) + 1 });
});

test('the month is the one that the record writes, in its own time zone', () => {
	assert.deepEqual(months({ resourceType: 'Observation', effectiveDateTime: '2021-12-31T23:30:00-08:00' }), just(month(2021, 12)));
});

test('a bare year means all its months', () => {
	assert.deepEqual(months({ resourceType: 'Procedure', performedDateTime: '1998' }), { from: month(1998, 1), until: month(1999, 1) });
});

test('timings and specimen collections count', () => {
	assert.deepEqual(
		months({ resourceType: 'Procedure', occurrenceTiming: { event: ['2020-03-01', '2020-05-01'] } }),
		{ from: month(2020, 3), until: month(2020, 5) + 1 },
	);
	assert.deepEqual(
		months({ resourceType: 'ServiceRequest', occurrenceTiming: { repeat: { boundsPeriod: { start: '2020-03', end: '2020-04' } } } }),
		{ from: month(2020, 3), until: month(2020, 4) + 1 },
	);
	assert.deepEqual(months({ resourceType: 'Specimen', collection: { collectedDateTime: '2020-03-01' } }), just(month(2020, 3)));
});

test('how often a dose is taken is no date, and takes nothing from those that stand beside it', () => {
	const resource = { resourceType: 'MedicationRequest', authoredOn: '2020-03-01', dosageInstruction: [{ timing: { repeat: { frequency: 1 } } }] };
	assert.deepEqual(months(resource), just(month(2020, 3)));
	assert.deepEqual(months({ ...resource, authoredOn: undefined }), ALL);
});

test('a patient gets the month of anchoring: no birth date, no date of death', () => {
	assert.deepEqual(months({ resourceType: 'Patient', birthDate: '1950-01-01', deceasedDateTime: '2020-01-01' }), just(NOW));
	assert.deepEqual(months({ resourceType: 'Practitioner', birthDate: '1950-01-01' }), just(NOW));
	assert.deepEqual(months({ resourceType: 'Organization' }), just(NOW));
});

test('no birth date leaves a record of a relative or of an answer', () => {
	const relative = { resourceType: 'FamilyMemberHistory', bornDate: '1931-05-06', deceasedDate: '1999-01-01', date: '2020-03-01' };
	assert.deepEqual(months(relative), just(month(2020, 3)));
	assert.deepEqual(months({ resourceType: 'Observation', effectiveDateTime: '2020-03-01', valueDateTime: '1950-01-01' }), just(month(2020, 3)));
});

// What was reported: dates that were not looked at, so that old content got the month of anchoring.
const REPORTED: [string, object, { from: number; until: number }][] = [
	['a photograph, R4 Media.createdDateTime', { resourceType: 'Media', createdDateTime: '2015-03-02T10:00:00Z' }, just(month(2015, 3))],
	['a dose, R5 MedicationAdministration.occurenceDateTime', { resourceType: 'MedicationAdministration', occurenceDateTime: '2015-03-02' }, just(month(2015, 3))],
	['a dose, R5 MedicationAdministration.occurencePeriod', { resourceType: 'MedicationAdministration', occurencePeriod: { start: '2001-05-05', end: '2001-06-01' } }, { from: month(2001, 5), until: month(2001, 6) + 1 }],
	['a document, DocumentReference.context.period', { resourceType: 'DocumentReference', date: '2026-01-10', context: { period: { start: '1998-04-01', end: '1998-04-09' } } }, { from: month(1998, 4), until: month(2026, 1) + 1 }],
	['a document, DocumentReference.content.attachment.creation', { resourceType: 'DocumentReference', date: '2026-01-10', content: [{ attachment: { creation: '1998-04-10' } }] }, { from: month(1998, 4), until: month(2026, 1) + 1 }],
	['a summary, Composition.event.period', { resourceType: 'Composition', date: '2026-01-10', event: [{ period: { start: '2015', end: '2015' } }] }, { from: month(2015, 1), until: month(2026, 1) + 1 }],
	['a device in use, R4 DeviceUseStatement.timingPeriod', { resourceType: 'DeviceUseStatement', recordedOn: '2020-01-01', timingPeriod: { start: '2010-02', end: '2011-02' } }, { from: month(2010, 2), until: month(2020, 1) + 1 }],
	['a series of images, ImagingStudy.series.started', { resourceType: 'ImagingStudy', started: '2020-01', series: [{ started: '2019-12' }] }, { from: month(2019, 12), until: month(2020, 1) + 1 }],
	['an action in an action, RequestGroup.action.action', { resourceType: 'RequestGroup', authoredOn: '2020-01', action: [{ action: [{ timingDateTime: '2012-07' }] }] }, { from: month(2012, 7), until: month(2020, 1) + 1 }],
	['a plan that goes on', { resourceType: 'CarePlan', period: { start: '2010-06-01' } }, { from: month(2010, 6), until: 0xffff }],
	['a period that ended', { resourceType: 'Encounter', period: { end: '2010-06-01' } }, { from: 0, until: month(2010, 6) + 1 }],
	['a period whose start cannot be read', { resourceType: 'Encounter', period: { start: '20150302', end: '2016' } }, { from: 0, until: month(2017, 1) }],
	['a Timing with open bounds', { resourceType: 'ServiceRequest', occurrenceTiming: { repeat: { boundsPeriod: { start: '2010-06' } } } }, { from: month(2010, 6), until: 0xffff }],
];

for (const [what, resource, expected] of REPORTED) {
	test(`the months are those that are written: ${what}`, () => assert.deepEqual(months(resource), expected));
}

const UNKNOWN: [string, object][] = [
	['no date at all', { resourceType: 'Observation' }],
	['only a date that is not of care', { resourceType: 'Immunization', expirationDate: '2030-01-01' }],
	['a date in HL7 v2\'s form', { resourceType: 'Observation', effectiveDateTime: '20150302' }],
	['a month that does not exist', { resourceType: 'Observation', effectiveDateTime: '2020-13' }],
	['a day that does not exist', { resourceType: 'Observation', effectiveDateTime: '2020-01-32' }],
	['a number', { resourceType: 'Observation', effectiveDateTime: 2020 }],
	['null', { resourceType: 'Observation', effectiveDateTime: null }],
	['words', { resourceType: 'Observation', effectiveDateTime: 'yesterday' }],
	['a reason why it is absent', { resourceType: 'Observation', _effectiveDateTime: { extension: [{ valueCode: 'unknown' }] } }],
	['a reason why it is absent, beside the date of the entry', { resourceType: 'Observation', issued: '2026-01-01', _effectiveDateTime: { extension: [{ valueCode: 'unknown' }] } }],
	['an unreadable date beside the date of the entry', { resourceType: 'Observation', issued: '2026-01-01', effectiveDateTime: '02.03.2015' }],
	['an age in its place', { resourceType: 'Condition', recordedDate: '2026-01-01', onsetAge: { value: 7 } }],
	['words in its place', { resourceType: 'Immunization', occurrenceString: 'as a child' }],
	['an empty Period', { resourceType: 'Encounter', period: {} }],
	['a Period that ends before it starts', { resourceType: 'Encounter', period: { start: '2016', end: '2015' } }],
	['a Timing with an event that has no value', { resourceType: 'ServiceRequest', occurrenceTiming: { event: [null] } }],
	['only the date of a note', { resourceType: 'Condition', note: [{ time: '2026-01-01', text: 'x' }] }],
	['only the date of a file', { resourceType: 'DocumentReference', content: [{ attachment: { creation: '2026-01-01' } }] }],
	['a type that has no date of care', { resourceType: 'Medication' }],
	['a type that nobody knows', { resourceType: 'Horoscope', date: '2020-01-01' }],
];

for (const [what, resource] of UNKNOWN) {
	test(`an unknown time is never now: ${what}`, () => assert.deepEqual(months(resource), ALL));
}

test('the dates of every type that has a record class are known', () => {
	for (const type of allClasses().map(className)) {
		assert.ok(Object.hasOwn(DATE_ELEMENTS, type) !== UNDATED_TYPES.includes(type), type);
	}
});

test('months stay within 16 bits', () => {
	assert.deepEqual(months({ resourceType: 'Condition', onsetDateTime: '1943-07' }), just(0));
	assert.deepEqual(months({ resourceType: 'Condition', onsetDateTime: '9999-12' }), just(0xfffe));
	assert.equal(monthOf(Date.UTC(2025, 2, 31, 23, 59)), NOW);
});

const NEW = { resourceType: 'Observation', effectiveDateTime: '2026-01-05' };
const OLD = { resourceType: 'Observation', effectiveDateTime: '1998-04-01' };
const FROM_1998 = { from: month(1998, 4), until: month(2026, 1) + 1 };

test('the months of what is contained count', () => {
	assert.deepEqual(months({ ...NEW, contained: [OLD] }), FROM_1998);
	const prior = { resourceType: 'MedicationRequest', authoredOn: '1998-04-01' };
	assert.deepEqual(months({ resourceType: 'MedicationRequest', authoredOn: '2026-01-05', contained: [prior], priorPrescription: { reference: '#p' } }), FROM_1998);
	assert.deepEqual(months({ ...NEW, contained: [{ resourceType: 'Device', contained: [OLD] }] }), FROM_1998);
	assert.deepEqual(months({ resourceType: 'Organization', contained: [OLD] }), just(month(1998, 4)));
	for (const contained of [[{ resourceType: 'Observation', valueString: 'x' }], [{ resourceType: 'Horoscope' }], [{ resourceType: 'Bundle' }], [{ resourceType: 'Bundle', type: 'document', entry: [{ resource: NEW }] }], [{}], ['x'], [null], 'x', null]) {
		assert.deepEqual(months({ ...NEW, contained }), ALL, JSON.stringify(contained));
	}
});

test('the months of a document are those of its entries, and all if one has none', () => {
	const document = (...entry: unknown[]) => months({ resourceType: 'Bundle', type: 'document', timestamp: '2026-03-01T00:00:00Z', signature: { when: '2026-04-01T00:00:00Z' }, entry });
	assert.deepEqual(document({ resource: NEW }), just(month(2026, 1)));
	assert.deepEqual(document({ resource: NEW }, { resource: { resourceType: 'Patient' } }, { resource: OLD }), FROM_1998);
	assert.deepEqual(document({ resource: { ...NEW, contained: [OLD] } }), FROM_1998);
	for (const entry of [{ resource: { resourceType: 'Observation', valueString: 'x' } }, { resource: { resourceType: 'Medication' } }, { resource: { resourceType: 'Bundle' } }, { resource: {} }, { resource: 'x' }, {}, 'x', null]) {
		assert.deepEqual(document({ resource: NEW }, entry), ALL, JSON.stringify(entry));
	}
	for (const entry of [[], [{ resource: { resourceType: 'Patient' } }]]) assert.deepEqual(document(...entry), ALL);
	assert.deepEqual(months({ resourceType: 'Bundle', type: 'collection', timestamp: '2026-03-01T00:00:00Z', entry: [{ resource: NEW }] }), ALL);
});

test('who, where, with what and a bare stub that is contained has no months', () => {
	const stub = { resourceType: 'ServiceRequest', id: 's', status: 'completed', intent: 'order', subject: { reference: 'Patient/p' }, requester: { display: 'Unknown' } };
	for (const inner of [stub, ...['Patient', 'Practitioner', 'Organization', 'Location', 'Medication', 'Coverage', 'Device', 'Questionnaire', 'PlanDefinition'].map((resourceType) => ({ resourceType, date: '1998' }))]) {
		assert.deepEqual(months({ ...NEW, contained: [inner] }), just(month(2026, 1)), inner.resourceType);
	}
});

const MISSHAPEN: [string, object][] = [
	['a Period with a member that it does not have', { effectivePeriod: { start: '1998', end: '1999', x: 1 } }],
	['a Period with comments', { effectivePeriod: { start: '1998', end: '1999', fhir_comments: ['x'] } }],
	['a Period that a modifier extension turns into something else', { effectivePeriod: { start: '1998', end: '1999', modifierExtension: [{ url: 'x' }] } }],
	['a Range', { effectivePeriod: { low: '1998' } }],
	['an object with a value', { effectiveDateTime: { value: '1998' } }],
	['an empty list', { effectiveDateTime: [] }],
	['a list in a list', { effectiveDateTime: [['1998']] }],
	['a Timing that a modifier extension turns into something else', { effectiveTiming: { modifierExtension: [{ url: 'x' }] } }],
	['a Timing with both', { effectiveTiming: { event: ['2026-01'], modifierExtension: [{ url: 'x' }] } }],
	['a Timing without an event', { effectiveTiming: { event: [] } }],
	['a Timing whose repeat is a text', { effectiveTiming: { repeat: '1998' } }],
	['bounds of another kind', { effectiveTiming: { repeat: { boundsDate: '1998' } } }],
	['bounds that are a list', { effectiveTiming: { repeat: { boundsPeriod: [{ start: '1998', end: '1999' }] } } }],
	['a form that the choice does not have', { effectiveDate: '1998' }],
	['an age that the choice does not have', { effectiveAge: { value: 7 } }],
	['a form that has no value', { _effectiveDate: { extension: [] } }],
];

for (const [what, more] of MISSHAPEN) {
	test(`a date that is not of its form is not passed over for a newer one: ${what}`, () => assert.deepEqual(months({ resourceType: 'Observation', issued: '2026-01-01', ...more }), ALL));
}

test('a choice in another spelling, another form or in another place is not passed over', () => {
	assert.deepEqual(months({ resourceType: 'MedicationAdministration', recorded: '2026-01-01', occurrenceDateTime: '1998' }), ALL);
	assert.deepEqual(months({ resourceType: 'Condition', recordedDate: '2026-01-01', onsetFoo: '1998' }), ALL);
	assert.deepEqual(months({ resourceType: 'Specimen', receivedTime: '2026-01-01', collection: { collectedDate: '1998' } }), ALL);
	assert.deepEqual(months({ resourceType: 'Specimen', receivedTime: '2026-01-01', collection: [['1998']] }), ALL);
	// What only begins alike is another element.
	assert.deepEqual(months({ resourceType: 'Procedure', performedDateTime: '2026-01-01', performer: [] }), just(month(2026, 1)));
	assert.deepEqual(months({ resourceType: 'ResearchElementDefinition', date: '2026-01-01', characteristic: [{ studyEffectiveDescription: 'x' }] }), just(month(2026, 1)));
});

test('a Timing may hold any number of dates', () => {
	const event = Array.from({ length: 300_000 }, () => '2020-03-01');
	assert.deepEqual(months({ resourceType: 'Observation', effectiveTiming: { event } }), just(month(2020, 3)));
});
