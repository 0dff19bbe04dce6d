/**
 * "What was released between t1 and t2, to whom?", by patient, by organization, by purpose, on a trail of thousands of entries, from a node that answers no more
 * than a megabyte at a time; and what the people of an organization did, by practitioner and day.
 */
import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import type { KeyringPair } from '@polkadot/keyring/types';
import { randomBytes } from '@noble/hashes/utils.js';
import {
	accountingOf, activityByPractitioner, archiveLines, checkArchive, checkByBlocks, checkStored, countReleases, MAX_REPORTS, readArchive, releasesOf, type ReleaseToReport, reportReleases,
} from '@salus/client/audit';
import { type Purpose, readTrail, trailEntries } from '@salus/client/chain';
import type { HeldTicket } from '@salus/client/custody';
import { bytesToHex } from '@salus/client/format';
import { ALL_OBSERVATIONS, custodianOf, unasked } from './custodians.ts';
import { CLINIC, DAY, HOSPITAL, listOf, OBSERVATION, World } from './world.ts';

const HOUR = 3_600_000;
const PURPOSES: Purpose[] = ['Research', 'PublicHealth', 'Payment', 'Treatment', 'Coverage'];
/** Calls of each custodian, of 256 releases each. */
const CALLS = 10;

/** A release as it was reported. */
type Known = ReleaseToReport & { by: number };

export function accountingTests(): void {
	describe('with thousands of entries, on a node that answers a megabyte at most', { concurrency: true }, () => {
		let crowded: Crowded;
		before(async () => {
			crowded = await crowd();
		});
		after(() => crowded?.world.leave());

		test('what was released between two moments, to whom, is one question by patient, by organization and by purpose', async () => {
			const { world: { chain }, patient, known, now, ticket } = crowded;
			assert.ok(known.length > 5_000);
			const [since, until] = [now - 2_000 * HOUR, now - 1_000 * HOUR];
			const within = ({ releasedAt }: { releasedAt: number }) => releasedAt >= since && releasedAt < until;
			const questions: [found: Parameters<typeof releasesOf>[1], purpose: Purpose | undefined, fits: (release: Known) => boolean][] = [
				[{ Patient: patient }, undefined, within], [{ Patient: patient }, 'Research', (release) => within(release) && release.purpose === 'Research'],
				[{ Organization: HOSPITAL }, undefined, (release) => within(release) && release.by === HOSPITAL],
				[{ Organization: crowded.other }, 'Payment', (release) => within(release) && release.by === crowded.other && release.purpose === 'Payment'],
				// Pages on which there is nothing lead on, and to an end.
				[{ Patient: patient }, 'ClinicalTrial', () => false],
			];
			for (const [whose, purpose, fits] of questions) {
				const found = await listOf(releasesOf(chain, whose, { since, until, purpose }));
				const expected = known.filter(fits);
				assert.ok(expected.length > 50 || purpose === 'ClinicalTrial');
				assert.deepEqual(found.map(asReported).sort(), expected.map(asKnown).sort(), JSON.stringify([whose, purpose]));
			}
			// All of it, in the order of the trail, each place once; and whether it need be accounted for, as one that no ticket covers always must be.
			const all = await listOf(accountingOf(chain, patient));
			assert.equal(all.length, known.length);
			assert.ok(all.every(({ sequence }, index) => index === 0 || sequence > all[index - 1]!.sequence));
			const exempt = all.filter(({ isExempt }) => isExempt);
			assert.equal(exempt.length, MAX_REPORTS);
			assert.deepEqual([...new Set(exempt.map(({ ticket: of, exemption, purpose, flaw }) => JSON.stringify([of, exemption, purpose, flaw])))], [
				JSON.stringify([ticket.sequence, 'TreatmentPaymentOperations', 'Treatment', null]),
			]);
			assert.ok(all.filter(({ isExempt }) => !isExempt).every(({ flaw }) => flaw === 'NoTicket'));
			// As an auditor counts them.
			const counts = await countReleases(all);
			const expected = [HOSPITAL, crowded.other].flatMap((by) => [...PURPOSES].sort().map((purpose) => ({
				organization: by, purpose, releases: known.filter((release) => release.by === by && release.purpose === purpose).length,
			})));
			assert.deepEqual(counts.map(({ organization, purpose, releases }) => ({ organization, purpose, releases })), expected);
		});

		test('the privacy officer sees what each practitioner of the organization did on each day', async () => {
			const { world: { chain, specialist, dev }, other, clerk, ticket } = crowded;
			for (const [organization, who, count] of [[HOSPITAL, dev.charlie, (CALLS + 1) * MAX_REPORTS], [other, clerk, CALLS * MAX_REPORTS]] as const) {
				const days = await activityByPractitioner(chain, organization);
				assert.deepEqual(days.map(({ practitioner }) => practitioner?.account), days.map(() => who.address));
				assert.equal(days.reduce((sum, { activities }) => sum + activities.length, 0), count);
				for (const { day, activities } of days) assert.ok(activities.every(({ entry }) => Math.floor(entry.at / DAY) === day));
			}
			const practitioner = specialist.practitioner;
			const [day, ...others] = await activityByPractitioner(chain, CLINIC, { practitioner });
			assert.deepEqual([day?.activities.map(({ sequence }) => sequence), others], [[ticket.sequence], []]);
			assert.deepEqual(await activityByPractitioner(chain, CLINIC, { practitioner: { Account: clerk.publicKey } }), []);
		});

		test('the trail is read, checked and archived in parts, where all of it at once is more than the node answers', async () => {
			const { world: { chain }, patient, from, known } = crowded;
			const { finalized } = await chain.heads();
			const { next } = (await chain.ask('auditLogApi', 'head', [{ Patient: patient }], finalized)).toJSON();
			assert.ok(next > 5_000);
			const keys = Array.from({ length: next }, (_, place) => chain.api.query['auditLog']!['entries']!.key({ Patient: patient }, place));
			await assert.rejects(chain.provider.send('state_queryStorageAt', [keys, finalized]), (error: { code?: number }) => error.code === -32_008 || error.code === -32_007);

			const whole = { isWhole: true, faults: [], entries: next, witnessed: 0 };
			assert.deepEqual(await checkStored(chain, patient, finalized), whole);
			// In which trail a report stands no event tells.
			assert.deepEqual(await checkByBlocks(chain, patient, finalized, { from }), { ...whole, witnessed: next - known.length });
			const { entries, verified } = await readTrail(chain, patient, finalized);
			assert.deepEqual([entries.length, verified], [next, true]);
			assert.equal((await listOf(trailEntries(chain, patient, finalized, { from: next - 3 }))).length, 3);
			const { proven, faults } = await checkArchive(chain, await readArchive(archiveLines(chain, patient, finalized)), finalized);
			assert.deepEqual([proven, faults], [{ from: 0, until: next }, []]);
			const verdict = (await chain.ask('auditLogApi', 'verify', [{ Patient: patient }, 0, next, null], finalized)).toJSON();
			assert.equal(verdict.ok?.after, (await chain.ask('auditLogApi', 'head', [{ Patient: patient }], finalized)).toJSON().tip);
		});
	});
}

interface Crowded {
	world: World;
	patient: Uint8Array;
	/** The block after which the patient was registered. */
	from: number;
	now: number;
	/** The custodian beside the hospital, and its clerk. */
	other: number;
	clerk: KeyringPair;
	ticket: HeldTicket;
	known: Known[];
}

/** A patient with thousands of releases by two custodians, within more than half a year. */
async function crowd(): Promise<Crowded> {
	const world = await World.start('--rpc-max-response-size', '1');
	const { chain, specialist, dev } = world;
	const from = (await chain.api.rpc.chain.getHeader()).number.toNumber() + 1;
	const [patient, { organization: other, clerk: { account: clerk } }] = await Promise.all([world.patient(), custodianOf(world), world.fund(dev.charlie)]);
	await Promise.all([patient.grantAccess(specialist, [OBSERVATION], 30), world.fund(clerk)]);
	// One that serves for hours covers any number of releases.
	const { held, receipt } = await specialist.requestMany(patient.id, [ALL_OBSERVATIONS], HOSPITAL, { hours: 8 });
	const ticket = held as HeldTicket;
	const now = await chain.now(receipt.block);
	const known: Known[] = [];
	const bulk = (by: number, offset: number): Known[] => Array.from({ length: MAX_REPORTS }, (_, index) => {
		const place = offset + index;
		const purpose = PURPOSES[place % PURPOSES.length] as Purpose;
		const recipient = place % 3 === 0 ? ('PatientsSide' as const) : { Outside: randomBytes(32) };
		return { ...unasked(patient.id, now - (place + 1) * HOUR, { purpose, recipient, cause: 'Bulk' }), by };
	});
	const calls: [releases: Known[], signer: KeyringPair][] = [];
	for (let call = 0; call < CALLS; call++) {
		calls.push([bulk(HOSPITAL, 2 * call * MAX_REPORTS), dev.charlie], [bulk(other, (2 * call + 1) * MAX_REPORTS), clerk]);
	}
	const underTicket = { ticket: ticket.sequence, secret: ticket.secret, recipient: 'Requester', action: 'Access', purpose: 'Treatment', cause: 'Bulk' } as const;
	calls.push([Array.from({ length: MAX_REPORTS }, () => ({ ...unasked(patient.id, now, underTicket), by: HOSPITAL })), dev.charlie]);
	const sent = await Promise.all(calls.map(async ([releases, signer]) => {
		const by = releases[0]!.by;
		known.push(...releases);
		return chain.send(reportReleases(chain, by, releases.map(({ by: _, ...release }) => release)), signer);
	}));
	await Promise.all(sent.map(({ finalized }) => finalized));
	return { world, patient: patient.id, from, now, other, clerk, ticket, known };
}

/** What tells one release from all others, when it was, and what for. */
function asKnown({ statement, releasedAt, purpose }: Known): string {
	return JSON.stringify([`0x${bytesToHex(statement as Uint8Array)}`, releasedAt, purpose]);
}

function asReported({ statement, releasedAt, purpose }: { statement: string | null; releasedAt: number; purpose: Purpose | null }): string {
	return JSON.stringify([statement, releasedAt, purpose]);
}
