/** "This was not treatment": the patient's side contests an entry, and the privacy officer of the organization whose people it tells of answers. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { randomBytes } from '@noble/hashes/utils.js';
import { contestEntry, escalatedInquiries, inquiriesOf, resolveInquiry } from '@salus/client/audit';
import { powerSet } from '@salus/client/chain';
import { bytesToHex } from '@salus/client/format';
import type { Patient } from '../../scripts/demo/journey/patient.ts';
import type { Specialist } from '../../scripts/demo/journey/specialist.ts';
import { ALL_OBSERVATIONS, answerOf, inquiriesIn, toldBy } from './custodians.ts';
import { DAY, eventsOf, HOSPITAL, listOf, type World } from './world.ts';

/** How long an organization has to answer. */
const ANSWER_PERIOD = 30 * DAY;

export function contestingTests(world: () => World): void {
	test('an entry is contested by the patient or a representative who may read, and answered for by a privacy officer who did not do it', async () => {
		const { chain } = world();
		const [[doctor, officer, snoop], patient, stranger] = (await Promise.all([
			world().staff('Hospital', 'Physician', 'PrivacyOfficer', 'PrivacyOfficer'), world().patient(), world().physician(),
		])) as [[Specialist, Specialist, Specialist], Patient, Specialist];
		const { id, account } = patient;
		const { organization } = doctor;
		const [aunt, uncle] = [world().account(), world().account()];
		const period = { from: await chain.now(), until: null };
		await Promise.all([
			...[[aunt, powerSet('Access')], [uncle, powerSet('Records')]].map(([who, powers]) =>
				patient.send(world().call('patientIdentity', 'appointRepresentative', { patient: id, account: (who as typeof aunt).publicKey, powers, period }))),
			...[uncle, doctor.account, stranger.account, officer.account, snoop.account].map((who) => world().fund(who)),
		]);
		// Anybody may ask, also an officer out of curiosity.
		for (const who of [doctor, snoop]) assert.equal((await who.request(id, ALL_OBSERVATIONS, HOSPITAL)).ticket, undefined);
		const trail = await world().trailOf(id);
		const [ofDoctor, ofSnoop] = [trail.length - 2, trail.length - 1];
		const contest = (sequence: number) => contestEntry(chain, id, sequence, randomBytes(32));

		await world().refusesAll(id, [
			[contest(ofDoctor), uncle, 'auditLog.NotAuthorized'], [contest(ofDoctor), doctor.account, 'auditLog.NotAuthorized'],
			[answerOf(world(), officer, id, ofDoctor), officer.account, 'auditLog.InquiryNotFound'],
		]);
		await Promise.all([world().fund(account), world().fund(aunt)]);
		await world().refusesAll(id, [[contest(trail.length), account, 'auditLog.EntryNotFound'], [contest(0), aunt, 'auditLog.NothingToContest']]);

		const [byPatient, byAunt] = await Promise.all([chain.send(contest(ofDoctor), account), chain.send(contest(ofSnoop), aunt)]);
		for (const [receipt, sequence] of [[byPatient, ofDoctor], [byAunt, ofSnoop]] as const) {
			assert.ok(!eventsOf(receipt).includes('transactionPayment.TransactionFeePaid'));
			const due = (await chain.now(receipt.block)) + ANSWER_PERIOD;
			assert.deepEqual(toldBy(receipt, 'EntryContested'), { patient: `0x${bytesToHex(id)}`, sequence, organization, due });
		}
		assert.deepEqual(await inquiriesIn(world(), organization, id), [[ofDoctor, 'Contested', false], [ofSnoop, 'Contested', false]]);
		const contested = async () => (await chain.ask('auditLogApi', 'head', [{ Patient: id }])).toJSON().contested;
		assert.equal(await contested(), 2);
		// What is about an inquiry is not contested in turn.
		const place = (await world().trailOf(id)).findIndex(({ event }) => event['entryContested'] !== undefined);
		await world().refusesAll(id, [
			[contest(ofDoctor), account, 'auditLog.AlreadyContested'], [contest(place), aunt, 'auditLog.NothingToContest'],
			// Neither who did it, nor who is no privacy officer there.
			[answerOf(world(), snoop, id, ofSnoop), snoop.account, 'auditLog.NotAuthorized'],
			[answerOf(world(), doctor, id, ofSnoop), doctor.account, 'auditLog.NotAuthorized'],
			[answerOf(world(), stranger, id, ofSnoop), stranger.account, 'auditLog.NotAuthorized'],
		]);

		const answers = await Promise.all([
			chain.send(answerOf(world(), snoop, id, ofDoctor, 'Justified'), snoop.account), chain.send(answerOf(world(), officer, id, ofSnoop, 'Misused'), officer.account),
		]);
		for (const receipt of answers) assert.ok(!eventsOf(receipt).includes('transactionPayment.TransactionFeePaid'));
		assert.deepEqual(await inquiriesIn(world(), organization, id), [[ofDoctor, 'Contested', true], [ofSnoop, 'Contested', true]]);
		assert.equal(await contested(), 0);
		await world().refusesAll(id, [[answerOf(world(), officer, id, ofDoctor), officer.account, 'auditLog.AlreadyAnswered'], [contest(ofDoctor), account, 'auditLog.AlreadyContested']]);
		const last = (await world().trailOf(id)).slice(-2).map(({ actor, event }) => [actor, (event['inquiryAnswered'] as { entry: number; answer: string; isLate: boolean }) ?? event] as const);
		const byEntry = last.map(([actor, { entry, answer, isLate }]) => [entry, answer, isLate, actor]).sort(([one], [other]) => (one as number) - (other as number));
		const as = (who: Specialist) => ({ practitioner: { organization, account: who.account.address } });
		assert.deepEqual(byEntry, [[ofDoctor, 'Justified', false, as(snoop)], [ofSnoop, 'Misused', false, as(officer)]]);
		assert.ok((await patient.readTrail()).verified);
	});

	test('the authority has the last word only on what was not answered in time', async () => {
		const { chain } = world();
		const [doctor, patient] = await Promise.all([world().physician(), world().patient()]);
		const { id } = patient;
		const { organization } = doctor;
		await doctor.request(id, ALL_OBSERVATIONS, HOSPITAL);
		const sequence = (await world().trailOf(id)).length - 1;
		await patient.send(contestEntry(chain, id, sequence, randomBytes(32)));
		const resolve = resolveInquiry(chain, { organization, trail: id, sequence, verdict: 'Upheld' });
		await assert.rejects(world().byAuthority(resolve), { name: 'ChainError', error: 'auditLog.NotEscalated' });
		const [inquiry, ...others] = await listOf(inquiriesOf(chain, organization));
		assert.deepEqual([inquiry?.inquiry.isResolved, inquiry?.inquiry.isEscalated, others], [false, false, []]);
		assert.ok((await listOf(escalatedInquiries(chain))).every((other) => other.organization !== organization));
		await world().fund(patient.account);
		await world().refuses(resolveInquiry(chain, { organization, trail: id, sequence, verdict: 'Upheld' }), patient.account, 'BadOrigin', id);
	});
}
