/** The emergency ring on the chain: which custodians keep a share of its key, and what commits to ring and shares. */
import type { Chain } from '../chain/chain.ts';
import type { Transaction } from '../chain/sending.ts';
import { hexToBytes } from '../format/bytes.ts';
import type { EmergencyRingOnChain } from '../format/emergency-ring.ts';

/** Names a ring, in the place of the present one: what `emergencyRingOnChain` tells of it. */
export function setEmergencyRing(chain: Chain, patient: Uint8Array, { epoch, ...ring }: EmergencyRingOnChain): Transaction {
	return chain.call('consent', 'setEmergencyRing', { patient, ring: { ...ring, keyEpoch: epoch } });
}

/** From then on no custodian hands out a share. */
export function removeEmergencyRing(chain: Chain, patient: Uint8Array): Transaction {
	return chain.call('consent', 'removeEmergencyRing', { patient });
}

/** The ring that the chain names, and whether it still opens what is sealed now. */
export interface EmergencyRingStatus {
	ring: EmergencyRingOnChain;
	/** When it was set. */
	since: number;
	/** The controller set it. Then no representative takes it away, as long as it is not stale. */
	byController: boolean;
	/** The patient has a newer key: the ring opens no record that was sealed or moved since. */
	isStale: boolean;
}

/** The patient's emergency ring, now or at `block`; `undefined` if there is none. */
export async function emergencyRing(chain: Chain, patient: Uint8Array, block?: string): Promise<EmergencyRingStatus | undefined> {
	const status = (await chain.ask('consentApi', 'emergencyRing', [patient], block)).toJSON();
	if (!status) return undefined;
	const { custodians, threshold, keyEpoch, commitment } = status.ring;
	return { ...status, ring: { custodians, threshold, epoch: keyEpoch, commitment: hexToBytes(commitment.slice(2)) } };
}
