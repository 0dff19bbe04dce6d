/** What the patient has erased on the chain: whoever keeps the sealed records, or pieces of them, destroys it, too. */
import type { Chain } from '../chain/chain.ts';
import { trailEntries } from '../chain/trail.ts';
import { anchorOf } from '../records/finding.ts';
import { freshHeads } from './heads.ts';
import type { CustodianStores } from './stores.ts';

export interface Keeping {
	readonly chain: Chain;
	readonly stores: Pick<CustodianStores, 'batches' | 'recordsOf'>;
	/** Milliseconds since 1970. */
	readonly clock: () => number;
}

/**
 * Those of a patient's anchors whose erasure is final. An anchor may have been erased and its retention may be over since, so that the chain knows nothing of it any
 * more: then the patient's trail tells.
 */
export async function erasedAnchors({ chain, clock }: Pick<Keeping, 'chain' | 'clock'>, patient: Uint8Array, anchors: readonly number[]): Promise<Set<number>> {
	const [erased, unknown] = [new Set<number>(), new Set<number>()];
	if (anchors.length === 0) return erased;
	const { finalized } = await freshHeads(chain, clock);
	for (const number of anchors) {
		const view = await anchorOf(chain, patient, number, finalized);
		if (!view) unknown.add(number);
		else if (view.anchor.erasedAt !== null) erased.add(number);
	}
	if (unknown.size === 0) return erased;
	for await (const { event: { recordsErased } } of trailEntries(chain, patient, finalized)) {
		if (recordsErased && unknown.has(recordsErased.anchor)) erased.add(recordsErased.anchor);
	}
	return erased;
}

/**
 * Destroys the batches whose erasure is final, with their sealed records; how many there were. One whose retention on the chain is over is not erased by that: what it
 * was stays provable, and its records readable to whoever keeps the keys.
 */
export async function dropErased({ chain, stores, clock }: Keeping, patient: Uint8Array): Promise<number> {
	const numbers = await stores.batches.anchors(patient);
	const erased = await erasedAnchors({ chain, clock }, patient, numbers);
	if (erased.size === 0) return 0;
	const kept = (await Promise.all(numbers.map((number) => stores.batches.get(patient, number)))).filter((batch) => batch !== undefined);
	// The same batch may have been anchored anew after its anchor was erased or marked.
	const needed = new Set(kept.filter(({ anchor }) => !erased.has(anchor)).flatMap(({ records }) => records.map(({ name }) => name)));
	const dropped = kept.filter(({ anchor }) => erased.has(anchor));
	for (const { anchor, records } of dropped) {
		for (const { name } of records) if (!needed.has(name)) await stores.recordsOf(patient).remove(name);
		// At last, so that what is broken off before is found again.
		await stores.batches.remove(patient, anchor);
	}
	return dropped.length;
}
