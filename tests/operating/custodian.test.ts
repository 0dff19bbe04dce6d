/** What is watched of a custodian is there on one that runs, and its unit keeps it in. */
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { parse as parseToml } from 'smol-toml';
import { parse as parseYaml } from 'yaml';
import { builtCustodian, builtNode } from '../../scripts/demo/build.ts';
import { start } from '../../scripts/demo/child.ts';
import { cleanUp, watchForTheEnd } from '../../scripts/demo/cleanup.ts';
import { startNode, temporaryFolder } from '../../scripts/demo/node-process.ts';
import { type Series, scrape } from './metrics.ts';
import { read } from './repository.ts';
import { assertDashboard, assertIn, assertRules, readDashboard, readRules } from './watched.ts';

const INSTALLED = '/usr/local/bin/salus-custodian';
/** systemd's measure, in tenths: 100 is a service without any bounds. */
const EXPOSURE = '15';
const START_TIMEOUT_MS = 120_000;
/** Told only once there was one, which nobody brings about here, or with a certificate, which `--dev` has not. */
const SELDOM = new Set(['salus_custodian_pieces_total', 'salus_custodian_not_released_total', 'salus_custodian_certificate_expiry_timestamp_seconds']);

const unit = read('scripts/operating/salus-custodian.service');
const page = read('docs/custodian.md');
const rules = readRules('scripts/operating/custodian-alerts.yml');
const dashboard = readDashboard('scripts/operating/custodian-dashboard.json');

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

	test('is watched by alerts whose series are there, and each is told', () => assertRules(rules, 'SalusCustodian', page, assertThere));

	test('is on a dashboard whose series are there, each panel once and none over another', () => assertDashboard(dashboard, assertThere));

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

	test('would be found to be watched by what nobody tells', () => {
		for (const expression of ['salus_custodian_store_bytes', 'salus_custodian_head_age_seconds{head="first"}', 'increase(salus_custodian_troubles_total{kind="none"}[10m]) > 0']) {
			assert.throws(() => assertThere(expression), assert.AssertionError, expression);
		}
	});

	test('is scraped where it is watched from, by the job that the alerts name', () => {
		const shown = /```yaml\n([^`]+)```/.exec(page)?.[1] ?? '';
		const sample = parseToml(read('services/custodian/custodian.sample.toml')) as { operations: { listen: string } };
		const named = rules.flatMap(({ expr }) => [...expr.matchAll(/\bjob="([^"]+)"/g)].map(([, job]) => job));
		assert.ok(named.length > 0);
		for (const job_name of named) {
			assert.deepEqual(parseYaml(shown), {
				scrape_configs: [{ job_name, static_configs: [{ targets: [sample.operations.listen] }] }],
				rule_files: ['custodian-alerts.yml'],
			});
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

	function assertThere(expression: string): void {
		assertIn(series, expression, '$custodian', SELDOM);
	}
});
