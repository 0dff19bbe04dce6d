/** Reported: parts of a Consent that were passed over in silence, so that it was read wider than it is, or as another's. */
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { encodeAddress } from '@polkadot/util-crypto/address';
import { InputError } from '../../../src/errors.ts';
import { fromResource } from '../../../src/fhir/consent/bundle.ts';
import { FhirMap } from '../../../src/fhir/consent/map.ts';
import type { Element } from '../../../src/fhir/consent/moments.ts';
import { readState, stateJson } from '../../../src/fhir/consent/state.ts';
import { CHARACTERISTIC_SYSTEM, HL7, RELEASES, ROLE_SYSTEM } from '../../../src/fhir/consent/systems.ts';
import { warningsOf } from '../../../src/fhir/consent/warnings.ts';
import { bundle, calls, clone, denials, grants, refuses } from './forms.ts';
import { ACCOUNT, CHAIN, NAMES, NOW, PATIENT, STATE, TERMS, by, concept, label, recipient } from './samples.ts';

const OTHER = `0x${'b8'.repeat(32)}`;
const HEX_ACCOUNT = `0x${'07'.repeat(32)}`;

for (const release of RELEASES) {
	const grant = grants[release];
	const deny = denials[release];

	describe(`${release}: a group is known by all its characteristics`, () => {
		const share = (code: string, value: Element) => ({ code: concept(CHARACTERISTIC_SYSTEM, code), ...value, exclude: false });
		const ofOrganization = (number: number) => share('organization', { valueReference: by(NAMES.organization, String(number)) });
		const ofRole = (code: string) => share('role', { valueCodeableConcept: concept(ROLE_SYSTEM, code) });
		const represents = (patient: string) => share('represents', { valueReference: by(NAMES.patient, patient) });
		const withGroup = (type: string, ...characteristic: Element[]) => ({
			contained: [{ resourceType: 'Group', id: 'actor', type, ...(release === 'R4' ? { actual: false } : { membership: 'definitional' }), characteristic }],
		});
		const actor = [recipient({ reference: '#actor' })];
		const granted = (...characteristics: Element[]) => grant({ actor }, withGroup('practitioner', ...characteristics));

		test('of one role in one organization', () => assert.equal(calls(granted(ofOrganization(7), ofRole('physician'))).length, 1));
		test('no role takes the place of another', () => refuses(granted(ofOrganization(7), ofRole('privacy-officer'), ofRole('physician')), /characteristic\[2\]: this characteristic stands here twice/));
		test('no organization does', () => refuses(granted(ofOrganization(7), ofOrganization(8), ofRole('physician')), /characteristic\[1\]: this characteristic stands here twice/));
		test('nor the same said again', () => refuses(granted(ofOrganization(7), ofRole('physician'), ofRole('physician')), /twice/));
		test('a characteristic for some time is no characteristic', () => refuses(granted({ ...ofOrganization(7), period: { end: '2020-01-01' } }, ofRole('physician')), /no place for "period"/));
		test('nor are those who represent another patient, too, the patient\'s representatives', () => {
			const people = release === 'R4' ? 'person' : 'relatedperson';
			refuses(deny({ actor }, [], withGroup(people, represents(OTHER), represents(PATIENT))), /twice/);
		});
	});

	test(`${release}: terms are a commitment of 32 bytes`, () => {
		const terms = (value: string) => {
			const source = { type: 'DocumentReference', ...by(NAMES.terms, value) };
			return { sourceReference: release === 'R4' ? source : [source] };
		};
		assert.equal(calls(grant({}, terms(TERMS)))[0]?.args['terms'], TERMS);
		for (const value of ['hello <b>', '0x', TERMS.slice(2), `${TERMS}00`]) refuses(grant({}, terms(value)), /32 bytes in hexadecimal/);
	});

	test(`${release}: an account is an address of 32 bytes`, () => {
		const refusal = (value: string) => deny({ actor: [recipient(by(NAMES.account, value))] });
		assert.deepEqual((calls(refusal(encodeAddress(new Uint8Array(32).fill(7), 0)))[0]?.args['refusal'] as Element)['whom'], { Practitioner: { Account: ACCOUNT } });
		for (const value of ['0x07', 'F7Hs', `0x${'02'.repeat(33)}`, HEX_ACCOUNT, '0x', '', encodeAddress(new Uint8Array(33).fill(2))]) refuses(refusal(value), /this is no account|this must not be empty/);
	});
}

for (const release of RELEASES) {
	const grant = grants[release];
	const deny = denials[release];

	describe(`${release}: a text beside a code may say more than the code`, () => {
		const access = { system: HL7.action, code: 'access' };
		test('of an action', () => refuses(grant({ action: [{ coding: [access], text: 'access only while I am in hospital' }] }), /action\[0\]\.text: this text may say more/));
		test('of the role of an actor', () => {
			const role = { ...concept(HL7.participation, 'PRCP'), text: 'only for Dr Smith' };
			refuses(grant({ actor: [{ ...recipient(by(NAMES.organization, '1')), role }] }), /role\.text: this text may say more/);
		});
		test('of a category', () => refuses(grant({}, { category: [{ ...concept(HL7.loinc, '59284-0'), text: 'Do not resuscitate' }] }), /category\[0\]\.text: this text may say more/));
		if (release === 'R4') {
			test('of the policy', () => refuses(deny({}, [], { policyRule: { ...concept(HL7.directive, 'OPTOUT'), text: 'except my GP' } }), /policyRule\.text/));
			test('of the scope', () => refuses(grant({}, { scope: { ...concept(HL7.scope, 'patient-privacy'), text: 'research only' } }), /scope\.text/));
		}
		test('but the display or the code again doesn\'t', () => {
			const category = [{ coding: [{ system: HL7.loinc, code: '59284-0', display: 'Patient Consent' }], text: 'Patient Consent' }];
			assert.equal(calls(grant({ action: [{ coding: [access], text: 'Access' }] }, { category })).length, 1);
		});
		test('and an empty one is none', () => refuses(grant({ action: [{ coding: [access], text: '' }] }), /text/));
	});

	describe(`${release}: an identifier of others says what they call the Consent, and nothing more`, () => {
		const identifier = { id: 'a', use: 'official', type: concept('urn:x', 'y'), system: 'urn:x', value: '1', period: { start: '2026' }, assigner: { display: 'North' } };
		test('with all that FHIR gives it', () => assert.equal(calls(grant({}, { identifier: [identifier] })).length, 1));
		for (const member of ['modifierExtension', 'extension', 'zzz']) {
			test(`not with ${member}`, () => {
				const more = { ...identifier, [member]: [{ url: 'urn:x', valueBoolean: true }] };
				refuses(grant({}, { identifier: [more] }), new RegExp(`identifier\\[0\\]: the chain has no place for .*${member}`));
				refuses(bundle([grant()], { identifier: more }), new RegExp(`Bundle\\.identifier: the chain has no place for .*${member}`));
			});
		}
	});

	test(`${release}: a label whose code is a list or is padded is still looked at`, () => {
		refuses(grant({}, { meta: { tag: [{ code: ['SUBSETTED'] }] } }), /meta\.tag\[0\]\.code: this must be a text/);
		refuses(bundle([grant()], { meta: { security: [{ code: ['HTEST'] }] } }), /meta\.security\[0\]\.code: this must be a text/);
		for (const code of [' SUBSETTED', 'subsetted']) refuses(grant({}, { meta: { tag: [{ code }] } }), /SUBSETTED/);
	});

	describe(`${release}: a representative's grant of classes that are marked as confidential`, () => {
		const types = (...codes: string[]) => ({ [release === 'R4' ? 'class' : 'resourceType']: codes.map((code) => ({ system: HL7.types[release], code })) });
		const except = { provision: [{ ...(release === 'R4' ? { type: 'deny' } : {}), securityLabel: [label] }] };
		const mark = () => {
			const group = { resourceType: 'Group', id: 'actor', ...(release === 'R4' ? { type: 'person', actual: false } : { type: 'relatedperson', membership: 'definitional' }),
				characteristic: [{ code: concept(CHARACTERISTIC_SYSTEM, 'represents'), valueReference: by(NAMES.patient, PATIENT), exclude: false }] };
			return deny({ actor: [recipient({ reference: '#actor' })], ...types('Observation') }, [], { contained: [group] });
		};
		const told = (given: Element) => warningsOf(fromResource(clone(bundle([given, mark()]))).directives, NOW).join();
		test('is worth nothing if it lists no others, which is told', () => assert.match(told(grant({ ...types('Observation'), ...except })), /entry\[0\]\.resource: it permits nothing as long as Bundle\.entry\[1\].*no grant of a representative/));
		test('or less', () => assert.match(told(grant({ ...types('Observation', 'Condition'), ...except })), /takes a part of it away.*no grant of a representative/));
		test('without a list it says itself what it leaves out', () => assert.equal(told(grant(except)), ''));
		test('the patient\'s own grant is for them', () => assert.equal(told(grant(types('Observation'))), ''));
		test('by a map it is the representative\'s, too', () => {
			const map = FhirMap.read({ format: 'salus/fhir-map/v1', chain: CHAIN, representatives: [{ reference: 'RelatedPerson/mother', patient: PATIENT }] });
			const given = grant(types('Observation'), { [release === 'R4' ? 'performer' : 'grantor']: [{ reference: 'RelatedPerson/mother' }] });
			assert.match(warningsOf(fromResource(clone(bundle([given, mark()])), { map }).directives, NOW).join(), /it permits nothing/);
		});
	});
}

describe('an account is an address of 32 bytes', () => {
	for (const value of ['0x07', 'F7Hs', HEX_ACCOUNT, encodeAddress(new Uint8Array(33).fill(2))]) {
		test(`in a map: ${value}`, () => {
			const map = { format: 'salus/fhir-map/v1', chain: CHAIN, practitioners: [{ reference: 'Practitioner/a', account: value }] };
			assert.throws(() => FhirMap.read(map), (error) => error instanceof InputError && /practitioners\[0\]\.account: this is no account/.test(error.message));
		});
		test(`in a state: ${value}`, () => {
			const state = clone(stateJson(STATE)) as any;
			state.grants[2][1].provision.grantee = { practitioner: value };
			assert.throws(() => readState(state), /practitioner: this is no account/);
		});
	}
});
