/** What would be lost, or escape a refusal, once each resource is sealed on its own. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { PATIENT, bundle, type Json, observation, read, refused } from './samples.ts';

const subject = { reference: 'Patient/p1' };
const containing = (resource: Json, container = observation()) => bundle([PATIENT, { ...container, contained: [{ id: 'c', ...resource }] }]);

for (const type of ['Condition', 'AllergyIntolerance', 'MedicationStatement', 'DiagnosticReport', 'Specimen', 'ServiceRequest', 'Consent', 'QuestionnaireResponse', 'DeviceDispense', 'Transport']) {
	test(`a refusal of ${type} reaches one that an Observation contains, or it is not read`, () => {
		refused(containing({ resourceType: type, subject, patient: subject, code: { text: 'Psittacosis' } }), 'input.unsealable', new RegExp(`entry 2 \\(Observation\\) contains a ${type}, .* as an entry of its own`));
	});
}

for (const type of ['Practitioner', 'Organization', 'Medication', 'Location', 'Device', 'Substance', 'Questionnaire']) {
	test(`a ${type} may be contained`, () => assert.equal(read(containing({ resourceType: type })).resources.length, 2));
}

test('what is contained in its own class may be', () => {
	assert.equal(read(containing(observation())).resources.length, 2);
});

test('who pays and a bare stub may be contained, as in the claims that generators write', () => {
	const claim = { resourceType: 'ExplanationOfBenefit', id: 'e', patient: subject };
	const stub = { resourceType: 'ServiceRequest', status: 'completed', intent: 'order', subject, requester: { reference: 'Practitioner/x' }, performer: [{ reference: 'Practitioner/x' }] };
	assert.equal(read(containing({ resourceType: 'Coverage', beneficiary: subject, type: { text: 'private' }, payor: [{ display: 'x' }] }, claim)).resources.length, 2);
	assert.equal(read(containing(stub, claim)).resources.length, 2);
	for (const more of [{ code: { text: 'Psittacosis' } }, { reasonCode: [{ text: 'x' }] }, { note: [{ text: 'x' }] }, { authoredOn: '2020' }, { extension: [{ url: 'x' }] }, { text: { div: 'x' } }]) {
		refused(containing({ ...stub, ...more }, claim), 'input.unsealable', /contains a ServiceRequest/);
	}
});

const stubs: [string, Json][] = [
	['a name of the medicine', { resourceType: 'MedicationRequest', status: 'active', intent: 'order', subject, medicationReference: { display: 'Psittacosis' } }],
	['a medicine that is contained, too', { resourceType: 'MedicationRequest', status: 'active', intent: 'order', subject, medicationReference: { reference: '#med' } }],
	['a reason', { resourceType: 'MedicationRequest', subject, reasonReference: [{ display: 'Psittacosis' }] }],
	['a reference to the reason', { resourceType: 'MedicationRequest', subject, reasonReference: [{ reference: 'Condition/c1' }] }],
	['a result', { resourceType: 'DiagnosticReport', subject, result: [{ display: 'Psittacosis' }] }],
	['a focus', { resourceType: 'Condition', subject, focus: [{ reference: 'Observation/o2' }] }],
	['a text in an identifier', { resourceType: 'Condition', subject, identifier: [{ type: { text: 'Psittacosis' } }] }],
	['words as the value of an identifier', { resourceType: 'Condition', subject, identifier: [{ value: 'has Psittacosis' }] }],
	['a code that is no CodeableConcept', { resourceType: 'Condition', subject, code: { display: 'Psittacosis' } }],
	['a code that is an identifier of anything', { resourceType: 'Condition', subject, code: { identifier: { anything: { text: 'Psittacosis' } } } }],
	['an extension of meta', { resourceType: 'Condition', subject, meta: { extension: [{ url: 'x', valueString: 'Psittacosis' }] } }],
	['a label in meta', { resourceType: 'Condition', subject, meta: { security: [{ code: 'HIV' }] } }],
	['a name in who did it', { resourceType: 'Condition', subject, asserter: { display: 'Psittacosis clinic' } }],
	['a question in a reference', { resourceType: 'Condition', subject, asserter: { reference: 'Practitioner?name=Psittacosis' } }],
	['words as a status', { resourceType: 'ServiceRequest', subject, status: 'Has Psittacosis' }],
];

for (const [what, stub] of stubs) {
	test(`a contained stub that tells something is none: ${what}`, () => {
		refused(bundle([PATIENT, observation({ contained: [{ id: 'c', ...stub }, { resourceType: 'Medication', id: 'med' }] })]), 'input.unsealable', /Observation\) contains a (MedicationRequest|DiagnosticReport|Condition|ServiceRequest)/);
	});
}

test('a stub may say who, where and to what it belongs', () => {
	const stub = {
		resourceType: 'ServiceRequest', id: 's', meta: { versionId: '1', lastUpdated: '2026-01-01T00:00:00.000Z' }, identifier: [{ system: 'urn:oid:2.999.3', value: 'R-1' }], status: 'active', intent: 'order', subject,
		encounter: { reference: 'Encounter/e1', type: 'Encounter' }, requester: { reference: 'Practitioner?identifier=http://hl7.org/fhir/sid/us-npi|99' }, performer: [{ identifier: { system: 'urn:oid:2.999.4', value: '7' } }],
		basedOn: [{ reference: 'urn:uuid:61ebe359-bfdc-4613-8bf2-c5e300945f0a' }],
	};
	assert.equal(read(containing(stub)).resources.length, 2);
});

test('an element that is called resourceType makes no resource', () => {
	const consent = (resourceType: unknown) => ({ resourceType: 'Consent', id: 'c', subject, provision: [{ resourceType, provision: [{ resourceType }] }] });
	for (const resourceType of [[{ code: 'Observation' }], { code: 'Observation' }]) assert.equal(read(bundle([PATIENT, observation(), consent(resourceType)])).resources.length, 3);
	const others = [{ resourceType: 'Subscription', id: 's', filterBy: [{ resourceType: 'Observation' }] }, { resourceType: 'ExampleScenario', id: 'e', instance: [{ resourceId: 'x', resourceType: 'Observation' }] }];
	assert.equal(read(bundle([PATIENT, observation(), ...others])).resources.length, 4);
	refused(bundle([PATIENT, observation(), { resourceType: 'Subscription', id: 's', filterBy: [{ value: observation() }] }]), 'input.unsealable', /entry 3 holds a resource inside its Subscription\.filterBy/);
	refused(bundle([PATIENT, observation({ 'Psittacosis\n': observation() })]), 'input.unsealable', /entry 2 holds a resource inside its Observation, /);
});

test('Bundles and Parameters do not hide resources', () => {
	const inner = bundle([PATIENT, observation()], { id: 'b', type: 'document' });
	refused(bundle([PATIENT, observation(), inner]), 'input.unsealable', /entry 3 is a Bundle inside the Bundle/);
	refused(containing({ resourceType: 'Bundle' }), 'input.unsealable', /contains a Bundle/);
	refused(containing({ resourceType: 'Parameters' }), 'input.unsealable', /contains a Parameters/);
	refused(containing({ resourceType: 'Binary' }), 'input.unsealable', /contains a Binary/);
	refused(containing({ resourceType: 'Device', contained: [] }), 'input.unsealable', /contains a resource that holds another/);
	refused(bundle([PATIENT, observation(), { resourceType: 'Parameters', parameter: [{ name: 'x', part: [{ name: 'y', resource: observation() }] }] }]), 'input.unsealable', /entry 3 holds a resource inside its Parameters\.parameter/);
	refused(containing({ resourceType: 'Horoscope' }), 'input.records', /contains a resource of no type/);
	for (const contained of [{}, [1], 'x', [null]]) refused(bundle([PATIENT, observation({ contained })]), 'input.records', /"contained"/);
});
