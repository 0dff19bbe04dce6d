/** Everybody gets into place: staff, the patient, and leave for the hospital to add records. */
import type { Action } from '@salus/client/chain';
import { decide, wholeClass } from '@salus/client/consent';
import type { Play } from '../play.ts';
import { enlist, licenseEmergencies } from '../staff.ts';
import type { StepLog } from '../step.ts';

export async function register(play: Play, log: StepLog): Promise<string> {
	const { chain, cast, patient } = play;
	const [registered, listed] = await Promise.all([patient.register(), enlist(cast)]);
	play.keep(registered);
	play.preparing.push(...listed);
	const licensed = await licenseEmergencies(cast);
	play.isLicensed = licensed !== undefined;
	play.preparing.push(...(licensed ?? []));
	const row = await chain.read(({ query }) => query['system']!['account']!(patient.account.address));
	const { data } = row.toJSON() as { data: { free: number } };
	log.compare('the patient\'s balance', 0, Number(data.free));
	const known = (await chain.ask('patientIdentityApi', 'patient', [patient.id])).toJSON();
	log.compare('the patient\'s status on the chain', 'Active', known?.status ?? null);
	return 'Registered, with a balance of zero. Hospital and clinic have listed their people, the specialist has published an encryption key.';
}

export async function letHospitalCollect(play: Play, log: StepLog): Promise<string> {
	const { chain, cast: { hospital }, patient } = play;
	play.keep(await patient.grantCollect(hospital.organization));
	play.card = await patient.keyCard();
	const actor = { Practitioner: { organization: hospital.organization, account: hospital.clinician.publicKey } };
	const word = async (action: Action) =>
		Object.keys(await decide(chain, { patient: patient.id, actor, action, purpose: 'Treatment', target: wholeClass(play.refused) }))[0];
	log.compare('the chain\'s word on a clinician who adds a record', 'permit', await word('Collect'));
	log.compare('the chain\'s word on the same clinician reading it', 'deny', await word('Access'));
	return 'Granted for a year: adding is permitted, reading is not. The hospital got public keys to seal with.';
}
