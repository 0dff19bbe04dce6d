/** A custodian's service whose own node is killed, and whose node is parted from the others. */
import assert from 'node:assert/strict';
import { setTimeout as sleep } from 'node:timers/promises';
import { after, before, describe, test } from 'node:test';
import { Keyring } from '@polkadot/keyring';
import { type Chain, publishOrganizationKey, roleSet } from '@salus/client/chain';
import { grantOf, wholeClass } from '@salus/client/consent';
import { CustodyUnavailable, type HeldTicket, RemoteCustodian } from '@salus/client/custody';
import { builtCustodian } from '../../scripts/demo/build.ts';
import { CustodianProcess } from '../../scripts/demo/custodian-process.ts';
import { founding } from '../../scripts/demo/journey/own-service.ts';
import { Patient } from '../../scripts/demo/journey/patient.ts';
import { Specialist } from '../../scripts/demo/journey/specialist.ts';
import { temporaryFolder } from '../../scripts/demo/node-process.ts';
import { urlOf, type Validator } from '../../scripts/network/validator.ts';
import { Four } from './four.ts';
import { connectTo, HOSPITAL } from './traffic.ts';

const CLINIC = 1;
const OBSERVATION = 96;
const DAYS = 30;
/** How long a custodian takes a head for the present one, and a little. */
const STALE_MS = 65_000;
/** How long the service is asked again, which finds its node by itself. */
const PATIENCE_MS = 120_000;
const POLL_MS = 1_000;

describe('A custodian\'s service', { timeout: 900_000 }, () => {
	let four: Four;
	let play: Play;
	before(async () => {
		four = await Four.linked();
		await four.agree(1);
		const [own, other] = four.all;
		play = await begin(own, other);
	});
	after(Four.end);

	test('says so while its node is gone, and releases once it is back', async () => {
		const [own, ...others] = four.all;
		const ticket = await ticketFor(play);
		await four.kill(own);
		await assert.rejects(fetchOnce(play, ticket), isUnavailable);
		await four.goOn(others);
		assert.equal(await releasesOn(play, ticket), 0);
		four.begin(own);
		await untilReleased(play, ticket);
		assert.equal(await releasesOn(play, ticket), 1);
		await four.agree((await four.standing(own)).best);
	});

	test('gives nothing away by what only its parted node still believes', async () => {
		const { patient, grant } = play;
		const [own, ...others] = four.all;
		const [early, late] = [await ticketFor(play), await ticketFor(play)];
		four.links.part([own], others);
		await (await patient.revoke(grant)).finalized;
		// For a minute the old heads pass for the present ones; but no block of the others holds the redemption.
		const asked = assert.rejects(fetchOnce(play, early));
		await sleep(STALE_MS);
		await assert.rejects(fetchOnce(play, late), isUnavailable);
		four.links.heal();
		await four.agree(await four.goOn(others));
		await asked;
		// It knows of the revocation now.
		await assert.rejects(until(async () => fetchOnce(play, late)), { name: 'CustodyRefusal', code: 'custody.refused' });
		assert.deepEqual([await releasesOn(play, early), await releasesOn(play, late)], [0, 0]);
	});
});

interface Play {
	/** Through another node than the custodian's. */
	chain: Chain;
	custodian: RemoteCustodian;
	patient: Patient;
	physician: Specialist;
	/** The grant, whose envelope the custodian has. */
	grant: number;
}

/** The hospital's service at the node of `own`; and a patient and a physician, who ask the node of `other`. */
async function begin(own: Validator, other: Validator): Promise<Play> {
	const chain = await connectTo(other);
	const keyring = new Keyring({ type: 'sr25519' });
	const [admin, physician, founded] = [keyring.addFromUri('//Alice'), new Specialist(chain, CLINIC, keyring.addFromUri('//Eve')), await founding()];
	await chain.send(chain.call('providerRegistry', 'addPractitioner', {
		organization: HOSPITAL, practitioner: { Account: founded.clerk.publicKey }, roles: roleSet('Custodian'), licence: { from: 0, until: null },
	}), admin);
	const published = await chain.send(await publishOrganizationKey(chain, HOSPITAL, founded.key), admin);
	const patient = new Patient(chain, { classes: [OBSERVATION] });
	await Promise.all([patient.register(), physician.publishKey(), published.finalized]);
	const process = await CustodianProcess.start({
		binary: builtCustodian(), node: urlOf(own), genesis: chain.genesis, organization: HOSPITAL, clerk: founded.seed, key: founded.key, folder: temporaryFolder('salus-network-custodian-').folder,
	});
	const custodian = new RemoteCustodian(chain, { organization: HOSPITAL, url: process.url, clock: () => Date.now(), timing: { patienceMs: 2_000 } });
	const granted = await patient.grantAccess(physician, [OBSERVATION], DAYS);
	await granted.finalized;
	await patient.deliver(custodian);
	return { chain, custodian, patient, physician, grant: grantOf(granted) };
}

/** A ticket that is final, for what there is of a class: here, the envelope. */
async function ticketFor({ physician, patient, custodian }: Play): Promise<HeldTicket> {
	const { held, receipt } = await physician.request(patient.id, wholeClass(OBSERVATION), custodian.organization);
	await receipt.finalized;
	return held ?? assert.fail('the request was denied');
}

async function fetchOnce({ physician, custodian, grant }: Play, ticket: HeldTicket): Promise<void> {
	const { release } = await physician.fetch(custodian, ticket);
	await physician.keysIn(release, grant);
}

/** Tries again while the service cannot. */
async function until(work: () => Promise<void>): Promise<void> {
	for (const deadline = Date.now() + PATIENCE_MS; ; await sleep(POLL_MS)) {
		try {
			return await work();
		} catch (error) {
			if (!isUnavailable(error) || Date.now() > deadline) throw error;
		}
	}
}

async function untilReleased(play: Play, ticket: HeldTicket): Promise<void> {
	await until(() => fetchOnce(play, ticket));
}

function isUnavailable(error: unknown): boolean {
	return error instanceof CustodyUnavailable;
}

/** How many entries of releases on a ticket are in the patient's trail. */
async function releasesOn({ patient }: Play, { sequence }: HeldTicket): Promise<number> {
	const { entries } = await patient.readTrail();
	return entries.filter(({ entry }) => entry.toJSON().event.recordsReleased?.ticket === sequence).length;
}
