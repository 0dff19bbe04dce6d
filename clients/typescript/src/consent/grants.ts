/** Grants: giving, changing and ending them, and what the chain tells of them. */
import { type Chain, optional } from '../chain/chain.ts';
import { numberIn, type Receipt } from '../chain/events.ts';
import type { Transaction } from '../chain/sending.ts';
import type { Capacity } from '../chain/codes.ts';
import type { Provision, ToldProvision } from './provision.ts';
import type { Envelope } from './sealed-keys.ts';

/** What is given: to whom, on which terms, and with which keys. */
export interface Gift {
	patient: Uint8Array;
	provision: Provision;
	/** A salted commitment to the terms agreed to in words. */
	terms?: Uint8Array;
	envelope?: Envelope | undefined;
}

/** A grant as the chain tells it, in JSON. */
export interface Grant {
	/** Its number among the patient's grants. */
	id: number;
	grantedAt: number;
	terms: string | null;
	/** A representative gave it: confidential classes are left out. */
	excludesConfidential: boolean;
	/** The grants from which it was passed on, the patient's own first. */
	ancestors: number[];
	provision: ToldProvision;
}

/** A grant that has ended, and when. */
export interface PastGrant {
	grant: Grant;
	endedAt: number;
}

/** Gives an organization, or somebody in it, a grant. */
export function grant(chain: Chain, organization: number, gift: Gift): Transaction {
	return chain.call('consent', 'grant', { organization, ...argumentsOf(gift) });
}

/** Replaces a live grant by another version of it. */
export function amend(chain: Chain, number: number, gift: Gift): Transaction {
	return chain.call('consent', 'amend', { grant: number, ...argumentsOf(gift) });
}

/** Takes a class out of a live grant. */
export function excludeClass(chain: Chain, patient: Uint8Array, number: number, recordClass: number): Transaction {
	return chain.call('consent', 'excludeClass', { patient, grant: number, class: recordClass });
}

export function revoke(chain: Chain, patient: Uint8Array, number: number): Transaction {
	return chain.call('consent', 'revoke', { patient, grant: number });
}

/** Ends all grants of an organization. */
export function revokeOrganization(chain: Chain, patient: Uint8Array, organization: number): Transaction {
	return chain.call('consent', 'revokeOrganization', { patient, organization });
}

/**
 * Ends all grants that were given at a moment or later: for a patient whose key somebody else has held since. A grant that was
 * amended since is another version, which ends, too.
 */
export function revokeSince(chain: Chain, patient: Uint8Array, since: number): Transaction {
	return chain.call('consent', 'revokeSince', { patient, since });
}

/** Gives a grant back: by the practitioner whom it names, or a privacy officer. Whatever is in the way is `consent.GrantNotFound`. */
export function renounce(chain: Chain, patient: Uint8Array, capacity: Capacity, number: number): Transaction {
	return chain.call('consent', 'renounce', { patient, capacity, grant: number });
}

/** The number of the grant that a transaction gave. */
export function grantOf(receipt: Receipt): number {
	return numberIn(receipt, 'consent', 'Granted', 'grant');
}

/** The number of the version that a transaction put in a grant's place. */
export function versionOf(receipt: Receipt): number {
	return numberIn(receipt, 'consent', 'Amended', 'version');
}

/** The patient's grants that count, each with the organization that holds it; now, or at `block`. */
export async function liveGrants(chain: Chain, patient: Uint8Array, block?: string): Promise<[organization: number, grant: Grant][]> {
	return (await chain.ask('consentApi', 'liveGrants', [patient], block)).toJSON();
}

/** The live grants that were given at a moment or later, each with the organization that holds it: what `revokeSince` ends. */
export async function givenSince(chain: Chain, patient: Uint8Array, since: number): Promise<[organization: number, grant: Grant][]> {
	return (await chain.ask('consentApi', 'givenSince', [patient, since])).toJSON();
}

/** What an organization was granted and no longer is, the latest first. */
export async function pastGrants(chain: Chain, patient: Uint8Array, organization: number): Promise<PastGrant[]> {
	return (await chain.ask('consentApi', 'pastGrants', [patient, organization])).toJSON();
}

function argumentsOf({ patient, provision, terms, envelope }: Gift) {
	return { patient, provision, terms: optional(terms), envelope: envelope ?? null };
}
