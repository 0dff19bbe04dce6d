/** Disputes: the patient says that records are wrong, their author must answer, and everybody who asks sees both (45 CFR 164.526, GDPR article 16). */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { u8aToHex } from '@polkadot/util';
import { bytesToHex, concatBytes, u32le } from '@salus/client/format';
import { powerSet } from '@salus/client/chain';
import type { Patient } from '../../scripts/demo/journey/patient.ts';
import type { Specialist } from '../../scripts/demo/journey/specialist.ts';
import { Anchors, person, statement, told } from './anchors.ts';
import { DAY, OBSERVATION, type World } from './world.ts';

/** How long an author has to answer. */
const DISPUTE_PERIOD = 60 * DAY;

export function disputeTests(world: () => World): void {
	test('a dispute that is rejected stands beside the records with the reason, and with the patient\'s disagreement', async () => {
		const { chain } = world();
		const [author, stranger, patient] = await Promise.all([world().physician(), world().physician(), world().patient()]);
		const { id } = patient;
		const records = new Anchors(world(), id);
		const [self, aunt] = [person(patient.account), person(world().account())];
		const period = { from: await chain.now(), until: null };
		const appoint = world().call('patientIdentity', 'appointRepresentative', { patient: id, account: aunt.account.publicKey, powers: powerSet('Records'), period });
		await Promise.all([patient.grantCollect(author.organization), patient.send(appoint)]);
		const [anchor, own] = [await records.anchor(author), await records.anchor(self)];
		const [said, other, explained, disagreed] = [statement(), statement(), statement(), statement()];

		await records.refuses(
			[self, 'dispute', { anchor: own, statement: said }, 'OwnRecords'],
			[self, 'withdrawDispute', { anchor }, 'NotDisputed'],
			[author, 'answerDispute', { anchor, statement: said, verdict: 'Upheld' }, 'NotDisputed'],
		);
		const disputed = await records.send(aunt, 'dispute', { anchor, statement: said });
		const filedAt = await chain.now(disputed.block);
		const due = filedAt + DISPUTE_PERIOD;
		assert.deepEqual(told(disputed, 'RecordsDisputed'), { patient: `0x${bytesToHex(id)}`, anchor, statement: said, due });
		const dispute = { statement: said, filedAt, due, answer: null, disagreement: null };
		await assertSeen(world(), id, anchor, dispute);

		const rejected = { Rejected: { reason: 'AccurateAndComplete', explanation: explained } };
		await records.refuses(
			[self, 'dispute', { anchor, statement: other }, 'AlreadyDisputed'],
			[self, 'disagree', { anchor, statement: disagreed }, 'NothingToDisagreeWith'],
			// It answers what was said, nothing else, and nobody answers for the author.
			[author, 'answerDispute', { anchor, statement: other, verdict: rejected }, 'OtherStatement'],
			[stranger, 'answerDispute', { anchor, statement: said, verdict: rejected }, 'NotPermitted'],
		);
		const answered = await records.send(author, 'answerDispute', { anchor, statement: said, verdict: rejected });
		const verdict = { rejected: { reason: 'AccurateAndComplete', explanation: explained } };
		assert.deepEqual(told(answered, 'DisputeAnswered'), { patient: `0x${bytesToHex(id)}`, anchor, verdict, organization: author.organization });
		const answer = { verdict, at: await chain.now(answered.block) };
		await assertSeen(world(), id, anchor, { ...dispute, answer });
		await records.refuses([author, 'answerDispute', { anchor, statement: said, verdict: rejected }, 'AlreadyAnswered']);

		const stated = await records.send(self, 'disagree', { anchor, statement: disagreed });
		assert.deepEqual(told(stated, 'DisagreementStated'), { patient: `0x${bytesToHex(id)}`, anchor, statement: disagreed });
		const whole = { ...dispute, answer, disagreement: { statement: disagreed, at: await chain.now(stated.block) } };
		await assertSeen(world(), id, anchor, whole);
		await records.refuses([self, 'disagree', { anchor, statement: other }, 'NothingToDisagreeWith']);
		assert.deepEqual((await records.lastEntries(3)).map(({ event }) => Object.keys(event)[0]), ['recordsDisputed', 'disputeAnswered', 'disagreementStated']);
		// The author may still come round, and then stays by that.
		const convinced = await records.send(author, 'answerDispute', { anchor, statement: said, verdict: 'Upheld' });
		await assertSeen(world(), id, anchor, { ...whole, answer: { verdict: { upheld: null }, at: await chain.now(convinced.block) } });
		await records.refuses([author, 'answerDispute', { anchor, statement: said, verdict: rejected }, 'AlreadyAnswered']);
		// It goes with its answer, if the patient wants that.
		await records.send(self, 'withdrawDispute', { anchor });
		await assertSeen(world(), id, anchor, null);
	});

	test('a dispute that is upheld is followed by an amendment', async () => {
		const { chain } = world();
		const [[author, colleague], patient] = await Promise.all([
			world().staff('Hospital', 'Physician', 'Physician'), world().patient(),
		]) as [[Specialist, Specialist], Patient];
		const { id } = patient;
		const records = new Anchors(world(), id);
		await patient.grantCollect(author.organization);
		const [anchor, said] = [await records.anchor(author), statement()];
		await records.send(person(patient.account), 'dispute', { anchor, statement: said });
		const answered = await records.send(colleague, 'answerDispute', { anchor, statement: said, verdict: 'Upheld' });
		assert.deepEqual(told(answered, 'DisputeAnswered')['verdict'], { upheld: null });
		const later = await records.amend(colleague, anchor, 'DisputeUpheld');
		assert.deepEqual((await records.versions(later)).versions, [[anchor, 'Superseded'], [later, 'Current']]);
		const [old, { dispute }] = [await records.view(anchor), await records.view(later)];
		// What was said against the old version goes on to be seen there, with the answer.
		assert.deepEqual([old.anchor.superseded?.reason, old.dispute?.statement, dispute], ['DisputeUpheld', said, null]);
		assert.deepEqual(old.dispute?.answer, { verdict: { upheld: null }, at: await chain.now(answered.block) });
		await records.refuses([person(patient.account), 'disagree', { anchor, statement: statement() }, 'NothingToDisagreeWith']);
	});

	/** Asserts that every question that answers with the anchor shows the dispute. */
	async function assertSeen({ chain }: World, patient: Uint8Array, anchor: number, dispute: object | null): Promise<void> {
		const records = new Anchors(world(), patient);
		const { api } = chain;
		const [view, all, ofClass, versions, stored] = await Promise.all([
			records.view(anchor), records.page(), records.page({ class: OBSERVATION }), chain.ask('recordAnchorApi', 'versions', [patient, anchor]),
			api.query['recordAnchor']!['disputes']!(patient, anchor),
		]);
		const listed = [all, ofClass].map(({ anchors }) => anchors.find(({ number }) => number === anchor));
		for (const seen of [view, ...listed, versions.toJSON()?.versions.find(({ number }) => number === anchor)]) {
			assert.deepEqual([seen?.dispute, seen?.anchor.isDisputed], [dispute, dispute !== null]);
		}
		assert.deepEqual(stored.toJSON(), dispute);
		// As whoever has no polkadot.js sees it: the bytes of the answer.
		const [at, question] = [api.rpc.state.call, u8aToHex(concatBytes(patient, u32le(anchor)))];
		const [bytes, decoded] = await Promise.all([at('RecordAnchorApi_anchor', question), chain.ask('recordAnchorApi', 'anchor', [patient, anchor])]);
		assert.equal(bytes.toHex(), u8aToHex(decoded.toU8a()));
		if (dispute) assert.ok(bytes.toHex().includes((dispute as { statement: string }).statement.slice(2)));
	}
}
