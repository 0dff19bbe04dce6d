/** A signed document is one record: split, its signature would be lost. It is judged entry by entry nevertheless. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { classOf } from '../../../src/format/classes.ts';
import { canonicalJson, parseJson } from '../../../src/format/json.ts';
import { ALL_MONTHS } from '../../../src/format/months.ts';
import { BASE, PATIENT, bundle, bundleOf, type Json, observation, read, refused, SECRET } from './samples.ts';

const subject = { reference: 'Patient/p1' };
const SIGNATURE = { type: [{ code: '1.2.840.10065.1.12.1.1' }], when: '2024-05-02T00:00:00Z', who: { display: 'A clinician' }, data: 'AAAA' };
const LETTER = { resourceType: 'Composition', id: 'c1', status: 'final', subject, date: '2024-05-01', title: 'Letter' };
const signed = (resources: Json[], more: Json = {}) => bundle(resources, { type: 'document', signature: SIGNATURE, ...more });
const monthsOf = (...resources: Json[]) => read(signed([LETTER, PATIENT, ...resources])).resources[0]?.months(680);

test('it is sealed whole under Bundle, to the byte, with its identifier, timestamp, signature and numbers as written', () => {
	const text = JSON.stringify(signed([LETTER, PATIENT, observation()], { id: 'b1', identifier: { value: 'x' }, timestamp: '2024-05-01T00:00:00Z' })).replace('"final"', '"final","x":1.10');
	const { resources, unattributed } = read(text);
	assert.deepEqual([resources.length, resources[0]?.recordClass, resources[0]?.resourceType, unattributed], [1, classOf('Bundle'), 'Bundle', 0]);
	assert.equal(new TextDecoder().decode(resources[0]?.canonical), `{"resource":${canonicalJson(parseJson(text))}}`);
	assert.match(text, /1\.10/);
});

test('whoever reads is told that other classes do not reach into it', () => {
	const { notes } = read(signed([LETTER, PATIENT]));
	assert.equal(notes.length, 1);
	assert.match(notes[0] as string, /signed document: it is kept whole, as one record of class Bundle.*Grants, exclusions and refusals of other classes do not reach what is in it/);
});

test('a document that is not signed is still split', () => {
	const { resources, notes } = read(bundle([LETTER, PATIENT], { type: 'document' }));
	assert.deepEqual([resources.map(({ resourceType }) => resourceType), notes.length], [['Composition', 'Patient'], 1]);
	assert.match(notes[0] as string, /kept one by one/);
});

test('what signs nothing keeps no document whole', () => {
	for (const signature of [null, 'AAAA', [], [SIGNATURE], true]) refused(signed([LETTER, PATIENT], { signature }), 'input.records', /"signature" is not of FHIR's form/);
	for (const signature of [{}, { ...SIGNATURE, data: undefined }, { data: '' }, { data: 1 }]) refused(signed([LETTER, PATIENT], { signature }), 'input.records', /"signature" has no data/);
});

const entry = (more: Json): Json => ({ resource: observation(), ...more });
const REFUSED: [string, Json, string, RegExp][] = [
	['another patient\'s record', signed([LETTER, PATIENT, observation({ subject: { reference: 'Patient/p2' } })]), 'input.another-patient', /entry 3 is about another patient/],
	['two Patients', signed([LETTER, PATIENT, { ...PATIENT, id: 'p2' }]), 'input.patient', /2 Patients/],
	['two Patients, one of them as if a search had included it', bundleOf([{ resource: LETTER }, { resource: PATIENT }, { resource: { ...PATIENT, id: 'p2' }, search: { mode: 'include' } }], { type: 'document', signature: SIGNATURE }), 'input.patient', /2 Patients/],
	['no Patient', signed([LETTER]), 'input.patient', /no Patient/],
	['nothing but the Patient', signed([PATIENT]), 'input.patient', /no other resource/],
	['nobody\'s record', signed([LETTER, PATIENT, observation({ subject: undefined })]), 'input.unattributed', /entry 3 \(Observation\)/],
	['a part of a resource', signed([LETTER, PATIENT, observation({ meta: { tag: [{ code: 'SUBSETTED' }] } })]), 'input.incomplete', /entry 3 is tagged SUBSETTED/],
	['a Bundle inside', signed([LETTER, PATIENT, signed([LETTER])]), 'input.unsealable', /entry 3 is a Bundle inside/],
	['a resource inside of another', signed([LETTER, PATIENT, observation({ contained: [{ resourceType: 'Condition', subject: { reference: 'Patient/p1' }, code: { text: SECRET } }] })]), 'input.unsealable', /entry 3 .* contains a Condition/],
	['two versions of a resource', signed([LETTER, PATIENT, observation(), observation({ status: 'amended' })]), 'input.records', /entry 3 and entry 4 are the same/],
	['an error of a server', signed([LETTER, PATIENT, { resourceType: 'OperationOutcome', issue: [{ severity: 'error' }] }]), 'input.incomplete', /entry 3 is the server's message of an error/],
	['a resource beside the entries', signed([LETTER, PATIENT], { issues: observation({ subject: { reference: 'Patient/p2' } }) }), 'input.unsealable', /the Bundle holds a resource outside of its "entry"/],
	['a resource in contained of the Bundle', signed([LETTER, PATIENT], { contained: [observation()] }), 'input.unsealable', /the Bundle holds a resource outside/],
	['a resource beside the resource of an entry', bundleOf([{ resource: LETTER }, { resource: PATIENT }, entry({ response: { status: '200', outcome: observation({ subject: { reference: 'Patient/p2' } }) } })], { type: 'document', signature: SIGNATURE }), 'input.unsealable', /entry 3 holds a resource outside of its "resource"/],
	['an entry without a resource', bundleOf([{ resource: LETTER }, { resource: PATIENT }, { fullUrl: 'urn:uuid:61ebe359-bfdc-4613-8bf2-c5e300945f0a' }], { type: 'document', signature: SIGNATURE }), 'input.records', /entry 3 holds no FHIR resource/],
	['a part of a document', signed([LETTER, PATIENT], { meta: { tag: [{ code: 'SUBSETTED' }] } }), 'input.incomplete', /tagged SUBSETTED/],
	['a page', signed([LETTER, PATIENT], { link: [{ relation: 'next', url: 'x' }] }), 'input.incomplete', /one page/],
];

for (const [what, value, code, why] of REFUSED) test(`a signed document is wholly the patient's, or is refused: ${what}`, () => refused(value, code, why));

test('nobody\'s records in it are counted if they are to be included', () => {
	const { resources, unattributed } = read(signed([LETTER, PATIENT, observation({ subject: undefined })]), { includeUnattributed: true });
	assert.deepEqual([resources.length, unattributed], [1, 1]);
});

test('nothing of it is left out, so nothing is told to be', () => {
	const message = { resourceType: 'OperationOutcome', issue: [{ severity: 'warning', code: 'business-rule', diagnostics: SECRET }] };
	const { resources, notes } = read(signed([LETTER, PATIENT, observation(), observation(), message], { total: 5 }));
	assert.equal(notes.length, 1);
	assert.equal((resources[0]?.content().resource['entry'] as unknown[]).length, 5);
});

test('references by fullUrl stand in it as they were', () => {
	const entries = [{ fullUrl: `${BASE}/Composition/c1`, resource: LETTER }, { fullUrl: `${BASE}/Patient/p1`, resource: PATIENT }];
	const [document] = read(bundleOf(entries, { type: 'document', signature: SIGNATURE })).resources;
	assert.deepEqual([document?.content().fullUrl, document?.content().resource['entry']], [undefined, entries]);
});

test('its months run from the first to the last of its entries\'', () => {
	assert.deepEqual(monthsOf(), { from: 652, until: 653 });
	assert.deepEqual(monthsOf(observation({ effectiveDateTime: '1998-04-03' }), observation({ id: 'o2', effectiveDateTime: '2024-07-01' })), { from: 339, until: 655 });
});

test('its months are all if an entry has no date, and who and where add none', () => {
	assert.deepEqual(monthsOf({ resourceType: 'Organization', id: 'x' }, { resourceType: 'Practitioner', id: 'y' }), { from: 652, until: 653 });
	assert.deepEqual(monthsOf(observation()), ALL_MONTHS);
	assert.deepEqual(monthsOf({ resourceType: 'Medication', id: 'm' }), ALL_MONTHS);
	assert.deepEqual(read(signed([PATIENT, { resourceType: 'Organization', id: 'x' }])).resources[0]?.months(680), ALL_MONTHS);
});
