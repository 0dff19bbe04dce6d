/**
 * The months that a record's content falls in. Months, not days: the day of an encounter is often
 * enough to find a person.
 */
import type { Json, JsonObject } from './json.ts';

/** `from ≤ month < until`, counted from January 1970 (month 0). */
export interface Months {
	from: number;
	until: number;
}

/** The last month whose end still fits into 16 bits. */
const LAST_MONTH = 0xfffe;

/** Types that describe who or where, not what happened: none of their dates tells when care took place. */
const UNDATED_TYPES = new Set([
	'Patient', 'Person', 'RelatedPerson', 'Practitioner', 'PractitionerRole', 'Organization',
	'OrganizationAffiliation', 'Location', 'HealthcareService', 'Endpoint', 'Group', 'Device', 'Medication',
	'Substance', 'Coverage', 'InsurancePlan',
]);

/** Elements that say when care took place or was written down: dates, dateTimes, instants, Periods, Timings. */
const DATED_ELEMENTS = [
	'abatementDateTime', 'abatementPeriod', 'actualPeriod', 'assertedDate', 'authored', 'authoredOn', 'billablePeriod', 'created',
	'date', 'dateAsserted', 'dateTime', 'detectedDateTime', 'effectiveDateTime', 'effectiveInstant', 'effectivePeriod',
	'effectiveTiming', 'identifiedDateTime', 'identifiedPeriod', 'issued', 'lastOccurrence', 'occurredDateTime',
	'occurredPeriod', 'occurrenceDateTime', 'occurrencePeriod', 'occurrenceTiming', 'onsetDateTime', 'onsetPeriod',
	'performedDateTime', 'performedPeriod', 'period', 'prepared', 'recorded', 'recordedDate', 'sent', 'servicedDate',
	'servicedPeriod', 'start', 'startDate', 'started', 'statusDate', 'timestamp', 'whenHandedOver', 'whenPrepared',
];

/** The same, inside a first-level element: where a specimen was taken. */
const NESTED_ELEMENTS: [string, string][] = [
	['collection', 'collectedDateTime'],
	['collection', 'collectedPeriod'],
];

/** The months of one FHIR resource; one without a date gets the month in which it is anchored. */
export function contentMonths(resource: JsonObject, anchoring: number): Months {
	const found = UNDATED_TYPES.has(String(resource['resourceType'])) ? [] : datesOf(resource).flatMap(monthsOfDate);
	const months = found.length > 0 ? found : [{ from: anchoring, until: anchoring + 1 }];
	return joinMonths(months);
}

/** The months from the first to the last of `all`. */
export function joinMonths(all: Months[]): Months {
	return all.reduce((a, b) => ({ from: Math.min(a.from, b.from), until: Math.max(a.until, b.until) }));
}

/** The month of a moment in milliseconds since 1970, in UTC. */
export function monthOf(moment: number): number {
	const date = new Date(moment);
	return clamp((date.getUTCFullYear() - 1970) * 12 + date.getUTCMonth());
}

function datesOf(resource: JsonObject): Json[] {
	return [
		...DATED_ELEMENTS.map((name) => resource[name]),
		...NESTED_ELEMENTS.map(([outer, inner]) => asObject(resource[outer])?.[inner]),
	].flatMap(leaves);
}

/** A date stands as a string, in a Period's `start` and `end`, or in a Timing's `event`. */
function leaves(value: Json | undefined): Json[] {
	if (typeof value === 'string') return [value];
	const object = asObject(value);
	return object ? [object['start'], object['end'], object['event']].flat().filter((v) => typeof v === 'string') : [];
}

/** The month as the record writes it, in its own time zone; a bare year means all its months. */
function monthsOfDate(text: Json): Months[] {
	const match = /^(\d{4})(?:-(0[1-9]|1[0-2])(?:-\d\d(?:T.*)?)?)?$/.exec(String(text));
	if (!match) return [];
	const year = (Number(match[1]) - 1970) * 12;
	const first = match[2] ? year + Number(match[2]) - 1 : year;
	const last = match[2] ? first : year + 11;
	return [{ from: clamp(first), until: clamp(last) + 1 }];
}

/** Month 0 also stands for everything before 1970. */
function clamp(month: number): number {
	return Math.min(Math.max(month, 0), LAST_MONTH);
}

function asObject(value: Json | undefined): JsonObject | undefined {
	return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as JsonObject) : undefined;
}
