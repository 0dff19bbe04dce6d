/** What the hospital keeps is there again after a restart: without the order of a batch no proof could ever be made again. */
import assert from 'node:assert/strict';
import { mkdtemp, readdir, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { before, test } from 'node:test';
import { cryptoWaitReady } from '@polkadot/util-crypto';
import { type Custodian, type KeptReport, type PendingRedemption, Reader } from '@salus/client/custody';
import { readRecords } from '@salus/client/fhir/records';
import { bytesToHex, checkCard, claimOf, classSecretOf, FormatError, keyCardHash, keyOfClass, makeKeyCard, MAX_RECORD_LENGTH, publishedKey, randomKeyPair, randomRoot, randomTicketSecret, writeKeyCard, X25519 } from '@salus/client/format';
import { BLOCK, FakeChain } from '../../../clients/typescript/test/custody/fake-chain.ts';
import { account } from '../../../clients/typescript/test/custody/scene.ts';
import { CustodianFolder } from '../../../tests/e2e/custodian-folder.ts';
import { KeepingHospital } from '../../../tests/e2e/keeping-hospital.ts';

before(cryptoWaitReady);

const ORGANIZATION = 5;
const patient = new Uint8Array(32).fill(0xaa);
/** The time of a nonce that is new now. */
const LATER = { now: 1_000, until: 2_000 };
const SAMPLE = new URL('../../../tests/fhir/sample-bundle.json', import.meta.url).pathname;

/** A hospital that runs in a folder of its own; `again` starts it anew in the same folder. */
async function inFolder(work: (chain: FakeChain, again: () => KeepingHospital, folder: string) => Promise<void>): Promise<void> {
	const folder = await mkdtemp(join(tmpdir(), 'salus-hospital-'));
	try {
		const chain = new FakeChain(Date.now(), account('Patient').publicKey);
		await work(chain, () => new KeepingHospital(chain.asChain, { organization: ORGANIZATION, clinician: account('Clinician'), clerk: account('Clerk'), folder }), folder);
	} finally {
		await rm(folder, { recursive: true });
	}
}

async function inStores(work: (stores: CustodianFolder, folder: string) => Promise<void>): Promise<void> {
	const folder = await mkdtemp(join(tmpdir(), 'salus-custodian-'));
	try {
		await work(new CustodianFolder(folder), folder);
	} finally {
		await rm(folder, { recursive: true });
	}
}

/** Seals the sample bundle for a patient with this root. */
async function seal(hospital: KeepingHospital, chain: FakeChain, root: Uint8Array) {
	const card = await makeKeyCard({ genesis: chain.genesis, patient, epoch: 0, suite: X25519 }, root);
	const checked = checkCard(writeKeyCard(card), { genesis: chain.genesis, patient, epoch: 0, publicKey: publishedKey(card), card: keyCardHash(card) });
	return hospital.sealAll(patient, checked, (await readRecords(SAMPLE)).resources);
}

async function readAll(custodian: Custodian, chain: FakeChain, root: Uint8Array, anchor: number): Promise<number> {
	const [key, signer] = [await randomKeyPair(X25519), account('Specialist')];
	const secret = randomTicketSecret();
	chain.best.tickets.set(anchor, { holder: signer.publicKey, claim: claimOf(secret), custodian: ORGANIZATION, organization: 6, target: { anchor }, basis: { grant: 0 } });
	const reader = new Reader(chain.asChain, { signer, key, clock: Date.now });
	const ticket = { patient, sequence: anchor, custodian: ORGANIZATION, secret, targets: [{ anchor }] };
	const request = await reader.request(ticket);
	const release = await reader.open(ticket, request, (await custodian.release(request)).stream);
	let read = 0;
	for await (const _ of release.records((recordClass) => keyOfClass({ suite: X25519, classSecret: classSecretOf(root) }, recordClass))) read += 1;
	return read;
}

test('a hospital that is started again releases what it took in before', async () => {
	await inFolder(async (chain, again) => {
		const root = randomRoot();
		const first = again();
		const batches = await seal(first, chain, root);
		for (const [anchor, { recordClass, root: batchRoot, records, header }] of batches.entries()) {
			chain.best.anchors.push({ recordClass, root: batchRoot, leaves: records.length });
			await first.custodian.takeBatch({ patient, anchor, recordClass, records, header });
		}
		const { custodian } = again();
		for (const [anchor, { records }] of batches.entries()) assert.equal(await readAll(custodian, chain, root, anchor), records.length);
	});
});

test('what was anchored while the hospital was stopped is found by its root', async () => {
	await inFolder(async (chain, again) => {
		const root = randomRoot();
		const batches = await seal(again(), chain, root);
		// In another order than they were sealed, and not the last.
		for (const { recordClass, root: batchRoot, records } of batches.slice(0, -1).reverse()) chain.best.anchors.push({ recordClass, root: batchRoot, leaves: records.length, organization: ORGANIZATION });
		const hospital = again();
		await hospital.resume();
		assert.equal((await hospital.stores.batches.anchors(patient)).length, batches.length - 1);
		assert.deepEqual((await hospital.stores.sealed.all()).map(({ recordClass }) => recordClass), [batches.at(-1)!.recordClass]);
		assert.equal(await readAll(again().custodian, chain, root, 0), batches.at(-2)!.records.length);
	});
});

test('what another organization anchored under a pending root is not the hospital\'s; what was prepared stays until its own anchor is final', async () => {
	await inFolder(async (chain, again) => {
		const [batch] = await seal(again(), chain, randomRoot());
		const { recordClass, root, records } = batch!;
		const anchored = { recordClass, root, leaves: records.length };
		chain.best.anchors.push({ ...anchored, organization: ORGANIZATION + 1 }, anchored);
		const hospital = again();
		await hospital.resume();
		assert.deepEqual(await hospital.stores.batches.anchors(patient), []);
		assert.ok((await hospital.stores.sealed.all()).some((one) => one.recordClass === recordClass));
		chain.fork();
		chain.best.anchors.push({ ...anchored, organization: ORGANIZATION });
		await hospital.resume();
		assert.deepEqual(await hospital.stores.batches.anchors(patient), [2]);
		assert.ok((await hospital.stores.sealed.all()).some((one) => one.recordClass === recordClass));
		chain.finalized = chain.best;
		await hospital.resume();
		assert.ok(!(await hospital.stores.sealed.all()).some((one) => one.recordClass === recordClass));
	});
});

test('backups that come at once are all kept, and one that cannot be read takes no other with it', async () => {
	await inStores(async (stores, folder) => {
		const backup = (at: number) => ({ text: `{"number":${at}}`, account: patient, at });
		await Promise.all([0, 1, 2, 3, 4].map((at) => stores.backups.add(patient, backup(at))));
		const times = async () => (await stores.backups.all(patient)).map(({ at }) => at).sort();
		assert.deepEqual(await times(), [0, 1, 2, 3, 4]);
		await writeFile(join(folder, 'backups', bytesToHex(patient), '5.json'), '{"text":"torn');
		await stores.backups.add(patient, backup(6));
		assert.deepEqual(await times(), [0, 1, 2, 3, 4, 6]);
		await stores.backups.dropFirst(patient, 5);
		await stores.backups.add(patient, backup(7));
		assert.deepEqual((await stores.backups.all(patient)).map(({ at }) => at), [6, 7]);
		assert.ok((await readdir(join(folder, 'backups', bytesToHex(patient)))).every((name) => !name.endsWith('.part')));
	});
});

test('nonces whose time has passed are forgotten', async () => {
	await inStores(async ({ nonces }, folder) => {
		const kept = async () => (await readdir(join(folder, 'nonces'))).length;
		const nonce = (byte: number) => new Uint8Array(32).fill(byte);
		for (const [byte, now] of [[1, 0], [2, 50_000], [3, 120_000]] as const) await nonces.claim(patient, nonce(byte), { now, until: now + 120_000 });
		assert.equal(await kept(), 3);
		assert.equal(await nonces.claim(patient, nonce(2), { now: 130_000, until: 250_000 }), false);
		await nonces.claim(patient, nonce(4), { now: 200_000, until: 320_000 });
		assert.equal(await kept(), 2);
	});
});

test('no sealed record is kept for which no release has room', async () => {
	await inStores(async (stores) => {
		await assert.rejects(stores.recordsOf(patient).put(new Uint8Array(MAX_RECORD_LENGTH + 1)), FormatError);
	});
});

test('the same bytes are kept for each patient, and what is destroyed of one is there for the other after a restart', async () => {
	await inStores(async (stores, folder) => {
		const [other, blob] = [new Uint8Array(32).fill(0xbb), new Uint8Array(40).fill(7)];
		const name = await stores.recordsOf(patient).put(blob);
		assert.equal(await stores.recordsOf(other).has(name), false);
		await stores.recordsOf(other).put(blob);
		await new CustodianFolder(folder).recordsOf(other).remove(name);
		const again = new CustodianFolder(folder);
		assert.deepEqual([await again.recordsOf(patient).has(name), await again.recordsOf(other).has(name)], [true, false]);
		assert.deepEqual(await again.recordsOf(patient).get(name), blob);
	});
});

test('nonces, backups, envelopes and rings outlive a restart', async () => {
	const folder = await mkdtemp(join(tmpdir(), 'salus-custodian-'));
	try {
		const [nonce, other, bytes] = [new Uint8Array(32).fill(1), new Uint8Array(32).fill(2), Buffer.from('sealed')];
		const stores = new CustodianFolder(folder);
		assert.equal(await stores.nonces.claim(other, nonce, LATER), true);
		for (const text of ['{"first":1}', '{"second":2}']) await stores.backups.add(patient, { text, account: other, at: 7 });
		for (const store of [stores.envelopes, stores.emergencyRings]) for (const name of ['aa', 'bb']) await store.put(patient, name, bytes);
		await stores.envelopes.remove(patient, 'aa');
		const again = new CustodianFolder(folder);
		assert.deepEqual([await again.nonces.claim(other, nonce, LATER), await again.nonces.claim(other, other, LATER), await again.nonces.claim(nonce, nonce, LATER)], [false, true, true]);
		assert.deepEqual(await again.backups.all(patient), [{ text: '{"first":1}', account: other, at: 7 }, { text: '{"second":2}', account: other, at: 7 }]);
		assert.deepEqual([await again.envelopes.names(patient), (await again.emergencyRings.names(patient)).sort()], [['bb'], ['aa', 'bb']]);
		assert.deepEqual(await again.emergencyRings.get(patient, 'bb'), new Uint8Array(bytes));
		assert.equal(await again.envelopes.get(patient, 'aa'), undefined);
		assert.deepEqual(await again.backups.all(other), []);
	} finally {
		await rm(folder, { recursive: true });
	}
});

test('what is to be reported outlives a restart as it was, and a file that cannot be read is not passed over', async () => {
	await inStores(async ({ reports }, folder) => {
		const of = (byte: number) => new Uint8Array(32).fill(byte);
		const report: KeptReport = {
			patient, ticket: 3, secret: of(1), recipient: { Actor: { Practitioner: { organization: 1, account: of(2) } } }, action: 'Access', purpose: 'Treatment',
			targets: [{ anchor: 4 }, { recordClass: 5, content: { from: 6, until: 7 } }], releasedAt: 8, cause: 'Downtime', statement: of(9), sent: null,
		};
		const { ticket: _, secret: __, ...without } = report;
		const other: KeptReport = { ...without, recipient: 'PatientsSide', statement: of(10), sent: { height: 11, at: 12 } };
		for (const one of [report, other]) await reports.put(one);
		const again = new CustodianFolder(folder).reports;
		assert.deepEqual((await again.all()).sort((one, two) => one.statement[0]! - two.statement[0]!), [report, other]);
		await again.put({ ...report, sent: other.sent });
		await again.remove(of(10));
		assert.deepEqual(await again.all(), [{ ...report, sent: other.sent }]);
		await writeFile(join(folder, 'reports', `${bytesToHex(of(13))}.json`), '{"patient":"0x');
		await assert.rejects(again.all(), /cannot be read/);
	});
});

test('a release whose redemption may be lost outlives a restart as it was, and a hospital that is started again reports it', async () => {
	await inFolder(async (chain, again, folder) => {
		const root = randomRoot();
		const [batch] = await seal(again(), chain, root);
		const { recordClass, root: batchRoot, records } = batch!;
		chain.best.anchors.push({ recordClass, root: batchRoot, leaves: records.length, organization: ORGANIZATION });
		const before = again();
		await before.resume();
		chain.finality = new Promise(() => {});
		await readAll(before.custodian, chain, root, 0);
		const [kept, ...others] = await again().stores.redemptions.all();
		assert.deepEqual([kept?.patient, kept?.ticket, kept?.redeemed.isSingleUse, others], [patient, 0, true, []]);
		chain.finalized = { ...chain.best, trail: [] };
		chain.becomesFinal = async ({ block }) => block !== BLOCK;
		const hospital = again();
		await hospital.resume();
		while ((await hospital.stores.redemptions.all()).length > 0) await new Promise((resolve) => setTimeout(resolve, 5));
		const { redeemed: _, ...release } = kept!;
		assert.deepEqual(await hospital.stores.reports.all(), [{ ...release, sent: null }]);
		await writeFile(join(folder, 'redemptions', `${bytesToHex(patient)}.json`), '{"patient":"0x');
		await assert.rejects(again().resume(), /cannot be read/);
	});
});

test('what is removed while a folder is read is left out of what is read, and the rest is all there', async () => {
	await inStores(async ({ backups, redemptions }, folder) => {
		const of = (byte: number) => new Uint8Array(32).fill(byte);
		const release: PendingRedemption = {
			patient, ticket: 3, secret: of(1), recipient: 'PatientsSide', action: 'Access', purpose: 'Treatment', targets: [{ anchor: 4 }], releasedAt: 8, cause: 'Downtime', statement: of(9),
			redeemed: { block: of(10), number: 11, isSingleUse: true },
		};
		// A name whose file is gone is what a reader finds that listed the folder just before.
		await redemptions.put(release);
		await symlink('gone', join(folder, 'redemptions', `${bytesToHex(of(12))}.json`));
		assert.deepEqual(await redemptions.all(), [release]);
		for (const text of ['{"first":1}', '{"second":2}']) await backups.add(patient, { text, account: of(1), at: 7 });
		await symlink('gone', join(folder, 'backups', bytesToHex(patient), '2.json'));
		assert.equal((await backups.all(patient)).length, 2);
		await backups.dropFirst(patient, 1);
		assert.deepEqual((await backups.all(patient)).map(({ text }) => text), ['{"second":2}']);
	});
});

test('of two requests with one nonce at a time, one is told that it is new', async () => {
	const folder = await mkdtemp(join(tmpdir(), 'salus-nonces-'));
	try {
		const { nonces } = new CustodianFolder(folder);
		const nonce = new Uint8Array(32).fill(3);
		assert.deepEqual((await Promise.all([nonces.claim(patient, nonce, LATER), nonces.claim(patient, nonce, LATER)])).sort(), [false, true]);
	} finally {
		await rm(folder, { recursive: true });
	}
});
