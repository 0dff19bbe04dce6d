/** What a patient refuses, whatever was or will be granted; and from which classes representatives are kept. */
import type { Chain } from '../chain/chain.ts';
import { findEvent, type Receipt } from '../chain/events.ts';
import type { Transaction } from '../chain/sending.ts';
import type { PractitionerId } from '../chain/codes.ts';

/** Whom a refusal is about: everybody, an organization, or a practitioner wherever it acts. */
export type Refused = 'Everybody' | { Organization: number } | { Practitioner: PractitionerId };

/** A standing denial. What it does not name is meant without exception. */
export interface Refusal {
	whom: Refused;
	/** Only records of this class. */
	class?: number;
	/** Only for these purposes, a set as `purposeSet` makes it. */
	purposes?: number;
	/** Whether it holds against an emergency session, too: nobody but the controller says so, and not during a freeze (`consent.EmergenciesStayOpen`). */
	evenInEmergency?: boolean;
}

/** A refusal that a transaction made. */
export interface MadeRefusal {
	refusal: number;
	/** The one that it replaces, if there was no room for another: it refuses what either did. */
	joined: number | undefined;
	/** Whether it holds even in an emergency: not, though asked for, if as many do as can be. */
	evenInEmergency: boolean;
}

/** What a patient has set against access, as the chain tells it in JSON. */
export interface Restrictions {
	refusals: { id: number; since: number; byController: boolean; refusal: Record<string, unknown> }[];
	refuseAll: { since: number; byController: boolean; evenInEmergency: boolean } | null;
	optOut: { since: number } | null;
	/** As far as they were marked one by one. */
	confidential: { class: number; since: number }[];
	/** All classes but some. */
	allConfidential: { exceptions: number[]; since: number } | null;
}

/** Refuses something from now on. */
export function refuse(chain: Chain, patient: Uint8Array, { whom, class: recordClass, purposes, evenInEmergency }: Refusal): Transaction {
	const refusal = { whom, class: recordClass ?? null, purposes: purposes ?? null, evenInEmergency: evenInEmergency ?? false };
	return chain.call('consent', 'refuse', { patient, refusal });
}

export function liftRefusal(chain: Chain, patient: Uint8Array, refusal: number): Transaction {
	return chain.call('consent', 'liftRefusal', { patient, refusal });
}

/** Refuses everything to everybody who acts for an organization; even in an emergency only the controller, not during a freeze. */
export function refuseAll(chain: Chain, patient: Uint8Array, evenInEmergency: boolean): Transaction {
	return chain.call('consent', 'refuseAll', { patient, evenInEmergency });
}

export function liftRefuseAll(chain: Chain, patient: Uint8Array): Transaction {
	return chain.call('consent', 'liftRefuseAll', { patient });
}

/** Wants nobody to break the glass: for the controller, not during a freeze. */
export function optOutOfEmergencies(chain: Chain, patient: Uint8Array): Transaction {
	return chain.call('consent', 'optOutOfEmergencies', { patient });
}

export function optInToEmergencies(chain: Chain, patient: Uint8Array): Transaction {
	return chain.call('consent', 'optInToEmergencies', { patient });
}

/** Keeps representatives from a class, and devices that they authorized. If there is no room for another, from all classes. */
export function markConfidential(chain: Chain, patient: Uint8Array, recordClass: number): Transaction {
	return chain.call('consent', 'markConfidential', { patient, class: recordClass });
}

/** No longer keeps representatives from a class. If all are confidential, it becomes an exception. */
export function unmarkConfidential(chain: Chain, patient: Uint8Array, recordClass: number): Transaction {
	return chain.call('consent', 'unmarkConfidential', { patient, class: recordClass });
}

/** Keeps representatives from all classes but some, those to come as well. */
export function markAllConfidential(chain: Chain, patient: Uint8Array, exceptions: number[] = []): Transaction {
	return chain.call('consent', 'markAllConfidential', { patient, exceptions });
}

/** No longer does; what was marked one by one stays so. */
export function unmarkAllConfidential(chain: Chain, patient: Uint8Array): Transaction {
	return chain.call('consent', 'unmarkAllConfidential', { patient });
}

/** The refusal that a transaction made, as it stands. */
export function refusalIn(receipt: Receipt): MadeRefusal {
	const { refusal, joined, evenInEmergency } = findEvent(receipt, 'consent', 'Refused');
	return {
		refusal: Number(refusal?.toString()), joined: joined?.isEmpty === false ? Number(joined.toString()) : undefined,
		evenInEmergency: evenInEmergency?.toString() === 'true',
	};
}

/** Its number alone. */
export function refusalOf(receipt: Receipt): number {
	return refusalIn(receipt).refusal;
}

export async function restrictions(chain: Chain, patient: Uint8Array): Promise<Restrictions> {
	return (await chain.ask('consentApi', 'restrictions', [patient])).toJSON();
}
