/** What of a bundle must not be found on the chain: what tells who the patient is, and hashes that could be guessed from it. */
import type { PatientRecords, Resource } from '@salus/client/fhir/records';
import { isJsonObject, type Json, type JsonObject, membersOf } from '@salus/client/format';
import type { Secrets } from './census.ts';

/** Elements of a Patient whose texts are about one person. */
const PERSONAL = new Set(['name', 'birthDate', 'identifier', 'telecom', 'address', 'contact']);
/** Members that hold codes and systems, which many people share. */
const SHARED = new Set(['system', 'use', 'type', 'code', 'url', 'extension', 'relationship', 'period']);
/** Shorter texts stand in random bytes by chance. */
const SHORTEST = 5;

export function secretsOf({ resources }: PatientRecords): Secrets {
	const texts = resources.flatMap(patientsIn).flatMap(({ fullUrl = null, resource: { id = null, ...content } }) =>
		[...textsIn(fullUrl), ...textsIn(id), ...Object.entries(content).filter(([name]) => PERSONAL.has(name)).flatMap(([, value]) => textsIn(value))]);
	return { texts: texts.filter((text) => Buffer.byteLength(text) >= SHORTEST), hashed: resources.flatMap(hashedOf) };
}

/** The Patient of a record: the record itself, or what a signed document holds. */
function patientsIn(record: Resource): { fullUrl?: Json; resource: JsonObject }[] {
	if (record.resourceType === 'Patient') return [record.content()];
	if (record.resourceType !== 'Bundle') return [];
	return [record.content().resource['entry'] ?? []].flat().flatMap((entry) => {
		const { fullUrl, resource } = isJsonObject(entry) ? entry : {};
		return isJsonObject(resource) && resource['resourceType'] === 'Patient' ? [{ ...(fullUrl === undefined ? {} : { fullUrl }), resource }] : [];
	});
}

/** What is sealed, and the resource alone: somebody might hash either. */
function hashedOf({ canonical }: Resource): Uint8Array[] {
	const members = [...membersOf(canonical, { from: 0, to: canonical.length })];
	return [canonical, ...members.filter(({ name }) => name === 'resource').map(({ value }) => canonical.subarray(value.from, value.to))];
}

function textsIn(value: Json): string[] {
	if (typeof value === 'string') return [value];
	if (Array.isArray(value)) return value.flatMap(textsIn);
	if (!isJsonObject(value)) return [];
	return Object.entries(value).filter(([name]) => !SHARED.has(name)).flatMap(([, inner]) => textsIn(inner));
}
