/**
 * The months that a record's content falls in. Months, not days: the day of an encounter is often
 * enough to find a person.
 *
 * A grant can be limited to months, so whatever is not known must not look new: a side of a Period that is open, a date that
 * cannot be read, a resource without any date reach as far as months go.
 */
import { isContainedCare, isNesting } from './contained.ts';
import { DATE_ELEMENTS, UNDATED_TYPES, type DateElements } from './generated/date-elements.ts';
import { isJsonObject, type Json, type JsonObject } from './json.ts';

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
 * Organization), which has no time of care. What is contained goes with the resource, so its months count, too.
 */
export function careMonths(resource: JsonObject): Months | undefined {
	if (resource['resourceType'] === 'Bundle') return monthsOfBundle(resource);
	const own = ownMonths(resource);
	const contained = monthsOfContained(resource['contained']);
	const all = own === undefined ? contained : [own, ...contained];
	return all.length === 0 ? undefined : joinMonths(all);
}

function ownMonths(resource: JsonObject): Months | undefined {
	const type = String(resource['resourceType']);
	if (undatedTypes.has(type)) return undefined;
	const elements = Object.hasOwn(DATE_ELEMENTS, type) ? elementsOf(type) : undefined;
	if (elements === undefined) return { ...ALL_MONTHS };
	const found: Found = { dates: [], supplements: [] };
	collect(resource, elements, found);
	return found.dates.length > 0 ? joinMonths([...found.dates, ...found.supplements]) : { ...ALL_MONTHS };
}

/**
 * A document is sealed whole, and goes where its Bundle goes: its months run from the first to the last of its entries', and are all as soon as
 * one of these has no date. When it was put together says nothing about them. No other Bundle is a record.
 */
function monthsOfBundle({ type, entry }: JsonObject): Months {
	const all = (type === 'document' ? itemsOf(entry) : []).flatMap((item) => {
		const resource = asObject(asObject(item)?.['resource']);
		return resource === undefined ? [ALL_MONTHS] : (careMonths(resource) ?? []);
	});
	return all.length > 0 ? joinMonths(all) : { ...ALL_MONTHS };
}

function monthsOfContained(contained: Json | undefined): Months[] {
	return itemsOf(contained).flatMap((item) => {
		const resource = asObject(item);
		if (resource === undefined) return [ALL_MONTHS];
		if (isNesting(String(resource['resourceType']))) return [ALL_MONTHS];
		if (isContainedCare(resource)) return [careMonths(resource) ?? ALL_MONTHS];
		// FHIR allows nothing contained in what is contained; whoever writes it nevertheless means it.
		return monthsOfContained(resource['contained']);
	});
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
	/** Beginnings of the names of choices, each with the names that begin so and are another element. */
	choices?: Map<string, Set<string>>;
}

interface Found {
	dates: Months[];
	supplements: Months[];
}

const trees = new Map<string, Elements>();

function elementsOf(type: string): Elements {
	const known = trees.get(type);
	if (known) return known;
	const { dates, supplements = [], others = [], choices = [], besides = [], repeats = {} } = DATE_ELEMENTS[type] as DateElements;
	const root: Elements = { below: new Map() };
	for (const path of dates) at(root, path).kind = 'date';
	for (const path of supplements) at(root, path).kind = 'supplement';
	for (const path of others) at(root, path).kind = 'other';
	for (const path of choices) {
		const [parent, stem] = splitLast(path);
		const others = besides.filter((besidesPath) => besidesPath.startsWith(path)).map((besidesPath) => splitLast(besidesPath)[1]);
		const node = at(root, parent);
		node.choices = (node.choices ?? new Map<string, Set<string>>()).set(stem, new Set(others));
	}
	for (const [path, target] of Object.entries(repeats)) {
		const [parent, last] = splitLast(path);
		at(root, parent).below.set(last, at(root, target));
	}
	trees.set(type, root);
	return root;
}

function splitLast(path: string): [parent: string, name: string] {
	const dot = path.lastIndexOf('.');
	return [path.slice(0, Math.max(dot, 0)), path.slice(dot + 1)];
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

function collect(value: JsonObject, { below, choices }: Elements, found: Found): void {
	for (const [name, element] of below) {
		const content = value[name];
		// A primitive that has extensions and no value, such as data-absent-reason, has these beside it under "_".
		const isFilled = content !== undefined || value[`_${name}`] !== undefined;
		if (element.kind !== undefined && isFilled && itemsOf(content).length === 0) found.dates.push(ALL_MONTHS);
		for (const item of itemsOf(content)) {
			const object = asObject(item);
			if (element.kind === 'other' || (object === undefined && element.kind === undefined && hasDates(element))) found.dates.push(ALL_MONTHS);
			if (element.kind === 'date') addMonthsOf(item, element, found.dates);
			if (element.kind === 'supplement') addMonthsOf(item, element, found.supplements);
			if (object) collect(object, element, found);
		}
	}
	if (choices && Object.keys(value).some((member) => isUnknownChoice(member.replace(/^_/, ''), below, choices))) found.dates.push(ALL_MONTHS);
}

/** Whether a member stands where a choice does and is none of its forms: what it means, maybe a date, is not known. */
function isUnknownChoice(member: string, below: Map<string, Elements>, choices: Map<string, Set<string>>): boolean {
	if (below.has(member)) return false;
	for (const [stem, others] of choices) if (member.startsWith(stem) && !others.has(member)) return true;
	return false;
}

/** Whether there is an element below that could hold a date of care. */
function hasDates({ below }: Elements, seen = new Set<unknown>()): boolean {
	if (seen.has(below)) return false;
	seen.add(below);
	return [...below.values()].some((element) => element.kind === 'date' || element.kind === 'other' || (element.kind === undefined && hasDates(element, seen)));
}

const PERIOD_MEMBERS = new Set(['start', 'end', '_start', '_end', 'id', 'extension']);
const TIMING_MEMBERS = new Set(['event', '_event', 'repeat', 'code', 'id', 'extension']);
const BOUNDS = new Set(['boundsDuration', 'boundsRange', 'boundsPeriod']);

/** A date stands as a string, in a Period's `start` and `end`, or in a Timing's `event` and `repeat.boundsPeriod`; all else is not known. */
function addMonthsOf(value: Json, { below }: Elements, to: Months[]): void {
	const object = asObject(value);
	if (object === undefined) {
		to.push(monthsOfDate(value));
		return;
	}
	const members = Object.keys(object);
	if (members.every((name) => PERIOD_MEMBERS.has(name))) to.push(monthsOfPeriod(object));
	else if (members.every((name) => TIMING_MEMBERS.has(name))) addMonthsOfTiming(object, to);
	// R5 has elements around the Timing that R4 has in their place: what is below them is looked at by its own path.
	else if (below.size === 0 || ['start', 'end', 'event', 'repeat'].some((name) => name in object)) to.push(ALL_MONTHS);
}

/** One that says only how often tells no date. */
function addMonthsOfTiming(timing: JsonObject, to: Months[]): void {
	const { event, _event, repeat } = timing;
	const events = itemsOf(event === undefined ? _event : event);
	for (const date of events) to.push(monthsOfDate(date));
	const isEmpty = events.length === 0 && (event !== undefined || _event !== undefined);
	const bounds = asObject(repeat);
	const isUnknown = repeat !== undefined && (bounds === undefined || Object.keys(bounds).some((name) => name.startsWith('bounds') && !BOUNDS.has(name)));
	if (isEmpty || isUnknown) to.push(ALL_MONTHS);
	if (bounds?.['boundsPeriod'] !== undefined) to.push(monthsOfPeriod(bounds['boundsPeriod']));
}

/** A Period without an end goes on, one without a start began at any time before. */
function monthsOfPeriod(value: Json): Months {
	const period = asObject(value) ?? {};
	if (!Object.keys(period).every((name) => PERIOD_MEMBERS.has(name))) return ALL_MONTHS;
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
	return isJsonObject(value) ? value : undefined;
}
