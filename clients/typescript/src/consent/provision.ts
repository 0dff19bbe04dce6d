/** What is permitted: to whom, with which records, why and when. */
import { decodeAddress } from '@polkadot/util-crypto';
import { hexToBytes } from '../format/bytes.ts';
import { NOBODY_IN_PARTICULAR } from '../format/envelope.ts';
import type { PractitionerId, Role } from '../chain/codes.ts';

const DAY = 24 * 60 * 60 * 1000;

/** Who may use a grant, within the organization that it is given to. */
export type Grantee = 'Organization' | { Practitioner: Uint8Array } | { Role: Role } | { Pseudonym: Uint8Array };

/** Which records a grant is about. */
export type Scope = 'All' | { Classes: number[] } | { Anchors: number[] } | { AllBut: number[] };

/** `from ≤ t < until` in the chain's milliseconds; open-ended without `until`. */
export interface Period {
	from: number;
	until: number | null;
}

/** What a patient permits, as calls take it. */
export interface Provision {
	grantee: Grantee;
	scope: Scope;
	/** Only records whose content lies in these months; all without. */
	content: { from: number; until: number } | null;
	/** A set, as `actionSet` makes it. */
	actions: number;
	/** A set, as `purposeSet` makes it. */
	purposes: number;
	period: Period;
}

/** A provision as the chain tells it, in JSON. */
export interface ToldProvision {
	grantee: { organization?: null; practitioner?: string; role?: Role; pseudonym?: string };
	scope: { all?: null; classes?: number[]; anchors?: number[]; allBut?: number[] };
	content: { from: number; until: number } | null;
	actions: number;
	purposes: number;
	period: Period;
}

/** The grantee that is this practitioner and nobody else. */
export function granteeFor(practitioner: PractitionerId): Grantee {
	return 'Account' in practitioner ? { Practitioner: practitioner.Account } : { Pseudonym: practitioner.Pseudonym };
}

/** The practitioner whom a grantee names; `undefined` if it names none. */
export function practitionerIn(grantee: Grantee): PractitionerId | undefined {
	if (grantee === 'Organization' || 'Role' in grantee) return undefined;
	return 'Practitioner' in grantee ? { Account: grantee.Practitioner } : { Pseudonym: grantee.Pseudonym };
}

/** The 32 bytes that name a grantee in an envelope. */
export function granteeBytes(grantee: Grantee): Uint8Array {
	if (grantee === 'Organization' || 'Role' in grantee) return NOBODY_IN_PARTICULAR;
	return 'Practitioner' in grantee ? grantee.Practitioner : grantee.Pseudonym;
}

/** The grantee that the chain tells of. */
export function granteeOf({ grantee }: ToldProvision): Grantee {
	if (grantee.practitioner !== undefined) return { Practitioner: decodeAddress(grantee.practitioner) };
	if (grantee.pseudonym !== undefined) return { Pseudonym: hexToBytes(grantee.pseudonym.slice(2)) };
	return grantee.role === undefined ? 'Organization' : { Role: grantee.role };
}

/** The classes as a scope lists them: ascending. */
export function classesScope(...classes: number[]): Scope {
	return { Classes: [...classes].sort((a, b) => a - b) };
}

/** So many days from a moment on. */
export function daysFrom(from: number, days: number): Period {
	return { from, until: from + days * DAY };
}
