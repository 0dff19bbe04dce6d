/** The patient reads who tried what, and re-computes the trail. */
import type { Trail } from '@salus/client/chain';
import type { Play } from '../play.ts';
import type { StepLog } from '../step.ts';

export async function readTrail(play: Play, log: StepLog): Promise<string> {
	const trail = await play.patient.readTrail();
	play.trail = trail;
	const { permitted, denied } = outcomesIn(trail.entries);
	log.compare('whether the entries hash to the head that the chain shows', true, trail.verified);
	log.compare('the permitted requests in the trail', play.answered.permitted, permitted);
	log.compare('the denied requests in the trail', play.answered.denied, denied);
	return `${trail.entries.length} entries; the hash chain over their bytes gives the head that the chain shows.`;
}

/** How many requests for access a trail shows, by their outcome. */
export function outcomesIn(entries: Trail['entries']): { permitted: number; denied: number } {
	const counted = { permitted: 0, denied: 0 };
	for (const { entry } of entries) {
		const { event } = entry.toJSON();
		if (event.accessRequested) counted[event.accessRequested.answers.some(({ outcome }) => outcome.permitted) ? 'permitted' : 'denied'] += 1;
	}
	return counted;
}
