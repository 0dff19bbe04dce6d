/** A custodian's node is on the side of a parted network that loses: the patient's trail tells all the same of what was released there. */
import assert from 'node:assert/strict';
import { setTimeout as sleep } from 'node:timers/promises';
import { after, before, describe, test } from 'node:test';
import { revoke } from '@salus/client/consent';
import type { HeldTicket } from '@salus/client/custody';
import { hashAt } from '../../scripts/network/standing.ts';
import { untilFinal } from '../../scripts/network/network.ts';
import { urlOf } from '../../scripts/network/validator.ts';
import { begin, CONDITION, fetchOnce, grantTo, OBSERVATION, type Play, ticketFor } from './custody.ts';
import { Four } from './four.ts';
import { connectTo } from './traffic.ts';

/** How many blocks the side that wins is ahead. */
const AHEAD = 8;
/** How many blocks a redemption is good for: after so many, no further block can hold it. */
const LIFETIME = 64;
/** How long a report may take from then on: it is filed every ten seconds, and waited for until it is final. */
const PATIENCE_MS = 120_000;
const POLL_MS = 1_000;

describe('A custodian\'s service whose node is on a fork', { timeout: 900_000 }, () => {
	let four: Four;
	let play: Play;
	before(async () => {
		four = await Four.linked();
		await four.agree(1);
		const [own, near] = four.all;
		play = await begin(own, near);
	});
	after(Four.end);

	test('has each release told once: a redemption that is lost comes into a block again, or the release is reported where no block takes it', async (t) => {
		const { patient } = play;
		const [own, near, far, further] = four.all;
		const elsewhere = await connectTo(far);
		const [standing, revoked] = [await grantTo(play, CONDITION), await grantTo(play, OBSERVATION)];
		const [kept, lost] = [await ticketFor(play, CONDITION), await ticketFor(play, OBSERVATION)];
		await four.agree((await four.standing(near)).final);

		// The last final block is of now still, so the service releases.
		four.links.part([own, near], [far, further]);
		await fetchOnce(play, kept, standing);
		const { block, number } = await fetchOnce(play, lost, revoked);
		await elsewhere.send(revoke(elsewhere, patient.id, revoked), patient.account);

		// One that is alone makes no blocks, so that the other side's are more.
		four.links.part([own], [near], [far, further]);
		const ends = await Promise.all([own, near].map((validator) => four.standing(validator)));
		const height = Math.max(...ends.map(({ best }) => best)) + AHEAD;
		await four.untilBest(far, height);
		assert.deepEqual(await toldOf(play, lost), []);
		four.links.heal();
		await four.agree(height);
		assert.notEqual(await hashAt(urlOf(own), number), block, 'the block with the redemption is not lost');

		await four.untilBest(own, number + LIFETIME);
		await untilFinal(four.all, number + LIFETIME);
		await untilTold(play, lost);
		await untilTold(play, kept);
		// Nothing comes after it.
		await four.agree(await four.goOn(four.all));
		assert.deepEqual(await toldOf(play, lost), ['reported: Downtime, NoLongerPermitted']);
		const ofKept = await toldOf(play, kept);
		assert.equal(ofKept.length, 1, ofKept.join('; '));
		t.diagnostic(`the release on the other ticket is ${ofKept[0]}`);
	});
});

/** How the patient's trail tells of releases on a ticket, at the last final block. */
async function toldOf({ chain, patient }: Play, { sequence }: HeldTicket): Promise<string[]> {
	const { entries } = await patient.readTrail((await chain.heads()).finalized);
	return entries.flatMap(({ entry }) => {
		const { recordsReleased, releaseReported } = entry.toJSON().event;
		if (recordsReleased?.ticket === sequence) return ['redeemed'];
		return releaseReported?.ticket === sequence ? [`reported: ${releaseReported.cause}, ${releaseReported.flaw ?? 'without a flaw'}`] : [];
	});
}

async function untilTold(play: Play, ticket: HeldTicket): Promise<void> {
	for (const deadline = Date.now() + PATIENCE_MS; (await toldOf(play, ticket)).length === 0; await sleep(POLL_MS)) {
		assert.ok(Date.now() < deadline, 'a release is told of nowhere');
	}
}
