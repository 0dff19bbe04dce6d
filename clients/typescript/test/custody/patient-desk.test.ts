/** What the patient's side asks of a custodian: who may, what, and what a thief of the account cannot destroy. */
import assert from 'node:assert/strict';
import { before, test } from 'node:test';
import { cryptoWaitReady } from '@polkadot/util-crypto';
import { powerSet } from '../../src/chain/codes.ts';
import { moveHeader, readHeader, sealHeader } from '../../src/format/batch.ts';
import { utf8ToBytes } from '../../src/format/bytes.ts';
import { type ClassKeys, keyOfClass } from '../../src/format/class-keys.ts';
import { classKeyPair, classSecretOf } from '../../src/format/epoch-keys.ts';
import { makePatientRequest, PATIENT_REQUEST_KINDS, type PatientRequestKind } from '../../src/format/patient-request.ts';
import { makeBackup, openBackupByWords, readBackup, writeBackup } from '../../src/format/ring-backup.ts';
import { randomRecoveryWords } from '../../src/format/recovery-words.ts';
import { randomKeyPair, X25519 } from '../../src/format/suites.ts';
import { moveToPresentEpoch } from '../../src/custody/moving.ts';
import type { KeptHeaders } from '../../src/custody/patient-desk.ts';
import { type AskedOf, PatientSide } from '../../src/custody/patient-side.ts';
import { account, all, filled, HOSPITAL, NOW, Scene, TICKET } from './scene.ts';

before(cryptoWaitReady);

const DAY = 24 * 60 * 60 * 1000;
const WORDS = randomRecoveryWords();

function sideOf(scene: Scene, signer = scene.controller): PatientSide {
	return new PatientSide(scene.chain.asChain, { patient: scene.patient, signer, clock: scene.clock });
}

/** A patient whose key is of the epoch 2, and a batch of epoch 0. */
async function sceneOfEpoch(epoch = 2): Promise<Scene> {
	const scene = await Scene.set();
	scene.chain.best.patient.key = { key: await randomKeyPair(X25519), card: filled(1), epoch };
	return scene;
}

async function answer(scene: Scene, { request, content }: AskedOf) {
	return scene.custodian.answer(request, content);
}

async function backup(scene: Scene, version: number) {
	return makeBackup({ genesis: scene.chain.genesis, patient: scene.patient, version }, { roots: [{ suite: X25519, root: scene.root }] }, { words: WORDS });
}

async function headerOf(scene: Scene, epoch: number): Promise<Uint8Array> {
	return moveHeader({ patient: scene.patient, recordClass: scene.batch.recordClass }, await scene.classKey(), scene.batch.header, { ...(await scene.classKey()), epoch });
}

test('a backup is kept and given back to the controller, the latest first', async () => {
	const scene = await Scene.set();
	for (const version of [0, 1]) await answer(scene, await sideOf(scene).keepBackup(HOSPITAL, await backup(scene, version)));
	const backups = await all((await answer(scene, await sideOf(scene).giveBackups(HOSPITAL))).backups!);
	assert.deepEqual(backups.map((text) => readBackup(text).version), [1, 0]);
	assert.deepEqual(openBackupByWords(readBackup(backups[0]), WORDS), { roots: [{ suite: X25519, root: scene.root }] });
});

test('a thief of the account fills nobody\'s place: the backups from before stay, and few are taken from one account in a day', async () => {
	const scene = await Scene.set();
	await answer(scene, await sideOf(scene).keepBackup(HOSPITAL, await backup(scene, 0)));
	const thief = account('Thief');
	scene.chain.best.patient.controller = thief.publicKey;
	for (let version = 1; version <= 4; version++) await answer(scene, await sideOf(scene, thief).keepBackup(HOSPITAL, await backup(scene, 2 ** 32 - version)));
	await assert.rejects(sideOf(scene, thief).keepBackup(HOSPITAL, await backup(scene, 9)).then((asked) => answer(scene, asked)), { code: 'custody.too-many' });
	const recovered = account('Recovered');
	scene.chain.best.patient.controller = recovered.publicKey;
	const backups = await all((await answer(scene, await sideOf(scene, recovered).giveBackups(HOSPITAL))).backups!);
	assert.equal(readBackup(backups.at(-1)).version, 0);
	await answer(scene, await sideOf(scene, recovered).keepBackup(HOSPITAL, await backup(scene, 1)));
	scene.now = scene.chain.best.now = NOW + DAY;
	scene.chain.best.patient.controller = thief.publicKey;
	await answer(scene, await sideOf(scene, thief).keepBackup(HOSPITAL, await backup(scene, 5)));
});

test('backups are the controller\'s; headers are the controller\'s and a representative\'s who may consent', async () => {
	const scene = await sceneOfEpoch();
	const [consenting, other, stranger] = [account('Consenting'), account('Other'), account('Stranger')];
	scene.chain.best.patient.powers = [[consenting.publicKey, powerSet('Consent')], [other.publicKey, powerSet('Access', 'Records', 'Recovery', 'Identity')]];
	for (const signer of [other, stranger]) {
		const side = sideOf(scene, signer);
		const asked = [
			await side.keepBackup(HOSPITAL, await backup(scene, 0)), await side.giveBackups(HOSPITAL), await side.giveHeaders(HOSPITAL),
			await side.exchangeHeader(HOSPITAL, 0, await headerOf(scene, 1)),
		];
		for (const one of asked) await assert.rejects(answer(scene, one), { name: 'CustodyRefusal', code: 'custody.not-authorized' });
	}
	const side = sideOf(scene, consenting);
	await assert.rejects(answer(scene, await side.keepBackup(HOSPITAL, await backup(scene, 0))), { code: 'custody.not-authorized' });
	await assert.rejects(answer(scene, await side.giveBackups(HOSPITAL)), { code: 'custody.not-authorized' });
	assert.deepEqual((await answer(scene, await side.giveHeaders(HOSPITAL))).headers, [{ anchor: 0, recordClass: scene.batch.recordClass, header: scene.batch.header, earlier: [] }]);
	await answer(scene, await side.exchangeHeader(HOSPITAL, 0, await headerOf(scene, 1)));
	assert.equal(readHeader((await scene.stores.batches.get(scene.patient, 0))!.header).epoch, 1);
	assert.deepEqual(await scene.stores.backups.all(scene.patient), []);
});

test('whoever controls the patient at one of the heads only does not yet, or no longer', async () => {
	for (const head of ['best', 'finalized'] as const) {
		const scene = await Scene.set();
		scene.chain.fork();
		scene.chain[head].patient.controller = account('Another').publicKey;
		await assert.rejects(answer(scene, await sideOf(scene).giveBackups(HOSPITAL)), { code: 'custody.not-authorized' });
	}
});

test('a request is for this chain and custodian, signed for its content, of now and new, at heads of now', async () => {
	const scene = await Scene.set();
	const asked = await sideOf(scene).keepBackup(HOSPITAL, await backup(scene, 0));
	const refused = async (change: Partial<AskedOf['request']>, code: string, content = asked.content) =>
		assert.rejects(scene.custodian.answer({ ...asked.request, ...change }, content), { name: 'CustodyRefusal', code });
	await refused({ genesis: filled(1) }, 'custody.wrong-chain');
	await refused({ custodian: HOSPITAL + 1 }, 'custody.wrong-custodian');
	await refused({ account: account('Thief').publicKey }, 'custody.not-signed');
	await refused({ kind: 1 }, 'custody.not-signed');
	await refused({}, 'custody.not-signed', utf8ToBytes('something else'));
	scene.now = NOW + 60_001;
	await refused({}, 'custody.wrong-time');
	scene.now = NOW;
	scene.chain.best.now = NOW - 60_001;
	await refused({}, 'custody.stale-head');
	scene.chain.best.now = NOW;
	await answer(scene, asked);
	await refused({}, 'custody.seen-before');
	assert.equal((await scene.stores.backups.all(scene.patient)).length, 1);
});

test('a backup of another patient, of another chain, or none at all', async () => {
	const scene = await Scene.set();
	const [other, elsewhere] = [{ ...(await backup(scene, 0)), patient: filled(1) }, { ...(await backup(scene, 0)), genesis: filled(1) }];
	for (const one of [other, elsewhere]) await assert.rejects(answer(scene, await sideOf(scene).keepBackup(HOSPITAL, one)), { code: 'custody.not-as-committed' });
	assert.deepEqual(await scene.stores.backups.all(scene.patient), []);
});

test('a header is exchanged for one of a later epoch, which has begun, and for no other', async () => {
	const scene = await sceneOfEpoch(2);
	const exchange = async (header: Uint8Array, anchor = 0) => answer(scene, await sideOf(scene).exchangeHeader(HOSPITAL, anchor, header));
	const kept = async () => readHeader((await scene.stores.batches.get(scene.patient, 0))!.header).epoch;
	await assert.rejects(exchange(scene.batch.header), { code: 'custody.outdated' });
	// One of the last epoch there can be would keep out all others.
	for (const epoch of [3, 2 ** 32 - 1]) await assert.rejects(exchange(await headerOf(scene, epoch)), { code: 'custody.not-as-committed' });
	await assert.rejects(exchange(utf8ToBytes('no header')), { name: 'FormatError' });
	await assert.rejects(exchange(await headerOf(scene, 2), 1), { code: 'custody.nothing-kept' });
	assert.equal(await kept(), 0);
	await exchange(await headerOf(scene, 2));
	await assert.rejects(exchange(await headerOf(scene, 1)), { code: 'custody.outdated' });
	assert.equal(await kept(), 2);
	// The records are what they were.
	assert.deepEqual((await scene.stores.batches.get(scene.patient, 0))!.records, scene.batch.records);
});

/** Exchanges headers one after the other, as whoever controls the patient. */
async function exchange(scene: Scene, header: Uint8Array, signer = scene.controller) {
	return answer(scene, await sideOf(scene, signer).exchangeHeader(HOSPITAL, 0, header));
}

async function headers(scene: Scene): Promise<KeptHeaders> {
	return (await answer(scene, await sideOf(scene).giveHeaders(HOSPITAL))).headers![0]!;
}

test('a thief renews the key and moves rubbish over; after the recovery all is put back, moved and read', async () => {
	const scene = await sceneOfEpoch(0);
	const context = { patient: scene.patient, recordClass: scene.batch.recordClass };
	const { patient } = scene.chain.best;
	const thief = account('Thief');
	patient.controller = thief.publicKey;
	patient.key!.epoch = 1;
	// Of the right form, and nobody has the key.
	const rubbish = await sealHeader(context, { ...(await randomKeyPair(X25519)), epoch: 1 }, filled(7));
	await exchange(scene, rubbish, thief);
	patient.controller = scene.controller.publicKey;
	assert.deepEqual(await headers(scene), { anchor: 0, recordClass: scene.batch.recordClass, header: rubbish, earlier: [scene.batch.header] });

	// Put back, the records open as before; and what was put in between is not lost either.
	await exchange(scene, scene.batch.header);
	assert.deepEqual(await headers(scene), { anchor: 0, recordClass: scene.batch.recordClass, header: scene.batch.header, earlier: [rubbish] });
	const read = async (keys: ClassKeys) => (await all((await scene.fetch()).records((recordClass) => keyOfClass(keys, recordClass)))).length;
	assert.equal(await read(scene.keys), 2);

	// Moving on to a new epoch needs no putting back: where the present header does not open, the one before is moved.
	await exchange(scene, rubbish);
	patient.key!.epoch = 2;
	const [side, later] = [sideOf(scene), await classKeyPair(X25519, classSecretOf(filled(0x22)), context.recordClass)];
	const moves = moveToPresentEpoch({
		patient: scene.patient, batches: [await headers(scene)], epoch: 2, keys: new Map([[context.recordClass, { ...later, epoch: 2 }]]),
		keyOf: async (_, epoch) => (epoch === 0 ? scene.classKey() : undefined),
		replace: async (anchor, header) => void (await answer(scene, await side.exchangeHeader(HOSPITAL, anchor, header))),
	});
	assert.deepEqual((await all(moves)).map(({ outcome }) => outcome), ['moved']);
	scene.issue(TICKET);
	assert.equal(await read({ suite: X25519, classSecret: classSecretOf(filled(0x22)) }), 2);
});

test('however often a thief exchanges a header, the one that the writer handed in can be put back for good, and others for 90 days', async () => {
	const scene = await sceneOfEpoch(100);
	await exchange(scene, await headerOf(scene, 1));
	// Put back, and once more replaced, it still is the one that stays.
	await exchange(scene, scene.batch.header);
	for (let epoch = 2; epoch < 40; epoch++) await exchange(scene, await headerOf(scene, epoch));
	const { earlier } = await headers(scene);
	assert.equal(earlier.length, 33);
	assert.deepEqual([earlier.at(-1), readHeader(earlier[0]!).epoch], [scene.batch.header, 38]);
	const [time, last] = [(days: number) => (scene.now = scene.chain.best.now = NOW + days * DAY), earlier[0]!];
	time(89);
	assert.equal(await scene.custodian.dropUnnamed(scene.patient), 0);
	time(90);
	assert.deepEqual((await headers(scene)).earlier, [scene.batch.header]);
	assert.equal(await scene.custodian.dropUnnamed(scene.patient), 32);
	assert.equal((await scene.stores.batches.get(scene.patient, 0))!.earlier.length, 1);
	await assert.rejects(exchange(scene, last), { code: 'custody.outdated' });
	time(1_000);
	await exchange(scene, scene.batch.header);
	assert.deepEqual((await headers(scene)).header, scene.batch.header);
	// The writer may hand the batch in again.
	await scene.custodian.takeBatch(scene.batch);
});

test('of two headers that come at once, the one of the later epoch stays', async () => {
	const scene = await sceneOfEpoch(5);
	const later = await headerOf(scene, 5);
	const moved = [later, await headerOf(scene, 4), await headerOf(scene, 3)];
	const outcomes = await Promise.allSettled(moved.map((header) => exchange(scene, header)));
	assert.equal(outcomes[0]!.status, 'fulfilled');
	const kept = await headers(scene);
	assert.equal(readHeader(kept.header).epoch, 5);
	assert.deepEqual(kept.earlier.at(-1), scene.batch.header);
});

test('a header that is spoilt, or of an epoch that has not begun, is exchanged for any', async () => {
	const scene = await sceneOfEpoch(2);
	const kept = (await scene.stores.batches.get(scene.patient, 0))!;
	for (const header of [utf8ToBytes('no header'), scene.batch.header.slice(0, -1), await headerOf(scene, 2 ** 32 - 1)]) {
		await scene.stores.batches.put({ ...kept, header });
		await exchange(scene, await headerOf(scene, 1));
		assert.equal(readHeader((await headers(scene)).header).epoch, 1);
	}
});

test('of many backups that come at once from one account, as many are kept as of those that come one after the other', async () => {
	const scene = await Scene.set();
	const asked = await Promise.all(Array.from({ length: 20 }, async (_, version) => sideOf(scene).keepBackup(HOSPITAL, await backup(scene, version))));
	const outcomes = await Promise.allSettled(asked.map((one) => answer(scene, one)));
	assert.equal(outcomes.filter(({ status }) => status === 'fulfilled').length, 4);
	assert.equal((await scene.stores.backups.all(scene.patient)).length, 4);
});

test('no more is kept of a backup than it has; one goes 90 days after another one came, and the last one never', async () => {
	const scene = await Scene.set();
	const text = writeBackup(await backup(scene, 0));
	const content = utf8ToBytes(text + ' '.repeat(100_000));
	const request = await makePatientRequest(
		{ genesis: scene.chain.genesis, patient: scene.patient, account: scene.controller.publicKey, custodian: HOSPITAL, kind: PATIENT_REQUEST_KINDS.takeBackup, content, time: NOW },
		(message) => scene.controller.sign(message, { withType: true }),
	);
	await scene.custodian.answer(request, content);
	assert.equal((await scene.stores.backups.all(scene.patient))[0]!.text, text);
	const time = (days: number) => (scene.now = scene.chain.best.now = NOW + days * DAY);
	for (const days of [10, 20]) {
		time(days);
		await answer(scene, await sideOf(scene).keepBackup(HOSPITAL, await backup(scene, days)));
	}
	for (const [days, dropped, left] of [[99, 0, [0, 10, 20]], [100, 1, [10, 20]], [1_000, 1, [20]], [2_000, 0, [20]]] as const) {
		time(days);
		assert.equal(await scene.custodian.dropUnnamed(scene.patient), dropped);
		assert.deepEqual((await scene.stores.backups.all(scene.patient)).map((kept) => readBackup(kept.text).version), left);
	}
});

test('whoever may not ask uses up no nonce and fills nothing, and an account not another\'s', async () => {
	const scene = await Scene.set();
	const asked = await sideOf(scene).giveBackups(HOSPITAL);
	const { request: { nonce, kind }, content } = asked;
	const of = (signer: typeof scene.controller) => makePatientRequest(
		{ genesis: scene.chain.genesis, patient: scene.patient, account: signer.publicKey, custodian: HOSPITAL, kind, content, nonce, time: NOW },
		(message) => signer.sign(message, { withType: true }),
	);
	await assert.rejects(scene.custodian.answer(await of(account('Stranger')), content), { code: 'custody.not-authorized' });
	assert.equal(scene.stores.nonces.seen.size, 0);
	await answer(scene, asked);
	const next = account('Next');
	scene.chain.best.patient.controller = next.publicKey;
	await scene.custodian.answer(await of(next), content);
});

test('what is no kind of request is refused, and does nothing', async () => {
	const scene = await Scene.set();
	const content = utf8ToBytes(writeBackup(await backup(scene, 0)));
	const kind = 4 as PatientRequestKind;
	const request = await makePatientRequest(
		{ genesis: scene.chain.genesis, patient: scene.patient, account: scene.controller.publicKey, custodian: HOSPITAL, kind, content, time: NOW },
		(message) => scene.controller.sign(message, { withType: true }),
	);
	await assert.rejects(scene.custodian.answer(request, content), { name: 'CustodyRefusal', code: 'custody.unknown-kind' });
	assert.deepEqual(await scene.stores.backups.all(scene.patient), []);
});

test('during a freeze nothing is exchanged or added, and what was kept is given', async () => {
	const scene = await sceneOfEpoch();
	await answer(scene, await sideOf(scene).keepBackup(HOSPITAL, await backup(scene, 0)));
	scene.chain.fork();
	scene.chain.best.patient = { ...scene.chain.best.patient, frozenUntil: NOW + DAY };
	await assert.rejects(answer(scene, await sideOf(scene).keepBackup(HOSPITAL, await backup(scene, 1))), { code: 'custody.frozen' });
	await assert.rejects(answer(scene, await sideOf(scene).exchangeHeader(HOSPITAL, 0, await headerOf(scene, 1))), { code: 'custody.frozen' });
	assert.equal((await all((await answer(scene, await sideOf(scene).giveBackups(HOSPITAL))).backups!)).length, 1);
	scene.chain.best.patient.frozenUntil = NOW;
	await answer(scene, await sideOf(scene).keepBackup(HOSPITAL, await backup(scene, 1)));
});

test('content that is longer than any is refused before it is hashed', async () => {
	const scene = await Scene.set();
	const { request } = await sideOf(scene).giveBackups(HOSPITAL);
	await assert.rejects(scene.custodian.answer(request, new Uint8Array(2 ** 24 + 1)), { name: 'FormatError', message: /too long/ });
});
