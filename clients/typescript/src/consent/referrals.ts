/** Referrals: a grantee passes on a part of its grant. */
import type { Chain } from '../chain/chain.ts';
import { numberIn, type Receipt } from '../chain/events.ts';
import type { Transaction } from '../chain/sending.ts';
import type { Capacity } from '../chain/codes.ts';
import type { Provision } from './provision.ts';
import type { Envelope } from './sealed-keys.ts';

export interface Referral {
	patient: Uint8Array;
	/** For whom the signer acts. */
	capacity: Capacity;
	/** The signer's grant. */
	parent: number;
	/** To whom a part of it goes. */
	organization: number;
	provision: Provision;
	/** The keys, which whoever passes a grant on takes out of its own envelope. */
	envelope?: Envelope | undefined;
}

/**
 * Passes on a part of a grant to another organization. What has to do with the patient is one error, `consent.NotReferable`: an unknown
 * patient or grant, a freeze, a refusal of the signer or of the receiver.
 */
export function refer(chain: Chain, { envelope, ...referral }: Referral): Transaction {
	return chain.call('consent', 'refer', { ...referral, envelope: envelope ?? null });
}

/** The number of the grant that came of a referral. */
export function referredIn(receipt: Receipt): number {
	return numberIn(receipt, 'consent', 'Referred', 'grant');
}
