/** A release whose redemption was in a block that is none of the chain's any more, so that no entry tells of it. */
import { decodeAddress } from '@polkadot/util-crypto';
import type { Actor, Recipient } from '../chain/generated/given.ts';
import type { Actor as ToldActor, Ticket } from '../chain/generated/told.ts';
import { bytesOf } from '../chain/trail.ts';
import type { ReleaseRequest } from '../format/release-request.ts';
import type { Granted } from './granted.ts';
import type { UnreportedRelease } from './reports.ts';

/** What the chain has to be told of it. The chain, or the way to it, failed: it is looked at again, though the ticket covers it. */
export function unrecorded({ patient, sequence, secret }: ReleaseRequest, ticket: Ticket, granted: readonly Granted[], releasedAt: number): UnreportedRelease & { ticket: number } {
	const { action, purpose } = ticket;
	return { patient, ticket: sequence, secret, recipient: recipientOf(ticket), action, purpose, targets: granted.map(({ target }) => target), releasedAt, cause: 'Downtime' };
}

function recipientOf({ requester, reader }: Ticket): Recipient {
	return JSON.stringify(reader) === JSON.stringify(requester) ? 'Requester' : { Actor: actorArgument(reader) };
}

/** An actor that the chain tells of, as it takes one. */
function actorArgument({ person, practitioner, gateway, organization, chain }: ToldActor): Actor {
	if (person !== undefined) return { Person: decodeAddress(person) };
	if (practitioner !== undefined) return { Practitioner: { ...practitioner, account: decodeAddress(practitioner.account) } };
	if (gateway !== undefined) return { Gateway: { ...gateway, account: decodeAddress(gateway.account), practitioner: bytesOf(gateway.practitioner) } };
	if (organization !== undefined) return { Organization: { ...organization, account: decodeAddress(organization.account) } };
	return chain === undefined ? 'Authority' : 'Chain';
}
