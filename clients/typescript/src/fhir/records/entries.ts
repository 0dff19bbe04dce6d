/** The resources of a source, one by one: the entries of a Bundle, or the lines of NDJSON. */
import { FormatError } from '../../format/bytes.ts';
import { itemsOf, kindOf, membersOf, parseSpan, type Span } from '../../format/json-spans.ts';
import { isLosslessNumber, type Json, type JsonObject } from '../../format/json.ts';
import { lackOf } from '../search-set.ts';
import { afterMark, type Form, formOfBytes, XML_SENTENCE } from '../source.ts';
import { identifiersOf } from './claims.ts';
import { isObject, objectsOf, textOf } from './json.ts';
import { targetOf } from './references.ts';
import type { Refuse } from './refusal.ts';
import { checkNoResourceBeside, isSubsetted } from './resource-rules.ts';

/** One resource as it stands in its source. */
export interface Entry {
	/** Such as "entry 2" or "line 2", for messages. */
	name: string;
	content: JsonObject;
	fullUrl?: string;
	/** Of a search: what was searched for, or what belongs to it. */
	mode?: 'match' | 'include';
}

/** What a source tells besides its resources. */
export interface Listener {
	/** A sentence for the user. */
	note: (sentence: string) => void;
	/** It is a signed document, to be kept whole; told before its entries come. */
	keepWhole: (document: JsonObject) => void;
}

/** Gives every resource; what a source as a whole tells is checked on the way, and left out entries are noted. */
export function* entriesOf(bytes: Uint8Array, refuse: Refuse, listener: Listener): Generator<Entry> {
	const form = formOfBytes(bytes);
	try {
		if (form === 'ndjson') yield* linesOf(bytes, refuse, listener);
		else yield* bundleOf(bytes, form, refuse, listener);
	} catch (error) {
		if (!(error instanceof FormatError)) throw error;
		const place = form === 'json' ? placeInWhole(bytes, error) : error;
		refuse('input.records', `this cannot be read as ${form === 'ndjson' ? 'NDJSON' : 'JSON'}: ${place.message}`);
	}
}

/** Whoever looks for brackets only notices a fault late, so the whole is parsed once more to name the place. */
function placeInWhole(bytes: Uint8Array, found: FormatError): FormatError {
	try {
		parseSpan(bytes, { from: 0, to: bytes.length });
		return found;
	} catch (error) {
		return error instanceof FormatError ? error : found;
	}
}

/** A resource on each line, as Bulk Data gives it. */
function* linesOf(bytes: Uint8Array, refuse: Refuse, { note }: Listener): Generator<Entry> {
	let number = 0;
	for (let from = 0; from < bytes.length; ) {
		const lineEnd = bytes.indexOf(0x0a, from);
		const to = lineEnd < 0 ? bytes.length : lineEnd;
		const line = { from: afterMark(bytes, from), to };
		from = to + 1;
		number++;
		if (kindOf(bytes, line) === 'nothing') continue;
		const name = `line ${number}`;
		const content = parseSpan(bytes, line);
		if (!isObject(content)) return refuse('input.records', `${name} is not a FHIR resource`);
		if (!isOutcome(content, name, refuse, note)) yield { name, content };
	}
}

/** Whose resources are the record as it stands. Of all others a sentence says why they are not read. */
const BUNDLE_TYPES: Record<string, string | undefined> = {
	collection: undefined,
	document: undefined,
	transaction: undefined,
	batch: undefined,
	searchset: undefined,
	history: 'this is a history, which holds several versions of a resource and deleted ones; ask the server for the current versions',
	message: 'this is a message, whose resources mean what its event says; give the resources as a Bundle of type "collection"',
	'subscription-notification': 'this is a notification of changes, not a record; ask the server for the resources themselves',
	'transaction-response': 'this is the answer to a transaction, not a record; ask the server for the resources themselves',
	'batch-response': 'this is the answers to a batch, not a record; give what it asked for as a Bundle of type "collection"',
};

function* bundleOf(bytes: Uint8Array, form: Form, refuse: Refuse, listener: Listener): Generator<Entry> {
	const whole: Span = { from: 0, to: bytes.length };
	if (form === 'xml') return refuse('input.records', XML_SENTENCE.replace(/\.$/, ''));
	if (form === 'empty') return refuse('input.records', 'there is nothing in it to be read as JSON');
	if (kindOf(bytes, whole) !== 'object') {
		parseSpan(bytes, whole);
		return refuse('input.records', 'this is JSON, but not a FHIR Bundle');
	}
	const head: JsonObject = {};
	let entries: Span | undefined;
	for (const { name, value } of membersOf(bytes, whole)) {
		if (name === 'entry') entries = value;
		else Object.defineProperty(head, name, { value: parseSpan(bytes, value), enumerable: true });
	}
	const type = checkHead(head, refuse);
	const isWhole = checkSignature(head, type, refuse);
	if (isWhole) {
		checkNoResourceBeside('entry', head, 'the Bundle', refuse);
		listener.note(SIGNED_DOCUMENT);
		listener.keepWhole(parseSpan(bytes, whole) as JsonObject);
	} else if (type === 'document') listener.note(DOCUMENT);
	if (entries !== undefined && kindOf(bytes, entries) !== 'array') return refuse('input.records', 'the Bundle\'s "entry" is not a list');
	let number = 0;
	let matches = 0;
	for (const span of entries === undefined ? [] : itemsOf(bytes, entries)) {
		const name = `entry ${++number}`;
		const entry = parseSpan(bytes, span);
		if (!isObject(entry)) return refuse('input.records', `${name} of the Bundle is not an object`);
		const mode = checkEntry(entry, type, name, refuse);
		const content = entry['resource'];
		if (!isObject(content)) return refuse('input.records', `${name} holds no FHIR resource`);
		if (isWhole) {
			// Nothing of it can be left out, so what elsewhere would be is judged like everything else.
			checkNoResourceBeside('resource', entry, name, refuse);
			if (content['resourceType'] === 'OperationOutcome') checkOutcome(content, name, refuse);
			matches++;
			yield { name, content, ...withFullUrl(entry) };
			continue;
		}
		if (mode === 'outcome' || content['resourceType'] === 'OperationOutcome') {
			if (!isOutcome(content, name, refuse, listener.note)) return refuse('input.records', `${name} is marked as an outcome and is none`);
			continue;
		}
		if (mode !== 'include') matches++;
		yield { name, content, ...withFullUrl(entry), ...(mode === undefined ? {} : { mode }) };
	}
	checkWhole(head, matches, refuse);
}

const DOCUMENT = 'this is a document: its resources are kept one by one, and the identifier and timestamp of the document itself are not.';
const SIGNED_DOCUMENT = 'this is a signed document: it is kept whole, as one record of class Bundle, so that its signature stays. Grants, exclusions and refusals of other classes do not reach what is in it.';

function withFullUrl(entry: JsonObject): { fullUrl?: string } {
	const fullUrl = textOf(entry['fullUrl']);
	return fullUrl === undefined ? {} : { fullUrl };
}

function checkHead(head: JsonObject, refuse: Refuse): string {
	if (head['resourceType'] !== 'Bundle') return refuse('input.records', 'this is JSON, but not a FHIR Bundle');
	const { type } = head;
	if (type === undefined) return refuse('input.records', 'the Bundle does not say its "type"; without it nobody knows what its entries are');
	if (typeof type !== 'string' || !Object.hasOwn(BUNDLE_TYPES, type)) return refuse('input.records', 'the Bundle\'s "type" is none that FHIR R4 or R5 knows');
	const why = BUNDLE_TYPES[type];
	if (why !== undefined) return refuse('input.records', why);
	for (const name of ['modifierExtension', 'implicitRules']) {
		if (name in head) return refuse('input.records', `the Bundle has "${name}", which changes what it means in a way that is not known here`);
	}
	if (isSubsetted(head)) return refuse('input.incomplete', 'the Bundle is tagged SUBSETTED: it is a part of what the server has');
	for (const name of ['link', 'issues']) {
		const isForm = name === 'link' ? head[name] === undefined || Array.isArray(head[name]) && head[name].every(isObject) : head[name] === undefined || isObject(head[name]);
		if (!isForm) return refuse('input.records', `the Bundle's "${name}" is not of FHIR's form`);
	}
	return type;
}

/**
 * Whether it is a signed document. A document is what somebody attests as a whole; of other Bundles a signature says something about how they
 * were sent. What does not sign keeps no document whole, since refusals of a class do not reach into it.
 */
function checkSignature(head: JsonObject, type: string, refuse: Refuse): boolean {
	if (!('signature' in head)) return false;
	const { signature } = head;
	if (!isObject(signature)) return refuse('input.records', 'the Bundle\'s "signature" is not of FHIR\'s form');
	if (type !== 'document') {
		return refuse('input.unsealable', `the Bundle is signed; its resources are sealed one by one, and the signature would be lost. Keep the signed ${type} elsewhere, and give the Bundle without "signature"`);
	}
	if (!textOf(signature['data'])) return refuse('input.records', 'the Bundle\'s "signature" has no data, so it proves nothing; give the Bundle without it');
	return true;
}

/** The methods by which an entry says that its resource is to be as it stands. */
const CREATING = new Set(['POST', 'PUT']);

function checkEntry(entry: JsonObject, type: string, name: string, refuse: Refuse): 'match' | 'include' | 'outcome' | undefined {
	if ('modifierExtension' in entry) return refuse('input.records', `${name} has "modifierExtension", which changes what it means in a way that is not known here`);
	if ('fullUrl' in entry && !textOf(entry['fullUrl'])) return refuse('input.records', `${name} has a "fullUrl" that is not text`);
	const { request, response, search } = entry;
	if (response !== undefined) checkResponse(response, name, refuse);
	if (request !== undefined) {
		const method = isObject(request) ? textOf(request['method']) : undefined;
		if (method === undefined || !CREATING.has(method)) {
			const what = method !== undefined && /^(GET|HEAD|DELETE|PATCH)$/.test(method) ? `a ${method}` : 'of no known method';
			return refuse('input.records', `${name} is ${what}; only resources that a ${type} creates or replaces (POST, PUT) can be kept`);
		}
		checkUrl(method, request as JsonObject, entry['resource'], name, refuse);
	}
	if (search === undefined) return undefined;
	const mode = isObject(search) ? search['mode'] : null;
	if (mode === undefined || mode === 'match' || mode === 'include' || mode === 'outcome') return mode;
	return refuse('input.records', `${name} has a "search.mode" that FHIR does not know`);
}

/** A server that answers 404 or 410 has no such resource, or none any more. */
function checkResponse(response: Json, name: string, refuse: Refuse): void {
	const { status, outcome } = isObject(response) ? response : { status: null, outcome: undefined };
	if (status !== undefined && !(typeof status === 'string' && /^2\d\d\b/.test(status))) {
		refuse('input.records', `${name} has a "response.status" that does not say that the server has the resource`);
	}
	if (isObject(outcome)) checkOutcome(outcome, `"response.outcome" of ${name}`, refuse);
}

/** Where a resource is to be must not say of it that it is another one: its id and type, and whose identifier is asked for, are its own. */
function checkUrl(method: string, { url }: JsonObject, resource: Json | undefined, name: string, refuse: Refuse): void {
	if (url === undefined || !isObject(resource)) return;
	const [type, id] = [textOf(resource['resourceType']) ?? '', textOf(resource['id'])];
	const text = (textOf(url) ?? '?').replace(/^\//, '');
	const target = targetOf(text);
	const fits = method === 'POST' ? text.replace(/^https?:\/\/[^?#]+\//, '') === type
		: target.form === 'rest' ? target.type === type && (id === undefined || target.id === id)
		: target.form === 'conditional' && target.type === type && hasIdentifier(resource, target.query);
	if (!fits) refuse('input.records', `${name} has a "request.url" that does not fit the type, id and identifiers of its resource`);
}

/** Whether a search by identifier, and by nothing else, finds this resource. */
function hasIdentifier(resource: JsonObject, query: URLSearchParams): boolean {
	const [[parameter, value] = [], ...more] = [...query];
	if (parameter !== 'identifier' || value === undefined || more.length > 0) return false;
	return identifiersOf(resource['identifier']).some((own) => value === own.value || value === `${own.system ?? ''}|${own.value}`);
}

/** A server's message is no record. One that tells of an error says that something is missing. */
function isOutcome(content: JsonObject, name: string, refuse: Refuse, note: (sentence: string) => void): boolean {
	if (content['resourceType'] !== 'OperationOutcome') return false;
	checkOutcome(content, name, refuse);
	note(`${name} is a message of the server (OperationOutcome) and was left out; read it: it may say that something is missing.`);
	return true;
}

/** Codes of an issue that say, whatever its severity, that not all was given. */
const NOT_ALL = new Set(['incomplete', 'too-costly']);
const NO_ERROR = new Set(['warning', 'information', 'success']);

function checkOutcome(outcome: JsonObject, name: string, refuse: Refuse): void {
	for (const issue of [outcome['issue'] ?? []].flat()) {
		const [severity, code] = isObject(issue) ? [issue['severity'], issue['code']] : [];
		if (typeof severity !== 'string' || !NO_ERROR.has(severity)) {
			refuse('input.incomplete', `${name} is the server's message of an error (OperationOutcome): what was asked for is not all here`);
		}
		if (typeof code === 'string' && NOT_ALL.has(code.trim().toLowerCase())) {
			refuse('input.incomplete', `${name} is the server's message that not all is here (OperationOutcome, "${code.trim().toLowerCase()}")`);
		}
	}
}

function checkWhole(head: JsonObject, matches: number, refuse: Refuse): void {
	if (isObject(head['issues'])) checkOutcome(head['issues'], '"issues" of the Bundle', refuse);
	const links = objectsOf(head['link']).map(({ relation, url }) => ({ relation: textOf(relation) ?? '', url: textOf(url) ?? '' }));
	const lack = lackOf({ links, total: totalOf(head['total'], refuse), matches }, true);
	if (lack) refuse('input.incomplete', lack.why);
}

function totalOf(total: Json | undefined, refuse: Refuse): number | undefined {
	if (total === undefined) return undefined;
	if (!isLosslessNumber(total) || !/^\d{1,10}$/.test(total.value)) return refuse('input.records', 'the Bundle\'s "total" is not a number');
	return Number(total.value);
}
