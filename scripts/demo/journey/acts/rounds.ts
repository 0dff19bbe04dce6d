/** The specialist's ward rounds: asked for once, for a shift; each release is judged anew, and told in the trail. */
import type { HeldTicket } from '@salus/client/custody';
import type { ReleaseTarget } from '@salus/client/format';
import type { Opened, Play } from '../play.ts';
import type { StepLog } from '../step.ts';

const SHIFT_HOURS = 8;

export async function makeRounds(play: Play, log: StepLog): Promise<string> {
	const { opened, patient } = play;
	const targets = opened.map(({ batch }) => ({ Anchor: batch.anchor as number }));
	const { receipt, held } = await play.askForHours(targets, SHIFT_HOURS);
	log.compare('the answer to one request for all of it, for a shift', 'a ticket', held === undefined ? 'no ticket' : 'a ticket');
	const ticket = held as HeldTicket;
	play.rounds = ticket;
	log.compare('the records that the ticket names', targets.map(({ Anchor: anchor }) => ({ anchor })), ticket.targets);
	log.progress('Permitted; the custodian waits until the ticket is final');
	await receipt.finalized;

	const [first] = ticket.targets as [ReleaseTarget];
	const recordsOf = (rounds: Opened[]) => rounds.reduce((sum, { batch: { records } }) => sum + records.length, 0);
	log.compare('the records read on the morning round', recordsOf(opened), await goRound(play, ticket, ticket.targets));
	log.compare('the records read again on the evening round, by the same ticket', recordsOf(opened.slice(0, 1)), await goRound(play, ticket, [first]));
	const { entries } = await patient.readTrail();
	const releases = entries.filter(({ entry }) => entry.toJSON().event.recordsReleased?.ticket === ticket.sequence).length;
	log.compare('the releases by that ticket that the patient\'s trail tells', 2, releases);
	return `One request and one ticket for ${SHIFT_HOURS} hours and ${targets.length} ${targets.length === 1 ? 'batch' : 'batches'}; two releases, each of them an entry of the trail.`;
}

/** Fetches and reads what is wanted, by one request. How many records it was. */
async function goRound(play: Play, ticket: HeldTicket, wanted: ReleaseTarget[]): Promise<number> {
	const { cast: { hospital, specialist }, opened } = play;
	const { keys } = opened[0] as Opened;
	let records = 0;
	let isKept = false;
	for await (const { receipt, release } of specialist.fetchEach(hospital.custodian, ticket, wanted)) {
		if (!isKept) play.keep(receipt);
		isKept = true;
		records += await specialist.readAll(release, keys);
	}
	return records;
}
