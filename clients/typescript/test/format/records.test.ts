import assert from 'node:assert/strict';
import { test } from 'node:test';
import { randomBytes } from '@noble/hashes/utils.js';
import { BatchOpener, BatchSealer, moveHeader, openHeader, readHeader, sealAll, sealHeader, type SealedRecord } from '../../src/format/batch.ts';
import { bytesToHex, concatBytes, utf8ToBytes } from '../../src/format/bytes.ts';
import { blake2b256, commitment, randomSalt } from '../../src/format/commitment.ts';
import { classKeyPair, classSecretOf, ownerSalt, patientKeyPair, randomRoot } from '../../src/format/epoch-keys.ts';
import { MAX_LEAVES, MerkleTree } from '../../src/format/merkle.ts';
import { type Culprit, RecordFault, assertKept, decodeReleased, encodeReleased, openReleased } from '../../src/format/released-record.ts';
import { WrongBatchKey, leafOf, openRecord, sealRecord } from '../../src/format/sealed-record.ts';
import { ALL_SUITES, X25519 } from '../../src/format/suites.ts';
import { cuts, filled, flips, refused } from './helpers.ts';

const patient = randomBytes(32);
const root = randomRoot();
const OBSERVATION = 96;
const context = { patient, recordClass: OBSERVATION };
const canonical = utf8ToBytes('{"resource":{"resourceType":"Observation","valueDecimal":1.10}}');

const classKey = (suite: 1 | 2 = X25519, of = root, recordClass = OBSERVATION) => classKeyPair(suite, classSecretOf(of), recordClass);

async function batchOf(suite: 1 | 2, records: number, epoch = 0) {
	const key = await classKey(suite);
	const batch = await BatchSealer.begin(context, { epoch, ...key });
	const sealed: SealedRecord[] = [];
	const plain = Array.from({ length: records }, (_, i) => ({ canonical: utf8ToBytes(`{"resource":{"id":"${i}"}}`) }));
	for await (const record of sealAll(batch, plain)) sealed.push(record);
	return { key, batch, sealed, tree: new MerkleTree(sealed.map(({ leaf }) => leaf)), plain };
}

test('a sealed record opens to the same bytes, salt and commitment', () => {
	const [batchKey, salt] = [randomBytes(32), randomSalt()];
	const opened = openRecord(context, batchKey, 3, sealRecord(context, batchKey, 3, salt, canonical));
	assert.deepEqual(opened, { salt, canonical, commitment: commitment(salt, canonical) });
});

test('no bit of a sealed record can be changed, and none left out', async () => {
	const batchKey = randomBytes(32);
	const sealed = sealRecord(context, batchKey, 0, randomSalt(), canonical);
	for (const flipped of flips(sealed)) await refused(() => openRecord(context, batchKey, 0, flipped));
	for (const cut of cuts(sealed)) await refused(() => openRecord(context, batchKey, 0, cut), `${cut.length} bytes`);
	await refused(() => openRecord(context, batchKey, 0, new Uint8Array([...sealed, 0])));
});

test('a sealed record opens for its patient, class, place and batch only', async () => {
	const batchKey = randomBytes(32);
	const sealed = sealRecord(context, batchKey, 1, randomSalt(), canonical);
	await refused(() => openRecord({ ...context, patient: randomBytes(32) }, batchKey, 1, sealed));
	await refused(() => openRecord({ ...context, recordClass: OBSERVATION + 1 }, batchKey, 1, sealed));
	await refused(() => openRecord(context, batchKey, 0, sealed));
	await refused(() => openRecord(context, randomBytes(32), 1, sealed));
	assert.deepEqual(openRecord(context, batchKey, 1, sealed).canonical, canonical);
});

test('the size of a sealed record shows only multiples of 256', () => {
	const size = (length: number) => sealRecord(context, filled(1), 0, randomSalt(), new Uint8Array(length)).length;
	assert.equal(size(1), size(220));
	assert.equal(size(221), size(220) + 256);
});

test('the same record under two salts gives commitments that have nothing in common', async () => {
	assert.notDeepEqual(commitment(randomSalt(), canonical), commitment(randomSalt(), canonical));
	assert.deepEqual(ownerSalt(root, canonical), ownerSalt(root, canonical));
	assert.notDeepEqual(ownerSalt(root, canonical), ownerSalt(randomRoot(), canonical));
	await refused(() => commitment(new Uint8Array(31), canonical));
	await refused(() => ownerSalt(new Uint8Array(32), canonical));
});

test('keys of classes, epochs, suites and the patient are all different', async () => {
	const [first, second] = [classSecretOf(root), classSecretOf(randomRoot())];
	const pairs = await Promise.all([
		...ALL_SUITES.flatMap((suite) => [classKeyPair(suite, first, 1), classKeyPair(suite, first, 2), classKeyPair(suite, second, 1), patientKeyPair(suite, root)]),
		patientKeyPair(1, randomRoot()),
	]);
	assert.equal(new Set(pairs.map(({ privateKey }) => bytesToHex(privateKey))).size, pairs.length);
});

test('zeros are no root: they stand for one that was lost', async () => {
	for (const no of [new Uint8Array(32), new Uint8Array(31)]) {
		await refused(() => classSecretOf(no));
		await refused(() => patientKeyPair(1, no));
	}
});

for (const suite of ALL_SUITES) {
	test(`suite ${suite}: a batch opens record by record with the key of its class`, async () => {
		const { key, batch, sealed, plain } = await batchOf(suite, 5, 4);
		assert.deepEqual(readHeader(batch.header), { epoch: 4, suite });
		const opener = await BatchOpener.begin(context, key, batch.header);
		assert.equal(opener.epoch, 4);
		assert.deepEqual(sealed.map(({ index, sealed: bytes }) => opener.open(index, bytes).canonical), plain.map((record) => record.canonical));
		for (const { commitment: committed, sealed: bytes, leaf, name } of sealed) {
			assert.deepEqual(leaf, leafOf(committed, bytes));
			assert.equal(name, bytesToHex(blake2b256(bytes)));
		}
		assert.equal(batch.records, 5);
	});

	test(`suite ${suite}: no bit of a header can be changed, and none left out`, async () => {
		const { key, batch } = await batchOf(suite, 1);
		for (const flipped of flips(batch.header, suite === X25519 ? 1 : 8)) await refused(() => openHeader(context, key, flipped));
		for (const cut of cuts(batch.header)) {
			await refused(() => openHeader(context, key, cut), `${cut.length} bytes`);
		}
	});

	test(`suite ${suite}: a header opens for its patient, class and epoch only`, async () => {
		const { key, batch } = await batchOf(suite, 1);
		await refused(() => openHeader({ ...context, patient: randomBytes(32) }, key, batch.header));
		await refused(() => openHeader({ ...context, recordClass: OBSERVATION + 1 }, key, batch.header));
		await refused(async () => openHeader(context, await classKey(suite, root, OBSERVATION + 1), batch.header));
		await refused(async () => openHeader(context, await classKey(suite, randomRoot()), batch.header));
		await refused(async () => openHeader(context, await classKey(suite === 1 ? 2 : 1), batch.header));
	});

	test(`suite ${suite}: a batch that is moved is the same batch, and opens with the later key only`, async () => {
		const { key, batch, sealed } = await batchOf(suite, 2, 1);
		const laterKey = await classKey(suite, randomRoot());
		const moved = await moveHeader(context, key, batch.header, { epoch: 2, ...laterKey });
		assert.deepEqual(readHeader(moved), { epoch: 2, suite });
		const [before, after] = [await BatchOpener.begin(context, key, batch.header), await BatchOpener.begin(context, laterKey, moved)];
		for (const { index, sealed: bytes } of sealed) assert.deepEqual(after.open(index, bytes), before.open(index, bytes));
		await refused(() => openHeader(context, key, moved));
		await refused(() => moveHeader(context, laterKey, batch.header, { epoch: 2, ...laterKey }));
	});
}

test('a batch moves to a later epoch, and to no other; also to another suite', async () => {
	const { key, batch } = await batchOf(1, 1, 3);
	const later = await classKey(2, randomRoot());
	for (const epoch of [0, 2, 3]) await refused(() => moveHeader(context, key, batch.header, { epoch, ...later }));
	const moved = await moveHeader(context, key, batch.header, { epoch: 4, ...later });
	assert.deepEqual((await openHeader(context, later, moved)).batchKey, (await openHeader(context, key, batch.header)).batchKey);
});

test('a batch key and what is no batch key', async () => {
	const key = await classKey();
	for (const length of [0, 31, 33]) await refused(() => sealHeader(context, { epoch: 0, ...key }, new Uint8Array(length)));
});

test('a batch takes as many records as a tree has leaves, and no more', async () => {
	const batch = await BatchSealer.begin(context, { epoch: 0, ...(await classKey()) });
	for (let i = 0; i < MAX_LEAVES; i++) batch.seal({ canonical: new Uint8Array(1), salt: filled(1) });
	await refused(() => batch.seal({ canonical }));
	assert.equal(batch.records, MAX_LEAVES);
});

test('who kept a record is to blame for what its leaf does not cover, who wrote it for what does not open', async () => {
	const { key, batch, sealed, tree } = await batchOf(X25519, 3);
	const anchored = { root: tree.root, records: 3 };
	const opener = await BatchOpener.begin(context, key, batch.header);
	const released = sealed.map((record) => ({ ...record, proof: tree.proof(record.index) }));
	for (const record of released) {
		assertKept(anchored, record);
		openReleased(opener, record);
	}
	const [record, other] = released as [(typeof released)[0], (typeof released)[0]];
	const kept = (change: Partial<typeof record>, of = anchored) => () => assertKept(of, { ...record, ...change });
	const bySomebody = (by: Culprit) => (error: unknown) => error instanceof RecordFault && error.by === by;
	for (const flipped of flips(record.sealed, 8)) assert.throws(kept({ sealed: flipped }), bySomebody('custodian'));
	for (const flipped of flips(record.commitment)) assert.throws(kept({ commitment: flipped }), bySomebody('custodian'));
	for (const change of [{ index: 1 }, { proof: other.proof }, { proof: [] }, { sealed: other.sealed }, { commitment: other.commitment }, { commitment: new Uint8Array(31) }]) {
		assert.throws(kept(change), bySomebody('custodian'));
	}
	assert.throws(kept({}, { root: tree.root, records: 1 }), bySomebody('custodian'));
	assert.throws(kept({}, { root: filled(1), records: 3 }), bySomebody('custodian'));

	// A writer who anchors what does not open, or a commitment to something else.
	const altered = record.sealed.slice();
	altered[altered.length - 1]! ^= 1;
	for (const wrong of [{ ...record, sealed: randomBytes(300) }, { ...record, sealed: altered }, { ...record, commitment: other.commitment }]) {
		const tree = new MerkleTree([leafOf(wrong.commitment, wrong.sealed)]);
		assertKept({ root: tree.root, records: 1 }, { ...wrong, proof: [] });
		assert.throws(() => openReleased(opener, { ...wrong, proof: [] }), bySomebody('writer'));
	}

	// Anybody with the card can seal a header, with a key of its own. The writer does not look guilty for that.
	const foreign = await sealHeader(context, { epoch: 0, ...key }, randomBytes(32));
	const misled = await BatchOpener.begin(context, key, foreign);
	for (const record of released) assert.throws(() => openReleased(misled, record), bySomebody('header'));
	assert.throws(() => misled.open(0, record.sealed), WrongBatchKey);
});

test('an inner node of a tree does not pass as a leaf', async () => {
	const { sealed, tree } = await batchOf(X25519, 2);
	const [a, b] = sealed as [SealedRecord, SealedRecord];
	// A record whose leaf were the inner node would need a pre-image of it; offered as the leaf itself it is hashed again.
	assert.deepEqual(tree.root, blake2b256(concatBytes(blake2b256(a.leaf), blake2b256(b.leaf))));
	assert.throws(() => assertKept({ root: tree.root, records: 1 }, { ...a, proof: [] }), RecordFault);
});

test('a released record keeps its form', async () => {
	const { sealed, tree } = await batchOf(X25519, 3);
	for (const { index, commitment: committed, sealed: bytes } of sealed) {
		const record = { index, commitment: committed, proof: tree.proof(index), sealed: bytes };
		assert.deepEqual(decodeReleased(encodeReleased(record)), record);
	}
	const record = { index: 0, commitment: filled(1), proof: [filled(2)], sealed: filled(3) };
	for (const length of [0, 4, 36, 40, 68]) await refused(() => decodeReleased(encodeReleased(record).slice(0, length)));
	await refused(() => encodeReleased({ ...record, proof: Array.from({ length: 17 }, () => filled(1)) }));
	await refused(() => encodeReleased({ ...record, proof: [new Uint8Array(31)] }));
	const tooHigh = encodeReleased({ ...record, proof: [] });
	tooHigh[36] = 17;
	await refused(() => decodeReleased(concatBytes(tooHigh, new Uint8Array(17 * 32))));
});
