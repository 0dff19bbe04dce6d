/** Reported: parts of a Consent that were passed over in silence, so that it was read wider than it is, or as another's. */
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { encodeAddress } from '@polkadot/util-crypto/address';
import { InputError } from '../../../src/errors.ts';
import { FhirMap } from '../../../src/fhir/consent/map.ts';
import type { Element } from '../../../src/fhir/consent/moments.ts';
import { readState, stateJson } from '../../../src/fhir/consent/state.ts';
import { CHARACTERISTIC_SYSTEM, RELEASES, ROLE_SYSTEM } from '../../../src/fhir/consent/systems.ts';
import { calls, clone, denials, grants, refuses } from './forms.ts';
import { ACCOUNT, CHAIN, NAMES, PATIENT, STATE, TERMS, by, concept, recipient } from './samples.ts';

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
