import assert from 'node:assert/strict';
import { test } from 'node:test';
import { forksIn, importsIn, proposedIn } from '../node-log.ts';

const AUTHOR = `
2026-11-27 15:18:40 🙌 Starting consensus session on top of parent 0x12 (#6)
2026-11-27 15:18:40 🎁 Prepared block for proposing at 7 (661 ms) hash: 0x34; parent_hash: 0x12…34; end: HitBlockWeightLimit; extrinsics_count: 752
2026-11-27 15:18:42 🎁 Prepared block for proposing at 8 (3 ms) hash: 0x56; parent_hash: 0x34…56; end: NoMoreTransactions; extrinsics_count: 1
`;

const FOLLOWER = `
2026-11-27 15:18:39.100 DEBUG tokio-runtime-worker sync::import-queue: Starting import of 6 blocks  (1..6) (origin: NetworkInitialSync)
2026-11-27 15:18:39.900 DEBUG tokio-runtime-worker sync::import-queue: Imported 6 out of 6 blocks (origin: NetworkInitialSync)
2026-11-27 15:18:40.950 DEBUG tokio-runtime-worker sync::import-queue: Starting import of 1 blocks  (7) (origin: NetworkBroadcast)
2026-11-27 15:18:41.250  INFO tokio-runtime-worker substrate: 🏆 Imported #7 (0x12…34 → 0x34…56)
2026-11-27 15:18:41.253 DEBUG tokio-runtime-worker sync::import-queue: Imported 1 out of 1 blocks (origin: NetworkBroadcast)
2026-11-27 15:18:43.000 DEBUG tokio-runtime-worker sync::import-queue: Starting import of 1 blocks  (8) (origin: NetworkBroadcast)
2026-11-27 15:18:43.100 DEBUG tokio-runtime-worker sync::import-queue: Imported 0 out of 1 blocks (origin: NetworkBroadcast)
`;

test('how the author made each block is read from its log', () => {
	const blocks = proposedIn(AUTHOR);
	assert.deepEqual([...blocks.keys()], [7, 8]);
	assert.deepEqual(blocks.get(7), { number: 7, took: 661, end: 'HitBlockWeightLimit', extrinsics: 752 });
});

test('blocks beside others of their height are counted, whoever made them', () => {
	assert.equal(forksIn(AUTHOR), 0);
	assert.equal(forksIn(`${AUTHOR}${AUTHOR.replaceAll('0x34', '0x35').replace('at 8', 'at 9')}`), 1);
});

test('imports of single blocks are timed; runs of several and failures are left out', () => {
	assert.deepEqual([...importsIn(FOLLOWER)], [[7, 303]]);
});

test('an import across midnight is not negative', () => {
	const log = FOLLOWER.replace('2026-11-27 15:18:40.950', '2026-11-27 23:59:59.900').replace('2026-11-27 15:18:41.253', '2026-11-28 00:00:00.100');
	assert.equal(importsIn(log).get(7), 200);
});
