import assert from 'node:assert/strict';
import { test } from 'node:test';
import { freePort, metricOf, poolSampleOf } from '../pool.ts';

const TEXT = `# HELP substrate_ready_transactions_number Number of transactions
# TYPE substrate_ready_transactions_number gauge
substrate_ready_transactions_number{chain="salus_dev"} 812
substrate_sub_txpool_watched_txs{chain="salus_dev"} 3
substrate_sub_txpool_unwatched_txs{chain="salus_dev"} 8000
substrate_requests_total{chain="salus_dev",method="a"} 2
substrate_requests_total{chain="salus_dev",method="b"} 5e1
plain 4
`;

test('a metric is the sum over its labels', () => {
	assert.equal(metricOf(TEXT, 'substrate_requests_total'), 52);
	assert.equal(metricOf(TEXT, 'plain'), 4);
	assert.equal(metricOf(TEXT, 'substrate_requests'), undefined);
});

test('what waits is what is watched and what is not', () => {
	assert.deepEqual(poolSampleOf(TEXT), { waiting: 8_003, ready: 812 });
});

test('a free port is one', async () => {
	const port = await freePort();
	assert.ok(port > 1_023 && port < 65_536);
});
