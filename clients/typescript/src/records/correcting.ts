/** Correcting records. Nothing is deleted by it: what was wrong stays, and says so. */
import type { Chain } from '../chain/chain.ts';
import type { Capacity, CorrectionReason, Purpose } from '../chain/codes.ts';
import { numberIn, type Receipt } from '../chain/events.ts';
import type { AnchorView } from '../chain/generated/told.ts';
import type { Transaction } from '../chain/sending.ts';
import { InputError } from '../errors.ts';
import { type Anchoring, type BatchToAnchor, newBatch } from './anchoring.ts';
import { versionsOf } from './versions.ts';

/** As many anchors as one call marks. */
export const MAX_MARKED = 32;

export interface Correction {
	/** With `WrongPatient` nobody is let see the old records any more: they are another patient's. */
	reason: CorrectionReason;
	purpose: Purpose;
	/** Of the side that wrote the records: nobody else corrects them. */
	capacity: Capacity;
}

/**
 * Puts another version, of the same class, in the place of `supersedes`: the version that the signer saw. If another took its place meanwhile it is
 * `recordAnchor.NotLatestVersion`, so that no correction is lost.
 */
export function amendBatch(
	chain: Chain, batch: BatchToAnchor, { custodian, supersedes, ...correction }: Anchoring & Correction & { supersedes: number },
): Transaction {
	return chain.call('recordAnchor', 'amend', { patient: batch.patient, supersedes, batch: newBatch(batch, custodian), ...correction });
}

/** The number of the version that a transaction made. */
export function amendmentIn(receipt: Receipt): number {
	return numberIn(receipt, 'recordAnchor', 'RecordsAmended', 'anchor');
}

/**
 * Marks up to 32 anchors as entered in error: all, or none. Records that are another patient's are sealed anew for that one (`sealBatches`), with other salts and so
 * under another root, and anchored blocks away from the mark: equal roots, or both in one block, would tell everybody whose files were mixed up.
 */
export function markEnteredInError(chain: Chain, patient: Uint8Array, anchors: readonly number[], correction: Correction): Transaction {
	return chain.call('recordAnchor', 'markEnteredInError', { patient, anchors, ...correction });
}

/**
 * Marks all versions of what an anchor commits to: who amended a mistake has made several anchors of it. A call for each 32 of those that can be
 * marked, the latest first; none if there is nothing left to mark.
 */
export async function markAllVersions(chain: Chain, patient: Uint8Array, anchor: number, correction: Correction): Promise<Transaction[]> {
	const { versions } = (await versionsOf(chain, patient, anchor)) ?? { versions: [] };
	const numbers = versions.filter((version) => isMarkable(version, correction.reason)).map(({ number }) => number).reverse();
	const lots = Array.from({ length: Math.ceil(numbers.length / MAX_MARKED) }, (_, i) => numbers.slice(i * MAX_MARKED, (i + 1) * MAX_MARKED));
	return lots.map((lot) => markEnteredInError(chain, patient, lot, correction));
}

/**
 * Lets an anchor count again that was marked, or withheld, by mistake: as the signer saw it. If it was marked anew meanwhile it is `recordAnchor.OtherMark`, so that
 * nobody takes back what it has not seen.
 */
export function reinstate(chain: Chain, patient: Uint8Array, { number, anchor }: AnchorView, capacity: Capacity): Transaction {
	const markedAt = anchor.enteredInError?.at ?? anchor.withheldSince;
	if (markedAt === null) throw new InputError('records.not-marked', `Anchor ${number} is neither marked as entered in error nor withheld.`);
	return chain.call('recordAnchor', 'reinstate', { patient, anchor: number, markedAt, capacity });
}

/** Permits that the author of records withholds them again that the arbiter has let count: they turned out to be another patient's after all. For the arbiter's origin. */
export function unsettle(chain: Chain, patient: Uint8Array, anchor: number): Transaction {
	return chain.call('recordAnchor', 'unsettle', { patient, anchor });
}

export interface MixUp {
	/** The patient whose records they are. */
	patient: Uint8Array;
	recordClass: number;
	/** Since when they stood in the other file, in milliseconds since 1970. */
	since: number;
	/** A salted commitment to the notice in words, which tells more. */
	notice: Uint8Array;
	purpose: Purpose;
	/** Of whoever may add records of that class for the patient. */
	capacity: Capacity;
}

/**
 * Tells a patient that records of it stood in somebody else's file (45 CFR 164.404, GDPR article 34): what `WrongPatient` in that file means for this one. It names
 * nobody else.
 */
export function reportMixUp(chain: Chain, { recordClass, ...mixUp }: MixUp): Transaction {
	return chain.call('recordAnchor', 'reportMixUp', { ...mixUp, class: recordClass });
}

/** One that is marked is marked once more if it only now turns out whose it is. */
function isMarkable({ anchor: { erasedAt, enteredInError, withheldSince, isSettled } }: AnchorView, reason: CorrectionReason): boolean {
	// Their arbiter has said that they are this patient's.
	if (isSettled && reason === 'WrongPatient') return false;
	return erasedAt === null && (enteredInError === null || (reason === 'WrongPatient' && withheldSince === null));
}
