/** Who used up a ticket, as the trail tells. */
import { decodeAddress } from '@polkadot/util-crypto';
import type { Chain } from '../chain/chain.ts';
import type { AuditedEvent } from '../chain/generated/told.ts';
import { trailEntries } from '../chain/trail.ts';

/**
 * The account that redeemed a ticket first, or reported a release that the ticket covers, which uses it up as well; `undefined` if no entry after the ticket's
 * tells of it. A ticket lives for minutes, or hours, so these are few.
 */
export async function redeemerOf(chain: Chain, patient: Uint8Array, ticket: number, block?: string): Promise<Uint8Array | undefined> {
	const at = block ?? (await chain.heads()).best;
	for await (const { actor, event } of trailEntries(chain, patient, at, { from: ticket + 1 })) {
		if (usesUp(event, ticket) && actor.practitioner) return decodeAddress(actor.practitioner.account);
	}
	return undefined;
}

function usesUp({ recordsReleased, releaseReported }: AuditedEvent, ticket: number): boolean {
	return recordsReleased?.ticket === ticket || (releaseReported?.ticket === ticket && releaseReported.flaw === null);
}
