import assert from 'node:assert/strict';
import { test } from 'node:test';
import { randomBytes } from '@noble/hashes/utils.js';
import { FalseShareError, combineShares, shareCommitment, splitKey } from '../../src/format/shares.ts';
import { choices, filled, flips, refused } from './helpers.ts';

const handed = (shares: Uint8Array[]) => shares.map((share) => ({ share, commitment: shareCommitment(share) }));

test('any k shares give the key, in any order, and more do, too', async () => {
	for (const [k, n] of [[2, 2], [2, 3], [3, 5], [5, 8], [8, 8]] as const) {
		const key = randomBytes(32);
		const shares = handed(await splitKey(key, k, n));
		assert.equal(new Set(shares.map(({ share }) => share[32])).size, n);
		for (const some of choices(shares, k)) assert.deepEqual(await combineShares(k, some.reverse()), key);
		assert.deepEqual(await combineShares(k, shares), key);
	}
});

test('fewer than k shares are not put together, and would give another key', async () => {
	const key = randomBytes(32);
	const shares = handed(await splitKey(key, 3, 5));
	for (const some of [...choices(shares, 2), ...choices(shares, 1), []]) await refused(() => combineShares(3, some));
	for (const two of choices(shares, 2)) assert.notDeepEqual(await combineShares(2, two), key);
});

test('false shares are named', async () => {
	const shares = handed(await splitKey(randomBytes(32), 3, 5));
	const [first, second, third] = shares as [(typeof shares)[0], (typeof shares)[0], (typeof shares)[0]];
	const places = (some: typeof shares) => combineShares(3, some).then(() => 'taken', (error) => (error instanceof FalseShareError ? error.places : error));
	for (const share of flips(second.share)) assert.deepEqual(await places([first, { ...second, share }, third]), [1]);
	assert.deepEqual(await places([{ ...first, share: third.share }, second, { ...third, share: first.share }]), [0, 2]);
	for (const share of [new Uint8Array(), second.share.slice(1), new Uint8Array([...second.share, 0])]) assert.deepEqual(await places([first, { ...second, share }, third]), [1]);
});

test('a share counts once', async () => {
	const [first, second] = handed(await splitKey(randomBytes(32), 2, 3)) as [{ share: Uint8Array; commitment: Uint8Array }, { share: Uint8Array; commitment: Uint8Array }];
	await refused(() => combineShares(2, [first, first]));
	await refused(() => combineShares(2, [first, second, first]));
});

test('it takes two shares at least, no more than there are, of a key', async () => {
	for (const [k, n] of [[0, 3], [1, 1], [1, 3], [4, 3], [2, 256], [1.5, 3], [NaN, 3]] as const) await refused(() => splitKey(randomBytes(32), k, n), `${k} of ${n}`);
	for (const length of [0, 31, 33]) await refused(() => splitKey(new Uint8Array(length), 2, 3));
});

test('a share at 0 would be the key, and is none', async () => {
	const share = new Uint8Array(33).fill(1, 0, 32);
	await refused(() => shareCommitment(share));
	await refused(() => shareCommitment(filled(1)));
});
