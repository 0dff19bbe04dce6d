/** The patient takes everything back, and starts a new key epoch. */
import { liftRefusal } from '@salus/client/consent';
import { openRecord, randomSalt, sealRecord, utf8ToBytes } from '@salus/client/format';
import { ReleaseRefused, type Ticket } from '../hospital.ts';
import type { Opened, Play } from '../play.ts';
import type { StepLog } from '../step.ts';
import { refusesFormat } from './tamper.ts';

const VOID = 'NoLongerPermitted';

export async function revoke(play: Play, log: StepLog): Promise<string> {
	const { chain, patient, afterRevocation } = play;
	const ticket = play.unused as Ticket;
	// Both by the patient, so in this order: nothing but the revocation denies what follows.
	const taken = await Promise.all([patient.send(liftRefusal(chain, patient.id, play.refusal)), patient.revoke(play.grant)]);
	for (const receipt of taken) play.keep(receipt);
	await attempt('an unused ticket, judged by the chain', async () => (await play.cast.hospital.judge(ticket)).best === VOID);
	await attempt('the same ticket, shown to the custodian', () => isRefusedBy(play, ticket));
	await Promise.all([
		attempt('another request', () => isDenied(play, ticket)),
		attempt('the old key, for what is sealed from now on', async () => {
			play.keep(await patient.renewKeys());
			return isLockedOut(play);
		}),
	]);
	return 'Denied at once, the unused ticket is void, and new records are sealed under new keys. What was read cannot be unread.';

	async function attempt(way: string, isClosed: () => Promise<boolean>): Promise<void> {
		afterRevocation.tried += 1;
		const closed = await isClosed();
		if (closed) afterRevocation.noticed += 1;
		log.compare(`the way to the records by ${way}`, 'closed', closed ? 'closed' : 'open');
	}
}

async function isRefusedBy({ cast: { hospital } }: Play, ticket: Ticket): Promise<boolean> {
	try {
		await hospital.release(ticket);
		return false;
	} catch (error) {
		if (error instanceof ReleaseRefused && error.reason === VOID) return true;
		throw error;
	}
}

async function isDenied(play: Play, { anchor }: Ticket): Promise<boolean> {
	const { cast: { hospital, specialist }, patient } = play;
	const answer = await specialist.request(patient.id, { Anchor: anchor }, hospital.organization);
	play.count(answer);
	return answer.ticket === undefined;
}

/** Whether the key that the specialist got does not open a record that the hospital seals now. */
async function isLockedOut({ cast: { hospital }, patient, opened }: Play): Promise<boolean> {
	const { key } = opened[0] as Opened;
	const publicKeys = await hospital.checkCard(await patient.keyCard(), patient.id);
	const context = { patient: patient.id, recordClass: key.recordClass };
	const blob = await sealRecord(context, patient.epoch, publicKeys.get(key.recordClass) as Uint8Array, randomSalt(), utf8ToBytes('{}'));
	return refusesFormat(openRecord(context, key.privateKey, blob));
}
