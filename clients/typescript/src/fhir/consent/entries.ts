/** The Consents of a Bundle, if all of them are there, each once, as they are now. */
import { lackOf } from '../search-set.ts';
import { printable, withArticle } from '../wording.ts';
import { emptyValues } from './faults.ts';
import { readMeta } from './header.ts';
import { endForeignIdentifier } from './identifiers.ts';
import { momentsOf } from './moments.ts';
import { Inexpressible, type Reader } from './reader.ts';
import { parseNamespace } from './systems.ts';

export interface BundledConsents {
	consents: Reader[];
	/** What was left out, one sentence each. */
	notes: string[];
	/** Of which state it is the export. */
	whose: Whose | undefined;
}

export interface Whose {
	chain: string;
	patient: string;
	at: bigint | undefined;
}

/** Why a Bundle of these types is no list of what holds now. */
const REFUSED_TYPES: Readonly<Record<string, string>> = {
	history: 'a history holds versions that no longer count, and deleted ones: ask for the Consents as they are now',
	document: 'a document is signed as a whole, and its Composition says what it means: hand over its Consents by themselves',
	message: 'a message asks for something, and its MessageHeader says what: hand over its Consents by themselves',
	'batch-response': 'a response tells what became of a request, not what holds',
	'transaction-response': 'a response tells what became of a request, not what holds',
	'subscription-notification': 'a notification tells that something changed, not all that holds',
};
const TYPES = ['collection', 'searchset', 'transaction', 'batch'];

function whyRefused(type: string): string | undefined {
	return Object.hasOwn(REFUSED_TYPES, type) ? REFUSED_TYPES[type] : `it must be one of ${TYPES.join(', ')}`;
}

export function readBundle(bundle: Reader): BundledConsents {
	const type = bundle.member('type');
	const name = type.text();
	if (!TYPES.includes(name)) {
		return type.refuse(`a Bundle of type "${name}" is not read: ${whyRefused(name)}.`);
	}
	bundle.pass('resourceType', 'id', 'language');
	readMeta(bundle);
	const notes: string[] = [];
	const entries = bundle.items('entry');
	const consents = entries.flatMap((entry) => readEntry(entry, name, notes));
	checkWhole(bundle, entries);
	checkDistinct(entries);
	const whose = readWhose(bundle, name);
	bundle.pass('identifier', 'timestamp').end();
	refuseEmptyValues(bundle, entries);
	return { consents, notes, whose };
}

/** In the Bundle itself; its Consents are looked at with all else that stands in them, and what is left out not at all. */
function refuseEmptyValues(bundle: Reader, entries: Reader[]): void {
	const [fault] = [
		...emptyValues(bundle.path, { ...(bundle.value as object), entry: undefined }),
		...entries.flatMap((entry) => emptyValues(entry.path, { ...(entry.value as object), resource: true })),
	];
	if (fault) throw new Inexpressible(fault.path, fault.sentence);
}

/** The Consent of an entry; none if a search only adds it, or found it although it isn't in force, which is noted. */
function readEntry(entry: Reader, type: string, notes: string[]): Reader[] {
	const mode = type === 'searchset' ? readMode(entry) : undefined;
	if (type === 'transaction' || type === 'batch') checkRequest(entry);
	const resource = entry.member('resource');
	entry.pass('id', 'fullUrl', 'link').end();
	const kind = resource.member('resourceType');
	if (mode === 'outcome') {
		kind.expect('OperationOutcome', ': that is what a search tells about itself');
		notes.push(`${resource.path}: the server says about its search: ${outcome(resource)}`);
		return [];
	}
	if (mode === 'include' && kind.value !== 'Consent') {
		notes.push(`${resource.path}: left out, ${printable(withArticle(kind.text()))} that the search included.`);
		return [];
	}
	if (kind.value === 'Bundle') return kind.refuse('a Bundle within a Bundle is not read: hand over its Consents by themselves.');
	kind.expect('Consent', ': other resources are not for this chain');
	const reason = type === 'searchset' ? whyNotInForce(resource) : undefined;
	if (reason === undefined) return [resource];
	notes.push(`${resource.path}: left out: ${reason}`);
	return [];
}

/**
 * A search finds Consents of every status. One that holds no more, or not yet, is left out there; handed over by itself it is refused. Every
 * other status is left to whoever reads the Consent.
 */
function whyNotInForce(consent: Reader): string | undefined {
	const status = consent.maybe('status')?.value;
	switch (status) {
		case 'inactive':
		case 'rejected':
		case 'entered-in-error': return `its status is "${status}", so that it doesn't hold.`;
		case 'draft':
		case 'proposed': return `its status is "${status}", so that it doesn't hold yet.`;
		default: return undefined;
	}
}

function readMode(entry: Reader): string | undefined {
	const search = entry.maybe('search');
	const mode = search?.maybe('mode');
	search?.pass('id', 'score').end();
	if (mode && !['match', 'include', 'outcome'].includes(mode.text())) mode.refuse('this must be match, include or outcome.');
	return mode?.text();
}

/** What a server says about its search, by codes and places: its texts may be about a person. A search that failed in part may have lost a restriction. */
function outcome(resource: Reader): string {
	const issues = resource.items('issue');
	if (issues.length === 0) return resource.refuse('"issue" is missing.');
	return issues.map((issue) => {
		const severity = oneOf(issue.member('severity'), SEVERITIES);
		const code = oneOf(issue.member('code'), [...COMPLETE, ...INCOMPLETE]);
		if (severity === 'error' || severity === 'fatal' || INCOMPLETE.includes(code)) {
			return issue.refuse(`the server says that its search failed or is not complete (${severity}, ${code}): Consents may be missing.`);
		}
		const places = issue.items('expression').map((expression) => expression.text()).filter((text) => ELEMENT.test(text));
		return `${severity}, ${code}${places.length > 0 ? ` (${places.join(', ')})` : ''}.`;
	}).join(' ');
}

function oneOf(code: Reader, known: string[]): string {
	const text = code.text();
	return known.includes(text) ? text : code.refuse('FHIR has no such code, so nobody knows whether Consents are missing.');
}

const SEVERITIES = ['fatal', 'error', 'warning', 'information', 'success'];
/** Codes of issues (HL7's issue-type, R5) with which a search gives less than all. */
const INCOMPLETE = ['incomplete', 'too-costly', 'timeout', 'throttled', 'transient', 'suppressed', 'security', 'forbidden'];
/** The other ones. */
const COMPLETE = [
	'invalid', 'structure', 'required', 'value', 'invariant', 'login', 'unknown', 'expired', 'processing', 'not-supported', 'duplicate', 'multiple-matches',
	'not-found', 'deleted', 'too-long', 'code-invalid', 'extension', 'business-rule', 'conflict', 'limited-filter', 'lock-error', 'no-store', 'exception',
	'informational', 'success',
];
/** The path of an element: no values, as a condition in it would have. */
const ELEMENT = /^(Bundle|Consent)(\.[a-z][A-Za-z]{0,40}(\[\d{1,6}\])?)*$/;

/** Only what says "this is a Consent" is read: a patch, a deletion or a condition says something about others on a server. */
function checkRequest(entry: Reader): void {
	const request = entry.member('request');
	const method = request.member('method');
	const url = request.member('url');
	request.pass('id').end();
	const id = entry.member('resource').maybe('id')?.value;
	if (method.value === 'POST') return url.expect('Consent', ', where a Consent is created');
	if (method.value !== 'PUT') return method.refuse('only POST and PUT of whole Consents are read.');
	if (typeof id !== 'string' || url.value !== `Consent/${id}`) url.refuse('this must be the address of the Consent in this entry, such as Consent/1.');
}

/** What is missing may be a restriction, or a limit of a grant. So no `total` outweighs a link to another page: some servers count one page in it. */
function checkWhole(bundle: Reader, entries: Reader[]): void {
	const links = bundle.items('link');
	const total = bundle.maybe('total');
	const lack = lackOf({
		links: links.map((link) => {
			const [relation, url] = [link.member('relation').text(), link.member('url').text()];
			link.pass('id').end();
			return { relation, url };
		}),
		total: total?.number(Number.MAX_SAFE_INTEGER),
		matches: entries.filter((entry) => (entry.maybe('search')?.maybe('mode')?.value ?? 'match') === 'match').length,
	}, false);
	if (!lack) return;
	const place = typeof lack.at === 'object' ? links[lack.at.link] : lack.at === 'total' ? total : bundle;
	(place ?? bundle).refuse(`${lack.why}.`);
}

/** No two entries may be the same resource, or versions of it: which of them holds, the Bundle doesn't say. */
function checkDistinct(entries: Reader[]): void {
	const seen = new Map<string, string>();
	for (const entry of entries) {
		const resource = entry.member('resource');
		if (resource.maybe('resourceType')?.value !== 'Consent') continue;
		for (const [what, name] of namesOf(entry, resource)) {
			const other = seen.get(`${what} ${name}`);
			if (other !== undefined) entry.refuse(`it has the same ${what} as ${other}: a Bundle holds each Consent once, in one version.`);
			seen.set(`${what} ${name}`, entry.path);
		}
	}
}

function namesOf(entry: Reader, resource: Reader): [what: string, name: string][] {
	const fullUrl = entry.maybe('fullUrl');
	const id = resource.maybe('id');
	const identifiers = resource.items('identifier').map((identifier) => {
		const [system, value] = ['system', 'value'].map((part) => identifier.maybe(part)?.value ?? '');
		return `${String(system)}|${String(value)}`;
	});
	return [
		...(fullUrl ? [['fullUrl', fullUrl.text().replace(/\/_history\/[^/]*$/, '')] as [string, string]] : []),
		...(id ? [['id', id.text()] as [string, string]] : []),
		...[...new Set(identifiers)].filter((name) => !name.endsWith('|')).map((name): [string, string] => ['identifier', name]),
	];
}

/** Of which state the Bundle is the export; the timestamp of any other says nothing. */
function readWhose(bundle: Reader, type: string): Whose | undefined {
	const identifier = bundle.maybe('identifier');
	const system = identifier?.maybe('system');
	const namespace = parseNamespace(String(system?.value ?? ''));
	if (!identifier) return undefined;
	endForeignIdentifier(identifier);
	if (namespace?.what !== 'consent-state') return undefined;
	const timestamp = bundle.maybe('timestamp');
	const at = timestamp && type === 'collection' ? momentsOf(timestamp)[0] : undefined;
	return { chain: namespace.chain, patient: identifier.member('value').bytes32(), at };
}
