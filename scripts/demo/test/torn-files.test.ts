/** Files that a crash or a failing disk left behind are as good as absent: none is released, and none stops the others. */
import assert from 'node:assert/strict';
import { copyFile, mkdir, mkdtemp, rm, truncate, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { before, test } from 'node:test';
import { cryptoWaitReady } from '@polkadot/util-crypto';
import { Custodian } from '@salus/client/custody';
import { bytesToHex } from '@salus/client/format';
import { account, filled, HOSPITAL, Scene } from '../../../clients/typescript/test/custody/scene.ts';
import { CustodianFolder } from '../../../tests/e2e/custodian-folder.ts';

before(cryptoWaitReady);

/** A custodian that keeps the scene's batch in a folder. */
async function inFolder(work: (at: { scene: Scene; custodian: Custodian; stores: CustodianFolder; folder: string }) => Promise<void>): Promise<void> {
	const folder = await mkdtemp(join(tmpdir(), 'salus-torn-'));
	try {
		const [scene, stores] = [await Scene.set(), new CustodianFolder(folder)];
		for (const blob of scene.records.kept.values()) await stores.recordsOf(scene.patient).put(blob);
		const custodian = new Custodian(scene.chain.asChain, {
			organization: HOSPITAL, signer: account('Clerk'), stores, clock: scene.clock, tell: (trouble) => scene.told.push(trouble),
		});
		await custodian.takeBatch(scene.batch);
		await work({ scene, custodian, stores, folder });
	} finally {
		await rm(folder, { recursive: true });
	}
}

test('a torn record is not there: its batch is not released, nor taken in, and the ticket is not redeemed', async () => {
	await inFolder(async ({ scene, custodian, stores }) => {
		const { name } = scene.batch.records[1]!;
		const records = stores.recordsOf(scene.patient);
		assert.equal(await records.has(name), true);
		await truncate(records.path(name), 10);
		assert.equal(await records.has(name), false);
		await assert.rejects(custodian.release(await scene.request()), { code: 'custody.nothing-kept' });
		assert.ok(scene.isUntouched);
		assert.match(scene.told.map(({ message }) => message).join(), /missing/);
		await assert.rejects(custodian.takeBatch(scene.batch), { code: 'custody.not-as-committed' });
		await writeFile(records.path(name), scene.records.kept.get(name)!);
		await custodian.takeBatch(scene.batch);
		await custodian.release(await scene.request());
	});
});

test('a batch that cannot be read is absent, and can be handed in again', async () => {
	await inFolder(async ({ scene, custodian, stores, folder }) => {
		const { patient, anchor } = scene.batch;
		const path = join(folder, 'batches', bytesToHex(patient), `${anchor}.json`);
		const kept = (await stores.batches.get(patient, anchor))!;
		const text = JSON.stringify({ ...kept, patient: '0xaa', header: '0x00', handedIn: '0x00' });
		for (const torn of ['', '{"patient":"0x', 'null', '{}', '[]', '7', '"0xzz"', '{"patient":"0xzz"}', text]) {
			await writeFile(path, torn);
			assert.equal(await stores.batches.get(patient, anchor), undefined, torn);
			assert.equal(await custodian.dropUnnamed(patient), 0);
			await custodian.takeBatch(scene.batch);
			assert.deepEqual(await stores.batches.get(patient, anchor), kept);
		}
		await writeFile(join(folder, 'batches', bytesToHex(patient), 'notes.txt'), '');
		assert.deepEqual(await stores.batches.anchors(patient), [anchor]);
	});
});

test('a batch file under the name of another batch is not that batch', async () => {
	await inFolder(async ({ scene, stores, folder }) => {
		const { patient } = scene.batch;
		const path = (anchor: number) => join(folder, 'batches', bytesToHex(patient), `${anchor}.json`);
		await copyFile(path(0), path(5));
		assert.equal(await stores.batches.get(patient, 5), undefined);
		assert.equal((await stores.batches.get(patient, 0))!.anchor, 0);
	});
});

test('backups that cannot be read and files of others are passed over, and backups go on', async () => {
	await inFolder(async ({ stores, folder }) => {
		const [patient, of] = [filled(1), join(folder, 'backups', bytesToHex(filled(1)))];
		const backup = (at: number) => ({ text: `{"backup":${at}}`, account: filled(2), at });
		await stores.backups.add(patient, backup(1));
		const torn = ['', '{"text":"', 'null', '{}', '{"text":"x","account":"0xzz","at":1}', '{"text":"x","account":"0x02","at":1}', '{"text":"x","account":"02","at":"1"}'];
		for (const [index, text] of torn.entries()) await writeFile(join(of, `${index + 1}.json`), text);
		for (const stray of ['notes.txt', '.DS_Store', '3.json.bak', 'x.json', '1e3.json', '-1.json', '007.json', '99999999999999999999.json']) await writeFile(join(of, stray), JSON.stringify(torn));
		await mkdir(join(of, 'lost+found'));
		await stores.backups.add(patient, backup(2));
		assert.deepEqual((await stores.backups.all(patient)).map(({ at }) => at), [1, 2]);
		await stores.backups.dropFirst(patient, 1);
		assert.deepEqual(await stores.backups.all(patient), [backup(2)]);
	});
});

test('a batch that waits for its anchor and cannot be read does not stop the others', async () => {
	await inFolder(async ({ scene, stores, folder }) => {
		const { patient, recordClass, header, records } = scene.batch;
		const sealed = { patient, recordClass, header, records, content: { from: 1, until: 2 }, root: filled(3) };
		await stores.sealed.put(sealed);
		for (const [name, text] of [['a', ''], ['b', 'null'], ['c', '{"root":"0xzz"}'], ['d', '{}']]) await writeFile(join(folder, 'sealed', `${name}.json`), text!);
		assert.deepEqual(await stores.sealed.all(), [sealed]);
	});
});
