import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { PATIENT, bundle, observation, read, refused } from './samples.ts';

const lines = (...values: unknown[]) => values.map((value) => (typeof value === 'string' ? value : JSON.stringify(value))).join('\n');

test('a resource on each line is read, blank lines and both line ends included', () => {
	assert.equal(read(lines(PATIENT, observation())).resources.length, 2);
	assert.equal(read(`\n${lines('', PATIENT, '', '  ', observation(), '')}\n\n`).resources.length, 2);
	assert.equal(read(lines(PATIENT, observation()).replaceAll('\n', '\r\n')).resources.length, 2);
});

test('the same is checked as in a Bundle, by line', () => {
	refused(lines(PATIENT, '', observation({ subject: { reference: 'Patient/p2' } })), 'input.another-patient', /line 3 is about another patient/);
	refused(lines(PATIENT, observation({ subject: undefined })), 'input.unattributed', /line 2 \(Observation\)/);
	refused(lines(PATIENT, observation(), bundle([observation()])), 'input.unsealable', /line 3 is a Bundle/);
	refused(lines(PATIENT, { ...PATIENT, id: 'p2' }, observation()), 'input.patient', /2 Patients/);
	refused(lines(observation(), observation({ id: 'o2' })), 'input.patient', /no Patient/);
	refused(lines(PATIENT, observation(), observation({ status: 'amended' })), 'input.records', /line 2 and line 3/);
	refused(lines(PATIENT, observation(), '[]'), 'input.records', /line 3 is not a FHIR resource/);
	refused(lines(PATIENT, observation(), '{"a":1} {"b":2}'), 'input.records', /NDJSON: not valid JSON at line 3, column/);
	refused(lines(PATIENT, observation(), '{"a":1,"a":1}'), 'input.records', /NDJSON: .*duplicate key/);
	refused(lines(PATIENT, '{"resourceType":"Observation",', '"id":"o"}'), 'input.records', /NDJSON: not valid JSON at line 2/);
});

test('XML is named as what it is', () => {
	refused('<?xml version="1.0"?><Bundle xmlns="http://hl7.org/fhir"/>', 'input.records', /this is XML; FHIR is read as JSON only/);
	refused('', 'input.records', /nothing in it/);
});

test('a byte order mark is passed over, and "-" is standard input', () => {
	const script = fileURLToPath(new URL('read-stdin.ts', import.meta.url));
	const run = (input: string) => spawnSync(process.execPath, ['--import', 'tsx', script], { input, encoding: 'utf8' }).stdout;
	assert.equal(run(`\uFEFF${JSON.stringify(bundle([PATIENT, observation()]))}`), '2 of standard input\n');
	assert.match(run('{'), /^standard input: this cannot be read as JSON/);
});

test('a byte order mark within, as files that were put together have, is passed over', () => {
	const [patient, record, another] = [PATIENT, observation(), observation({ id: 'o2' })].map((resource) => JSON.stringify(resource));
	assert.equal(read(`${patient}\n\uFEFF${record}\n\uFEFF\n\uFEFF${another}\r\n`).resources.length, 3);
	assert.equal(read(`${patient}\n${record}\n\uFEFF${another}`).resources.length, 3);
});
