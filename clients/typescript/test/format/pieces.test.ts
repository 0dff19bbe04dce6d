import assert from 'node:assert/strict';
import { test } from 'node:test';
import { openPackage, packBatch, packageRoot } from '../../src/format/batch-package.ts';
import { concatBytes, u32le } from '../../src/format/bytes.ts';
import { CHUNK_LENGTH, pieceRoot, proveChunk } from '../../src/format/piece-chunks.ts';
import {
	MAX_PIECES, type PiecePlan, TooFewPiecesError, checkChunk, checkFirstChunk, checkPiece, joinPieces, pieceLength, readPieceHead, splitIntoPieces,
} from '../../src/format/pieces.ts';
import { choices, cuts, flips, noise, refused, refusedAtOnce } from './helpers.ts';

const HEAD = 11;
const SMALL = [[1, 1], [1, 2], [1, 4], [2, 2], [2, 3], [2, 5], [3, 4], [3, 5], [4, 6], [5, 5], [5, 7]] as const;

/** What was left aside, or who it is that threw. */
async function tooFew(plan: PiecePlan, pieces: Uint8Array[]) {
	return joinPieces(plan, pieces).then(() => 'joined', (error) => {
		assert.ok(error instanceof TooFewPiecesError, String(error));
		return error.bad.map(({ place }) => place);
	});
}

test('any k of n pieces give the package, whichever are lost, in any order, and so do more', async () => {
	for (const [k, n] of SMALL) {
		const bytes = noise(1000 + n);
		const { pieces, plan } = await splitIntoPieces(bytes, k, n);
		for (let left = 0; left <= n; left++) {
			for (const some of choices(pieces, left)) {
				if (left < k) assert.deepEqual(await tooFew(plan, some), [], `${left} of ${k}`);
				else assert.deepEqual(await joinPieces(plan, some.reverse()), { bytes, bad: [] }, `${k} of ${n}`);
			}
		}
	}
});

test('packages of every length come back, also of fewer bytes than pieces and around the edges of chunks', async () => {
	const lengths = [...Array(40).keys()].map((i) => i + 1).concat([65_535, 65_536, 65_537, 131_061, 131_072, 196_609, 3 * 65_525, 3 * 65_525 + 1]);
	for (const length of lengths) {
		const bytes = noise(length);
		for (const [k, n] of [[1, 2], [2, 3], [3, 5], [16, 16], [7, 16]] as const) {
			const { pieces, plan } = await splitIntoPieces(bytes, k, n);
			assert.deepEqual(await joinPieces(plan, pieces.slice(n - k)), { bytes, bad: [] }, `${length} in ${k} of ${n}`);
		}
	}
});

test('whatever is lost of whatever is split: a thousand times by chance', async () => {
	const below = (end: number) => Math.floor(Math.random() * end);
	for (let round = 0; round < 1000; round++) {
		const n = 1 + below(MAX_PIECES);
		const k = 1 + below(n);
		const bytes = noise(1 + below(2000));
		const { pieces, plan } = await splitIntoPieces(bytes, k, n);
		const order = pieces.map((piece) => ({ piece, by: Math.random() })).sort((a, b) => a.by - b.by).map(({ piece }) => piece);
		// Some come back altered, the others are lost, k are as they were. (Of copies one with the head of another is that other one.)
		const altered = order.slice(k, k + below(n - k + 1)).map((piece) => {
			const other = piece.slice();
			other[HEAD + below(other.length - HEAD)]! ^= 1 << below(8);
			return other;
		});
		const given = [...altered, ...order.slice(0, k)];
		const joined = await joinPieces(plan, given);
		assert.deepEqual(joined.bytes, bytes, `${k} of ${n}, ${bytes.length} bytes`);
		assert.deepEqual(joined.bad.map(({ place }) => place), [...altered.keys()]);
	}
});

test('the largest plan, with every single piece lost, and all but its parity', async () => {
	const bytes = noise(100_003);
	for (const k of [1, 8, 15, 16]) {
		const { pieces, plan } = await splitIntoPieces(bytes, k, 16);
		if (k < 16) for (const lost of pieces.keys()) assert.deepEqual((await joinPieces(plan, pieces.filter((_, i) => i !== lost))).bytes, bytes);
		assert.deepEqual((await joinPieces(plan, pieces.slice(-k))).bytes, bytes);
		assert.deepEqual(await tooFew(plan, pieces.slice(0, k - 1)), []);
	}
});

test('the first k pieces are the package itself, and with k = 1 each is a copy', async () => {
	const bytes = noise(1001);
	const { pieces } = await splitIntoPieces(bytes, 3, 5);
	assert.deepEqual(concatBytes(...pieces.slice(0, 3).map((piece) => piece.slice(HEAD))), concatBytes(bytes, new Uint8Array(1)));
	const copies = await splitIntoPieces(bytes, 1, 4);
	for (const [index, copy] of copies.pieces.entries()) {
		assert.deepEqual(copy.slice(HEAD), bytes);
		assert.deepEqual(readPieceHead(copy), { needed: 1, pieces: 4, index, packageLength: 1001 });
	}
	assert.equal(new Set(copies.plan.roots.map(String)).size, 4);
});

test('a batch goes out in pieces and comes back under the anchor\'s root', async () => {
	for (const count of [1, 2, 300]) {
		const records = Array.from({ length: count }, () => ({ commitment: noise(32), sealed: noise(340) }));
		const { pieces, plan } = await splitIntoPieces(packBatch(records), 2, 3);
		const { bytes } = await joinPieces(plan, [pieces[2]!, pieces[1]!]);
		assert.deepEqual(openPackage({ root: packageRoot(records), records: count }, bytes), records);
	}
});

test('each altered bit of a piece is found, and the others still give the package', async () => {
	const bytes = noise(90);
	const { pieces, plan } = await splitIntoPieces(bytes, 2, 3);
	for (const [index, piece] of pieces.entries()) {
		for (const altered of flips(piece)) {
			refusedAtOnce(() => checkPiece(plan, altered), `piece ${index}`);
			const given = pieces.with(index, altered);
			const joined = await joinPieces(plan, given);
			assert.deepEqual([joined.bytes, joined.bad.map(({ place }) => place)], [bytes, [index]]);
			assert.deepEqual(await tooFew(plan, [altered, pieces[(index + 1) % 3]!]), [0]);
		}
	}
});

test('a piece that is cut off or goes on is none', async () => {
	const { pieces, plan } = await splitIntoPieces(noise(500), 2, 3);
	for (const piece of [...cuts(pieces[1]!), concatBytes(pieces[1]!, new Uint8Array(1))]) {
		refusedAtOnce(() => checkPiece(plan, piece), `${piece.length} bytes`);
		assert.deepEqual(await tooFew(plan, [pieces[0]!, piece]), [1]);
	}
});

test('a piece that says another place, number or length is none, and the one that is there twice counts once', async () => {
	const { pieces, plan } = await splitIntoPieces(noise(500), 2, 3);
	const [first, second, third] = pieces as [Uint8Array, Uint8Array, Uint8Array];
	const saying = (at: number, value: number[]) => first.slice().fill(value[0]!, at, at + 1);
	for (const other of [
		saying(0, [0]), saying(4, [1]), saying(4, [0]), saying(4, [3]), saying(5, [4]), saying(5, [2]), saying(5, [0]), saying(6, [1]), saying(6, [3]),
		concatBytes(first.slice(0, 7), u32le(0), first.slice(11)), concatBytes(first.slice(0, 7), u32le(499), first.slice(11)),
		concatBytes(first.slice(0, 7), u32le(0xffff_ffff), first.slice(11)),
	]) {
		refusedAtOnce(() => checkPiece(plan, other), other.slice(0, HEAD).join(' '));
		assert.deepEqual((await joinPieces(plan, [other, second, third])).bad.map(({ place }) => place), [0]);
	}
	assert.deepEqual(await tooFew(plan, [first, first]), [1]);
	assert.deepEqual((await joinPieces(plan, [first, first, third])).bad.map(({ place }) => place), [1]);
	// A false one does not take the place of the true one.
	assert.deepEqual((await joinPieces(plan, [first.slice().fill(1, HEAD), first, third])).bad.map(({ place }) => place), [0]);
});

test('pieces of another plan are none, also one of the same package', async () => {
	const bytes = noise(500);
	const { pieces, plan } = await splitIntoPieces(bytes, 2, 3);
	for (const [k, n] of [[1, 3], [3, 3], [2, 4], [2, 2]] as const) {
		const others = (await splitIntoPieces(bytes, k, n)).pieces;
		assert.deepEqual((await joinPieces(plan, [others[0]!, ...pieces])).bad.map(({ place }) => place), [0]);
	}
	const others = (await splitIntoPieces(noise(500), 2, 3)).pieces;
	assert.deepEqual(await tooFew(plan, others), [0, 1, 2]);
	// The roots in another order.
	assert.deepEqual(await tooFew({ ...plan, roots: plan.roots.toReversed() }, pieces), [0, 2]);
});

test('a false plan is found out: its pieces are of different packages, or not filled up as they must be', async () => {
	const bytes = noise(501);
	const { pieces, plan } = await splitIntoPieces(bytes, 2, 3);
	// One of a package of another length: the others agree.
	const shorter = (await splitIntoPieces(bytes.slice(0, 499), 2, 3)).pieces[0]!;
	const mixed = { ...plan, roots: plan.roots.with(0, pieceRoot(shorter)) };
	assert.deepEqual(await joinPieces(mixed, [shorter, pieces[1]!, pieces[2]!]).then(({ bytes: joined, bad }) => [joined, bad.map(({ place }) => place)]), [bytes, [0]]);
	assert.deepEqual((await tooFew(mixed, [shorter, pieces[1]!])).length, 1);
	const both = await joinPieces(mixed, [shorter, pieces[1]!.with(20, 1 ^ pieces[1]![20]!), pieces[1]!, pieces[2]!]);
	assert.deepEqual(both.bad.map(({ place }) => place), [0, 1]);
	// One byte after the package's end.
	const filled = pieces[1]!.slice();
	filled[filled.length - 1] = 1;
	const filledUp = { ...plan, roots: plan.roots.with(1, pieceRoot(filled)) };
	await refused(() => joinPieces(filledUp, [pieces[0]!, filled]));
	// One that is longer than it says.
	const longer = concatBytes(pieces[1]!, new Uint8Array(1));
	assert.deepEqual(await tooFew({ ...plan, roots: plan.roots.with(1, pieceRoot(longer)) }, [pieces[0]!, longer]), [1]);
	// The roots of these pieces, and other numbers than they name.
	assert.deepEqual(await tooFew({ ...plan, needed: 1 }, pieces), [0, 1, 2]);
	assert.deepEqual(await tooFew({ ...plan, roots: [...plan.roots, pieceRoot(longer)] }, pieces), [0, 1, 2]);
});

test('a plan of pieces that are of different packages gives another one, and the anchor\'s root tells', async () => {
	const records = [{ commitment: noise(32), sealed: noise(100) }];
	const { pieces, plan } = await splitIntoPieces(packBatch(records), 2, 3);
	const other = (await splitIntoPieces(noise(140), 2, 3)).pieces[2]!;
	const mixed = { ...plan, roots: plan.roots.with(2, pieceRoot(other)) };
	const anchor = { root: packageRoot(records), records: 1 };
	assert.deepEqual(openPackage(anchor, (await joinPieces(mixed, pieces.slice(0, 2))).bytes), records);
	const { bytes, bad } = await joinPieces(mixed, [pieces[0]!, other]);
	assert.deepEqual(bad, []);
	refusedAtOnce(() => openPackage(anchor, bytes), 'another package');
});

test('a custodian is asked for one chunk by who has not seen the piece', async () => {
	const { pieces, plan } = await splitIntoPieces(noise(400_000), 2, 3);
	for (const [index, piece] of pieces.entries()) {
		const head = checkFirstChunk(plan, index, proveChunk(piece, 0));
		assert.deepEqual(head, { needed: 2, pieces: 3, index, packageLength: 400_000 });
		assert.equal(pieceLength(head), piece.length);
		for (let i = 0; i * CHUNK_LENGTH < piece.length; i++) {
			checkChunk(plan, head, proveChunk(piece, i));
			refusedAtOnce(() => checkChunk(plan, head, proveChunk(pieces[(index + 1) % 3]!, i)), 'a chunk of another piece');
		}
		refusedAtOnce(() => checkFirstChunk(plan, (index + 1) % 3, proveChunk(piece, 0)), 'of another piece');
		refusedAtOnce(() => checkFirstChunk(plan, index, proveChunk(piece, 1)), 'not the first');
		refusedAtOnce(() => checkFirstChunk(plan, index, { ...proveChunk(piece, 0), index: 1 }), 'said to be the second');
		// A length that is not the piece's: it stands in the chunk, under the root.
		const chunk = proveChunk(piece, 0).chunk.slice();
		chunk.set(u32le(390_000), 7);
		refusedAtOnce(() => checkFirstChunk(plan, index, { ...proveChunk(piece, 0), chunk }), 'another length');
	}
});

test('a chunk that holds the head of a piece is not the first for that', async () => {
	const bytes = noise(400_000);
	const { pieces: [head] } = await splitIntoPieces(bytes, 2, 3);
	bytes.set(head!.slice(0, HEAD), CHUNK_LENGTH - HEAD);
	const { pieces, plan } = await splitIntoPieces(bytes, 2, 3);
	const second = proveChunk(pieces[0]!, 1);
	assert.deepEqual(readPieceHead(second.chunk), readPieceHead(pieces[0]!));
	refusedAtOnce(() => checkFirstChunk(plan, 0, second), 'the second chunk');
});

test('1 to 16 pieces, of which 1 to all give the package', async () => {
	const bytes = noise(10);
	for (const [k, n] of [[0, 1], [0, 0], [2, 1], [1, 17], [17, 17], [1.5, 3], [1, 2.5], [NaN, 3], [1, NaN], [-1, 3]] as const) {
		await refused(() => splitIntoPieces(bytes, k, n), `${k} of ${n}`);
		await refused(() => joinPieces({ needed: k, roots: Array.from({ length: Number.isInteger(n) ? n : 3 }, () => noise(32)) }, []), `${k} of ${n}`);
	}
	await refused(() => splitIntoPieces(new Uint8Array(), 1, 1));
	await refused(() => joinPieces({ needed: 1, roots: [noise(31)] }, []));
});
