/** Somebody who has left: the trail stays, and whoever tries later is found in it. To others it looks as if there had been nobody. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { randomBytes } from '@noble/hashes/utils.js';
import { activityOf, checkByBlocks } from '@salus/client/audit';
import { type Receipt, findEvent } from '@salus/client/chain';
import { askFor } from '@salus/client/custody';
import { bytesToHex } from '@salus/client/format';
import type { Patient } from '../../scripts/demo/journey/patient.ts';
import type { Specialist } from '../../scripts/demo/journey/specialist.ts';
import { ALL_OBSERVATIONS } from './custodians.ts';
import { type Attempt, eventsOf, HOSPITAL, listOf, OBSERVATION, outcomeOf, seenIn, told, type World } from './world.ts';

const DENIED = { denied: { unknownOrClosedPatient: null } };

export function closedTests(world: () => World): void {
	test('a closed patient\'s trail is readable and whole, and attempts that come later stand in it and in the organization\'s list', async () => {
		const { chain } = world();
		const from = (await chain.api.rpc.chain.getHeader()).number.toNumber() + 1;
		const [doctor, patient] = await Promise.all([world().physician(), world().patient()]) as [Specialist, Patient];
		const { id, account } = patient;
		const unknown = randomBytes(32);
		await patient.grantAccess(doctor, [OBSERVATION], 30);
		assert.notEqual((await doctor.request(id, ALL_OBSERVATIONS, HOSPITAL)).ticket, undefined);
		await close(world(), patient);
		const before = await world().trailOf(id);
		assert.deepEqual(told(before).map(([event]) => event), ['patientRegistered', 'consentGranted', 'accessRequested', 'closingAnnounced', 'closed']);

		// A doctor who had leave, a stranger off the street, and who was the patient once.
		const [stranger, question] = [world().account(), { custodian: HOSPITAL, purpose: 'PatientRequest', capacity: 'Person' } as const];
		await Promise.all([stranger, account].map((who) => world().fund(who)));
		const attempts = async (whose: Uint8Array) => {
			const asked = await Promise.all([
				doctor.request(whose, ALL_OBSERVATIONS, HOSPITAL), doctor.requestMany(whose, [ALL_OBSERVATIONS, { Anchor: 0 }], HOSPITAL, { hours: 1 }),
				...[stranger, account].map((who) => askFor(chain, who, { ...question, patient: whose }, ALL_OBSERVATIONS)),
			]);
			return asked.map(({ receipt }) => receipt);
		};
		const [ofClosed, ofUnknown] = (await Promise.all([id, unknown].map(attempts))) as [Receipt[], Receipt[]];

		// To whoever tried, both look the same: what it cost, what it did, what was told.
		for (const [index, receipt] of ofClosed.entries()) {
			const isFree = index < 2;
			assert.equal(eventsOf(receipt).includes('transactionPayment.TransactionFeePaid'), !isFree);
			const other = ofUnknown[index]!;
			// What a fee comes to hangs on how full the blocks before were, so amounts are compared within a block.
			const alike = (texts: string[]) => (receipt.block === other.block ? texts : texts.map((text) => text.replace(/^((?:transactionPayment|balances)\.\S+) .*/, '$1')));
			assert.deepEqual(alike(seenIn(receipt, id)), alike(seenIn(other, unknown)));
		}

		// The former controller finds all four; of somebody whom nobody knows nothing is kept but in the organization's trail.
		const later = (await world().trailOf(id)).slice(before.length);
		const who = [doctor.account.address, doctor.account.address, stranger.address, account.address];
		assert.deepEqual(told(later).sort(), who.map((address) => ['accessRequested', address]).sort());
		const outcomes = later.map(({ event }) => (event['accessRequested'] as Attempt).answers.map(({ outcome }) => outcome));
		assert.deepEqual(outcomes, who.map(() => [DENIED]));
		const { best } = await chain.heads();
		// Of a denial no event tells the hash, since whoever knows the question could try out the answers.
		const entries = before.length + 4;
		assert.deepEqual(await checkByBlocks(chain, id, best, { from }), { isWhole: true, faults: [], entries, witnessed: before.length });
		assert.equal((await chain.ask('auditLogApi', 'head', [{ Patient: unknown }])).toJSON().next, 0);
		const own = (await chain.ask('auditLogApi', 'entries', [{ Organization: doctor.organization }, 0, 256])).toJSON();
		assert.deepEqual(own.map(([, { event }]) => [event.accessRequested?.patient, event.accessRequested?.answers.map(({ outcome }) => outcome)]), [
			[`0x${bytesToHex(unknown)}`, [DENIED]], [`0x${bytesToHex(unknown)}`, [DENIED]],
		]);
		assert.deepEqual(outcomeOf(own[0]![1].event.accessRequested as unknown as Attempt), DENIED);

		// And the organization's privacy officer sees what its people did, in either trail.
		const activities = await listOf(activityOf(chain, doctor.organization));
		const places = activities.map(({ trail, sequence }) => JSON.stringify([trail, sequence])).sort();
		const ofDoctor = later.flatMap(({ actor }, index) => (actor['practitioner'] ? [before.length + index] : []));
		assert.equal(ofDoctor.length, 2);
		const inOwn = [2, ...ofDoctor].map((sequence) => JSON.stringify([{ patient: `0x${bytesToHex(id)}` }, sequence]));
		assert.deepEqual(places, [...inOwn, ...[0, 1].map((sequence) => JSON.stringify([{ organization: doctor.organization }, sequence]))].sort());
	});
}

/** Closes a patient as its controller does: announced, and then waited for. */
async function close(world: World, patient: Patient): Promise<void> {
	const { chain } = world;
	const announced = await patient.send(world.call('patientIdentity', 'announceClosing', { patient: patient.id }));
	await chain.untilMoment(Number(findEvent(announced, 'patientIdentity', 'ClosingAnnounced')['at']!.toString()));
	await patient.send(world.call('patientIdentity', 'close', { patient: patient.id }));
	assert.equal((await chain.ask('patientIdentityApi', 'patient', [patient.id])).toJSON(), null);
}
