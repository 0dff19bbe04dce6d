/** Records that the hospital keeps of a patient, and tickets for them. */
import assert from 'node:assert/strict';
import type { KeyringPair } from '@polkadot/keyring/types';
import { findEvent, type Purpose } from '@salus/client/chain';
import type { Target } from '@salus/client/consent';
import type { HeldTicket } from '@salus/client/custody';
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
	const { ticket, receipt } = await who.request(patient, target, custodian, purpose);
	assert.notEqual(ticket, undefined, 'the request was denied');
	await receipt.finalized;
	return { patient, sequence: ticket as number, custodian, anchor: 'Anchor' in target ? Number(target.Anchor) : undefined, block: receipt.block };
}

/** A ticket of somebody who is no practitioner, such as the patient. */
export async function ownTicket({ chain }: World, account: KeyringPair, patient: Uint8Array, anchor: number): Promise<HeldTicket> {
	const call = chain.call('auditLog', 'requestAccess', {
		patient, target: { Anchor: anchor }, action: 'Access', purpose: 'PatientRequest', capacity: 'Person', custodian: HOSPITAL, reason: null,
	});
	const receipt = await chain.send(call, account);
	const { ticket } = findEvent(receipt, 'auditLog', 'AccessAnswered');
	assert.ok(!ticket!.isEmpty, 'the request was denied');
	await receipt.finalized;
	return { patient, sequence: Number(ticket!.toString()), custodian: HOSPITAL, anchor, block: receipt.block };
}

/** Whether a ticket was redeemed. */
export async function isRedeemed({ chain }: World, { patient, sequence }: HeldTicket): Promise<boolean> {
	return !(await chain.api.query['auditLog']!['redemptions']!(patient, sequence)).isEmpty;
}
