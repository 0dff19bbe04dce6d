/** What the dashboard, the alerts and the documentation of monitoring ask for is there on a node that runs, and on its machine. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { after, before, describe, test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { parse } from 'yaml';
import { builtNode } from '../../scripts/demo/build.ts';
import { start } from '../../scripts/demo/child.ts';
import { cleanUp, watchForTheEnd } from '../../scripts/demo/cleanup.ts';
import { METRICS, startNode } from '../../scripts/demo/node-process.ts';
import { freePorts } from '../../scripts/network/validator.ts';
import { type Series, scrape } from './metrics.ts';
import { selectorsOf } from './promql.ts';

/** Labels that Prometheus adds, or that differ from machine to machine. */
const OTHERS = new Set(['job', 'instance', 'mountpoint']);
const EXPORTER_TIMEOUT_MS = 30_000;

interface Panel {
	id: number;
	title: string;
	type: string;
	gridPos: { x: number; y: number; w: number; h: number };
	targets: { refId: string; expr: string }[];
}

interface Rule {
	alert: string;
	expr: string;
	for?: string;
	labels: { severity: string };
	annotations: { summary: string };
}

const dashboard: { uid: string; templating: { list: { name: string }[] }; panels: Panel[] } = JSON.parse(read('scripts/operating/grafana-dashboard.json'));
const rules: Rule[] = (parse(read('scripts/operating/alerts.yml')) as { groups: { rules: Rule[] }[] }).groups.flatMap((group) => group.rules);

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

	test('by alerts is there', () => {
		assert.equal(new Set(rules.map(({ alert }) => alert)).size, rules.length);
		for (const { alert, expr, labels, annotations, ...rest } of rules) {
			assert.match(alert, /^Salus[A-Z]/);
			assert.ok(['page', 'ticket'].includes(labels.severity), alert);
			assert.ok(annotations.summary, alert);
			if (rest.for !== undefined) assert.match(rest.for, /^\d+[smh]$/, alert);
			assertThere(expr);
		}
	});

	test('on the dashboard is there, each panel once and none over another', () => {
		assert.equal(new Set(dashboard.panels.map(({ id }) => id)).size, dashboard.panels.length);
		const taken = new Set<string>();
		for (const { title, type, gridPos, targets } of dashboard.panels) {
			assert.ok(title && type && targets.length > 0);
			assert.equal(new Set(targets.map(({ refId }) => refId)).size, targets.length, title);
			for (const { expr } of targets) assertThere(expr);
			assert.ok(gridPos.x + gridPos.w <= 24, title);
			for (let x = gridPos.x; x < gridPos.x + gridPos.w; x++) {
				for (let y = gridPos.y; y < gridPos.y + gridPos.h; y++) {
					assert.ok(!taken.has(`${x} ${y}`), `${title} is over another panel`);
					taken.add(`${x} ${y}`);
				}
			}
		}
		const variables = new Set(dashboard.templating.list.map(({ name }) => name));
		for (const [, name] of JSON.stringify(dashboard).matchAll(/\$\{?([a-z]+)/g)) assert.ok(variables.has(name as string), name);
	});

	test('by the documentation is there, and every alert is told', () => {
		const text = read('docs/operating/monitoring.md');
		const named = [...text.matchAll(/`((?:substrate|node)_[^`]+)`/g)].map(([, expression]) => expression as string);
		assert.ok(named.length > 10);
		for (const expression of named) assertThere(expression);
		for (const { alert } of rules) assert.ok(text.includes(`\`${alert}\``), alert);
	});

	/** That each series that an expression asks for is told, with the labels that it names. */
	function assertThere(expression: string): void {
		// What Grafana puts in.
		for (const { name, labels } of selectorsOf(expression.replaceAll('$node', '.*'))) {
			const told = series.get(name);
			assert.ok(told, `${expression}: nobody tells ${name}`);
			const wanted = Object.entries(labels).filter(([label]) => !OTHERS.has(label));
			assert.ok(told.some((given) => wanted.every(([label, value]) => given[label] === value)), `${expression}: ${name} has no such labels`);
		}
	}
});

async function addTo(series: Series, url: string): Promise<void> {
	for (const [name, told] of await scrape(url)) series.set(name, told);
}

function read(path: string): string {
	return readFileSync(new URL(`../../${path}`, import.meta.url), 'utf8');
}
