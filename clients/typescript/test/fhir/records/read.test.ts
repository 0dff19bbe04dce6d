import assert from 'node:assert/strict';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { countByClass, readRecords } from '../../../src/fhir/records/index.ts';
import { recordContent } from '../../../src/format/record-content.ts';
import { InputError } from '../../../src/errors.ts';

const fhir = (name: string) => fileURLToPath(new URL(`../../../../../tests/fhir/${name}`, import.meta.url));

test('the sample bundle is read whole, with its numbers as written', async () => {
	const { resources } = await readRecords(fhir('sample-bundle.json'));
	assert.ok(resources.length >= 25);
	assert.ok(countByClass(resources).size >= 8);
	for (const resource of resources) {
		const { fullUrl, resource: content } = resource.content();
		assert.deepEqual(recordContent(fullUrl, content), resource.canonical);
	}
	const text = resources.map(({ canonical }) => new TextDecoder().decode(canonical)).join('\n');
	for (const kept of ['"value":1.10', '"value":4.0e0', '"factor":0.010', 'Þóra 🌿', 'elevation\\nQTc']) assert.ok(text.includes(kept), kept);
});

const refusals: [string, RegExp][] = [
	['no-such-file.json', /there is no such file/],
	['.', /folder/],
	['broken-json.json', /JSON: not valid JSON at line 3/],
	['duplicate-key.json', /duplicate key/],
	['not-a-bundle.json', /not a FHIR Bundle/],
	['no-patient.json', /there is no Patient/],
	['two-patients.json', /there are 2 Patients/],
	['patient-only.json', /no other resource/],
	['unknown-type.json', /entry 2 .* no resource type/],
	['another-patient.json', /entry 2 is about another patient \(Observation\.subject\)/],
	['no-subject.json', /entry 2 \(Observation\) does not say whose it is/],
	['search-page.json', /found 40, and 2 are here/],
	['history.json', /this is a history/],
	['two-versions.json', /entry 2 and entry 3 are the same resource/],
	['subsetted.json', /entry 2 is tagged SUBSETTED/],
	['signed-collection.json', /the Bundle is signed/],
	['patch.json', /entry 2 is a PATCH/],
	['nested-bundle.json', /entry 2 is a Bundle inside the Bundle/],
	['contained-condition.json', /entry 2 \(Observation\) contains a Condition/],
	['patient.xml', /this is XML/],
];

for (const [name, why] of refusals) {
	test(`${name} is refused with one sentence that says why`, async () => {
		await assert.rejects(readRecords(fhir(name)), (error: Error) => {
			assert.ok(error instanceof InputError);
			assert.match(error.message, why);
			assert.equal(error.message.split('\n').length, 1);
			return true;
		});
	});
}

test('NDJSON is read like a Bundle', async () => {
	const { resources, notes } = await readRecords(fhir('record.ndjson'));
	assert.deepEqual([resources.length, notes], [3, []]);
});

test('a record that only its fullUrl names keeps it', async () => {
	const { resources } = await readRecords(fhir('full-url-without-id.json'));
	const [patient, observation] = resources.map((resource) => resource.content());
	assert.equal(patient?.fullUrl, 'urn:uuid:6f0b0001-5a1c-4b7e-9d00-000000000001');
	assert.deepEqual(observation?.resource['subject'], { reference: patient.fullUrl });
});

test('a signed document is one record', async () => {
	const { resources, notes } = await readRecords(fhir('signed-document.json'));
	assert.deepEqual(resources.map(({ resourceType, recordClass }) => [resourceType, recordClass]), [['Bundle', 12]]);
	assert.match(notes.join('\n'), /^this is a signed document: .* one record of class Bundle/);
});

test('a message of a server is no record', async () => {
	const { resources, notes } = await readRecords(fhir('server-message.json'));
	assert.deepEqual([resources.length, notes.length], [2, 1]);
});

test('the months of a record are those that are written', async () => {
	const { resources } = await readRecords(fhir('old-dates.json'));
	assert.deepEqual(resources.slice(1).map((resource) => resource.months(680)), [{ from: 542, until: 543 }, { from: 339, until: 673 }, { from: 376, until: 377 }]);
	assert.deepEqual(resources[0]?.months(680), { from: 680, until: 681 });
});

test('odd files are refused, not thrown over', async () => {
	const folder = await mkdtemp(join(tmpdir(), 'salus-bundle-'));
	try {
		const texts = [
			'', ' \n', 'null', '[]', '1.5', '{"resourceType":"Bundle"}', '{"resourceType":"Bundle","entry":1}',
			'{"resourceType":"Bundle","entry":[1]}', '{"resourceType":"Bundle","entry":[{"resource":1}]}',
			'{"resourceType":"Bundle","entry":[{"resource":{}}]}', '{"resourceType":"Bundle","entry":{"a":1}}',
			'{"resourceType":"Bundle","entry":[{"resource":{"resourceType":"Patient","id":"\\ud800"}}]}',
			Uint8Array.of(0x7b, 0xff, 0x7d), '<Bundle xmlns="http://hl7.org/fhir"/>', '{"resourceType":"Bundle","type":"collection"} x',
			'{"resourceType":"Bundle","type":"collection","entry":[{},]}', '{"resourceType":"Bundle","type":"collection","entry":[{}', '{"resourceType":"Bundle" "type":1}',
			'{"resourceType":"Bundle","type":"collection","type":"collection"}', '{"resourceType":"Bundle",,"type":1}', '{"a":}', '{"a"}', '{1:2}', '['.repeat(500_000),
		];
		for (const [index, text] of texts.entries()) {
			const file = join(folder, `${index}.json`);
			await writeFile(file, text);
			await assert.rejects(readRecords(file), InputError, String(index));
		}
	} finally {
		await rm(folder, { recursive: true });
	}
});
