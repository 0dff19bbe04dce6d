/** Co-signatures: a practitioner stands by records that somebody else wrote. */
import type { Chain } from '../chain/chain.ts';
import type { Capacity, Purpose } from '../chain/codes.ts';
import type { Transaction } from '../chain/sending.ts';

export interface CoSigning {
	patient: Uint8Array;
	anchor: number;
	/** What is signed: the root of the records that the signer has read. */
	root: Uint8Array;
	/** For which the signer may read them: whoever may not, cannot sign. */
	purpose: Purpose;
	capacity: Capacity;
}

export function coSign(chain: Chain, signing: CoSigning): Transaction {
	return chain.call('recordAnchor', 'coSign', { ...signing });
}

export function withdrawCoSignature(chain: Chain, patient: Uint8Array, anchor: number, capacity: Capacity): Transaction {
	return chain.call('recordAnchor', 'withdrawCoSignature', { patient, anchor, capacity });
}
