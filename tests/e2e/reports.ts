/**
 * What a custodian reports afterwards: in bulk, after a downtime, with a ticket and without. That nobody answers in time shows after weeks only: the pallet's own
 * tests see to that.
 */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { randomBytes } from '@noble/hashes/utils.js';
import { contestEntry, FREE_REPORTS, MAX_REPORTS, releasesOf, reportReleases } from '@salus/client/audit';
import { type HeldTicket, ReleaseReports } from '@salus/client/custody';
import { bytesToHex } from '@salus/client/format';
import { CustodianFolder } from './custodian-folder.ts';
import type { Specialist } from '../../scripts/demo/journey/specialist.ts';
import { temporaryFolder } from '../../scripts/demo/node-process.ts';
import { ALL_OBSERVATIONS, answerOf, custodianOf, inquiriesIn, toldBy, unasked } from './custodians.ts';
import { ticketFor } from './keeping.ts';
import { CLINIC, eventsOf, listOf, OBSERVATION, type World } from './world.ts';

const FEE = 'transactionPayment.TransactionFeePaid';

export function reportTests(world: () => World): void {
	test('256 releases are reported in one call: each is an entry, those that no ticket covers are flagged, and the privacy officer answers for them', async () => {
		const { chain } = world();
		const [{ organization, clerk, officer }, doctor, patient] = await Promise.all([custodianOf(world()), world().physician(), world().patient()]);
		const { id } = patient;
		const hex = `0x${bytesToHex(id)}`;
		await Promise.all([world().fund(clerk.account), patient.grantAccess(doctor, [OBSERVATION], 30)]);
		const [used, unused] = await Promise.all([0, 1].map(() => ticketFor(doctor, id, ALL_OBSERVATIONS, { custodian: organization }))) as [HeldTicket, HeldTicket];
		const now = await chain.now();
		const covered = (held: HeldTicket) => ({
			...unasked(id, now), ticket: held.sequence, secret: held.secret, recipient: 'Requester' as const, action: 'Access' as const, purpose: 'Treatment' as const, targets: [],
		});

		// By their tickets, one of them twice; without the secret; with a ticket of nothing; and without any.
		const reports = [
			covered(used), covered(used), { ...covered(unused), secret: undefined }, { ...covered(unused), ticket: 0 },
			...Array.from({ length: MAX_REPORTS - 4 }, (_, index) => unasked(id, now - index, { cause: 'Bulk' })),
		];
		const flaws = [null, 'RedeemedBefore', 'NotProven', 'TicketNotFound', ...Array.from({ length: MAX_REPORTS - 4 }, () => 'NoTicket')];
		const before = (await chain.ask('auditLogApi', 'head', [{ Patient: id }])).toJSON().next;
		const receipt = await chain.send(reportReleases(chain, organization, reports), clerk.account);
		assert.ok(eventsOf(receipt).includes(FEE), 'as many as are free are fewer');
		assert.deepEqual(toldBy(receipt, 'ReleasesReported'), { custodian: organization, releases: MAX_REPORTS, flagged: MAX_REPORTS - 1 });
		const entries = (await chain.ask('auditLogApi', 'entries', [{ Patient: id }, before, MAX_REPORTS])).toJSON();
		assert.deepEqual(entries.map(([sequence, { event }]) => [sequence, event.releaseReported?.flaw]), flaws.map((flaw, index) => [before + index, flaw]));
		assert.deepEqual(entries[5]![1].actor, { practitioner: { organization, account: clerk.account.address } });
		assert.ok((await patient.readTrail()).verified);
		// What a ticket covers uses it up, as if it had been redeemed.
		const fault = async ({ sequence }: HeldTicket) => (await chain.ask('auditLogApi', 'checkTicket', [id, sequence, doctor.account.publicKey, null, organization])).toJSON().err;
		assert.deepEqual([await fault(used), await fault(unused)], ['TicketRedeemed', undefined]);

		// Each of the flagged ones is to be answered for, by an officer, not by who did it.
		const open = await inquiriesIn(world(), organization, id);
		assert.deepEqual(open, flaws.flatMap((flaw, index) => (flaw === null ? [] : [[before + index, 'Flagged', false]])));
		const flagged = before + 1;
		await world().fund(officer.account);
		await world().refusesAll(id, [
			[answerOf(world(), clerk, id, flagged), clerk.account, 'auditLog.NotAuthorized'],
			[answerOf(world(), officer, id, before), officer.account, 'auditLog.InquiryNotFound'],
		]);
		const answered = await chain.send(answerOf(world(), officer, id, flagged, 'Misused'), officer.account);
		assert.ok(!eventsOf(answered).includes(FEE));
		assert.deepEqual(toldBy(answered, 'InquiryAnswered'), { trail: { patient: hex }, sequence: flagged, organization, answer: 'Misused' });
		const [last] = (await chain.ask('auditLogApi', 'entries', [{ Patient: id }, before + MAX_REPORTS, 1])).toJSON();
		assert.deepEqual(last?.[1].actor, { practitioner: { organization, account: officer.account.address } });
		assert.deepEqual({ ...last[1].event.inquiryAnswered, statement: null }, { entry: flagged, answer: 'Misused', isLate: false, statement: null });
		assert.deepEqual((await inquiriesIn(world(), organization, id)).filter(([, , isAnswered]) => isAnswered), [[flagged, 'Flagged', true]]);
		await world().refuses(answerOf(world(), officer, id, flagged), officer.account, 'auditLog.AlreadyAnswered', id);
		// The patient may contest one all the same, once, and then it is answered anew.
		await patient.send(contestEntry(chain, id, flagged, randomBytes(32)));
		assert.deepEqual((await inquiriesIn(world(), organization, id))[0], [flagged, 'Contested', false]);
		await chain.send(answerOf(world(), officer, id, flagged), officer.account);
		await world().fund(patient.account);
		await world().refuses(contestEntry(chain, id, flagged, randomBytes(32)), patient.account, 'auditLog.AlreadyContested', id);
	});
	test('what was released while the chain could not be reached is reported afterwards, once and without a fee, and is found by when it was released', async () => {
		const { chain } = world();
		const [{ organization, clerk }, doctor, patient] = await Promise.all([custodianOf(world()), world().physician(), world().patient()]);
		const { id } = patient;
		await patient.grantAccess(doctor, [OBSERVATION], 30);
		const held = await ticketFor(doctor, id, ALL_OBSERVATIONS, { custodian: organization });
		const releasedAt = await chain.now();
		const { folder } = temporaryFolder('salus-e2e-downtime-');
		const reportsOf = () => new ReleaseReports(chain, { organization, signer: clerk.account, store: new CustodianFolder(folder).reports });
		const reports = reportsOf();
		const { cause: _, statement: __, ...byNobody } = unasked(id, releasedAt - 1);
		await reports.add({ ...byNobody, targets: [{ recordClass: OBSERVATION, content: null }], cause: 'Downtime' });
		const released = { patient: id, ticket: held.sequence, secret: held.secret, recipient: 'Requester', action: 'Access', purpose: 'Treatment', targets: [], releasedAt, cause: 'Downtime' } as const;
		await reports.add({ ...released, targets: [] });

		// It was started again in between.
		const { filed, waiting, receipts: [receipt, ...others] } = await reportsOf().file();
		assert.deepEqual([filed, waiting, others], [2, 0, []]);
		assert.ok(!eventsOf(receipt!).includes(FEE));
		assert.deepEqual(await reportsOf().file(), { receipts: [], filed: 0, waiting: 0 });
		const told = await listOf(releasesOf(chain, { Patient: id }, { since: releasedAt - 1, until: releasedAt + 1 }));
		const asked = { practitioner: { organization: doctor.organization, account: doctor.account.address } };
		assert.deepEqual(told.map(({ cause, flaw, recipient, releasedAt: at }) => [cause, flaw, recipient, at]), [
			['Downtime', 'NoTicket', { organization: CLINIC }, releasedAt - 1], ['Downtime', null, { actor: asked }, releasedAt],
		]);
		assert.deepEqual(await listOf(releasesOf(chain, { Patient: id }, { since: releasedAt + 1 })), []);
		assert.deepEqual((await inquiriesIn(world(), organization, id)).map(([, cause]) => cause), ['Flagged', 'Flagged'], 'what was released during a downtime is looked at again, also with a ticket');
	});

	test('a report that says too little, or of what is to come, is refused whole, and only a custodian\'s own people report', async () => {
		const { chain, dev } = world();
		const [{ organization, clerk, officer }, patient] = await Promise.all([custodianOf(world()), world().patient()]);
		const { id } = patient;
		await Promise.all([clerk, officer].map(({ account }) => world().fund(account)));
		const now = await chain.now();
		const [good, hour] = [unasked(id, now), 3_600_000];
		const report = (...some: typeof good[]) => reportReleases(chain, organization, some);
		await world().refusesAll(id, [
			[report(), clerk.account, 'auditLog.NothingReported'],
			[report(good, unasked(id, now + hour)), clerk.account, 'auditLog.ReleasedInFuture'],
			[report(good, { ...good, targets: [] }), clerk.account, 'auditLog.IncompleteReport'],
			[report(good, { ...good, recipient: 'Requester' }), clerk.account, 'auditLog.IncompleteReport'],
			[report(good, { ...good, targets: [ALL_OBSERVATIONS, ALL_OBSERVATIONS] }), clerk.account, 'auditLog.TargetsNotDistinct'],
			[report(good), officer.account, 'auditLog.NotAuthorized'],
			[report(good), dev.ferdie, 'auditLog.NotAuthorized'],
		]);
		const most = (count: number) => report(...Array.from({ length: count }, () => good));
		assert.throws(() => most(MAX_REPORTS + 1), { code: 'audit.too-many' });
		const free = await chain.send(most(FREE_REPORTS), (await custodianWithoutCoin(world(), organization)).account);
		assert.ok(!eventsOf(free).includes(FEE));
	});
}

/** Another clerk of an organization, who cannot pay. */
async function custodianWithoutCoin(world: World, organization: number): Promise<Specialist> {
	const [clerk] = await world.staffOf(organization, ['Custodian']);
	return clerk as Specialist;
}
