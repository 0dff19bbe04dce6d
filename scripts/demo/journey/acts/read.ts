/** The specialist asks again, gets the sealed records, opens and checks them. */
import { Readable } from 'node:stream';
import type { Play } from '../play.ts';
import type { StepLog } from '../step.ts';
import type { ReleasedRecord, Ticket } from '../hospital.ts';

/** How many records are read at the same time: the chain is asked about each. */
const AT_A_TIME = 16;

export async function release(play: Play, log: StepLog): Promise<string> {
	const { cast: { hospital, specialist }, patient, granted } = play;
	const anchors = granted.map((recordClass) => play.batchOf(recordClass).anchor as number);
	// One ticket more than is used: it will be shown again after the grant is revoked.
	const requests = await Promise.all([...anchors, anchors[0] as number].map((anchor) => play.expectPermitted(log, anchor)));
	log.progress('Permitted; the custodian waits until the tickets are final');
	await Promise.all(requests.map(({ receipt }) => receipt.finalized));
	const tickets = requests.map(({ ticket }) => ticket);
	play.unused = tickets.pop() as Ticket;
	const { best, finalized } = await hospital.judge(play.unused);
	log.compare('what is wrong with a fresh ticket, at the best and the finalized block', [null, null], [best ?? null, finalized ?? null]);
	const keys = await specialist.openEnvelope(patient.id, play.grant);
	log.compare('the classes whose keys the envelope holds', [...granted].sort((a, b) => a - b), keys.map(({ recordClass }) => recordClass));
	await Promise.all(tickets.map(async (ticket) => {
		const known = await specialist.anchor(patient.id, ticket.anchor);
		const released = await hospital.release(ticket);
		play.keep(released.receipt);
		log.compare('the records released under an anchor, of those that are anchored', known.leaves, released.length);
		const key = keys.find(({ recordClass }) => recordClass === known.recordClass);
		if (key) play.opened.push({ known, key, release: released });
	}));
	const count = play.opened.reduce((sum, { release: { length } }) => sum + length, 0);
	return `${tickets.length} ${tickets.length === 1 ? 'ticket' : 'tickets'} checked at the best and the finalized block and redeemed; ${count} sealed records released.`;
}

export async function read(play: Play, log: StepLog): Promise<string> {
	const { cast: { specialist }, patient, opened } = play;
	const total = opened.reduce((sum, { release: { length } }) => sum + length, 0);
	const tell = log.progressOf(total, 'verified');
	let done = 0;
	for (const { known, key, release } of opened) {
		const readRecord = await specialist.reader(patient.id, known, key);
		await Readable.from(release).forEach(
			async (record: ReleasedRecord) => {
				await readRecord(record);
				tell(++done);
			},
			{ concurrency: AT_A_TIME },
		);
	}
	log.compare('the records that opened and are under their anchor', total, done);
	return `${done} records opened; each is, byte for byte, what the hospital anchored.`;
}
