/** A specialist asks, the patient approves less than was asked for. */
import { randomBytes } from '@noble/hashes/utils.js';
import { actionSet, purposeSet } from '@salus/client/chain';
import { approveRequest, classesScope, daysFrom, grantOf, openRequests, requestConsent } from '@salus/client/consent';
import { className } from '@salus/client/format';
import type { Play } from '../play.ts';
import type { StepLog } from '../step.ts';

export const GRANT_DAYS = 30;
/** What the specialist asks for, of which the patient approves less. */
const ASKED_DAYS = 365;

export async function askForConsent(play: Play, log: StepLog): Promise<string> {
	const { chain, cast: { specialist }, patient } = play;
	const asked = requestConsent(chain, {
		patient: patient.id,
		capacity: specialist.capacity,
		provision: {
			grantee: specialist.grantee,
			scope: classesScope(...play.granted, play.outside),
			content: null,
			actions: actionSet('Access'),
			purposes: purposeSet('Treatment', 'Research'),
			period: daysFrom(await chain.now(), ASKED_DAYS),
		},
		reason: randomBytes(32),
	});
	await Promise.all([
		play.expectDenied(log, play.targetOf(play.granted[0] as number), 'before anything was granted'), play.send(asked, specialist.account),
	]);
	const waiting = (await openRequests(chain, patient.id)).map(([organization]) => organization);
	log.compare('the organizations whose requests wait for the patient', [specialist.organization], waiting);
	const names = [...play.granted, play.outside].map(className).join(', ');
	return `The record was denied. Asked for, and waiting for the patient's answer: ${ASKED_DAYS} days of ${names} for treatment and research.`;
}

export async function approve(play: Play, log: StepLog): Promise<string> {
	const { chain, cast: { hospital, specialist }, patient } = play;
	const { organization, grantee } = specialist;
	const provision = {
		grantee,
		scope: classesScope(...play.granted),
		content: null,
		actions: actionSet('Access'),
		purposes: purposeSet('Treatment'),
		period: daysFrom(await chain.now(), GRANT_DAYS),
	};
	const { envelope } = await patient.sealKeys(organization, grantee, play.granted, await specialist.publicKey());
	const receipt = play.keep(await patient.send(approveRequest(chain, patient.id, organization, provision, { envelope })));
	play.grant = grantOf(receipt);
	await patient.deliver(hospital.custodian);
	log.compare('the requests that still wait', 0, (await openRequests(chain, patient.id)).length);
	return 'Granted. The keys of these classes lie with the hospital, sealed to the specialist; the chain has their hash.';
}
