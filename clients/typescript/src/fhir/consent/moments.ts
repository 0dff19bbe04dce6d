/**
 * The chain's times and FHIR's. The chain says `from ≤ t < until`, in milliseconds or months; a FHIR Period includes its
 * `end` to the precision that is written. So the last millisecond, or the last month, stands in `end`.
 */
import { EXTENSION } from './systems.ts';
import type { Reader } from './reader.ts';
import { dayIn } from './time-zone.ts';

/** A period as the chain has it, in milliseconds since 1970. */
export interface Span {
	from: bigint;
	until: bigint | null;
}

/** Months as the chain has them, counted from January 1970. */
export interface Months {
	from: number;
	until: number;
}

/** JSON of a FHIR element. */
export type Element = Record<string, unknown>;

/** The last moment that a FHIR dateTime can say: the end of the year 9999. */
export const LAST_DATE_TIME = 253_402_300_799_999n;
/** The last moment of the chain. */
const LAST_MOMENT = 0xffff_ffff_ffff_ffffn;
const LAST_MONTHS_END = 0xffff;

/** Full precision, always in UTC. */
export function dateTime(moment: bigint): string {
	return new Date(Number(moment > LAST_DATE_TIME ? LAST_DATE_TIME : moment)).toISOString();
}

/** A period with nothing left out. A moment after the year 9999 becomes the end of that year, and stands in full beside it. */
export function writePeriod({ from, until }: Span): Element {
	return { ...dated('start', from), ...(until === null ? {} : dated('end', until - 1n)) };
}

/** The chain's period. Without a start it begins with the chain's time. Days are those of `timeZone`; without one they are no moments. */
export function readPeriod(period: Reader, timeZone: string | undefined): Span {
	const from = readMoment(period, 'start', false, timeZone);
	const last = readMoment(period, 'end', true, timeZone);
	period.pass('id').end();
	if (from === undefined && last === undefined) return period.refuse('it has neither start nor end.');
	return spanOf(period, from ?? 0n, last);
}

function spanOf(period: Reader, from: bigint, last: bigint | undefined): Span {
	const until = last === undefined ? null : last + 1n;
	if (until !== null && until <= from) return period.refuse('it ends before it begins.');
	return { from, until };
}

function dated(name: string, moment: bigint): Element {
	const text = dateTime(moment);
	if (moment <= LAST_DATE_TIME) return { [name]: text };
	return { [name]: text, [`_${name}`]: { extension: [{ url: EXTENSION.moment, valueString: String(moment) }] } };
}

function readMoment(period: Reader, name: 'start' | 'end', isEnd: boolean, timeZone: string | undefined): bigint | undefined {
	const exact = readExact(period.maybe(`_${name}`));
	const written = period.maybe(name);
	if (!written) return exact === undefined ? undefined : period.refuse(`"_${name}" without "${name}".`);
	const [first, last] = DAYS.test(written.text()) && exact === undefined ? momentsOfDays(written, timeZone) : momentsOf(written);
	if (exact === undefined) return isEnd ? last : first;
	return checkExact(written, first, exact);
}

function checkExact(written: Reader, moment: bigint, exact: bigint): bigint {
	if (moment !== LAST_DATE_TIME || exact <= moment || exact > LAST_MOMENT) return written.refuse('the exact moment beside it is another.');
	return exact;
}

function readExact(element: Reader | undefined): bigint | undefined {
	if (!element) return undefined;
	const extension = element.only('extension', 'only the exact moment is known here.');
	if (!extension) return element.refuse('there is nothing in it.');
	extension.member('url').expect(EXTENSION.moment);
	const text = extension.member('valueString');
	extension.end();
	element.end();
	return /^(0|[1-9]\d{0,19})$/.test(text.text()) ? BigInt(text.text()) : text.refuse('this must be a number of milliseconds.');
}

const DATE_TIME = /^(\d{4})-(\d\d)-(\d\d)T(\d\d):(\d\d):(\d\d)(?:\.(\d+))?(Z|[+-](?:(?:0\d|1[0-3]):[0-5]\d|14:00))$/;
/** The same with any offset, to tell a time zone that doesn't exist from none. */
const WITH_ANY_OFFSET = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?[+-]\d\d:?\d\d$/;
/** A moment with more than milliseconds. */
const FINER = /T\d\d:\d\d:\d\d\.\d{4,}(?:Z|[+-]\d\d:\d\d)$/;
/** A year, a month or a day. */
const DAYS = /^(\d{4})(?:-(0[1-9]|1[0-2])(?:-(0[1-9]|[12]\d|3[01]))?)?$/;

/** The first and the last moment of a year, a month or a day in a time zone. */
function momentsOfDays(written: Reader, timeZone: string | undefined): [bigint, bigint] {
	if (written.text() < '1970') return written.refuse('the time of the chain begins with the year 1970.');
	if (timeZone === undefined) return written.refuse('a moment of the chain needs a date, a time and a time zone, such as 2030-01-31T23:59:59.999Z; or say with --time-zone whose days are meant.');
	const [, year, month, day] = DAYS.exec(written.text()) as unknown as [string, string, string?, string?];
	const days = [`${year}-${month ?? '01'}-${day ?? '01'}`, day === undefined ? lastDay(Number(year), Number(month ?? 12)) : `${year}-${month}-${day}`];
	const [first, last] = days.map((date) => (isDay(date) ? dayIn(timeZone, date) : undefined) ?? written.refuse(`there is no such day in ${timeZone}.`));
	if (first === undefined || last === undefined || first[0] < 0) return written.refuse('the time of the chain begins with the year 1970.');
	return [BigInt(first[0]), BigInt(last[1])];
}

function lastDay(year: number, month: number): string {
	return new Date(Date.UTC(year, month, 0)).toISOString().slice(0, 10);
}

/** Date takes 31 April for 1 May. */
function isDay(date: string): boolean {
	const parsed = new Date(`${date}T00:00:00Z`);
	return !Number.isNaN(parsed.getTime()) && parsed.toISOString().slice(0, 10) === date;
}

/** The first and the last moment that a dateTime means, to the precision that it is written with. */
export function momentsOf(written: Reader): [bigint, bigint] {
	const match = DATE_TIME.exec(written.text());
	if (!match && WITH_ANY_OFFSET.test(written.text())) return written.refuse('there is no such time zone: offsets go to 14:00, and are written as +02:00.');
	if (!match) return written.refuse('a moment of the chain needs a date, a time and a time zone, such as 2030-01-31T23:59:59.999Z.');
	const [, , month, day, hour, minute, second, fraction = '', zone] = match as unknown as string[];
	if (fraction.slice(3).replace(/0/g, '') !== '') return written.refuse('the chain counts milliseconds, nothing finer.');
	// Date takes 31 April for 1 May, so what it makes of the local date is compared with what was written.
	const local = new Date(`${written.text().slice(0, 19)}Z`);
	const isReal = !Number.isNaN(local.getTime()) && local.toISOString().slice(0, 19) === written.text().slice(0, 19);
	if (!isReal || Number(month) === 0 || Number(day) === 0 || Number(hour) > 23 || Number(minute) > 59 || Number(second) > 59) {
		return written.refuse('there is no such date or time.');
	}
	const millis = BigInt(local.getTime()) + BigInt(fraction.slice(0, 3).padEnd(3, '0') || '0') - offset(zone as string);
	const length = 10n ** BigInt(Math.max(0, 3 - fraction.length));
	if (millis < 0n) return written.refuse('the time of the chain begins with the year 1970.');
	return [millis, millis + length - 1n];
}

function offset(zone: string): bigint {
	if (zone === 'Z') return 0n;
	const [hours, minutes] = [Number(zone.slice(1, 3)), Number(zone.slice(4))];
	return BigInt((zone[0] === '-' ? -1 : 1) * (hours * 60 + minutes)) * 60_000n;
}

/**
 * Months as a Period in months. Month 0 also stands for everything before 1970, so a start then is left out: FHIR means
 * the same by that.
 */
export function writeMonths({ from, until }: Months): Element {
	return { ...(from === 0 ? {} : { start: monthText(from) }), end: monthText(until - 1) };
}

export function readMonths(period: Reader): Months {
	const start = period.maybe('start');
	const end = period.maybe('end');
	period.pass('id').end();
	if (!start && !end) return period.refuse('it has neither start nor end.');
	const from = start ? firstMonth(start) : 0;
	const until = end ? lastMonth(end) + 1 : LAST_MONTHS_END;
	if (until > LAST_MONTHS_END) return period.refuse(`the last month of the chain is ${monthText(LAST_MONTHS_END - 1)}.`);
	if (until <= from) return period.refuse('it ends before it begins.');
	return { from, until };
}

function monthText(month: number): string {
	return `${1970 + Math.floor(month / 12)}-${String((month % 12) + 1).padStart(2, '0')}`;
}

function firstMonth(written: Reader): number {
	const { month, day } = monthAndDay(written, 1);
	if (day !== undefined && day !== 1) return written.refuse(MONTHS_ONLY);
	if (month === 0) return written.refuse('month 0 of the chain is January 1970 and everything before it: leave the start out for that.');
	return month;
}

function lastMonth(written: Reader): number {
	const { month, day } = monthAndDay(written, 12);
	const days = new Date(Date.UTC(1970, month + 1, 0)).getUTCDate();
	return day !== undefined && day !== days ? written.refuse(MONTHS_ONLY) : month;
}

const MONTHS_ONLY = 'the chain knows content by whole months: begin with the first day of one and end with the last.';

/** A bare year stands for its month `ofYear`. */
function monthAndDay(written: Reader, ofYear: number): { month: number; day: number | undefined } {
	const match = /^(\d{4})(?:-(0[1-9]|1[0-2])(?:-(\d\d))?)?$/.exec(written.text());
	if (!match) return written.refuse('this must be a year, a month or a day: the month is that of the record\'s own time zone.');
	const month = (Number(match[1]) - 1970) * 12 + Number(match[2] ?? ofYear) - 1;
	if (month < 0) return written.refuse('month 0 of the chain is January 1970 and everything before it: leave the start out for that.');
	return { month, day: match[3] === undefined ? undefined : Number(match[3]) };
}

/** A moment as a dateTime. */
export function writeMoment(name: string, moment: bigint): Element {
	return dated(name, moment);
}

/** A moment in a dateTime; nothing if less than a moment is written there. */
export function readOptionalMoment(element: Reader, name: string): bigint | undefined {
	const written = element.maybe(name);
	const exact = readExact(element.maybe(`_${name}`));
	if (!written || DAYS.test(written.text())) {
		return exact === undefined ? undefined : element.refuse(`"_${name}" without a moment in "${name}".`);
	}
	// Of a Consent from elsewhere it only tells when the paper was signed, however finely.
	if (exact === undefined && FINER.test(written.text())) return undefined;
	const [first, last] = momentsOf(written);
	if (exact !== undefined) return checkExact(written, first, exact);
	return first === last ? first : undefined;
}

/** A moment as a day, in UTC, with the moment beside it. */
export function writeDay(name: string, moment: bigint): Element {
	return { [name]: dateTime(moment).slice(0, 10), [`_${name}`]: { extension: [{ url: EXTENSION.moment, valueString: String(moment) }] } };
}

/** The moment beside a day; nothing if there is only the day. */
export function readDay(element: Reader, name: string): bigint | undefined {
	const day = element.maybe(name);
	const exact = readExact(element.maybe(`_${name}`));
	if (day && !DAYS.test(day.text())) return day.refuse('this must be a year, a month or a day.');
	if (exact === undefined) return undefined;
	if (day?.value !== dateTime(exact).slice(0, 10) || exact > LAST_MOMENT) return element.refuse(`the moment beside "${name}" is of another day.`);
	return exact;
}
