/**
 * Erasure by the patient (GDPR article 17): announced, and done after a while, so that a thief of the key destroys nothing unseen. What proves the records
 * goes, and their custodians are released; that there was an anchor stays.
 */
import type { Chain } from '../chain/chain.ts';
import { numberIn, type Receipt } from '../chain/events.ts';
import type { Transaction } from '../chain/sending.ts';

/** By the controller, not during a freeze. */
export function announceErasure(chain: Chain, patient: Uint8Array, anchor: number): Transaction {
	return chain.call('recordAnchor', 'announceErasure', { patient, anchor });
}

/** From when on an announced anchor may be erased, in milliseconds since 1970. */
export function erasableFrom(receipt: Receipt): number {
	return numberIn(receipt, 'recordAnchor', 'ErasureAnnounced', 'due');
}

/** Takes an announcement back; a representative with the power *records* can, too, and during a freeze. */
export function cancelErasure(chain: Chain, patient: Uint8Array, anchor: number): Transaction {
	return chain.call('recordAnchor', 'cancelErasure', { patient, anchor });
}

/** Erases for ever what was announced and is due. */
export function eraseRecords(chain: Chain, patient: Uint8Array, anchor: number): Transaction {
	return chain.call('recordAnchor', 'erase', { patient, anchor });
}
