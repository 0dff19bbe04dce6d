import assert from 'node:assert/strict';
import { test } from 'node:test';
import { parseJson, type JsonObject } from '../../src/format/json.ts';
import { contentMonths, monthOf } from '../../src/format/months.ts';

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
	assert.deepEqual(months({ resourceType: 'Specimen', collection: { collectedDateTime: '2020-03-01' } }), just(month(2020, 3)));
});

test('a patient gets the month of anchoring: no birth date, no date of death', () => {
	assert.deepEqual(months({ resourceType: 'Patient', birthDate: '1950-01-01', deceasedDateTime: '2020-01-01' }), just(NOW));
	assert.deepEqual(months({ resourceType: 'Practitioner', birthDate: '1950-01-01' }), just(NOW));
});

test('a record without a usable date gets the month of anchoring', () => {
	for (const date of [undefined, 'yesterday', '2020-13', '20200101', 5]) {
		assert.deepEqual(months({ resourceType: 'Observation', effectiveDateTime: date }), just(NOW));
	}
	assert.deepEqual(months({ resourceType: 'Immunization', expirationDate: '2030-01-01' }), just(NOW));
});

test('months stay within 16 bits', () => {
	assert.deepEqual(months({ resourceType: 'Condition', onsetDateTime: '1943-07' }), just(0));
	assert.deepEqual(months({ resourceType: 'Condition', onsetDateTime: '9999-12' }), just(0xfffe));
	assert.equal(monthOf(Date.UTC(2025, 2, 31, 23, 59)), NOW);
});
