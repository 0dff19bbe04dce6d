/** A custodian's service whose own node is killed, and whose node is parted from the others. */
import assert from 'node:assert/strict';
import { setTimeout as sleep } from 'node:timers/promises';
import { after, before, describe, test } from 'node:test';
import type { HeldTicket } from '@salus/client/custody';
import { begin, fetchOnce, grantTo, isUnavailable, OBSERVATION, type Play, ticketFor } from './custody.ts';
import { Four } from './four.ts';

/** How long a custodian takes a head for the present one, and a little. */
const STALE_MS = 65_000;
/** How long the service is asked again, which finds its node by itself. */
const PATIENCE_MS = 120_000;
const POLL_MS = 1_000;

describe('A custodian\'s service', { timeout: 900_000 }, () => {
	let four: Four;
	let play: Play;
	let grant: number;
	before(async () => {
		four = await Four.linked();
		await four.agree(1);
		const [own, other] = four.all;
		play = await begin(own, other);
		grant = await grantTo(play, OBSERVATION);
	});
	after(Four.end);

	test('says so while its node is gone, and releases once it is back', async () => {
		const [own, ...others] = four.all;
		const ticket = await ticketFor(play, OBSERVATION);
		await four.kill(own);
		await assert.rejects(fetchOnce(play, ticket, grant), isUnavailable);
		await four.goOn(others);
		assert.equal(await releasesOn(play, ticket), 0);
		four.begin(own);
		await until(() => fetchOnce(play, ticket, grant));
		assert.equal(await releasesOn(play, ticket), 1);
		await four.agree((await four.standing(own)).best);
	});

	test('gives nothing away by what only its parted node still believes', async () => {
		const { patient } = play;
		const [own, ...others] = four.all;
		const [early, late] = [await ticketFor(play, OBSERVATION), await ticketFor(play, OBSERVATION)];
		four.links.part([own], others);
		await (await patient.revoke(grant)).finalized;
		// For a minute the old heads pass for the present ones; but no block of the others holds the redemption.
		const asked = assert.rejects(fetchOnce(play, early, grant));
		await sleep(STALE_MS);
		await assert.rejects(fetchOnce(play, late, grant), isUnavailable);
		four.links.heal();
		await four.agree(await four.goOn(others));
		await asked;
		// It knows of the revocation now.
		await assert.rejects(until(() => fetchOnce(play, late, grant)), { name: 'CustodyRefusal', code: 'custody.refused' });
		assert.deepEqual([await releasesOn(play, early), await releasesOn(play, late)], [0, 0]);
	});
});

/** Tries again while the service cannot. */
async function until<T>(work: () => Promise<T>): Promise<T> {
	for (const deadline = Date.now() + PATIENCE_MS; ; await sleep(POLL_MS)) {
		try {
			return await work();
		} catch (error) {
			if (!isUnavailable(error) || Date.now() > deadline) throw error;
		}
	}
}

/** How many entries of releases on a ticket are in the patient's trail. */
async function releasesOn({ patient }: Play, { sequence }: HeldTicket): Promise<number> {
	const { entries } = await patient.readTrail();
	return entries.filter(({ entry }) => entry.toJSON().event.recordsReleased?.ticket === sequence).length;
}
