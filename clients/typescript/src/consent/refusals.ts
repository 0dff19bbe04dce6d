/** What a patient refuses, whatever was or will be granted; and from which classes representatives are kept. */
import type { Chain } from '../chain/chain.ts';
import { numberIn, type Receipt } from '../chain/events.ts';
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
	/** Whether it holds against an emergency session, too. */
	evenInEmergency?: boolean;
}

/** What a patient has set against access, as the chain tells it in JSON. */
export interface Restrictions {
	refusals: { id: number; since: number; byController: boolean; refusal: Record<string, unknown> }[];
	refuseAll: { since: number; byController: boolean; evenInEmergency: boolean } | null;
	optOut: { since: number; byController: boolean } | null;
	confidential: { class: number; since: number }[];
}

/** Refuses something from now on. */
export function refuse(chain: Chain, patient: Uint8Array, { whom, class: recordClass, purposes, evenInEmergency }: Refusal): Transaction {
	const refusal = { whom, class: recordClass ?? null, purposes: purposes ?? null, evenInEmergency: evenInEmergency ?? false };
	return chain.call('consent', 'refuse', { patient, refusal });
}

export function liftRefusal(chain: Chain, patient: Uint8Array, refusal: number): Transaction {
	return chain.call('consent', 'liftRefusal', { patient, refusal });
}

/** Refuses everything to everybody who acts for an organization. */
export function refuseAll(chain: Chain, patient: Uint8Array, evenInEmergency: boolean): Transaction {
	return chain.call('consent', 'refuseAll', { patient, evenInEmergency });
}

export function liftRefuseAll(chain: Chain, patient: Uint8Array): Transaction {
	return chain.call('consent', 'liftRefuseAll', { patient });
}

/** Wants nobody to break the glass. */
export function optOutOfEmergencies(chain: Chain, patient: Uint8Array): Transaction {
	return chain.call('consent', 'optOutOfEmergencies', { patient });
}

export function optInToEmergencies(chain: Chain, patient: Uint8Array): Transaction {
	return chain.call('consent', 'optInToEmergencies', { patient });
}

/** Keeps representatives from a class. */
export function markConfidential(chain: Chain, patient: Uint8Array, recordClass: number): Transaction {
	return chain.call('consent', 'markConfidential', { patient, class: recordClass });
}

export function unmarkConfidential(chain: Chain, patient: Uint8Array, recordClass: number): Transaction {
	return chain.call('consent', 'unmarkConfidential', { patient, class: recordClass });
}

/** The number of the refusal that a transaction made. */
export function refusalOf(receipt: Receipt): number {
	return numberIn(receipt, 'consent', 'Refused', 'refusal');
}

export async function restrictions(chain: Chain, patient: Uint8Array): Promise<Restrictions> {
	return (await chain.ask('consentApi', 'restrictions', [patient])).toJSON();
}
