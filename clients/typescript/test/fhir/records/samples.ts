/** Small records to read, and what becomes of them. */
import assert from 'node:assert/strict';
import { InputError } from '../../../src/errors.ts';
import { type PatientRecords, type ReadOptions, recordsIn } from '../../../src/fhir/records/index.ts';

export type Json = Record<string, unknown>;

export const BASE = 'https://hospital.example/fhir';
export const IDENTIFIER = { system: 'urn:oid:2.999.1', value: 'MRN-1' };
export const PATIENT: Json = { resourceType: 'Patient', id: 'p1', identifier: [IDENTIFIER] };

/** A word that stands in every sample and must stand in no message. */
export const SECRET = 'Psittacosis';

export function observation(more: Json = {}): Json {
	return { resourceType: 'Observation', id: 'o1', status: 'final', code: { text: SECRET }, subject: { reference: 'Patient/p1' }, ...more };
}

export function bundle(resources: Json[], more: Json = {}): Json {
	return { resourceType: 'Bundle', type: 'collection', entry: resources.map((resource) => ({ resource })), ...more };
}

export function bundleOf(entry: Json[], more: Json = {}): Json {
	return { resourceType: 'Bundle', type: 'collection', entry, ...more };
}

export function read(value: unknown, options?: ReadOptions): PatientRecords {
	const text = typeof value === 'string' ? value : JSON.stringify(value);
	return recordsIn(new TextEncoder().encode(text), 'record.json', options);
}

/** Refused with this code, in one sentence that names the source, says `why` and nothing of the content. */
export function refused(value: unknown, code: string, why: RegExp, options?: ReadOptions): void {
	assert.throws(() => read(value, options), (error: Error) => {
		assert.ok(error instanceof InputError, error.stack ?? '');
		assert.equal(error.code, code, error.message);
		assert.match(error.message, why);
		assert.match(error.message, /^record\.json: .*\.$/);
		assert.doesNotMatch(error.message, new RegExp(`${SECRET}|MRN-1|\\n`));
		return true;
	});
}
