/** A trail as a Bundle of AuditEvents, and back. */
import { InputError } from '../../errors.ts';
import { LosslessNumber } from '../../format/json.ts';
import { emptyValues } from '../consent/faults.ts';
import { passHeader, readMeta } from '../consent/header.ts';
import { uuidOf } from '../consent/identifiers.ts';
import { type Element, LAST_DATE_TIME, dateTime, momentsOf } from '../consent/moments.ts';
import { Inexpressible, Reader } from '../consent/reader.ts';
import type { Release } from '../consent/systems.ts';
import { differenceAt } from './difference.ts';
import { type Tickets, draftOf, subjectOf } from './draft.ts';
import { readEntry } from './entry.ts';
import { type AuditSetting, auditNames, entryIdentifier, readTrailIdentifier, trailIdentifier } from './names.ts';
import { writeR4 } from './r4.ts';
import { writeR5 } from './r5.ts';
import type { PlacedEntry, TrailCopy } from './trail.ts';

export interface ReadTrail {
	release: Release;
	copy: TrailCopy;
}

/** The entries as a Bundle: one AuditEvent for each. */
export function toAuditBundle(copy: TrailCopy, release: Release): Element {
	const { chain, trail, at, entries } = copy;
	if (BigInt(at) > LAST_DATE_TIME) throw new InputError('audit.inexpressible', 'The trail was read after the year 9999, which FHIR has no moments of.');
	const setting: AuditSetting = { release, chain, trail, names: auditNames(chain), subject: trail.patient };
	const tickets = ticketsOf(entries);
	const entry = entries.map((placed) => {
		const resource = writeEntry(placed, setting, tickets);
		return { fullUrl: `urn:uuid:${String(resource['id'])}`, resource };
	});
	const identifier = trailIdentifier(setting);
	return {
		resourceType: 'Bundle', id: uuidOf(identifier), identifier, type: 'collection', timestamp: dateTime(BigInt(at)),
		...(entry.length > 0 ? { entry } : {}),
	};
}

function writeEntry(placed: PlacedEntry, of: AuditSetting, tickets: Tickets): Element {
	const setting = { ...of, subject: subjectOf(placed.entry.event, of.trail) };
	const identifier = entryIdentifier(setting, placed.sequence);
	const draft = draftOf(placed, setting, tickets);
	return setting.release === 'R4' ? writeR4(draft, { ...identifier }) : writeR5(draft, { ...identifier }, setting);
}

function ticketsOf(entries: PlacedEntry[]): Tickets {
	return new Map(entries.map((placed) => [String(placed.sequence), placed]));
}

/**
 * The entries that a Bundle of `toAuditBundle` tells. Whatever would not be written so is refused: a trail is evidence, in which nothing is
 * left out and nothing added. Whether the entries are the chain's, their hashes tell (`hashFaults`).
 */
export function trailFromBundle(bundle: unknown): ReadTrail {
	try {
		return readBundle(new Reader('Bundle', bundle));
	} catch (error) {
		throw error instanceof Inexpressible ? new InputError('audit.inexpressible', error.message) : error;
	}
}

/** The entries that a Bundle tells, in order. */
export function entriesFromBundle(bundle: unknown): PlacedEntry[] {
	return trailFromBundle(bundle).copy.entries;
}

function readBundle(bundle: Reader): ReadTrail {
	bundle.member('resourceType').expect('Bundle');
	bundle.member('type').expect('collection', ': the entries of a trail are one');
	readMeta(bundle);
	const identifier = bundle.member('identifier');
	const { chain, trail } = readTrailIdentifier(identifier);
	identifier.end();
	const [empty] = emptyValues('Bundle', bundle.value);
	if (empty) throw new Inexpressible(empty.path, empty.sentence);
	const written = bundle.member('timestamp');
	const [at] = momentsOf(written);
	const resources = bundle.items('entry').map((item) => item.member('resource'));
	const release: Release = resources[0]?.maybe('code') ? 'R5' : 'R4';
	const setting: AuditSetting = { release, chain, trail, names: auditNames(chain), subject: trail.patient };
	const entries = resources.map((resource) => readEntry(resource, setting));
	for (const [index, placed] of entries.entries()) checkFollows(resources[index] as Reader, placed, entries[index - 1]);
	const copy: TrailCopy = { chain, trail, at: Number(at), entries };
	checkSame(bundle, resources, copy, release);
	return { release, copy };
}

function checkFollows(resource: Reader, placed: PlacedEntry, previous: PlacedEntry | undefined): void {
	if (previous === undefined) return;
	if (BigInt(placed.sequence) !== BigInt(previous.sequence) + 1n) resource.refuse('it does not follow the entry before it: one is missing, or stands elsewhere.');
	if (placed.before !== previous.head) resource.refuse('it begins with another hash than the one to which the entry before it leads.');
}

/** Refuses what differs from what would be written of the same entries. */
function checkSame(bundle: Reader, resources: Reader[], copy: TrailCopy, release: Release): void {
	const expected = toAuditBundle(copy, release);
	const items = (expected['entry'] ?? []) as { fullUrl: string; resource: Element }[];
	items.forEach(({ resource }, index) => {
		const given = resources[index] as Reader;
		passHeader(given);
		const difference = differenceAt(given.path, plain(given.value), resource);
		if (difference !== undefined) throw new Inexpressible(difference, 'this is not what a trail\'s AuditEvent has here.');
	});
	const difference = differenceAt('Bundle', { ...(plain(bundle.value) as object), entry: null }, { ...expected, entry: null });
	if (difference !== undefined) throw new Inexpressible(difference, 'this is not what a trail\'s Bundle has here.');
	bundle.items('entry').forEach((item, index) => {
		item.member('fullUrl').expect(items[index]?.fullUrl ?? '');
		item.pass('resource', 'id').end();
	});
}

/** The same with ordinary numbers, and without what a server adds. */
function plain(value: unknown, depth = 0): unknown {
	if (value instanceof LosslessNumber) return Number(value.value);
	if (Array.isArray(value)) return value.map((item) => plain(item, depth + 1));
	if (typeof value !== 'object' || value === null) return value;
	const members = Object.entries(value).map(([name, member]): [string, unknown] => [name, plain(member, depth + 1)]);
	return Object.fromEntries(depth === 0 ? members.flatMap(withoutServerParts) : members);
}

/** A server may number the versions of a resource, and write a text out of its structure: `passHeader` has judged both. */
function withoutServerParts([name, member]: [string, unknown]): [string, unknown][] {
	if (name === 'text' || name === 'language') return [];
	if (name !== 'meta') return [[name, member]];
	const { profile } = member as { profile?: unknown };
	return profile === undefined ? [] : [['meta', { profile }]];
}
