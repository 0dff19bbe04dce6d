/** Breaking the glass: who may, for what, against which refusals, what is written down where it is denied, and who judges it. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { randomBytes } from '@noble/hashes/utils.js';
import { type EmergencyFlag, eventIn, findEvent, powerSet, purposeSet, type Receipt, type Role } from '@salus/client/chain';
import {
	answerEmergency, breakGlass, closeEmergency, flaggedSessions, grantOf, licenseBreakGlass, liftRefuseAll, type OpenedSession, openEmergency,
	optInToEmergencies, optOutOfEmergencies, overdueReviews, refuse, refuseAll, reviewEmergency, revoke, session, sessionOf, untilDrawn, verdictOn,
} from '@salus/client/consent';
import { bytesToHex } from '@salus/client/format';
import type { Specialist } from '../../scripts/demo/journey/specialist.ts';
import { CONDITION, DAY, DENIED, OBSERVATION, type World, eventsOf, seenIn, told } from './world.ts';

const HOUR = 60 * 60 * 1000;
const REVIEW_PERIOD = 7 * DAY;
/** How long a session lasts at most that exceeds something. */
const FLAGGED_HOURS = 4;
const ENOUGH = { maxOpen: 8, maxPerDay: 8 };
const EMERGENCY = { purpose: 'EmergencyTreatment' } as const;
/** In how many blocks the lot is drawn at the latest. */
const DRAWN_WITHIN = 5;

export function emergencyTests(world: () => World): void {
	const open = ({ capacity }: Specialist, patient: Uint8Array, hours = 2) =>
		openEmergency(world().chain, { patient, capacity, reason: 'Unresponsive', justification: randomBytes(32), hours });
	const giveRole = ({ organization, practitioner }: Specialist) =>
		world().byAuthority(world().call('providerRegistry', 'setEmergencyRole', { organization, practitioner, holds: true }));
	const license = ({ organization }: Specialist, terms = ENOUGH) => world().byAuthority(licenseBreakGlass(world().chain, organization, terms));
	const judge = (number: number, who: Specialist, isJustified = true) =>
		reviewEmergency(world().chain, { session: number, capacity: who.capacity, isJustified, findings: randomBytes(32) });
	const ground = (number: number) => ({ permit: { emergency: number } });

	/** Breaks the glass, which must open a session. */
	const breaks = async (who: Specialist, patient: Uint8Array, hours?: number): Promise<OpenedSession & { receipt: Receipt }> => {
		const receipt = await world().chain.send(open(who, patient, hours), who.account);
		const opened = sessionOf(receipt);
		assert.ok(opened, 'no session opened');
		return { ...opened, receipt };
	};
	/** Tries to, which must be denied, for a reason that nothing but the patient's trail tells. */
	const isDenied = async (who: Specialist, patient: Uint8Array): Promise<Receipt> => {
		const receipt = await world().chain.send(open(who, patient), who.account);
		assert.equal(sessionOf(receipt), undefined);
		return receipt;
	};
	const lastOf = async (patient: Uint8Array) => (await world().trailOf(patient)).at(-1)?.event;

	test('an emergency session opens records for emergency treatment, and somebody on whom the lot fell judges it when it is over', async () => {
		const { chain } = world();
		const [insiders, outsiders, [physician], patient] = await Promise.all([
			world().staff('Hospital', 'Physician', 'PrivacyOfficer', 'Nurse'),
			Promise.all((['Clinic', 'Laboratory', 'Pharmacy'] as const).map((kind) => world().staff(kind, 'PrivacyOfficer'))),
			world().staff('Clinic', 'Physician'), world().patient(),
		]);
		const [medic, colleague, nurse] = insiders as [Specialist, Specialist, Specialist];
		const { id } = patient;
		const { organization, capacity, account } = medic;

		// It takes the role, which no organization can give, and a licence of the organization.
		await isDenied(medic, id);
		await giveRole(medic);
		await world().refusesAll(id, [
			[open(medic, id, 0), account, 'consent.InvalidDuration'],
			[open(medic, id, 25), account, 'consent.InvalidDuration'],
		]);
		const denied = await isDenied(medic, id);
		assert.ok(!eventsOf(denied).includes('transactionPayment.TransactionFeePaid'));
		assert.deepEqual((await lastOf(id))?.['emergencyDenied'], { patient: `0x${bytesToHex(id)}`, denial: { notLicensed: null } });
		assert.ok(eventsOf(await license(medic)).includes('consent.BreakGlassLicensed'));
		assert.deepEqual((await breakGlass(chain, organization)).terms, ENOUGH);

		const { session: number, receipt: opened, ...terms } = await breaks(medic, id);
		assert.ok(!eventsOf(opened).includes('transactionPayment.TransactionFeePaid'));
		const now = await chain.now(opened.block);
		const [until, due] = [now + 2 * HOUR, now + 2 * HOUR + REVIEW_PERIOD];
		assert.deepEqual(terms, { until, reviewDue: due, flags: [] });
		const announced = findEvent(opened, 'consent', 'EmergencyOpened');
		assert.deepEqual(announced['patient']!.toU8a(), id);
		assert.deepEqual(['organization', 'reason'].map((field) => announced[field]!.toString()), [String(organization), 'Unresponsive']);
		const row = await session(chain, number);
		assert.deepEqual(
			[row?.actor, row?.openedAt, row?.flags, row?.reviews, row?.answer],
			[{ practitioner: { organization, account: account.address } }, now, 0, [], null],
		);
		const { openedToday, listed, unlisted } = await breakGlass(chain, organization);
		assert.deepEqual([openedToday, listed, unlisted], [1, [{ session: number, until, due }], 0]);
		for (const list of [await overdueReviews(chain), await flaggedSessions(chain)]) assert.ok(!list.some(([other]) => other === number));

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

		// The lot fell on others, in a block after the opening.
		const drawn = await untilDrawn(chain, number);
		assert.equal(drawn.length, 2);
		assert.ok(!drawn.includes(organization));
		assert.deepEqual(await toldOfDraw(world(), number, opened.block), drawn);
		const [officer] = (await world().reviewersOf(number)) as [Specialist];
		const [passedOver] = outsiders.flat().filter((other) => !drawn.includes(other.organization)) as [Specialist];

		await world().refusesAll(id, [
			[closeEmergency(chain, nurse.capacity, number), nurse.account, 'consent.SessionNotFound'],
			[judge(number, officer), officer.account, 'consent.SessionStillOpen'],
		]);
		const closed = await chain.send(closeEmergency(chain, capacity, number), account);
		assert.ok(eventsOf(closed).includes('consent.EmergencyClosed'));
		assert.deepEqual(await world().preview(id, medic, OBSERVATION, { ...EMERGENCY, block: closed.block }), DENIED);
		assert.deepEqual(await world().preview(id, medic, OBSERVATION, { ...EMERGENCY, at: now }), ground(number));
		assert.equal((await session(chain, number))?.reviewDue, (await chain.now(closed.block)) + REVIEW_PERIOD);

		await world().refusesAll(id, [
			[closeEmergency(chain, capacity, number), account, 'consent.SessionNotFound'],
			[judge(number, colleague), colleague.account, 'consent.CannotReviewOwnSession'],
			[judge(number, passedOver), passedOver.account, 'consent.NotDrawn'],
			[judge(number, physician!), physician!.account, 'BadOrigin'],
		]);
		const judged = await chain.send(judge(number, officer), officer.account);
		assert.ok(!eventsOf(judged).includes('transactionPayment.TransactionFeePaid'));
		assert.deepEqual(verdictIn(judged), { isJustified: 'true', isFinal: 'true' });
		assert.equal(verdictOn((await session(chain, number))!), true);
		assert.deepEqual((await breakGlass(chain, organization)).listed, []);
		await world().refuses(judge(number, officer, false), officer.account, 'consent.AlreadyReviewed', id);

		const trail = await world().trailOf(id);
		assert.deepEqual(told(trail).slice(2), [
			['emergencyDenied', account.address], ['emergencyOpened', account.address], ['accessRequested', account.address],
			['accessRequested', account.address], ['recordsAnchored', account.address], ['emergencyClosed', account.address],
			['emergencyReviewed', officer.account.address],
		]);
		const { recordsAnchored } = trail[6]!.event as { recordsAnchored: { basis: object; purpose: string } };
		assert.deepEqual([recordsAnchored.basis, recordsAnchored.purpose], [{ emergency: number }, 'EmergencyTreatment']);
		assert.ok((await patient.readTrail()).verified);
	});

	test('who broke the glass without a cause is heard, and suspended after a second verdict', async () => {
		const { chain } = world();
		const [[medic], , , patient, other] = await Promise.all([
			world().staff('Hospital', 'Physician'), world().staff('Clinic', 'PrivacyOfficer'), world().staff('Clinic', 'PrivacyOfficer'),
			world().patient(), world().patient(),
		]);
		const { id } = patient;
		const { organization, account, actor, capacity } = medic!;
		const [, , granted] = await Promise.all([
			giveRole(medic!), license(medic!, { maxOpen: 1, maxPerDay: 2 }), patient.grantAccess(medic!, [OBSERVATION], 1),
		]);
		const { session: number } = await breaks(medic!, id);
		const another = await breaks(medic!, other.id);
		await chain.send(closeEmergency(chain, capacity, number), account);
		const [first, second] = (await world().reviewersOf(number)) as [Specialist, Specialist];
		const standing = async () => (await chain.ask('providerRegistryApi', 'standing', [actor, null])).toJSON();
		const answer = () => answerEmergency(chain, capacity, number, randomBytes(32));

		// A first verdict, which says why, and from which nothing follows.
		await world().refuses(
			reviewEmergency(chain, { session: number, capacity: first.capacity, isJustified: false }), first.account, 'consent.FindingsMissing', id,
		);
		const judged = await chain.send(judge(number, first, false), first.account);
		assert.deepEqual(verdictIn(judged), { isJustified: 'false', isFinal: 'false' });
		assert.equal(eventIn(judged, 'providerRegistry', 'PractitionerSuspended'), undefined);
		assert.ok('ok' in (await standing()));
		assert.equal(verdictOn((await session(chain, number))!), undefined);
		assert.equal((await session(chain, number))?.reviewDue, (await chain.now(judged.block)) + REVIEW_PERIOD);
		assert.deepEqual(await world().preview(id, medic!, OBSERVATION), { permit: { grant: grantOf(granted) } });
		assert.deepEqual(await world().preview(other.id, medic!, OBSERVATION, EMERGENCY), ground(another.session));

		// The second is another's, and comes after the answer.
		await world().refusesAll(id, [
			[judge(number, first, false), first.account, 'consent.CannotReviewTwice'],
			[judge(number, second, false), second.account, 'consent.AnswerAwaited'],
		]);
		const answered = await chain.send(answer(), account);
		assert.ok(eventsOf(answered).includes('consent.EmergencyAnswered'));
		assert.ok(!eventsOf(answered).includes('transactionPayment.TransactionFeePaid'));
		await world().turnsAway(answer(), account, id);
		const settled = await chain.send(judge(number, second, false), second.account);
		assert.deepEqual(verdictIn(settled), { isJustified: 'false', isFinal: 'true' });
		assert.equal(findEvent(settled, 'providerRegistry', 'PractitionerSuspended')['organization']!.toString(), String(organization));
		assert.deepEqual(await standing(), { err: 'PractitionerSuspended' });
		assert.equal(verdictOn((await session(chain, number))!), false);
		// Neither an open session nor what was granted counts for somebody who does not practise.
		assert.deepEqual(await world().preview(other.id, medic!, CONDITION, { ...EMERGENCY, block: settled.block }), DENIED);
		assert.deepEqual(await world().preview(id, medic!, OBSERVATION, { block: settled.block }), DENIED);
		await isDenied(medic!, id);

		await world().byAuthority(world().call('providerRegistry', 'reinstatePractitioner', { organization, practitioner: medic!.practitioner }));
		assert.deepEqual(await world().preview(id, medic!, OBSERVATION), { permit: { grant: grantOf(granted) } });
		assert.deepEqual(await world().preview(id, medic!, CONDITION, EMERGENCY), DENIED);
		assert.deepEqual(told(await world().trailOf(id)).slice(-6), [
			['emergencyOpened', account.address], ['emergencyClosed', account.address], ['emergencyReviewed', first.account.address],
			['emergencyAnswered', account.address], ['emergencyReviewed', second.account.address], ['emergencyDenied', account.address],
		]);
	});

	test('beyond its terms a hospital is flagged and never refused; the patient and its own officer close sessions, no representative does', async () => {
		const { chain, dev } = world();
		const aunt = world().account();
		const [staff, , patient] = await Promise.all([
			world().staff('Hospital', ...Array<Role>(5).fill('Physician'), 'PrivacyOfficer'), world().staff('Clinic', 'PrivacyOfficer'), world().patient(),
		]);
		const officer = staff.pop() as Specialist;
		const { id, account } = patient;
		const { organization } = officer;
		const period = { from: await chain.now(), until: null };
		await Promise.all([
			...staff.map(giveRole), license(officer, { maxOpen: 2, maxPerDay: 3 }), world().fund(aunt),
			patient.send(world().call('patientIdentity', 'appointRepresentative', { patient: id, account: aunt.publicKey, powers: powerSet('Consent'), period })),
		]);

		// Five rescuers of one hospital for one patient, in whatever order.
		const sessions = await Promise.all(staff.map(async (rescuer) => ({ rescuer, ...(await breaks(rescuer, id, 8)) })));
		sessions.sort((a, b) => a.session - b.session);
		const over: EmergencyFlag[] = ['TooManyOpen', 'TooManyToday'];
		assert.deepEqual(sessions.map(({ flags }) => flags), [[], [], ['TooManyOpen'], over, over]);
		for (const { session: number, until, reviewDue, flags, receipt, rescuer } of sessions) {
			const now = await chain.now(receipt.block);
			const isFlagged = flags.length > 0;
			assert.equal(until, now + (isFlagged ? FLAGGED_HOURS : 8) * HOUR);
			assert.equal(reviewDue, until + (isFlagged ? REVIEW_PERIOD / 2 : REVIEW_PERIOD));
			assert.deepEqual(await world().preview(id, rescuer, OBSERVATION, EMERGENCY), ground(number));
		}
		const listed = (await flaggedSessions(chain)).filter(([, row]) => row.organization === organization);
		const flagged = sessions.slice(2).map(({ session: number, reviewDue }) => [number, { organization, due: reviewDue, isFlagged: true }]);
		assert.deepEqual(listed.sort(([a], [b]) => a - b), flagged);
		assert.equal((await breakGlass(chain, organization)).openedToday, 5);

		const numbers = sessions.map(({ session: number }) => number) as [number, number, number, number, number];
		const [, , , fourth, fifth] = sessions.map(({ rescuer }) => rescuer) as [Specialist, Specialist, Specialist, Specialist, Specialist];
		await world().refusesAll(id, [
			[closeEmergency(chain, 'Person', numbers[0]), dev.ferdie, 'consent.NotAuthorized'],
			[closeEmergency(chain, 'Person', numbers[0]), aunt, 'consent.NotAuthorized'],
			[closeEmergency(chain, fourth.capacity, numbers[4]), fourth.account, 'consent.SessionNotFound'],
		]);
		const closed = await Promise.all([
			chain.send(closeEmergency(chain, 'Person', numbers[0]), account),
			chain.send(closeEmergency(chain, 'Person', numbers[1]), account),
			chain.send(closeEmergency(chain, officer.capacity, numbers[2]), officer.account),
		]);
		for (const receipt of closed) {
			assert.ok(eventsOf(receipt).includes('consent.EmergencyClosed'));
			assert.ok(!eventsOf(receipt).includes('transactionPayment.TransactionFeePaid'));
		}
		const after = await Promise.all(sessions.map(({ rescuer }) => world().preview(id, rescuer, OBSERVATION, EMERGENCY)));
		assert.deepEqual(after, [DENIED, DENIED, DENIED, ground(numbers[3]), ground(numbers[4])]);
		// Whoever is needed again breaks the glass again.
		const again = await breaks(sessions[0]!.rescuer, id, 1);
		assert.deepEqual([again.flags, (await session(chain, again.session))?.previous], [over, numbers[0]]);

		const trail = told(await world().trailOf(id));
		const count = (name: string) => trail.filter(([event]) => event === name).length;
		assert.deepEqual(['emergencyOpened', 'emergencyFlagged', 'emergencyClosed', 'emergencyDenied'].map(count), [6, 4, 3, 0]);
		const closers = trail.flatMap(([event, who]) => (event === 'emergencyClosed' ? [who] : []));
		assert.deepEqual(closers.sort(), [account.address, account.address, officer.account.address].sort());
		await chain.send(closeEmergency(chain, fifth.capacity, numbers[4]), fifth.account);
	});

	test('who is denied a session is told the same, whoever the patient is; the trail says why', async () => {
		const { chain } = world();
		const [staff, optedOut, represented] = await Promise.all([world().staff('Hospital', 'Physician', 'Nurse'), world().patient(), world().patient()]);
		const [medic, nurse] = staff as [Specialist, Specialist];
		const unknown = randomBytes(32);
		const period = { from: await chain.now(), until: null };
		await Promise.all([
			giveRole(medic), license(medic), optedOut.send(optOutOfEmergencies(chain, optedOut.id)),
			represented.send(world().call('patientIdentity', 'appointRepresentative', {
				patient: represented.id, account: medic.account.publicKey, powers: powerSet('Access'), period,
			})),
		]);
		const patients = [unknown, optedOut.id, represented.id];
		const receipts = await Promise.all(patients.map((patient) => isDenied(medic, patient)));
		const seen = receipts.map((receipt, index) => seenIn(receipt, patients[index]));
		assert.ok(seen[0]!.some((text) => text.startsWith('consent.EmergencyDenied') && text.includes('a patient')));
		assert.deepEqual([seen[1], seen[2]], [seen[0], seen[0]]);

		const reasonIn = async (patient: Uint8Array) => ((await lastOf(patient))?.['emergencyDenied'] as { denial: object }).denial;
		assert.deepEqual(await Promise.all([optedOut.id, represented.id].map(reasonIn)), [{ refused: null }, { onPatientsSide: null }]);
		// Of a patient whom there isn't, no trail is begun: it stands in the organization's.
		assert.equal((await chain.ask('auditLogApi', 'head', [{ Patient: unknown }])).toJSON().next, 0);
		const entries = (await chain.ask('auditLogApi', 'entries', [{ Organization: medic.organization }, 0, 16])).toJSON();
		assert.deepEqual(entries.map(([, { event }]) => event.emergencyDenied), [
			{ patient: `0x${bytesToHex(unknown)}`, denial: { unknownOrClosedPatient: null } },
		]);
		// Without the role it is written down, too, and costs nobody a fee: an attempt is not turned away for a coin.
		const free = await isDenied(nurse, optedOut.id);
		assert.ok(!eventsOf(free).includes('transactionPayment.TransactionFeePaid'));
		assert.deepEqual(await reasonIn(optedOut.id), { noEmergencyRole: null });
		assert.ok((await optedOut.readTrail()).verified);
	});

	test('a death ends sessions, and the executor ends what was given and gives nothing', async () => {
		const { chain } = world();
		const executor = world().account();
		const [[medic], patient] = await Promise.all([world().staff('Hospital', 'Physician'), world().patient()]);
		const { id, account } = patient;
		const [, , given] = await Promise.all([giveRole(medic!), license(medic!), patient.grantAccess(medic!, [OBSERVATION], 30)]);
		const granted = { permit: { grant: grantOf(given) } };
		const { session: number } = await breaks(medic!, id);
		assert.deepEqual(await world().preview(id, medic!, CONDITION, EMERGENCY), ground(number));

		const died = await world().byAuthority(world().call('patientIdentity', 'declareDeceased', { patient: id, executor: executor.address }));
		const { block } = died;
		assert.deepEqual(await world().preview(id, medic!, CONDITION, { ...EMERGENCY, block }), DENIED);
		assert.deepEqual(await world().preview(id, medic!, OBSERVATION, { block }), granted);
		await world().turnsAway(await world().grantCall(id), executor, id);
		await world().turnsAway(revoke(chain, id, grantOf(given)), account, id);
		const revoked = await chain.send(revoke(chain, id, grantOf(given)), executor);
		assert.ok(!eventsOf(revoked).includes('transactionPayment.TransactionFeePaid'));
		assert.deepEqual(await world().preview(id, medic!, OBSERVATION), DENIED);
		await chain.send(closeEmergency(chain, medic!.capacity, number), medic!.account);
		await isDenied(medic!, id);
		assert.deepEqual((await lastOf(id))?.['emergencyDenied'], { patient: `0x${bytesToHex(id)}`, denial: { deceased: null } });
		assert.deepEqual(told(await world().trailOf(id)).slice(2), [
			['emergencyOpened', medic!.account.address], ['deceased', 'authority'], ['representativeAppointed', 'authority'],
			['consentRevoked', executor.address], ['emergencyClosed', medic!.account.address], ['emergencyDenied', medic!.account.address],
		]);
	});

	test('a refusal holds in an emergency only if the patient says so; who opted out has none', async () => {
		const { chain } = world();
		const [staff, patient] = await Promise.all([world().staff('Hospital', 'Physician', 'Nurse'), world().patient()]);
		const [medic, nurse] = staff as [Specialist, Specialist];
		const { id } = patient;
		const { organization } = medic;
		const [, , , granted] = await Promise.all([
			giveRole(medic), giveRole(nurse), license(medic),
			patient.send(await world().grantCall(id, { purposes: purposeSet('Treatment', 'EmergencyTreatment') }, undefined, organization)),
		]);
		const permitted = ground((await breaks(medic, id)).session);
		const inEmergency = async (after: Promise<Receipt>, ...classes: number[]) => {
			const { block } = await after;
			return Promise.all(classes.map((recordClass) => world().preview(id, medic, recordClass, { ...EMERGENCY, block })));
		};
		const byGrant = { permit: { grant: grantOf(granted) } };
		assert.deepEqual(await world().preview(id, medic, OBSERVATION), byGrant);
		assert.deepEqual(await world().preview(id, medic, OBSERVATION, EMERGENCY), byGrant);
		assert.deepEqual(await world().preview(id, medic, CONDITION, EMERGENCY), permitted);

		// The session lifts the first for emergency treatment, and so it is the ground, whatever was granted; for other treatment it does not.
		const soft = patient.send(refuse(chain, id, { whom: 'Everybody', class: OBSERVATION }));
		const hard = patient.send(refuse(chain, id, { whom: 'Everybody', class: CONDITION, evenInEmergency: true }));
		await soft;
		assert.deepEqual(await inEmergency(hard, OBSERVATION, CONDITION), [permitted, DENIED]);
		assert.deepEqual(await world().preview(id, medic, OBSERVATION), DENIED);
		assert.deepEqual(await world().outcome(id, medic, OBSERVATION, 'EmergencyTreatment'), { permitted: permitted.permit });
		assert.deepEqual(await world().outcome(id, medic, CONDITION, 'EmergencyTreatment'), { denied: { refused: null } });

		assert.deepEqual(await inEmergency(patient.send(refuseAll(chain, id, false)), OBSERVATION), [permitted]);
		assert.deepEqual(await inEmergency(patient.send(refuseAll(chain, id, true)), OBSERVATION), [DENIED]);
		await isDenied(nurse, id);
		assert.deepEqual(await inEmergency(patient.send(liftRefuseAll(chain, id)), OBSERVATION), [permitted]);

		const out = patient.send(optOutOfEmergencies(chain, id));
		assert.deepEqual(await inEmergency(out, OBSERVATION), [DENIED]);
		assert.ok(eventsOf(await out).includes('consent.EmergenciesOptedOut'));
		await world().refuses(optOutOfEmergencies(chain, id), patient.account, 'consent.NothingToDo', id);
		await isDenied(nurse, id);
		assert.deepEqual(await inEmergency(patient.send(optInToEmergencies(chain, id)), OBSERVATION), [permitted]);
		await breaks(nurse, id);
		assert.deepEqual(told(await world().trailOf(id)).map(([event]) => event).slice(2), [
			'emergencyOpened', 'refusalMade', 'refusalMade', 'accessRequested', 'accessRequested', 'allRefused', 'allRefused', 'emergencyDenied',
			'allRefusedLifted', 'emergenciesOptedOut', 'emergencyDenied', 'emergenciesOptedIn', 'emergencyOpened',
		]);
	});
}

/** A verdict as its transaction's event tells it. */
function verdictIn(receipt: Receipt): object {
	const { isJustified, isFinal } = findEvent(receipt, 'consent', 'EmergencyReviewed');
	return { isJustified: isJustified?.toString(), isFinal: isFinal?.toString() };
}

/** The organizations that an event of one of the blocks after `opening` names as drawn to judge a session. */
async function toldOfDraw({ chain: { api } }: World, number: number, opening: string): Promise<unknown> {
	const first = (await api.rpc.chain.getHeader(opening)).number.toNumber() + 1;
	for (let block = first; block < first + DRAWN_WITHIN; block++) {
		const at = await api.at(await api.rpc.chain.getBlockHash(block));
		const records = (await at.query['system']!['events']!()) as unknown as Receipt['events'];
		for (const { event } of records) {
			if (event.section !== 'consent' || event.method !== 'ReviewersDrawn') continue;
			const names = event.data.names ?? [];
			const { session: drawnFor, organizations } = Object.fromEntries(names.map((name, index) => [name, event.data[index]?.toJSON()]));
			if (drawnFor === number) return organizations;
		}
	}
	return undefined;
}
