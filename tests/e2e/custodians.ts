/** Organizations that release records, with people of all kinds, and what they tell the chain of it. */
import { randomBytes } from '@noble/hashes/utils.js';
import { type AnswerToInquiry, answerInquiry, inquiriesOf, type ReleaseToReport } from '@salus/client/audit';
import { findEvent, type Receipt, type Transaction } from '@salus/client/chain';
import { bytesToHex } from '@salus/client/format';
import type { Specialist } from '../../scripts/demo/journey/specialist.ts';
import { CLINIC, listOf, OBSERVATION, type World } from './world.ts';

export const ALL_OBSERVATIONS = { Class: { class: OBSERVATION, content: null } };

/** A new organization that keeps records, its clerk, and who answers for it. */
export async function custodianOf(world: World): Promise<{ organization: number; clerk: Specialist; officer: Specialist }> {
	const [clerk, officer] = (await world.staff('Custodian', 'Custodian', 'PrivacyOfficer')) as [Specialist, Specialist];
	return { organization: clerk.organization, clerk, officer };
}

/** A release without a ticket, to the clinic; `change` replaces parts. */
export function unasked(patient: Uint8Array, releasedAt: number, change: Partial<ReleaseToReport> = {}): ReleaseToReport {
	return {
		patient, recipient: { Organization: CLINIC }, action: 'Disclose', purpose: 'PublicHealth', targets: [ALL_OBSERVATIONS], releasedAt, cause: 'OutsideTheChain',
		statement: randomBytes(32), ...change,
	};
}

/** What an officer says, with a commitment to it in words. */
export function answerOf(
	{ chain }: World, { capacity }: Specialist, trail: AnswerToInquiry['trail'], sequence: number, answer: AnswerToInquiry['answer'] = 'Justified',
): Transaction {
	return answerInquiry(chain, { capacity, trail, sequence, answer, statement: randomBytes(32) });
}

/** What an organization has to answer for in a patient's trail: the places, why, and whether it has. */
export async function inquiriesIn({ chain }: World, organization: number, patient: Uint8Array): Promise<[sequence: number, cause: string, isAnswered: boolean][]> {
	const all = await listOf(inquiriesOf(chain, organization));
	const own = all.filter(({ trail }) => trail.patient === `0x${bytesToHex(patient)}`);
	return own.map(({ sequence, inquiry }) => [sequence, inquiry.cause, inquiry.isAnswered] as [number, string, boolean]).sort(([one], [other]) => one - other);
}

/** The fields of an event of the audit log, as JSON. */
export function toldBy(receipt: Receipt, event: string): Record<string, unknown> {
	return Object.fromEntries(Object.entries(findEvent(receipt, 'auditLog', event)).map(([name, value]) => [name, value.toJSON()]));
}
