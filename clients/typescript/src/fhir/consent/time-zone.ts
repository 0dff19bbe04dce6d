/** Days of a time zone as moments: a day is not 24 hours long where clocks are put forward or back. */
import { InputError } from '../../errors.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
/** Shorter than any time for which clocks that are put back at midnight show the day before again. */
const STEP = 30 * MINUTE;
/** No zone is further from UTC, to either side. */
const FURTHEST = 16 * HOUR;

/**
 * The name of a time zone, as `Intl` spells it: of a place, or UTC. Offsets are none, also under a name: they know no summer time, and in
 * `Etc/GMT+5` the sign is the other way round (it is `-05:00`).
 */
export function readTimeZone(name: string): string {
	if (/^[+-]|^(Etc\/)?GMT[+-]|^(EST|MST|HST)$/i.test(name)) {
		throw new InputError('input.time-zone', `"${name}" is an offset and no time zone: give the name of one, such as Europe/Berlin, or UTC.`);
	}
	if (/^[A-Za-z]/.test(name)) {
		try {
			return new Intl.DateTimeFormat('en', { timeZone: name }).resolvedOptions().timeZone;
		} catch {
			// Told below.
		}
	}
	throw new InputError('input.time-zone', `"${name}" is no time zone: give the name of one, such as Europe/Berlin, or UTC.`);
}

/** The first and the last millisecond of the local day `date` (`2026-03-29`), from 1970 to 9998; `undefined` if that zone had no such day. */
export function dayIn(timeZone: string, date: string): [first: number, last: number] | undefined {
	// Dates are compared as text, so that they must have the same length, and no other era.
	if (date < '1970' || date >= '9999') return undefined;
	const dayOf = dayReader(timeZone);
	const first = changeBefore(dayOf, date);
	if (dayOf(first) !== date) return undefined;
	let after = first;
	while (dayOf(after) <= date) after += STEP;
	while (dayOf(after - MINUTE) > date) after -= MINUTE;
	return [first, changeWithin(dayOf, after - MINUTE, after, (day) => day > date) - 1];
}

/** The last moment at which the zone's date became `date` or later: the day begins for good. */
function changeBefore(dayOf: (moment: number) => string, date: string): number {
	let moment = Date.parse(`${date}T00:00:00Z`) + FURTHEST;
	while (dayOf(moment) >= date) moment -= STEP;
	moment += STEP;
	while (dayOf(moment) >= date) moment -= MINUTE;
	return changeWithin(dayOf, moment, moment + MINUTE, (day) => day >= date);
}

/** The first moment after `before`, up to `after`, for whose date `holds`. */
function changeWithin(dayOf: (moment: number) => string, before: number, after: number, holds: (day: string) => boolean): number {
	let [low, high] = [before, after];
	while (high - low > 1) {
		const middle = Math.floor((low + high) / 2);
		if (holds(dayOf(middle))) high = middle;
		else low = middle;
	}
	return high;
}

function dayReader(timeZone: string): (moment: number) => string {
	const format = new Intl.DateTimeFormat('en-US', { timeZone, calendar: 'iso8601', year: 'numeric', month: '2-digit', day: '2-digit' });
	return (moment) => {
		const parts = Object.fromEntries(format.formatToParts(moment).map(({ type, value }) => [type, value]));
		return `${parts['year']?.padStart(4, '0')}-${parts['month']}-${parts['day']}`;
	};
}
