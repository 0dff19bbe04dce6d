import assert from 'node:assert/strict';
import { test } from 'node:test';
import { FormatError, concatBytes, utf8ToBytes } from '../../src/format/bytes.ts';
import { blake2b256 } from '../../src/format/commitment.ts';
import { merkleRoot } from '../../src/format/merkle.ts';
import { CHUNK_LENGTH, PieceHasher, assertChunk, chunksOf, pieceRoot, proveChunk } from '../../src/format/piece-chunks.ts';
import { noise, refusedAtOnce } from './helpers.ts';

const LENGTHS = [1, 100, CHUNK_LENGTH - 1, CHUNK_LENGTH, CHUNK_LENGTH + 1, 3 * CHUNK_LENGTH, 5 * CHUNK_LENGTH + 17];

test('the root is that of the tree over the chunks, each with the tag before it', () => {
	for (const length of LENGTHS) {
		const piece = noise(length);
		const leaves = Array.from({ length: chunksOf(length) }, (_, i) =>
			blake2b256(concatBytes(utf8ToBytes('salus/piece-chunk/v1'), piece.slice(i * CHUNK_LENGTH, (i + 1) * CHUNK_LENGTH))));
		assert.deepEqual(pieceRoot(piece), merkleRoot(leaves), String(length));
	}
});

test('a piece that comes in parts has the same root, however it is cut', () => {
	const piece = noise(2 * CHUNK_LENGTH + 1000);
	for (const size of [999, 65_535, 65_536, 65_537, piece.length]) {
		const hasher = new PieceHasher();
		for (let at = 0; at < piece.length; at += size) hasher.update(piece.subarray(at, at + size));
		hasher.update(new Uint8Array());
		assert.deepEqual(hasher.root(), pieceRoot(piece), String(size));
	}
});

test('there is no root of nothing', () => {
	assert.throws(() => pieceRoot(new Uint8Array()), FormatError);
});

test('each chunk is proven at its own place, and nowhere else', () => {
	for (const length of LENGTHS) {
		const piece = noise(length);
		const root = pieceRoot(piece);
		const chunks = Array.from({ length: chunksOf(length) }, (_, i) => proveChunk(piece, i));
		for (const [i, proven] of chunks.entries()) {
			assertChunk(root, length, proven);
			for (const j of chunks.keys()) if (j !== i) refusedAtOnce(() => assertChunk(root, length, { ...proven, index: j }), `${length}: ${i} at ${j}`);
		}
	}
});

test('a chunk that was altered, cut or lengthened is refused, and so is one of another length of piece', () => {
	const length = 2 * CHUNK_LENGTH + 50;
	const piece = noise(length);
	const root = pieceRoot(piece);
	for (const index of [0, 2]) {
		const proven = proveChunk(piece, index);
		const altered = proven.chunk.slice();
		altered[7]! ^= 1;
		for (const chunk of [altered, proven.chunk.slice(1), proven.chunk.slice(0, -1), new Uint8Array(), concatBytes(proven.chunk, new Uint8Array(1))]) {
			refusedAtOnce(() => assertChunk(root, length, { ...proven, chunk }), `${index}: ${chunk.length}`);
		}
		refusedAtOnce(() => assertChunk(root, length, { ...proven, proof: [...proven.proof, root] }), 'a longer proof');
		refusedAtOnce(() => assertChunk(root, length, { ...proven, proof: proven.proof.slice(1) }), 'a shorter proof');
	}
	for (const other of [length - 1, length + 1, length + CHUNK_LENGTH]) refusedAtOnce(() => assertChunk(root, other, proveChunk(piece, 2)), `${other} bytes`);
	for (const index of [-1, 0.5, 3, Number.NaN]) refusedAtOnce(() => assertChunk(root, length, { ...proveChunk(piece, 0), index }), String(index));
	assert.throws(() => proveChunk(piece, 3), FormatError);
});
