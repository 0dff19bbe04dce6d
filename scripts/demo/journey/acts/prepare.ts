/** Everybody gets into place: staff, the patient, and leave for the hospital to add records. */
import { isDeepStrictEqual } from 'node:util';
import type { Action } from '@salus/client/chain';
import { preview, wholeClass } from '@salus/client/consent';
import { openBackupByWords, randomRecoveryWords, readBackup } from '@salus/client/format';
import type { Play } from '../play.ts';
import { enlist, openHospital, prepareEmergencies } from '../staff.ts';
import type { StepLog } from '../step.ts';

export async function register(play: Play, log: StepLog): Promise<string> {
	const { chain, cast, patient } = play;
	const [registered, listed] = await Promise.all([patient.register(), enlist(cast)]);
	play.registered = play.keep(registered);
	play.preparing.push(...listed);
	const [service, { keyCustodians = [], receipts = [] } = {}] = await Promise.all([openHospital(cast), prepareEmergencies(cast)]);
	play.service = service;
	play.keyCustodians = keyCustodians;
	play.preparing.push(...receipts);
	const row = await chain.read(({ query }) => query['system']!['account']!(patient.account.address));
	const { data } = row.toJSON() as { data: { free: number } };
	log.compare('the patient\'s balance', 0, Number(data.free));
	const known = (await chain.ask('patientIdentityApi', 'patient', [patient.id])).toJSON();
	log.compare('the patient\'s status on the chain', 'Active', known?.status ?? null);
	return 'Registered, with a balance of zero. Hospital and clinic have listed their people, who have published encryption keys.';
}

/** The ring of the patient's keys, sealed, at the hospital: whoever has the recovery words opens it, and the hospital cannot. */
export async function backUp(play: Play, log: StepLog): Promise<string> {
	const { cast: { hospital }, patient } = play;
	const words = randomRecoveryWords();
	play.words = words;
	// The custodian looks at the final chain, too, who speaks for the patient.
	await play.registered?.finalized;
	await patient.backUp(hospital.custodian, { words });
	const [kept, ...others] = await patient.fetchBackups(hospital.custodian);
	log.compare('the backups that the hospital gives back', 1, kept ? 1 + others.length : 0);
	const { roots } = openBackupByWords(readBackup(kept), words);
	log.compare('whether the ring that the words open holds the patient\'s root', true, isDeepStrictEqual(roots, patient.ring.roots));
	return 'Sealed; 24 recovery words open it again, and nobody else does.';
}

export async function letHospitalCollect(play: Play, log: StepLog): Promise<string> {
	const { chain, cast: { hospital }, patient } = play;
	play.keep(await patient.grantCollect(hospital.organization));
	play.card = await patient.keyCard();
	const actor = { Practitioner: { organization: hospital.organization, account: hospital.clinician.publicKey } };
	const word = async (action: Action) =>
		Object.keys(await preview(chain, { patient: patient.id, actor, action, purpose: 'Treatment', target: wholeClass(play.refused) }))[0];
	log.compare('the chain\'s word on a clinician who adds a record', 'permit', await word('Collect'));
	log.compare('the chain\'s word on the same clinician reading it', 'deny', await word('Access'));
	return 'Granted for a year: adding is permitted, reading is not. The hospital got public keys to seal with.';
}
