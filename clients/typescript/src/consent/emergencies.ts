/** Emergency sessions ("break-glass"): opening and closing them, judging them, and who may. */
import { type Chain, optional } from '../chain/chain.ts';
import { numberIn, type Receipt } from '../chain/events.ts';
import type { Transaction } from '../chain/sending.ts';
import type { Capacity, EmergencyReason } from '../chain/codes.ts';
import type { Session } from '../chain/generated/told.ts';

export type { Session };

/** What an organization may do in emergencies. */
export interface BreakGlassTerms {
	/** How many sessions may be open at a time. */
	maxOpen: number;
	/** How many may be opened in a day. */
	maxPerDay: number;
}

/** A session that waits for its review. */
export interface PendingReview {
	session: number;
	until: number;
	due: number;
}

/** Where an organization stands with its emergency sessions, as the chain tells it in JSON. */
export interface BreakGlass {
	terms: BreakGlassTerms | null;
	day: number;
	openedToday: number;
	pending: PendingReview[];
}

/** Breaks the glass for some hours; `justification` is a salted commitment to what was written down about it. */
export function openEmergency(
	chain: Chain,
	opened: { patient: Uint8Array; capacity: Capacity; reason: EmergencyReason; justification: Uint8Array; hours: number },
): Transaction {
	return chain.call('consent', 'openEmergency', opened);
}

/** Closes the signer's session before its time. */
export function closeEmergency(chain: Chain, capacity: Capacity, session: number): Transaction {
	return chain.call('consent', 'closeEmergency', { capacity, session });
}

/** Judges a session of another organization; `findings` is a salted commitment to the findings in words. */
export function reviewEmergency(
	chain: Chain,
	{ findings, ...judged }: { session: number; capacity: Capacity; isJustified: boolean; findings?: Uint8Array },
): Transaction {
	return chain.call('consent', 'reviewEmergency', { ...judged, findings: optional(findings) });
}

/** Lets an organization break the glass by these terms, or no longer; for who says so on the chain. */
export function licenseBreakGlass(chain: Chain, organization: number, terms: BreakGlassTerms | null): Transaction {
	return chain.call('consent', 'licenseBreakGlass', { organization, terms });
}

/** The number of the session that a transaction opened. */
export function sessionOf(receipt: Receipt): number {
	return numberIn(receipt, 'consent', 'EmergencyOpened', 'session');
}

/** A session; `undefined` if there is none with this number, or it was forgotten. */
export async function session(chain: Chain, number: number): Promise<Session | undefined> {
	return (await chain.ask('consentApi', 'session', [number])).toJSON() ?? undefined;
}

export async function breakGlass(chain: Chain, organization: number): Promise<BreakGlass> {
	return (await chain.ask('consentApi', 'breakGlass', [organization])).toJSON();
}

/** The reviews that are overdue, each with the organization whose session it is. */
export async function overdueReviews(chain: Chain): Promise<[organization: number, review: PendingReview][]> {
	return (await chain.ask('consentApi', 'overdueReviews', [])).toJSON();
}
