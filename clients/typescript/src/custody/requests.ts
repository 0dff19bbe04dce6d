/** Whether a request is to be answered: it is meant for this custodian, signed, of now; and at last, once its account may ask it, new. */
import type { Chain } from '../chain/chain.ts';
import { type Addressed, NONCE_MEMORY, type RequestFault, requestFault } from '../format/request-check.ts';
import { CustodyRefusal } from './faults.ts';
import type { NonceStore } from './stores.ts';

/** Where requests come in. */
export interface Desk {
	readonly chain: Chain;
	/** The custodian's organization. */
	readonly organization: number;
	readonly stores: { readonly nonces: NonceStore };
	/** Milliseconds since 1970. */
	readonly clock: () => number;
}

const WORDS: Record<RequestFault, string> = {
	'wrong-chain': 'the request is for another chain',
	'wrong-custodian': 'the request is to another custodian',
	'not-signed': 'the account that is named did not sign this request',
	'wrong-time': 'the request is of another time',
};

/** Throws unless the request is meant for this custodian, `account` signed exactly `message`, and it is of now. */
export function checkRequest({ chain, organization, clock }: Desk, request: Addressed, account: Uint8Array, message: Uint8Array): void {
	const fault = requestFault(request, account, message, { genesis: chain.genesis, custodian: organization, now: clock() });
	if (fault) throw new CustodyRefusal(`custody.${fault}`, WORDS[fault]);
}

/**
 * Throws unless the account's request is a new one; from now on it is not. This comes when it is known that the account may ask, so that nobody without a
 * say fills the store, and before anything is done.
 */
export async function claimNonce({ stores, clock }: Desk, account: Uint8Array, nonce: Uint8Array): Promise<void> {
	const now = clock();
	if (!(await stores.nonces.claim(account, nonce, { now, until: now + NONCE_MEMORY }))) {
		throw new CustodyRefusal('custody.seen-before', 'a request with this nonce was here before');
	}
}
