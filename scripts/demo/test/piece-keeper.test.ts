import assert from 'node:assert/strict';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { before, test } from 'node:test';
import { cryptoWaitReady } from '@polkadot/util-crypto';
import { bytesToHex, packBatch, type PiecePlan, splitIntoPieces } from '@salus/client/format';
import { FakeChain } from '../../../clients/typescript/test/custody/fake-chain.ts';
import { account, filled, NOW } from '../../../clients/typescript/test/custody/scene.ts';
import { PieceKeeper } from '../journey/piece-keeper.ts';

before(cryptoWaitReady);

test('a piece is there again after a restart, under its own patient and anchor, until the store is lost', async () => {
	const folder = await mkdtemp(join(tmpdir(), 'salus-pieces-'));
	try {
		const keeper = () => new PieceKeeper(5, account('Clerk'), join(folder, 'pieces'));
		const [patient, other] = [filled(1), filled(2)];
		const { plan, piece } = await somePiece();
		const nothing = { name: 'CustodyRefusal', code: 'custody.nothing-kept' };
		await keeper().takePiece(patient, 7, piece);
		assert.deepEqual(await keeper().givePiece({ patient, anchor: 7, plan, index: 0 }), piece);
		for (const elsewhere of [{ patient, anchor: 8 }, { patient: other, anchor: 7 }]) await assert.rejects(keeper().givePiece({ ...elsewhere, plan, index: 0 }), nothing);
		await assert.rejects(keeper().givePiece({ patient, anchor: 7, plan: { needed: 1, roots: [filled(1)] }, index: 0 }), { name: 'FormatError' });
		await keeper().loseAll();
		await assert.rejects(keeper().givePiece({ patient, anchor: 7, plan, index: 0 }), nothing);
	} finally {
		await rm(folder, { recursive: true });
	}
});

test('pieces of what the patient has erased are destroyed, and no others', async () => {
	const folder = await mkdtemp(join(tmpdir(), 'salus-pieces-'));
	try {
		const [patient, other] = [filled(1), filled(2)];
		const { plan, piece } = await somePiece();
		const chain = new FakeChain(NOW, filled(9));
		const anchors = Array.from({ length: 3 }, () => ({ recordClass: 96, root: filled(4), leaves: 1, patient }));
		chain.best.anchors = anchors;
		const keeper = new PieceKeeper(5, account('Clerk'), folder);
		for (const [anchor] of anchors.entries()) await keeper.takePiece(patient, anchor, piece);
		await keeper.takePiece(other, 1, piece);
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
		const left = await Promise.all([0, 1, 2].map((anchor) => keeper.givePiece({ patient, anchor, plan, index: 0 }).then(() => true, () => false)));
		assert.deepEqual(left, [true, false, false]);
		assert.equal(await drop(filled(7)), 0);
	} finally {
		await rm(folder, { recursive: true });
	}
});

/** The only piece of a package. */
async function somePiece(): Promise<{ plan: PiecePlan; piece: Uint8Array }> {
	const { pieces: [piece], plan } = await splitIntoPieces(packBatch([{ commitment: filled(1), sealed: filled(2) }]), 1, 1);
	return { plan, piece: piece as Uint8Array };
}
