/** The patient contests an entry of the trail, and the organization whose people it tells of answers for it. */
import { randomBytes } from '@noble/hashes/utils.js';
import { answerInquiry, contestEntry, inquiriesOf } from '@salus/client/audit';
import { bytesToHex } from '@salus/client/format';
import type { Play } from '../play.ts';
import type { StepLog } from '../step.ts';

export async function contest(play: Play, log: StepLog): Promise<string> {
	const { chain, cast: { specialist, clinicOfficer }, patient } = play;
	const sequence = await lastRequestOf(play);
	// What is said in words goes to the clinic; the chain has a commitment.
	await play.send(contestEntry(chain, patient.id, sequence, randomBytes(32)), patient.account);
	log.compare('what the clinic has to answer for, and whether it has', [[sequence, false]], await inquiries());
	const { account, capacity } = clinicOfficer;
	await play.send(answerInquiry(chain, { capacity, trail: patient.id, sequence, answer: 'Mistaken', statement: randomBytes(32) }), account);
	log.compare('the same after the answer', [[sequence, true]], await inquiries());
	return 'The patient contests the request that came after the revocation. The clinic\'s privacy officer answers that it was a mistake; both stand in the trail.';

	async function inquiries(): Promise<[number, boolean][]> {
		const found: [number, boolean][] = [];
		for await (const { trail, sequence: place, inquiry } of inquiriesOf(chain, specialist.organization)) {
			if (trail.patient === `0x${bytesToHex(patient.id)}`) found.push([place, inquiry.isAnswered]);
		}
		return found;
	}
}

/** The place of the specialist's last request, which was denied. */
async function lastRequestOf({ cast: { specialist }, patient }: Play): Promise<number> {
	const { entries } = await patient.readTrail();
	const asked = entries.filter(({ entry }) => {
		const { actor, event } = entry.toJSON();
		return event.accessRequested && actor.practitioner?.account === specialist.account.address;
	});
	return asked.at(-1)?.sequence as number;
}
