/** Disputes: the patient says that records are wrong, their author answers (45 CFR 164.526, GDPR article 16), and everybody who asks sees both. */
import { type Chain, optional } from '../chain/chain.ts';
import type { Capacity, Purpose, RejectionReason } from '../chain/codes.ts';
import type { Dispute } from '../chain/generated/told.ts';
import type { Transaction } from '../chain/sending.ts';
import { anchorOf } from './finding.ts';

/** Whether the patient is right. */
export type Verdict =
	| 'Upheld'
	/** `explanation` is a salted commitment to the reason in words. */
	| { reason: RejectionReason; explanation?: Uint8Array | undefined };

export interface DisputeAnswer {
	patient: Uint8Array;
	anchor: number;
	/** The statement that is answered, as the chain has it. */
	statement: Uint8Array;
	/** Who upholds a dispute must amend the records, or mark them as entered in error. */
	verdict: Verdict;
	purpose: Purpose;
	/** Of the organization that wrote the records. */
	capacity: Capacity;
}

/** Says that records which somebody else wrote are wrong; `statement` is a salted commitment to what the patient says. */
export function disputeRecords(chain: Chain, patient: Uint8Array, anchor: number, statement: Uint8Array): Transaction {
	return chain.call('recordAnchor', 'dispute', { patient, anchor, statement });
}

export function withdrawDispute(chain: Chain, patient: Uint8Array, anchor: number): Transaction {
	return chain.call('recordAnchor', 'withdrawDispute', { patient, anchor });
}

export function answerDispute(chain: Chain, { verdict, ...answer }: DisputeAnswer): Transaction {
	const told = verdict === 'Upheld' ? verdict : { Rejected: { reason: verdict.reason, explanation: optional(verdict.explanation) } };
	return chain.call('recordAnchor', 'answerDispute', { ...answer, verdict: told });
}

/** Disagrees with a rejection, once; `statement` is a salted commitment to the statement of disagreement. */
export function disagree(chain: Chain, patient: Uint8Array, anchor: number, statement: Uint8Array): Transaction {
	return chain.call('recordAnchor', 'disagree', { patient, anchor, statement });
}

/** The dispute about an anchor, with what was answered; `undefined` if there is none. */
export async function disputeOf(chain: Chain, patient: Uint8Array, anchor: number, block?: string): Promise<Dispute | undefined> {
	return (await anchorOf(chain, patient, anchor, block))?.dispute ?? undefined;
}
