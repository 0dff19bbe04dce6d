/** Opaque labels: whoever seals may choose one instead of the class of the type. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { InputError } from '../../../src/errors.ts';
import { countByClass, type ReadOptions } from '../../../src/fhir/records/index.ts';
import { classOf } from '../../../src/format/classes.ts';
import type { JsonObject } from '../../../src/format/json.ts';
import { PATIENT, bundle, bundleOf, observation, read, refused } from './samples.ts';

const [patient, observations] = [classOf('Patient') as number, classOf('Observation') as number];
const three = bundle([PATIENT, observation(), observation({ id: 'o2', effectiveDateTime: '2015-03' })]);
const labelling = (label: number): ReadOptions => ({ labelOf: ({ id }: JsonObject) => (id === 'o2' ? label : undefined) });

for (const label of [0x8000, 0x8001, 0xffff]) {
	test(`a record may be sealed under the label ${label}, and is the same record`, () => {
		const [plain, labelled] = [read(three).resources, read(three, labelling(label)).resources];
		assert.deepEqual(labelled.map(({ recordClass }) => recordClass), [patient, observations, label]);
		assert.deepEqual(labelled.map(({ canonical, resourceType }) => [canonical, resourceType]), plain.map(({ canonical, resourceType }) => [canonical, resourceType]));
		assert.deepEqual(labelled.map((record) => record.months(680)), plain.map((record) => record.months(680)));
		assert.deepEqual([...countByClass(labelled).keys()].sort((a, b) => a - b), [observations, patient, label]);
	});
}

test('that a record is labelled is told, since what is said of its type does not reach it', () => {
	assert.match(read(three, labelling(0x8000)).notes.join('\n'), /^1 resource is under an opaque label; .* do not reach what is labelled/);
	assert.deepEqual(read(three, { labelOf: () => undefined }).notes, []);
});

const WRONG = [0, 12, observations, 0x7fff, 0x10000, -1, 32768.5, Number.NaN, Number.POSITIVE_INFINITY, '32768' as unknown as number, null as unknown as number];

for (const label of WRONG) {
	test(`${String(label)} (${typeof label}) is no label`, () => {
		refused(three, 'input.label', /entry 3 was given a label that is none; opaque labels are the whole numbers from 32768 to 65535/, labelling(label));
		assert.throws(() => read(three).resources[2]?.withLabel(label), (error) => error instanceof InputError && error.code === 'input.label');
	});
}

test('a label does not let a record contain what a record of its type may not', () => {
	for (const resourceType of ['Condition', 'Bundle']) {
		const container = observation({ id: 'o2', contained: [{ resourceType, id: 'c', code: { text: 'Psittacosis' } }] });
		refused(bundle([PATIENT, container]), 'input.unsealable', /contains a/);
		refused(bundle([PATIENT, container]), 'input.unsealable', /contains a/, labelling(0x8000));
	}
	const within = observation({ id: 'o2', contained: [observation({ id: 'c', effectiveDateTime: '1998-04' })] });
	assert.deepEqual(read(bundle([PATIENT, within]), labelling(0x8000)).resources[1]?.recordClass, 0x8000);
});

test('an entry that stands there twice is counted once, and a signed document has one label', () => {
	assert.match(read(bundleOf([{ resource: PATIENT }, { resource: observation() }, { resource: observation() }]), { labelOf: ({ resourceType }) => (resourceType === 'Patient' ? undefined : 0x8000) }).notes.join(), /1 resource is under/);
	const asked: unknown[] = [];
	const labelOf = ({ resourceType }: JsonObject) => {
		asked.push(resourceType);
		return 0x8002;
	};
	const { resources, notes } = read({ ...three, type: 'document', signature: { data: 'AAAA' } }, { labelOf });
	assert.deepEqual([resources.map(({ recordClass }) => recordClass), asked], [[0x8002], ['Bundle']]);
	assert.match(notes.join('\n'), /1 resource is under/);
});
