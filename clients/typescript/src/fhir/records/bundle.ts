/** A FHIR Bundle of one patient, read and checked before anything else happens. */
import { readFile, stat } from 'node:fs/promises';
import { FormatError } from '../../format/bytes.ts';
import { className, classOf } from '../../format/classes.ts';
import { canonicalJson, parseJson, type Json, type JsonObject } from '../../format/json.ts';
import { MAX_LEAVES } from '../../format/merkle.ts';
import { InputError } from '../../errors.ts';

/** Larger files are refused rather than read: the whole bundle is held in memory. */
const MAX_FILE_BYTES = 64 * 1024 * 1024;

export interface Resource {
	recordClass: number;
	content: JsonObject;
}

export interface PatientBundle {
	/** The path as the user named it. */
	file: string;
	/** Every resource of the bundle, in its order, the Patient among them. */
	resources: Resource[];
}

/** Reads a bundle; whatever makes it unusable is a {@link InputError} that names file and cause, never content. */
export async function readBundle(file: string): Promise<PatientBundle> {
	const refuse = (why: string): never => {
		throw new InputError('input.file', `${file}: ${why}.`);
	};
	const bytes = await readBytes(file, refuse);
	const bundle = parse(bytes, refuse);
	if (!isObject(bundle) || bundle['resourceType'] !== 'Bundle') return refuse('this is JSON, but not a FHIR Bundle');
	const entries = bundle['entry'] ?? [];
	if (!Array.isArray(entries)) return refuse('the Bundle\'s "entry" is not a list');
	const resources = entries.flatMap((entry, index) => {
		if (!isObject(entry)) return refuse(`entry ${index + 1} of the Bundle is not an object`);
		const content = entry['resource'];
		// A transaction may hold entries without a resource, such as deletions: nothing to keep.
		if (content === undefined) return [];
		return [isObject(content) ? resource(content, index, refuse) : refuse(`entry ${index + 1} holds no FHIR resource`)];
	});
	checkPatient(resources, refuse);
	return { file, resources };
}

/** How many resources there are of each class, the most frequent first. */
export function countByClass(resources: Resource[]): Map<number, number> {
	const counts = new Map<number, number>();
	for (const { recordClass } of resources) counts.set(recordClass, (counts.get(recordClass) ?? 0) + 1);
	return new Map([...counts].sort(([a, m], [b, n]) => n - m || a - b));
}

function resource(content: JsonObject, index: number, refuse: (why: string) => never): Resource {
	const type = content['resourceType'];
	const recordClass = typeof type === 'string' ? classOf(type) : undefined;
	if (recordClass === undefined) return refuse(`entry ${index + 1} is of no resource type that FHIR R4 or R5 knows`);
	try {
		canonicalJson(content);
	} catch {
		refuse(`entry ${index + 1} holds text that is not valid Unicode`);
	}
	return { recordClass, content };
}

function checkPatient(resources: Resource[], refuse: (why: string) => never): void {
	const counts = countByClass(resources);
	const patients = counts.get(classOf('Patient') as number) ?? 0;
	if (patients === 0) refuse('the Bundle holds no Patient; it must be the record of exactly one');
	if (patients > 1) refuse(`the Bundle holds ${patients} Patients; it must be the record of exactly one`);
	if (resources.length === 1) refuse('the Bundle holds a Patient and no other resource, so there is no record to keep');
	for (const [recordClass, count] of counts) {
		if (count > MAX_LEAVES) {
			refuse(`the Bundle holds ${count} resources of type ${className(recordClass)}; one batch takes ${MAX_LEAVES}`);
		}
	}
}

async function readBytes(file: string, refuse: (why: string) => never): Promise<Uint8Array> {
	try {
		const { size } = await stat(file);
		if (size > MAX_FILE_BYTES) refuse(`the file has ${size} bytes; at most ${MAX_FILE_BYTES} are read`);
		return await readFile(file);
	} catch (error) {
		if (error instanceof InputError) throw error;
		const causes: Record<string, string> = {
			ENOENT: 'there is no such file',
			EISDIR: 'this is a folder, not a file',
			EACCES: 'this file may not be read',
		};
		return refuse(causes[String((error as NodeJS.ErrnoException).code)] ?? 'this file cannot be read');
	}
}

function parse(bytes: Uint8Array, refuse: (why: string) => never): Json {
	let text: string;
	try {
		text = new TextDecoder('utf-8', { fatal: true }).decode(bytes);
	} catch {
		return refuse('this is not text in UTF-8');
	}
	try {
		return parseJson(text);
	} catch (error) {
		if (error instanceof FormatError) return refuse(`this cannot be read as JSON: ${error.message}`);
		throw error;
	}
}

function isObject(value: Json | undefined): value is JsonObject {
	return typeof value === 'object' && value !== null && !Array.isArray(value) && !('isLosslessNumber' in value);
}
