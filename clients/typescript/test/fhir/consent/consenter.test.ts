/** Reported: what a representative granted or refused was exported as the word of the patient. */
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { fromResource, toBundle } from '../../../src/fhir/consent/bundle.ts';
import type { Element } from '../../../src/fhir/consent/moments.ts';
import { EXTENSION, RELEASES } from '../../../src/fhir/consent/systems.ts';
import { calls, clone, denials, grants, refuses } from './forms.ts';
import { NAMES, PATIENT, STATE, by, label, organization } from './samples.ts';

for (const release of RELEASES) {
	const element = release === 'R4' ? 'performer' : 'grantor';
	const exported = () => clone(toBundle(STATE, release)) as unknown as { entry: { resource: Record<string, any> }[] };
	const representative = { resourceType: 'RelatedPerson', id: 'representative', patient: { type: 'Patient', ...by(NAMES.patient, PATIENT) } };
	const byRepresentative = { contained: [representative], [element]: [{ reference: '#representative' }] };
	const byPatient = { [element]: [by(NAMES.patient, PATIENT)] };
	const ofGrant = (number: number) => ({ identifier: [{ system: NAMES.consent.grant, value: `${PATIENT}/${number}` }] });
	const withoutConfidential = { provision: [{ ...(release === 'R4' ? { type: 'deny' } : {}), securityLabel: [label] }] };

	describe(`${release}: who consented`, () => {
		test('is the patient, or somebody of whom no more is told than whom they represent', () => {
			const who = exported().entry.map(({ resource }) => (resource[element][0].reference ? 'representative' : 'patient'));
			assert.deepEqual(who, [
				'patient', 'representative', 'patient', 'representative',
				'patient', 'representative', 'patient', 'patient', 'patient', 'patient', 'patient', 'patient', 'patient',
			]);
			assert.deepEqual(exported().entry[5]?.resource['contained'], [representative]);
			assert.equal(exported().entry[0]?.resource['contained'], undefined);
		});

		test('comes back as who has to sign', () => {
			assert.equal(calls(grants[release](withoutConfidential, { ...byRepresentative, ...ofGrant(5) }))[0]?.signer, 'representative');
			assert.equal(calls(grants[release]({}, byPatient))[0]?.signer, 'controller');
			assert.deepEqual(fromResource(exported()).state, STATE);
		});

		test('can\'t be two', () => {
			const byController = (valueBoolean: boolean) => ({ extension: [{ url: EXTENSION.byController, valueBoolean }] });
			const ofRefusal = { identifier: [{ system: NAMES.consent.refusal, value: `${PATIENT}/1` }] };
			const refusal = (rest: Element) => denials[release]({ actor: [organization(7)] }, [], rest);
			refuses(refusal({ ...byPatient, ...byController(false) }), /word of the patient, and of a representative/);
			refuses(refusal({ ...byRepresentative, ...ofRefusal, ...byController(true) }), /word of a representative, and of the controller/);
			refuses(grants[release](withoutConfidential, byPatient), /word of a representative/);
			const all = exported();
			all.entry[0]!.resource['contained'] = [representative];
			all.entry[0]!.resource[element] = [{ reference: '#representative' }];
			refuses(all, /leaves confidential classes out, and this one doesn't/);
		});

		test('is nobody whom the chain can\'t know', () => {
			refuses(grants[release](withoutConfidential, byRepresentative), /name the one who consented in a file for --map/);
			const named = { ...representative, name: [{ text: 'somebody' }] };
			refuses(grants[release](withoutConfidential, { ...byRepresentative, ...ofGrant(5), contained: [named] }), /no place for "name"/);
			const ofAnother = { ...representative, patient: by(NAMES.patient, `0x${'00'.repeat(32)}`) };
			refuses(grants[release](withoutConfidential, { ...byRepresentative, ...ofGrant(5), contained: [ofAnother] }), /represents another patient/);
			refuses(grants[release](withoutConfidential, { ...byRepresentative, ...ofGrant(5), contained: [{ ...representative, resourceType: 'Patient' }] }), /must be "RelatedPerson"/);
			refuses(grants[release](withoutConfidential, { ...ofGrant(5), [element]: [{ reference: '#representative' }] }), /contains no such resource/);
		});
	});
}
