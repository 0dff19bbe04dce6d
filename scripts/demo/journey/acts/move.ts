/** The patient moves the old records to its new keys, and lets its family doctor read everything. */
import { isDeepStrictEqual } from 'node:util';
import { emergencyRing, grantOf } from '@salus/client/consent';
import type { MoveProgress } from '@salus/client/custody';
import { openBackupByWords, readBackup } from '@salus/client/format';
import type { Play } from '../play.ts';
import type { StepLog } from '../step.ts';

const GRANT_DAYS = 365;

export async function moveRecords(play: Play, log: StepLog): Promise<string> {
	const { chain, cast: { hospital }, batches, keyCustodians, patient, words } = play;
	// With an empty store, and in time for the new emergency ring.
	await keyCustodians.at(-1)?.comeBack();
	const expected = (outcome: MoveProgress['outcome']) => batches.map(() => outcome);
	const outcomes = await outcomesOf(play, log, movesOf(play));
	log.compare('what became of the batches', expected('moved'), outcomes);
	log.compare('what becomes of them when they are moved again', expected('present'), await outcomesOf(play, log, patient.moveRecords(hospital.custodian)));
	const [latest] = await patient.fetchBackups(hospital.custodian);
	const { roots } = openBackupByWords(readBackup(latest), words);
	log.compare('whether the ring that the words open holds the new root, too', true, isDeepStrictEqual(roots, patient.ring.roots));
	const ring = await emergencyRing(chain, patient.id);
	log.compare('whether the emergency ring is of the new keys, if there is one', keyCustodians.length === 0 ? null : true, ring ? !ring.isStale : null);
	play.moved = outcomes.length;
	return `${outcomes.length} headers exchanged, and no record touched; ${outcomes.length === 1 ? 'it opens' : 'they open'} with the new keys only.`;
}

/** What is left of the renewal that began with the new key. */
async function* movesOf({ renewal }: Play): AsyncGenerator<MoveProgress> {
	for await (const progress of renewal!) if (progress.step === 'moved') yield progress.batch;
}

async function outcomesOf({ batches }: Play, log: StepLog, moves: AsyncIterable<MoveProgress>): Promise<MoveProgress['outcome'][]> {
	const tell = log.progressOf(batches.length, 'batches moved');
	const outcomes: MoveProgress['outcome'][] = [];
	for await (const { outcome, done } of moves) {
		outcomes.push(outcome);
		tell(done);
	}
	return outcomes;
}

export async function grantAll(play: Play, log: StepLog): Promise<string> {
	const { cast: { hospital, familyDoctor }, patient, batches } = play;
	const { organization, practitioner } = familyDoctor;
	const given = play.keep(await patient.grantAccess({ organization, practitioner, offered: await familyDoctor.publicKey() }, 'All', GRANT_DAYS));
	play.familyDoctorsGrant = grantOf(given);
	await patient.deliver(hospital.custodian);
	const anchors = batches.map(({ anchor }) => anchor as number);
	const requests = await Promise.all(anchors.map((anchor) => play.expectPermitted(log, anchor, familyDoctor)));
	log.progress('Permitted; the custodian waits until the tickets are final');
	await Promise.all(requests.map(({ receipt }) => receipt.finalized));
	const total = batches.reduce((sum, { records }) => sum + records.length, 0);
	const tell = log.progressOf(total, 'verified');
	let done = 0;
	// Each is read as it comes: a service lets go whoever takes nothing for half a minute.
	await Promise.all(requests.map(async ({ ticket }) => {
		const { receipt, release } = await familyDoctor.fetch(hospital.custodian, ticket);
		play.keep(receipt);
		await familyDoctor.readAll(release, await familyDoctor.keysIn(release, play.familyDoctorsGrant), () => tell(++done));
	}));
	log.compare('the records that the family doctor reads', total, done);
	return `One grant, one envelope: ${done} records of ${batches.length} types read.`;
}
