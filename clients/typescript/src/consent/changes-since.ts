/** What was given, set and lifted since a moment: what a patient looks through after somebody else has held its key. */
import type { Chain } from '../chain/chain.ts';
import type { Grant } from './grants.ts';
import type { Restrictions } from './refusals.ts';

/** What a patient had set against access, and until when, as the chain tells it in JSON. */
export interface LiftedRestriction {
	restriction: Record<string, unknown>;
	since: number;
	liftedAt: number;
}

/** What has changed since a moment and still counts, as the chain tells it in JSON. */
export interface ChangesSince {
	/** The live grants that were given since, each with the organization that holds it: what `revokeSince` ends. */
	grants: [organization: number, grant: Grant][];
	/** What stands and did not before. */
	restrictionsSet: Restrictions;
	/** What stood before and no longer does, the latest to be lifted first. */
	restrictionsLifted: LiftedRestriction[];
	/** Whether `restrictionsLifted` is all: the chain forgets, and looks no further back than 1,024 of them. */
	isComplete: boolean;
}

export async function changesSince(chain: Chain, patient: Uint8Array, since: number): Promise<ChangesSince> {
	return (await chain.ask('consentApi', 'changesSince', [patient, since])).toJSON();
}
