/** What of a ticket a request may have: its reader has shown the secret, and the ticket permits it at both heads. */
import type { Basis, Ticket } from '../chain/generated/told.ts';
import { bytesToHex } from '../format/bytes.ts';
import type { ReleaseRequest } from '../format/release-request.ts';
import { isSameTarget, type ReleaseTarget } from '../format/release-target.ts';
import { claimOf } from '../format/ticket-secret.ts';
import { CustodyRefusal } from './faults.ts';
import { toldReleaseTarget } from './release-targets.ts';

/** What is to be released, and on what ground it was permitted. */
export interface Granted {
	target: ReleaseTarget;
	basis: Basis;
}

/** All that the request names; a {@link CustodyRefusal} unless the ticket, as the chain tells it at the two heads, permits all of it to who has its secret. */
export function grantedTo({ secret, targets }: ReleaseRequest, best: Ticket, finalized: Ticket): Granted[] {
	// Otherwise it could not be redeemed either; and who knows the ticket only, which is public, is not told what is kept.
	if (finalized.claim.slice(2) !== bytesToHex(claimOf(secret))) {
		throw new CustodyRefusal('custody.wrong-secret', 'the secret is not the one to which the holder of the ticket committed');
	}
	return targets.map((target) => {
		const basis = basisOf(finalized, target);
		if (!basis || !basisOf(best, target)) throw new CustodyRefusal('custody.not-covered', `the ticket does not permit ${nameOf(target)}, or not any more`);
		return { target, basis };
	});
}

export function nameOf(target: ReleaseTarget): string {
	return 'anchor' in target ? `anchor ${target.anchor}` : `class ${target.recordClass}`;
}

/** On what ground a ticket permits a target; `undefined` if it does not. */
function basisOf({ targets }: Ticket, target: ReleaseTarget): Basis | undefined {
	return targets.find((one) => isSameTarget(toldReleaseTarget(one.target), target))?.basis;
}
