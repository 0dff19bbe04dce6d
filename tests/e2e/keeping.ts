/** Records that the hospital keeps of a patient, and tickets for them. */
import assert from 'node:assert/strict';
import type { KeyringPair } from '@polkadot/keyring/types';
import type { Purpose } from '@salus/client/chain';
import type { Target } from '@salus/client/consent';
import { askFor, type HeldTicket } from '@salus/client/custody';
import { readRecords, type Resource } from '@salus/client/fhir/records';
import type { Batch, Hospital } from '../../scripts/demo/journey/hospital.ts';
import type { Patient } from '../../scripts/demo/journey/patient.ts';
import type { Specialist } from '../../scripts/demo/journey/specialist.ts';
import { HOSPITAL, type World, fhir } from './world.ts';

/** Those resources of the sample bundle that are of these classes; all, if none is named. */
export async function sample(...classes: number[]): Promise<Resource[]> {
	const { resources } = await readRecords(fhir('sample-bundle.json'));
	return classes.length === 0 ? resources : resources.filter(({ recordClass }) => classes.includes(recordClass));
}

/** Seals and anchors records under the patient's present keys; one batch for each class. */
export async function keep(hospital: Hospital, patient: Patient, resources: Resource[]): Promise<Batch[]> {
	const card = await hospital.checkCard(await patient.keyCard(), patient.id);
	const batches = await hospital.sealAll(patient.id, card, resources);
	await hospital.anchorAll(batches);
	return batches;
}

/** The anchor of the records of a class. */
export function anchorOf(batches: Batch[], recordClass: number): number {
	return batches.find((batch) => batch.recordClass === recordClass)?.anchor as number;
}

/** A ticket of a practitioner's that is final, so that a custodian can take it. */
export async function ticketFor(
	who: Specialist, patient: Uint8Array, target: Target, { custodian = HOSPITAL, purpose = 'Treatment' }: { custodian?: number; purpose?: Purpose } = {},
): Promise<HeldTicket> {
	const { held, receipt } = await who.request(patient, target, custodian, purpose);
	assert.notEqual(held, undefined, 'the request was denied');
	await receipt.finalized;
	return held as HeldTicket;
}

/** A ticket of somebody who is no practitioner, such as the patient. */
export async function ownTicket({ chain }: World, account: KeyringPair, patient: Uint8Array, anchor: number, custodian = HOSPITAL): Promise<HeldTicket> {
	const { ticket, receipt } = await askFor(chain, account, { patient, custodian, purpose: 'PatientRequest', capacity: 'Person' }, { Anchor: anchor });
	assert.notEqual(ticket, undefined, 'the request was denied');
	await receipt.finalized;
	return ticket as HeldTicket;
}

/** Whether a ticket was redeemed: the patient's trail tells, at the best block or at another. */
export async function isRedeemed(world: World, { patient, sequence }: HeldTicket, block?: string): Promise<boolean> {
	return (await releasesOn(world, patient, sequence, block)).length > 0;
}

/** The entries of releases on a ticket. */
export async function releasesOn(world: World, patient: Uint8Array, ticket: number, block?: string): Promise<{ actor: unknown; recipient: unknown; targets: unknown }[]> {
	return (await world.trailOf(patient, block)).flatMap(({ actor, event }) => {
		const released = event['recordsReleased'] as { ticket: number; recipient: unknown; targets: unknown } | undefined;
		return released?.ticket === ticket ? [{ actor, recipient: released.recipient, targets: released.targets }] : [];
	});
}
