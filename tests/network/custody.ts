/** Custodians' services that ask a node of the network, and a patient and a physician who have to do with one of them. */
import assert from 'node:assert/strict';
import { Keyring } from '@polkadot/keyring';
import type { KeyringPair } from '@polkadot/keyring/types';
import { type Chain, publishOrganizationKey, type Receipt, roleSet } from '@salus/client/chain';
import { grantOf, wholeClass } from '@salus/client/consent';
import { CustodyUnavailable, type HeldTicket, RemoteCustodian, type Writer } from '@salus/client/custody';
import type { PublicKey } from '@salus/client/format';
import { builtCustodian } from '../../scripts/demo/build.ts';
import { CustodianProcess } from '../../scripts/demo/custodian-process.ts';
import { founding } from '../../scripts/demo/journey/own-service.ts';
import { Patient } from '../../scripts/demo/journey/patient.ts';
import { Specialist } from '../../scripts/demo/journey/specialist.ts';
import { temporaryFolder } from '../../scripts/demo/node-process.ts';
import { urlOf, type Validator } from '../../scripts/network/validator.ts';
import { connectTo, HOSPITAL } from './traffic.ts';

export const CLINIC = 1;
export const OBSERVATION = 96;
export const CONDITION = 28;
const DAYS = 30;
/** How long a service that cannot be had is asked again. */
const SERVICE_PATIENCE_MS = 2_000;

export interface Service {
	/** Whose node it asks. */
	own: Validator;
	organization: number;
	/** To which its shares are sealed. */
	key: PublicKey;
	process: CustodianProcess;
	/** How others ask it. */
	custodian: RemoteCustodian;
}

export interface ServiceParts {
	organization: number;
	admin: KeyringPair;
	/** Who hands records in. */
	writer?: Writer;
}

/** The service of an organization, with a new clerk and a new key, at the node `own`. What it tells is looked up through `chain`. */
export async function serviceAt(own: Validator, chain: Chain, { organization, admin, writer }: ServiceParts): Promise<Service> {
	const { clerk, seed, key } = await founding();
	await chain.send(chain.call('providerRegistry', 'addPractitioner', {
		organization, practitioner: { Account: clerk.publicKey }, roles: roleSet('Custodian'), licence: { from: 0, until: null },
	}), admin);
	const published = await chain.send(await publishOrganizationKey(chain, organization, key), admin);
	await published.finalized;
	const process = await CustodianProcess.start({
		binary: builtCustodian(), node: urlOf(own), genesis: chain.genesis, organization, clerk: seed, key, folder: temporaryFolder('salus-network-custodian-').folder,
	});
	const custodian = new RemoteCustodian(chain, { organization, url: process.url, clock: () => Date.now(), timing: { patienceMs: SERVICE_PATIENCE_MS }, ...(writer ? { writer } : {}) });
	return { own, organization, key, process, custodian };
}

export interface Play {
	/** Through another node than the custodian's. */
	chain: Chain;
	custodian: RemoteCustodian;
	patient: Patient;
	physician: Specialist;
}

/** The hospital's service at the node of `own`; and a patient and a physician, who ask the node of `other`. */
export async function begin(own: Validator, other: Validator): Promise<Play> {
	const chain = await connectTo(other);
	const keyring = new Keyring({ type: 'sr25519' });
	const physician = new Specialist(chain, CLINIC, keyring.addFromUri('//Eve'));
	const patient = new Patient(chain, { classes: [CONDITION, OBSERVATION] });
	const [{ custodian }] = await Promise.all([
		serviceAt(own, chain, { organization: HOSPITAL, admin: keyring.addFromUri('//Alice') }), patient.register(), physician.publishKey(),
	]);
	return { chain, custodian, patient, physician };
}

/** Lets the physician read a class, and hands the custodian the envelope; the grant. */
export async function grantTo({ patient, physician, custodian }: Play, recordClass: number): Promise<number> {
	const granted = await patient.grantAccess(physician, [recordClass], DAYS);
	await granted.finalized;
	await patient.deliver(custodian);
	return grantOf(granted);
}

/** A ticket that is final, for what there is of a class: here, the envelope. */
export async function ticketFor({ physician, patient, custodian }: Play, recordClass: number): Promise<HeldTicket> {
	const { held, receipt } = await physician.request(patient.id, wholeClass(recordClass), custodian.organization);
	await receipt.finalized;
	return held ?? assert.fail('the request was denied');
}

/** Has it released, and opens it; that the ticket is redeemed. */
export async function fetchOnce({ physician, custodian }: Play, ticket: HeldTicket, grant: number): Promise<Receipt> {
	const { receipt, release } = await physician.fetch(custodian, ticket);
	await physician.keysIn(release, grant);
	return receipt;
}

export function isUnavailable(error: unknown): boolean {
	return error instanceof CustodyUnavailable;
}
