/** Who is who: registering, handing over, acting for somebody, recovering, freezing; and the same for organizations. */
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import type { KeyringPair } from '@polkadot/keyring/types';
import { randomBytes } from '@noble/hashes/utils.js';
import {
	findEvent, guardianCommitment, optional, powerSet, type Receipt, relay, signMetaTransaction, type Transaction,
} from '@salus/client/chain';
import { type Actor, grantOf, liftRefuseAll, optOutOfEmergencies, refuseAll } from '@salus/client/consent';
import { Patient } from '../../scripts/demo/journey/patient.ts';
import { Specialist } from '../../scripts/demo/journey/specialist.ts';
import { numbers, withGuardians } from './guardians.ts';
import { type Attempt, classesIn, CONDITION, DAY, HOSPITAL, OBSERVATION, outcomeOf, RECOVERY_DELAY, type World, eventsOf, told } from './world.ts';

export function identityTests(world: () => World): void {
	const call = (method: string, named: Record<string, unknown>) => world().call('patientIdentity', method, named);

	test('a patient without a coin is known, replaces its key, and lets a device add records of one class', async () => {
		const { chain } = world();
		const patient = await world().patient();
		const { id, account } = patient;
		assert.equal(await world().balanceOf(account.address), 0);
		assert.equal(await world().referencesOf(account.publicKey), 1);
		const registered = await world().patientRow(id);
		assert.equal(registered.controller, account.address);
		assert.equal(registered.status, 'Active');
		assert.equal(registered.assurance.level, 'Level1');
		assert.equal(registered.assurance.by, null);
		assert.equal(registered.key?.epoch, 0);

		const watch = world().account();
		const until = (await chain.now()) + DAY;
		const [, authorized] = await Promise.all([
			patient.startEpoch(),
			chain.send(call('authorizeDevice', { patient: id, account: watch.publicKey, classes: [OBSERVATION], until }), account),
		]);
		assert.ok(eventsOf(authorized).includes('patientIdentity.DeviceAuthorized'));
		assert.equal((await world().patientRow(id)).key?.epoch, 1);
		assert.equal(await world().referencesOf(watch.publicKey), 1);

		const added = await chain.send(world().anchorCall(id, { capacity: 'Person' }), watch);
		assert.ok(!eventsOf(added).includes('transactionPayment.TransactionFeePaid'));
		await world().turnsAway(world().anchorCall(id, { capacity: 'Person', recordClass: CONDITION }), watch, id);
		const removed = await chain.send(call('removeDevice', { patient: id, account: watch.publicKey }), account);
		assert.ok(eventsOf(removed).includes('patientIdentity.DeviceRemoved'));
		assert.equal(await world().referencesOf(watch.publicKey), 0);
		await world().turnsAway(world().anchorCall(id, { capacity: 'Person' }), watch, id);

		assert.deepEqual(told(await world().trailOf(id)).sort(), [
			['deviceAuthorized', account.address], ['deviceRemoved', account.address], ['encryptionKeyReplaced', account.address],
			['patientRegistered', account.address], ['recordsAnchored', watch.address],
		]);
	});

	test('a patient whom the chain has never seen acts by transactions that somebody else sends, once each', async () => {
		const { chain, tx, dev } = world();
		const patient = new Patient(chain);
		const { account } = patient;
		assert.equal(await world().referencesOf(account.publicKey), 0);

		// What is not registering, lives too long, or was changed on the way does not get through.
		const register = call('register', { salt: randomBytes(32), encryptionKey: world().someKey() });
		const [remark, lasting, altered] = await Promise.all([
			signMetaTransaction(chain, tx['system']!['remark']!('0x00'), account),
			signMetaTransaction(chain, register, account, { lifetime: 512 }),
			signMetaTransaction(chain, register, account),
		]);
		altered.bytes[register.method.toU8a().length - 1]! ^= 1;
		await Promise.all([
			assert.rejects(relay(chain, remark, dev.ferdie), { name: 'ChainError', error: 'metaTx.Invalid' }),
			assert.rejects(relay(chain, lasting, dev.ferdie), { name: 'ChainError', error: 'metaTx.Invalid' }),
			assert.rejects(relay(chain, altered, dev.ferdie), { name: 'ChainError', error: 'metaTx.BadProof' }),
		]);
		assert.equal(await world().referencesOf(account.publicKey), 0);

		const registered = await patient.registerThrough(dev.ferdie);
		for (const event of ['patientIdentity.PatientRegistered', 'metaTx.Dispatched', 'transactionPayment.TransactionFeePaid']) {
			assert.ok(eventsOf(registered).includes(event), event);
		}
		assert.equal(findEvent(registered, 'transactionPayment', 'TransactionFeePaid')['who']!.toString(), dev.ferdie.address);
		const { id } = patient;
		assert.equal((await world().patientRow(id)).controller, account.address);
		assert.equal(await world().balanceOf(account.address), 0);

		// Sent again, a transaction is refused; the relayer pays for trying.
		const replaced = await signMetaTransaction(chain, call('replaceEncryptionKey', { patient: id, encryptionKey: world().someKey() }), account);
		assert.ok(eventsOf(await relay(chain, replaced, dev.ferdie)).includes('patientIdentity.EncryptionKeyReplaced'));
		const state = await world().stateOf(id);
		await assert.rejects(relay(chain, replaced, dev.ferdie), { name: 'ChainError', error: 'metaTx.Stale' });
		assert.equal(await world().stateOf(id), state);

		// A hospital relays on its own budget, and nobody pays.
		const again = await signMetaTransaction(chain, call('replaceEncryptionKey', { patient: id, encryptionKey: world().someKey() }), account);
		const borne = await relay(chain, again, dev.bob, { budgetOf: HOSPITAL });
		assert.ok(eventsOf(borne).includes('patientIdentity.EncryptionKeyReplaced'));
		assert.ok(!eventsOf(borne).includes('transactionPayment.TransactionFeePaid'));

		// What fails inside is told by its own name, and is used up.
		const revoke = await signMetaTransaction(chain, tx['consent']!['revoke']!(id, 7), account);
		await assert.rejects(relay(chain, revoke, dev.ferdie), { name: 'ChainError', error: 'consent.GrantNotFound' });
		await assert.rejects(relay(chain, revoke, dev.ferdie), { name: 'ChainError', error: 'metaTx.Stale' });
		assert.deepEqual(told(await world().trailOf(id)), [['patientRegistered', account.address], ['encryptionKeyReplaced', account.address], ['encryptionKeyReplaced', account.address]]);
	});

	test('control goes to an account that accepts it, and the former one is out', async () => {
		const { chain, dev } = world();
		const patient = await world().patient();
		const { id, account: former } = patient;
		const next = world().account();
		const offered = await chain.send(call('offerControl', { patient: id, to: next.publicKey }), former);
		assert.equal(findEvent(offered, 'patientIdentity', 'ControlOffered')['to']!.toString(), next.address);
		assert.equal(await world().referencesOf(next.publicKey), 1);
		assert.equal((await world().patientRow(id)).controller, former.address);

		await world().refuses(call('acceptControl', { patient: id }), dev.ferdie, 'patientIdentity.NotAuthorized', id);
		const accepted = await chain.send(call('acceptControl', { patient: id }), next);
		const { controller, cause } = findEvent(accepted, 'patientIdentity', 'ControlChanged');
		assert.deepEqual([controller!.toString(), cause!.toString()], [next.address, 'Accepted']);
		assert.ok(!eventsOf(accepted).includes('transactionPayment.TransactionFeePaid'));
		assert.equal((await world().patientRow(id)).controller, next.address);
		assert.equal(await world().referencesOf(former.publicKey), 0);
		assert.equal(await world().referencesOf(next.publicKey), 1);

		await world().turnsAway(call('replaceEncryptionKey', { patient: id, encryptionKey: world().someKey() }), former, id);
		await chain.send(call('replaceEncryptionKey', { patient: id, encryptionKey: world().someKey() }), next);
		await chain.send(await world().grantCall(id), next);
		assert.deepEqual(told(await world().trailOf(id)), [
			['patientRegistered', former.address], ['controlOffered', former.address], ['controlChanged', next.address],
			['encryptionKeyReplaced', next.address], ['consentGranted', next.address],
		]);
	});

	test('a representative acts within its powers until it is ended', async () => {
		const { chain, specialist } = world();
		const { id, account } = await world().patient();
		const aunt = world().account();
		const from = await chain.now();
		const powers = powerSet('Consent', 'Access');
		const appoint = call('appointRepresentative', { patient: id, account: aunt.publicKey, powers, period: { from, until: from + DAY } });
		const appointed = await chain.send(appoint, account);
		assert.ok(eventsOf(appointed).includes('patientIdentity.RepresentativeAppointed'));
		const [representative] = (await world().patientRow(id)).representatives;
		assert.deepEqual([representative?.account, representative?.powers, representative?.appointedBy], [aunt.address, powers, 'Patient']);

		assert.deepEqual((await chain.ask('patientIdentityApi', 'actingFor', [id])).toJSON(), [
			{ account: account.address, kind: { controller: null } },
			{ account: aunt.address, kind: { representative: { powers, until: from + DAY } } },
		]);

		const granted = await chain.send(await world().grantCall(id), aunt);
		assert.ok(!eventsOf(granted).includes('transactionPayment.TransactionFeePaid'));
		const { ticket } = await specialist.request(id, observations, HOSPITAL);
		assert.notEqual(ticket, undefined);
		// It was not given the power to manage the patient's keys.
		await world().turnsAway(call('replaceEncryptionKey', { patient: id, encryptionKey: world().someKey() }), aunt, id);
		assert.deepEqual(await preview(world(), id, { Person: aunt.publicKey }), { permit: { representative: null } });

		const ended = await chain.send(call('endRepresentative', { patient: id, account: aunt.publicKey }), account);
		assert.ok(eventsOf(ended).includes('patientIdentity.RepresentativeEnded'));
		assert.deepEqual((await world().patientRow(id)).representatives, []);
		assert.equal(await world().referencesOf(aunt.publicKey), 0);
		await world().turnsAway(world().tx['consent']!['revoke']!(id, grantOf(granted)), aunt, id);
		// What it gave in the patient's name stays until the patient takes it back.
		await chain.send(world().tx['consent']!['revoke']!(id, grantOf(granted)), account);
		assert.deepEqual(told(await world().trailOf(id)), [
			['patientRegistered', account.address], ['representativeAppointed', account.address], ['consentGranted', aunt.address],
			['accessRequested', specialist.account.address], ['representativeEnded', account.address], ['consentRevoked', account.address],
		]);
	});

	test('a patient whom a clinic registered is nobody\'s until the person acts', async () => {
		const { chain, dev } = world();
		const organization = await world().clinic();
		await world().employ(organization, { Account: dev.dave.publicKey });
		const person = world().account();
		const held = () => heldBy(world(), dev.dave);
		const before = await held();
		const sponsored = await chain.send(
			call('sponsor', {
				capacity: { Practitioner: { organization } }, salt: randomBytes(32), controller: person.address,
				encryptionKey: world().someKey(), level: 'Level3',
			}),
			dev.dave,
		);
		const id = findEvent(sponsored, 'patientIdentity', 'PatientSponsored')['patient']!.toU8a();
		const pending = await world().patientRow(id);
		assert.deepEqual([pending.status, pending.assurance.level, pending.assurance.by], ['Pending', 'Level3', organization]);
		assert.ok((await held()) > before);
		await world().turnsAway(await world().grantCall(id), dev.dave, id);
		assert.notDeepEqual(await preview(world(), id, { Person: person.publicKey }), { permit: { patient: null } });

		const confirmed = await chain.send(call('confirmRegistration', { patient: id }), person);
		assert.ok(eventsOf(confirmed).includes('patientIdentity.RegistrationConfirmed'));
		assert.equal((await world().patientRow(id)).status, 'Active');
		assert.equal(await held(), before);
		assert.deepEqual(await preview(world(), id, { Person: person.publicKey }), { permit: { patient: null } });
		assert.deepEqual(told(await world().trailOf(id)), [['patientRegistered', dev.dave.address], ['registrationConfirmed', person.address]]);
	});

	describe('guardians', { concurrency: true }, () => {
		test('give a patient back to the person who lost the key, after a delay, and end what the old key had begun', async () => {
			const { chain, dev } = world();
			const accomplice = world().account();
			const { id, controller, friend, unseen, number, set } = await withGuardians(world(), async (patient) => {
				const from = await chain.now();
				const period = { from, until: null };
				await chain.send(call('appointRepresentative', { patient: patient.id, account: accomplice.publicKey, powers: powerSet('Access'), period }), patient.account);
			});
			const next = world().account();
			const opener = number(unseen);

			const opened = await chain.send(call('openRecovery', { patient: id, to: next.publicKey, member: opener }), unseen);
			assert.equal(findEvent(opened, 'patientIdentity', 'RecoveryOpened')['to']!.toString(), next.address);
			// Nobody else may name itself a guardian, and nobody opens twice.
			await world().turnsAway(call('openRecovery', { patient: id, to: dev.ferdie.publicKey, member: number(friend) }), dev.ferdie, id);
			const complete = call('completeRecovery', { patient: id, opener, to: next.publicKey, member: opener });
			// Not everybody who practises for an institution acts for it.
			await world().turnsAway(call('approveRecovery', { patient: id, member: number('clinic'), opener, to: next.publicKey }), dev.eve, id);
			await world().refuses(complete, unseen, 'patientIdentity.ThresholdNotReached', id);
			const approved = await chain.send(call('approveRecovery', { patient: id, member: number('clinic'), opener, to: next.publicKey }), dev.dave);
			const { approvals, due } = numbers(findEvent(approved, 'patientIdentity', 'RecoveryApproved'));
			assert.equal(approvals, 2);
			assert.equal(due, (await chain.now(approved.block)) + RECOVERY_DELAY);
			await world().refuses(complete, unseen, 'patientIdentity.TooEarly', id);

			await chain.untilMoment(due!);
			const completed = await chain.send(complete, unseen);
			const changed = findEvent(completed, 'patientIdentity', 'ControlChanged');
			assert.deepEqual([changed['controller']!.toString(), changed['cause']!.toString()], [next.address, 'Recovered']);
			const row = await world().patientRow(id);
			assert.equal(row.controller, next.address);
			assert.deepEqual(row.representatives, []);
			const references = await Promise.all([controller, accomplice, unseen, next].map(({ publicKey }) => world().referencesOf(publicKey)));
			assert.deepEqual(references, [0, 0, 0, 1]);
			assert.ok((await chain.api.query['patientIdentity']!['guardianCases']!(id)).isEmpty);
			const plan = (await chain.api.query['patientIdentity']!['guardians']!(id)).toJSON() as { current: string | null; next: { commitment: string } | null };
			assert.equal(plan.next?.commitment ?? plan.current, `0x${Buffer.from(guardianCommitment(id, set)).toString('hex')}`);

			await world().turnsAway(call('replaceEncryptionKey', { patient: id, encryptionKey: world().someKey() }), controller, id);
			await chain.send(call('replaceEncryptionKey', { patient: id, encryptionKey: world().someKey() }), next);
			assert.deepEqual(told(await world().trailOf(id)).slice(-6), [
				['guardiansRevealed', friend.address], ['recoveryOpened', unseen.address], ['recoveryApproved', dev.dave.address],
				['controlChanged', unseen.address], ['representativeEnded', 'chain'], ['encryptionKeyReplaced', next.address],
			]);
		});

		test('contested by the controller, a recovery is for the registrar to decide', async () => {
			const { chain, dev } = world();
			const { id, controller, friend, unseen, number } = await withGuardians(world());
			const [wanted, rival] = [world().account(), world().account()];
			const [contested, dismissed] = [number(friend), number(unseen)];
			await Promise.all([
				chain.send(call('openRecovery', { patient: id, to: wanted.publicKey, member: contested }), friend),
				chain.send(call('openRecovery', { patient: id, to: rival.publicKey, member: dismissed }), unseen),
			]);
			const vetoed = await chain.send(call('vetoRecovery', { patient: id, opener: contested, to: wanted.publicKey }), controller);
			assert.ok(eventsOf(vetoed).includes('patientIdentity.RecoveryVetoed'));
			assert.ok(!eventsOf(vetoed).includes('transactionPayment.TransactionFeePaid'));
			// One guardian and a veto are no contest yet.
			const decideRecovery = (opener: number, to: KeyringPair, uphold: boolean) =>
				call('decideRecovery', { patient: id, opener, to: to.publicKey, uphold });
			const approve = (opener: number, to: KeyringPair) =>
				call('approveRecovery', { patient: id, member: number('clinic'), opener, to: to.publicKey });
			await assert.rejects(world().byAuthority(decideRecovery(contested, wanted, true)), { name: 'ChainError', error: 'patientIdentity.ThresholdNotReached' });

			const [approved] = await Promise.all([
				chain.send(approve(contested, wanted), dev.dave),
				world().byAuthority(decideRecovery(dismissed, rival, false)),
			]);
			const { due } = numbers(findEvent(approved, 'patientIdentity', 'RecoveryApproved'));
			await chain.untilMoment(due!);
			// The delay alone does not settle it.
			await Promise.all([
				world().refuses(call('completeRecovery', { patient: id, opener: contested, to: wanted.publicKey, member: contested }), friend, 'patientIdentity.AttemptVetoed'),
				world().refuses(approve(dismissed, rival), dev.dave, 'patientIdentity.AttemptDismissed'),
			]);
			assert.equal((await world().patientRow(id)).controller, controller.address);

			const decided = await world().byAuthority(decideRecovery(contested, wanted, true));
			assert.equal(findEvent(decided, 'patientIdentity', 'ControlChanged')['cause']!.toString(), 'Decided');
			assert.equal((await world().patientRow(id)).controller, wanted.address);
			assert.equal(await world().referencesOf(controller.publicKey), 0);
			await chain.send(call('replaceEncryptionKey', { patient: id, encryptionKey: world().someKey() }), wanted);
			const [decision] = (await world().trailOf(id)).slice(-2);
			assert.deepEqual(decision, { actor: { authority: null }, event: { controlChanged: { cause: 'Decided' } } });
		});

		test('freeze what a thief does with a stolen key, and stop no care', async () => {
			const { chain, dev, specialist } = world();
			const [thief, device] = [world().account(), world().account()];
			const granted: Receipt[] = [];
			const { id, controller, friend, unseen, number } = await withGuardians(world(), async (patient) => {
				granted.push(await chain.send(await world().grantCall(patient.id), patient.account));
			});
			// With the controller's key in hand, the thief begins what would make it the thief's for good.
			await Promise.all([
				chain.send(call('offerControl', { patient: id, to: thief.publicKey }), controller),
				chain.send(call('setGuardians', { patient: id, commitment: optional(randomBytes(32)) }), controller),
			]);
			const votes = await Promise.all([
				chain.send(call('voteFreeze', { patient: id, member: number(friend) }), friend),
				chain.send(call('voteFreeze', { patient: id, member: number('clinic') }), dev.dave),
			]);
			assert.ok(votes.flatMap(eventsOf).includes('patientIdentity.Frozen'));
			assert.ok(Number((await world().patientRow(id)).frozenUntil) > (await chain.now()));
			assert.equal(await world().referencesOf(thief.publicKey), 0);
			assert.equal(((await chain.api.query['patientIdentity']!['guardians']!(id)).toJSON() as { next: { effectiveAt: number } | null }).next, null);

			// The patient's side can begin nothing and give nothing away.
			const until = (await chain.now()) + DAY;
			const period = { from: until - DAY, until };
			const account = device.publicKey;
			const barred: [Transaction, string][] = [
				[call('offerControl', { patient: id, to: thief.publicKey }), 'patientIdentity.PatientFrozen'],
				[call('setGuardians', { patient: id, commitment: optional(randomBytes(32)) }), 'patientIdentity.PatientFrozen'],
				[call('appointRepresentative', { patient: id, account, powers: powerSet('Identity'), period }), 'patientIdentity.PatientFrozen'],
				[call('authorizeDevice', { patient: id, account, classes: [OBSERVATION], until }), 'patientIdentity.PatientFrozen'],
				[call('replaceEncryptionKey', { patient: id, encryptionKey: world().someKey() }), 'patientIdentity.PatientFrozen'],
				[await world().grantCall(id), 'consent.PatientFrozen'],
				// Nor keep anybody from breaking the glass.
				[refuseAll(chain, id, true), 'consent.EmergenciesStayOpen'],
				[optOutOfEmergencies(chain, id), 'consent.EmergenciesStayOpen'],
			];
			await world().refusesAll(id, barred.map(([call, error]) => [call, controller, error]));
			await world().turnsAway(call('acceptControl', { patient: id }), thief, id);

			// What was granted goes on, and can be taken back.
			assert.notEqual((await specialist.request(id, observations, HOSPITAL)).ticket, undefined);
			const revoked = await chain.send(world().tx['consent']!['revoke']!(id, grantOf(granted[0]!)), controller);
			assert.ok(eventsOf(revoked).includes('consent.Revoked'));
			// Refusing goes on as well; what was refused stays so until the freeze is over.
			const refused = await chain.send(refuseAll(chain, id, false), controller);
			assert.ok(eventsOf(refused).includes('consent.AllRefused'));
			await world().refuses(liftRefuseAll(chain, id), controller, 'consent.PatientFrozen', id);
			assert.equal((await specialist.request(id, observations, HOSPITAL)).ticket, undefined);

			// A guardian who changes its mind ends it; another vote renews it; the registrar ends it for a while.
			const thawed = await chain.send(call('withdrawFreezeVote', { patient: id, member: number(friend) }), friend);
			assert.ok(eventsOf(thawed).includes('patientIdentity.Unfrozen'));
			const frozen = await chain.send(call('voteFreeze', { patient: id, member: number(unseen) }), unseen);
			assert.ok(eventsOf(frozen).includes('patientIdentity.Frozen'));
			await world().byAuthority(call('liftFreeze', { patient: id }));
			await Promise.all([
				assert.rejects(chain.send(call('voteFreeze', { patient: id, member: number(friend) }), friend), { error: 'patientIdentity.FreezeBarred' }),
				chain.send(await world().grantCall(id), controller),
			]);
		});

		test('need not be there: the registrar gives a patient back, and whoever holds the key only moves the decision', async () => {
			const { chain } = world();
			const [lost, stolen] = await Promise.all([world().patient(), world().patient()]);
			const [owner, victim] = [world().account(), world().account()];
			const announce = async ({ id }: { id: Uint8Array }, to: KeyringPair) => {
				const announced = await world().byAuthority(call('reassignControl', { patient: id, to: to.publicKey }));
				return numbers(findEvent(announced, 'patientIdentity', 'ReassignmentAnnounced'))['due']!;
			};
			const due = await announce(lost, owner);
			await announce(stolen, victim);
			const complete = call('completeReassignment', { patient: lost.id, to: owner.publicKey });
			const [, vetoed] = await Promise.all([
				world().refuses(complete, owner, 'patientIdentity.TooEarly', lost.id),
				chain.send(call('vetoReassignment', { patient: stolen.id, to: victim.publicKey }), stolen.account),
			]);
			assert.ok(!eventsOf(vetoed).includes('transactionPayment.TransactionFeePaid'));
			const decidable = numbers(findEvent(vetoed, 'patientIdentity', 'ReassignmentVetoed'))['due']!;

			await chain.untilMoment(due);
			const completed = await chain.send(complete, owner);
			assert.equal(findEvent(completed, 'patientIdentity', 'ControlChanged')['cause']!.toString(), 'Reassigned');
			assert.ok(!eventsOf(completed).includes('transactionPayment.TransactionFeePaid'));
			assert.equal((await world().patientRow(lost.id)).controller, owner.address);
			assert.equal(await world().referencesOf(lost.account.publicKey), 0);
			await chain.send(call('replaceEncryptionKey', { patient: lost.id, encryptionKey: world().someKey() }), owner);

			await chain.untilMoment(decidable);
			await world().refuses(call('completeReassignment', { patient: stolen.id, to: victim.publicKey }), victim, 'patientIdentity.ReassignmentVetoed', stolen.id);
			await world().byAuthority(call('decideReassignment', { patient: stolen.id, to: victim.publicKey, uphold: true }));
			assert.equal((await world().patientRow(stolen.id)).controller, victim.address);
			assert.deepEqual(told(await world().trailOf(stolen.id)).slice(-3).map(([event]) => event), ['reassignmentAnnounced', 'reassignmentVetoed', 'controlChanged']);
		});
	});

	test('suspending an organization denies its people from the next block on, and no grant is touched', async () => {
		const { chain } = world();
		const organization = await world().clinic();
		const account = world().account();
		const [patient] = await Promise.all([world().patient(), world().employ(organization, { Account: account.publicKey })]);
		const { id } = patient;
		const doctor = new Specialist(chain, organization, account);
		const [granted] = await Promise.all([chain.send(await world().grantCall(id, {}, undefined, organization), patient.account), doctor.publishKey()]);
		const { ticket } = await doctor.request(id, observations, HOSPITAL);
		assert.notEqual(ticket, undefined);
		const grants = await chain.api.query['consent']!['files']!(id, organization);

		const suspended = await world().byAuthority(world().call('providerRegistry', 'suspendOrganization', { organization }));
		assert.ok(eventsOf(suspended).includes('providerRegistry.OrganizationSuspended'));
		const actor = { Practitioner: { organization, account: account.publicKey } };
		assert.deepEqual(await preview(world(), id, actor, suspended.block), { deny: { notPermitted: null } });
		assert.deepEqual(
			(await chain.ask('auditLogApi', 'checkTicket', [id, ticket!, account.publicKey, null, HOSPITAL], suspended.block)).toJSON(),
			{ err: 'NoLongerPermitted' },
		);
		assert.equal((await doctor.request(id, observations, HOSPITAL)).ticket, undefined);
		const attempts = (await world().trailOf(id)).flatMap(({ event }) => (event['accessRequested'] ? [event['accessRequested'] as Attempt] : []));
		assert.deepEqual(outcomeOf(attempts.at(-1)!), { denied: { notPractising: 'OrganizationSuspended' } });
		assert.equal((await chain.api.query['consent']!['files']!(id, organization)).toHex(), grants.toHex());

		const reinstated = await world().byAuthority(world().call('providerRegistry', 'reinstateOrganization', { organization }));
		assert.deepEqual(await preview(world(), id, actor, reinstated.block), { permit: { grant: grantOf(granted) } });
		assert.notEqual((await doctor.request(id, observations, HOSPITAL)).ticket, undefined);
	});

	test('a gateway acts for a clinician without a key, and the trail names both', async () => {
		const { chain, dev } = world();
		const organization = await world().clinic();
		const gateway = world().account();
		const [listed, unlisted] = [randomBytes(32), randomBytes(32)];
		const [patient] = await Promise.all([
			world().patient(),
			world().employ(organization, { Pseudonym: listed }),
			world().fund(gateway),
			chain.send(world().call('providerRegistry', 'addGateway', { organization, account: gateway.publicKey }), dev.dave),
		]);
		const { id } = patient;
		const clinician = new Specialist(chain, organization, gateway, listed);
		const published = (await clinician.publishKey()) as Receipt;
		assert.ok(!eventsOf(published).includes('transactionPayment.TransactionFeePaid'));

		// A record class with its key, sealed to the clinician; and leave to add records.
		const granted = await patient.grantAccess(clinician, [OBSERVATION], 1);
		const collect = await patient.grantCollect(organization);
		const grant = grantOf(granted);
		const { receipt, ticket } = await clinician.request(id, observations, organization);
		assert.notEqual(ticket, undefined);
		assert.ok(!eventsOf(receipt).includes('transactionPayment.TransactionFeePaid'));
		assert.deepEqual(classesIn(await world().openEnvelope(id, grant, clinician, patient.envelopes)), [OBSERVATION]);
		assert.ok((await chain.ask('auditLogApi', 'checkTicket', [id, ticket!, gateway.publicKey, null, organization])).toJSON().ok);
		const added = await chain.send(world().anchorCall(id, { capacity: clinician.capacity }), gateway);

		// For a pseudonym that the organization does not list it can ask, in vain; and nobody else is its gateway.
		const stranger = new Specialist(chain, organization, gateway, unlisted);
		assert.equal((await stranger.request(id, observations, organization)).ticket, undefined);
		await world().turnsAway(world().anchorCall(id, { capacity: clinician.capacity }), dev.ferdie, id);

		const named = (practitioner: Uint8Array) => ({
			gateway: { organization, account: gateway.address, practitioner: `0x${Buffer.from(practitioner).toString('hex')}` },
		});
		const trail = await world().trailOf(id);
		assert.deepEqual(trail.slice(-3).map(({ actor }) => actor), [named(listed), named(listed), named(unlisted)]);
		assert.deepEqual(trail.map(({ event }) => Object.keys(event)[0]), [
			'patientRegistered', 'consentGranted', 'consentGranted', 'accessRequested', 'recordsAnchored', 'accessRequested',
		]);
		const [permitted, anchored, denied] = trail.slice(-3).map(({ event }) => event) as [Asked, { recordsAnchored: { basis: object } }, Asked];
		assert.deepEqual(outcomeOf(permitted.accessRequested), { permitted: { grant } });
		assert.deepEqual(anchored.recordsAnchored.basis, { grant: grantOf(collect) });
		assert.deepEqual(outcomeOf(denied.accessRequested), { denied: { notPractising: 'NotAPractitioner' } });
		const anchor = Number(findEvent(added, 'recordAnchor', 'RecordsAnchored')['anchor']!.toString());
		const { author } = (await chain.ask('recordAnchorApi', 'anchor', [id, anchor])).toJSON()!.anchor;
		assert.deepEqual(author, named(listed));
		assert.ok((await patient.readTrail()).verified);
	});
}

const observations = { Class: { class: OBSERVATION, content: null } };

interface Asked {
	accessRequested: Attempt;
}

/** Whether `actor` may read observations, at the best block or at `block`. */
async function preview(world: World, patient: Uint8Array, actor: Actor, block?: string): Promise<unknown> {
	const request = { patient, actor, action: 'Access', purpose: 'Treatment', target: observations } as const;
	return (await world.chain.ask('consentApi', 'preview', [request, null], block)).toJSON();
}

/** How much of an account's money is on hold. */
async function heldBy({ chain }: World, { address }: KeyringPair): Promise<bigint> {
	const { data } = (await chain.api.query['system']!['account']!(address)).toJSON() as { data: { reserved: number | string } };
	return BigInt(data.reserved);
}
