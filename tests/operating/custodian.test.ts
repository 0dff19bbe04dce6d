/** What is watched of a custodian is there on one that runs, and its unit keeps it in. */
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { parse } from 'yaml';
import { builtNode, targetFolder } from '../../scripts/demo/build.ts';
import { start } from '../../scripts/demo/child.ts';
import { cleanUp, watchForTheEnd } from '../../scripts/demo/cleanup.ts';
import { startNode, temporaryFolder } from '../../scripts/demo/node-process.ts';
import { type Series, scrape } from './metrics.ts';
import { selectorsOf } from './promql.ts';

const INSTALLED = '/usr/local/bin/salus-custodian';
/** systemd's measure, in tenths: 100 is a service without any bounds. */
const EXPOSURE = '15';
const START_TIMEOUT_MS = 120_000;
/** Labels that Prometheus adds. */
const OTHERS = new Set(['job', 'instance']);
/** Counted only once there was one, which nobody brings about here. */
const SELDOM = new Set(['salus_custodian_troubles_total', 'salus_custodian_pieces_total', 'salus_custodian_not_released_total']);

interface Rule {
	alert: string;
	expr: string;
	for?: string;
	labels: { severity: string };
	annotations: { summary: string };
}

interface Panel {
	id: number;
	title: string;
	gridPos: { x: number; y: number; w: number; h: number };
	targets: { refId: string; expr: string }[];
}

const unit = read('scripts/operating/salus-custodian.service');
const page = read('docs/custodian.md');
const rules: Rule[] = (parse(read('scripts/operating/custodian-alerts.yml')) as { groups: { rules: Rule[] }[] }).groups.flatMap((group) => group.rules);
const dashboard: { templating: { list: { name: string }[] }; panels: Panel[] } = JSON.parse(read('scripts/operating/custodian-dashboard.json'));

describe('A custodian in operation', { timeout: 300_000 }, () => {
	const series: Series = new Map([['up', [{}]]]);
	let program: string;
	let metrics: string;
	before(async () => {
		watchForTheEnd();
		program = builtCustodian();
		const { url } = await startNode(builtNode());
		const child = start(program, ['--dev', '--node', url], { stdio: ['ignore', 'pipe', 'ignore'] });
		let printed = '';
		child.process.stdout?.on('data', (data) => {
			printed += String(data);
		});
		const addresses = () => /answers at (\S+), and whoever runs it at (\S+)\n/.exec(printed);
		const deadline = Date.now() + START_TIMEOUT_MS;
		while (!addresses()) {
			assert.ok(Date.now() < deadline, 'the custodian does not start');
			await sleep(200);
		}
		const [, http, operations] = addresses() as unknown as [string, string, string];
		while (!(await fetch(`${operations}/readyz`)).ok) {
			assert.ok(Date.now() < deadline, 'the custodian is not ready');
			await sleep(200);
		}
		assert.equal((await fetch(`${http}/v1`)).status, 200);
		assert.equal((await fetch(`${http}/v1/releases`, { method: 'POST', body: '{}' })).status, 400);
		for (const [name, told] of await scrape(`${operations}/metrics`)) series.set(name, told);
		metrics = await (await fetch(`${operations}/metrics`)).text();
	});
	after(cleanUp);

	test('is watched by alerts whose series are there, and each is told', () => {
		assert.equal(new Set(rules.map(({ alert }) => alert)).size, rules.length);
		for (const { alert, expr, labels, annotations, ...rest } of rules) {
			assert.match(alert, /^SalusCustodian[A-Z]/);
			assert.ok(['page', 'ticket'].includes(labels.severity), alert);
			assert.ok(annotations.summary, alert);
			if (rest.for !== undefined) assert.match(rest.for, /^\d+[smh]$/, alert);
			assertThere(expr);
			assert.ok(page.includes(`\`${alert}\``), alert);
		}
	});

	test('is on a dashboard whose series are there, each panel once and none over another', () => {
		const { panels } = dashboard;
		assert.equal(new Set(panels.map(({ id }) => id)).size, panels.length);
		const taken = new Set<string>();
		for (const { title, gridPos, targets } of panels) {
			assert.ok(title && targets.length > 0);
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

	test('has metrics with their help, and each of them is in the documentation', () => {
		const named = [...page.matchAll(/`(salus_custodian_[^`]+)`/g)].map(([, expression]) => expression as string);
		assert.ok(named.length > 10);
		for (const expression of named) assertThere(expression);
		for (const name of series.keys()) {
			if (!name.startsWith('salus_custodian_')) continue;
			const base = name.replace(/_(bucket|sum|count)$/, '');
			assert.ok(named.some((expression) => expression.startsWith(base)), `${name} is not documented`);
			assert.match(metrics, new RegExp(`^# HELP ${base} \\S`, 'm'), `${name} has no help`);
		}
	});

	test('has a unit that systemd takes, and that keeps it in', () => {
		const { folder } = temporaryFolder('salus-custodian-unit-');
		const file = join(folder, 'salus-custodian.service');
		assert.ok(unit.includes(`ExecStart=${INSTALLED} `));
		writeFileSync(file, unit.replaceAll(INSTALLED, program));
		for (const args of [['verify', file], ['security', '--offline=true', `--threshold=${EXPOSURE}`, file]]) {
			const checked = spawnSync('systemd-analyze', args, { encoding: 'utf8' });
			assert.equal(checked.error, undefined);
			assert.equal(checked.status, 0, checked.stderr + checked.stdout.slice(-300));
			assert.equal(checked.stderr, '');
		}
	});

	/** That each series that an expression asks for is told, with the labels that it names. */
	function assertThere(expression: string): void {
		// What Grafana puts in.
		for (const { name, labels } of selectorsOf(expression.replaceAll('$custodian', '.*'))) {
			if (SELDOM.has(name)) continue;
			const told = series.get(name);
			assert.ok(told, `${expression}: nobody tells ${name}`);
			const wanted = Object.entries(labels).filter(([label]) => !OTHERS.has(label));
			assert.ok(told.some((given) => wanted.every(([label, value]) => given[label] === value)), `${expression}: ${name} has no such labels`);
		}
	}
});

/** The program that `SALUS_CUSTODIAN` names, or that was built last. */
function builtCustodian(): string {
	const given = process.env['SALUS_CUSTODIAN'];
	if (given) return given;
	const built = ['release', 'debug'].map((profile) => join(targetFolder(), profile, 'salus-custodian')).find((path) => existsSync(path));
	assert.ok(built, `There is no custodian in ${targetFolder()}: run cargo build --manifest-path services/Cargo.toml -p salus-custodian first, or set SALUS_CUSTODIAN.`);
	return built;
}

function read(path: string): string {
	return readFileSync(new URL(`../../${path}`, import.meta.url), 'utf8');
}
