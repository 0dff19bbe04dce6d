import assert from 'node:assert/strict';
import { test } from 'node:test';
import { allClasses, className } from '../../../src/format/classes.ts';
import { PATIENT_ELEMENTS } from '../../../src/fhir/records/generated/patient-compartment.ts';
import { BASE, IDENTIFIER, PATIENT, bundle, bundleOf, type Json, observation, read, refused } from './samples.ts';

const UUID = '61ebe359-bfdc-4613-8bf2-c5e300945f0a';
const OTHER_UUID = '71ebe359-bfdc-4613-8bf2-c5e300945f0a';
/** The patient as servers and senders give them. */
const onServer = (resource: Json): Json => ({ fullUrl: `${BASE}/${resource['resourceType']}/${resource['id']}`, resource });
const withUuid = { fullUrl: `urn:uuid:${UUID}`, resource: { ...PATIENT, id: UUID } };

const THIS: [string, Json][] = [
	['by id', bundle([PATIENT, observation()])],
	['before the Patient stands', bundle([observation(), PATIENT])],
	['of a version', bundle([PATIENT, observation({ subject: { reference: 'Patient/p1/_history/2' } })])],
	['by fullUrl', bundleOf([withUuid, { resource: observation({ subject: { reference: `urn:uuid:${UUID}` } }) }])],
	['by a UUID in upper case', bundleOf([withUuid, { resource: observation({ subject: { reference: `urn:uuid:${UUID.toUpperCase()}` } }) }])],
	['by urn:uuid of the id', bundle([{ ...PATIENT, id: UUID }, observation({ subject: { reference: `urn:uuid:${UUID}` } })])],
	['by absolute URL', bundleOf([onServer(PATIENT), { resource: observation({ subject: { reference: `${BASE}/Patient/p1` } }) }])],
	['by absolute URL of a version', bundleOf([onServer(PATIENT), { resource: observation({ subject: { reference: `${BASE}/Patient/p1/_history/7` } }) }])],
	['relative, on the same server', bundleOf([onServer(PATIENT), onServer(observation())])],
	['by a condition', bundle([PATIENT, observation({ subject: { reference: 'Patient?identifier=urn:oid:2.999.1|MRN-1' } })])],
	['by a condition, encoded', bundle([PATIENT, observation({ subject: { reference: 'Patient?identifier=urn%3Aoid%3A2.999.1%7CMRN-1' } })])],
	['by identifier alone', bundle([PATIENT, observation({ subject: { identifier: IDENTIFIER } })])],
	['by id, with an identifier of a system that the Patient does not name', bundle([PATIENT, observation({ subject: { reference: 'Patient/p1', type: 'Patient', identifier: { system: 'urn:oid:2.999.9', value: 'N' } } })])],
	['by a contained Patient with the same identifier', bundle([PATIENT, observation({ contained: [{ resourceType: 'Patient', id: 'x', identifier: [IDENTIFIER] }], subject: { reference: '#x' } })])],
	['by the id of a Patient that this one replaces', bundle([{ ...PATIENT, link: [{ type: 'replaces', other: { reference: 'Patient/old' } }] }, observation({ subject: { reference: 'Patient/old' } })])],
];

for (const [how, value] of THIS) test(`a subject is the patient: ${how}`, () => assert.equal(read(value).resources.length, 2));

const OTHERS: [string, Json][] = [
	['by id', bundle([PATIENT, observation({ subject: { reference: 'Patient/p2' } })])],
	['before the Patient stands', bundle([observation({ subject: { reference: 'Patient/p2' } }), PATIENT])],
	['of a version', bundle([PATIENT, observation({ subject: { reference: 'Patient/p2/_history/1' } })])],
	['by urn:uuid', bundleOf([withUuid, { resource: observation({ subject: { reference: `urn:uuid:${OTHER_UUID}` } }) }])],
	['by urn:oid', bundle([PATIENT, observation({ subject: { reference: 'urn:oid:2.999.7' } })])],
	['by absolute URL', bundleOf([onServer(PATIENT), { resource: observation({ subject: { reference: `${BASE}/Patient/p2` } }) }])],
	['by the same id on another server', bundleOf([onServer(PATIENT), { resource: observation({ subject: { reference: 'https://elsewhere.example/Patient/p1' } }) }])],
	['relative, on another server', bundleOf([onServer(PATIENT), { fullUrl: 'https://elsewhere.example/Observation/o1', resource: observation() }])],
	['by absolute URL, where nothing tells the patient\'s server', bundle([PATIENT, observation({ subject: { reference: 'https://elsewhere.example/Patient/p1' } })])],
	['by a condition', bundle([PATIENT, observation({ subject: { reference: 'Patient?identifier=urn:oid:2.999.1|MRN-2' } })])],
	['by a condition on another system', bundle([PATIENT, observation({ subject: { reference: 'Patient?identifier=urn:oid:2.999.2|MRN-1' } })])],
	['by a condition that may be many', bundle([PATIENT, observation({ subject: { reference: 'Patient?name=x' } })])],
	['by a condition with two values', bundle([PATIENT, observation({ subject: { reference: 'Patient?identifier=urn:oid:2.999.1|MRN-1,urn:oid:2.999.1|MRN-2' } })])],
	['by identifier alone', bundle([PATIENT, observation({ subject: { identifier: { ...IDENTIFIER, value: 'MRN-2' } } })])],
	['by identifier, while the reference says this one', bundle([PATIENT, observation({ subject: { reference: 'Patient/p1', identifier: { ...IDENTIFIER, value: 'MRN-2' } } })])],
	['by identifier where the Patient has none', bundle([{ resourceType: 'Patient', id: 'p1' }, observation({ subject: { identifier: IDENTIFIER } })])],
	['by a contained Patient', bundle([PATIENT, observation({ contained: [{ resourceType: 'Patient', id: 'x' }], subject: { reference: '#x' } })])],
	['by a contained Patient with another identifier', bundle([PATIENT, observation({ contained: [{ resourceType: 'Patient', id: 'x', identifier: [{ ...IDENTIFIER, value: 'MRN-2' }] }], subject: { reference: '#x' } })])],
	['by a contained Patient that is not its subject', bundle([PATIENT, observation({ contained: [{ resourceType: 'Patient', id: 'x' }] })])],
	['by the subject of what is contained', bundle([PATIENT, observation({ contained: [observation({ id: 'x', subject: { reference: 'Patient/p2' } })] })])],
	['by a reference to nothing contained', bundle([PATIENT, observation({ subject: { reference: '#x' } })])],
	['by a link that only says "see also"', bundle([{ ...PATIENT, link: [{ type: 'seealso', other: { reference: 'Patient/p2' } }] }, observation({ subject: { reference: 'Patient/p2' } })])],
	['by an element that is no reference', bundle([PATIENT, observation({ subject: 'Patient/p2' })])],
	['by an element that is null', bundle([PATIENT, observation({ subject: null })])],
	['by a reference that is a number', bundle([PATIENT, observation({ subject: { reference: 2 } })])],
	['by text that is no reference', bundle([PATIENT, observation({ subject: { reference: 'p1' } })])],
];

for (const [how, value] of OTHERS) {
	test(`a record of another patient is not sealed as this one's: ${how}`, () => {
		refused(value, 'input.another-patient', /entry [12] (is about another patient|points to a patient of whom nothing tells that it is this one) \(Observation\.(subject|contained.*)\)/);
		refused(value, 'input.another-patient', /entry/, { includeUnattributed: true });
	});
}

const at = (base: string | undefined, resource: Json): Json => ({ ...(base === undefined ? {} : { fullUrl: `${base}/${resource['resourceType']}/${resource['id']}` }), resource });
const [A, B] = ['https://a.example/fhir', 'https://b.example/fhir'];
const replacing = (reference: string, more: Json = {}) => ({ ...PATIENT, link: [{ type: 'replaces', other: { reference, ...more } }] });
const about = (reference: string) => observation({ subject: { reference } });

const REPLACED: [string, Json, Json][] = [
	['relative on both sides, on one server', at(A, replacing('Patient/p0')), at(A, about('Patient/p0'))],
	['absolute in the record', at(A, replacing('Patient/p0')), at(A, about(`${A}/Patient/p0`))],
	['absolute in the record, on another server', at(A, replacing('Patient/p0')), at(B, about(`${A}/Patient/p0`))],
	['absolute in the link', at(A, replacing(`${A}/Patient/p0`)), at(A, about('Patient/p0'))],
	['of another server, absolute in the link', at(A, replacing(`${B}/Patient/p0`)), at(B, about('Patient/p0'))],
	['by urn', at(A, replacing(`urn:uuid:${OTHER_UUID}`)), at(A, about(`urn:uuid:${OTHER_UUID}`))],
	['with a type', at(A, replacing('Patient/p0', { type: 'Patient' })), at(A, about('Patient/p0'))],
	['where nothing tells a server', at(undefined, replacing('Patient/p0')), at(A, about('Patient/p0'))],
];
for (const [how, patient, record] of REPLACED) {
	test(`a Patient that this one replaces is this one on the server of the link: ${how}`, () => assert.equal(read(bundleOf([patient, record])).resources.length, 2));
}

const NOT_REPLACED: [string, Json, Json][] = [
	['relative, on another server', at(A, replacing('Patient/p0')), at(B, about('Patient/p0'))],
	['absolute, on another server', at(A, replacing('Patient/p0')), at(A, about(`${B}/Patient/p0`))],
	['absolute in the link, on another server', at(A, replacing(`${B}/Patient/p0`)), at(A, about('Patient/p0'))],
	['of another server, where the record tells none', at(A, replacing(`${B}/Patient/p0`)), at(undefined, about('Patient/p0'))],
	['a related person', at(A, replacing('RelatedPerson/p0')), at(A, about('Patient/p0'))],
	['a related person by type', at(A, replacing('Patient/p0', { type: 'RelatedPerson' })), at(A, about('Patient/p0'))],
	['a type that is no text', at(A, replacing('Patient/p0', { type: 1 })), at(A, about('Patient/p0'))],
];
for (const [how, patient, record] of NOT_REPLACED) {
	test(`a Patient that this one replaces counts on no other server: ${how}`, () => refused(bundleOf([patient, record]), 'input.another-patient', /entry 2 .*\(Observation\.subject\)/));
}

test('a Patient of no known server is not found on two', () => {
	const [one, two] = [observation(), observation({ id: 'o2' })];
	assert.equal(read(bundleOf([at(undefined, PATIENT), at(A, one), at(A, two)])).resources.length, 3);
	refused(bundleOf([at(undefined, PATIENT), at(A, one), at(B, two)]), 'input.another-patient', /entry 3 points to a patient of whom nothing tells/);
	refused(bundleOf([at(undefined, PATIENT), at(A, one), at(B, { ...two, subject: { reference: `${B}/Patient/p1` } })]), 'input.another-patient', /entry 3/);
	refused(bundleOf([{ fullUrl: 'Patient/p1', resource: PATIENT }, at(A, one), at(B, two)]), 'input.another-patient', /entry 3/);
});

test('a Patient that has a urn is on no server', () => {
	const patient = { fullUrl: 'urn:uuid:p1', resource: PATIENT };
	refused(bundleOf([patient, at(B, observation())]), 'input.another-patient', /entry 2/);
	refused(bundleOf([patient, at(B, about(`${B}/Patient/p1`))]), 'input.another-patient', /entry 2/);
	for (const record of [{ resource: observation() }, { fullUrl: 'urn:uuid:o1', resource: observation() }, at(B, about('urn:uuid:p1'))]) assert.equal(read(bundleOf([patient, record])).resources.length, 2);
});

test('a reference does not say of the patient that it is something else', () => {
	for (const type of ['Device', 'http://hl7.org/fhir/StructureDefinition/Device', 'patient', 1, null]) {
		refused(bundle([PATIENT, observation({ subject: { reference: 'Patient/p1', type } })]), 'input.another-patient', /entry 2 points to a patient/);
	}
	refused(bundle([PATIENT, observation({ subject: { reference: 'Group/g', type: 'Patient' } })]), 'input.another-patient', /entry 2/);
});

test('a contained Patient with another identifier of the same system is not this one', () => {
	const inner = (...identifier: Json[]) => bundle([PATIENT, observation({ contained: [{ resourceType: 'Patient', id: 'x', identifier }], subject: { reference: '#x' } })]);
	refused(inner(IDENTIFIER, { ...IDENTIFIER, value: 'MRN-2' }), 'input.another-patient', /entry 2/);
	assert.equal(read(inner(IDENTIFIER, { system: 'urn:oid:2.999.9', value: '7' })).resources.length, 2);
});

test('a Patient that is out of use or was replaced is told of', () => {
	const { notes } = read(bundle([{ ...PATIENT, active: false, link: [{ type: 'replaced-by', other: { reference: 'Patient/p2' } }] }, observation()]));
	assert.match(notes.join('\n'), /^entry 1 says of the Patient that its record is no longer in use.*\nentry 1 .* another one has replaced it/);
	assert.deepEqual(read(bundle([{ ...PATIENT, active: true }, observation()])).notes, []);
});

test('long chains and many identifiers take no longer than they are', () => {
	const chain = Array.from({ length: 15_000 }, (_, i) => ({ resourceType: 'Provenance', id: `v${i}`, target: [{ reference: i === 14_999 ? 'Observation/o1' : `Provenance/v${i + 1}` }] }));
	const start = performance.now();
	assert.equal(read(bundle([PATIENT, ...chain, observation()])).unattributed, 0);
	const identifier = Array.from({ length: 10_000 }, (_, i) => ({ system: 's', value: `v${i}` }));
	const records = Array.from({ length: 5_000 }, (_, i) => observation({ id: `o${i}`, subject: { identifier: identifier[9_999] } }));
	assert.equal(read(bundle([{ ...PATIENT, identifier }, ...records])).resources.length, 5_001);
	// On one slow core this takes about two seconds; with every pair compared it was more than thirty.
	assert.ok(performance.now() - start < 15_000);
});

test('every element of every type that says whose a resource is is looked at', () => {
	for (const [type, { paths }] of Object.entries(PATIENT_ELEMENTS)) {
		for (const path of paths) {
			const at = (reference: string) => path.split('.').reduceRight<unknown>((inner, name) => ({ [name]: name === 'participant' || name === 'member' || name === 'entity' || name === 'link' || name === 'target' ? [inner] : inner }), { reference }) as Json;
			const resource = (reference: string) => ({ resourceType: type, id: 'x', ...at(reference) });
			refused(bundle([PATIENT, observation(), resource('Patient/p2')]), 'input.another-patient', new RegExp(`entry 3 is about another patient \\(${type}\\.${path}\\)`));
			assert.equal(read(bundle([PATIENT, observation(), resource('Patient/p1')])).resources.length, 3, `${type}.${path}`);
		}
	}
});

test('a patient may do something for another, and be named where nothing is said about them', () => {
	const resources = [
		observation({ id: 'a', performer: [{ reference: 'Patient/p2' }], focus: [{ reference: 'Patient/p2' }] }),
		{ resourceType: 'AllergyIntolerance', id: 'b', patient: { reference: 'Patient/p1' }, asserter: { reference: 'Patient/p2' } },
		{ resourceType: 'Coverage', id: 'c', beneficiary: { reference: 'Patient/p1' }, subscriber: { reference: 'Patient/p2' } },
		{ resourceType: 'RelatedPerson', id: 'd', patient: { reference: 'Patient/p1' } },
	];
	assert.equal(read(bundle([{ ...PATIENT, link: [{ type: 'seealso', other: { reference: 'Patient/p2' } }] }, ...resources])).resources.length, 5);
});

test('who and where and what a record is written with is of no patient', () => {
	for (const resourceType of ['Practitioner', 'PractitionerRole', 'Organization', 'Location', 'Medication', 'Device', 'Substance', 'Questionnaire', 'Group', 'Schedule']) {
		assert.equal(read(bundle([PATIENT, observation(), { resourceType, id: 'x' }])).unattributed, 0, resourceType);
	}
});

const NOWHERE: [string, unknown][] = [
	['no subject', undefined],
	['a name only', { display: 'Psittacosis' }],
	['an empty reference', {}],
	['a group of people', { reference: 'Group/g1' }],
	['a device', { reference: 'Device/d1' }],
	['a reason why it is absent', { extension: [{ url: 'x', valueCode: 'unknown' }] }],
	['somebody of another kind by identifier', { type: 'Device', identifier: IDENTIFIER }],
];

for (const [how, subject] of NOWHERE) {
	test(`a resource that does not say whose it is is read only if that is asked for: ${how}`, () => {
		const value = bundle([PATIENT, observation(), observation({ id: 'o2', subject }), observation({ id: 'o3', subject })]);
		refused(value, 'input.unattributed', /entry 3 \(Observation, and 1 more\) does not say whose it is/);
		const { resources, unattributed, notes } = read(value, { includeUnattributed: true });
		assert.deepEqual([resources.length, unattributed, notes.length], [4, 2, 1]);
	});
}

test('what is about a resource of the patient\'s is the patient\'s', () => {
	const provenance = { resourceType: 'Provenance', id: 'v', target: [{ reference: 'Observation/o1' }, { reference: 'Organization/x' }] };
	assert.equal(read(bundle([PATIENT, provenance, observation()])).unattributed, 0);
	refused(bundle([PATIENT, observation(), { ...provenance, target: [{ reference: 'Observation/o9' }] }]), 'input.unattributed', /entry 3 \(Provenance\)/);
	refused(bundle([PATIENT, observation(), { ...provenance, target: [{ reference: 'Organization/x' }] }, { resourceType: 'Organization', id: 'x' }]), 'input.unattributed', /entry 3/);
	// Two that only point to each other are nobody's.
	const round = (id: string, target: string) => ({ ...provenance, id, target: [{ reference: `Provenance/${target}` }] });
	refused(bundle([PATIENT, observation(), round('a', 'b'), round('b', 'a')]), 'input.unattributed', /entry 3 \(Provenance, and 1 more\)/);
});

test('the elements of the patient compartment cover the types that hold care', () => {
	const known = new Set(allClasses().map(className));
	for (const type of Object.keys(PATIENT_ELEMENTS)) assert.ok(known.has(type), type);
	for (const type of ['Observation', 'Condition', 'Procedure', 'Encounter', 'Task', 'Specimen', 'Provenance', 'GenomicStudy', 'NutritionIntake', 'Transport']) {
		assert.ok(Object.hasOwn(PATIENT_ELEMENTS, type), type);
	}
});
