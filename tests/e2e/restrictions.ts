/** What a patient sets against access, and what law sets against that: refusals, confidential classes, policies. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { randomBytes } from '@noble/hashes/utils.js';
import { actionSet, findEvent, kindSet, powerSet, purposeSet, roleSet } from '@salus/client/chain';
import {
	type Actor, preview, enactPolicy, grantOf, liftRefusal, liftRefuseAll, liveGrants, markAllConfidential, markConfidential, openRequests, optOutOfEmergencies, policies, type Policy,
	policyOf, refusalIn, refusalOf, refuse, refuseAll, repealPolicy, requestConsent, restrictions, revoke, unmarkAllConfidential, unmarkConfidential, wholeClass,
} from '@salus/client/consent';
import type { Specialist } from '../../scripts/demo/journey/specialist.ts';
import { CONDITION, DENIED, OBSERVATION, type World, eventsOf, told } from './world.ts';

/** A label that only the patient's keys explain. */
const OPAQUE = 0x8123;
const REFUSED = { denied: { refused: null } };

export function restrictionTests(world: () => World): void {
	test('a refusal beats the grants that are there and those to come', async () => {
		const { chain } = world();
		const [doctor, patient] = await Promise.all([world().physician(), world().patient()]);
		const { id, account } = patient;
		const granted = { permit: { grant: grantOf(await patient.grantAccess(doctor, [OBSERVATION, CONDITION], 30)) } };
		const refusal = { whom: { Organization: doctor.organization }, class: OBSERVATION };

		const made = await patient.send(refuse(chain, id, refusal));
		assert.ok(!eventsOf(made).includes('transactionPayment.TransactionFeePaid'));
		const first = refusalOf(made);
		assert.deepEqual(refusalIn(made), { refusal: first, joined: undefined, evenInEmergency: false });
		assert.deepEqual((await restrictions(chain, id)).refusals, [{
			id: first, since: await chain.now(made.block), byController: true,
			refusal: { whom: { organization: doctor.organization }, class: OBSERVATION, purposes: null, evenInEmergency: false },
		}]);
		assert.deepEqual(await world().preview(id, doctor, CONDITION, { block: made.block }), granted);
		// To outsiders it looks like any other denial; the trail names it.
		assert.deepEqual(await world().preview(id, doctor, OBSERVATION, { block: made.block }), DENIED);
		await Promise.all([
			patient.send(await world().grantCall(id, { grantee: doctor.grantee }, undefined, doctor.organization)),
			world().refuses(refuse(chain, id, refusal), account, 'consent.NothingToDo'),
		]);
		// What is granted for later comes without keys: those that are handed out can't be taken back.
		await assert.rejects(patient.grantAccess(doctor, [OBSERVATION], 1), { name: 'ChainError', error: 'consent.Refused' });
		assert.equal((await liveGrants(chain, id)).length, 2);
		assert.deepEqual(await world().outcome(id, doctor, OBSERVATION), REFUSED);

		const lifted = await patient.send(liftRefusal(chain, id, first));
		assert.ok(eventsOf(lifted).includes('consent.RefusalLifted'));
		assert.deepEqual(await world().preview(id, doctor, OBSERVATION), granted);
		await world().refuses(liftRefusal(chain, id, first), account, 'consent.RefusalNotFound', id);
		assert.ok((await patient.readTrail()).verified);
	});

	test('a practitioner is refused wherever it acts, a purpose whoever asks, and everything at one word', async () => {
		const { chain, specialist } = world();
		const [doctor, patient] = await Promise.all([world().physician(), world().patient()]);
		const { id, account } = patient;
		const [access, elsewhere] = await Promise.all([
			patient.send(await world().grantCall(id, { purposes: purposeSet('Treatment', 'Research') }, undefined, doctor.organization)),
			patient.grantAccess(specialist, [OBSERVATION], 1),
		]);
		const [granted, grantedElsewhere] = [access, elsewhere].map((receipt) => ({ permit: { grant: grantOf(receipt) } }));
		const [byPurpose, byName] = await Promise.all([
			patient.send(refuse(chain, id, { whom: 'Everybody', purposes: purposeSet('Research') })),
			patient.send(refuse(chain, id, { whom: { Practitioner: specialist.practitioner } })),
		]);
		assert.deepEqual(await world().preview(id, doctor, OBSERVATION, { purpose: 'Research' }), DENIED);
		assert.deepEqual(await world().preview(id, doctor, OBSERVATION), granted);
		assert.deepEqual(await world().preview(id, specialist, OBSERVATION), DENIED);
		assert.deepEqual(await world().outcome(id, specialist, OBSERVATION), REFUSED);

		const all = await patient.send(refuseAll(chain, id, false));
		assert.equal(findEvent(all, 'consent', 'AllRefused')['evenInEmergency']!.toString(), 'false');
		assert.deepEqual(await world().preview(id, doctor, OBSERVATION, { block: all.block }), DENIED);
		const ask = requestConsent(chain, { patient: id, capacity: doctor.capacity, provision: await world().provision(), reason: randomBytes(32) });
		await world().refuses(refuseAll(chain, id, false), account, 'consent.NothingToDo', id);
		// Nobody is asked, and whoever wants to ask is not told so.
		assert.ok(eventsOf(await chain.send(ask, doctor.account)).includes('consent.ConsentRequested'));
		assert.deepEqual(await openRequests(chain, id), []);
		assert.deepEqual(await world().outcome(id, doctor, OBSERVATION), REFUSED);
		// Nothing that ends something is in the way of it.
		await patient.revoke(grantOf(elsewhere));

		const lifted = await patient.send(liftRefuseAll(chain, id));
		assert.ok(eventsOf(lifted).includes('consent.AllRefusedLifted'));
		assert.deepEqual(await world().preview(id, doctor, OBSERVATION), granted);
		const { refusals, refuseAll: everything } = await restrictions(chain, id);
		assert.deepEqual([refusals.map((row) => row.id), everything], [[refusalOf(byPurpose), refusalOf(byName)], null]);
		await patient.send(liftRefusal(chain, id, refusalOf(byName)));
		assert.notDeepEqual(await world().preview(id, specialist, OBSERVATION), grantedElsewhere);
		assert.deepEqual(told(await world().trailOf(id)).map(([event]) => event).filter((event) => event !== 'accessRequested').slice(3), [
			'refusalMade', 'refusalMade', 'allRefused', 'consentRequestBarred', 'consentRevoked', 'allRefusedLifted', 'refusalLifted',
		]);
	});

	test('a confidential class is kept from representatives, and from what they give away', async () => {
		const { chain } = world();
		const aunt = world().account();
		const [doctor, patient] = await Promise.all([world().physician(), world().patient()]);
		const { id } = patient;
		const from = await chain.now();
		const powers = powerSet('Consent', 'Access');
		await patient.send(world().call('patientIdentity', 'appointRepresentative', {
			patient: id, account: aunt.publicKey, powers, period: { from, until: null },
		}));
		const given = await chain.send(await world().grantCall(id, { scope: 'All' }, undefined, doctor.organization), aunt);
		const permitted = { permit: { grant: grantOf(given) } };
		const asAunt = (recordClass: number, block?: string) => {
			const actor: Actor = { Person: aunt.publicKey };
			return preview(chain, { patient: id, actor, action: 'Access', purpose: 'FamilyRequest', target: wholeClass(recordClass) }, null, block);
		};
		assert.deepEqual(await asAunt(CONDITION), { permit: { representative: null } });
		assert.deepEqual(await world().preview(id, doctor, CONDITION), permitted);

		const marked = await patient.send(markConfidential(chain, id, CONDITION));
		assert.ok(eventsOf(marked).includes('consent.ClassMarkedConfidential'));
		assert.deepEqual((await restrictions(chain, id)).confidential, [{ class: CONDITION, since: await chain.now(marked.block) }]);
		assert.deepEqual(await asAunt(CONDITION, marked.block), DENIED);
		assert.deepEqual(await asAunt(OBSERVATION, marked.block), { permit: { representative: null } });
		assert.deepEqual(await world().preview(id, doctor, CONDITION), DENIED);
		assert.deepEqual(await world().preview(id, doctor, OBSERVATION), permitted);
		await world().refuses(markConfidential(chain, id, CONDITION), patient.account, 'consent.NothingToDo', id);
		await world().turnsAway(unmarkConfidential(chain, id, CONDITION), aunt, id);

		// What the patient gives itself is another matter.
		const own = grantOf(await patient.grantAccess(doctor, [CONDITION], 1));
		assert.deepEqual(await world().preview(id, doctor, CONDITION), { permit: { grant: own } });
		await patient.revoke(own);
		await patient.send(unmarkConfidential(chain, id, CONDITION));
		assert.deepEqual(await world().preview(id, doctor, CONDITION), permitted);
		assert.deepEqual(await asAunt(CONDITION), { permit: { representative: null } });

		// All but some, those to come as well; what is unmarked becomes another exception.
		const all = await patient.send(markAllConfidential(chain, id, [OBSERVATION]));
		assert.ok(eventsOf(all).includes('consent.AllMarkedConfidential'));
		assert.deepEqual((await restrictions(chain, id)).allConfidential, { exceptions: [OBSERVATION], since: await chain.now(all.block) });
		assert.deepEqual([await asAunt(CONDITION, all.block), await asAunt(OPAQUE, all.block)], [DENIED, DENIED]);
		assert.deepEqual(await asAunt(OBSERVATION, all.block), { permit: { representative: null } });
		assert.deepEqual(await world().preview(id, doctor, CONDITION, { block: all.block }), DENIED);
		const unmarked = await patient.send(unmarkConfidential(chain, id, CONDITION));
		assert.deepEqual(await asAunt(CONDITION, unmarked.block), { permit: { representative: null } });
		assert.deepEqual(await asAunt(OPAQUE, unmarked.block), DENIED);
		await world().turnsAway(unmarkAllConfidential(chain, id), aunt, id);
		await patient.send(unmarkAllConfidential(chain, id));
		assert.deepEqual(await asAunt(OPAQUE), { permit: { representative: null } });
		assert.deepEqual(told(await world().trailOf(id)).map(([event]) => event), [
			'patientRegistered', 'representativeAppointed', 'consentGranted', 'classMarkedConfidential', 'consentGranted', 'consentRevoked',
			'classUnmarkedConfidential', 'allClassesMarkedConfidential', 'classUnmarkedConfidential', 'allClassesUnmarkedConfidential',
		]);
	});

	test('a representative ends and refuses like the patient, but lifts nothing that the patient refused', async () => {
		const { chain } = world();
		const aunt = world().account();
		const patient = await world().patient();
		const { id, account } = patient;
		const from = await chain.now();
		await patient.send(world().call('patientIdentity', 'appointRepresentative', {
			patient: id, account: aunt.publicKey, powers: powerSet('Consent'), period: { from, until: null },
		}));
		const [own, theirs, granted] = await Promise.all([
			patient.send(refuse(chain, id, { whom: 'Everybody', class: CONDITION })),
			chain.send(refuse(chain, id, { whom: 'Everybody', class: OBSERVATION }), aunt),
			patient.send(await world().grantCall(id)),
		]);
		await world().refusesAll(id, [
			[liftRefusal(chain, id, refusalOf(own)), aunt, 'consent.NotAuthorized'],
			[liftRefuseAll(chain, id), aunt, 'consent.NothingToDo'],
			[await world().grantCall(id, { grantee: { Practitioner: aunt.publicKey } }), aunt, 'consent.CannotGrantToItself'],
			// Nor does it bar the patient from emergencies.
			[refuse(chain, id, { whom: 'Everybody', class: CONDITION, evenInEmergency: true }), aunt, 'consent.EmergenciesStayOpen'],
			[refuseAll(chain, id, true), aunt, 'consent.EmergenciesStayOpen'],
		]);
		await world().turnsAway(optOutOfEmergencies(chain, id), aunt, id);
		await chain.send(liftRefusal(chain, id, refusalOf(theirs)), aunt);
		await chain.send(revoke(chain, id, grantOf(granted)), aunt);
		assert.deepEqual((await restrictions(chain, id)).refusals.map((row) => row.id), [refusalOf(own)]);
		assert.deepEqual(told(await world().trailOf(id)).slice(-2), [['refusalLifted', aunt.address], ['consentRevoked', aunt.address]]);
		assert.deepEqual(await liveGrants(chain, id), []);
		await patient.send(liftRefusal(chain, id, refusalOf(own)));
		assert.equal(told(await world().trailOf(id)).at(-1)?.[1], account.address);
	});

	test('what law permits needs no consent; a refusal holds against it only where the law says so', async () => {
		const { chain, dev } = world();
		const [staff, doctor, patient] = await Promise.all([world().staff('Regulator', 'Physician', 'Billing'), world().physician(), world().patient()]);
		const [inspector, clerk] = staff as [Specialist, Specialist];
		const { id } = patient;
		const policy = (change: Partial<Policy> = {}): Policy => ({
			kinds: kindSet('Regulator'), roles: roleSet('Physician'), scope: { Classes: [OBSERVATION] }, actions: actionSet('Access'), purposes: purposeSet('PublicHealth'),
			period: { from: 0, until: null }, refusalsBind: true, legalBasis: randomBytes(32), ...change,
		});
		const of = (who: Specialist, block?: string) =>
			world().preview(id, who, OBSERVATION, { purpose: 'PublicHealth', ...(block === undefined ? {} : { block }) });
		assert.deepEqual(await of(inspector), DENIED);
		await world().refuses(enactPolicy(chain, policy()), dev.ferdie, 'BadOrigin', id);
		const refused = async (change: Partial<Policy>, error: string) =>
			assert.rejects(world().byAuthority(enactPolicy(chain, policy(change))), { name: 'ChainError', error: `consent.${error}` });
		const [enacted] = await Promise.all([
			world().byAuthority(enactPolicy(chain, policy())),
			refused({ kinds: 0 }, 'InvalidPolicy'), refused({ roles: 0 }, 'InvalidPolicy'), refused({ scope: { Classes: [] } }, 'EmptyScope'), refused({ purposes: 0 }, 'InvalidPurposes'),
		]);
		const binding = policyOf(enacted);
		assert.equal((await policies(chain)).find((row) => row.id === binding)?.enactedAt, await chain.now(enacted.block));
		assert.deepEqual(await of(inspector, enacted.block), { permit: { policy: binding } });
		assert.deepEqual(await of(doctor, enacted.block), DENIED);
		// Not for everybody who works there.
		assert.deepEqual(await of(clerk, enacted.block), DENIED);
		assert.deepEqual(await world().outcome(id, inspector, OBSERVATION, 'PublicHealth'), { permitted: { policy: binding } });
		assert.deepEqual(await world().preview(id, inspector, CONDITION, { purpose: 'PublicHealth' }), DENIED);

		// Even a refusal of everything gives way to a policy that it does not bind, and to no other.
		const all = await patient.send(refuseAll(chain, id, true));
		assert.deepEqual(await of(inspector, all.block), DENIED);
		const unbound = await world().byAuthority(enactPolicy(chain, policy({ refusalsBind: false })));
		assert.deepEqual(await of(inspector, unbound.block), { permit: { policy: policyOf(unbound) } });

		await Promise.all([binding, policyOf(unbound)].map((number) => world().byAuthority(repealPolicy(chain, number))));
		assert.deepEqual(await of(inspector), DENIED);
		assert.deepEqual(await world().outcome(id, inspector, OBSERVATION, 'PublicHealth'), REFUSED);
		await assert.rejects(world().byAuthority(repealPolicy(chain, binding)), { error: 'consent.PolicyNotFound' });
		const whileUnbound = await chain.now(unbound.block);
		assert.deepEqual(
			await world().preview(id, inspector, OBSERVATION, { purpose: 'PublicHealth', at: whileUnbound }), { permit: { policy: policyOf(unbound) } },
		);
	});
}
