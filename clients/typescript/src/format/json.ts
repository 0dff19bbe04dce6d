/**
 * Canonical JSON of record format v1: RFC 8785's key order and string escapes, but every number as
 * its source wrote it. Plain RFC 8785 turns FHIR's `1.10` into `1.1`, and precision is clinical
 * information.
 */
import { LosslessNumber, isLosslessNumber, parse } from 'lossless-json';
import { FormatError, utf8ToBytes } from './bytes.ts';

/** A JSON value whose numbers keep the text that the source wrote. */
export type Json = null | boolean | string | LosslessNumber | Json[] | JsonObject;
export type JsonObject = { [key: string]: Json };

export { LosslessNumber, isLosslessNumber };

export function isJsonObject(value: Json | undefined): value is JsonObject {
	return typeof value === 'object' && value !== null && !Array.isArray(value) && !isLosslessNumber(value);
}

/** Text that is not JSON as it must be, with the place where that shows; both count from 1. */
export class JsonError extends FormatError {
	override name = 'JsonError';
	readonly what: string;
	readonly line: number;
	readonly column: number;

	constructor(what: string, line: number, column: number) {
		super(`${what} at line ${line}, column ${column}`);
		this.what = what;
		this.line = line;
		this.column = column;
	}
}

/** Deeper nesting than any FHIR resource has; a bound so that a hostile text cannot exhaust the stack. */
export const MAX_DEPTH = 200;

/**
 * Reads one JSON text. Duplicate keys, unpaired surrogates and nesting beyond {@link MAX_DEPTH} are
 * refused. An error names the place, never the content: what is read may be a person's record.
 */
export function parseJson(text: string): Json {
	const { colons, depth } = survey(text);
	if (depth > MAX_DEPTH) throw new FormatError(`the JSON is nested more than ${MAX_DEPTH} deep`);
	let value: Json;
	try {
		value = parse(text, undefined, {
			parseNumber: (number) => new LosslessNumber(number),
			onDuplicateKey: ({ position }) => {
				throw new SyntaxError(`Duplicate key at position ${position}`);
			},
		}) as Json;
	} catch (error) {
		throw describe(text, error);
	}
	// The parser lets a repeated key pass whose values are equal. Outside of strings every colon belongs
	// to one key, so the count tells.
	if (countKeys(value) !== colons) throw new FormatError('the JSON has an object with a duplicate key');
	return value;
}

/** The canonical text of `value`. */
export function canonicalJson(value: Json): string {
	if (value === null || typeof value === 'boolean') return String(value);
	if (typeof value === 'string') return quote(value);
	if (isLosslessNumber(value)) return value.value;
	if (Array.isArray(value)) return `[${value.map(canonicalJson).join(',')}]`;
	// Array.prototype.sort compares UTF-16 code units, which is the order that RFC 8785 asks for.
	const members = Object.keys(value).sort();
	return `{${members.map((key) => `${quote(key)}:${canonicalJson(value[key] as Json)}`).join(',')}}`;
}

/** The bytes that are committed to and sealed. */
export function canonicalBytes(value: Json): Uint8Array {
	return utf8ToBytes(canonicalJson(value));
}

/** Most strings of a record: printable ASCII without quotes and backslashes. */
const NOTHING_TO_ESCAPE = /^[ !#-[\]-~]*$/;

// JSON.stringify escapes exactly as RFC 8785, section 3.2.2.2, except that it lets unpaired surrogates
// through as escapes, which the RFC forbids.
function quote(text: string): string {
	if (NOTHING_TO_ESCAPE.test(text)) return `"${text}"`;
	if (!text.isWellFormed()) throw new FormatError('a string holds an unpaired surrogate');
	return JSON.stringify(text);
}

/** How many colons and how deep brackets stand outside of strings. */
function survey(text: string): { colons: number; depth: number } {
	let colons = 0;
	let open = 0;
	let depth = 0;
	let inString = false;
	for (let i = 0; i < text.length; i++) {
		const char = text[i];
		if (inString) {
			if (char === '\\') i++;
			else if (char === '"') inString = false;
		} else if (char === '"') inString = true;
		else if (char === ':') colons++;
		else if (char === '{' || char === '[') depth = Math.max(depth, ++open);
		else if (char === '}' || char === ']') open--;
	}
	return { colons, depth };
}

function countKeys(value: Json): number {
	if (value === null || typeof value !== 'object' || isLosslessNumber(value)) return 0;
	if (Array.isArray(value)) return value.reduce<number>((sum, item) => sum + countKeys(item), 0);
	return Object.keys(value).reduce((sum, key) => sum + 1 + countKeys(value[key] as Json), 0);
}

function describe(text: string, error: unknown): JsonError {
	const message = error instanceof Error ? error.message : '';
	const position = Number(/position (\d+)/.exec(message)?.[1] ?? text.length);
	const before = text.slice(0, position).split('\n');
	const what = message.startsWith('Duplicate') ? 'a duplicate key' : 'not valid JSON';
	return new JsonError(what, before.length, (before.at(-1)?.length ?? 0) + 1);
}
