/** Patients with guardians, who can give the account back. */
import assert from 'node:assert/strict';
import type { KeyringPair } from '@polkadot/keyring/types';
import { randomBytes } from '@noble/hashes/utils.js';
import { findEvent, type Guardian, guardianCommitment, optional, sortGuardians } from '@salus/client/chain';
import type { Patient } from '../../scripts/demo/journey/patient.ts';
import { CLINIC, RECOVERY_DELAY, type World, eventsOf } from './world.ts';

/** A patient with three guardians of whom two are enough: a patient, an account that the chain has not seen, and the clinic. */
export interface Guarded {
	patient: Patient;
	id: Uint8Array;
	controller: KeyringPair;
	friend: KeyringPair;
	unseen: KeyringPair;
	set: Parameters<typeof guardianCommitment>[1];
	/** The number that names a guardian. */
	number: (who: KeyringPair | 'clinic') => number;
}

/** Commits to guardians, waits until they are the guardians, and lets one of them show who they are. */
export async function withGuardians(world: World, meanwhile: (patient: Patient) => Promise<void> = async () => {}): Promise<Guarded> {
	const { chain } = world;
	const [patient, { account: friend }] = await Promise.all([world.patient(), world.patient()]);
	const unseen = world.account();
	const { id: patientId, account: controller } = patient;
	const members = sortGuardians([{ Person: friend.publicKey }, { Person: unseen.publicKey }, { Institution: CLINIC }]);
	const set = { threshold: 2, members, salt: randomBytes(32) };
	const isOf = (who: KeyringPair | 'clinic') => (member: Guardian) =>
		'Person' in member ? who !== 'clinic' && Buffer.compare(member.Person, who.publicKey) === 0 : who === 'clinic';
	const number = (who: KeyringPair | 'clinic') => members.findIndex(isOf(who));

	const commitment = guardianCommitment(patientId, set);
	const call = world.call('patientIdentity', 'setGuardians', { patient: patientId, commitment: optional(commitment) });
	const [committed] = await Promise.all([chain.send(call, controller), meanwhile(patient)]);
	const { effectiveAt } = numbers(findEvent(committed, 'patientIdentity', 'GuardiansCommitted'));
	assert.equal(effectiveAt, (await chain.now(committed.block)) + RECOVERY_DELAY);
	assert.equal(await world.referencesOf(unseen.publicKey), 0);
	await chain.untilMoment(effectiveAt!);
	const reveal = world.call('patientIdentity', 'revealGuardians', { patient: patientId, ...set, member: number(friend) });
	const revealed = await chain.send(reveal, friend);
	assert.ok(eventsOf(revealed).includes('patientIdentity.GuardiansRevealed'));
	assert.equal(await world.referencesOf(unseen.publicKey), 1);
	return { patient, id: patientId, controller, friend, unseen, set, number };
}

/** The fields of an event that are numbers. */
export function numbers(fields: ReturnType<typeof findEvent>): Record<string, number> {
	return Object.fromEntries(Object.entries(fields).map(([name, value]) => [name, Number(value.toString())]));
}
