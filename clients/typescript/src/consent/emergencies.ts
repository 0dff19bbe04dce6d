/** Emergency sessions ("break-glass"): opening and closing them, judging and answering, and who may. */
import { type Chain, optional } from '../chain/chain.ts';
import { type Capacity, type EmergencyFlag, emergencyFlagsIn, type EmergencyReason } from '../chain/codes.ts';
import { eventIn, findEvent, type Receipt } from '../chain/events.ts';
import type { BreakGlass, BreakGlassTerms, PendingReview, ReviewsPage, Session } from '../chain/generated/told.ts';
import type { Transaction, Wait } from '../chain/sending.ts';

export type { BreakGlass, BreakGlassTerms, PendingReview, Session };

const DRAW_POLL_MS = 1_000;

/** A session that a transaction opened. */
export interface OpenedSession {
	session: number;
	/** Until when at most: earlier than asked for, if the session exceeds something. */
	until: number;
	/** By when it is to be judged. */
	reviewDue: number;
	/** What it exceeds of its organization's terms; nothing, as a rule. It opens all the same. */
	flags: EmergencyFlag[];
}

/**
 * Breaks the glass for some hours; `justification` is a salted commitment to what was written down about it. No count refuses it. Where
 * no session opens, the call succeeds all the same, and {@link sessionOf} says so.
 */
export function openEmergency(
	chain: Chain,
	opened: { patient: Uint8Array; capacity: Capacity; reason: EmergencyReason; justification: Uint8Array; hours: number },
): Transaction {
	return chain.call('consent', 'openEmergency', opened);
}

/**
 * The session that a transaction opened; `undefined` if it was denied. Why it was, the chain tells nobody but the patient, in whose
 * trail the attempt stands: an unknown patient looks the same.
 */
export function sessionOf(receipt: Receipt): OpenedSession | undefined {
	if (eventIn(receipt, 'consent', 'EmergencyDenied')) return undefined;
	const opened = findEvent(receipt, 'consent', 'EmergencyOpened');
	const flagged = eventIn(receipt, 'consent', 'EmergencyFlagged');
	const [session, until, reviewDue] = ['session', 'until', 'reviewDue'].map((field) => Number(opened[field]?.toString())) as [number, number, number];
	return { session, until, reviewDue, flags: flagged ? emergencyFlagsIn(Number(flagged['flags']?.toString())) : [] };
}

/**
 * Closes a session before its time: by its practitioner, by a privacy officer of the same organization, or, as a `Person`, by the patient,
 * for whom nobody else does it.
 */
export function closeEmergency(chain: Chain, capacity: Capacity, session: number): Transaction {
	return chain.call('consent', 'closeEmergency', { capacity, session });
}

/**
 * Judges a session that is over; `findings` is a salted commitment to the findings in words, and must be there if the session was not
 * justified. Nothing follows from that first verdict: the practitioner may answer it, and somebody of another organization, or
 * the authority, gives a second one.
 */
export function reviewEmergency(
	chain: Chain,
	{ findings, ...judged }: { session: number; capacity: Capacity; isJustified: boolean; findings?: Uint8Array },
): Transaction {
	return chain.call('consent', 'reviewEmergency', { ...judged, findings: optional(findings) });
}

/** Answers the verdict that the signer's session was not justified; `answer` is a salted commitment to the answer in words. */
export function answerEmergency(chain: Chain, capacity: Capacity, session: number, answer: Uint8Array): Transaction {
	return chain.call('consent', 'answerEmergency', { capacity, session, answer });
}

/** Lets an organization break the glass by these terms, or no longer; for who says so on the chain. */
export function licenseBreakGlass(chain: Chain, organization: number, terms: BreakGlassTerms | null): Transaction {
	return chain.call('consent', 'licenseBreakGlass', { organization, terms });
}

/** A session; `undefined` if there is none with this number, or it was forgotten. */
export async function session(chain: Chain, number: number): Promise<Session | undefined> {
	return (await chain.ask('consentApi', 'session', [number])).toJSON() ?? undefined;
}

/** The last word on whether a session was justified; `undefined` as long as it waits for a verdict. */
export function verdictOn({ reviews }: Session): boolean | undefined {
	const [first, second] = reviews;
	return second?.isJustified ?? (first?.isJustified ? true : undefined);
}

/**
 * The organizations that were drawn by lot to judge a session, which the chain does in a block after that of its opening; `undefined`
 * until then. If there are none, everybody may judge who is independent.
 */
export async function reviewersOf(chain: Chain, number: number): Promise<number[] | undefined> {
	const nextDraw = await chain.read(async ({ query }) => query['consent']?.['nextDraw']?.());
	// In this order: what was drawn stays.
	return Number(nextDraw?.toString()) > number ? ((await session(chain, number))?.reviewers ?? []) : undefined;
}

/** The same, as soon as the chain has drawn. */
export async function untilDrawn(chain: Chain, number: number, { signal }: Wait = {}): Promise<number[]> {
	for (;;) {
		const reviewers = await reviewersOf(chain, number);
		if (reviewers) return reviewers;
		await chain.connection.pause(DRAW_POLL_MS, signal);
	}
}

export async function breakGlass(chain: Chain, organization: number): Promise<BreakGlass> {
	return (await chain.ask('consentApi', 'breakGlass', [organization])).toJSON();
}

/** The sessions whose next verdict is overdue. */
export function overdueReviews(chain: Chain): Promise<[session: number, review: PendingReview][]> {
	return allParts(chain, 'overdueReviews');
}

/** The sessions that exceed something and wait for a verdict: what the licensing authority looks through. */
export function flaggedSessions(chain: Chain): Promise<[session: number, review: PendingReview][]> {
	return allParts(chain, 'flaggedSessions');
}

/** A list of sessions that wait for a verdict, of which the chain answers a part at a time. */
async function allParts(
	chain: Chain,
	list: 'overdueReviews' | 'flaggedSessions',
): Promise<[session: number, review: PendingReview][]> {
	const reviews: [session: number, review: PendingReview][] = [];
	let after: number | null = null;
	do {
		const part: ReviewsPage = (await chain.ask('consentApi', list, [after])).toJSON();
		reviews.push(...part.reviews);
		after = part.next;
	} while (after !== null);
	return reviews;
}
