/** A patient who lost the device gets the account back, and with it every record; a thief of the device does not. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { KeyringPair } from '@polkadot/keyring/types';
import { findEvent, replacePatientKey } from '@salus/client/chain';
import { grantOf } from '@salus/client/consent';
import { askForShares, type Custodian, handOver, joinRings, openEach, PatientSide, presentKey, Reader, reopen } from '@salus/client/custody';
import {
	BatchOpener, classKeyPair, classSecretOf, type EpochRoot, FormatError, type KeyPair, keyCardHash, keyOfClass, makeBackup, makeKeyCard, openBackupByDevice, openBackupByGuardians,
	openBackupByWords, patientKeyPair, randomKeyPair, randomRecoveryWords, randomRoot, readBackup, type RingBackup, type RingKeepers, X25519, X_WING,
} from '@salus/client/format';
import type { Batch } from '../../scripts/demo/journey/hospital.ts';
import { Patient } from '../../scripts/demo/journey/patient.ts';
import { numbers, withGuardians } from './guardians.ts';
import { anchorOf, keep, ownTicket, sample, ticketFor } from './keeping.ts';
import { CONDITION, HOSPITAL, OBSERVATION, type World, listOf } from './world.ts';

/** The last version that there can be. */
const LAST = 0xffff_ffff;

export function recoveryTests(world: () => World): void {
	const call = (method: string, named: Record<string, unknown>) => world().call('patientIdentity', method, named);

	test('a lost phone: guardians give the account back, then their shares, and every record is read; a thief of the phone is shut out', async () => {
		const { chain, dev } = world();
		const hospital = world().hospital();
		const { custodian } = hospital;
		// Friend, somebody whom the chain has not seen, and the clinic: any two. Each made a key pair, and gave the patient the public half.
		const ofGuardians = await Promise.all([randomKeyPair(X_WING), randomKeyPair(X_WING), randomKeyPair(X_WING)]) as [KeyPair, KeyPair, KeyPair];
		const kept: Batch[] = [];
		const { patient, id, friend, number, controller } = await withGuardians(world(), async (owner) => {
			await (await owner.grantCollect(HOSPITAL)).finalized;
			await owner.backUp(custodian, { guardians: { threshold: 2, keys: ofGuardians } });
			kept.push(...(await keep(hospital, owner, await sample(OBSERVATION))));
		});
		const oldRing = patient.ring;
		const [oldRoot] = oldRing.roots as [EpochRoot];

		// The phone is gone, with all that is in it. Whoever has it now puts a key of its own in the place of the patient's, and fills the store with rings of
		// its own, one of them in the genuine one's version and for the patient's own guardians.
		const thief = new PatientSide(chain, { patient: id, signer: controller, clock: Date.now });
		const [before] = (await backupsOf(thief, custodian)) as [RingBackup];
		const stolen: EpochRoot = { suite: X25519, root: randomRoot() };
		const card = await makeKeyCard({ genesis: chain.genesis, patient: id, epoch: 1, suite: X25519 }, stolen.root, [OBSERVATION]);
		await (await chain.send(await replacePatientKey(chain, id, { key: card, card: keyCardHash(card) }), controller)).finalized;
		const theft = async (version: number, keepers: RingKeepers) =>
			makeBackup({ genesis: chain.genesis, patient: id, version }, { roots: [{ suite: X25519, root: randomRoot() }, stolen] }, keepers);
		const thefts = [
			await theft(before.version, { guardians: { threshold: 2, keys: ofGuardians } }), await theft(LAST, { guardians: { threshold: 2, keys: ofGuardians } }),
			await theft(LAST, { devices: [await randomKeyPair(X_WING)] }), await theft(0, { words: randomRecoveryWords() }), await theft(LAST, { words: randomRecoveryWords() }),
		];
		await assert.rejects(async () => {
			for (const backup of thefts) {
				const { request, content } = await thief.keepBackup(HOSPITAL, backup);
				await custodian.answer(request, content);
			}
		}, { name: 'CustodyRefusal', code: 'custody.too-many' });

		const [owner, device] = [world().account(), await randomKeyPair(X_WING)];
		const side = new PatientSide(chain, { patient: id, signer: owner, clock: Date.now });
		const early = await side.giveBackups(HOSPITAL);
		await assert.rejects(custodian.answer(early.request, early.content), { name: 'CustodyRefusal', code: 'custody.not-authorized' });
		await recoverAccount(owner);

		const backups = await backupsOf(side, custodian);
		const backup = backups.at(-1) as RingBackup;
		const request = await askForShares(chain, backup, owner, device);
		const sure = async () => true;
		// A guardian makes sure who asks: the account must control the patient now, must have signed for the device's key, and be the person.
		const [first, second, third] = ofGuardians;
		await assert.rejects(handOver(chain, backup, first, request, async () => false), { code: 'recovery.not-the-patient' });
		await assert.rejects(handOver(chain, backup, first, await askForShares(chain, backup, controller, await randomKeyPair(X_WING)), sure), { code: 'recovery.not-controller' });
		await assert.rejects(handOver(chain, backup, first, { ...request, device: await randomKeyPair(X_WING) }, sure), { code: 'recovery.not-signed' });
		await assert.rejects(handOver(chain, backup, await randomKeyPair(X_WING), request, sure), { code: 'recovery.no-share' });
		const handed = await Promise.all([first, third].map((guardian) => handOver(chain, backup, guardian, request, sure))) as [Uint8Array, Uint8Array];
		// One tells nothing, a spoilt one is found out, and what was handed over opens for the new device only.
		await assert.rejects(reopen(backup, device, handed.slice(0, 1)), { code: 'recovery.too-few-shares' });
		await assert.rejects(reopen(backup, await randomKeyPair(X_WING), handed), { code: 'recovery.too-few-shares' });
		const spoilt = handed[1].slice();
		spoilt[spoilt.length >> 1]! ^= 1;
		await assert.rejects(reopen(backup, device, [handed[0], spoilt]), { code: 'recovery.too-few-shares' });
		const { ring, spoilt: places } = await reopen(backup, device, [spoilt, handed[0], await handOver(chain, backup, second, request, sure)]);
		assert.deepEqual([ring, places], [oldRing, [0]]);

		// Which is genuine nobody says: the new device has each opened that the guardians can open, and looks what the roots open.
		const rings = await openEach(backups, async (one) => {
			const asked = await askForShares(chain, one, owner, device);
			return (await reopen(one, device, await Promise.all([first, third].map((guardian) => handOver(chain, one, guardian, asked, sure))))).ring;
		});
		assert.ok(rings.length > 1, 'no ring of the thief\'s opened');
		const asked = await side.giveHeaders(HOSPITAL);
		const { headers: batches = [] } = await custodian.answer(asked.request, asked.content);
		for (const opened of [rings, rings.toReversed()]) {
			const joined = await joinRings(opened, { patient: id, present: await presentKey(chain, id), batches });
			assert.deepEqual(joined.roots, [oldRoot, stolen]);
		}
		// Without any ring of the thief's, it is known that the present root is not.
		const joined = await joinRings([oldRing], { patient: id, present: await presentKey(chain, id), batches });
		assert.deepEqual(joined.roots, [oldRoot, null]);

		// A new epoch of which the thief knows nothing, a ring beside the old ones, and everything that was sealed before is read with it.
		const restored = Patient.restored(chain, owner, { id, ring: joined, suite: X_WING, classes: [CONDITION, OBSERVATION] });
		const words = randomRecoveryWords();
		await restored.backUp(custodian, { words, guardians: { threshold: 2, keys: ofGuardians } });
		const progress = await listOf(restored.renewKeys([custodian]));
		assert.deepEqual(progress.map((done) => (done.step === 'moved' ? done.batch.outcome : done.step)), ['backed-up', 'published', 'envelopes', 'emergency-ring', ...kept.map(() => 'moved')]);
		assert.deepEqual([restored.epoch, restored.ring.roots.slice(0, 2)], [2, [oldRoot, null]]);
		const anchor = anchorOf(kept, OBSERVATION);
		assert.equal(await readsOwn(world(), custodian, restored, anchor), kept[0]!.records.length);
		const later = await keep(hospital, restored, await sample(CONDITION));
		assert.equal(await readsOwn(world(), custodian, restored, anchorOf(later, CONDITION)), later[0]!.records.length);
		const all = await backupsOf(side, custodian);
		const [latest] = all;
		assert.deepEqual(all.at(-1), before);
		assert.deepEqual(openBackupByWords(latest!, words), restored.ring);

		// The thief has the old account, the old roots and whatever the custodian once gave out: nothing of the new epoch opens.
		for (const asked of [await thief.giveBackups(HOSPITAL), await thief.keepBackup(HOSPITAL, before), await thief.exchangeHeader(HOSPITAL, anchor, later[0]!.header)]) {
			await assert.rejects(custodian.answer(asked.request, asked.content), { name: 'CustodyRefusal', code: 'custody.not-authorized' });
		}
		for (const key of [await patient.classKeys(OBSERVATION), await patientKeyPair(X25519, oldRoot.root), await patientKeyPair(X25519, stolen.root)]) {
			await assert.rejects(openBackupByDevice(latest!, key), FormatError);
		}
		await assert.rejects(openBackupByGuardians(latest!, []), FormatError);
		assert.throws(() => openBackupByWords(latest!, randomRecoveryWords()), FormatError);
		for (const { root } of [oldRoot, stolen]) {
			const key = await classKeyPair(X25519, classSecretOf(root), CONDITION);
			await assert.rejects(BatchOpener.begin({ patient: id, recordClass: CONDITION }, key, later[0]!.header), FormatError);
		}

		async function recoverAccount(to: KeyringPair): Promise<void> {
			const opener = number(friend);
			await chain.send(call('openRecovery', { patient: id, to: to.publicKey, member: opener }), friend);
			const approved = await chain.send(call('approveRecovery', { patient: id, member: number('clinic'), opener, to: to.publicKey }), dev.dave);
			await chain.untilMoment(numbers(findEvent(approved, 'patientIdentity', 'RecoveryApproved'))['due']!);
			await (await chain.send(call('completeRecovery', { patient: id, opener, to: to.publicKey, member: opener }), friend)).finalized;
		}
	});

	test('recovery words or a second device open the ring without anybody else, and read the record', async () => {
		const { chain } = world();
		const hospital = world().hospital();
		const { custodian } = hospital;
		const [words, tablet] = [randomRecoveryWords(), await randomKeyPair(X_WING)];
		const patient = await world().patient(X_WING);
		const { id, account } = patient;
		await (await patient.grantCollect(HOSPITAL)).finalized;
		const batches = await keep(hospital, patient, await sample(OBSERVATION));
		await patient.backUp(custodian, { words, devices: [await randomKeyPair(X_WING), tablet] });
		const side = new PatientSide(chain, { patient: id, signer: account, clock: Date.now });
		const [backup, ...none] = (await backupsOf(side, custodian)) as [RingBackup];
		assert.deepEqual(none, []);

		for (const ring of [openBackupByWords(backup, words), await openBackupByDevice(backup, tablet)]) {
			const restored = Patient.restored(chain, account, { id, ring, suite: X_WING, classes: [CONDITION, OBSERVATION] });
			assert.equal(await readsOwn(world(), custodian, restored, anchorOf(batches, OBSERVATION)), batches[0]!.records.length);
			// It seals keys for others as before.
			const doctor = world().specialist;
			const number = grantOf(await restored.grantAccess(doctor, [OBSERVATION], 1));
			await restored.deliver(custodian);
			const { release } = await doctor.fetch(custodian, await ticketFor(doctor, id, { Anchor: anchorOf(batches, OBSERVATION) }));
			assert.equal(await doctor.readAll(release, await doctor.keysIn(release, number)), batches[0]!.records.length);
			await restored.revoke(number);
		}
		assert.throws(() => openBackupByWords(backup, randomRecoveryWords()), FormatError);
		await assert.rejects(openBackupByDevice(backup, await randomKeyPair(X_WING)), FormatError);

		// More than a few a day from one account are refused, and none is lost by that.
		const refusals: unknown[] = [];
		for (let i = 0; i < 5; i++) await patient.backUp(custodian, { words }).catch((error: unknown) => refusals.push(error));
		assert.ok(refusals.length > 0 && refusals.every((error) => (error as { code: string }).code === 'custody.too-many'));
		assert.deepEqual((await backupsOf(side, custodian)).at(-1), backup);
	});
}

/** All backups that a custodian keeps, the latest first. */
async function backupsOf(side: PatientSide, custodian: Custodian): Promise<RingBackup[]> {
	const { request, content } = await side.giveBackups(custodian.organization);
	const { backups } = await custodian.answer(request, content);
	return (await listOf(backups ?? assert.fail('no backups came'))).map(readBackup);
}

/** Reads all records under an anchor as the patient, with nothing but the ring; how many there were. */
async function readsOwn(world: World, custodian: Custodian, patient: Patient, anchor: number): Promise<number> {
	const { roots } = patient.ring;
	const { suite, root } = roots.at(-1)!;
	const ticket = await ownTicket(world, patient.account, patient.id, anchor);
	const reader = new Reader(world.chain, { signer: patient.account, key: await patientKeyPair(suite, root), clock: Date.now });
	const request = await reader.request(ticket);
	const received = await reader.open(ticket, request, (await custodian.release(request)).stream);
	const keyOf = async (recordClass: number, epoch: number) => {
		const known = roots[epoch];
		return known ? keyOfClass({ suite: known.suite, classSecret: classSecretOf(known.root) }, recordClass) : undefined;
	};
	return (await listOf(received.records(keyOf))).length;
}
