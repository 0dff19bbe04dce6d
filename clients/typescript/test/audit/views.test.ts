/** Questions about trails, page by page, and the calls that answer for entries. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { activityByPractitioner, activityOf } from '../../src/audit/activity.ts';
import { allTrails, answerInquiry, contestEntry, escalatedInquiries, inquiriesOf, resolveInquiry } from '../../src/audit/inquiries.ts';
import { accountingOf, countReleases, MAX_REPORTS, releasesCompleteSince, releasesOf, reportReleases } from '../../src/audit/releases.ts';
import type { Whose } from '../../src/chain/generated/given.ts';
import type { ReleaseView } from '../../src/chain/generated/told.ts';
import { bytesToHex } from '../../src/format/bytes.ts';
import { decoded, RuntimeDouble } from '../records/runtime-double.ts';
import { HOSPITAL, patient } from './fake-trail.ts';

const DAY = 86_400_000;
const ALICE = '5GrwvaEF5zXb26Fz9rcQpDWS57CtERHpNehXCPcNoHGKutQY';
const BOB = '5FHneW46xGXgs5mUiveU4sbTyGBzmstUspZC92UhjJM694ty';
const hex = (bytes: Uint8Array) => `0x${bytesToHex(bytes)}`;
const filled = (byte: number) => new Uint8Array(32).fill(byte);

async function all<T>(items: AsyncIterable<T>): Promise<T[]> {
	const list: T[] = [];
	for await (const item of items) list.push(item);
	return list;
}

function release(sequence: number, more: object = {}): object {
	return {
		trail: { patient: hex(patient) }, sequence, releasedAt: 1_000 + sequence, releasedBy: { practitioner: { organization: 9, account: ALICE } }, recipient: { patientsSide: null },
		action: 'Access', purpose: 'Treatment', targets: [{ anchor: sequence }], bases: [{ grant: 1 }], ticket: 0, cause: null, flaw: null, statement: null,
		exemption: 'ToTheIndividual', ...more,
	};
}

test('an accounting goes through all pages, also those that are empty, as of one block', async () => {
	const asked: unknown[][] = [];
	const chain = new RuntimeDouble((question, args, block) => {
		assert.deepEqual([question, block], ['auditLogApi.releases', 'best']);
		asked.push(args);
		const after = (args[3] as { patient: number } | null)?.patient ?? -1;
		const next = after + 700;
		return { releases: after === 699 ? [] : [release(after + 1), release(after + 2, { exemption: null })], next: next < 5_000 ? { patient: next } : null, completeSince: 0 };
	});
	const list = await all(accountingOf(chain.asChain, patient, { since: 77, purpose: 'Research' }));
	assert.deepEqual(asked[0], [{ patient: hex(patient) }, { from: 77, until: null }, 'Research', null, 256]);
	assert.deepEqual(asked.map(([, , , after]) => after), [null, ...[699, 1_399, 2_099, 2_799, 3_499, 4_199, 4_899].map((place) => ({ patient: place }))]);
	assert.deepEqual(list.slice(0, 4).map(({ sequence, isExempt }) => [sequence, isExempt]), [[0, true], [1, false], [1_400, true], [1_401, false]]);
	assert.equal(list.length, 14);
});

test('an organization\'s releases go on where the chain says, at the block that is asked for', async () => {
	const next = { organization: { day: 3, trail: { patient: hex(patient) }, sequence: 4 } };
	const seen: unknown[] = [];
	const chain = new RuntimeDouble((_, [whose, between, purpose, after], block) => {
		seen.push([whose, between, purpose, after, block]);
		return { releases: [release(1)], next: after === null ? next : null, completeSince: 0 };
	});
	assert.equal((await all(releasesOf(chain.asChain, { Organization: 9 }, { until: 5, block: '0x07' }))).length, 2);
	assert.deepEqual(seen, [null, next].map((after) => [{ organization: 9 }, { from: 0, until: 5 }, null, after, '0x07']));
});

test('a chain that leads in a circle, or finds its answer too long, is told so', async () => {
	const circle = new RuntimeDouble(() => ({ releases: [], next: { patient: 3 }, completeSince: 0 }));
	await assert.rejects(all(releasesOf(circle.asChain, { Patient: patient })), { code: 'audit.no-progress' });
	const limits: number[] = [];
	const narrow = new RuntimeDouble((_, args) => {
		const [after, limit] = args.slice(3) as [{ patient: number } | null, number];
		limits.push(limit);
		if (limit > 64) throw Object.assign(new Error('too big'), { code: -32_008 });
		const from = (after?.patient ?? -1) + 1;
		return { releases: Array.from({ length: Math.min(limit, 100 - from) }, (_, index) => release(from + index)), next: from + limit < 100 ? { patient: from + limit - 1 } : null, completeSince: 0 };
	});
	assert.equal((await all(releasesOf(narrow.asChain, { Patient: patient }))).length, 100);
	assert.deepEqual(limits, [256, 128, 64, 64]);
});

test('since when a list of releases misses nothing, the chain says, as of one block', async () => {
	const chain = new RuntimeDouble((_, [whose], block) => ({ releases: [], next: null, completeSince: 'patient' in (whose as object) ? 0 : block === '0x07' ? 3 * DAY : 2 * DAY }));
	const asked: [whose: Whose, block: string | undefined][] = [[{ Patient: patient }, undefined], [{ Organization: 9 }, undefined], [{ Organization: 9 }, '0x07']];
	assert.deepEqual(await Promise.all(asked.map(([whose, block]) => releasesCompleteSince(chain.asChain, whose, block))), [0, 2 * DAY, 3 * DAY]);
});

test('releases are counted by custodian and purpose', async () => {
	const views = [
		release(1), release(2, { purpose: 'Research', exemption: null, flaw: 'NoTicket' }), release(3), release(4, { releasedBy: { organization: { organization: 4, account: ALICE } } }),
		release(5, { purpose: null }), release(6, { releasedBy: { chain: null } }),
	] as unknown as ReleaseView[];
	const row = (organization: number | undefined, purpose: string | undefined, releases = 1, exempt = 1, flagged = 0) => ({ organization, purpose, releases, exempt, flagged });
	assert.deepEqual(await countReleases(views), [
		row(undefined, 'Treatment'), row(4, 'Treatment'), row(9, undefined), row(9, 'Research', 1, 0, 1), row(9, 'Treatment', 2, 2),
	]);
});

/** An attempt by somebody of the hospital. */
function did(at: number, sequence: number, actor: object): object {
	const event = { accessRequested: { patient: null, action: 'Access', purpose: 'Treatment', custodian: 9, reason: null, claim: null, encounter: null, answers: [] } };
	return { trail: { patient: hex(patient) }, sequence, entry: { version: 'One', at, actor, event } };
}

test('what the people of an organization did is told by day and practitioner, in the order of time', async () => {
	const [alice, bob] = [ALICE, BOB].map((account) => ({ practitioner: { organization: HOSPITAL, account } })) as [object, object];
	const nurse = { gateway: { organization: HOSPITAL, account: ALICE, practitioner: hex(filled(3)) } };
	const pages = [
		[did(DAY + 9, 4, alice), did(DAY + 5, 1, alice), did(DAY + 7, 0, bob)],
		[did(DAY + 8, 2, nurse), did(2 * DAY, 3, alice), did(DAY + 5, 0, alice)],
	];
	const chain = new RuntimeDouble((question, args) => {
		assert.equal(question, 'auditLogApi.activity');
		assert.deepEqual(args.slice(0, 3), [HOSPITAL, { account: ALICE }, { from: DAY, until: 3 * DAY }]);
		const after = args[3] as { day: number } | null;
		return [after ? pages[1] : pages[0], after ? null : { day: 1, trail: { patient: hex(patient) }, sequence: 0 }];
	});
	const filter = { since: DAY, until: 3 * DAY, practitioner: { Account: ALICE as unknown as Uint8Array } };
	assert.equal((await all(activityOf(chain.asChain, HOSPITAL, filter))).length, 6);
	const days = await activityByPractitioner(chain.asChain, HOSPITAL, filter);
	assert.deepEqual(days.map(({ day, practitioner, activities }) => [day, practitioner, activities.map(({ entry, sequence }) => [entry.at, sequence])]), [
		[1, { pseudonym: hex(filled(3)) }, [[DAY + 8, 2]]],
		[1, { account: BOB }, [[DAY + 7, 0]]],
		[1, { account: ALICE }, [[DAY + 5, 0], [DAY + 5, 1], [DAY + 9, 4]]],
		[2, { account: ALICE }, [[2 * DAY, 3]]],
	]);
});

test('inquiries, those that wait for the authority, and all trails are listed to the last page', async () => {
	const inquiry = { cause: 'Contested', raisedAt: 1, due: 2, isAnswered: false, isEscalated: true, isResolved: false };
	const row = (sequence: number) => ({ organization: HOSPITAL, trail: { governance: null }, sequence, inquiry });
	const head = { next: 1, tip: hex(filled(1)), first: 0, checkpoint: hex(filled(2)), oldest: 3, contested: 0 };
	const cursors: unknown[] = [];
	const chain = new RuntimeDouble((question, args) => {
		const [after, limit] = args.slice(-2) as [unknown, number];
		cursors.push(after);
		const from = after === null ? 0 : 256;
		const numbers = Array.from({ length: Math.min(limit, 300 - from) }, (_, index) => from + index);
		if (question === 'auditLogApi.trails') return numbers.map((number) => [{ organization: number }, head]);
		return numbers.map(row);
	});
	const inquiries = await all(inquiriesOf(chain.asChain, HOSPITAL));
	assert.deepEqual(inquiries.map(({ sequence }) => sequence), Array.from({ length: 300 }, (_, index) => index));
	assert.deepEqual((await all(escalatedInquiries(chain.asChain))).length, 300);
	assert.deepEqual((await all(allTrails(chain.asChain))).map(({ trail }) => trail), Array.from({ length: 300 }, (_, index) => ({ Organization: index })));
	assert.deepEqual(cursors, [null, [{ governance: null }, 255], null, [HOSPITAL, { governance: null }, 255], null, { organization: 255 }]);
});

const capacity = { Practitioner: { organization: HOSPITAL } } as const;
const statement = filled(2);

test('an entry is contested, answered for, and resolved', () => {
	const { asChain: chain } = new RuntimeDouble();
	assert.deepEqual(decoded(contestEntry(chain, patient, 4, statement)), ['auditLog.contestEntry', { patient: hex(patient), sequence: 4, statement: hex(statement) }]);
	const answered = { sequence: 4, answer: 'Mistaken', statement: hex(statement), capacity: { practitioner: { organization: HOSPITAL } } };
	assert.deepEqual(
		decoded(answerInquiry(chain, { capacity, trail: patient, sequence: 4, answer: 'Mistaken', statement })),
		['auditLog.answerInquiry', { ...answered, trail: { patient: hex(patient) } }],
	);
	const own = answerInquiry(chain, { capacity, trail: { Organization: HOSPITAL }, sequence: 4, answer: 'Mistaken', statement });
	assert.deepEqual(decoded(own)[1], { ...answered, trail: { organization: HOSPITAL } });
	const resolution = { organization: HOSPITAL, trail: patient, sequence: 4, verdict: 'Upheld' } as const;
	const resolved = { organization: HOSPITAL, trail: { patient: hex(patient) }, sequence: 4, verdict: 'Upheld' };
	assert.deepEqual(decoded(resolveInquiry(chain, resolution)), ['auditLog.resolveInquiry', { ...resolved, findings: null }]);
	assert.deepEqual(decoded(resolveInquiry(chain, { ...resolution, findings: statement }))[1], { ...resolved, findings: hex(statement) });
});

test('releases are reported together, with a ticket and its secret or without', () => {
	const { asChain: chain } = new RuntimeDouble();
	const common = { patient, action: 'Disclose', purpose: 'PublicHealth', targets: [{ Anchor: 3 }], releasedAt: 5, cause: 'Downtime' } as const;
	const [name, args] = decoded(reportReleases(chain, 9, [
		{ ...common, recipient: 'Requester', ticket: 7, secret: filled(4) },
		{ ...common, recipient: { Outside: filled(5) }, statement },
	]));
	const told = { ...common, patient: hex(patient), targets: [{ anchor: 3 }] };
	assert.deepEqual([name, args], ['auditLog.reportAccess', {
		custodian: 9,
		reports: [
			{ ...told, recipient: { requester: null }, ticket: 7, secret: hex(filled(4)), statement: null },
			{ ...told, recipient: { outside: hex(filled(5)) }, ticket: null, secret: null, statement: hex(statement) },
		],
	}]);
	const many = (length: number) => () => reportReleases(chain, 9, Array.from({ length }, () => ({ ...common, recipient: 'PatientsSide' }) as const));
	assert.doesNotThrow(many(MAX_REPORTS));
	assert.throws(many(MAX_REPORTS + 1), { name: 'InputError', code: 'audit.too-many' });
});
