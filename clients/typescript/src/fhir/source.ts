/** Reading what a user names on the command line: a file, or `-` for standard input. Only Node. */
import { isUtf8 } from 'node:buffer';
import { open } from 'node:fs/promises';
import type { Readable } from 'node:stream';
import { InputError } from '../errors.ts';
import { FormatError } from '../format/bytes.ts';
import { type Json, parseJson } from '../format/json.ts';

export { printable } from './wording.ts';

/** Larger sources are refused rather than read: all of a source is held in memory. */
export const MAX_SOURCE_BYTES = 64 * 1024 * 1024;

/** What a text is by its first character and lines; nothing is parsed. */
export type Form = 'json' | 'ndjson' | 'xml' | 'empty';

/** The bytes of a source: text in UTF-8, without a byte order mark. An error names source and cause, never content. */
export async function readSourceBytes(source: string): Promise<Uint8Array> {
	const bytes = source === '-' ? await readAll(process.stdin, source) : await readFileOf(source);
	if (!isUtf8(bytes)) throw new InputError('input.encoding', `${nameOf(source)}: this is not text in UTF-8.`);
	return bytes.subarray(afterMark(bytes, 0));
}

/** Where a text goes on after a byte order mark, if there is one: files that were put together have some within, too. */
export function afterMark(bytes: Uint8Array, at: number): number {
	return bytes[at] === 0xef && bytes[at + 1] === 0xbb && bytes[at + 2] === 0xbf ? at + 3 : at;
}

/** The text of a source, without a byte order mark. */
export async function readSource(source: string): Promise<string> {
	return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(await readSourceBytes(source));
}

/** The one JSON value of a source, strictly: duplicate names, trailing text and the like are errors. */
export async function readJsonSource(source: string): Promise<Json> {
	return parseSource(source, await readSource(source));
}

/** The one JSON value in `text`, which was read from `source`. */
export function parseSource(source: string, text: string): Json {
	try {
		return parseJson(text);
	} catch (error) {
		if (!(error instanceof FormatError)) throw error;
		throw new InputError('input.json', `${nameOf(source)}: ${sentenceAbout(formOf(text), error)}`);
	}
}

export function formOf(text: string): Form {
	return formOfBytes(Buffer.from(text));
}

/** The same of a text's bytes. */
export function formOfBytes(bytes: Uint8Array): Form {
	const start = afterSpaces(bytes, 0);
	if (start === bytes.length) return 'empty';
	if (bytes[start] === code('<')) return 'xml';
	const lineEnd = bytes.indexOf(code('\n'), start);
	if (bytes[start] !== code('{') || lineEnd < 0) return 'json';
	let last = lineEnd - 1;
	while (isSpace(bytes[last])) last--;
	return bytes[last] === code('}') && bytes[startOfNext(bytes, lineEnd)] === code('{') ? 'ndjson' : 'json';
}

function afterSpaces(bytes: Uint8Array, from: number): number {
	let at = from;
	while (at < bytes.length && isSpace(bytes[at])) at++;
	return at;
}

/** The first line with something in it may begin with a byte order mark. */
function startOfNext(bytes: Uint8Array, lineEnd: number): number {
	return afterSpaces(bytes, afterMark(bytes, afterSpaces(bytes, lineEnd)));
}

function isSpace(byte: number | undefined): boolean {
	return byte === code(' ') || byte === code('\t') || byte === code('\n') || byte === code('\r');
}

function code(char: string): number {
	return char.charCodeAt(0);
}

/** How messages call a source. */
export function nameOf(source: string): string {
	return source === '-' ? 'standard input' : source;
}

/** Why XML is not read, and what to do. */
export const XML_SENTENCE = 'this is XML; FHIR is read as JSON only. Ask the server for application/fhir+json.';

function sentenceAbout(form: Form, { message }: FormatError): string {
	switch (form) {
		case 'empty': return 'there is nothing in it.';
		case 'xml': return XML_SENTENCE;
		case 'ndjson': return 'this is NDJSON (a resource on each line), and one JSON value is expected here.';
		default: return `this cannot be read as JSON: ${message}.`;
	}
}

async function readFileOf(file: string): Promise<Uint8Array> {
	try {
		const handle = await open(file);
		return await readAll(handle.createReadStream(), file);
	} catch (error) {
		if (error instanceof InputError) throw error;
		const causes: Record<string, string> = {
			ENOENT: 'there is no such file',
			EISDIR: 'this is a folder, not a file',
			EACCES: 'this file may not be read',
		};
		throw new InputError('input.file', `${file}: ${causes[String((error as NodeJS.ErrnoException).code)] ?? 'this file cannot be read'}.`);
	}
}

/** Everything that a stream gives; pipes tell no size beforehand, so it is counted. */
async function readAll(stream: Readable, source: string): Promise<Uint8Array> {
	const chunks: Uint8Array[] = [];
	let size = 0;
	for await (const chunk of stream as AsyncIterable<Uint8Array>) {
		size += chunk.length;
		if (size > MAX_SOURCE_BYTES) throw new InputError('input.too-large', `${nameOf(source)}: it has more than the ${MAX_SOURCE_BYTES} bytes that are read.`);
		chunks.push(chunk);
	}
	return chunks.length === 1 ? (chunks[0] as Uint8Array) : Buffer.concat(chunks);
}
