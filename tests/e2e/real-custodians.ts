/** Custodians whose services are processes of `salus-custodian`, asked over HTTP. */
import { publishOrganizationKey } from '@salus/client/chain';
import { prepareEmergencyRing, RemoteCustodian } from '@salus/client/custody';
import { setEmergencyRing } from '@salus/client/consent';
import { type ClassKeys, type EmergencyRing, emergencyRingOnChain, type PrivateKey, type PublicKey, writeEmergencyRing, X25519 } from '@salus/client/format';
import { randomBytes } from '@noble/hashes/utils.js';
import { builtCustodian } from '../../scripts/demo/build.ts';
import { CustodianProcess } from '../../scripts/demo/custodian-process.ts';
import { founding } from '../../scripts/demo/journey/own-service.ts';
import type { Patient } from '../../scripts/demo/journey/patient.ts';
import { temporaryFolder } from '../../scripts/demo/node-process.ts';
import { HOSPITAL, OBSERVATION, type World } from './world.ts';

export interface RealCustodian {
	organization: number;
	custodian: RemoteCustodian;
	/** To which its shares are sealed, with its private half: for tests of what insiders can do. */
	key: PublicKey & PrivateKey;
	process: CustodianProcess;
	/** Where it has its store, its keys and its log. */
	folder: string;
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
	return { organization, custodian, key: founded.key, process, folder };
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
