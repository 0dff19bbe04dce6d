/** What the dashboard, the alerts and the documentation of monitoring ask for is there on a node that runs, and on its machine. */
import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { builtNode } from '../../scripts/demo/build.ts';
import { start } from '../../scripts/demo/child.ts';
import { cleanUp, watchForTheEnd } from '../../scripts/demo/cleanup.ts';
import { METRICS, startNode } from '../../scripts/demo/node-process.ts';
import { freePorts } from '../../scripts/network/validator.ts';
import { type Series, scrape } from './metrics.ts';
import { read } from './repository.ts';
import { assertDashboard, assertIn, assertRules, readDashboard, readRules } from './watched.ts';

const EXPORTER_TIMEOUT_MS = 30_000;

const dashboard = readDashboard('scripts/operating/grafana-dashboard.json');
const rules = readRules('scripts/operating/alerts.yml');
const page = read('docs/operating/monitoring.md');

describe('What is watched of a node', { timeout: 300_000 }, () => {
	const series: Series = new Map([['up', [{}]]]);
	before(async () => {
		watchForTheEnd();
		const [port, exporter] = (await freePorts(2)) as [number, number];
		await startNode(builtNode(), false, [METRICS, String(port)]);
		await addTo(series, `http://127.0.0.1:${port}/metrics`);
		const child = start('prometheus-node-exporter', [`--web.listen-address=127.0.0.1:${exporter}`], { stdio: 'ignore' });
		assert.notEqual(await Promise.race([child.ended, sleep(500)]), 'spawn prometheus-node-exporter ENOENT', 'it is not installed (Debian: prometheus-node-exporter)');
		const deadline = Date.now() + EXPORTER_TIMEOUT_MS;
		while (!(await addTo(series, `http://127.0.0.1:${exporter}/metrics`).then(() => true, () => false))) {
			assert.ok(Date.now() < deadline, 'prometheus-node-exporter does not answer');
			await sleep(200);
		}
	});
	after(cleanUp);

	test('by alerts is there, and each is told', () => assertRules(rules, 'Salus', page, assertThere));

	test('on the dashboard is there, each panel once and none over another', () => assertDashboard(dashboard, assertThere));

	test('by the documentation is there', () => {
		const named = [...page.matchAll(/`((?:substrate|node)_[^`]+)`/g)].map(([, expression]) => expression as string);
		assert.ok(named.length > 10);
		for (const expression of named) assertThere(expression);
	});

	function assertThere(expression: string): void {
		assertIn(series, expression, '$node');
	}
});

async function addTo(series: Series, url: string): Promise<void> {
	for (const [name, told] of await scrape(url)) series.set(name, told);
}
