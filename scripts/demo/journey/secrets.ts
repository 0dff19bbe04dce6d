/** What of a bundle must not be found on the chain: what tells who the patient is, and hashes that could be guessed from it. */
import type { PatientRecords } from '@salus/client/fhir/records';
import { classOf, isLosslessNumber, type Json } from '@salus/client/format';
import type { Secrets } from './census.ts';

/** Elements of a Patient whose texts are about one person. */
const PERSONAL = new Set(['name', 'birthDate', 'identifier', 'telecom', 'address', 'contact']);
/** Members that hold codes and systems, which many people share. */
const SHARED = new Set(['system', 'use', 'type', 'code', 'url', 'extension', 'relationship', 'period']);
/** Shorter texts stand in random bytes by chance. */
const SHORTEST = 5;

export function secretsOf({ resources }: PatientRecords): Secrets {
	const texts = resources.filter(({ recordClass }) => recordClass === classOf('Patient')).flatMap((resource) => {
		const { id = null, ...content } = resource.content();
		return [...textsIn(id), ...Object.entries(content).filter(([name]) => PERSONAL.has(name)).flatMap(([, value]) => textsIn(value))];
	});
	return { texts: texts.filter((text) => Buffer.byteLength(text) >= SHORTEST), hashed: resources.map(({ canonical }) => canonical) };
}

function textsIn(value: Json): string[] {
	if (typeof value === 'string') return [value];
	if (typeof value !== 'object' || value === null || isLosslessNumber(value)) return [];
	if (Array.isArray(value)) return value.flatMap(textsIn);
	return Object.entries(value).filter(([name]) => !SHARED.has(name)).flatMap(([, inner]) => textsIn(inner));
}
