/** A trail → FHIR → the same trail, to the byte, whatever stands in it. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { stringCamelCase } from '@polkadot/util';
import { toAuditBundle, trailFromBundle } from '../../../src/fhir/audit/bundle.ts';
import { EVENTS } from '../../../src/fhir/audit/events.ts';
import { hashFaults } from '../../../src/fhir/audit/hashes.ts';
import { RELEASES } from '../../../src/fhir/consent/systems.ts';
import { parseJson } from '../../../src/format/json.ts';
import { TRAILS, copyOf, encodeEntry, everyKind, sent } from './random-trail.ts';

const SEEDS = 6;

test('every event that the runtime has is mapped, with all its fields', () => {
	const mapped = Object.entries(EVENTS).map(([name, { fields }]) => [name, Object.keys(fields).sort()]);
	const entry = everyKind(0, TRAILS[0]!).entries;
	const told = entry.map(({ entry: { event } }) => Object.entries(event)[0]!).map(([name, content]) => [name, Object.keys(content ?? {}).sort()]);
	assert.deepEqual(Object.fromEntries(mapped), Object.fromEntries(told));
});

test('FHIR\'s action of an event is the letter in the chain\'s documentation, but that of an attempt, which IHE says', () => {
	const source = readFileSync(new URL('../../../../../pallets/primitives/src/audit.rs', import.meta.url), 'utf8');
	const documented = [...source.matchAll(/((?:\t\/\/\/.*\n)+)\t#\[codec\(index = \d+\)\]\n\t(\w+)/g)].flatMap(([, docs, name]) => {
		const letter = /\(([CRUDE])[,)]/.exec(docs as string)?.[1];
		return letter ? [[stringCamelCase(name as string), letter]] : [];
	});
	const mapped = Object.entries(EVENTS).filter(([name]) => name !== 'accessRequested').map(([name, { act }]) => [name, act.letter]);
	assert.deepEqual(Object.fromEntries(mapped), Object.fromEntries(documented));
});

for (const release of RELEASES) {
	test(`an entry of every kind, with random values, comes back the same through ${release}, and so does its FHIR`, () => {
		for (let seed = 0; seed < SEEDS; seed++) {
			for (const trail of TRAILS) {
				const copy = everyKind(seed, trail);
				const bundle = sent(toAuditBundle(copy, release));
				const read = trailFromBundle(bundle);
				assert.equal(read.release, release);
				assert.deepEqual(read.copy.entries.map(({ entry }) => Buffer.from(encodeEntry(entry)).toString('hex')), copy.entries.map(({ entry }) => Buffer.from(encodeEntry(entry)).toString('hex')), `seed ${seed}`);
				assert.deepEqual(read.copy, copy, `seed ${seed}`);
				assert.deepEqual(sent(toAuditBundle(read.copy, release)), bundle);
				assert.deepEqual(hashFaults(read.copy, encodeEntry), []);
			}
		}
	});

	test(`${release}: so it does from text, with numbers as they were written`, () => {
		const copy = everyKind(3, TRAILS[0]!);
		assert.deepEqual(trailFromBundle(parseJson(JSON.stringify(toAuditBundle(copy, release)))).copy, copy);
	});

	test(`${release}: a trail without entries comes back`, () => {
		for (const trail of TRAILS) assert.deepEqual(trailFromBundle(sent(toAuditBundle(copyOf(trail, []), release))).copy, copyOf(trail, []));
	});
}
