/** The patient takes everything back, and starts a new key epoch. */
import { liftRefusal } from '@salus/client/consent';
import { type HeldTicket, targetArgument } from '@salus/client/custody';
import { BatchOpener, BatchSealer, type ClassPublicKey, keyOfClass, type PrivateKey, type ReleaseTarget } from '@salus/client/format';
import type { Opened, Play } from '../play.ts';
import type { StepLog } from '../step.ts';
import { wordOn } from './read.ts';
import { refusesFormat } from './tamper.ts';

const VOID = 'NoLongerPermitted';

export async function revoke(play: Play, log: StepLog): Promise<string> {
	const { chain, patient, afterRevocation } = play;
	const ticket = play.unused as HeldTicket;
	// Both by the patient, so in this order: nothing but the revocation denies what follows.
	const taken = await Promise.all([patient.send(liftRefusal(chain, patient.id, play.refusal)), patient.revoke(play.grant)]);
	for (const receipt of taken) play.keep(receipt);
	await attempt('an unused ticket, judged by the chain', async () => (await play.faultsOf(ticket))[0] === VOID);
	await attempt('the same ticket, in a request that its holder signs', () => isRefused(play, ticket));
	await attempt('the ticket for ward rounds, which has hours left', () => isRefused(play, play.rounds as HeldTicket));
	await Promise.all([
		attempt('another request', () => isDenied(play, ticket)),
		attempt('the old key, for what is sealed from now on', async () => {
			await publishNewKeys(play);
			return isLockedOut(play);
		}),
	]);
	return 'Denied at once, the tickets are void, and new records are sealed under new keys. What was read cannot be unread.';

	async function attempt(way: string, isClosed: () => Promise<boolean>): Promise<void> {
		afterRevocation.tried += 1;
		const closed = await isClosed();
		if (closed) afterRevocation.noticed += 1;
		log.compare(`the way to the records by ${way}`, 'closed', closed ? 'closed' : 'open');
	}
}

/** As far as to the new key on the chain; `moveRecords` goes on. */
async function publishNewKeys(play: Play): Promise<void> {
	const { cast: { hospital }, patient } = play;
	play.renewal = patient.renewKeys([hospital.custodian], (receipt) => play.keep(receipt));
	for (let step: string | undefined; step !== 'published';) step = (await play.renewal.next()).value?.step;
}

/** By the custodian, which does not say why, and for no reason but that the chain gives. */
async function isRefused(play: Play, ticket: HeldTicket): Promise<boolean> {
	const { cast: { hospital, specialist } } = play;
	const word = await wordOn(specialist.fetch(hospital.custodian, ticket));
	return word === 'custody.refused' && (await play.faultsOf(ticket))[0] === VOID;
}

async function isDenied(play: Play, { targets }: HeldTicket): Promise<boolean> {
	return (await play.ask(targetArgument(targets[0] as ReleaseTarget))).ticket === undefined;
}

/** Whether the key that the specialist got does not open a batch that the hospital seals now. */
async function isLockedOut({ cast: { hospital }, patient, opened }: Play): Promise<boolean> {
	const { batch: { recordClass }, keys } = opened[0] as Opened;
	const card = await hospital.checkCard(await patient.keyCard(), patient.id);
	const context = { patient: patient.id, recordClass };
	const { header } = await BatchSealer.begin(context, card.keys.get(recordClass) as ClassPublicKey);
	return refusesFormat(BatchOpener.begin(context, (await keyOfClass(keys, recordClass)) as PrivateKey, header));
}
