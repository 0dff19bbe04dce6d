/** Old records under new keys: a patient starts an epoch with a fresh root and moves what is kept, batch by batch. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { grantOf } from '@salus/client/consent';
import { type MoveProgress, PatientSide } from '@salus/client/custody';
import { anchorBatch } from '@salus/client/records';
import { moveHeader, readHeader, X_WING } from '@salus/client/format';
import { temporaryFolder } from '../../scripts/demo/node-process.ts';
import type { KeepingHospital } from './keeping-hospital.ts';
import type { Patient } from '../../scripts/demo/journey/patient.ts';
import { anchorOf, keep, sample, ticketFor } from './keeping.ts';
import { CONDITION, HOSPITAL, OBSERVATION, type World, listOf } from './world.ts';

/** After how many batches the move is broken off. */
const FIRST = 3;

export function movingTests(world: () => World): void {
	test('records are moved to a new epoch, also in two goes: a new grantee reads the history, and an old key no more', async () => {
		const { specialist: before } = world();
		const { folder } = temporaryFolder('salus-e2e-moving-');
		const hospital = world().hospitalIn(folder);
		const [[after], patient] = await Promise.all([
			world().clinic().then((clinic) => world().staffOf(clinic, ['Physician'], X_WING)), world().patientOfHospital(X_WING),
		]);
		const { id } = patient;
		const [batches, granted] = await Promise.all([sample().then((resources) => keep(hospital, patient, resources)), patient.grantAccess(before, [OBSERVATION, CONDITION], 30)]);
		await patient.deliver(hospital.custodian);
		const anchor = anchorOf(batches, OBSERVATION);
		const records = batches.find(({ recordClass }) => recordClass === OBSERVATION)!.records.length;
		const early = await before.fetch(hospital.custodian, await ticketFor(before, id, { Anchor: anchor }));
		const oldKeys = await before.keysIn(early.release, grantOf(granted));
		assert.equal(await before.readAll(early.release, oldKeys), records);

		// Broken off, as if the device had gone away: what is exchanged stays so, and the hospital was started again meanwhile.
		const begun: MoveProgress[] = [];
		for await (const done of patient.renewKeys([hospital.custodian])) if (done.step === 'moved' && begun.push(done.batch) === FIRST) break;
		const { roots } = patient.ring;
		assert.notDeepEqual(roots[0], roots[1]);
		assert.deepEqual(begun.map(({ outcome, done, total }) => [outcome, done, total]), [1, 2, 3].map((done) => ['moved', done, batches.length]));
		const restarted = world().hospitalIn(folder);
		const resumed = (await listOf(patient.finishRenewal([restarted.custodian]))).flatMap((done) => (done.step === 'moved' ? [done.batch] : []));
		assert.deepEqual(patient.unsealed, []);
		assert.equal(resumed.length, batches.length);
		const present = resumed.filter(({ outcome }) => outcome === 'present').map((progress) => progress.anchor);
		assert.ok(present.length >= FIRST && begun.every((progress) => present.includes(progress.anchor)));
		assert.ok(resumed.every(({ outcome }) => outcome !== 'closed'));
		assert.deepEqual(await epochsOf(restarted, patient), batches.map(() => 1));
		assert.deepEqual(new Set((await listOf(patient.moveRecords(restarted.custodian))).map(({ outcome }) => outcome)), new Set(['present']));

		// Who is granted access now reads what was sealed before; proofs are what they were.
		const { organization, practitioner } = after!;
		const later = grantOf(await patient.grantAccess({ organization, practitioner, offered: await after!.publicKey() }, [OBSERVATION], 30));
		await patient.deliver(restarted.custodian);
		const [ofAfter, ofBefore] = await Promise.all([ticketFor(after!, id, { Anchor: anchor }), ticketFor(before, id, { Anchor: anchor })]);
		const { release } = await after!.fetch(restarted.custodian, ofAfter);
		assert.equal(await after!.readAll(release, await after!.keysIn(release, later)), records);
		// Who has the old key, and still a grant: the header is another, and none of the old ones is kept.
		const { release: closed } = await before.fetch(restarted.custodian, ofBefore);
		await assert.rejects(before.readAll(closed, oldKeys), { name: 'HeaderFault' });
		// Its envelope was sealed anew before a record was moved.
		const again = await before.fetch(restarted.custodian, await ticketFor(before, id, { Anchor: anchor }));
		assert.equal(await before.readAll(again.release, await before.keysIn(again.release, grantOf(granted))), records);
	});

	test('a custodian takes a header in the place of an earlier one only, and from whoever speaks for the patient only', async () => {
		const { chain } = world();
		const { custodian } = world().hospital();
		const hospital = world().hospital();
		const [patient, stranger] = await Promise.all([world().patientOfHospital(), world().patient()]);
		const [batch] = await keep(hospital, patient, await sample(OBSERVATION));
		const anchor = batch!.anchor as number;
		const of = { patient: patient.id, recordClass: OBSERVATION };
		const oldKey = await patient.classKeys(OBSERVATION);
		await (await patient.startEpoch()).finalized;
		const newKey = { ...(await patient.classKeys(OBSERVATION)), epoch: 1 };
		const [moved, ahead] = await Promise.all([moveHeader(of, oldKey, batch!.header, newKey), moveHeader(of, oldKey, batch!.header, { ...newKey, epoch: 2 })]);

		const asked = async (who: Patient, header: Uint8Array, at = anchor) => {
			const { request, content } = await sideOf(who, patient.id).exchangeHeader(HOSPITAL, at, header);
			return { request, content };
		};
		const refused = async (who: Patient, header: Uint8Array, code: string, at?: number) => {
			const { request, content } = await asked(who, header, at);
			await assert.rejects(hospital.custodian.answer(request, content), { name: 'CustodyRefusal', code });
		};
		await refused(stranger, moved, 'custody.not-authorized');
		const forged = await asked(stranger, moved);
		const named = { ...forged.request, account: patient.account.publicKey };
		await assert.rejects(hospital.custodian.answer(named, forged.content), { name: 'CustodyRefusal', code: 'custody.not-signed' });
		await refused(patient, batch!.header, 'custody.outdated');
		// An epoch that has not begun would keep every later header out.
		await refused(patient, ahead, 'custody.not-as-committed');
		await refused(patient, moved, 'custody.nothing-kept', anchor + 1);
		const { request, content } = await asked(patient, moved);
		await assert.rejects(custodian.answer(request, content), { name: 'CustodyRefusal', code: 'custody.nothing-kept' });
		await assert.rejects(hospital.custodian.answer(request, (await asked(patient, ahead)).content), { name: 'CustodyRefusal', code: 'custody.not-signed' });
		await hospital.custodian.answer(request, content);
		await assert.rejects(hospital.custodian.answer(request, content), { name: 'CustodyRefusal', code: 'custody.seen-before' });
		await refused(patient, moved, 'custody.outdated');
		assert.deepEqual(await epochsOf(hospital, patient), [1]);

		// A batch whose anchor is not the one that stands on the chain is not taken in, and the one that is stays.
		const kept = (await hospital.stores.batches.get(patient.id, anchor))!;
		const other = await hospital.sealAll(patient.id, await hospital.checkCard(await patient.keyCard(), patient.id), await sample(CONDITION));
		await assert.rejects(hospital.custodian.takeBatch({ ...kept, recordClass: CONDITION }), { code: 'custody.not-as-committed' });
		await assert.rejects(hospital.custodian.takeBatch({ ...kept, records: other[0]!.records }), { code: 'custody.not-as-committed' });
		// Handed in again with its first header, the moved one stays.
		await hospital.custodian.takeBatch({ ...kept, header: batch!.header });
		assert.deepEqual(await epochsOf(hospital, patient), [1]);

		function sideOf({ account }: Patient, id: Uint8Array): PatientSide {
			return new PatientSide(chain, { patient: id, signer: account, clock: Date.now });
		}
	});

	test('a hospital that was stopped before it knew its anchors finds them on the chain, and releases what it had sealed', async () => {
		const { chain, dev, specialist: doctor } = world();
		const { folder } = temporaryFolder('salus-e2e-stopped-');
		const patient = await world().patientOfHospital();
		const { id } = patient;
		const before = world().hospitalIn(folder);
		const batches = await before.sealAll(id, await before.checkCard(await patient.keyCard(), id), await sample(OBSERVATION, CONDITION));
		const anchoring = { custodian: HOSPITAL, purpose: 'Treatment', capacity: { Practitioner: { organization: HOSPITAL } } } as const;
		const [, granted] = await Promise.all([
			Promise.all(batches.map((batch) => chain.send(anchorBatch(chain, batch, anchoring), dev.bob))), patient.grantAccess(doctor, [OBSERVATION, CONDITION], 1),
		]);

		const after = world().hospitalIn(folder);
		await patient.deliver(after.custodian);
		const tickets = await Promise.all(batches.map((_, anchor) => ticketFor(doctor, id, { Anchor: anchor })));
		await after.resume();
		assert.deepEqual(await after.stores.batches.anchors(id), batches.map((_, anchor) => anchor));
		assert.deepEqual(await after.stores.sealed.all(), []);
		const counts = await Promise.all(tickets.map(async (ticket) => {
			const { release } = await doctor.fetch(after.custodian, ticket);
			return doctor.readAll(release, await doctor.keysIn(release, grantOf(granted)));
		}));
		assert.deepEqual(counts.sort(), batches.map(({ records }) => records.length).sort());
	});
}

/** The epochs of the headers that the hospital keeps, by anchor. */
async function epochsOf({ stores }: KeepingHospital, { id }: Patient): Promise<number[]> {
	const anchors = await stores.batches.anchors(id);
	return Promise.all(anchors.map(async (anchor) => readHeader((await stores.batches.get(id, anchor))!.header).epoch));
}
