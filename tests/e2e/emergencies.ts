/** Breaking the glass: who may, for what, against which refusals, and who judges it. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { randomBytes } from '@noble/hashes/utils.js';
import { findEvent, purposeSet, type Receipt } from '@salus/client/chain';
import {
	breakGlass, closeEmergency, grantOf, licenseBreakGlass, liftRefuseAll, openEmergency, optInToEmergencies, optOutOfEmergencies,
	overdueReviews, refuse, refuseAll, reviewEmergency, session, sessionOf,
} from '@salus/client/consent';
import type { Specialist } from '../../scripts/demo/journey/specialist.ts';
import { CONDITION, DAY, DENIED, OBSERVATION, type World, eventsOf, told } from './world.ts';

const HOUR = 60 * 60 * 1000;
const REVIEW_PERIOD = 7 * DAY;
const ENOUGH = { maxOpen: 8, maxPerDay: 8 };
const EMERGENCY = { purpose: 'EmergencyTreatment' } as const;

export function emergencyTests(world: () => World): void {
	const open = ({ capacity }: Specialist, patient: Uint8Array, hours = 2) =>
		openEmergency(world().chain, { patient, capacity, reason: 'Unresponsive', justification: randomBytes(32), hours });
	const giveRole = ({ organization, practitioner }: Specialist) =>
		world().byAuthority(world().call('providerRegistry', 'setEmergencyRole', { organization, practitioner, holds: true }));

	test('an emergency session opens records for emergency treatment, and somebody of another organization judges it', async () => {
		const { chain } = world();
		const [insiders, outsiders, patient] = await Promise.all([
			world().staff('Hospital', 'Physician', 'PrivacyOfficer'), world().staff('Clinic', 'PrivacyOfficer', 'Physician'), world().patient(),
		]);
		const [medic, colleague] = insiders as [Specialist, Specialist];
		const [officer, physician] = outsiders as [Specialist, Specialist];
		const { id } = patient;
		const { organization, capacity, account } = medic;
		const ground = (number: number) => ({ permit: { emergency: number } });

		// It takes the role, which no organization can give, and a licence of the organization.
		await world().turnsAway(open(medic, id), account, id);
		await giveRole(medic);
		await world().refusesAll(id, [
			[open(medic, id), account, 'consent.BreakGlassNotLicensed'],
			[open(medic, id, 0), account, 'consent.InvalidDuration'],
			[open(medic, id, 25), account, 'consent.InvalidDuration'],
		]);
		const licensed = await world().byAuthority(licenseBreakGlass(chain, organization, ENOUGH));
		assert.ok(eventsOf(licensed).includes('consent.BreakGlassLicensed'));
		assert.deepEqual((await breakGlass(chain, organization)).terms, ENOUGH);

		const opened = await chain.send(open(medic, id), account);
		assert.ok(!eventsOf(opened).includes('transactionPayment.TransactionFeePaid'));
		const number = sessionOf(opened);
		const now = await chain.now(opened.block);
		const announced = findEvent(opened, 'consent', 'EmergencyOpened');
		assert.deepEqual(announced['patient']!.toU8a(), id);
		assert.deepEqual(
			['organization', 'reason', 'until', 'reviewDue'].map((field) => announced[field]!.toString()),
			[String(organization), 'Unresponsive', String(now + 2 * HOUR), String(now + REVIEW_PERIOD)],
		);
		const row = await session(chain, number);
		assert.deepEqual([row?.actor, row?.openedAt, row?.review], [{ practitioner: { organization, account: account.address } }, now, null]);
		assert.deepEqual((await breakGlass(chain, organization)).pending, [{ session: number, until: now + 2 * HOUR, due: now + REVIEW_PERIOD }]);
		assert.deepEqual((await overdueReviews(chain)).filter(([other]) => other === organization), []);

		// To see records and to add some, for this purpose, this practitioner and no other.
		await world().refuses(open(medic, id), account, 'consent.EmergencyAlreadyOpen', id);
		const previews = await Promise.all([
			world().preview(id, medic, OBSERVATION, EMERGENCY),
			world().preview(id, medic, OBSERVATION, { ...EMERGENCY, action: 'Collect' }),
			world().preview(id, medic, OBSERVATION, { ...EMERGENCY, action: 'Disclose' }),
			world().preview(id, medic, OBSERVATION),
			world().preview(id, colleague, OBSERVATION, EMERGENCY),
			world().preview(id, medic, OBSERVATION, { ...EMERGENCY, at: now - 1 }),
		]);
		assert.deepEqual(previews, [ground(number), ground(number), DENIED, DENIED, DENIED, DENIED]);
		assert.deepEqual(await world().outcome(id, medic, OBSERVATION, 'EmergencyTreatment'), { permitted: { emergency: number } });
		assert.deepEqual(await world().outcome(id, medic, OBSERVATION), { denied: { notGranted: null } });
		const added = await chain.send(world().anchorCall(id, { capacity, purpose: 'EmergencyTreatment' }), account);
		assert.ok(!eventsOf(added).includes('transactionPayment.TransactionFeePaid'));

		await world().refuses(closeEmergency(chain, colleague.capacity, number), colleague.account, 'consent.SessionNotFound', id);
		const closed = await chain.send(closeEmergency(chain, capacity, number), account);
		assert.ok(eventsOf(closed).includes('consent.EmergencyClosed'));
		assert.deepEqual(await world().preview(id, medic, OBSERVATION, { ...EMERGENCY, block: closed.block }), DENIED);
		assert.deepEqual(await world().preview(id, medic, OBSERVATION, { ...EMERGENCY, at: now }), ground(number));

		const judge = (who: Specialist, isJustified = true) =>
			reviewEmergency(chain, { session: number, capacity: who.capacity, isJustified, findings: randomBytes(32) });
		await world().refusesAll(id, [
			[closeEmergency(chain, capacity, number), account, 'consent.SessionNotFound'],
			[judge(colleague), colleague.account, 'consent.CannotReviewOwnSession'],
			[judge(physician), physician.account, 'BadOrigin'],
			[judge(officer), physician.account, 'BadOrigin'],
		].map(([call, signer, error]) => [call, signer, error] as Parameters<World['refusesAll']>[1][0]));
		const judged = await chain.send(judge(officer), officer.account);
		assert.ok(!eventsOf(judged).includes('transactionPayment.TransactionFeePaid'));
		assert.equal(findEvent(judged, 'consent', 'EmergencyReviewed')['isJustified']!.toString(), 'true');
		assert.deepEqual((await session(chain, number))?.review?.isJustified, true);
		assert.deepEqual((await breakGlass(chain, organization)).pending, []);
		await world().refuses(judge(officer, false), officer.account, 'consent.AlreadyReviewed', id);

		const trail = await world().trailOf(id);
		assert.deepEqual(told(trail).slice(1), [
			['emergencyOpened', account.address], ['accessRequested', account.address], ['accessRequested', account.address],
			['recordsAnchored', account.address], ['emergencyClosed', account.address], ['emergencyReviewed', officer.account.address],
		]);
		const { recordsAnchored } = trail[4]!.event as { recordsAnchored: { basis: object; purpose: string } };
		assert.deepEqual([recordsAnchored.basis, recordsAnchored.purpose], [{ emergency: number }, 'EmergencyTreatment']);
		assert.ok((await patient.readTrail()).verified);
	});

	test('who broke the glass without a cause is suspended, and the session is over', async () => {
		const { chain } = world();
		const [[medic], [officer], patient, other] = await Promise.all([
			world().staff('Hospital', 'Physician'), world().staff('Clinic', 'PrivacyOfficer'), world().patient(), world().patient(),
		]);
		const { id } = patient;
		const { organization, account, actor } = medic!;
		const [, , granted] = await Promise.all([
			giveRole(medic!), world().byAuthority(licenseBreakGlass(chain, organization, { maxOpen: 1, maxPerDay: 2 })), patient.grantAccess(medic!, [OBSERVATION], 1),
		]);
		assert.deepEqual(await world().preview(id, medic!, OBSERVATION), { permit: { grant: grantOf(granted) } });
		const number = sessionOf(await chain.send(open(medic!, id), account));
		// As many as the organization may have open at a time.
		await world().refuses(open(medic!, other.id), account, 'consent.EmergencyLimitReached', other.id);

		const call = reviewEmergency(chain, { session: number, capacity: officer!.capacity, isJustified: false });
		const judged = await chain.send(call, officer!.account);
		assert.equal(findEvent(judged, 'consent', 'EmergencyReviewed')['isJustified']!.toString(), 'false');
		assert.equal(findEvent(judged, 'providerRegistry', 'PractitionerSuspended')['organization']!.toString(), String(organization));
		assert.deepEqual((await chain.ask('providerRegistryApi', 'standing', [actor, null])).toJSON(), { err: 'PractitionerSuspended' });
		assert.equal((await session(chain, number))?.until, await chain.now(judged.block));
		assert.deepEqual(await world().preview(id, medic!, CONDITION, { ...EMERGENCY, block: judged.block }), DENIED);
		// What was granted does not count for somebody who does not practise.
		assert.deepEqual(await world().preview(id, medic!, OBSERVATION, { block: judged.block }), DENIED);
		await world().turnsAway(open(medic!, other.id), account, other.id);

		await world().byAuthority(world().call('providerRegistry', 'reinstatePractitioner', { organization, practitioner: medic!.practitioner }));
		assert.deepEqual(await world().preview(id, medic!, OBSERVATION), { permit: { grant: grantOf(granted) } });
		assert.deepEqual(await world().preview(id, medic!, CONDITION, EMERGENCY), DENIED);
		await chain.send(open(medic!, other.id), account);
		assert.equal((await breakGlass(chain, organization)).openedToday, 2);
		assert.deepEqual((told(await world().trailOf(id))).slice(-2), [['emergencyOpened', account.address], ['emergencyReviewed', officer!.account.address]]);
	});

	test('a refusal holds in an emergency only if the patient says so; who opted out has none', async () => {
		const { chain } = world();
		const [staff, patient] = await Promise.all([world().staff('Hospital', 'Physician', 'Nurse'), world().patient()]);
		const [medic, nurse] = staff as [Specialist, Specialist];
		const { id } = patient;
		const { organization, account } = medic;
		const [, , , granted] = await Promise.all([
			giveRole(medic), giveRole(nurse), world().byAuthority(licenseBreakGlass(chain, organization, ENOUGH)),
			patient.send(await world().grantCall(id, { purposes: purposeSet('Treatment') }, undefined, organization)),
		]);
		const opened = await chain.send(open(medic, id), account);
		const permitted = { permit: { emergency: sessionOf(opened) } };
		const inEmergency = async (after: Promise<Receipt>, ...classes: number[]) => {
			const { block } = await after;
			return Promise.all(classes.map((recordClass) => world().preview(id, medic, recordClass, { ...EMERGENCY, block })));
		};
		assert.deepEqual(await world().preview(id, medic, OBSERVATION), { permit: { grant: grantOf(granted) } });

		// The session lifts the first for emergency treatment; for other treatment it does not, whatever was granted.
		const soft = patient.send(refuse(chain, id, { whom: 'Everybody', class: OBSERVATION }));
		const hard = patient.send(refuse(chain, id, { whom: 'Everybody', class: CONDITION, evenInEmergency: true }));
		await soft;
		assert.deepEqual(await inEmergency(hard, OBSERVATION, CONDITION), [permitted, DENIED]);
		assert.deepEqual(await world().preview(id, medic, OBSERVATION), DENIED);
		assert.deepEqual(await world().outcome(id, medic, CONDITION, 'EmergencyTreatment'), { denied: { refused: null } });

		assert.deepEqual(await inEmergency(patient.send(refuseAll(chain, id, false)), OBSERVATION), [permitted]);
		assert.deepEqual(await inEmergency(patient.send(refuseAll(chain, id, true)), OBSERVATION), [DENIED]);
		await world().refuses(open(nurse, id), nurse.account, 'consent.EmergencyRefused', id);
		assert.deepEqual(await inEmergency(patient.send(liftRefuseAll(chain, id)), OBSERVATION), [permitted]);

		const out = patient.send(optOutOfEmergencies(chain, id));
		assert.deepEqual(await inEmergency(out, OBSERVATION), [DENIED]);
		assert.ok(eventsOf(await out).includes('consent.EmergenciesOptedOut'));
		await world().refusesAll(id, [
			[open(nurse, id), nurse.account, 'consent.EmergencyRefused'],
			[optOutOfEmergencies(chain, id), patient.account, 'consent.NothingToDo'],
		]);
		assert.deepEqual(await inEmergency(patient.send(optInToEmergencies(chain, id)), OBSERVATION), [permitted]);
		await chain.send(open(nurse, id), nurse.account);
		assert.deepEqual(told(await world().trailOf(id)).map(([event]) => event).slice(2), [
			'emergencyOpened', 'refusalMade', 'refusalMade', 'accessRequested', 'allRefused', 'allRefused', 'allRefusedLifted',
			'emergenciesOptedOut', 'emergenciesOptedIn', 'emergencyOpened',
		]);
	});
}
