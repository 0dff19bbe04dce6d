/** What the chain refuses, by which name, and that a refused call changes nothing. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Keyring } from '@polkadot/keyring';
import type { KeyringPair } from '@polkadot/keyring/types';
import { mnemonicGenerate } from '@polkadot/util-crypto';
import { randomBytes } from '@noble/hashes/utils.js';
import { numberIn, replacePatientKey, type Transaction } from '@salus/client/chain';
import { amend, type Envelope, grantOf, openEmergency, type Provision, type Target, versionOf, wholeClass } from '@salus/client/consent';
import type { HeldTicket } from '@salus/client/custody';
import { claimOf, randomTicketSecret, X25519 } from '@salus/client/format';
import { CLINIC, DAY, HOSPITAL, OBSERVATION, type World, eventsOf } from './world.ts';

export function refusalTests(world: () => World): void {
	test('an outsider may do nothing for a patient', async () => {
		const { tx, dev } = world();
		const { id } = await world().patient();
		const refuses = (call: Parameters<World['refuses']>[0], error: string) => world().refuses(call, dev.ferdie, error, id);
		await refuses(tx['patientIdentity']!['replaceEncryptionKey']!(id, world().someKey()), 'patientIdentity.NotAuthorized');
		await refuses(await world().grantCall(id), 'consent.NotAuthorized');
		await refuses(tx['consent']!['revoke']!(id, 0), 'consent.NotAuthorized');
		await refuses(world().anchorCall(id, { capacity: 'Person' }), 'recordAnchor.NotPermitted');
		await refuses(world().anchorCall(id), 'recordAnchor.NotPermitted');
	});

	test('an outsider may do nothing for an organization', async () => {
		const { tx, dev } = world();
		const registry = tx['providerRegistry']!;
		const always = { from: 0, until: null };
		await world().refuses(registry['accreditOrganization']!('Hospital', dev.ferdie.publicKey, always, randomBytes(32)), dev.ferdie, 'BadOrigin');
		await world().refuses(registry['suspendOrganization']!(HOSPITAL), dev.ferdie, 'BadOrigin');
		await world().refuses(registry['addPractitioner']!(HOSPITAL, { Account: dev.ferdie.publicKey }, 1, always), dev.ferdie, 'providerRegistry.NotAuthorized');
	});

	test('a practitioner without a grant may not add records', async () => {
		const { dev } = world();
		const { id } = await world().patient();
		await world().refuses(world().anchorCall(id), dev.bob, 'recordAnchor.NotPermitted', id);
	});

	test('an unknown patient is refused by name', async () => {
		const { tx, dev } = world();
		const unknown = randomBytes(32);
		await world().refuses(tx['patientIdentity']!['replaceEncryptionKey']!(unknown, world().someKey()), dev.ferdie, 'patientIdentity.PatientNotFound', unknown);
		await world().refuses(await world().grantCall(unknown), dev.ferdie, 'consent.PatientNotFound', unknown);
		// To somebody who adds records an unknown patient and one without a grant look the same.
		await world().refuses(world().anchorCall(unknown), dev.bob, 'recordAnchor.NotPermitted', unknown);
	});

	test('batches that cannot be are refused', async () => {
		const { dev } = world();
		const { id } = await world().patientOfHospital();
		const refuses = (change: Parameters<World['anchorCall']>[1], error: string) =>
			world().refuses(world().anchorCall(id, change), dev.bob, `recordAnchor.${error}`, id);
		await refuses({ leaves: 0 }, 'NoLeaves');
		await refuses({ leaves: 65_537 }, 'TooManyLeaves');
		await refuses({ content: { from: 601, until: 601 } }, 'InvalidContentPeriod');
		const root = randomBytes(32);
		await world().chain.send(world().anchorCall(id, { root, leaves: 65_536 }), dev.bob);
		await refuses({ root, leaves: 65_536 }, 'AlreadyAnchored');
	});

	test('grants that cannot be are refused', async () => {
		const patient = await world().patient();
		const now = await world().chain.now();
		const eve = { grantee: world().specialist.grantee };
		const commitment = `0x${'01'.repeat(32)}`;
		const refuses = async (error: string, change: Partial<Provision>, envelope?: Envelope, organization = CLINIC) =>
			world().refuses(await world().grantCall(patient.id, change, envelope, organization), patient.account, `consent.${error}`, patient.id);
		await Promise.all([
			refusesInTurn([
				() => refuses('InvalidPeriod', { period: { from: now + DAY, until: now } }),
				() => refuses('InvalidPeriod', { period: { from: now, until: now } }),
				() => refuses('InvalidPeriod', { period: { from: now, until: now + 59_999 } }),
				() => refuses('PeriodEnded', { period: { from: now - 2 * DAY, until: now - DAY } }),
				() => refuses('EmptyScope', { scope: { Classes: [] } }),
				() => refuses('DuplicateInScope', { scope: { Classes: [OBSERVATION, OBSERVATION] } }),
				() => refuses('InvalidActions', { actions: 0 }),
				() => refuses('InvalidPurposes', { purposes: 0x80000000 }),
				() => refuses('InvalidContentPeriod', { content: { from: 2, until: 2 } }),
				() => refuses('StaleKeyEpoch', eve, { keyEpoch: 1, granteeKeyEpoch: 0, commitment }),
				() => refuses('StaleGranteeKey', eve, { keyEpoch: 0, granteeKeyEpoch: 1, commitment }),
				() => refuses('GranteeHasNoKey', {}, { keyEpoch: 0, granteeKeyEpoch: 0, commitment }),
				() => refuses('CommitmentMissing', eve, { keyEpoch: 0, granteeKeyEpoch: 0, commitment: `0x${'00'.repeat(32)}` }),
				() => refuses('PractitionerNotPractising', { grantee: { Practitioner: world().dev.bob.publicKey } }),
				() => refuses('OrganizationNotAccredited', {}, undefined, 4_000_000),
			]),
		]);
		await world().refuses(world().tx['consent']!['revoke']!(patient.id, 7), patient.account, 'consent.GrantNotFound', patient.id);
	});

	test('keys to which nothing can be sealed are published by nobody', async () => {
		const { chain, dev } = world();
		const patient = await world().patient();
		// All zeros, one, and one in another encoding: points of low order (RFC 7748, section 6.1).
		const points = [[0, 0], [1, 0], [1, 0x80]].map(([first, last]) => {
			const point = new Uint8Array(32);
			[point[0], point[31]] = [first!, last!];
			return point;
		});
		const card = randomBytes(32);
		for (const publicKey of points) {
			await assert.rejects(replacePatientKey(chain, patient.id, { key: { suite: X25519, publicKey }, card }), { name: 'FormatError' });
		}
		const told = points.map((bytes) => ({ suite: 'X25519', bytes }));
		const replacing = (of: object, hash = card) => world().call('patientIdentity', 'replaceEncryptionKey', { patient: patient.id, encryptionKey: { public: of, card: hash } });
		// X25519 takes no notice of the top bit: with it a key is the same, and what is sealed to it does not open.
		const { public: key } = world().someKey();
		const otherwiseWritten = { ...key, bytes: key.bytes.map((byte, at) => (at === 31 ? byte | 0x80 : byte)) };
		await world().refusesAll(patient.id, [
			...told.map((point): [Transaction, KeyringPair, string] => [replacing(point), patient.account, 'patientIdentity.InvalidEncryptionKey']),
			[replacing({ suite: 'XWing', bytes: new Uint8Array(32) }), patient.account, 'patientIdentity.InvalidEncryptionKey'],
			[replacing(otherwiseWritten), patient.account, 'patientIdentity.InvalidEncryptionKey'],
			[replacing(key, new Uint8Array(32)), patient.account, 'patientIdentity.InvalidCard'],
		]);
		const ofClinic = told.map((encryptionKey) => world().call('providerRegistry', 'publishOrganizationKey', { organization: CLINIC, encryptionKey }));
		await Promise.all(ofClinic.map((call) => world().refuses(call, dev.dave, 'providerRegistry.InvalidEncryptionKey')));
	});

	test('a ticket serves its holder, at its custodian, once', async () => {
		const { chain, tx, dev, specialist } = world();
		const patient = await world().patientOfHospital();
		await chain.send(await world().grantCall(patient.id), patient.account);
		const { held } = await specialist.request(patient.id, { Class: { class: OBSERVATION, content: null } }, HOSPITAL);
		const { sequence: ticket, secret } = held as HeldTicket;
		const redeem = (holder: Uint8Array, { sequence = ticket, shown = secret, targets = [] }: { sequence?: number; shown?: Uint8Array; targets?: Target[] } = {}) =>
			tx['auditLog']!['redeemTicket']!(patient.id, sequence, holder, null, HOSPITAL, shown, targets);
		const check = async (holder: Uint8Array, custodian = HOSPITAL) =>
			(await chain.ask('auditLogApi', 'checkTicket', [patient.id, ticket, holder, null, custodian])).toJSON() as { err?: string; ok?: object };
		const eve = dev.eve.publicKey;

		assert.deepEqual(await check(dev.bob.publicKey), { err: 'NotTicketHolder' });
		assert.deepEqual(await check(eve, CLINIC), { err: 'WrongCustodian' });
		assert.ok((await check(eve)).ok);
		await world().refuses(redeem(dev.bob.publicKey), dev.charlie, 'auditLog.NotTicketHolder', patient.id);
		await world().refuses(redeem(eve, { sequence: 1_000 }), dev.charlie, 'auditLog.TicketNotFound', patient.id);
		await world().refuses(redeem(eve, { shown: randomBytes(32) }), dev.charlie, 'auditLog.WrongSecret', patient.id);
		await world().refuses(redeem(eve, { targets: [{ Anchor: 0 }] }), dev.charlie, 'auditLog.NotCovered', patient.id);
		await world().refuses(redeem(eve), dev.ferdie, 'auditLog.NotAuthorized', patient.id);
		await chain.send(redeem(eve), dev.charlie);
		await world().refuses(redeem(eve), dev.charlie, 'auditLog.TicketRedeemed', patient.id);
		assert.deepEqual(await check(eve), { err: 'TicketRedeemed' });
	});

	test('a ticket is as good as the ground that the trail names: a grant given anew is another one', async () => {
		const { chain } = world();
		const [patient, reader] = await Promise.all([world().patient(), world().physician()]);
		const { id } = patient;
		const { account, grantee } = reader;
		const check = async ({ sequence }: HeldTicket) =>
			(await chain.ask('auditLogApi', 'checkTicket', [id, sequence, account.publicKey, null, HOSPITAL])).toJSON();
		const basis = async (ticket: HeldTicket) => (await check(ticket)).ok?.targets[0]?.basis;
		const ask = async () => (await reader.request(id, wholeClass(OBSERVATION), HOSPITAL)).held as HeldTicket;
		const first = grantOf(await patient.grantAccess(reader, [OBSERVATION], 1));
		const old = await ask();
		assert.deepEqual(await basis(old), { grant: first });

		// Beside an older grant another one changes nothing; in its place it does.
		const second = grantOf(await patient.grantAccess(reader, [OBSERVATION], 1));
		assert.deepEqual(await basis(old), { grant: first });
		await patient.revoke(first);
		assert.deepEqual(await world().preview(id, reader, OBSERVATION), { permit: { grant: second } });
		assert.deepEqual(await check(old), { err: 'NoLongerPermitted' });
		const later = await ask();
		assert.deepEqual(await basis(later), { grant: second });
		const redeem = ({ sequence, secret }: HeldTicket) =>
			world().call('auditLog', 'redeemTicket', { patient: id, sequence, holder: account.publicKey, practitioner: null, custodian: HOSPITAL, secret, targets: [] });
		await world().refuses(redeem(old), world().dev.charlie, 'auditLog.NoLongerPermitted', id);

		const version = versionOf(await patient.send(amend(chain, second, { patient: id, provision: await world().provision({ grantee }) })));
		assert.deepEqual(await world().preview(id, reader, OBSERVATION), { permit: { grant: version } });
		assert.deepEqual(await check(later), { err: 'NoLongerPermitted' });
	});

	test('a permission to collect or to correct is no ticket: it lets nobody fetch anything', async () => {
		const { chain, dev } = world();
		const patient = await world().patientOfHospital();
		const { id } = patient;
		const anchored = await chain.send(world().anchorCall(id), dev.bob);
		const anchor = numberIn(anchored, 'recordAnchor', 'RecordsAnchored', 'anchor');
		const capacity = { Practitioner: { organization: HOSPITAL } };
		const secret = randomTicketSecret();
		for (const [action, target] of [['Collect', wholeClass(OBSERVATION)], ['Correct', { Anchor: anchor }]] as const) {
			const call = world().call('auditLog', 'requestAccess', {
				patient: id, target, action, purpose: 'Treatment', capacity, custodian: HOSPITAL, reason: null, claim: claimOf(secret),
			});
			const sequence = numberIn(await chain.send(call, dev.bob), 'auditLog', 'AccessAnswered', 'ticket');
			assert.ok(sequence > 0, `${action} was denied`);
			const holder = dev.bob.publicKey;
			assert.deepEqual((await chain.ask('auditLogApi', 'checkTicket', [id, sequence, holder, null, HOSPITAL])).toJSON(), { err: 'NothingToRelease' });
			const redeem = world().call('auditLog', 'redeemTicket', { patient: id, sequence, holder, practitioner: null, custodian: HOSPITAL, secret, targets: [] });
			await world().refuses(redeem, dev.charlie, 'auditLog.NothingToRelease', id);
		}
	});

	test('an attempt, at access or to break the glass, cannot be hidden in an atomic batch', async () => {
		const { chain, tx, dev } = world();
		const { id } = await world().patient();
		const request = tx['auditLog']!['requestAccess']!(id, { Anchor: 0 }, 'Access', 'Treatment', 'Person', HOSPITAL, null, claimOf(randomTicketSecret()));
		const capacity = { Practitioner: { organization: HOSPITAL } };
		const breaking = openEmergency(chain, { patient: id, capacity, reason: 'Unresponsive', justification: randomBytes(32), hours: 1 });
		const { batchAll, batch } = tx['utility']!;
		await world().refuses(batchAll!([request]), dev.ferdie, 'system.CallFiltered', id);
		await world().refuses(batchAll!([breaking]), dev.ferdie, 'system.CallFiltered', id);
		const kept = eventsOf(await chain.send(batch!([request, breaking]), dev.ferdie));
		assert.ok(kept.includes('auditLog.AccessAnswered') && kept.includes('consent.EmergencyDenied'));
		assert.deepEqual((await world().trailOf(id)).slice(-2).map(({ event }) => Object.keys(event)[0]), ['accessRequested', 'emergencyDenied']);
	});

	test('patients and practitioners need no coin; an account without a role needs one', async () => {
		const { chain, tx, dev } = world();
		const patient = await world().patientOfHospital();
		const receipt = await chain.send(world().anchorCall(patient.id), dev.bob);
		assert.ok(!eventsOf(receipt).includes('transactionPayment.TransactionFeePaid'));
		const before = await world().balanceOf(dev.ferdie.address);
		await chain.send(tx['system']!['remark']!('0x00'), dev.ferdie);
		assert.ok((await world().balanceOf(dev.ferdie.address)) < before);
		const nobody = new Keyring({ type: 'sr25519' }).addFromMnemonic(mnemonicGenerate());
		await assert.rejects(chain.send(tx['system']!['remark']!('0x00'), nobody), { name: 'ChainError' });
		// What is not free stays not free for a patient.
		await assert.rejects(chain.send(tx['system']!['remark']!('0x00'), patient.account), { name: 'ChainError' });
	});

	test('what is more than the budget of an account waits for the next blocks', async () => {
		const { chain } = world();
		const patient = await world().patient();
		const submitted = [];
		for (let i = 0; i < 40; i++) {
			submitted.push(await chain.submit(world().anchorCall(patient.id, { capacity: 'Person' }), patient.account));
		}
		const receipts = await Promise.all(submitted.map(({ included }) => included));
		const perBlock = new Map<string, number>();
		for (const { block } of receipts) perBlock.set(block, (perBlock.get(block) ?? 0) + 1);
		assert.ok(perBlock.size > 1 && Math.max(...perBlock.values()) <= 36);
		const { next } = (await chain.api.query['recordAnchor']!['recordIndexes']!(patient.id)).toJSON() as { next: number };
		assert.equal(next, 40);
	});
}

/** One after the other: each compares the state before and after itself. */
async function refusesInTurn(refusals: (() => Promise<void>)[]): Promise<void> {
	for (const refusal of refusals) await refusal();
}
