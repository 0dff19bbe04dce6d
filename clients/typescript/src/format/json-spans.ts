/**
 * Where the parts of a large JSON text stand in its bytes, so that they can be parsed one by one and the whole never is.
 *
 * Only brackets, commas, colons and strings are looked at. A text is valid if its outermost structure passes here and
 * {@link parseSpan} takes every part of it.
 */
import { FormatError } from './bytes.ts';
import { type Json, JsonError, parseJson } from './json.ts';

/** `from ≤ index < to` in the bytes of the text. */
export interface Span {
	from: number;
	to: number;
}

const [QUOTE, BACKSLASH, COLON, COMMA] = [0x22, 0x5c, 0x3a, 0x2c];
const [OBJECT, OBJECT_END, ARRAY, ARRAY_END] = [0x7b, 0x7d, 0x5b, 0x5d];
const SPACES = new Set([0x20, 0x09, 0x0a, 0x0d]);

/** The members of the one object that `span` holds, in their order; a name that stands there twice is an error. */
export function* membersOf(bytes: Uint8Array, span: Span): Generator<{ name: string; value: Span }> {
	const names = new Set<string>();
	for (let at = firstPart(bytes, span, OBJECT, OBJECT_END); at !== undefined; ) {
		if (bytes[at] !== QUOTE) throw errorAt(bytes, at);
		const nameEnd = endOfString(bytes, at, span.to);
		const name = parseSpan(bytes, { from: at, to: nameEnd }) as string;
		if (names.has(name)) throw errorAt(bytes, at, 'a duplicate key');
		names.add(name);
		const colon = skipSpaces(bytes, nameEnd, span.to);
		if (bytes[colon] !== COLON || colon >= span.to) throw errorAt(bytes, colon);
		const from = skipSpaces(bytes, colon + 1, span.to);
		const to = endOfValue(bytes, from, span.to);
		yield { name, value: { from, to } };
		at = nextPart(bytes, to, span.to, OBJECT_END);
	}
}

/** The items of the one array that `span` holds. */
export function* itemsOf(bytes: Uint8Array, span: Span): Generator<Span> {
	for (let from = firstPart(bytes, span, ARRAY, ARRAY_END); from !== undefined; ) {
		const to = endOfValue(bytes, from, span.to);
		yield { from, to };
		from = nextPart(bytes, to, span.to, ARRAY_END);
	}
}

/** Whether the first thing in `span` is an object, an array, something else or nothing. */
export function kindOf(bytes: Uint8Array, span: Span): 'object' | 'array' | 'other' | 'nothing' {
	const start = skipSpaces(bytes, span.from, span.to);
	if (start === span.to) return 'nothing';
	return bytes[start] === OBJECT ? 'object' : bytes[start] === ARRAY ? 'array' : 'other';
}

/** The value in `span`, read strictly; an error names the place in the whole text. */
export function parseSpan(bytes: Uint8Array, { from, to }: Span): Json {
	try {
		return parseJson(new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes.subarray(from, to)));
	} catch (error) {
		if (error instanceof JsonError) {
			const { line, column } = placeOf(bytes, from);
			throw new JsonError(error.what, line + error.line - 1, error.line === 1 ? column + error.column - 1 : error.column);
		}
		if (error instanceof TypeError) throw new FormatError('text that is not UTF-8');
		throw error;
	}
}

/** Where the first part begins between the brackets, if there is one. */
function firstPart(bytes: Uint8Array, { from, to }: Span, open: number, close: number): number | undefined {
	const bracket = skipSpaces(bytes, from, to);
	if (bytes[bracket] !== open) throw errorAt(bytes, bracket);
	const at = skipSpaces(bytes, bracket + 1, to);
	if (bytes[at] !== close || at >= to) return at;
	checkEnd(bytes, at + 1, to);
	return undefined;
}

/** Where the next part begins after one that ends at `from`; after the last the closing bracket ends the text. */
function nextPart(bytes: Uint8Array, from: number, to: number, close: number): number | undefined {
	const at = skipSpaces(bytes, from, to);
	if (at >= to) throw errorAt(bytes, at);
	if (bytes[at] === COMMA) return skipSpaces(bytes, at + 1, to);
	if (bytes[at] !== close) throw errorAt(bytes, at);
	checkEnd(bytes, at + 1, to);
	return undefined;
}

function checkEnd(bytes: Uint8Array, at: number, to: number): void {
	const rest = skipSpaces(bytes, at, to);
	if (rest < to) throw errorAt(bytes, rest);
}

function endOfValue(bytes: Uint8Array, from: number, to: number): number {
	const first = bytes[from];
	if (first === QUOTE) return endOfString(bytes, from, to);
	if (first === OBJECT || first === ARRAY) return endOfBrackets(bytes, from, to);
	let at = from;
	while (at < to && bytes[at] !== COMMA && bytes[at] !== OBJECT_END && bytes[at] !== ARRAY_END && !SPACES.has(bytes[at] as number)) at++;
	if (at === from) throw errorAt(bytes, at);
	return at;
}

function endOfBrackets(bytes: Uint8Array, from: number, to: number): number {
	let open = 0;
	for (let at = from; at < to; at++) {
		const byte = bytes[at];
		if (byte === QUOTE) at = endOfString(bytes, at, to) - 1;
		else if (byte === OBJECT || byte === ARRAY) open++;
		else if ((byte === OBJECT_END || byte === ARRAY_END) && --open === 0) return at + 1;
	}
	throw errorAt(bytes, to);
}

function endOfString(bytes: Uint8Array, from: number, to: number): number {
	for (let at = from + 1; at < to; at++) {
		if (bytes[at] === BACKSLASH) at++;
		else if (bytes[at] === QUOTE) return at + 1;
	}
	throw errorAt(bytes, to);
}

function skipSpaces(bytes: Uint8Array, from: number, to: number): number {
	let at = from;
	while (at < to && SPACES.has(bytes[at] as number)) at++;
	return at;
}

function errorAt(bytes: Uint8Array, at: number, what = 'not valid JSON'): JsonError {
	const { line, column } = placeOf(bytes, at);
	return new JsonError(what, line, column);
}

function placeOf(bytes: Uint8Array, at: number): { line: number; column: number } {
	let line = 1;
	let lineStart = 0;
	for (let i = 0; i < Math.min(at, bytes.length); i++) {
		if (bytes[i] !== 0x0a) continue;
		line++;
		lineStart = i + 1;
	}
	return { line, column: new TextDecoder().decode(bytes.subarray(lineStart, at)).length + 1 };
}
