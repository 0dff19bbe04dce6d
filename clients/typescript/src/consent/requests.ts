/** A provider's request for a patient's consent, and the patient's answer. */
import { type Chain, optional } from '../chain/chain.ts';
import type { Transaction } from '../chain/sending.ts';
import type { Capacity } from '../chain/codes.ts';
import type { Provision, ToldProvision } from './provision.ts';
import type { Envelope } from './sealed-keys.ts';

/** A request as the chain tells it, in JSON. */
export interface ConsentRequest {
	requester: Record<string, unknown>;
	provision: ToldProvision;
	reason: string;
	askedAt: number;
	lapsesAt: number;
	isRejected: boolean;
	/** It was made while the patient's rejection of another stood: if it is rejected, too, the organization asks nothing for a while. */
	followsRejection: boolean;
}

/** What goes along with a yes. */
export interface Approval {
	/** A salted commitment to the terms agreed to in words. */
	terms?: Uint8Array;
	envelope?: Envelope | undefined;
}

/**
 * Asks a patient for a grant to the signer's organization; `reason` is a salted commitment. It tells the signer nothing about the
 * patient: it succeeds, with the same event, for one that is unknown, refuses, or has been asked already. Whether the patient was
 * asked shows in {@link openRequests}, and why it was not, in its trail.
 */
export function requestConsent(
	chain: Chain,
	asked: { patient: Uint8Array; capacity: Capacity; provision: Provision; reason: Uint8Array },
): Transaction {
	return chain.call('consent', 'requestConsent', asked);
}

/** Takes the organization's open request back. It succeeds without one, too. */
export function withdrawRequest(chain: Chain, patient: Uint8Array, capacity: Capacity): Transaction {
	return chain.call('consent', 'withdrawRequest', { patient, capacity });
}

/** Says yes to an organization's request: grants what it asked for, as the patient has read it, or less of it. */
export function approveRequest(
	chain: Chain,
	patient: Uint8Array,
	organization: number,
	provision: Provision,
	{ terms, envelope }: Approval = {},
): Transaction {
	return chain.call('consent', 'approveRequest', {
		patient, organization, provision, terms: optional(terms), envelope: envelope ?? null,
	});
}

/** Says no to it. */
export function rejectRequest(chain: Chain, patient: Uint8Array, organization: number): Transaction {
	return chain.call('consent', 'rejectRequest', { patient, organization });
}

/** The requests that the patient can answer, each with the organization that asks. */
export async function openRequests(chain: Chain, patient: Uint8Array): Promise<[organization: number, request: ConsentRequest][]> {
	return (await chain.ask('consentApi', 'openRequests', [patient])).toJSON();
}
