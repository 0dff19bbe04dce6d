/** Reported: real Consents have days without a time, which are moments only in a time zone. */
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { InputError } from '../../../src/errors.ts';
import { RELEASES } from '../../../src/fhir/consent/systems.ts';
import { dayIn, readTimeZone } from '../../../src/fhir/consent/time-zone.ts';
import { calls, grants, refuses } from './forms.ts';
import { r5 } from './samples.ts';

const utc = (text: string) => Date.parse(text);

describe('a day in a time zone', () => {
	const days: [zone: string, day: string, first: string, last: string][] = [
		['UTC', '2026-05-01', '2026-05-01T00:00:00Z', '2026-05-01T23:59:59.999Z'],
		['Europe/Berlin', '2026-01-15', '2026-01-14T23:00:00Z', '2026-01-15T22:59:59.999Z'],
		['Europe/Berlin', '2026-07-15', '2026-07-14T22:00:00Z', '2026-07-15T21:59:59.999Z'],
		// Clocks go forward: 23 hours; and back: 25.
		['Europe/Berlin', '2026-03-29', '2026-03-28T23:00:00Z', '2026-03-29T21:59:59.999Z'],
		['Europe/Berlin', '2026-10-25', '2026-10-24T22:00:00Z', '2026-10-25T22:59:59.999Z'],
		['America/New_York', '2026-03-08', '2026-03-08T05:00:00Z', '2026-03-09T03:59:59.999Z'],
		['Pacific/Kiritimati', '2026-01-01', '2025-12-31T10:00:00Z', '2026-01-01T09:59:59.999Z'],
		['Asia/Kathmandu', '2026-01-01', '2025-12-31T18:15:00Z', '2026-01-01T18:14:59.999Z'],
		// Midnight is left out: the day begins at one.
		['America/Havana', '2026-03-08', '2026-03-08T05:00:00Z', '2026-03-09T03:59:59.999Z'],
		// Midnight comes twice: the day before ends after the second 23:59.
		['America/Sao_Paulo', '2018-02-18', '2018-02-18T03:00:00Z', '2018-02-19T02:59:59.999Z'],
	];
	for (const [zone, day, first, last] of days) {
		test(`${day} in ${zone}`, () => assert.deepEqual(dayIn(zone, day), [utc(first), utc(last)]));
	}
	test('follows on the day before, all through a year', () => {
		for (const zone of ['Europe/Berlin', 'America/Havana', 'Australia/Lord_Howe']) {
			let end: number | undefined;
			for (let day = utc('2026-01-01T00:00:00Z'); day < utc('2027-01-01T00:00:00Z'); day += 86_400_000) {
				const [first, last] = dayIn(zone, new Date(day).toISOString().slice(0, 10)) as [number, number];
				if (end !== undefined) assert.equal(first, end + 1);
				end = last;
			}
		}
	});
	test('there need not be one', () => assert.equal(dayIn('Pacific/Apia', '2011-12-30'), undefined));
});

test('a time zone has a name', () => {
	assert.equal(readTimeZone('Europe/Berlin'), 'Europe/Berlin');
	assert.equal(readTimeZone('UTC'), 'UTC');
	for (const name of ['Europe/Atlantis', '', ' ', 'Berlin', '../etc']) {
		assert.throws(() => readTimeZone(name), (error) => error instanceof InputError && /is no time zone/.test(error.message));
	}
});

test('UTC is a time zone; an offset under a name is none', () => {
	for (const name of ['UTC', 'utc', 'Etc/UTC']) assert.match(readTimeZone(name), /UTC$/);
	for (const name of ['Etc/GMT+5', 'etc/gmt-14', 'Etc/GMT+0', 'GMT+0', 'GMT-0', '+05:00', '-05:00', 'EST', 'MST', 'HST', 'est']) {
		assert.throws(() => readTimeZone(name), (error) => error instanceof InputError && /offset.*Europe\/Berlin, or UTC/.test(error.message), name);
	}
});

for (const release of RELEASES) {
	const grant = grants[release];
	const inBerlin = { timeZone: 'Europe/Berlin' };
	const periodOf = (period: object) => (calls(grant({ period }), inBerlin)[0]?.args['provision'] as { period: { from: number; until: number | null } }).period;

	describe(`${release}: a period of days`, () => {
		const periods: [object, string, string][] = [
			[{ start: '2026-03-29', end: '2027-10-31' }, '2026-03-28T23:00:00Z', '2027-10-31T23:00:00Z'],
			[{ start: '2026-07', end: '2027-01' }, '2026-06-30T22:00:00Z', '2027-01-31T23:00:00Z'],
			[{ start: '2026', end: '2028' }, '2025-12-31T23:00:00Z', '2028-12-31T23:00:00Z'],
			[{ start: '2026-02', end: '2028-02' }, '2026-01-31T23:00:00Z', '2028-02-29T23:00:00Z'],
			[{ start: '2026-01-01', end: '2026-12-31T23:59:59Z' }, '2025-12-31T23:00:00Z', '2027-01-01T00:00:00Z'],
		];
		for (const [period, from, until] of periods) {
			test(JSON.stringify(period), () => assert.deepEqual(periodOf(period), { from: utc(from), until: utc(until) }));
		}
		test('without a time zone is refused, with the option that helps', () => {
			refuses(grant({ period: { start: '2026-01-01' } }), /period\.start: a moment of the chain needs .* --time-zone/);
			refuses(grant({ period: { end: '2027' } }), /period\.end: .* --time-zone/);
		});
		test('of days that there are not is refused', () => {
			for (const start of ['2026-02-29', '2026-04-31', '2026-13', '2026-1-1', '0000']) refuses(grant({ period: { start } }), /period\.start/, inBerlin);
			refuses(grant({ period: { start: '1970-01-01' } }), /begins with the year 1970/, inBerlin);
			refuses(grant({ period: { start: '2027-01-02', end: '2027-01-01' } }), /ends before it begins/, inBerlin);
			refuses(grant({ period: { start: '2026-01-01T10:00' } }), /needs a date, a time and a time zone/, inBerlin);
		});
	});
}

test('R5: the period of the Consent itself, too', () => {
	const { period, ...rest } = { period: { start: '2026-01-01', end: '2026-12-31' }, decision: 'deny', provision: [grants.R5()['provision']].flat() };
	const call = calls(r5({ period, ...rest }), { timeZone: 'Asia/Tokyo' })[0];
	assert.deepEqual((call?.args['provision'] as { period: unknown }).period, { from: utc('2025-12-31T15:00:00Z'), until: utc('2026-12-31T15:00:00Z') });
});
