import assert from 'node:assert/strict';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { before, test } from 'node:test';
import { cryptoWaitReady } from '@polkadot/util-crypto';
import { bytesToHex } from '@salus/client/format';
import { FakeChain } from '../../../clients/typescript/test/custody/fake-chain.ts';
import { account, filled, NOW } from '../../../clients/typescript/test/custody/scene.ts';
import { PieceKeeper } from '../journey/piece-keeper.ts';

before(cryptoWaitReady);

test('a piece is there again after a restart, under its own patient and anchor, until the store is lost', async () => {
	const folder = await mkdtemp(join(tmpdir(), 'salus-pieces-'));
	try {
		const keeper = () => new PieceKeeper(5, account('Clerk'), join(folder, 'pieces'));
		const [patient, other, piece] = [filled(1), filled(2), filled(3)];
		await keeper().put(patient, 7, piece);
		assert.deepEqual(await keeper().get(patient, 7), piece);
		assert.deepEqual([await keeper().get(patient, 8), await keeper().get(other, 7)], [undefined, undefined]);
		await keeper().loseAll();
		assert.equal(await keeper().get(patient, 7), undefined);
	} finally {
		await rm(folder, { recursive: true });
	}
});

test('pieces of what the patient has erased are destroyed, and no others', async () => {
	const folder = await mkdtemp(join(tmpdir(), 'salus-pieces-'));
	try {
		const [patient, other] = [filled(1), filled(2)];
		const chain = new FakeChain(NOW, filled(9));
		const anchors = Array.from({ length: 3 }, () => ({ recordClass: 96, root: filled(4), leaves: 1, patient }));
		chain.best.anchors = anchors;
		const keeper = new PieceKeeper(5, account('Clerk'), folder);
		for (const [anchor] of anchors.entries()) await keeper.put(patient, anchor, filled(3));
		await keeper.put(other, 1, filled(3));
		await writeFile(join(folder, bytesToHex(patient), '1.part'), '');
		const drop = async (whose: Uint8Array) => keeper.dropErased(chain.asChain, () => NOW, whose);
		assert.equal(await drop(patient), 0);
		chain.fork();
		chain.best.anchors[1] = { ...anchors[1]!, isErased: true };
		// The last was erased, too, and its retention is over since.
		chain.best.anchors[2] = { ...anchors[2]!, isErased: true, isEvicted: true };
		chain.best.trail.push({ event: { recordsErased: { anchor: 2 } } });
		assert.equal(await drop(patient), 0);
		chain.finalized = chain.best;
		assert.equal(await drop(patient), 2);
		assert.deepEqual(await Promise.all([0, 1, 2].map((anchor) => keeper.get(patient, anchor))), [filled(3), undefined, undefined]);
		assert.equal(await drop(filled(7)), 0);
	} finally {
		await rm(folder, { recursive: true });
	}
});
