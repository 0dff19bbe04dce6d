/** Who used up a ticket, as the trail tells. */
import { decodeAddress } from '@polkadot/util-crypto';
import type { Chain } from '../chain/chain.ts';
import type { AuditedEvent } from '../chain/generated/told.ts';
import { inParts, MAX_PAGE } from '../chain/in-parts.ts';

/**
 * The account that redeemed a ticket first, or reported a release that the ticket covers, which uses it up as well; `undefined` if no entry after the ticket's
 * tells of it. A ticket lives for minutes, or hours, so these are few.
 */
export async function redeemerOf(chain: Chain, patient: Uint8Array, ticket: number, block?: string): Promise<Uint8Array | undefined> {
	const at = block ?? (await chain.heads()).best;
	const trail = { Patient: patient };
	const { next } = (await chain.ask('auditLogApi', 'head', [trail], at)).toJSON();
	for await (const page of inParts(ticket + 1, next, MAX_PAGE, (from, count) => chain.ask('auditLogApi', 'entries', [trail, from, count], at))) {
		for (const [, { actor, event }] of page.toJSON()) if (usesUp(event, ticket) && actor.practitioner) return decodeAddress(actor.practitioner.account);
	}
	return undefined;
}

function usesUp({ recordsReleased, releaseReported }: AuditedEvent, ticket: number): boolean {
	return recordsReleased?.ticket === ticket || (releaseReported?.ticket === ticket && releaseReported.flaw === null);
}
