/** What a patient permits, and takes back: requests, versions, referrals, and what was permitted in the past. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { randomBytes } from '@noble/hashes/utils.js';
import { actionSet, findEvent, powerSet, purposeSet, relay, signMetaTransaction, type Transaction } from '@salus/client/chain';
import {
	amend, approveRequest, classesScope, daysFrom, envelopeOf, excludeClass, grant, grantOf, liftRefusal, liveGrants, openRequests,
	pastGrants, refer, referredIn, refusalOf, refuse, rejectRequest, renounce, requestConsent, revoke, revokeOrganization, sealTo,
	versionOf, withdrawRequest,
} from '@salus/client/consent';
import { bytesToHex, keysOfClasses } from '@salus/client/format';
import { Specialist } from '../../scripts/demo/journey/specialist.ts';
import { classesIn, CLINIC, CONDITION, DAY, DENIED, HOSPITAL, OBSERVATION, type Told, type World, eventsOf, seenIn, told } from './world.ts';

/** A class that nobody is granted here. */
const ENCOUNTER = 44;
const REQUEST_LIFETIME = 14 * DAY;

export function consentTests(world: () => World): void {
	test('a provider asks, and the patient approves less, or says no for a while', async () => {
		const { chain } = world();
		const [doctor, patient] = await Promise.all([world().physician(), world().patient()]);
		const { id, account } = patient;
		const { organization, capacity, grantee } = doctor;
		const from = await chain.now();
		const wanted = await world().provision({
			grantee, scope: classesScope(OBSERVATION, CONDITION), purposes: purposeSet('Treatment', 'CareManagement'), period: daysFrom(from, 30),
		});
		const ask = requestConsent(chain, { patient: id, capacity, provision: wanted, reason: randomBytes(32) });
		// The one who asks has the patient's power to consent: it is not for that.
		await patient.send(world().call('patientIdentity', 'appointRepresentative', {
			patient: id, account: doctor.account.publicKey, powers: powerSet('Consent'), period: { from, until: null },
		}));

		const asked = await chain.send(ask, doctor.account);
		assert.ok(!eventsOf(asked).includes('transactionPayment.TransactionFeePaid'));
		const requested = findEvent(asked, 'consent', 'ConsentRequested');
		assert.equal(Number(requested['organization']), organization);
		const [[asking, request]] = (await openRequests(chain, id)) as [Awaited<ReturnType<typeof openRequests>>[0]];
		assert.equal(asking, organization);
		assert.equal(request.lapsesAt, (await chain.now(asked.block)) + REQUEST_LIFETIME);
		assert.deepEqual(request.requester, { practitioner: { organization, account: doctor.account.address } });
		assert.deepEqual(request.provision.scope, { classes: [CONDITION, OBSERVATION] });
		assert.deepEqual(await world().preview(id, doctor, OBSERVATION), DENIED);

		// Asked twice, it stands as it was; whoever asks is not told so.
		assert.deepEqual(seenIn(await chain.send(ask, doctor.account)), seenIn(asked));
		assert.deepEqual((await openRequests(chain, id)).map(([, { askedAt }]) => askedAt), [request.askedAt]);

		const approve = (provision = wanted) => approveRequest(chain, id, organization, provision);
		await world().refusesAll(id, [
			[approve(), doctor.account, 'consent.CannotApproveOwnRequest'],
			[approve({ ...wanted, scope: 'All' }), account, 'consent.RequestExceeded'],
			[approve({ ...wanted, grantee: 'Organization' }), account, 'consent.RequestExceeded'],
			[approve({ ...wanted, period: { from, until: null } }), account, 'consent.RequestExceeded'],
			[approve({ ...wanted, actions: actionSet('Access', 'Disclose') }), account, 'consent.RequestExceeded'],
		]);

		const narrowed = { ...wanted, scope: classesScope(OBSERVATION), purposes: purposeSet('Treatment'), period: daysFrom(from, 7) };
		const { envelope } = await patient.sealKeys(organization, grantee, [OBSERVATION]);
		const approved = await patient.send(approveRequest(chain, id, organization, narrowed, { envelope, terms: randomBytes(32) }));
		assert.ok(eventsOf(approved).includes('consent.RequestApproved'));
		assert.ok(!eventsOf(approved).includes('transactionPayment.TransactionFeePaid'));
		const given = grantOf(approved);
		const [[holder, stored]] = (await liveGrants(chain, id)) as [[number, Awaited<ReturnType<typeof liveGrants>>[0][1]]];
		assert.deepEqual([holder, stored.id, stored.provision.period.until], [organization, given, narrowed.period.until]);
		assert.deepEqual(stored.provision.scope, { classes: [OBSERVATION] });
		assert.deepEqual(await openRequests(chain, id), []);
		assert.deepEqual(await world().preview(id, doctor, OBSERVATION), { permit: { grant: given } });
		assert.deepEqual(await world().preview(id, doctor, CONDITION), DENIED);
		assert.deepEqual(await world().preview(id, doctor, OBSERVATION, { purpose: 'CareManagement' }), DENIED);
		assert.deepEqual(classesIn(await world().openEnvelope(id, given, doctor, patient.envelopes)), [OBSERVATION]);

		// It may ask again once it was answered; a no holds until the request would have lapsed.
		await chain.send(ask, doctor.account);
		const rejected = await patient.send(rejectRequest(chain, id, organization));
		assert.ok(eventsOf(rejected).includes('consent.RequestRejected'));
		assert.deepEqual(await openRequests(chain, id), []);
		assert.deepEqual(seenIn(await chain.send(ask, doctor.account)), seenIn(asked));
		assert.deepEqual(await openRequests(chain, id), []);
		await world().refuses(approve(), account, 'consent.RequestNotFound', id);
		const trail = await world().trailOf(id);
		assert.deepEqual(told(trail), [
			['patientRegistered', account.address], ['representativeAppointed', account.address], ['consentRequested', doctor.account.address],
			['consentRequestBarred', doctor.account.address], ['consentGranted', account.address], ['consentRequested', doctor.account.address],
			['consentRequestRejected', account.address], ['consentRequestBarred', doctor.account.address],
		]);
		assert.deepEqual(barsIn(trail), ['AlreadyOpen', 'RejectedBefore']);
	});

	test('whoever asks for consent learns nothing about the patient, and the trail says why nobody was asked', async () => {
		const { chain } = world();
		const [doctor, willing, refusing] = await Promise.all([world().physician(), world().patient(), world().patient()]);
		const { organization, capacity, account } = doctor;
		const unknown = randomBytes(32);
		await refusing.send(refuse(chain, refusing.id, { whom: { Organization: organization }, purposes: purposeSet('Treatment') }));
		const provision = await world().provision();
		const patients = [willing.id, refusing.id, unknown];
		const same = async (call: (patient: Uint8Array) => Transaction) => {
			const receipts = await Promise.all(patients.map((patient) => chain.send(call(patient), account)));
			const [first, ...others] = receipts.map((receipt, index) => seenIn(receipt, patients[index]));
			for (const other of others) assert.deepEqual(other, first);
		};
		await same((patient) => requestConsent(chain, { patient, capacity, provision, reason: randomBytes(32) }));
		const asked = await Promise.all(patients.map(async (patient) => (await openRequests(chain, patient)).map(([who]) => who)));
		assert.deepEqual(asked, [[organization], [], []]);
		await same((patient) => withdrawRequest(chain, patient, capacity));
		assert.deepEqual(await openRequests(chain, willing.id), []);

		assert.deepEqual(barsIn(await world().trailOf(refusing.id)), ['Refused']);
		assert.deepEqual(told(await world().trailOf(willing.id)).slice(1), [['consentRequested', account.address], ['consentRequestWithdrawn', account.address]]);
		// No trail is begun for an id that somebody thought up: it stands in the organization's.
		assert.deepEqual(await world().trailOf(unknown), []);
		const entries = (await chain.ask('auditLogApi', 'entries', [{ Organization: organization }, 0, 16])).toJSON();
		assert.deepEqual(entries.map(([, { event }]) => event.consentRequestBarred), [
			{ patient: `0x${bytesToHex(unknown)}`, organization, reason: 'UnknownOrClosedPatient' },
		]);
		// Passing on and giving back tell no more.
		await Promise.all(patients.map(async (patient) => {
			const parent = { patient, capacity, parent: 0, organization: CLINIC, provision };
			await world().refuses(refer(chain, parent), account, 'consent.NotReferable', patient);
			await world().refuses(renounce(chain, patient, capacity, 0), account, 'consent.GrantNotFound', patient);
		}));
	});

	test('a provider takes its request back, and asks for something else at once', async () => {
		const { chain } = world();
		const [staff, patient] = await Promise.all([world().staff('Clinic', 'Physician', 'PrivacyOfficer'), world().patient()]);
		const [doctor, officer] = staff as [Specialist, Specialist];
		const { id, account } = patient;
		const { organization, capacity } = doctor;
		const ask = async (purpose: 'Treatment' | 'Research') =>
			requestConsent(chain, { patient: id, capacity, provision: await world().provision({ purposes: purposeSet(purpose) }), reason: randomBytes(32) });
		const withdraw = withdrawRequest(chain, id, capacity);
		await chain.send(await ask('Treatment'), doctor.account);
		const withdrawn = await chain.send(withdraw, doctor.account);
		assert.ok(eventsOf(withdrawn).includes('consent.RequestWithdrawn'));
		await world().refuses(approveRequest(chain, id, organization, await world().provision()), account, 'consent.RequestNotFound', id);

		await chain.send(await ask('Research'), doctor.account);
		assert.equal((await openRequests(chain, id))[0]?.[1].provision.purposes, purposeSet('Research'));
		// A yes to what was asked before is none to what stands in its place.
		await world().refuses(approveRequest(chain, id, organization, await world().provision()), account, 'consent.RequestExceeded', id);
		await chain.send(withdraw, officer.account);
		assert.deepEqual(await openRequests(chain, id), []);
		assert.deepEqual(told(await world().trailOf(id)).slice(1), [
			['consentRequested', doctor.account.address], ['consentRequestWithdrawn', doctor.account.address],
			['consentRequested', doctor.account.address], ['consentRequestWithdrawn', officer.account.address],
		]);
	});

	test('a grant is replaced by versions of it, loses classes one by one, and ends with all others of its organization', async () => {
		const { chain } = world();
		const [staff, patient] = await Promise.all([world().staff('Clinic', 'Physician', 'Nurse'), world().patient()]);
		const [doctor, nurse] = staff as [Specialist, Specialist];
		const { id, account } = patient;
		const { organization, grantee, capacity } = doctor;
		const first = grantOf(await patient.grantAccess(doctor, [OBSERVATION, CONDITION], 30));

		const scope = classesScope(OBSERVATION, CONDITION);
		const provision = await world().provision({ grantee, scope, purposes: purposeSet('Treatment', 'CareManagement') });
		const { envelope } = await patient.sealKeys(organization, grantee, [OBSERVATION, CONDITION]);
		const amended = await patient.send(amend(chain, first, { patient: id, provision, envelope }));
		const version = versionOf(amended);
		assert.equal(Number(findEvent(amended, 'consent', 'Amended')['grant']), first);
		assert.deepEqual((await liveGrants(chain, id)).map(([, live]) => live.id), [version]);
		assert.deepEqual(await world().preview(id, doctor, OBSERVATION, { purpose: 'CareManagement' }), { permit: { grant: version } });
		assert.deepEqual((await envelopeOf(chain, id, version))?.envelope, envelope);
		assert.equal(await envelopeOf(chain, id, first), undefined);
		await world().refusesAll(id, [
			[revoke(chain, id, first), account, 'consent.GrantNotFound'],
			[amend(chain, first, { patient: id, provision }), account, 'consent.GrantNotFound'],
			[excludeClass(chain, id, version, ENCOUNTER), account, 'consent.ClassNotInScope'],
			[renounce(chain, id, nurse.capacity, version), nurse.account, 'consent.GrantNotFound'],
		]);

		// One class less: denied at once. The key of it was handed over, and the envelope still holds it.
		const narrowed = await patient.send(excludeClass(chain, id, version, CONDITION));
		const narrower = versionOf(narrowed);
		assert.deepEqual(await world().preview(id, doctor, CONDITION, { block: narrowed.block }), DENIED);
		assert.deepEqual(await world().preview(id, doctor, OBSERVATION), { permit: { grant: narrower } });
		assert.deepEqual((await envelopeOf(chain, id, narrower))?.envelope, envelope);
		assert.deepEqual(classesIn(await world().openEnvelope(id, narrower, doctor, patient.envelopes)), [CONDITION, OBSERVATION]);

		// The last class gone, so is the grant. Another is given back by who holds it.
		const [emptied, second] = await Promise.all([
			patient.send(excludeClass(chain, id, narrower, OBSERVATION)), patient.grantAccess(doctor, [OBSERVATION], 1),
		]);
		assert.ok(eventsOf(emptied).includes('consent.Revoked'));
		const renounced = await chain.send(renounce(chain, id, capacity, grantOf(second)), doctor.account);
		assert.ok(eventsOf(renounced).includes('consent.Renounced'));
		assert.deepEqual(await liveGrants(chain, id), []);

		// Granted again after all, in two parts, and ended with one word.
		const [collect, access] = await Promise.all([patient.grantCollect(organization), patient.grantAccess(doctor, [OBSERVATION], 1)]);
		assert.deepEqual(await world().preview(id, doctor, OBSERVATION), { permit: { grant: grantOf(access) } });
		const ended = await patient.send(revokeOrganization(chain, id, organization));
		assert.equal(Number(findEvent(ended, 'consent', 'OrganizationRevoked')['grants']), 2);
		assert.deepEqual(await world().preview(id, doctor, OBSERVATION, { block: ended.block }), DENIED);
		assert.deepEqual(await world().outcome(id, doctor, OBSERVATION), { denied: { notGranted: null } });
		await world().refuses(revokeOrganization(chain, id, organization), account, 'consent.NothingToDo', id);

		const again = grantOf(await patient.grantAccess(doctor, [OBSERVATION], 1));
		assert.deepEqual(await world().preview(id, doctor, OBSERVATION), { permit: { grant: again } });
		const past = await pastGrants(chain, id, organization);
		assert.deepEqual(past.map((row) => row.grant.id).sort(), [first, version, narrower, grantOf(second), grantOf(collect), grantOf(access)]);
		assert.equal(past[0]?.endedAt, await chain.now(ended.block));
		assert.deepEqual(told(await world().trailOf(id)).map(([event]) => event), [
			'patientRegistered', 'consentGranted', 'consentAmended', 'consentAmended', 'consentRevoked', 'consentGranted', 'consentRenounced',
			'consentGranted', 'consentGranted', 'organizationRevoked', 'accessRequested', 'consentGranted',
		]);
		assert.ok((await patient.readTrail()).verified);
	});

	test('what is passed on stays within what was given, and three referrals die with one revocation', async () => {
		const { chain, specialist: first, dev } = world();
		const [second, third, patient] = await Promise.all([world().physician(), world().physician('Laboratory'), world().patient()]);
		const fourth = new Specialist(chain, HOSPITAL, dev.bob);
		const { id, account } = patient;
		const actions = actionSet('Access', 'Disclose');
		const from = await chain.now();
		const part = (holder: Specialist, days: number) =>
			({ grantee: holder.grantee, scope: classesScope(OBSERVATION), content: null, actions, purposes: purposeSet('Treatment'), period: daysFrom(from, days) });
		const pass = (giver: Specialist, parent: number, to: Specialist, provision = part(to, 1)) =>
			refer(chain, { patient: id, capacity: giver.capacity, parent, organization: to.organization, provision });

		const scope = classesScope(OBSERVATION, CONDITION);
		const { envelope } = await patient.sealKeys(first.organization, first.grantee, [OBSERVATION, CONDITION]);
		const [given, alone] = await Promise.all([
			patient.send(grant(chain, first.organization, { patient: id, provision: { ...part(first, 30), scope }, envelope })),
			patient.grantAccess(second, [OBSERVATION], 1),
		]);
		const root = grantOf(given);
		await world().refusesAll(id, [
			[pass(first, root, second, { ...part(second, 1), scope: classesScope(OBSERVATION, ENCOUNTER) }), first.account, 'consent.ParentExceeded'],
			[pass(first, root, second, { ...part(second, 31) }), first.account, 'consent.ParentExceeded'],
			[pass(first, root, second, { ...part(second, 1), actions: actionSet('Access', 'Collect') }), first.account, 'consent.ParentExceeded'],
			[pass(first, root, second, { ...part(second, 1), purposes: purposeSet('Research') }), first.account, 'consent.ParentExceeded'],
			[pass(second, root, third), second.account, 'consent.NotReferable'],
			[pass(second, grantOf(alone), third), second.account, 'consent.NotReferable'],
			[pass(first, root, second, part(third, 1)), first.account, 'consent.PractitionerNotPractising'],
			[pass(first, root, first), first.account, 'consent.CannotReferToOwnOrganization'],
		]);

		// The keys go along: whoever passes on seals what it found in its own envelope.
		const own = await world().openEnvelope(id, root, first, patient.envelopes);
		const bond = { patient: id, organization: second.organization, grantee: second.grantee };
		const handedOn = await sealTo(chain, bond, patient.epoch, await keysOfClasses(own, [OBSERVATION]));
		const passedOn = await chain.send(
			refer(chain, {
				patient: id, capacity: first.capacity, parent: root, organization: second.organization,
				provision: part(second, 20), envelope: handedOn.envelope,
			}),
			first.account,
		);
		assert.ok(!eventsOf(passedOn).includes('transactionPayment.TransactionFeePaid'));
		const child = referredIn(passedOn);
		const { suite, privateKey } = await patient.classKeys(OBSERVATION);
		assert.deepEqual(await world().openEnvelope(id, child, second, [handedOn.sealed]), { suite, keys: [{ recordClass: OBSERVATION, privateKey }] });
		await world().refuses(pass(first, root, second), first.account, 'consent.MaxChildrenExceeded', id);
		const grandchild = referredIn(await chain.send(pass(second, child, third, part(third, 10)), second.account));
		const last = referredIn(await chain.send(pass(third, grandchild, fourth, part(fourth, 5)), third.account));
		await world().refuses(pass(fourth, last, second), fourth.account, 'consent.MaxDepthExceeded', id);

		// The patient sees all of it.
		const chainOfGrants: [Specialist, number, number[]][] = [
			[first, root, []], [second, child, [root]], [third, grandchild, [root, child]], [fourth, last, [root, child, grandchild]],
		];
		const live = await liveGrants(chain, id);
		for (const [holder, number, ancestors] of chainOfGrants) {
			const [organization, row] = live.find(([, { id: candidate }]) => candidate === number)!;
			assert.deepEqual([organization, row.ancestors], [holder.organization, ancestors]);
		}
		const of = (holder: Specialist, block?: string) => world().preview(id, holder, OBSERVATION, block === undefined ? {} : { block });
		assert.deepEqual(await of(fourth), { permit: { grant: last } });
		assert.deepEqual(await of(third), { permit: { grant: grandchild } });
		assert.deepEqual(await world().preview(id, third, CONDITION), DENIED);

		const revoked = await patient.revoke(root);
		assert.deepEqual(
			await Promise.all([of(first, revoked.block), of(third, revoked.block), of(fourth, revoked.block)]), [DENIED, DENIED, DENIED],
		);
		assert.deepEqual(await of(second, revoked.block), { permit: { grant: grantOf(alone) } });
		assert.deepEqual((await liveGrants(chain, id)).map(([, row]) => row.id), [grantOf(alone)]);
		await world().refuses(pass(second, child, third), second.account, 'consent.NotReferable', id);
		const before = (await chain.now(revoked.block)) - 1;
		assert.deepEqual(await world().preview(id, fourth, OBSERVATION, { at: before }), { permit: { grant: last } });
		assert.deepEqual(told(await world().trailOf(id)).slice(3), [
			['consentReferred', first.account.address], ['consentReferred', second.account.address],
			['consentReferred', third.account.address], ['consentRevoked', account.address],
		]);
	});

	test('what was permitted at a past moment, and by what', async () => {
		const { chain } = world();
		const [doctor, patient] = await Promise.all([world().physician(), world().patient()]);
		const { id } = patient;
		const { organization, grantee } = doctor;
		const moments: number[] = [];
		const done = async <T extends { block: string }>(receipt: Promise<T>): Promise<T> => {
			const { block } = await receipt;
			moments.push(await chain.now(block));
			return receipt;
		};
		const granted = grantOf(await done(patient.grantAccess(doctor, [OBSERVATION], 30)));
		const provision = await world().provision({ grantee });
		const version = versionOf(await done(patient.send(amend(chain, granted, { patient: id, provision }))));
		const refusal = refusalOf(await done(patient.send(refuse(chain, id, { whom: { Organization: organization } }))));
		await done(patient.send(liftRefusal(chain, id, refusal)));
		const revoked = await done(patient.revoke(version));

		const [first] = moments as [number];
		const at = (moment: number) => world().preview(id, doctor, OBSERVATION, { at: moment });
		assert.deepEqual(await Promise.all([first - 1, ...moments].map(at)), [
			DENIED, { permit: { grant: granted } }, { permit: { grant: version } }, DENIED, { permit: { grant: version } }, DENIED,
		]);
		// A moment before each change tells what held until then.
		assert.deepEqual(await Promise.all(moments.map((moment) => at(moment - 1))), [
			DENIED, { permit: { grant: granted } }, { permit: { grant: version } }, DENIED, { permit: { grant: version } },
		]);
		// The past is the same in a later block, and whatever is granted since.
		const again = grantOf(await patient.grantAccess(doctor, [OBSERVATION], 1));
		assert.deepEqual(await Promise.all(moments.map(at)), [
			{ permit: { grant: granted } }, { permit: { grant: version } }, DENIED, { permit: { grant: version } }, DENIED,
		]);
		assert.deepEqual(await world().preview(id, doctor, OBSERVATION), { permit: { grant: again } });
		assert.equal((await pastGrants(chain, id, organization))[0]?.endedAt, await chain.now(revoked.block));
	});

	test('a grant that somebody else sent for the patient cannot be sent again after it was revoked', async () => {
		const { chain, dev } = world();
		const [doctor, patient] = await Promise.all([world().physician(), world().patient()]);
		const { id, account } = patient;
		const provision = await world().provision({ grantee: doctor.grantee });
		const signed = await signMetaTransaction(chain, grant(chain, doctor.organization, { patient: id, provision }), account);
		const number = grantOf(await relay(chain, signed, dev.ferdie));
		assert.deepEqual(await world().preview(id, doctor, OBSERVATION), { permit: { grant: number } });
		await patient.revoke(number);
		await assert.rejects(relay(chain, signed, dev.ferdie), { name: 'ChainError', error: 'metaTx.Stale' });
		assert.deepEqual(await world().preview(id, doctor, OBSERVATION), DENIED);
		assert.deepEqual(told(await world().trailOf(id)).map(([event]) => event), ['patientRegistered', 'consentGranted', 'consentRevoked']);
	});
}

/** Why nobody was asked for consent, as a trail tells it. */
function barsIn(trail: Told[]): unknown[] {
	return trail.flatMap(({ event }) => {
		const barred = event['consentRequestBarred'] as { reason: unknown } | undefined;
		return barred ? [barred.reason] : [];
	});
}
