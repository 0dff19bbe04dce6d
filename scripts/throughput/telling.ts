/** The figures in words. */
import type { Compare } from './comparison.ts';
import { BOUNDS, type Delays, isWithinBounds } from './figures.ts';
import type { Latency } from './latency.ts';
import type { Load } from './load.ts';
import type { Setting } from './machine.ts';

const percent = (part: number): string => `${(part * 100).toFixed(0)} %`;

export function settingLines({ cpu, cores, memory, node, runtime, slotMs, blockWeight, room }: Setting): string[] {
	return [
		`Machine: ${cores} cores, ${memory} GiB, ${cpu}`,
		`Node: ${node}; runtime: ${runtime}`,
		`A block each ${slotMs} ms; of ${blockWeight} ms of weight ${room.weight} ms are for ordinary transactions, and ${(room.bytes / 2 ** 20).toFixed(2)} MiB`,
	];
}

export function loadLines({ name, rate, senderCores, nodeCores, signed, signedIn, lost, refusals }: Load, targets: number): string[] {
	const ends = Object.entries(rate.ends).map(([end, count]) => `${count} × ${end}`).join(', ');
	const many = targets > 1 ? `, ${(rate.perSecond * targets).toFixed(0)} targets a second` : '';
	const tickets = name === 'transfer_keep_alive' ? '' : `, ${rate.tickets} with a ticket`;
	return [
		`${name}${targets > 1 ? ` (${targets} targets)` : ''}: ${rate.perSecond.toFixed(0)} a second, ${rate.perBlock.toFixed(0)} a block${many}`,
		`  ${rate.blocks} blocks, ${rate.full} of them full (${ends}); ${percent(rate.weightUsed)} of the weight, ${percent(rate.bytesUsed)} of the bytes`,
		`  accounted ${rate.accountedEach.toFixed(3)} ms each; proposing took ${rate.proposed.median} ms (median), ${rate.proposed.worst} ms (worst)`,
		`  ${rate.failed} failed${tickets}, ${rate.paid} paid; sender ${senderCores.toFixed(2)} cores, node ${nodeCores.toFixed(2)}; ${signed} signed before, in ${signedIn.toFixed(1)} s`,
		...(lost > 0 ? [`  ${lost} were handed in and are in no block: the pool has lost them`] : []),
		...Object.entries(rate.errors).map(([error, count]) => `  failed: ${count} × ${error}`),
		...refusals.map(([words, count]) => `  refused and sent again: ${count} × ${words}`),
	];
}

export function latencyLines({ rate, best, finalized, refusals }: Latency): string[] {
	const line = (what: string, { p50, p99, max }: Delays) => `  ${what}: p50 ${p50.toFixed(0)} ms, p99 ${p99.toFixed(0)} ms, worst ${max.toFixed(0)} ms`;
	return [
		`Latency of request_access at ${rate.toFixed(0)} a second, ${best.samples} requests, ${refusals} refused`,
		line('in the best block', best), line('in a final block', finalized),
	];
}

export function compareLine(compared: Compare): string {
	const { name, blocks, transactions, used, accounted, proposing, importing, ratio, ofProposing, ofImporting } = compared;
	const verdict = isWithinBounds(compared) ? 'ok' : `OUTSIDE ${BOUNDS.least} to ${BOUNDS.most}`;
	return `${name}: ${accounted.toFixed(3)} ms accounted, ${proposing.toFixed(3)} proposing (${ofProposing.toFixed(2)}), ${importing.toFixed(3)} importing `
		+ `(${ofImporting.toFixed(2)}): ${ratio.toFixed(2)} ${verdict}; ${blocks} blocks of ${transactions.toFixed(0)}, ${percent(used)} full`;
}
