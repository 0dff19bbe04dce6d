/** Who is to blame for a record that cannot be read: whoever kept it, or whoever wrote it. The chain's root tells, without any key. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { grantOf } from '@salus/client/consent';
import { type CustodianFaultCode, sealBatches, type WriterFaultCode } from '@salus/client/custody';
import { anchorBatch, anchorIn } from '@salus/client/records';
import {
	BatchSealer, classOf, concatBytes, keyOfClass, openRelease, type OpenedRelease, type ReleasedRecord, type ReleaseHead, sealRelease, utf8ToBytes,
} from '@salus/client/format';
import { anchorOf, keep, sample, ticketFor } from './keeping.ts';
import { HOSPITAL, OBSERVATION, type World, listOf } from './world.ts';

const PATIENT = classOf('Patient') as number;

export function blameTests(world: () => World): void {
	test('a custodian that alters, exchanges, repeats or keeps back a record is named', async () => {
		const doctor = world().specialist;
		const hospital = world().hospital();
		const patient = await world().patientOfHospital();
		const { id } = patient;
		const [batches, granted] = await Promise.all([
			sample(OBSERVATION).then((resources) => keep(hospital, patient, resources)), patient.grantAccess(doctor, [OBSERVATION], 1),
		]);
		await patient.deliver(hospital.custodian);
		const ticket = await ticketFor(doctor, id, { Anchor: anchorOf(batches, OBSERVATION) });
		const reader = await doctor.reader();
		const request = await reader.request(ticket);
		const context = { patient: id, sequence: ticket.sequence, custodian: HOSPITAL, nonce: request.nonce };
		const { stream } = await hospital.custodian.release(request);
		const answer = concatBytes(...(await listOf(stream)));
		const honest: OpenedRelease = await openRelease(context, await doctor.privateKey(), answer);
		const records = await listOf(honest.records);
		const [first, second, ...others] = records as [ReleasedRecord, ReleasedRecord, ...ReleasedRecord[]];
		assert.ok(others.length > 0);

		// What another custodian might answer to the same request, sealed as it must be.
		const word = async (change: Partial<ReleaseHead>, changed: ReleasedRecord[]) => {
			const head = { ...honest.head, records: changed.length, ...change };
			const release = await reader.open(ticket, request, sealRelease(context, await doctor.publicKey(), head, changed));
			const keys = await doctor.keysIn(release, grantOf(granted));
			return listOf(release.records((recordClass) => keyOfClass(keys, recordClass)));
		};
		const flipped = (bytes: Uint8Array) => bytes.map((byte, index) => (index === bytes.length >> 1 ? byte ^ 1 : byte));
		assert.equal((await word({}, records)).length, records.length);
		const dishonest: [Partial<ReleaseHead>, ReleasedRecord[], CustodianFaultCode][] = [
			[{}, [{ ...first, sealed: flipped(first.sealed) }, second, ...others], 'custodian.false-record'],
			[{}, [{ ...first, commitment: flipped(first.commitment) }, second, ...others], 'custodian.false-record'],
			[{}, [{ ...first, proof: first.proof.map(flipped) }, second, ...others], 'custodian.false-record'],
			[{}, [{ ...second, index: 0 }, { ...first, index: 1 }, ...others], 'custodian.false-record'],
			[{}, [first, { ...first, index: 1 }, ...others], 'custodian.false-record'],
			[{}, records.slice(0, -1), 'custodian.missing-records'],
			[{ envelope: flipped(honest.head.envelope!) }, records, 'custodian.false-envelope'],
			[{ recordClass: PATIENT }, records, 'custodian.wrong-batch'],
			[{ anchor: anchorOf(batches, OBSERVATION) + 1 }, records, 'custodian.wrong-batch'],
		];
		for (const [change, changed, code] of dishonest) await assert.rejects(word(change, changed), { name: 'CustodianFault', code, custodian: HOSPITAL });
		// The chain commits to no header, and everybody can seal another key to the class: then neither the writer nor the custodian is blamed.
		await assert.rejects(word({ header: flipped(honest.head.header!) }, records), { name: 'HeaderFault', code: 'header.unopened' });
		const card = await hospital.checkCard(await patient.keyCard(), id);
		const { header } = await BatchSealer.begin({ patient: id, recordClass: OBSERVATION }, card.keys.get(OBSERVATION)!);
		await assert.rejects(word({ header }, records), { name: 'HeaderFault', code: 'header.other-key' });
	});

	test('a writer that seals what is no record, or one of another class, is named, and not who kept it', async () => {
		const { chain, dev, specialist: doctor } = world();
		const hospital = world().hospital();
		const patient = await world().patientOfHospital();
		const { id } = patient;
		const granted = await patient.grantAccess(doctor, [OBSERVATION], 1);
		await patient.deliver(hospital.custodian);
		const card = await hospital.checkCard(await patient.keyCard(), id);
		const written: [string, WriterFaultCode][] = [
			['{"resource": {"resourceType":"Observation"}}', 'writer.not-canonical'],
			['{"resource":{"status":"final"}}', 'writer.not-canonical'],
			['{"resource":{"resourceType":"Observation"},"more":1}', 'writer.not-canonical'],
			['{"resource":{"resourceType":"Condition"}}', 'writer.other-class'],
		];
		const anchoring = { custodian: HOSPITAL, purpose: 'Treatment', capacity: { Practitioner: { organization: HOSPITAL } } } as const;
		const tickets = await Promise.all(written.map(async ([text]) => {
			const record = { recordClass: OBSERVATION, canonical: utf8ToBytes(text), months: { from: 600, until: 601 } };
			const [batch] = await sealBatches(hospital.stores.recordsOf(id), id, card, [record]);
			const receipt = await chain.send(anchorBatch(chain, batch!, anchoring), dev.bob);
			const anchor = anchorIn(receipt);
			await hospital.custodian.takeBatch({ ...batch!, anchor });
			return ticketFor(doctor, id, { Anchor: anchor });
		}));
		for (const [index, [, code]] of written.entries()) {
			const { release } = await doctor.fetch(hospital.custodian, tickets[index]!);
			const keys = await doctor.keysIn(release, grantOf(granted));
			await assert.rejects(doctor.readAll(release, keys), { name: 'WriterFault', code, index: 0 });
		}
	});
}
