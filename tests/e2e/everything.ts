/** What is granted and read as a whole: all classes in one grant, labels, references from one record to another, signed documents. */
import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { test } from 'node:test';
import { grantOf, liveGrants } from '@salus/client/consent';
import { readRecords } from '@salus/client/fhir/records';
import { bytesToHex, canonicalJson, CARD_LABELS, classOf, isJsonObject, type Json, keyOfClass, parseJson, type RecordContent, X_WING } from '@salus/client/format';
import type { Batch } from '../../scripts/demo/journey/hospital.ts';
import { keep, sample, ticketFor } from './keeping.ts';
import { classesIn, DENIED, OBSERVATION, type World, fhir, listOf } from './world.ts';

/** A label of those that every card lists. */
const LABEL = CARD_LABELS[5] as number;
const BUNDLE = classOf('Bundle') as number;

export function everythingTests(world: () => World): void {
	test('everything goes to the family doctor in one grant: all classes, what is under a label, and what comes later', async () => {
		const { chain, specialist: other } = world();
		const hospital = world().hospital();
		const [[doctor], patient] = await Promise.all([
			world().clinic().then((clinic) => world().staffOf(clinic, ['Physician'], X_WING)), world().patientOfHospital(X_WING),
		]);
		const { id } = patient;
		const { organization, practitioner } = doctor!;
		const all = await sample();
		const labelled = all.findLastIndex(({ recordClass }) => recordClass === OBSERVATION);
		const resources = all.with(labelled, all[labelled]!.withLabel(LABEL));

		const [given, some] = await Promise.all([
			patient.grantAccess({ organization, practitioner, offered: await doctor!.publicKey() }, 'All', 365), patient.grantAccess(other, [OBSERVATION], 1),
		]);
		const grant = grantOf(given);
		// Suite, encapsulated key, form, suite, class secret, tag: the same for one class and for all that there will ever be.
		assert.equal(patient.envelopes[0]!.length, 1 + 1120 + 1 + 1 + 32 + 16);
		const ofOther = await world().openEnvelope(id, grantOf(some), other, patient.envelopes);
		await patient.deliver(hospital.custodian);
		assert.deepEqual((await liveGrants(chain, id)).flatMap(([holder, row]) => (holder === organization ? [row.id] : [])), [grant]);
		const batches = await keep(hospital, patient, resources);
		const document = await readRecords(fhir('signed-document.json'));
		const later = await keep(hospital, patient, document.resources);
		assert.deepEqual(later.map(({ recordClass }) => recordClass), [BUNDLE]);

		const originals = new Set([...resources, ...document.resources].map(({ canonical }) => bytesToHex(canonical)));
		const contents: RecordContent[] = [];
		await Promise.all([...batches, ...later].map(async (batch) => {
			for (const { content, opened } of await readBatch(batch)) {
				assert.ok(originals.delete(bytesToHex(opened.canonical)), 'a record came back that was not sealed, or came twice');
				contents.push(content);
			}
		}));
		assert.equal(originals.size, 0);

		// A label says nothing of what is under it, and who was granted the type has no key of it.
		const [underLabel] = await readBatch(batches.find(({ recordClass }) => recordClass === LABEL)!);
		assert.equal(underLabel!.content.resourceType, 'Observation');
		assert.deepEqual(await world().preview(id, other, LABEL), DENIED);
		assert.deepEqual(classesIn(ofOther), [OBSERVATION]);
		assert.equal(await keyOfClass(ofOther, LABEL), undefined);

		// References by address find what they are about.
		const addresses = new Set(contents.map(({ fullUrl }) => fullUrl));
		const references = contents.flatMap(({ resource }) => referencesIn(resource)).filter((reference) => reference.startsWith('urn:uuid:'));
		assert.ok(references.length > 0);
		for (const reference of references) assert.ok(addresses.has(reference), `${reference} leads nowhere`);

		// The document is whole: what was signed is what comes back, to the byte.
		const whole = contents.find(({ resourceType }) => resourceType === 'Bundle')!;
		const source = await readFile(fhir('signed-document.json'), 'utf8');
		assert.equal(canonicalJson(whole.resource), canonicalJson(parseJson(source)));
		assert.equal(whole.fullUrl, undefined);
		assert.ok(isJsonObject(whole.resource['signature'] as Json));

		async function readBatch({ anchor }: Batch) {
			const { release } = await doctor!.fetch(hospital.custodian, await ticketFor(doctor!, id, { Anchor: anchor as number }));
			const keys = await doctor!.keysIn(release, grant);
			assert.equal(classesIn(keys), 'all');
			return listOf(release.records((recordClass) => keyOfClass(keys, recordClass)));
		}
	});
}

/** All that a resource refers to by `reference`. */
function referencesIn(value: Json): string[] {
	if (Array.isArray(value)) return value.flatMap(referencesIn);
	if (!isJsonObject(value)) return [];
	return Object.entries(value).flatMap(([name, inner]) => (name === 'reference' && typeof inner === 'string' ? [inner] : referencesIn(inner)));
}
