/** A refusal beats a grant. */
import { refusalOf, refuse } from '@salus/client/consent';
import { className } from '@salus/client/format';
import type { Play } from '../play.ts';
import type { StepLog } from '../step.ts';

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
