/** Custodians whose services are processes of `salus-custodian`, asked over HTTP. */
import type { KeyringPair } from '@polkadot/keyring/types';
import { publishOrganizationKey } from '@salus/client/chain';
import { CustodyUnavailable, prepareEmergencyRing, RemoteCustodian } from '@salus/client/custody';
import { setEmergencyRing } from '@salus/client/consent';
import { type ClassKeys, type EmergencyRing, emergencyRingOnChain, type PrivateKey, type PublicKey, writeEmergencyRing, X25519 } from '@salus/client/format';
import type { Resource } from '@salus/client/fhir/records';
import { anchorBatch, anchorIn } from '@salus/client/records';
import { randomBytes } from '@noble/hashes/utils.js';
import { builtCustodian } from '../../scripts/demo/build.ts';
import { CustodianProcess } from '../../scripts/demo/custodian-process.ts';
import type { Batch, Hospital } from '../../scripts/demo/journey/hospital.ts';
import { founding } from '../../scripts/demo/journey/own-service.ts';
import type { Patient } from '../../scripts/demo/journey/patient.ts';
import { temporaryFolder } from '../../scripts/demo/node-process.ts';
import { HOSPITAL, OBSERVATION, type World } from './world.ts';

export interface RealCustodian {
	organization: number;
	custodian: RemoteCustodian;
	/** Whose account redeems tickets, with its secret: for tests of what insiders can do. */
	clerk: KeyringPair;
	/** To which its shares are sealed, with its private half: for the same. */
	key: PublicKey & PrivateKey;
	process: CustodianProcess;
	/** Where it has its store, its keys and its log. */
	folder: string;
}

const shared = new WeakMap<World, Promise<[RealCustodian, RealCustodian, RealCustodian]>>();

/** Three that no test harms. All tests have the same. */
export async function sharedCustodians(world: World): Promise<[RealCustodian, RealCustodian, RealCustodian]> {
	const three = shared.get(world) ?? Promise.all([realCustodian(world), realCustodian(world), realCustodian(world)]);
	shared.set(world, three);
	return three;
}

/** A new organization with a clerk, a published key and a service of its own, which asks the world's node, or at another address. The hospital's clinician hands in. */
export async function realCustodian(world: World, node = world.url): Promise<RealCustodian> {
	const { chain, dev } = world;
	const [organization, founded] = await Promise.all([world.organization('Custodian'), founding()]);
	await Promise.all([
		world.employ(organization, { Account: founded.clerk.publicKey }, 'Custodian'),
		publishOrganizationKey(chain, organization, founded.key).then((publication) => chain.send(publication, dev.dave)),
	]);
	const { folder } = temporaryFolder('salus-e2e-custodian-');
	const process = await CustodianProcess.start({
		binary: builtCustodian(), node, genesis: chain.genesis, organization, clerk: founded.seed, key: founded.key, folder,
	});
	const custodian = new RemoteCustodian(chain, {
		organization, url: process.url, clock: () => Date.now(), writer: { signer: dev.bob, side: { organization: HOSPITAL } },
	});
	await custodian.about();
	return { organization, custodian, clerk: founded.clerk, key: founded.key, process, folder };
}

/** Seals keys to custodians, any `threshold` of whom can give them, and names that ring on the chain. Nobody has it yet. */
export async function nameRing({ chain }: World, patient: Patient, custodians: RealCustodian[], threshold = 2): Promise<{ ring: EmergencyRing; text: string; keys: ClassKeys }> {
	const { id, epoch } = patient;
	const keys: ClassKeys = { suite: X25519, classSecret: randomBytes(32) };
	const ring = await prepareEmergencyRing(chain, {
		patient: id, epoch, keys, classes: [OBSERVATION], threshold, custodians: custodians.map(({ organization, key }) => ({ custodian: organization, offered: key })),
	});
	await patient.send(setEmergencyRing(chain, id, emergencyRingOnChain(ring)));
	return { ring, text: writeEmergencyRing(ring), keys };
}

/** Seals records, anchors them with the service as their custodian, and hands them in. */
export async function keepAt(custodian: RemoteCustodian, hospital: Hospital, patient: Patient, resources: Resource[]): Promise<Batch[]> {
	const { id } = patient;
	const card = await hospital.checkCard(await patient.keyCard(), id);
	const batches = await hospital.sealAll(id, card, resources);
	for (const batch of batches) {
		const anchoring = { custodian: custodian.organization, purpose: 'Treatment', capacity: { Practitioner: { organization: HOSPITAL } } } as const;
		batch.anchor = anchorIn(await hospital.chain.send(anchorBatch(hospital.chain, batch, anchoring), hospital.clinician));
		await custodian.takeBatch(handed(batch), hospital.stores.recordsOf(id));
	}
	return batches;
}

/** A batch that is anchored, as it is handed in. */
export function handed({ patient, recordClass, header, records, anchor }: Batch) {
	return { patient, recordClass, header, records, anchor: anchor as number };
}

/** What comes of it once a service that was just started again does its part; until then it says that it cannot, and nothing was done. */
export async function onceUp<T>(work: () => Promise<T>): Promise<T> {
	const end = performance.now() + 30_000;
	for (;;) {
		try {
			return await work();
		} catch (error) {
			if (!(error instanceof CustodyUnavailable) || error.code !== 'custody.unavailable' || performance.now() > end) throw error;
			await new Promise((resolve) => setTimeout(resolve, 200));
		}
	}
}
