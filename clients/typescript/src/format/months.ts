/**
 * The months that a record's content falls in. Months, not days: the day of an encounter is often
 * enough to find a person.
 *
 * A grant can be limited to months, so whatever is not known must not look new: a side of a Period that is open, a date that
 * cannot be read, a resource without any date reach as far as months go.
 */
import { DATE_ELEMENTS, UNDATED_TYPES, type DateElements } from './generated/date-elements.ts';
import { isLosslessNumber, type Json, type JsonObject } from './json.ts';

/** `from ≤ month < until`, counted from January 1970 (month 0). */
export interface Months {
	from: number;
	until: number;
}

/** The last month whose end still fits into 16 bits. */
const LAST_MONTH = 0xfffe;

/** What is known of a time that is not known: no grant for some months covers it. */
export const ALL_MONTHS: Readonly<Months> = { from: 0, until: LAST_MONTH + 1 };

const undatedTypes = new Set(UNDATED_TYPES);

/** The months of one FHIR resource; what says who or where gets the month in which it is anchored. */
export function contentMonths(resource: JsonObject, anchoring: number): Months {
	return careMonths(resource) ?? { from: anchoring, until: anchoring + 1 };
}

/**
 * The same before it is known when the resource will be anchored: `undefined` for what says who or where (a Patient, an
 * Organization), which has no time of care.
 */
export function careMonths(resource: JsonObject): Months | undefined {
	const type = String(resource['resourceType']);
	if (undatedTypes.has(type)) return undefined;
	const elements = Object.hasOwn(DATE_ELEMENTS, type) ? elementsOf(type) : undefined;
	if (elements === undefined) return { ...ALL_MONTHS };
	const found: Found = { dates: [], supplements: [] };
	collect(resource, elements, found);
	return found.dates.length > 0 ? joinMonths([...found.dates, ...found.supplements]) : { ...ALL_MONTHS };
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

/** The elements of a type as a tree: what is below each, and whether it is a date or stands in the place of one. */
interface Elements {
	below: Map<string, Elements>;
	kind?: 'date' | 'supplement' | 'other';
}

interface Found {
	dates: Months[];
	supplements: Months[];
}

const trees = new Map<string, Elements>();

function elementsOf(type: string): Elements {
	const known = trees.get(type);
	if (known) return known;
	const { dates, supplements = [], others = [], repeats = {} } = DATE_ELEMENTS[type] as DateElements;
	const root: Elements = { below: new Map() };
	for (const path of dates) at(root, path).kind = 'date';
	for (const path of supplements) at(root, path).kind = 'supplement';
	for (const path of others) at(root, path).kind = 'other';
	for (const [path, target] of Object.entries(repeats)) {
		const names = path.split('.');
		const last = names.pop() as string;
		at(root, names.join('.')).below.set(last, at(root, target));
	}
	trees.set(type, root);
	return root;
}

function at(root: Elements, path: string): Elements {
	let node = root;
	for (const name of path === '' ? [] : path.split('.')) {
		const next: Elements = node.below.get(name) ?? { below: new Map() };
		node.below.set(name, next);
		node = next;
	}
	return node;
}

function collect(value: JsonObject, { below }: Elements, found: Found): void {
	for (const [name, element] of below) {
		// A primitive that has extensions and no value, such as data-absent-reason, has these beside it under "_".
		const without = value[`_${name}`];
		if (element.kind !== undefined && value[name] === undefined && without !== undefined) found.dates.push(ALL_MONTHS);
		for (const item of itemsOf(value[name])) {
			if (element.kind === 'other') found.dates.push(ALL_MONTHS);
			if (element.kind === 'date') found.dates.push(...monthsOfElement(item));
			if (element.kind === 'supplement') found.supplements.push(...monthsOfElement(item));
			const object = asObject(item);
			if (object) collect(object, element, found);
		}
	}
}

/** A date stands as a string, in a Period's `start` and `end`, or in a Timing's `event` and `repeat.boundsPeriod`. */
function monthsOfElement(value: Json): Months[] {
	const object = asObject(value);
	if (object === undefined) return [monthsOfDate(value)];
	const timing = ['event', '_event', 'repeat', 'code'].some((name) => name in object);
	if (timing) {
		const bounds = asObject(object['repeat'])?.['boundsPeriod'];
		const events = 'event' in object ? itemsOf(object['event']) : itemsOf(object['_event']);
		return [...events.map(monthsOfDate), ...itemsOf(bounds).map(monthsOfPeriod)];
	}
	const isPeriod = Object.keys(object).every((name) => ['start', 'end', '_start', '_end', 'id', 'extension'].includes(name));
	// R5 has elements around the Timing that R4 has in their place: what is below them is looked at by its own path.
	return isPeriod ? [monthsOfPeriod(object)] : [];
}

/** A Period without an end goes on, one without a start began at any time before. */
function monthsOfPeriod(value: Json): Months {
	const period = asObject(value) ?? {};
	if (period['start'] === undefined && period['end'] === undefined) return ALL_MONTHS;
	const { from } = period['start'] === undefined ? ALL_MONTHS : monthsOfDate(period['start']);
	const { until } = period['end'] === undefined ? ALL_MONTHS : monthsOfDate(period['end']);
	// One that ends before it starts says nothing that could be relied upon.
	return from < until ? { from, until } : ALL_MONTHS;
}

/** The month as the record writes it, in its own time zone; a bare year means all its months. */
function monthsOfDate(text: Json): Months {
	const match = typeof text === 'string' ? /^(\d{4})(?:-(0[1-9]|1[0-2])(?:-(?:0[1-9]|[12]\d|3[01])(?:T.*)?)?)?$/.exec(text) : null;
	if (!match) return ALL_MONTHS;
	const year = (Number(match[1]) - 1970) * 12;
	const first = match[2] ? year + Number(match[2]) - 1 : year;
	const last = match[2] ? first : year + 11;
	return { from: clamp(first), until: clamp(last) + 1 };
}

/** Month 0 also stands for everything before 1970. */
function clamp(month: number): number {
	return Math.min(Math.max(month, 0), LAST_MONTH);
}

function itemsOf(value: Json | undefined): Json[] {
	if (value === undefined) return [];
	return Array.isArray(value) ? value : [value];
}

function asObject(value: Json | undefined): JsonObject | undefined {
	return typeof value === 'object' && value !== null && !Array.isArray(value) && !isLosslessNumber(value) ? value : undefined;
}
