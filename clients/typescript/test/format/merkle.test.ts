import assert from 'node:assert/strict';
import { test } from 'node:test';
import { concatBytes, FormatError, u16le, u32le } from '../../src/format/bytes.ts';
import { blake2b256 } from '../../src/format/commitment.ts';
import { MAX_LEAVES, MerkleTree, merkleProof, merkleRoot, verifyInclusion } from '../../src/format/merkle.ts';

const leaf = (n: number) => blake2b256(u32le(n));
const leaves = (n: number) => Array.from({ length: n }, (_, i) => leaf(i));

test('the root of one leaf is its hash, so that a root is never a commitment', () => {
	assert.deepEqual(merkleRoot([leaf(0)]), blake2b256(leaf(0)));
	assert.deepEqual(merkleProof([leaf(0)], 0), []);
});

test('the last node of an odd row moves up as it is', () => {
	const [a, b, c] = leaves(3).map(blake2b256) as [Uint8Array, Uint8Array, Uint8Array];
	assert.deepEqual(merkleRoot(leaves(3)), blake2b256(concatBytes(blake2b256(concatBytes(a, b)), c)));
	assert.equal(merkleProof(leaves(3), 2).length, 1);
});

test('every leaf of every small tree is proven, and nothing else is', () => {
	for (let n = 1; n <= 40; n++) {
		const all = leaves(n);
		const root = merkleRoot(all);
		for (let i = 0; i < n; i++) {
			const proof = merkleProof(all, i);
			assert.ok(verifyInclusion(root, n, i, leaf(i), proof));
			assert.ok(!verifyInclusion(root, n, i, leaf(i + 1), proof));
			assert.ok(!verifyInclusion(root, n, i + 1, leaf(i), proof) || n === 1);
			assert.ok(!verifyInclusion(root, n, i, leaf(i), [...proof, leaf(0)]));
			if (proof.length > 0) assert.ok(!verifyInclusion(root, n, i, leaf(i), proof.slice(1)));
		}
		assert.ok(!verifyInclusion(root, n, n, leaf(0), []));
	}
});

test('an inner node does not pass as a leaf', () => {
	const all = leaves(4);
	const inner = concatBytes(blake2b256(leaf(0)), blake2b256(leaf(1)));
	assert.ok(!verifyInclusion(merkleRoot(all), 4, 0, inner, merkleProof(all, 0).slice(1)));
	assert.ok(!verifyInclusion(merkleRoot(all), 2, 0, blake2b256(inner), merkleProof(all, 0).slice(1)));
});

test('an empty tree has no root', () => {
	assert.throws(() => merkleRoot([]), FormatError);
	assert.throws(() => merkleProof(leaves(2), 2), FormatError);
});

test('a number that does not fit its bytes is an error of the format', () => {
	for (const write of [() => u16le(0x1_0000), () => u32le(-1), () => u32le(0.5)]) assert.throws(write, FormatError);
});

test('a tree has 1 to 65,536 leaves, whole ones', () => {
	const one = blake2b256(leaf(0));
	assert.ok(verifyInclusion(one, 1, 0, leaf(0), []));
	for (const count of [0, 0.5, 1.5, Number.NaN, Number.POSITIVE_INFINITY, -1]) assert.ok(!verifyInclusion(one, count, 0, leaf(0), []), String(count));
	const three = new MerkleTree(leaves(3));
	assert.ok(!verifyInclusion(three.root, 2.5, 0, leaf(0), three.proof(0)));
	// The leftmost leaf of a tree too large to be one: its siblings can be anything.
	const siblings = leaves(17);
	const rootOf = (proof: Uint8Array[]) => proof.reduce((node, sibling) => blake2b256(concatBytes(node, sibling)), one);
	assert.ok(verifyInclusion(rootOf(siblings.slice(1)), MAX_LEAVES, 0, leaf(0), siblings.slice(1)));
	assert.ok(!verifyInclusion(rootOf(siblings), MAX_LEAVES + 1, 0, leaf(0), siblings));
	assert.throws(() => new MerkleTree(Array.from({ length: MAX_LEAVES + 1 }, () => one)), FormatError);
});

test('a leaf verifies at its own index and at no other, in trees of up to 70 leaves', () => {
	for (let n = 1; n <= 70; n++) {
		const tree = new MerkleTree(leaves(n));
		for (let i = 0; i < n; i++) {
			const proof = tree.proof(i);
			for (let j = 0; j < n; j++) assert.equal(verifyInclusion(tree.root, n, j, leaf(i), proof), i === j, `${n} leaves, ${i} at ${j}`);
		}
	}
});

test('no inner node of a tree of up to 70 leaves passes for a leaf, at any index, and no leaf\'s node at its own', () => {
	for (let n = 1; n <= 70; n++) {
		const root = merkleRoot(leaves(n));
		let row = leaves(n).map(blake2b256);
		for (let height = 0, above = rowsAbove(row); ; height++) {
			for (const [at, node] of row.entries()) {
				const rest = above.flatMap((nodes, up) => nodes[(at >> up) ^ 1] ?? []);
				const places = height === 0 ? [at] : Array(n).keys();
				for (const j of places) assert.ok(!verifyInclusion(root, n, j, node, rest), `${n} leaves, node ${at} of row ${height} at ${j}`);
				// In a tree that is said to be as wide as the row.
				assert.ok(!verifyInclusion(root, row.length, at, node, rest), `${n} leaves, node ${at} of row ${height} as a leaf of its row`);
			}
			if (row.length === 1) break;
			row = above[1] as Uint8Array[];
			above = above.slice(1);
		}
		assert.deepEqual(row, [root]);
	}
});

/** The row and all above it, the root's last. */
function rowsAbove(row: Uint8Array[]): Uint8Array[][] {
	if (row.length === 1) return [row];
	const next = row.flatMap((node, i) => (i % 2 === 1 ? [] : [row[i + 1] ? blake2b256(concatBytes(node, row[i + 1] as Uint8Array)) : node]));
	return [row, ...rowsAbove(next)];
}

test('the proofs of a large batch take a tree and look-ups, not a tree each', () => {
	const all = leaves(20_000);
	const began = performance.now();
	const tree = new MerkleTree(all);
	const built = performance.now() - began;
	for (const index of all.keys()) tree.proof(index);
	// Twenty thousand trees would take hours; a generous bound does not depend on the machine.
	assert.ok(performance.now() - began < 20 * built + 5_000);
	assert.ok(verifyInclusion(tree.root, all.length, 19_999, leaf(19_999), tree.proof(19_999)));
});
