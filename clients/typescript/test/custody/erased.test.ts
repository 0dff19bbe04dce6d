/** Records that the patient has erased on the chain are handed out no more, and destroyed. */
import assert from 'node:assert/strict';
import { before, test } from 'node:test';
import { cryptoWaitReady } from '@polkadot/util-crypto';
import { keyOfClass } from '../../src/format/class-keys.ts';
import type { HandedBatch } from '../../src/custody/stores.ts';
import { all, filled, RECORDS, Scene } from './scene.ts';

before(cryptoWaitReady);

/** Erases an anchor at the best head. */
function erase({ chain }: Scene, anchor: number): void {
	chain.best.anchors[anchor] = { ...chain.best.anchors[anchor]!, isErased: true };
	chain.best.trail.push({ event: { recordsErased: { anchor } } });
}

test('a batch that was erased is neither released nor taken in, and the ticket is not redeemed', async () => {
	const scene = await Scene.set();
	erase(scene, 0);
	await assert.rejects(scene.custodian.release(await scene.request()), { code: 'custody.nothing-kept' });
	await assert.rejects(scene.custodian.takeBatch(scene.batch), { code: 'custody.not-as-committed' });
	assert.ok(scene.isUntouched);
});

test('a reader to whom a custodian hands out what was erased meanwhile is told so', async () => {
	const scene = await Scene.set();
	const release = await scene.fetch();
	erase(scene, 0);
	await assert.rejects(all(release.records((recordClass) => keyOfClass(scene.keys, recordClass))), { name: 'SalusError', code: 'reader.erased' });
});

test('a batch is destroyed with its records once its erasure is final, and no other is', async () => {
	const scene = await Scene.set();
	const other = await scene.sealBatch(RECORDS.slice(0, 1));
	await scene.custodian.takeBatch(other);
	const before = scene.records.kept.size;
	scene.chain.fork();
	erase(scene, 0);
	assert.equal(await scene.custodian.dropUnnamed(scene.patient), 0);
	assert.deepEqual([await scene.stores.batches.anchors(scene.patient), scene.records.kept.size], [[0, other.anchor], before]);
	scene.chain.finalized = scene.chain.best;
	assert.equal(await scene.custodian.dropUnnamed(scene.patient), 1);
	assert.deepEqual(await scene.stores.batches.anchors(scene.patient), [other.anchor]);
	assert.deepEqual([...scene.records.kept.keys()], other.records.map(({ name }) => name));
});

test('records that stand under another anchor, too, are not destroyed with the first', async () => {
	const scene = await Scene.set();
	const again = scene.chain.best.anchors.push({ ...scene.chain.best.anchors[0]! }) - 1;
	await scene.custodian.takeBatch({ ...scene.batch, anchor: again });
	erase(scene, 0);
	assert.equal(await scene.custodian.dropUnnamed(scene.patient), 1);
	assert.deepEqual(await scene.stores.batches.anchors(scene.patient), [again]);
	for (const { name } of scene.batch.records) assert.ok(await scene.records.has(name));
});

test('a batch whose retention on the chain is over is kept', async () => {
	const scene = await Scene.set();
	scene.chain.best.anchors.length = 0;
	assert.equal(await scene.custodian.dropUnnamed(scene.patient), 0);
	assert.deepEqual(await scene.stores.batches.anchors(scene.patient), [0]);
});

test('a batch that was erased, and whose retention is over since, is destroyed', async () => {
	const scene = await Scene.set();
	const other = await scene.sealBatch(RECORDS.slice(0, 1));
	await scene.custodian.takeBatch(other);
	const { best } = scene.chain;
	// More entries than one question tells.
	for (let i = 0; i < 300; i++) best.trail.push({ event: { erasureAnnounced: { anchor: 0, due: i } } });
	erase(scene, 0);
	for (const anchor of best.anchors) anchor.isEvicted = true;
	assert.equal(await scene.custodian.dropUnnamed(scene.patient), 1);
	assert.deepEqual(await scene.stores.batches.anchors(scene.patient), [other.anchor]);
	assert.deepEqual([...scene.records.kept.keys()], other.records.map(({ name }) => name));
});

/** The scene's batch under an anchor of another patient's. */
function underAnother({ chain, batch }: Scene, patient: Uint8Array): HandedBatch {
	const [own] = chain.best.anchors;
	return { ...batch, patient, anchor: chain.best.anchors.push({ ...own!, patient }) - 1 };
}

test('what one patient erases is there for another whose records are the same bytes', async () => {
	const [scene, other] = [await Scene.set(), filled(0xbb)];
	const same = underAnother(scene, other);
	for (const blob of scene.records.kept.values()) await scene.stores.recordsOf(other).put(blob);
	await scene.custodian.takeBatch(same);
	erase(scene, same.anchor);
	assert.equal(await scene.custodian.dropUnnamed(other), 1);
	assert.deepEqual([await scene.stores.batches.anchors(other), scene.stores.recordsOf(other).kept.size], [[], 0]);
	for (const { name } of scene.batch.records) assert.ok(await scene.records.has(name));
	const release = await scene.fetch();
	assert.equal((await all(release.records((recordClass) => keyOfClass(scene.keys, recordClass)))).length, RECORDS.length);
});

test('nobody has a custodian keep, and then destroy, another patient\'s records by anchoring what they commit to', async () => {
	const [scene, attacker] = [await Scene.set(), filled(0xbb)];
	const named = underAnother(scene, attacker);
	await assert.rejects(scene.custodian.takeBatch(named), { code: 'custody.not-as-committed' });
	erase(scene, named.anchor);
	assert.equal(await scene.custodian.dropUnnamed(attacker), 0);
	for (const { name } of scene.batch.records) assert.ok(await scene.records.has(name));
	await scene.custodian.release(await scene.request());
});
