/** The figures in words. */
import type { Compare } from './comparison.ts';
import { BOUNDS, type Delays, isInTime, isWithinBounds, PROMISED, type Rate, weightPerSecond } from './figures.ts';
import type { Latency } from './latency.ts';
import type { Load } from './load.ts';
import type { Setting } from './machine.ts';
import type { Releases } from './releases.ts';

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

const delayLine = (what: string, { p50, p99, max }: Delays): string => `  ${what}: p50 ${p50.toFixed(0)} ms, p99 ${p99.toFixed(0)} ms, worst ${max.toFixed(0)} ms`;

export function latencyLines({ rate, best, finalized, refusals }: Latency): string[] {
	return [
		`Latency of request_access at ${rate.toFixed(0)} a second, ${best.samples} requests, ${refusals} refused`,
		delayLine('in the best block', best), delayLine('in a final block', finalized),
	];
}

/** How releases went; `full` is the load of which it was to be half. */
export function releaseLines(releases: Releases, full: Rate): string[] {
	const { rate, sent, ticket, finalTicket, redemption, release, blocks, weightEach, forks, senderCores, nodeCores } = releases;
	const late = isInTime(releases) ? 'in time' : 'LATE';
	return [
		`Releases: ${rate.toFixed(0)} requests a second, as many redemptions; ${sent} sent, each was permitted and released; ${ticket.samples} count`,
		`  ${blocks.blocks} blocks, ${blocks.perBlock.toFixed(0)} transactions each; ${percent(weightPerSecond(blocks) / weightPerSecond(full))} of the weight a second of the load above, ${percent(blocks.weightUsed)} of a block's; `
			+ `${weightEach.toFixed(3)} ms for a request and its redemption`,
		`  proposing took ${blocks.proposed.median} ms (median), ${blocks.proposed.worst} ms (worst); ${blocks.failed} failed, ${blocks.paid} paid; ${forks} blocks on forks; sender ${senderCores.toFixed(2)} cores, nodes ${nodeCores.toFixed(2)}`,
		delayLine('to the ticket in the best block', ticket), delayLine('to the ticket in a final block', finalTicket),
		delayLine('to handing in the redemption', redemption), delayLine('to the redemption in a final block', release),
		`  promised: half of the tickets within ${PROMISED.ticket} ms, half of the final releases within ${PROMISED.release} ms: ${late}`,
	];
}

export function compareLine(compared: Compare): string {
	const { name, blocks, transactions, used, accounted, proposing, importing, ratio, ofProposing, ofImporting } = compared;
	const verdict = isWithinBounds(compared) ? 'ok' : `OUTSIDE ${BOUNDS.least} to ${BOUNDS.most}`;
	return `${name}: ${accounted.toFixed(3)} ms accounted, ${proposing.toFixed(3)} proposing (${ofProposing.toFixed(2)}), ${importing.toFixed(3)} importing `
		+ `(${ofImporting.toFixed(2)}): ${ratio.toFixed(2)} ${verdict}; ${blocks} blocks of ${transactions.toFixed(0)}, ${percent(used)} full`;
}
