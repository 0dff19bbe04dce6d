/** Reported: no Consent of a hospital could be imported, since each names people and policies in its own way. */
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { InputError } from '../../../src/errors.ts';
import { fromResource } from '../../../src/fhir/consent/bundle.ts';
import { FhirMap } from '../../../src/fhir/consent/map.ts';
import type { Element } from '../../../src/fhir/consent/moments.ts';
import { HL7, RELEASES } from '../../../src/fhir/consent/systems.ts';
import { calls, clone, denials, grants, refuses } from './forms.ts';
import { ACCOUNT, CHAIN, NAMES, PATIENT, PSEUDONYM, by, concept, organization, purpose, recipient } from './samples.ts';

const OTHER = `0x${'b8'.repeat(32)}`;
const POLICY_CODES = 'http://terminology.hl7.org/CodeSystem/consentpolicycodes';
const JSON_OF_MAP = {
	format: 'salus/fhir-map/v1',
	chain: CHAIN,
	patients: [{ reference: 'Patient/123', patient: PATIENT }, { system: 'urn:oid:1.2.3', value: 'P-9', patient: PATIENT }, { reference: 'Patient/other', patient: OTHER }],
	organizations: [
		{ reference: 'Organization/f001', organization: 1 }, { reference: 'https://fhir.example/r4/Organization/2', organization: 2 },
		{ reference: 'urn:uuid:2f6b5b8e-0000-4000-8000-000000000000', organization: 3 }, { system: 'http://hl7.org/fhir/sid/us-npi', value: '1245319599', organization: 1 },
	],
	practitioners: [{ reference: 'Practitioner/a', account: ACCOUNT }, { system: 'urn:oid:1.2.4', value: '7', pseudonym: PSEUDONYM }],
	representatives: [{ reference: 'RelatedPerson/mother', patient: PATIENT }, { system: 'urn:x', value: 'father', patient: PATIENT }, { reference: 'RelatedPerson/stranger', patient: OTHER }],
	policies: ['https://hospital.example/policies/privacy'],
	policyRules: [{ system: POLICY_CODES, code: 'hipaa-auth', means: 'nothing' }, { system: 'urn:x', code: 'out', means: 'OPTOUT' }, { system: 'urn:x', code: 'in', means: 'OPTIN' }],
	categories: [{ system: 'urn:hospital', code: 'data-sharing' }],
	ignore: ['organization', 'source', 'manager', 'controller'],
};
const map = FhirMap.read(JSON_OF_MAP);
const without = (...members: string[]) => FhirMap.read(Object.fromEntries(Object.entries(JSON_OF_MAP).filter(([name]) => !members.includes(name))));

for (const release of RELEASES) {
	const grant = grants[release];
	const deny = denials[release];
	const who = release === 'R4' ? 'patient' : 'subject';
	const by2 = release === 'R4' ? 'performer' : 'grantor';
	const organizationOf = (reference: Element) => calls(grant({ actor: [recipient(reference)] }), { map })[0]?.args['organization'];

	describe(`${release}: with a map`, () => {
		test('organizations are known by address and by identifier', () => {
			assert.equal(organizationOf({ reference: 'Organization/f001', display: 'North' }), 1);
			assert.equal(organizationOf({ reference: 'https://fhir.example/r4/Organization/2' }), 2);
			assert.equal(organizationOf({ reference: 'urn:uuid:2f6b5b8e-0000-4000-8000-000000000000' }), 3);
			assert.equal(organizationOf({ type: 'Organization', identifier: { use: 'official', system: 'http://hl7.org/fhir/sid/us-npi', value: '1245319599' } }), 1);
			assert.equal(organizationOf({ reference: 'Organization/f001', identifier: { system: 'http://hl7.org/fhir/sid/us-npi', value: '1245319599' } }), 1);
		});
		test('practitioners are', () => {
			const whom = (reference: Element) => (calls(deny({ actor: [recipient(reference)] }), { map })[0]?.args['refusal'] as { whom: unknown }).whom;
			assert.deepEqual(whom({ reference: 'Practitioner/a' }), { Practitioner: { Account: ACCOUNT } });
			assert.deepEqual(whom(by('urn:oid:1.2.4', '7')), { Practitioner: { Pseudonym: PSEUDONYM } });
		});
		test('the patient is', () => {
			for (const patient of [{ reference: 'Patient/123' }, by('urn:oid:1.2.3', 'P-9')]) {
				assert.equal(calls(grant({}, { [who]: patient }), { map })[0]?.args['patient'], PATIENT);
			}
		});
		test('what it doesn\'t name stays unknown', () => {
			for (const reference of ['Organization/f002', 'organization/f001', 'https://other.example/Organization/f001', 'Organization/f001/_history/2', 'urn:uuid:0']) {
				refuses(grant({ actor: [recipient({ reference })] }), /--map/, { map });
			}
			refuses(grant({}, { [who]: { reference: 'Patient/124' } }), /--map/, { map });
			refuses(grant({ actor: [recipient(by('http://hl7.org/fhir/sid/us-npi', '1'))] }), /practitioners by account or pseudonym/, { map });
		});
		test('two names of one reference must mean the same', () => {
			refuses(grant({ actor: [recipient({ reference: 'Organization/f001', ...by(NAMES.organization, '2') })] }), /mean different ones/, { map });
			refuses(grant({ actor: [recipient({ reference: 'Organization/f001', ...by('urn:x', '2') })] }), /mean different ones/, { map });
			refuses(grant({ actor: [recipient({ reference: 'Organization/unknown', ...by(NAMES.organization, '1') })] }), /--map/, { map });
			refuses(grant({ actor: [recipient({ type: 'Practitioner', reference: 'Organization/f001' })] }), /must be "Organization"/, { map });
			refuses(grant({ actor: [recipient({ identifier: { use: 'old', system: 'http://hl7.org/fhir/sid/us-npi', value: '1245319599' } })] }), /no longer used/, { map });
		});
		test('it must be of the chain of the patient', () => {
			const other = FhirMap.read({ ...JSON_OF_MAP, chain: OTHER });
			refuses(grant({ actor: [recipient({ reference: 'Organization/f001' })] }), /another chain/, { map: other });
		});
	});

	describe(`${release}: the word of a representative`, () => {
		const byMother = { [by2]: [{ reference: 'RelatedPerson/mother' }] };
		test('is signed by the representative', () => {
			assert.equal(calls(grant({}, byMother), { map })[0]?.signer, 'representative');
			assert.equal(calls(grant({}, { [by2]: [{ type: 'RelatedPerson', ...by('urn:x', 'father') }] }), { map })[0]?.signer, 'representative');
			const unlessEmergency = [{ purpose: purpose('ETREAT') }];
			for (const limits of [{}, { actor: [organization(3)] }]) {
				assert.equal(calls(deny(limits, unlessEmergency, byMother), { map })[0]?.signer, 'representative');
			}
			assert.equal(calls(grant({}, { [by2]: [{ reference: 'Patient/123' }] }), { map })[0]?.signer, 'controller');
		});
		test('bars nobody from emergencies', () => {
			for (const limits of [{}, { actor: [organization(3)] }, { purpose: purpose('BTG') }]) {
				refuses(deny(limits, [], byMother), /neither opts out of emergencies nor refuses even in an emergency/, { map });
				assert.equal(calls(deny(limits, []), { map })[0]?.signer, 'controller');
			}
		});
		test('is nobody\'s without a map that says so', () => {
			for (const who of [{ reference: 'RelatedPerson/unknown' }, { reference: 'RelatedPerson/stranger' }, { reference: 'Patient/other' }, { reference: 'Organization/f001' }, { type: 'RelatedPerson', ...by('urn:x', 'mum') }]) {
				refuses(grant({}, { [by2]: [who] }), new RegExp(by2), { map });
			}
			refuses(grant({}, byMother), /--map/);
			refuses(grant({}, { [by2]: [by(NAMES.representative, PATIENT)] }), new RegExp(by2), { map });
			refuses(grant({}, { [by2]: [{ reference: 'RelatedPerson/mother' }, { reference: 'Patient/123' }] }), /one consents/, { map });
		});
	});

	describe(`${release}: policies, categories and what may be left out`, () => {
		const policy = (uri: string) => (release === 'R4' ? { policy: [{ uri }] } : { policyBasis: { url: uri } });
		test('a policy in the map is known', () => {
			assert.equal(calls(grant({}, policy('https://hospital.example/policies/privacy')), { map }).length, 1);
			refuses(grant({}, policy('https://hospital.example/policies/other')), /no other policy/, { map });
			refuses(grant({}, policy('https://hospital.example/policies/privacy')), /no other policy/, { map: without('policies') });
		});
		test('a category in the map is known', () => {
			const category = [concept('urn:hospital', 'data-sharing')];
			assert.equal(calls(grant({}, { category }), { map }).length, 1);
			refuses(grant({}, { category }), /use of records/, { map: without('categories') });
		});
		test('what the map ignores is noted, and nothing else is passed over', () => {
			const element = release === 'R4' ? { organization: [{ reference: 'Organization/x' }] } : { manager: [{ reference: 'Organization/x' }], controller: [{ reference: 'Organization/y' }] };
			const source = release === 'R4' ? { sourceReference: { reference: 'DocumentReference/1' } } : { sourceReference: [{ reference: 'DocumentReference/1' }], sourceAttachment: [{ title: 'form' }] };
			const { notes } = fromResource(clone(grant({}, { ...element, ...source })), { map });
			assert.equal(notes.length, Object.keys({ ...element, ...source }).length);
			for (const note of notes) assert.match(note, /: left out, as the map says\.$/);
			for (const rest of [element, source]) refuses(grant({}, rest), /no place|--map/, { map: without('ignore') });
			refuses(grant({}, { verification: [{ verified: true }] }), /no place for "verification"/, { map });
			refuses(grant({}, { modifierExtension: [{ url: 'urn:x', valueBoolean: true }] }), /no place for "modifierExtension"/, { map });
		});
	});
}

describe('R4: what a policyRule means', () => {
	const rule = (code: string, system = 'urn:x') => ({ policyRule: concept(system, code) });
	test('is what the map says', () => {
		assert.equal(calls(grants.R4({}, rule('hipaa-auth', POLICY_CODES)), { map }).length, 1);
		assert.equal(calls(grants.R4({}, rule('out')), { map }).length, 1);
		refuses(grants.R4({}, rule('in')), /everything else is permitted/, { map });
		refuses(grants.R4({}, rule('x')), /no policy "x"/, { map });
		refuses(grants.R4({}, rule('hipaa-auth', POLICY_CODES)), /no policy "hipaa-auth"/);
	});
});

test('R5: a basis in law is known if the map says that it says nothing more', () => {
	assert.equal(calls(grants.R5({}, { regulatoryBasis: [concept(POLICY_CODES, 'hipaa-auth')] }), { map }).length, 1);
	for (const basis of [concept('urn:x', 'out'), concept('urn:x', 'y'), concept(HL7.directive, 'OPTIN')]) refuses(grants.R5({}, { regulatoryBasis: [basis] }), /regulatoryBasis/, { map });
});

describe('a map that could mean two things is refused', () => {
	const faults: [string, Element, RegExp][] = [
		['of another format', { format: 'v2' }, /map\.format/],
		['without a chain', { chain: undefined }, /"chain" is missing/],
		['with a member that nobody knows', { organisations: [] }, /map: a map has no "organisations" here/],
		['with an empty list', { policies: [] }, /map\.policies/],
		['with null', { policies: null }, /map\.policies/],
		['with one name twice', { organizations: [{ reference: 'Organization/1', organization: 1 }, { reference: 'Organization/1', organization: 2 }] }, /organizations\[1\].*twice/],
		['with one identifier twice', { organizations: [{ system: 'urn:x', value: '1', organization: 1 }], practitioners: [{ system: 'urn:x', value: '1', account: ACCOUNT }] }, /practitioners\[0\].*twice/],
		['with an address of another type', { organizations: [{ reference: 'Practitioner/1', organization: 1 }] }, /address of a Practitioner/],
		['with an absolute address of another type', { representatives: [{ reference: 'https://x.example/Patient/1', patient: PATIENT }] }, /address of a Patient/],
		['with a contained resource', { organizations: [{ reference: '#1', organization: 1 }] }, /must be an address/],
		['with a version', { organizations: [{ reference: 'Organization/1/_history/1', organization: 1 }] }, /address/],
		['with a search', { organizations: [{ reference: 'Organization?name=x', organization: 1 }] }, /must be an address/],
		['with an address and an identifier', { organizations: [{ reference: 'Organization/1', system: 'urn:x', value: '1', organization: 1 }] }, /a "reference", or/],
		['with half an identifier', { organizations: [{ system: 'urn:x', organization: 1 }] }, /a "reference", or/],
		['of what the chain numbers itself', { organizations: [{ system: NAMES.organization, value: '1', organization: 2 }] }, /needs no map/],
		['with a number as text', { organizations: [{ reference: 'Organization/1', organization: '1' }] }, /whole number/],
		['with a practitioner of two names', { practitioners: [{ reference: 'Practitioner/1', account: ACCOUNT, pseudonym: PSEUDONYM }] }, /one of them/],
		['with an account that is none', { practitioners: [{ reference: 'Practitioner/1', account: '5G' }] }, /no account/],
		['with a policy that is no URI', { policies: ['our policy'] }, /must be a URI/],
		['with a rule twice', { policyRules: [{ system: 'urn:x', code: 'a', means: 'OPTIN' }, { system: 'urn:x', code: 'a', means: 'OPTOUT' }] }, /twice/],
		['with a rule that means something else', { policyRules: [{ system: 'urn:x', code: 'a', means: 'all' }] }, /one of OPTIN, OPTOUT, nothing/],
		['that turns OPTOUT round', { policyRules: [{ system: HL7.directive, code: 'OPTOUT', means: 'OPTIN' }] }, /not to be changed/],
		['that ignores what limits', { ignore: ['verification'] }, /may limit what is consented to/],
		['that ignores provisions', { ignore: ['provision'] }, /may limit what is consented to/],
		['that ignores one thing twice', { ignore: ['source', 'source'] }, /twice/],
	];
	for (const [what, change, reason] of faults) {
		test(what, () => assert.throws(() => FhirMap.read(clone({ ...JSON_OF_MAP, ...change })), (error) => {
			assert.ok(error instanceof InputError);
			assert.equal(error.code, 'map.invalid');
			assert.match(error.message, reason);
			return true;
		}));
	}
	for (const json of [null, [], 'x', 1]) test(JSON.stringify(json), () => assert.throws(() => FhirMap.read(json), /must be an object/));
});
