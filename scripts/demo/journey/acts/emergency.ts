/** Somebody to whom nothing was granted breaks the glass, reads with keys that custodians hand out together, and is judged afterwards. */
import { randomBytes } from '@noble/hashes/utils.js';
import { SalusError } from '@salus/client/errors';
import {
	closeEmergency, openEmergency, reviewEmergency, session as sessionBy, sessionOf, type Target, untilDrawn, verdictOn, wholeClass,
} from '@salus/client/consent';
import { type CustodianService, type HandedRing, type HeldTicket, openInEmergency, ringOutlook } from '@salus/client/custody';
import { className } from '@salus/client/format';
import { asSuperuser, SUPERUSER, wellKnown } from '../authorities.ts';
import type { Fetched } from '../specialist.ts';
import type { KeyCustodian } from '../key-custodian.ts';
import type { Play } from '../play.ts';
import type { StepLog } from '../step.ts';

const EMERGENCY_HOURS = 1;

/** The patient's client shares the keys among custodians, before anything has happened. */
export async function prepareForEmergency(play: Play, log: StepLog): Promise<string> {
	const { chain, patient, keyCustodians } = play;
	play.leaveOutWithoutSuperuser();
	// Each of them takes the ring in only if the chain names it, and its own share opens.
	play.keep(await patient.setEmergencyRing(keyCustodians));
	const outlook = await ringOutlook(chain, patient.id, new Map(keyCustodians.map(({ organization, key }) => [organization, key])));
	log.compare('the custodians who can hand out a share, and whether that is enough', [keyCustodians.length, true], [outlook?.able.length, outlook?.canBeOpened]);
	return `Custodians 1 to ${keyCustodians.length} keep a share each; any two of them can hand out the keys together, and one alone knows nothing.`;
}

export async function breakGlass(play: Play, log: StepLog): Promise<string> {
	const { chain, cast: { hospital, physician }, patient } = play;
	play.leaveOutWithoutSuperuser();
	const batch = play.emergencyBatch;
	const target = { Anchor: batch.anchor as number };
	await play.expectDenied(log, target, 'of the physician, to whom nothing was granted', physician);
	const opened = await play.send(
		openEmergency(chain, {
			patient: patient.id, capacity: physician.capacity, reason: 'Unresponsive', justification: randomBytes(32), hours: EMERGENCY_HOURS,
		}),
		physician.account,
	);
	const session = sessionOf(opened)?.session as number;
	log.compare('what came of breaking the glass', 'a session', session === undefined ? 'denied' : 'a session');
	log.compare('the sessions that the patient\'s trail shows in the block of the opening', [session], await sessionsToldIn(play, opened.block));

	// The third has lost its store, and its service is not up: any two will do.
	const keepers = play.keyCustodians.slice(0, -1);
	const [gone] = play.keyCustodians.slice(-1) as [KeyCustodian];
	log.compare('the word of the custodian who lost everything', 'custody.unreachable', await wordOfService(gone));
	const [records, ...shares] = await fetchAll(play, log, [
		[hospital.custodian, target], ...keepers.map(({ custodian }) => [custodian, wholeClass(batch.recordClass)] as const),
	]);
	const handed = shares.map(({ release: { ticket, head } }): HandedRing => ({ custodian: ticket.custodian, released: head.emergency!, block: ticket.block }));
	log.compare('what the share of one custodian opens', 'emergency.too-few-shares', await wordOnShares(play, handed.slice(0, 1)));
	const { keys } = await openInEmergency(chain, patient.id, handed);
	const tell = log.progressOf(batch.records.length, 'verified');
	let done = 0;
	await physician.readAll(records!.release, keys, () => tell(++done));
	log.compare('the records that opened in the emergency, and are under their anchor', batch.records.length, done);
	play.emergency = { custodians: play.keyCustodians.length, threshold: handed.length, records: done };

	// One after the other: nobody judges a session that is still open.
	await play.send(closeEmergency(chain, physician.capacity, session), physician.account);
	const judge = await review(play, session);
	const judged = await sessionBy(chain, session);
	log.compare('whether the verdict on the chain is "justified"', true, (judged && verdictOn(judged)) ?? null);
	return `${done} ${className(batch.recordClass)} read that ${done === 1 ? 'was' : 'were'} ${batch.recordClass === play.outside ? 'granted to nobody' : 'granted to somebody else only'}, with the shares of custodians 1 and ${keepers.length}; it did without custodian ${play.keyCustodians.length}, which had lost everything and was not up. The patient's trail told it in the same block; ${judge} found it justified.`;
}

/** Asks for access at each of these custodians, waits until the tickets are final, and fetches what they are for. */
async function fetchAll(play: Play, log: StepLog, from: (readonly [custodian: CustodianService, target: Target])[]): Promise<Fetched[]> {
	const { cast: { physician } } = play;
	const asked = await Promise.all(from.map(async ([custodian, target]) => {
		const { receipt, held } = await play.ask(target, physician, custodian.organization, 'EmergencyTreatment');
		log.compare('the answer in the emergency', 'a ticket', held === undefined ? 'no ticket' : 'a ticket');
		return { receipt, held: held as HeldTicket, custodian };
	}));
	log.progress('The session is open; the custodians wait until the tickets are final');
	await Promise.all(asked.map(({ receipt }) => receipt.finalized));
	return Promise.all(asked.map(async ({ held, custodian }) => {
		const fetched = await physician.fetch(custodian, held);
		play.keep(fetched.receipt);
		return fetched;
	}));
}

async function wordOfService({ custodian }: KeyCustodian): Promise<string> {
	return custodian.about().then(() => 'that it is there', codeOf);
}

async function wordOnShares({ chain, patient }: Play, handed: HandedRing[]): Promise<string> {
	return openInEmergency(chain, patient.id, handed).then(
		() => 'the ring',
		codeOf,
	);
}

function codeOf(error: unknown): string {
	if (error instanceof SalusError) return error.code;
	throw error;
}

/**
 * Has a session that is over judged: by the hospital's privacy officer, if the lot fell on the hospital, as it does where no other
 * organization has one; else by the authority, which may judge at any time. Tells who did it.
 */
async function review(play: Play, session: number): Promise<string> {
	const { chain, cast: { hospital, officer } } = play;
	const verdict = reviewEmergency(chain, { session, capacity: officer.capacity, isJustified: true, findings: randomBytes(32) });
	const drawn = await untilDrawn(chain, session);
	if (drawn.length === 0 || drawn.includes(hospital.organization)) {
		await play.send(verdict, officer.account);
		return 'a privacy officer of the hospital, on which the lot fell,';
	}
	play.keep(await asSuperuser(chain, verdict, wellKnown(SUPERUSER)));
	return 'the authority, since the lot fell on other organizations,';
}

/** The emergency sessions that the patient's trail tells of, at a block. */
async function sessionsToldIn({ patient }: Play, block: string): Promise<number[]> {
	const { entries } = await patient.readTrail(block);
	return entries.flatMap(({ entry }) => {
		const { event } = entry.toJSON();
		return event.emergencyOpened ? [event.emergencyOpened.session] : [];
	});
}
