import assert from 'node:assert/strict';
import { test } from 'node:test';
import { MAX_PACKAGE_LENGTH, openPackage, packBatch, packageRoot, unpackBatch } from '../../src/format/batch-package.ts';
import { FormatError, concatBytes, u32le } from '../../src/format/bytes.ts';
import { MAX_LEAVES, merkleRoot } from '../../src/format/merkle.ts';
import { MAX_RECORD_LENGTH, leafOf } from '../../src/format/sealed-record.ts';
import { cuts, filled, flips, noise, refusedAtOnce } from './helpers.ts';

const records = (lengths: number[]) => lengths.map((length) => ({ commitment: noise(32), sealed: noise(length) }));

test('a package holds commitments and sealed records, in their order', () => {
	const [first, second] = records([3, 5]) as [ReturnType<typeof records>[0], ReturnType<typeof records>[0]];
	const bytes = concatBytes(u32le(2), first.commitment, u32le(3), first.sealed, second.commitment, u32le(5), second.sealed);
	assert.deepEqual(packBatch([first, second]), bytes);
	assert.deepEqual(unpackBatch(bytes), [first, second]);
});

test('batches of any size go in and come out, the largest, too', () => {
	for (const lengths of [[0], [1], [300], [340, 0, 596, 340], Array.from({ length: 1000 }, (_, i) => i)]) {
		const batch = records(lengths);
		assert.deepEqual(unpackBatch(packBatch(batch)), batch);
	}
	const largest = Array.from({ length: MAX_LEAVES }, (_, i) => ({ commitment: filled(i & 255), sealed: u32le(i) }));
	const opened = unpackBatch(packBatch(largest));
	assert.equal(opened.length, MAX_LEAVES);
	assert.deepEqual(opened[40_000], largest[40_000]);
	assert.throws(() => packBatch([...largest, ...records([1])]), FormatError);
});

test('the root of a package is the one of its batch, and other packages are not the anchor\'s', () => {
	const batch = records([10, 20, 30]);
	const bytes = packBatch(batch);
	const root = merkleRoot(batch.map(({ commitment, sealed }) => leafOf(commitment, sealed)));
	assert.deepEqual(packageRoot(batch), root);
	assert.deepEqual(openPackage({ root, records: 3 }, bytes), batch);
	for (const altered of flips(bytes)) refusedAtOnce(() => openPackage({ root, records: 3 }, altered), 'an altered package');
	refusedAtOnce(() => openPackage({ root, records: 2 }, bytes), 'fewer records');
	refusedAtOnce(() => openPackage({ root: packageRoot(batch.toReversed()), records: 3 }, bytes), 'another order');
});

test('what is cut off, goes on, or says that it is longer than it is, is no package', () => {
	const bytes = packBatch(records([10, 20]));
	for (const cut of cuts(bytes)) refusedAtOnce(() => unpackBatch(cut), `${cut.length} bytes`);
	refusedAtOnce(() => unpackBatch(concatBytes(bytes, new Uint8Array(1))), 'a byte more');
	for (const count of [0, 1, 3, MAX_LEAVES, MAX_LEAVES + 1, 0xffff_ffff]) refusedAtOnce(() => unpackBatch(concatBytes(u32le(count), bytes.slice(4))), `${count} records`);
	for (const length of [9, 11, MAX_RECORD_LENGTH, MAX_RECORD_LENGTH + 1, 0xffff_ffff]) {
		refusedAtOnce(() => unpackBatch(concatBytes(bytes.slice(0, 36), u32le(length), bytes.slice(40))), `a record of ${length} bytes`);
	}
});

test('what would not fit is not packed', () => {
	assert.throws(() => packBatch([]), FormatError);
	assert.throws(() => packBatch([{ commitment: filled(1, 31), sealed: filled(1) }]), FormatError);
	assert.throws(() => packBatch([{ commitment: filled(1), sealed: new Uint8Array(MAX_RECORD_LENGTH + 1) }]), FormatError);
	// Of the longest records it takes 64 to go beyond the bound; one buffer stands for all of them.
	const sealed = new Uint8Array(MAX_RECORD_LENGTH);
	assert.equal(MAX_PACKAGE_LENGTH, 65_535 * 65_536);
	assert.throws(() => packBatch(Array.from({ length: 64 }, () => ({ commitment: filled(1), sealed }))), FormatError);
});
