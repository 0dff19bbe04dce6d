import assert from 'node:assert/strict';
import { test } from 'node:test';
import { bytesToHex } from '../../src/format/bytes.ts';
import { joinPieces, splitIntoPieces } from '../../src/format/pieces.ts';
import { custodyOf, piecePlanIn, piecesEndingBefore } from '../../src/records/custody.ts';
import { RuntimeDouble } from './runtime-double.ts';

const patient = new Uint8Array(32).fill(0xaa);
const piece = (heldUntil: number | null, isLive = heldUntil !== null, root: Uint8Array = new Uint8Array(32)) => ({ custodian: 3, root: `0x${bytesToHex(root)}`, heldUntil, isLive });

test('pieces are joined by the plan that the chain tells', async () => {
	const bytes = new Uint8Array(1_000).map((_, i) => i);
	const { pieces, plan } = await splitIntoPieces(bytes, 2, 3);
	const chain = new RuntimeDouble(() => ({ threshold: 2, pieces: plan.roots.map((root) => piece(9, true, root)), live: 3, isRecoverable: true })).asChain;
	const told = piecePlanIn((await custodyOf(chain, patient, 4))!);
	assert.deepEqual(told, plan);
	assert.deepEqual((await joinPieces(told, pieces.slice(1))).bytes, bytes);
});

test('what was erased is with nobody', async () => {
	assert.equal(await custodyOf(new RuntimeDouble().asChain, patient, 4), undefined);
});

test('pieces are renewed in time: those that nobody keeps for so long, never said so, or cannot be had', () => {
	const pieces = [piece(100), piece(99), piece(null), piece(200, false), piece(101)];
	assert.deepEqual(piecesEndingBefore({ threshold: 2, pieces, live: 3, isRecoverable: true }, 100), [1, 2, 3]);
});
