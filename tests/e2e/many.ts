/** Many records at once, and a whole shift: one request, one entry, one ticket; each release judged anew and told. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { KeyringPair } from '@polkadot/keyring/types';
import { randomBytes } from '@noble/hashes/utils.js';
import { publishOrganizationKey, type Receipt } from '@salus/client/chain';
import { grantOf, revoke } from '@salus/client/consent';
import { accessRequest, type HeldTicket, Reader, ticketOfMember } from '@salus/client/custody';
import { bytesToHex, classOf, keyOfClass, type KeyPair, randomKeyPair, X_WING } from '@salus/client/format';
import type { Hospital } from '../../scripts/demo/journey/hospital.ts';
import { Specialist } from '../../scripts/demo/journey/specialist.ts';
import { Anchors, newBatch, person } from './anchors.ts';
import { toldBy } from './custodians.ts';
import { anchorOf, keep, releasesOn, sample } from './keeping.ts';
import { type Attempt, CONDITION, eventsOf, HOSPITAL, OBSERVATION, type World } from './world.ts';

const RUN = 32;
const SHIFT = { hours: 8, team: 'Nurse' } as const;
const ALLERGY = classOf('AllergyIntolerance') as number;

export function manyTests(world: () => World): void {
	test('64 records are asked for in one transaction: one entry tells what came of each, one ticket names what is permitted', async () => {
		const { chain } = world();
		const [doctor, patient] = await Promise.all([world().physician(), world().patient()]);
		const { id } = patient;
		const granted = grantOf(await patient.send(await world().grantCall(id, { scope: { Classes: [OBSERVATION, ALLERGY] } }, undefined, doctor.organization)));
		// Every third is of a class that is not granted.
		const classes = Array.from({ length: 2 * RUN }, (_, index) => [OBSERVATION, ALLERGY, CONDITION][index % 3] as number);
		const records = new Anchors(world(), id);
		for (const half of [classes.slice(0, RUN), classes.slice(RUN)]) {
			const run = half.map((recordClass) => ({ patient: id, batch: newBatch({ class: recordClass }), purpose: 'PatientRequest' as const }));
			await records.send(person(patient.account), 'anchorRun', { run });
		}
		const before = await world().trailOf(id);

		const targets = classes.map((_, index) => ({ Anchor: index }));
		const { receipt, held } = await doctor.requestMany(id, targets, HOSPITAL);
		assert.ok(!eventsOf(receipt).includes('transactionPayment.TransactionFeePaid'));
		const told = (answer: Receipt) => eventsOf(answer).filter((name) => name.startsWith('auditLog.')).sort();
		assert.deepEqual(told(receipt), ['auditLog.AccessAnswered', 'auditLog.EntryAppended']);
		const permitted = classes.flatMap((recordClass, anchor) => (recordClass === CONDITION ? [] : [{ anchor }]));
		const denied = classes.flatMap((recordClass, anchor) => (recordClass === CONDITION ? [{ anchor }] : []));
		assert.deepEqual(held?.targets, permitted);
		const [entry, ...others] = (await world().trailOf(id)).slice(before.length);
		assert.deepEqual(others, []);
		assert.equal(held?.sequence, before.length);
		assert.deepEqual((entry!.event['accessRequested'] as Attempt).answers, [
			{ outcome: { permitted: { grant: granted } }, targets: permitted }, { outcome: { denied: { notGranted: null } }, targets: denied },
		]);
		const { ok: ticket } = (await chain.ask('auditLogApi', 'checkTicket', [id, held!.sequence, doctor.account.publicKey, null, HOSPITAL])).toJSON();
		assert.deepEqual(ticket?.targets, permitted.map((target) => ({ target, basis: { grant: granted } })));
		assert.ok(ticket?.isSingleUse);

		// The answer to whoever is denied all of it says nothing, whatever the reasons.
		const stranger = await world().physician();
		const nothing = await stranger.requestMany(id, targets, HOSPITAL);
		assert.deepEqual([nothing.held, toldBy(nothing.receipt, 'AccessAnswered')['ticket'], told(nothing.receipt)], [undefined, null, ['auditLog.AccessAnswered']]);

		// What names something twice or nothing is no question.
		const question = { patient: id, custodian: HOSPITAL, purpose: 'Treatment', capacity: doctor.capacity } as const;
		await world().fund(doctor.account);
		const refused = (...some: typeof targets) => accessRequest(chain, question, some).call;
		await world().refusesAll(id, [[refused(targets[0]!, targets[0]!), doctor.account, 'auditLog.TargetsNotDistinct'], [refused(), doctor.account, 'auditLog.TargetsNotDistinct']]);
	});

	test('a ward\'s nurses read by one ticket for the shift, each as themselves, one through a gateway, and not after the patient has revoked', async () => {
		const { chain, dev } = world();
		const organization = await world().organization('Hospital');
		const [ofWard, gateway, pseudonym] = [await randomKeyPair(X_WING), world().account(), randomBytes(32)];
		const [first, second, other] = [world().account(), world().account(), world().account()];
		const viaGateway = new Specialist(chain, organization, gateway, pseudonym);
		const [patient] = await Promise.all([
			world().patientOfHospital(),
			...[first, second].map(({ publicKey }) => world().employ(organization, { Account: publicKey }, 'Nurse')), world().employ(organization, { Pseudonym: pseudonym }, 'Nurse'),
			world().employ(organization, { Account: other.publicKey }, 'Physician'),
			chain.send(await publishOrganizationKey(chain, organization, ofWard), dev.dave),
			chain.send(world().call('providerRegistry', 'addGateway', { organization, account: gateway.publicKey }), dev.dave),
		]);
		const { id } = patient;
		const hospital = world().hospital();
		const classes = [CONDITION, OBSERVATION];
		const batches = await keep(hospital, patient, await sample(...classes));
		const { envelope } = await patient.sealKeys(organization, 'Organization', classes, ofWard);
		const grant = grantOf(await patient.send(await world().grantCall(id, { scope: { Classes: classes } }, envelope, organization)));
		await patient.deliver(hospital.custodian);

		const nurse = new Specialist(chain, organization, first);
		const targets = classes.map((recordClass) => ({ Anchor: anchorOf(batches, recordClass) }));
		const { receipt, held } = await nurse.requestMany(id, targets, HOSPITAL, SHIFT);
		const ticket = held as HeldTicket;
		const anchors = targets.map(({ Anchor: anchor }) => ({ anchor }));
		assert.deepEqual(ticket.targets, anchors);
		await receipt.finalized;
		const { ok } = (await chain.ask('auditLogApi', 'checkTicket', [id, ticket.sequence, second.publicKey, null, HOSPITAL])).toJSON();
		assert.deepEqual([ok?.isSingleUse, ok!.expiresAt - ok!.issuedAt, ok?.reader], [false, SHIFT.hours * 3_600_000, { practitioner: { organization, account: second.address } }]);

		const reads = (who: KeyringPair, shown: HeldTicket, wanted = shown.targets) => readAs(world(), hospital, who, { ward: { organization, key: ofWard }, grant, shown, wanted });
		const count = (...some: number[]) => batches.filter(({ recordClass }) => some.includes(recordClass)).reduce((sum, { records }) => sum + records.length, 0);
		const ofGateway = ticketOfMember(ticket, viaGateway.practitioner);
		// One after the other: all are entered by the same clerk.
		assert.equal(await reads(first, ticket), count(...classes));
		assert.equal(await reads(second, ticket, anchors.slice(0, 1)), count(CONDITION));
		assert.equal(await reads(gateway, ofGateway, anchors.slice(1)), count(OBSERVATION));
		assert.equal(await reads(second, ticket), count(...classes), 'a ticket for a shift serves again');
		const asThemselves = [
			{ practitioner: { organization, account: first.address } }, { practitioner: { organization, account: second.address } },
			{ gateway: { organization, account: gateway.address, practitioner: `0x${bytesToHex(pseudonym)}` } }, { practitioner: { organization, account: second.address } },
		];
		const releases = await releasesOn(world(), id, ticket.sequence);
		assert.deepEqual(releases.map(({ recipient }) => recipient), asThemselves.map((actor) => ({ actor })));
		const [all, some, rest] = releases.map(({ targets: named }) => named);
		assert.deepEqual([all, some, rest], [anchors, anchors.slice(0, 1), anchors.slice(1)]);

		// Whoever has another role, is of another house, or lacks the gateway's word is not of the team.
		const judged = async (holder: Uint8Array, practitioner: Uint8Array | null = null) =>
			(await chain.ask('auditLogApi', 'checkTicket', [id, ticket.sequence, holder, practitioner && `0x${bytesToHex(practitioner)}`, HOSPITAL])).toJSON().err;
		assert.deepEqual(
			await Promise.all([judged(other.publicKey), judged(dev.eve.publicKey), judged(gateway.publicKey), judged(gateway.publicKey, randomBytes(32)), judged(second.publicKey, pseudonym)]),
			Array.from({ length: 5 }, () => 'NotTicketHolder'),
		);
		// A nurse who is none any more, either.
		await chain.send(world().call('providerRegistry', 'removePractitioner', { organization, practitioner: { Account: second.publicKey } }), dev.dave);
		await assert.rejects(reads(second, ticket), { name: 'CustodyRefusal', ticketFault: 'NotTicketHolder' });

		assert.equal(await reads(gateway, ofGateway, anchors.slice(0, 1)), count(CONDITION));
		await patient.send(revoke(chain, id, grant));
		for (const [who, shown] of [[first, ticket], [gateway, ofGateway]] as const) {
			await assert.rejects(reads(who, shown, anchors.slice(0, 1)), { name: 'CustodyRefusal', ticketFault: 'NoLongerPermitted' });
		}
		assert.equal((await releasesOn(world(), id, ticket.sequence)).length, 5);
		assert.ok((await patient.readTrail()).verified);
	});
}

interface Reading {
	ward: { organization: number; key: KeyPair };
	grant: number;
	shown: HeldTicket;
	wanted: HeldTicket['targets'];
}

/** Fetches and opens what is wanted, with the key that the ward has published; how many records it was. */
async function readAs({ chain }: World, { custodian }: Hospital, who: KeyringPair, { ward: { organization, key }, grant, shown, wanted }: Reading): Promise<number> {
	const reader = new Reader(chain, { signer: who, key, clock: Date.now });
	const request = await reader.request(shown, wanted);
	const { stream } = await custodian.release(request);
	let records = 0;
	for await (const release of reader.openEach(shown, request, stream)) {
		const { keys } = await release.classKeys({ organization, grantee: 'Organization' }, grant);
		for await (const _ of release.records((recordClass) => keyOfClass(keys, recordClass))) records += 1;
	}
	return records;
}
