/** Three custodians, each at a node of its own: one is killed with its node, and somebody breaks the glass. */
import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { Keyring } from '@polkadot/keyring';
import { randomBytes } from '@noble/hashes/utils.js';
import type { Chain } from '@salus/client/chain';
import { licenseBreakGlass, setEmergencyRing, type Target, wholeClass } from '@salus/client/consent';
import { type HandedRing, openInEmergency, prepareEmergencyRing, type ReceivedRelease } from '@salus/client/custody';
import { classSecretOf, emergencyRingOnChain, type EpochRoot, writeEmergencyRing } from '@salus/client/format';
import { anchorBatch, anchorIn } from '@salus/client/records';
import { Hospital } from '../../scripts/demo/journey/hospital.ts';
import { Patient } from '../../scripts/demo/journey/patient.ts';
import { Specialist } from '../../scripts/demo/journey/specialist.ts';
import { WrittenFolder } from '../../scripts/demo/journey/written-folder.ts';
import { temporaryFolder } from '../../scripts/demo/node-process.ts';
import { untilFinal } from '../../scripts/network/network.ts';
import { sample, ticketFor } from '../e2e/keeping.ts';
import { breakGlass } from '../e2e/rescuers.ts';
import { CLINIC, OBSERVATION, type Service, serviceAt } from './custody.ts';
import { Four } from './four.ts';
import { asRoot, decide } from './motions.ts';
import { connectTo, HOSPITAL } from './traffic.ts';

const PURPOSE = 'EmergencyTreatment';
const keyring = new Keyring({ type: 'sr25519' });

describe('Three custodians, each at a node of its own', { timeout: 600_000 }, () => {
	let four: Four;
	let play: Play;
	before(async () => {
		four = await Four.start();
		await four.agree(1);
		play = await begin(four);
	});
	after(Four.end);

	test('give in an emergency what was granted to nobody though one of them is gone with its node, and that one gives its share once both are back', async () => {
		const { chain, services: [keeper, other, gone], medic, patient: { id }, anchor, records } = play;
		const [first] = four.all;
		await gone.process.kill();
		await four.kill(gone.own);
		await assert.rejects(gone.custodian.about(), { name: 'CustodyUnavailable', code: 'custody.unreachable' });
		const { ticket } = await medic.request(id, { Anchor: anchor }, keeper.organization, PURPOSE);
		assert.equal(ticket, undefined, 'it was granted to somebody');

		await breakGlass(play, medic, id);
		// The one that keeps the records hands out its share with them.
		const [{ release, handed }, second] = await Promise.all([fetchFrom(play, keeper, { Anchor: anchor }), fetchFrom(play, other)]);
		await assert.rejects(openInEmergency(chain, id, [handed]), { code: 'emergency.too-few-shares' });
		const { keys, faults } = await openInEmergency(chain, id, [handed, second.handed]);
		assert.deepEqual(faults, []);
		assert.equal(await medic.readAll(release, keys), records);

		four.begin(gone.own);
		await gone.process.startAgain();
		await four.agree((await four.standing(first)).best);
		const third = await fetchFrom(play, gone);
		assert.deepEqual((await openInEmergency(chain, id, [third.handed, second.handed])).keys, keys);
		await four.agree((await four.standing(gone.own)).best);
	});
});

interface Play {
	four: Four;
	/** Through the node that no service asks. */
	chain: Chain;
	/** Each has a share of the patient's ring for emergencies, of which two open it; the first one has the records, too. */
	services: [Service, Service, Service];
	/** May break the glass, and has no grant. */
	medic: Specialist;
	patient: Patient;
	anchor: number;
	/** How many there are under the anchor. */
	records: number;
}

async function begin(four: Four): Promise<Play> {
	const [first, ...owns] = four.all;
	const chain = await connectTo(first);
	const medic = new Specialist(chain, CLINIC, keyring.addFromUri('//Eve'));
	const [organizations] = await Promise.all([admitted(chain, medic, owns.length), medic.publishKey()]);
	const writer = { signer: keyring.addFromUri('//Bob'), side: { organization: HOSPITAL } };
	const admin = keyring.addFromUri('//Dave');
	const services = await Promise.all(owns.map((own, index) => serviceAt(own, chain, { organization: organizations[index] as number, admin, writer }))) as Play['services'];

	const patient = new Patient(chain, { classes: [OBSERVATION] });
	await patient.register();
	await patient.grantCollect(HOSPITAL);
	const hospital = new Hospital(chain, { organization: HOSPITAL, clinician: writer.signer, clerk: keyring.addFromUri('//Charlie'), stores: new WrittenFolder(temporaryFolder('salus-network-hospital-').folder) });
	const card = await hospital.checkCard(await patient.keyCard(), patient.id);
	const [batch] = await hospital.sealAll(patient.id, card, await sample(OBSERVATION));
	assert.ok(batch);
	const { suite, root } = patient.ring.roots[0] as EpochRoot;
	const ring = await prepareEmergencyRing(chain, {
		patient: patient.id, epoch: patient.epoch, keys: { suite, classSecret: classSecretOf(root) }, classes: [OBSERVATION],
		custodians: services.map(({ organization, key }) => ({ custodian: organization, offered: key })),
	});
	const anchoring = { custodian: services[0].organization, purpose: 'Treatment', capacity: { Practitioner: { organization: HOSPITAL } } } as const;
	const [anchored, named] = await Promise.all([
		chain.send(anchorBatch(chain, batch, anchoring), hospital.clinician), patient.send(setEmergencyRing(chain, patient.id, emergencyRingOnChain(ring))),
	]);
	await Promise.all([anchored.finalized, named.finalized]);
	// Their nodes know of both.
	await four.agree((await four.standing(first)).final);
	const anchor = anchorIn(anchored);
	await services[0].custodian.takeBatch({ ...batch, anchor }, hospital.stores.recordsOf(patient.id));
	for (const { custodian } of services) await custodian.takeEmergencyRing(writeEmergencyRing(ring));
	return { four, chain, services, medic, patient, anchor, records: batch.records.length };
}

/** Has the council accredit so many custodians, and let a physician break the glass; the custodians' numbers. */
async function admitted(chain: Chain, { organization, practitioner }: Specialist, custodians: number): Promise<number[]> {
	const accreditation = { from: 0, until: null };
	const admin = keyring.addFromUri('//Dave').publicKey;
	const done = await decide(chain, asRoot(chain, chain.call('utility', 'batchAll', {
		calls: [
			...Array.from({ length: custodians }, () => chain.call('providerRegistry', 'accreditOrganization', { kind: 'Custodian', admin, accreditation, profile: randomBytes(32) })),
			chain.call('providerRegistry', 'setEmergencyRole', { organization, practitioner, holds: true }),
			licenseBreakGlass(chain, organization, { maxOpen: 1, maxPerDay: 1 }),
		],
	})));
	return done.events.flatMap(({ event }) => (chain.api.events['providerRegistry']!['OrganizationAccredited']!.is(event) ? [Number(event.data[0]?.toString())] : []));
}

/** What a custodian hands out on the session: its share, and what else there is of the target. */
async function fetchFrom({ four, medic, patient }: Play, { own, organization, custodian }: Service, target: Target = wholeClass(OBSERVATION)): Promise<{ release: ReceivedRelease; handed: HandedRing }> {
	const ticket = await ticketFor(medic, patient.id, target, { custodian: organization, purpose: PURPOSE });
	// Its node may come to know of that later than ours.
	await untilFinal([own], (await four.standing(four.all[0])).final);
	const { release } = await medic.fetch(custodian, ticket);
	assert.ok(release.head.emergency, 'no share was handed out');
	return { release, handed: { custodian: organization, released: release.head.emergency, block: ticket.block } };
}
