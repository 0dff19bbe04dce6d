/** A patient's consent on the chain as FHIR Consents of both releases, and from these onto the chain again. */
import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { test } from 'node:test';
import { promisify } from 'node:util';
import { randomBytes } from '@noble/hashes/utils.js';
import { actionSet, powerSet, purposeSet, type Receipt, type Transaction } from '@salus/client/chain';
import {
	grant, markAllConfidential, markConfidential, optOutOfEmergencies, type Provision, refer, type Refusal, refuse, refuseAll, type Refused,
} from '@salus/client/consent';
import { bytesToHex } from '@salus/client/format';
import type { Patient } from '../../scripts/demo/journey/patient.ts';
import type { Specialist } from '../../scripts/demo/journey/specialist.ts';
import {
	type Call, callsOf, type ConsentState, fromResource, plain, type Release, RELEASES,
} from '@salus/client/fhir/consent';
import { readFromNode } from '@salus/client/fhir/consent/chain';
import { faultsOf } from '@salus/client/fhir/validate';
import { CLINIC, CONDITION, type World, root } from './world.ts';

/** A label that only the patient's keys explain. */
const OPAQUE = 0x8123;

const hex = (id: Uint8Array) => `0x${bytesToHex(id)}`;

export function fhirTests(world: () => World): void {
	test('everything that a patient grants and restricts goes through FHIR R4 and R5, and comes back the same', async () => {
		const [doctor, patient, other] = await Promise.all([world().physician(), world().patient(), world().patient()]);
		await (await consentToMuch(world(), patient, doctor)).finalized;

		const state = await readFromNode(world().url, hex(patient.id));
		assert.equal(state.grants.length, 6);
		assert.deepEqual(state.grants.map(([, { ancestors }]) => ancestors.length), [0, 0, 0, 0, 0, 1]);
		assert.equal(state.grants[4]?.[1].excludesConfidential, true);
		assert.equal(state.restrictions.refusals.length, 4);
		assert.equal(state.restrictions.refuseAll?.evenInEmergency, false);

		const calls = await Promise.all(RELEASES.map((release) => throughCommand(world(), patient, state, release)));
		assert.deepEqual(calls[0], calls[1]);
		await sendAgain(world(), other, calls[0] as Call[]);
		const again = await readFromNode(world().url, hex(other.id), (await world().chain.heads()).best);
		assert.deepEqual(essence(again), essence({ ...state, grants: state.grants.filter(([, { ancestors }]) => ancestors.length === 0) }));
	});

	test('a patient that the chain doesn\'t know has no consent to export', async () => {
		const patient = hex(randomBytes(32));
		await assert.rejects(async () => {
			for (;;) {
				try {
					return await readFromNode(world().url, patient);
				} catch (error) {
					// Beside all others this process may be too busy to hear its node in time.
					if (!(error instanceof Error && error.message.startsWith('No node answers'))) throw error;
				}
			}
		}, { name: 'InputError', message: /knows no patient/ });
	});
}

/** Every kind of grantee, scope and restriction; one grant by a representative, one passed on. Returns what became of the last call. */
async function consentToMuch(world: World, patient: Patient, doctor: Specialist): Promise<Receipt> {
	const { chain } = world;
	const { id } = patient;
	const { organization, capacity, grantee } = doctor;
	const now = await chain.now();
	const pseudonym = randomBytes(32);
	const period = { from: now, until: now + 60_001 + 86_400_000 };
	const give = async (change: Partial<Provision>, terms?: Uint8Array) =>
		grant(chain, organization, { patient: id, provision: await world.provision({ period, ...change }), ...(terms ? { terms } : {}) });
	await world.employ(organization, { Pseudonym: pseudonym });

	const grants = await Promise.all([
		give({ actions: actionSet('Access', 'Disclose'), purposes: purposeSet('Treatment', 'SystemAdministration') }),
		give({ grantee, scope: 'All', content: { from: 0, until: 672 }, period: { from: 0, until: null } }, randomBytes(32)),
		give({ grantee: { Pseudonym: pseudonym }, scope: { Anchors: [0, 7] } }),
		give({ grantee: { Role: 'PrivacyOfficer' }, scope: { Classes: [CONDITION, OPAQUE] } }),
	]);
	const refused: [Refused, Partial<Refusal>][] = [
		[{ Organization: organization + 1_000_000 }, { evenInEmergency: true }],
		[{ Practitioner: { Account: world.dev.ferdie.publicKey } }, { class: OPAQUE }],
		[{ Practitioner: { Pseudonym: randomBytes(32) } }, {}],
		['Everybody', { purposes: purposeSet('Research', 'ClinicalTrial') }],
	];
	const refusals = refused.map(([whom, rest]) => refuse(chain, id, { whom, ...rest }));
	const others = [optOutOfEmergencies(chain, id), markConfidential(chain, id, OPAQUE), markAllConfidential(chain, id, [CONDITION])];
	await sendInOrder(patient, [representation(world, patient), ...grants, ...refusals, ...others]);
	await chain.send(await give({ scope: { AllBut: [OPAQUE] } }), world.dev.dave);
	const provision = await world.provision({ period: { from: now, until: now + 3_600_000 } });
	await chain.send(refer(chain, { patient: id, capacity, parent: 0, organization: CLINIC, provision }), doctor.account);
	return patient.send(refuseAll(chain, id, false));
}

/** Transactions of one account are taken in the order in which they are sent. */
async function sendInOrder(patient: Patient, calls: Transaction[]): Promise<void> {
	await Promise.all(calls.map((call) => patient.send(call)));
}

/** Lets Dave consent for the patient. */
function representation(world: World, { id }: Patient): Transaction {
	return world.call('patientIdentity', 'appointRepresentative', {
		patient: id, account: world.dev.dave.publicKey, powers: powerSet('Consent'), period: { from: 0, until: null },
	});
}

/** Exports by the command, validates, imports, and returns the calls; asserts that nothing of the state is lost. */
async function throughCommand(world: World, patient: Patient, state: ConsentState, release: Release): Promise<Call[]> {
	const main = join(root, 'scripts/fhir/main.ts');
	const args = ['--conditions=source', '--import', 'tsx', main, 'export', '--url', world.url, '--patient', hex(patient.id), '--release', release];
	const { stdout } = await promisify(execFile)(process.execPath, args, { cwd: root, maxBuffer: 1 << 24 });
	const bundle: unknown = JSON.parse(stdout);
	assert.deepEqual(await faultsOf(bundle, release), []);
	const imported = fromResource(bundle);
	assert.equal(imported.release, release);
	// Nothing was consented to between the two questions, but the chain's clock went on.
	assert.deepEqual({ ...imported.state, at: 0n }, { ...state, at: 0n });
	return callsOf(imported.directives, state.at);
}

/** Has another patient do the same, by the calls that came out of FHIR. What was passed on is not the patient's to give. */
async function sendAgain(world: World, patient: Patient, calls: Call[]): Promise<void> {
	const transactions = (isMeant: (call: Call) => boolean) => calls.filter(isMeant).map(({ call, args }) => {
		const [section, method] = call.split('.') as [string, string];
		return world.call(section, method, { ...args, patient: patient.id });
	});
	const isOfPatient = ({ signer }: Call) => signer !== 'representative' && signer !== 'grantee of the parent';
	// In the patient's name nobody gives what the patient refuses, so the refusal of everything comes after it.
	const isLast = ({ call }: Call) => call === 'consent.refuseAll';
	await sendInOrder(patient, [representation(world, patient), ...transactions((call) => isOfPatient(call) && !isLast(call))]);
	for (const call of transactions(({ signer }) => signer === 'representative')) await world.chain.send(call, world.dev.dave);
	await sendInOrder(patient, transactions((call) => isOfPatient(call) && isLast(call)));
}

/** A state without whose it is, and without the moments at which its calls were made. */
function essence({ grants, restrictions }: ConsentState): unknown {
	const { refusals, refuseAll: all, optOut, confidential, allConfidential } = restrictions;
	return plain({
		grants: grants.map(([organization, { grantedAt: _, ...rest }]) => [organization, rest]),
		refusals: refusals.map(({ since: _, ...rest }) => rest),
		refuseAll: all && { ...all, since: 0 },
		optOut: optOut && { ...optOut, since: 0 },
		confidential: confidential.map(({ class: recordClass }) => recordClass),
		allConfidential: allConfidential?.exceptions ?? null,
	});
}
