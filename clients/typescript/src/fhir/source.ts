/** Reading what a user names on the command line: a file, or `-` for standard input. Only Node. */
import { open } from 'node:fs/promises';
import type { Readable } from 'node:stream';
import { InputError } from '../errors.ts';
import { FormatError } from '../format/bytes.ts';
import { type Json, parseJson } from '../format/json.ts';

/** Larger sources are refused rather than read: all of a source is held in memory. */
export const MAX_SOURCE_BYTES = 64 * 1024 * 1024;

/** What a text is by its first character and lines; nothing is parsed. */
export type Form = 'json' | 'ndjson' | 'xml' | 'empty';

/** The text of a source, without a byte order mark. An error names source and cause, never content. */
export async function readSource(source: string): Promise<string> {
	const bytes = source === '-' ? await readAll(process.stdin, source) : await readFileOf(source);
	try {
		// The decoder takes a byte order mark away.
		return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
	} catch {
		throw new InputError('input.encoding', `${nameOf(source)}: this is not text in UTF-8.`);
	}
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
	const start = text.trimStart();
	if (start === '') return 'empty';
	if (start.startsWith('<')) return 'xml';
	const [first = '', second = ''] = start.split(/\r?\n/, 2).map((line) => line.trim());
	return first.startsWith('{') && first.endsWith('}') && second.startsWith('{') ? 'ndjson' : 'json';
}

/** How messages call a source. */
export function nameOf(source: string): string {
	return source === '-' ? 'standard input' : source;
}

function sentenceAbout(form: Form, { message }: FormatError): string {
	switch (form) {
		case 'empty': return 'there is nothing in it.';
		case 'xml': return 'this is XML; FHIR is read as JSON only. Ask the server for application/fhir+json.';
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
	return Buffer.concat(chunks);
}
