import assert from 'node:assert/strict';
import { test } from 'node:test';
import { recordsIn } from '@salus/client/fhir/records';
import { utf8ToBytes } from '@salus/client/format';
import { secretsOf } from '../journey/secrets.ts';

const FULL_URL = 'https://hospital.example/fhir/Patient/patient-1';
const RECORD = {
	resourceType: 'Bundle',
	type: 'document',
	entry: [
		{ fullUrl: FULL_URL, resource: { resourceType: 'Patient', id: 'patient-1', name: [{ family: 'Zaunkönig' }], gender: 'unknown' } },
		{ resource: { resourceType: 'Observation', id: 'observation-1', status: 'final', subject: { reference: 'Patient/patient-1' } } },
	],
};
const secretsIn = (record: object) => secretsOf(recordsIn(utf8ToBytes(JSON.stringify(record)), 'a record'));

test('what tells who the patient is is looked for, also out of a signed document', () => {
	for (const record of [RECORD, { ...RECORD, signature: { data: 'AAAA' } }]) {
		assert.deepEqual(secretsIn(record).texts, [FULL_URL, 'patient-1', 'Zaunkönig']);
	}
});

test('hashes are looked for of what is sealed, and of the resource alone', () => {
	const hashed = secretsIn(RECORD).hashed.map((bytes) => new TextDecoder().decode(bytes));
	const [patient, observation] = ['{"gender":"unknown","id":"patient-1","name":[{"family":"Zaunkönig"}],"resourceType":"Patient"}', '{"id":"observation-1","resourceType":"Observation","status":"final","subject":{"reference":"Patient/patient-1"}}'];
	assert.deepEqual(hashed, [`{"fullUrl":"${FULL_URL}","resource":${patient}}`, patient, `{"resource":${observation}}`, observation]);
});
