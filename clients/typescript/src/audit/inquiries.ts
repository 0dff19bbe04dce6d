/** Entries that somebody has to answer for: the patient's side contests one, or a release was flagged; a privacy officer answers, or else the authority has the last word. */
import type { Chain } from '../chain/chain.ts';
import { optional } from '../chain/chain.ts';
import type { Capacity } from '../chain/codes.ts';
import type { InquiryAnswer, InquiryVerdict, TrailId } from '../chain/generated/given.ts';
import type { OpenInquiry, TrailHead } from '../chain/generated/told.ts';
import type { Transaction } from '../chain/sending.ts';
import { trailOf, trailTold } from '../chain/trail.ts';
import { allAfter, heldTo } from './paging.ts';

/** Contests an entry of the patient's trail; `statement` is a salted commitment to what the patient says, which goes to the organization off the chain. */
export function contestEntry(chain: Chain, patient: Uint8Array, sequence: number, statement: Uint8Array): Transaction {
	return chain.call('auditLog', 'contestEntry', { patient, sequence, statement });
}

export interface AnswerToInquiry {
	/** For which organization the privacy officer answers. */
	capacity: Capacity;
	/** A patient's trail by the id alone. */
	trail: Uint8Array | TrailId;
	sequence: number;
	answer: InquiryAnswer;
	/** A salted commitment to the answer in words. */
	statement: Uint8Array;
}

/** Answers for an entry that is contested, or flagged. */
export function answerInquiry(chain: Chain, { trail, ...answer }: AnswerToInquiry): Transaction {
	return chain.call('auditLog', 'answerInquiry', { ...answer, trail: trailOf(trail) });
}

export interface InquiryResolution {
	/** Whose people the entry tells of. */
	organization: number;
	trail: Uint8Array | TrailId;
	sequence: number;
	verdict: InquiryVerdict;
	/** A salted commitment to the findings in words. */
	findings?: Uint8Array | undefined;
}

/** The authority's last word on an inquiry that was not answered in time; the call is the authority's own. */
export function resolveInquiry(chain: Chain, { trail, findings, ...resolution }: InquiryResolution): Transaction {
	return chain.call('auditLog', 'resolveInquiry', { ...resolution, trail: trailOf(trail), findings: optional(findings) });
}

/** What an organization has to answer for, or had. */
export async function* inquiriesOf(chain: Chain, organization: number, block?: string): AsyncGenerator<OpenInquiry, void> {
	const at = await heldTo(chain, block);
	yield* allAfter<OpenInquiry, [TrailId, number]>(
		({ trail, sequence }) => [trailTold(trail), sequence],
		async (after, limit) => (await chain.ask('auditLogApi', 'inquiries', [organization, after, limit], at)).toJSON(),
	);
}

/** What waits for the authority, since it was not answered in time. */
export async function* escalatedInquiries(chain: Chain, block?: string): AsyncGenerator<OpenInquiry, void> {
	const at = await heldTo(chain, block);
	yield* allAfter<OpenInquiry, [number, TrailId, number]>(
		({ organization, trail, sequence }) => [organization, trailTold(trail), sequence],
		async (after, limit) => (await chain.ask('auditLogApi', 'escalated', [after, limit], at)).toJSON(),
	);
}

/** All trails that there are, in no order that means something: for an auditor who goes through all. */
export async function* allTrails(chain: Chain, block?: string): AsyncGenerator<{ trail: TrailId; head: TrailHead }, void> {
	const at = await heldTo(chain, block);
	const trails = allAfter<[trail: TrailId, head: TrailHead], TrailId>(([trail]) => trail, async (after, limit) => {
		const told = (await chain.ask('auditLogApi', 'trails', [after, limit], at)).toJSON();
		return told.map(([trail, head]) => [trailTold(trail), head] as const as [TrailId, TrailHead]);
	});
	for await (const [trail, head] of trails) yield { trail, head };
}
