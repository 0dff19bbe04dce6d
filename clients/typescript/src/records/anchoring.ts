/** Anchoring sealed batches: one, or those of several patients in one run. */
import type { Chain } from '../chain/chain.ts';
import type { Capacity, Purpose } from '../chain/codes.ts';
import { errorName, eventIn, findEvent, numberIn, type Receipt } from '../chain/events.ts';
import type { Transaction } from '../chain/sending.ts';
import { readHeader } from '../format/batch.ts';
import type { Months } from '../format/months.ts';

/** On whose side records were anchored: the patient's, with its representatives and devices, or an organization's. */
export type Side = 'Patient' | { Organization: number };

/** A sealed batch, as `sealBatches` makes it. */
export interface BatchToAnchor {
	patient: Uint8Array;
	recordClass: number;
	/** Tells the epoch of the patient's key to which the records are sealed; none if they are sealed to none of the patient's keys. */
	header?: Uint8Array;
	records: { readonly length: number };
	content: Months;
	root: Uint8Array;
}

/** What the writer says about a batch beside it. */
export interface Anchoring {
	/** The organization that keeps the sealed records. */
	custodian: number;
	purpose: Purpose;
	capacity: Capacity;
}

/** A batch of a run. */
export interface RunItem extends Omit<Anchoring, 'capacity'> {
	batch: BatchToAnchor;
}

/** What became of a batch of a run: its anchor, or the name of the error for which it was refused. */
export type RunOutcome = { anchor: number; error?: undefined } | { error: string; anchor?: undefined };

/** A batch as calls take it. */
export function newBatch({ recordClass, header, records, content, root }: BatchToAnchor, custodian: number) {
	return { class: recordClass, root, leaves: records.length, content, custodian, keyEpoch: header ? readHeader(header).epoch : null };
}

/** Commits to a batch: one record or 65,536 cost the same. */
export function anchorBatch(chain: Chain, batch: BatchToAnchor, { custodian, purpose, capacity }: Anchoring): Transaction {
	return chain.call('recordAnchor', 'anchor', { patient: batch.patient, batch: newBatch(batch, custodian), purpose, capacity });
}

/** The number that the chain gave. */
export function anchorIn(receipt: Receipt): number {
	return numberIn(receipt, 'recordAnchor', 'RecordsAnchored', 'anchor');
}

/** Anchors up to 32 batches, each decided by itself: one that is refused takes no other back. Whoever reads the chain sees that they came together. */
export function anchorRun(chain: Chain, items: readonly RunItem[], capacity: Capacity): Transaction {
	const run = items.map(({ batch, custodian, purpose }) => ({ patient: batch.patient, batch: newBatch(batch, custodian), purpose }));
	return chain.call('recordAnchor', 'anchorRun', { run, capacity });
}

/** What became of each batch of a run, in its order. The transaction succeeds whatever that is. */
export function runOutcomes(receipt: Receipt): RunOutcome[] {
	const { anchored, refused } = findEvent(receipt, 'recordAnchor', 'RunAnchored');
	const own = receipt.events.filter(({ event: { section } }) => section === 'recordAnchor');
	const end = own.findIndex(({ event: { method } }) => method === 'RunAnchored');
	const outcomes = own.slice(0, end).flatMap((record): RunOutcome[] => {
		const only = { ...receipt, events: [record] };
		const refusal = eventIn(only, 'recordAnchor', 'RunItemRefused');
		if (refusal) return [{ error: errorName(refusal['error'] as never) }];
		return eventIn(only, 'recordAnchor', 'RecordsAnchored') ? [{ anchor: anchorIn(only) }] : [];
	});
	// What stands before them is of other calls in the same transaction.
	return outcomes.slice(outcomes.length - Number(anchored?.toString()) - Number(refused?.toString()));
}

/**
 * The patient's anchor of this root that a side made, at `block` or at the best one; `undefined` if there is none that counts. For a writer that was interrupted
 * before it knew, or is told `recordAnchor.AlreadyAnchored`. One that was marked as entered in error or erased does not count.
 */
export async function anchorWithRoot(chain: Chain, patient: Uint8Array, root: Uint8Array, side: Side, block?: string): Promise<number | undefined> {
	return (await chain.ask('recordAnchorApi', 'anchorByRoot', [patient, side, root], block)).toJSON() ?? undefined;
}
