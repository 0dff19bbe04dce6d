/** Records that came into the wrong patient's file: nobody sees them there any more, they are never gone, and nobody withholds a patient's own records this way. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { bytesToHex, claimOf, randomTicketSecret } from '@salus/client/format';
import { findEvent } from '@salus/client/chain';
import { grantOf } from '@salus/client/consent';
import { unsettle } from '@salus/client/records';
import type { Patient } from '../../scripts/demo/journey/patient.ts';
import type { Specialist } from '../../scripts/demo/journey/specialist.ts';
import { Anchors, newBatch, person, statement, told } from './anchors.ts';
import { ticketFor } from './keeping.ts';
import { breakGlass, emergencyPhysician } from './rescuers.ts';
import { type Attempt, CONDITION, DENIED, HOSPITAL, OBSERVATION, outcomeOf, type World } from './world.ts';

const WITHHELD = { denied: { withheld: null } };

export function wrongPatientTests(world: () => World): void {
	/** Asks for an anchor, which must come to this, and tells an outsider nothing. */
	const asks = async (patient: Patient, who: Specialist, anchor: number, purpose: 'Treatment' | 'EmergencyTreatment' = 'Treatment') => {
		const { ticket } = await who.request(patient.id, { Anchor: anchor }, HOSPITAL, purpose);
		return ticket;
	};
	const lastOutcome = async (patient: Patient) => {
		const attempts = (await world().trailOf(patient.id)).flatMap(({ event }) => (event['accessRequested'] ? [event['accessRequested'] as Attempt] : []));
		return outcomeOf(attempts.at(-1)!);
	};

	test('whole batches that went to the wrong patient are withheld from everybody, whatever they hold, until their author takes that back', async () => {
		const { chain } = world();
		const [[author], reader, medic, patient, rightful] = await Promise.all([
			world().staff('Hospital', 'Physician'), world().physician(), emergencyPhysician(world()), world().patient(), world().patient(),
		]) as [[Specialist], Specialist, Specialist, Patient, Patient];
		const { id, account } = patient;
		const records = new Anchors(world(), id);
		const [, , granted] = await Promise.all([
			patient.grantCollect(author.organization), rightful.grantCollect(author.organization), patient.grantAccess(reader, [OBSERVATION, CONDITION], 1),
		]);
		const mixedUp = [newBatch(), newBatch({ class: CONDITION }), newBatch()];
		const run = mixedUp.map((batch) => ({ patient: id, batch, purpose: 'Treatment' }));
		await records.send(author, 'anchorRun', { run });
		const own = await records.anchor(author);
		const wrong = await records.numbers({ author: { Organization: author.organization } }).then((numbers) => numbers.filter((number) => number !== own));
		assert.equal(wrong.length, 3);
		const [anchor] = wrong as [number, number, number];
		const early = await ticketFor(reader, id, { Anchor: anchor });
		const session = await breakGlass(world(), medic, id);
		const check = async () => (await chain.ask('auditLogApi', 'checkTicket', [id, early.sequence, reader.account.publicKey, null, HOSPITAL])).toJSON();
		assert.ok('ok' in (await check()));

		// All in one call. One that is not there, and none is marked.
		await records.refuses(
			[author, 'markEnteredInError', { anchors: [...wrong, own + 1], reason: 'WrongPatient' }, 'NotPermitted'],
			[reader, 'markEnteredInError', { anchors: wrong, reason: 'WrongPatient' }, 'NotPermitted'],
			[person(account), 'markEnteredInError', { anchors: wrong, reason: 'WrongPatient' }, 'NotTheAuthor'],
		);
		const marked = await records.mark(author, wrong, 'WrongPatient');
		assert.equal(marked.events.filter(({ event }) => event.method === 'RecordsEnteredInError').length, wrong.length);
		const at = await chain.now(marked.block);
		for (const number of wrong) {
			const { status, anchor: stored } = await records.view(number);
			assert.deepEqual([status, stored.enteredInError, stored.withheldSince], ['EnteredInError', { at, reason: 'WrongPatient' }, at]);
		}
		assert.deepEqual((await records.lastEntries(wrong.length)).map(({ event }) => event['recordsEnteredInError']), wrong.map((number) => ({
			anchor: number, reason: 'WrongPatient', purpose: 'Treatment', basis: { author: null },
		})));

		// Not the patient, nor a grantee, nor in an emergency, nor their author to see them; the ticket from before is void.
		assert.equal(await asks(patient, reader, anchor), undefined);
		assert.deepEqual(await lastOutcome(patient), WITHHELD);
		assert.equal(await asks(patient, medic, anchor, 'EmergencyTreatment'), undefined);
		assert.deepEqual(await lastOutcome(patient), WITHHELD);
		const byPatient = await chain.send(chain.call('auditLog', 'requestAccess', {
			patient: id, target: { Anchor: anchor }, action: 'Access', purpose: 'PatientRequest', capacity: 'Person', custodian: HOSPITAL, reason: null, claim: claimOf(randomTicketSecret()),
		}), account);
		assert.ok(findEvent(byPatient, 'auditLog', 'AccessAnswered')['ticket']!.isEmpty);
		assert.deepEqual(await lastOutcome(patient), WITHHELD);
		assert.deepEqual(await check(), { err: 'NoLongerPermitted' });
		const redeem = chain.call('auditLog', 'redeemTicket', {
			patient: id, sequence: early.sequence, holder: reader.account.publicKey, practitioner: null, custodian: HOSPITAL, secret: early.secret, targets: [],
		});
		await assert.rejects(chain.send(redeem, world().dev.charlie), { name: 'ChainError', error: 'auditLog.NoLongerPermitted' });
		// To outsiders it looks like any other denial.
		const ask = { patient: id, actor: reader.actor, action: 'Access' as const, purpose: 'Treatment' as const, target: { Anchor: anchor } };
		assert.deepEqual((await chain.ask('consentApi', 'preview', [ask, null])).toJSON(), DENIED);
		// As of before the mark it was permitted: whoever acted on it then did no wrong.
		assert.deepEqual((await chain.ask('consentApi', 'preview', [ask, at - 1])).toJSON(), { permit: { grant: grantOf(granted) } });
		// What belongs to the patient is seen as before.
		assert.notEqual(await asks(patient, reader, own), undefined);
		assert.notEqual(await asks(patient, medic, own, 'EmergencyTreatment'), undefined);
		assert.deepEqual(await lastOutcome(patient), { permitted: { emergency: session } });

		// Whose records they are is told, and they go where they belong, sealed anew, at another time; there, nobody is named but who filed them.
		const others = new Anchors(world(), rightful.id);
		const since = (await records.view(anchor)).anchor.anchoredAt;
		const notice = statement();
		await others.refuses(
			[author, 'reportMixUp', { class: OBSERVATION, since: since + 3_600_000, notice }, 'MomentToCome'],
			[reader, 'reportMixUp', { class: OBSERVATION, since, notice }, 'NotPermitted'],
		);
		const reported = await others.send(author, 'reportMixUp', { class: OBSERVATION, since, notice });
		const mixUp = { class: OBSERVATION, since, notice };
		assert.deepEqual(told(reported, 'MixUpReported'), { patient: `0x${bytesToHex(rightful.id)}`, ...mixUp, organization: author.organization });
		assert.deepEqual((await others.lastEntries(1)).map(({ event }) => event), [{ mixUpReported: mixUp }]);
		const sealedAnew = mixedUp.map(({ class: recordClass }) => ({ patient: rightful.id, batch: newBatch({ class: recordClass }), purpose: 'Treatment' }));
		const anchoredAnew = await others.send(author, 'anchorRun', { run: sealedAnew });
		assert.notEqual(anchoredAnew.block, marked.block);
		assert.deepEqual(await others.numbers({ status: 'Current' }), [2, 1, 0]);
		// Nothing tells from one of the two files which the other is: no root is in both, and neither names the other patient.
		const files = await Promise.all([patient, rightful].map(async (whose) => (await world().stateOf(whose.id)) + JSON.stringify(await world().trailOf(whose.id))));
		const [wrongFile, rightFile] = files as [string, string];
		for (const [batches, own, other] of [[mixedUp, wrongFile, rightFile], [sealedAnew.map(({ batch }) => batch), rightFile, wrongFile]] as const) {
			for (const { root } of batches) assert.deepEqual([own, other].map((file) => file.includes(bytesToHex(root))), [true, false]);
		}
		assert.ok(!rightFile.includes(bytesToHex(id)) && !wrongFile.includes(bytesToHex(rightful.id)));

		// One of them was the patient's after all.
		await records.refuses([author, 'reinstate', { anchor, markedAt: at - 1 }, 'OtherMark']);
		const reinstated = await records.send(author, 'reinstate', { anchor, markedAt: at });
		assert.deepEqual(told(reinstated, 'RecordsReinstated'), {
			patient: `0x${bytesToHex(id)}`, anchor, actor: { practitioner: { organization: author.organization, account: author.account.address } },
		});
		assert.notEqual(await asks(patient, reader, anchor), undefined);
		assert.deepEqual(await lastOutcome(patient), { permitted: { grant: grantOf(granted) } });
		assert.deepEqual(await records.numbers({ status: 'EnteredInError' }), wrong.slice(1));
	});

	test('an author that withholds a patient\'s own records is overruled by the arbiter, and does it no more unless the arbiter permits it', async () => {
		const { chain } = world();
		const [author, reader, patient] = await Promise.all([world().physician(), world().physician(), world().patient()]);
		const { id } = patient;
		const records = new Anchors(world(), id);
		const [, granted] = await Promise.all([patient.grantCollect(author.organization), patient.grantAccess(reader, [OBSERVATION], 1)]);
		const anchor = await records.anchor(author);
		// By an amendment this time: the old version is withheld, the new one is empty of what was there.
		const later = await records.amend(author, anchor, 'WrongPatient');
		assert.equal((await records.view(anchor)).status, 'Superseded');
		assert.equal(await asks(patient, reader, anchor), undefined);
		assert.notEqual(await asks(patient, reader, later), undefined);
		// The patient disputes it; the arbiter finds it right.
		await records.send(person(patient.account), 'dispute', { anchor, statement: statement() });
		const named = { anchor, markedAt: await records.markedAt(anchor) };
		await records.refuses([person(patient.account), 'reinstate', named, 'NotTheAuthor']);
		const call = records.call(person(patient.account), 'reinstate', named);
		const reinstated = await world().byAuthority(call);
		assert.deepEqual(told(reinstated, 'RecordsReinstated')['actor'], { authority: null });
		assert.deepEqual((await records.lastEntries(1)), [{ actor: { authority: null }, event: { recordsReinstated: { anchor } } }]);
		const { anchor: stored } = await records.view(anchor);
		assert.deepEqual([stored.isSettled, stored.withheldSince], [true, null]);
		assert.notEqual(await asks(patient, reader, anchor), undefined);
		assert.deepEqual(await lastOutcome(patient), { permitted: { grant: grantOf(granted) } });

		await records.refuses([author, 'markEnteredInError', { anchors: [anchor], reason: 'WrongPatient' }, 'Settled']);
		// For any other reason it says what it has to say, and the records stay in sight.
		await records.mark(author, [anchor], 'WrongContent');
		assert.notEqual(await asks(patient, reader, anchor), undefined);

		// It turns out that the arbiter erred: it permits the author to withhold them, and the author does.
		const permitted = await world().byAuthority(unsettle(chain, id, anchor));
		assert.deepEqual(told(permitted, 'Unsettled'), { patient: `0x${bytesToHex(id)}`, anchor });
		assert.deepEqual(await records.lastEntries(1), [{ actor: { authority: null }, event: { withholdingPermitted: { anchor } } }]);
		await records.mark(author, [anchor], 'WrongPatient');
		assert.equal(await asks(patient, reader, anchor), undefined);
	});
}
