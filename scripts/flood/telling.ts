/** Says in words what an attack came to. */
import type { Attack } from './attack.ts';
import { spreadOf } from '../load/quantiles.ts';
import type { Summary } from './victims.ts';

/** How many of the pool's answers are told. */
const ANSWERS = 8;

export function told({ flooded, pool, blocks, needs }: Attack): string[] {
	const [waiting, ready] = [spreadOf(pool.map((sample) => sample.waiting)), spreadOf(pool.map((sample) => sample.ready))];
	const gaps = blocks.gaps ? `, one in ${seconds(blocks.gaps.median)} (${seconds(blocks.gaps.worst)} at worst)` : '';
	return [
		...flooded.flatMap(({ share, thrown, bytes, seconds: took, waiting: waited, cpu, answers }) => [
			`  ${share.kind}: threw in ${thrown}, ${Math.round(thrown / took)} a second, ${(bytes / took / 1e6).toFixed(2)} MB a second; used ${percent(cpu)} of a core and waited ${percent(waited)} of the time for the node`,
			...answers.slice(0, ANSWERS).map(([text, count]) => `    ${percent(count / Math.max(1, thrown))} (${count}) ${text}`),
		]),
		`  the pool held ${waiting?.median} (median; ${waiting?.worst} at most), of which ${ready?.median} (${ready?.worst}) could go into a block`,
		`  ${blocks.blocks} blocks${gaps}; ${blocks.transactions} transactions each; ${percent(blocks.ordinary)} of the weight for ordinary ones, ${percent(blocks.bytes)} of the bytes; ${percent(blocks.lanes.median)} as lanes count (median; each transaction's weight or bytes, whichever is more); ${percent(blocks.all)} of all weight`,
		...needs.map(needTold),
	];
}

function needTold({ name, within, sent, blocks, milliseconds, refused, isKept }: Summary): string {
	const verdict = within === undefined ? '-     ' : isKept ? 'kept  ' : 'BROKEN';
	const waited = blocks && milliseconds
		? `in a block after ${blocks.median} (median), ${blocks.worst} (worst)${within === undefined ? '' : ` of ${within}`}; ${seconds(milliseconds.median)}, ${seconds(milliseconds.worst)}`
		: 'none in a block';
	const others = refused.length > 0 ? `; refused or failed ${refused.length}: ${[...new Set(refused)].join(', ')}` : '';
	return `  ${verdict} ${name}: ${sent} sent, ${waited}${others}`;
}

function percent(part: number): string {
	return `${(part * 100).toFixed(part < 0.1 ? 1 : 0)} %`;
}

function seconds(milliseconds: number): string {
	return `${(milliseconds / 1_000).toFixed(1)} s`;
}
