/** How long anchors stay. */
import type { Chain } from '../chain/chain.ts';
import type { Capacity, Purpose } from '../chain/codes.ts';
import type { Transaction } from '../chain/sending.ts';

const DAY = 24 * 60 * 60 * 1000;

export interface Extension {
	patient: Uint8Array;
	anchor: number;
	/** The moment before which it shall not be evicted, in milliseconds since 1970; for good without. */
	until?: number;
	purpose: Purpose;
	/** Of the patient's side, or of the organization that wrote the records. */
	capacity: Capacity;
}

/** Keeps an anchor longer than it would be, or for good. */
export function extendRetention(chain: Chain, { until, ...extension }: Extension): Transaction {
	return chain.call('recordAnchor', 'extendRetention', { ...extension, until: until === undefined ? null : dayFrom(until) });
}

/** The first day, counted from 1970-01-01, that does not begin before `moment`. */
export function dayFrom(moment: number): number {
	return Math.ceil(moment / DAY);
}

/** When a day begins, in milliseconds since 1970. */
export function beginOfDay(day: number): number {
	return day * DAY;
}
