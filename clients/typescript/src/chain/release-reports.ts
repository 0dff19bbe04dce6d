/** Telling the chain of releases afterwards. */
import type { Chain } from './chain.ts';
import { optional } from './chain.ts';
import type { Action, Purpose } from './codes.ts';
import type { Recipient, ReleaseReport, ReportCause, Target } from './generated/given.ts';
import type { Transaction } from './sending.ts';
import { InputError } from '../errors.ts';

/** What a custodian reports of one release. */
export interface ReleaseToReport {
	patient: Uint8Array;
	/** The ticket against which it was, if there was one. Without, or where it does not cover the release, the privacy officer has to answer for it. */
	ticket?: number | null | undefined;
	/** What its holder proved with that it asked this custodian. */
	secret?: Uint8Array | null | undefined;
	recipient: Recipient;
	action: Action;
	purpose: Purpose;
	/** Each once, at most 64; none for all that the ticket permits. */
	targets: readonly Target[];
	/** In milliseconds since 1970. */
	releasedAt: number;
	/** What was released while the chain stood still (`Downtime`) is always looked at again. */
	cause: ReportCause;
	/** A salted commitment to what there is to say in words. */
	statement?: Uint8Array | undefined;
}

/** Up to so many releases are reported in one call, */
export const MAX_REPORTS = 256;
/** and up to so many targets without a fee; a report that names none counts as one. */
export const FREE_REPORTS = 64;

/** Reports releases of a custodian that were redeemed by no ticket at the time. One that no ticket covers is recorded all the same, and has to be answered for. */
export function reportReleases(chain: Chain, custodian: number, releases: readonly ReleaseToReport[]): Transaction {
	if (releases.length > MAX_REPORTS) throw new InputError('audit.too-many', `${releases.length} releases are more than the ${MAX_REPORTS} that one call reports.`);
	return chain.call('auditLog', 'reportAccess', { custodian, reports: releases.map(reportArgument) });
}

function reportArgument({ patient, ticket, secret, recipient, action, purpose, targets, releasedAt, cause, statement }: ReleaseToReport): ReleaseReport {
	return { patient, ticket: ticket ?? null, secret: optional(secret), recipient, action, purpose, targets, releasedAt, cause, statement: optional(statement) };
}
