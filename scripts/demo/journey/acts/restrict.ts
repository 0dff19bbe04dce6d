/** A refusal beats a grant; an emergency session beats the refusal, and is judged afterwards. */
import { randomBytes } from '@noble/hashes/utils.js';
import {
	closeEmergency, openEmergency, refusalOf, refuse, reviewEmergency, session as sessionBy, sessionOf, untilDrawn, verdictOn,
} from '@salus/client/consent';
import { className } from '@salus/client/format';
import { asSuperuser, SUPERUSER, wellKnown } from '../authorities.ts';
import type { Play } from '../play.ts';
import { LeftOut, type StepLog } from '../step.ts';

const EMERGENCY_HOURS = 1;

export async function refuseClass(play: Play, log: StepLog): Promise<string> {
	const { chain, cast: { specialist }, patient, refused, outside } = play;
	const refusal = { whom: { Organization: specialist.organization }, class: refused };
	play.refusal = refusalOf(play.keep(await patient.send(refuse(chain, patient.id, refusal))));
	await Promise.all([
		play.expectDenied(log, play.targetOf(refused), 'for what is granted and refused'),
		play.expectDenied(log, play.targetOf(outside), 'for what was never granted'),
	]);
	return `Denied ${className(refused)}, since a refusal beats every grant; and ${className(outside)}, which was never granted.`;
}

export async function breakGlass(play: Play, log: StepLog): Promise<string> {
	const { chain, cast: { hospital, specialist }, patient, refused } = play;
	if (!play.isLicensed) throw new LeftOut('On this chain we know no superuser who could license it.');
	const opened = await play.send(
		openEmergency(chain, {
			patient: patient.id, capacity: specialist.capacity, reason: 'Unresponsive', justification: randomBytes(32), hours: EMERGENCY_HOURS,
		}),
		specialist.account,
	);
	const session = sessionOf(opened)?.session as number;
	log.compare('what came of breaking the glass', 'a session', session === undefined ? 'denied' : 'a session');
	log.compare('the sessions that the patient\'s trail shows in the block of the opening', [session], await sessionsToldIn(play, opened.block));
	const answer = await specialist.request(patient.id, play.targetOf(refused), hospital.organization, 'EmergencyTreatment');
	play.count(answer);
	log.compare('the answer in the emergency', 'a ticket', answer.ticket === undefined ? 'no ticket' : 'a ticket');
	// One after the other: nobody judges a session that is still open.
	await play.send(closeEmergency(chain, specialist.capacity, session), specialist.account);
	const judge = await review(play, session);
	const judged = await sessionBy(chain, session);
	log.compare('whether the verdict on the chain is "justified"', true, (judged && verdictOn(judged)) ?? null);
	return `Permitted ${className(refused)}, which was not refused even in an emergency. The patient's trail told it in the same block; ${judge} found it justified.`;
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
