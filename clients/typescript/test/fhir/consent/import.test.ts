/** What is refused on the way to the chain, by which words: nothing is passed over in silence. */
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { fromResource, toBundle } from '../../../src/fhir/consent/bundle.ts';
import { callsOf } from '../../../src/fhir/consent/calls.ts';
import type { Element } from '../../../src/fhir/consent/moments.ts';
import { Inexpressible } from '../../../src/fhir/consent/reader.ts';
import { readState, stateJson } from '../../../src/fhir/consent/state.ts';
import { CLASS_SYSTEM, EXTENSION, HL7, KIND_SYSTEM, RELEASES, type Release } from '../../../src/fhir/consent/systems.ts';
import { ACCOUNT, CHAIN, NAMES, NOW, OBSERVATION, PATIENT, STATE, action, by, concept, label, organization, purpose, r4, r5 } from './samples.ts';

const calls = (resource: unknown) => callsOf(fromResource(resource).directives, NOW);
const clone = <T>(value: T): T => JSON.parse(JSON.stringify(value)) as T;

function refuses(resource: unknown, reason: RegExp): void {
	assert.throws(() => calls(resource), (error) => {
		assert.ok(error instanceof Inexpressible, String(error));
		assert.match(error.message, reason);
		return true;
	});
}

/** A grant to organization 1, with changes to its provision, in either form. */
const GRANT = { actor: [organization(1)], action: action('access'), purpose: purpose('TREAT') };
const grants: Record<Release, (change?: Element, rest?: Element) => Element> = {
	R4: (change = {}, rest = {}) => r4({ provision: { type: 'permit', ...GRANT, ...change }, ...rest }),
	R5: (change = {}, rest = {}) => r5({ decision: 'deny', provision: [{ ...GRANT, ...change }], ...rest }),
};
const classElement = { R4: 'class', R5: 'resourceType' } as const;

for (const release of RELEASES) {
	const grant = grants[release];
	const nested = (rule: Element) => ({ provision: [release === 'R4' ? { type: 'deny', ...rule } : rule] });
	const inClass = (...codings: Element[]) => ({ [classElement[release]]: codings });
	const opaque = { system: CLASS_SYSTEM, code: '32769' };

	describe(`${release}: a grant`, () => {
		test('can be said as it is', () => {
			assert.equal(calls(grant()).length, 1);
			assert.equal(calls(grant(inClass(opaque)))[0]?.call, 'consent.grant');
			assert.equal(calls(grant(nested(inClass(opaque))))[0]?.call, 'consent.grant');
			assert.equal(calls(grant(nested({ securityLabel: [label] })))[0]?.signer, 'representative');
		});

		const refused: [string, RegExp, Element, Element?][] = [
			['to nobody in particular', /./, { actor: undefined }],
			['to two', /a grant or a refusal of its own/, { actor: [organization(1), organization(2)] }],
			['to a practitioner outside an organization', /in one: there is no such actor/, { actor: [{ ...organization(1), reference: by(NAMES.account, ACCOUNT) }] }],
			['to an organization of another chain', /practitioners by account or pseudonym/, { actor: [{ ...organization(1), reference: by(NAMES.organization.replace(/c1/g, 'c2'), '1') }] }],
			['to an organization without a number', /no number of an organization/, { actor: [{ ...organization(1), reference: by(NAMES.organization, '01') }] }],
			['to an organization that says it is a patient', /must be "Organization"/, { actor: [{ ...organization(1), reference: { type: 'Patient', ...by(NAMES.organization, '1') } }] }],
			['for no purpose', /names its purposes/, { purpose: undefined }],
			['for a purpose that the chain doesn\'t have', /no purpose "HMARKT"/, { purpose: purpose('HMARKT') }],
			['for a purpose out of another system', /no codes of urn:x/, { purpose: [{ system: 'urn:x', code: 'TREAT' }] }],
			['for a purpose twice', /one purpose twice/, { purpose: purpose('TREAT', 'TREAT') }],
			['for an action that the chain doesn\'t have', /no action "read"/, { action: action('read') }],
			['by two codes for one action', /could mean different things/, { action: [{ coding: [{ system: HL7.action, code: 'access' }, { system: HL7.action, code: 'use' }] }] }],
			['of a class by its number, where FHIR has a name', /the chain's classes are/, inClass({ system: CLASS_SYSTEM, code: String(OBSERVATION) })],
			['of a class out of another system', /the chain's classes are/, inClass({ system: 'urn:x', code: 'Observation' })],
			['of more classes than the chain lists', /lists at most 16, and this one 17/, inClass(...Array.from({ length: 17 }, (_, n) => ({ system: CLASS_SYSTEM, code: String(40_000 + n) })))],
			['of classes and of anchors', /two of them at a time/, { ...inClass(opaque), data: [{ meaning: 'instance', reference: by(NAMES.anchor, `${PATIENT}/1`) }] }],
			['of classes but for a class', /two of them at a time/, { ...inClass(opaque), ...nested(inClass(opaque)) }],
			['of an anchor of another patient', /of another patient/, { data: [{ meaning: 'instance', reference: by(NAMES.anchor, `${CHAIN}/1`) }] }],
			['with an exception for a purpose', /makes exceptions of classes/, nested({ purpose: purpose('HRESCH') })],
			['with an exception to its exception', /makes exceptions of classes/, nested({ ...inClass(opaque), provision: [release === 'R4' ? { type: 'permit', purpose: purpose('TREAT') } : { purpose: purpose('TREAT') }] })],
			['for confidential records only', /for confidential records only/, { securityLabel: [label] }],
			['by a code of the content', /no place for "code"/, { code: [concept('http://loinc.org', '1-8')] }],
			['of content from the middle of a month', /whole months/, { dataPeriod: { start: '2020-01-15', end: '2020-03' } }],
			['of content before 1970', /January 1970 and everything before/, { dataPeriod: { start: '1969', end: '2020-03' } }],
			['of content from January 1970 and not before', /January 1970 and everything before/, { dataPeriod: { start: '1970-01', end: '2020-03' } }],
			['of content at all times', /neither start nor end/, { dataPeriod: {} }],
			['of content that ends before it begins', /ends before it begins/, { dataPeriod: { start: '2020-03', end: '2020-01' } }],
			['of content to the hour', /a year, a month or a day/, { dataPeriod: { start: '2020-03-01T00:00:00Z' } }],
			['for days without a time zone', /needs a date, a time and a time zone/, { period: { start: '2026-01-01', end: '2026-12-31' } }],
			['to finer than milliseconds', /nothing finer/, { period: { start: '2026-01-01T00:00:00.0001Z' } }],
			['from a day that is not in the calendar', /no such date/, { period: { start: '2026-02-29T00:00:00Z' } }],
			['from before 1970', /begins with the year 1970/, { period: { start: '1969-12-31T23:59:59Z' } }],
			['for less than a minute', /a minute at least/, { period: { start: '2026-01-01T00:00:00Z', end: '2026-01-01T00:00:58Z' } }],
			['that ends before it begins', /ends before it begins/, { period: { start: '2026-01-02T00:00:00Z', end: '2026-01-01T00:00:00Z' } }],
			['with an exact moment that is another', /exact moment beside it is another/, { period: { start: '2026-01-02T00:00:00Z', _start: { extension: [{ url: EXTENSION.moment, valueString: '5' }] } } }],
			['with an extension of the period that nobody knows', /must be "https/, { period: { start: '2026-01-02T00:00:00Z', _start: { extension: [{ url: 'urn:x', valueString: '5' }] } } }],
			['that is a draft', /must be "active"/, {}, { status: 'draft' }],
			['with an extension that changes what it means', /no place for "modifierExtension"/, {}, { modifierExtension: [{ url: 'urn:x', valueBoolean: true }] }],
			['with an extension of others', /no place for this extension/, {}, { extension: [{ url: 'urn:x', valueBoolean: true }] }],
			['under rules of others', /no place for "implicitRules"/, {}, { implicitRules: 'urn:x' }],
			['that was verified with somebody', /no place for "verification"/, {}, { verification: [{ verified: true }] }],
			['that says that it is a refusal', /says that it is a refusal, and its rules make it a grant/, {}, { category: [concept(KIND_SYSTEM, 'refusal')] }],
			['with the number of a refusal', /says that it is a refusal/, {}, { identifier: [{ system: NAMES.consent.refusal, value: `${PATIENT}/1` }] }],
			['with the number of another patient\'s grant', /of another patient/, {}, { identifier: [{ system: NAMES.consent.grant, value: `${CHAIN}/1` }] }],
			['with two numbers', /two identifiers of the chain/, {}, { identifier: [1, 2].map((n) => ({ system: NAMES.consent.grant, value: `${PATIENT}/${n}` })) }],
			['on another chain', /namespace of another chain/, {}, { identifier: [{ system: NAMES.consent.grant.replace(/c1/g, 'c2'), value: `${PATIENT}/1` }] }],
			['that contains a stranger', /contains a resource that its rules do not mention/, {}, { contained: [{ resourceType: 'Patient', id: 'x' }] }],
			['of who made it', /who made a grant is not known/, {}, { extension: [{ url: EXTENSION.byController, valueBoolean: true }] }],
		];
		for (const [what, reason, change, rest] of refused) {
			test(`can't be said ${what}`, () => refuses(clone(grant(change, rest)), reason));
		}
	});
}

describe('R4: what the base policy says', () => {
	const refused: [string, RegExp, Element][] = [
		['nothing', /neither permits nor denies/, {}],
		['nothing, with a provision', /neither permits nor denies/, { provision: GRANT }],
		['everything is permitted', /can't/, { policyRule: concept(HL7.directive, 'OPTIN') }],
		['everything else is permitted', /everything else is permitted/, { policyRule: concept(HL7.directive, 'OPTIN'), provision: { type: 'permit', ...GRANT } }],
		['everything is denied, and something', /it must say which/, { policyRule: concept(HL7.directive, 'OPTOUT'), provision: { type: 'deny', actor: [organization(1)] } }],
		['a law', /no policy "hipaa-auth"/, { policyRule: concept('http://terminology.hl7.org/CodeSystem/consentpolicycodes', 'hipaa-auth') }],
		['a policy of others', /no other policy/, { policy: [{ uri: 'urn:x' }], provision: { type: 'permit', ...GRANT } }],
		['two grants', /make a Consent of each/, { provision: { type: 'deny', provision: [1, 2].map(() => ({ type: 'permit', ...GRANT })) } }],
		['an exception of the same kind', /of the other kind/, { provision: { type: 'permit', ...GRANT, provision: [{ type: 'permit', purpose: purpose('TREAT') }] } }],
		['research', /use of records/, { scope: concept(HL7.scope, 'research'), provision: { type: 'permit', ...GRANT } }],
	];
	for (const [what, reason, rest] of refused) test(what, () => refuses(clone(r4(rest)), reason));
});

describe('R5: what the decision says', () => {
	const refused: [string, RegExp, Element][] = [
		['nothing', /"decision" is missing/, { provision: [GRANT] }],
		['everything is permitted', /can't/, { decision: 'permit' }],
		['two grants', /make a Consent of each/, { decision: 'deny', provision: [GRANT, GRANT] }],
		['two periods', /its provision another/, { decision: 'deny', period: { start: '2026-01-01T00:00:00Z' }, provision: [{ ...GRANT, period: { start: '2026-01-01T00:00:00Z' } }] }],
		['another grantee than the actor', /about somebody else/, { decision: 'deny', grantee: [by(NAMES.organization, '2')], provision: [GRANT] }],
		['another grantor than the patient', /another patient/, { decision: 'deny', grantor: [by(NAMES.patient, CHAIN)], provision: [GRANT] }],
		['an expression', /no place for "expression"/, { decision: 'deny', provision: [{ ...GRANT, expression: { language: 'text/fhirpath' } }] }],
		['a document type', /no place for "documentType"/, { decision: 'deny', provision: [{ ...GRANT, documentType: [{ code: 'x' }] }] }],
		['a law', /no place for "regulatoryBasis"/, { decision: 'deny', regulatoryBasis: [concept(HL7.directive, 'INFA')], provision: [GRANT] }],
		['a source of others', /no place|missing|one commitment to terms/, { decision: 'deny', sourceReference: [by('urn:x', '1')], provision: [GRANT] }],
	];
	for (const [what, reason, rest] of refused) test(what, () => refuses(clone(r5(rest)), reason));
});

describe('a restriction', () => {
	const deny = (rule: Element, rest: Element = {}) => r4({ provision: { type: 'deny', ...rule }, ...rest });
	const refused: [string, RegExp, Element][] = [
		['of two classes', /make one for each class/, deny({ class: [{ system: HL7.types.R4, code: 'Observation' }, { system: HL7.types.R4, code: 'Condition' }] })],
		['to a role', /no refusal to a role/, (() => {
			const { entry } = clone(toBundle(STATE, 'R4')) as { entry: { resource: { contained: Element[] } }[] };
			return deny({ actor: [{ ...organization(1), reference: { reference: '#actor' } }] }, { contained: entry[1]?.resource.contained.slice(0, 1) });
		})()],
		['to a practitioner in one organization', /whatever organization/, (() => {
			const { entry } = clone(toBundle(STATE, 'R4')) as { entry: { resource: { contained: Element[] } }[] };
			return deny({ actor: [{ ...organization(1), reference: { reference: '#actor' } }] }, { contained: entry[2]?.resource.contained });
		})()],
		['with an exception for treatment', /one exception/, deny({ provision: [{ type: 'permit', purpose: purpose('TREAT') }] })],
		['with an exception for research in emergencies', /one exception/, deny({ provision: [{ type: 'permit', purpose: purpose('ETREAT', 'HRESCH') }] })],
		['with an exception for disclosing in emergencies', /one exception/, deny({ provision: [{ type: 'permit', purpose: purpose('ETREAT'), action: action('disclose') }] })],
		['with an exception for one class in emergencies', /one exception/, deny({ provision: [{ type: 'permit', purpose: purpose('ETREAT'), class: [{ system: HL7.types.R4, code: 'Observation' }] }] })],
		['of break-glass to one organization', /to everybody for everything/, deny({ actor: [organization(1)], purpose: purpose('BTG') })],
		['of break-glass and research', /to everybody for everything/, deny({ purpose: purpose('BTG', 'HRESCH') })],
		['with a source', /no source of a restriction/, deny({ actor: [organization(1)] }, { sourceReference: by(NAMES.terms, CHAIN) })],
		['that begins later', /can't begin later/, deny({ actor: [organization(1)], period: { start: '2200-01-01T00:00:00Z' } })],
		['that began at two moments', /dateTime and period differ/, deny({ actor: [organization(1)], period: { start: '2026-01-01T00:00:00.000Z' } }, { dateTime: '2026-01-02T00:00:00.000Z', identifier: [{ system: NAMES.consent.refusal, value: `${PATIENT}/1` }] })],
	];
	for (const [what, reason, resource] of refused) test(`can't be said ${what}`, () => refuses(clone(resource), reason));

	test('without an end begins when its call is made, whatever the date of the paper', () => {
		assert.equal(calls(deny({ actor: [organization(1)] }, { dateTime: '2015-11-18' }))[0]?.call, 'consent.refuse');
		assert.equal(calls(deny({ actor: [organization(1)], period: { start: '2020-01-01T00:00:00Z' } }))[0]?.call, 'consent.refuse');
	});
});

describe('a Bundle', () => {
	const bundle = (...resources: unknown[]) => ({ resourceType: 'Bundle', type: 'collection', entry: resources.map((resource) => ({ resource })) });
	test('of Consents of others gives their calls, and no state', () => {
		const imported = fromResource(bundle(grants.R4(), grants.R4()));
		assert.equal(imported.directives.length, 2);
		assert.equal(imported.state, undefined);
	});
	const stranger = r4({ provision: { type: 'permit', ...GRANT }, patient: by(NAMES.patient, CHAIN) });
	const refused: [string, unknown, RegExp][] = [
		['of two patients', bundle(grants.R4(), stranger), /one patient/],
		['of two releases', bundle(grants.R4(), grants.R5()), /one release/],
		['of something else', bundle({ resourceType: 'Patient' }), /must be "Consent"/],
		['of nothing', { resourceType: 'Bundle', type: 'collection' }, /holds no Consent/],
		['that is none', { resourceType: 'Patient' }, /"Bundle" or "Consent"/],
		['that is no resource', [], /must be an object/],
		['whose Consent has no patient', bundle({ resourceType: 'Consent' }), /patient \(R4\) or a subject \(R5\)/],
		['of a patient by address', bundle({ ...grants.R4(), patient: { reference: 'Patient/1' } }), /by identifier/],
		['of a patient of no chain', bundle({ ...grants.R4(), patient: by('urn:x', '1') }), /no namespace for the patients/],
		['that names another patient itself', { ...clone(toBundle(STATE, 'R4')), identifier: { system: NAMES.state, value: CHAIN } }, /names another patient/],
	];
	for (const [what, resource, reason] of refused) {
		test(`can't be read ${what}`, () => assert.throws(() => fromResource(resource), (error) => error instanceof Inexpressible && reason.test(error.message)));
	}
});

test('what was taken out of an export, or changed in it, is not read as the state of the chain', () => {
	for (const release of RELEASES) {
		const bundle = clone(toBundle(STATE, release)) as { timestamp?: string; entry: { resource: Element }[] };
		delete bundle.entry[0]?.resource['identifier'];
		assert.equal(fromResource(bundle).state, undefined);
		const undated = clone(toBundle(STATE, release)) as { timestamp?: string };
		delete undated.timestamp;
		assert.equal(fromResource(undated).state, undefined);
	}
});

describe('a state that no chain has', () => {
	const json = () => clone(stateJson(STATE)) as any;
	const changes: [string, (state: any) => void, RegExp][] = [
		['of another format', (state) => (state.format = 'v2'), /state\.format/],
		['with something that nobody knows', (state) => (state.grants[0][1].note = 'x'), /no place for "note"/],
		['with a set that has a bit too many', (state) => (state.grants[0][1].provision.purposes = 1 << 13), /bit without a meaning/],
		['with an empty set', (state) => (state.grants[0][1].provision.actions = 0), /empty/],
		['with an empty scope', (state) => (state.grants[1][1].provision.scope = { classes: [] }), /at least one/],
		['with a role that the chain doesn\'t have', (state) => (state.grants[1][1].provision.grantee = { role: 'Boss' }), /no such role/],
		['with a grantee of a kind that it doesn\'t have', (state) => (state.grants[1][1].provision.grantee = { study: 1 }), /one member out of/],
		['with an account that is none', (state) => (state.grants[2][1].provision.grantee = { practitioner: '5G' }), /no account/],
		['with a period of a second', (state) => (state.grants[0][1].provision.period.until = state.grants[0][1].provision.period.from + 1000), /a minute at least/],
		['with no month in the content', (state) => (state.grants[1][1].provision.content = { from: 5, until: 5 }), /no month/],
		['with four ancestors', (state) => (state.grants[1][1].ancestors = [0, 1, 2, 3]), /more than the 3/],
		['in which a representative refuses even in an emergency', (state) => (state.restrictions.refusals[1].refusal.evenInEmergency = true), /nobody but the controller/],
		['in which one refuses all even in an emergency', (state) => (state.restrictions.refuseAll = { since: 5, byController: false, evenInEmergency: true }), /nobody but the controller/],
		['with 17 classes that are not confidential', (state) => (state.restrictions.allConfidential.exceptions = Array.from({ length: 17 }, (_, index) => index)), /more than the 16/],
		['with a moment that lost digits', (state) => (state.at = 2 ** 60), /whole number/],
	];
	for (const [what, change, reason] of changes) {
		test(what, () => {
			const state = json();
			change(state);
			assert.throws(() => readState(state), (error) => error instanceof Inexpressible && reason.test(error.message));
		});
	}

	test('but large moments are read as polkadot.js writes them', () => {
		const state = json();
		state.grants[0][1].provision.period.until = '0xffffffffffffffff';
		assert.equal(readState(state).grants[0]?.[1].provision.period.until, 2n ** 64n - 1n);
	});
});
