/** Alerts, and a dashboard, which ask for series that somebody must tell. */
import assert from 'node:assert/strict';
import { parse } from 'yaml';
import type { Series } from './metrics.ts';
import { selectorsOf } from './promql.ts';
import { read } from './repository.ts';

/** Labels that Prometheus adds, or that differ from machine to machine. */
const OTHERS = new Set(['job', 'instance', 'mountpoint']);

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

export interface Dashboard {
	templating: { list: { name: string }[] };
	panels: Panel[];
}

export function readRules(path: string): Rule[] {
	return (parse(read(path)) as { groups: { rules: Rule[] }[] }).groups.flatMap((group) => group.rules);
}

export function readDashboard(path: string): Dashboard {
	return JSON.parse(read(path));
}

/** That each alert is there once, begins with `prefix`, says what it is about and how urgent, and asks for what is told; `page` tells of each. */
export function assertRules(rules: Rule[], prefix: string, page: string, assertTold: (expression: string) => void): void {
	assert.equal(new Set(rules.map(({ alert }) => alert)).size, rules.length);
	for (const { alert, expr, labels, annotations, ...rest } of rules) {
		assert.match(alert, new RegExp(`^${prefix}[A-Z]`));
		assert.ok(['page', 'ticket'].includes(labels.severity), alert);
		assert.ok(annotations.summary, alert);
		if (rest.for !== undefined) assert.match(rest.for, /^\d+[smh]$/, alert);
		assertTold(expr);
		assert.ok(page.includes(`\`${alert}\``), alert);
	}
}

/** That each panel is there once and none over another, and that all asks for what is told. */
export function assertDashboard(dashboard: Dashboard, assertTold: (expression: string) => void): void {
	const { panels, templating } = dashboard;
	assert.equal(new Set(panels.map(({ id }) => id)).size, panels.length);
	const taken = new Set<string>();
	for (const { title, type, gridPos, targets } of panels) {
		assert.ok(title && type && targets.length > 0);
		assert.equal(new Set(targets.map(({ refId }) => refId)).size, targets.length, title);
		for (const { expr } of targets) assertTold(expr);
		assert.ok(gridPos.x + gridPos.w <= 24, title);
		for (let x = gridPos.x; x < gridPos.x + gridPos.w; x++) {
			for (let y = gridPos.y; y < gridPos.y + gridPos.h; y++) {
				assert.ok(!taken.has(`${x} ${y}`), `${title} is over another panel`);
				taken.add(`${x} ${y}`);
			}
		}
	}
	const variables = new Set(templating.list.map(({ name }) => name));
	for (const [, name] of JSON.stringify(dashboard).matchAll(/\$\{?([a-z]+)/g)) assert.ok(variables.has(name as string), name);
}

/** That each series that an expression asks for is in `series`, with the labels that it names; but for those of `seldom`. `variable` is what Grafana puts in. */
export function assertIn(series: Series, expression: string, variable: string, seldom: ReadonlySet<string> = new Set()): void {
	for (const { name, labels } of selectorsOf(expression.replaceAll(variable, '.*'))) {
		if (seldom.has(name)) continue;
		const told = series.get(name);
		assert.ok(told, `${expression}: nobody tells ${name}`);
		const wanted = Object.entries(labels).filter(([label]) => !OTHERS.has(label));
		assert.ok(told.some((given) => wanted.every(([label, value]) => given[label] === value)), `${expression}: ${name} has no such labels`);
	}
}
