/** Which roots are the patient's, where a thief of the account replaced the key, had other rings kept, and moved headers. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { moveHeader, sealHeader } from '../../src/format/batch.ts';
import { classKeyPair, classSecretOf, patientKeyPair, randomRoot } from '../../src/format/epoch-keys.ts';
import type { EpochRoot, KeyRing } from '../../src/format/key-ring.ts';
import { makeBackup, openBackupByDevice, openBackupByWords } from '../../src/format/ring-backup.ts';
import { randomRecoveryWords } from '../../src/format/recovery-words.ts';
import { publishedKey, randomKeyPair, type Suite, X25519, X_WING } from '../../src/format/suites.ts';
import { type PresentKey, presentKey, ringAtPresent } from '../../src/custody/present-key.ts';
import { type HeaderHistory, joinRings, openEach } from '../../src/custody/ring-choice.ts';
import { FakeChain } from './fake-chain.ts';
import { filled, NOW } from './scene.ts';

const PATIENT = filled(0xaa);
const [CONDITION, OBSERVATION] = [28, 96];
const newRoot = (suite: Suite = X25519): EpochRoot => ({ suite, root: randomRoot() });
const ring = (...roots: KeyRing['roots']): KeyRing => ({ roots });

async function presentOf({ suite, root }: EpochRoot, epoch: number): Promise<PresentKey> {
	return { epoch, key: publishedKey(await patientKeyPair(suite, root)) };
}

async function classKey({ suite, root }: EpochRoot, epoch: number, recordClass = OBSERVATION) {
	return { ...(await classKeyPair(suite, classSecretOf(root), recordClass)), epoch };
}

/** A header as a writer seals it. */
async function headerFor(root: EpochRoot, epoch: number, recordClass = OBSERVATION): Promise<Uint8Array> {
	return sealHeader({ patient: PATIENT, recordClass }, await classKey(root, epoch, recordClass), filled(epoch + 1));
}

const kept = (header: Uint8Array, ...earlier: Uint8Array[]): HeaderHistory => ({ recordClass: OBSERVATION, header, earlier });

test('the present key is told with its epoch and suite, and somebody without one is none', async () => {
	const chain = new FakeChain(NOW, PATIENT);
	await assert.rejects(presentKey(chain.asChain, PATIENT), { code: 'patient.no-key' });
	const key = await randomKeyPair(X_WING);
	chain.best.patient.key = { key, card: filled(1), epoch: 4 };
	assert.deepEqual(await presentKey(chain.asChain, PATIENT), { epoch: 4, key: publishedKey(key) });
});

test('a ring is brought to the epoch of the chain, and a root that does not give the present key is not the present one', async () => {
	const [own, later, thiefs] = [newRoot(), newRoot(X_WING), newRoot()];
	const at = async (known: KeyRing, root: EpochRoot, epoch: number) => (await ringAtPresent(known, await presentOf(root, epoch))).roots;
	assert.deepEqual(await at(ring(own), own, 0), [own]);
	assert.deepEqual(await at(ring(own, later), later, 1), [own, later]);
	// The thief began one epoch, or three.
	assert.deepEqual(await at(ring(own), thiefs, 1), [own, null]);
	assert.deepEqual(await at(ring(own), thiefs, 3), [own, null, null, null]);
	assert.deepEqual(await at(ring(own, later), thiefs, 1), [own, null]);
	assert.deepEqual(await at(ring(own), { ...own, suite: X_WING }, 0), [null]);
	// Prepared for an epoch that has not begun, or that became a later one.
	assert.deepEqual(await at(ring(own, later), own, 0), [own]);
	assert.deepEqual(await at(ring(own, later), later, 2), [own, null, later]);
});

test('of rings that open, the roots are the patient\'s, whichever comes first, also where the thief\'s ring has the present root', async () => {
	const [own, later, thiefs] = [newRoot(), newRoot(), newRoot()];
	const genuine = ring(own, later);
	const evidence = { patient: PATIENT, present: await presentOf(thiefs, 2), batches: [kept(await headerFor(own, 0)), kept(await headerFor(later, 1)), kept(filled(3))] };
	for (const false_ of [ring(newRoot(), newRoot(), thiefs), ring(null, newRoot(), thiefs), ring(newRoot(), null, thiefs, newRoot())]) {
		for (const rings of [[genuine, false_], [false_, genuine], [false_, ring(newRoot()), genuine]]) assert.deepEqual(await joinRings(rings, evidence), ring(own, later, thiefs));
	}
	assert.deepEqual(await joinRings([ring(newRoot(), newRoot()), genuine], evidence), ring(own, later, null));
	await assert.rejects(joinRings([], evidence), { code: 'recovery.no-ring' });
});

test('headers that a thief moved to a root of its own do not outweigh what writers sealed', async () => {
	const [own, later, thiefs, forged] = [newRoot(), newRoot(X_WING), newRoot(), newRoot()];
	const writers = await headerFor(own, 0);
	const moved = await moveHeader({ patient: PATIENT, recordClass: OBSERVATION }, await classKey(own, 0), writers, await classKey(forged, 1));
	const batches = [...Array.from({ length: 3 }, () => kept(moved, writers)), kept(await headerFor(thiefs, 2), await headerFor(later, 1))];
	const evidence = { patient: PATIENT, present: await presentOf(thiefs, 2), batches };
	for (const rings of [[ring(own, later), ring(own, forged, thiefs)], [ring(own, forged, thiefs), ring(own, later)]]) {
		assert.deepEqual(await joinRings(rings, evidence), ring(own, later, thiefs));
	}
	// Where writers sealed nothing, what was moved tells.
	const onlyMoved = { ...evidence, batches: [kept(await moveHeader({ patient: PATIENT, recordClass: OBSERVATION }, await classKey(own, 0), writers, await classKey(later, 1)), writers)] };
	assert.deepEqual(await joinRings([ring(own, forged), ring(own, later)], onlyMoved), ring(own, later, null));
});

test('headers of every class tell, by the keys of their own class', async () => {
	const [own, other] = [newRoot(), newRoot()];
	const batches = [{ recordClass: CONDITION, header: await headerFor(own, 0, CONDITION) }, { recordClass: OBSERVATION, header: await headerFor(own, 0, CONDITION) }];
	assert.deepEqual(await joinRings([ring(other, null), ring(own)], { patient: PATIENT, present: await presentOf(newRoot(), 1), batches }), ring(own, null));
});

test('all backups are tried, and those that somebody else locked are passed over', async () => {
	const [own, stolen] = [ring(newRoot()), ring(newRoot())];
	const [words, device] = [randomRecoveryWords(), await randomKeyPair(X25519)];
	const of = { genesis: filled(9), patient: PATIENT, version: 0 };
	const backups = await Promise.all([
		makeBackup(of, stolen, { words: randomRecoveryWords(), devices: [await randomKeyPair(X25519)] }), makeBackup(of, own, { words, devices: [device] }),
		makeBackup({ ...of, version: 0xffff_ffff }, stolen, { words }), makeBackup(of, stolen, { devices: [device] }),
	]);
	assert.deepEqual(await openEach(backups, (backup) => openBackupByWords(backup, words)), [own, stolen]);
	assert.deepEqual(await openEach(backups, (backup) => openBackupByDevice(backup, device)), [own, stolen]);
	await assert.rejects(openEach(backups, () => { throw new TypeError('a fault'); }), TypeError);
});
