/** Keys on their way: between two libraries, through a custodian, and after either side has replaced its own. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { numberIn, publishOrganizationKey, publishPractitionerKey } from '@salus/client/chain';
import {
	classesScope, type Envelope, envelopeOf, grant, type Grantee, granteeBytes, grantOf, keyOf, replaceEnvelope, sealTo, staleGrants, wholeClass,
} from '@salus/client/consent';
import {
	BatchOpener, BatchSealer, bytesToHex, type ClassPublicKey, type EnvelopeContext, envelopeCommitment, FormatError, keyOfClass,
	type ListedKeys, moveHeader, type PrivateKey, X25519,
} from '@salus/client/format';
import type { HeldTicket } from '@salus/client/custody';
import type { Patient } from '../../scripts/demo/journey/patient.ts';
import { Specialist } from '../../scripts/demo/journey/specialist.ts';
import * as otherLibrary from './other-library.ts';
import { classesIn, CONDITION, DENIED, HOSPITAL, OBSERVATION, type World, eventsOf, told } from './world.ts';

const ENCOUNTER = 44;
const BOTH = [CONDITION, OBSERVATION];

export function envelopeTests(world: () => World): void {
	test('what one library seals, another opens, both ways by what the chain names', async () => {
		const { chain, dev } = world();
		const [[doctor, foreigner], patient] = await Promise.all([world().staff('Clinic', 'Physician', 'Physician'), world().patient()]);
		const { id } = patient;
		const { organization } = doctor!;
		const expected = await keysOf(patient, ...BOTH);
		const [ofForeigner, ofOrganization] = await Promise.all([otherLibrary.keyPair(X25519), otherLibrary.keyPair(X25519)]);
		const { practitioner } = foreigner!;
		await Promise.all([
			chain.send(await publishPractitionerKey(chain, { organization, practitioner, key: ofForeigner }), foreigner!.account),
			chain.send(await publishOrganizationKey(chain, organization, ofOrganization), dev.dave),
		]);

		// From TypeScript to Rust: for a practitioner, for a role, and for the organization, whose key is for both.
		const cases: [Grantee, PrivateKey][] = [[foreigner!.grantee, ofForeigner], [{ Role: 'Physician' }, ofOrganization], ['Organization', ofOrganization]];
		await Promise.all(cases.map(async ([grantee, key]) => {
			const provision = await world().provision({ grantee, scope: classesScope(...BOTH) });
			const { envelope, sealed } = await patient.sealKeys(organization, grantee, BOTH);
			const number = grantOf(await patient.send(grant(chain, organization, { patient: id, provision, envelope })));
			const status = (await envelopeOf(chain, id, number))!;
			assert.deepEqual(status, { envelope, isPatientKeyStale: false, isGranteeKeyStale: false });
			const context: EnvelopeContext = { patient: id, organization, grantee: granteeBytes(grantee), keyEpoch: status.envelope.keyEpoch };
			assert.deepEqual(await otherLibrary.openEnvelope(context, key, sealed), expected);
			await assert.rejects(otherLibrary.openEnvelope({ ...context, keyEpoch: 1 }, key, sealed), /not sealed to this key/);
			await assert.rejects(otherLibrary.openEnvelope({ ...context, organization: organization + 1 }, key, sealed), /not sealed to this key/);
		}));

		// From Rust to TypeScript.
		const { key, epoch } = await keyOf(chain, organization, doctor!.grantee);
		const context = { patient: id, organization, grantee: granteeBytes(doctor!.grantee), keyEpoch: patient.epoch };
		const sealed = await otherLibrary.sealEnvelope(context, key, expected);
		const envelope: Envelope = { keyEpoch: patient.epoch, granteeKeyEpoch: epoch, commitment: `0x${bytesToHex(envelopeCommitment(sealed))}` };
		const provision = await world().provision({ grantee: doctor!.grantee, scope: classesScope(...BOTH) });
		const given = await patient.send(grant(chain, organization, { patient: id, provision, envelope }));
		assert.deepEqual(await world().openEnvelope(id, grantOf(given), doctor!, [sealed]), expected);
	});

	test('an envelope goes stale when either side replaces its key, and one sealed anew is good again', async () => {
		const { chain } = world();
		const [doctor, patient] = await Promise.all([world().physician(), world().patient()]);
		const { id, account } = patient;
		const number = grantOf(await patient.grantAccess(doctor, BOTH, 30));
		const status = async () => {
			const { isPatientKeyStale, isGranteeKeyStale, envelope } = (await envelopeOf(chain, id, number))!;
			return [isPatientKeyStale, isGranteeKeyStale, envelope.keyEpoch, envelope.granteeKeyEpoch];
		};
		const bond = { patient: id, organization: doctor.organization, grantee: doctor.grantee };
		const { envelope: old } = await patient.sealKeys(doctor.organization, doctor.grantee, BOTH);
		const opened = () => world().openEnvelope(id, number, doctor, patient.envelopes);
		assert.deepEqual(await status(), [false, false, 0, 0]);
		assert.deepEqual(await staleGrants(chain, id), []);

		// The grantee has another key, and not the old one any more.
		await doctor.replaceKey();
		assert.deepEqual(await status(), [false, true, 0, 0]);
		assert.deepEqual((await staleGrants(chain, id)).map(([organization, row]) => [organization, row.id]), [[doctor.organization, number]]);
		await assert.rejects(opened(), FormatError);
		await world().refusesAll(id, [
			[replaceEnvelope(chain, id, number, old), account, 'consent.StaleGranteeKey'],
			[grant(chain, doctor.organization, { patient: id, provision: await world().provision({ grantee: doctor.grantee }), envelope: old }), account, 'consent.StaleGranteeKey'],
			[replaceEnvelope(chain, id, number + 1, old), account, 'consent.GrantNotFound'],
		]);
		await world().turnsAway(replaceEnvelope(chain, id, number, old), doctor.account, id);
		const rewrapped = await patient.rewrap(number);
		assert.ok(eventsOf(rewrapped).includes('consent.EnvelopeReplaced'));
		assert.equal(numberIn(rewrapped, 'consent', 'EnvelopeReplaced', 'grant'), number);
		assert.deepEqual(await status(), [false, false, 0, 1]);
		assert.deepEqual(await opened(), await keysOf(patient, ...BOTH));

		// The patient has: what the envelope holds opens nothing of the new epoch.
		const before = await opened();
		const { envelope: current } = await sealTo(chain, bond, patient.epoch, before);
		await patient.startEpoch();
		assert.deepEqual(await status(), [true, false, 0, 1]);
		assert.deepEqual((await staleGrants(chain, id)).length, 1);
		assert.deepEqual(await opened(), before);
		await world().refuses(replaceEnvelope(chain, id, number, current), account, 'consent.StaleKeyEpoch', id);
		await patient.rewrap(number);
		assert.deepEqual(await status(), [false, false, 1, 1]);
		const after = await opened();
		assert.deepEqual(after, await keysOf(patient, ...BOTH));
		assert.notDeepEqual(after, before);
		// All the while the grant itself stood.
		assert.deepEqual(await world().preview(id, doctor, OBSERVATION), { permit: { grant: number } });
		assert.deepEqual(told(await world().trailOf(id)), [
			['patientRegistered', account.address], ['consentGranted', account.address], ['envelopeReplaced', account.address],
			['encryptionKeyReplaced', account.address], ['envelopeReplaced', account.address],
		]);
	});

	test('a custodian hands an envelope to its grantee only, takes in none that no grant names, and destroys what none names any more', async () => {
		const { chain } = world();
		const hospital = world().hospital();
		const { custodian, stores } = hospital;
		const [[doctor, colleague], patient] = await Promise.all([world().staff('Clinic', 'Physician', 'Nurse'), world().patient()]) as [[Specialist, Specialist], Patient];
		const { id } = patient;
		const given = await patient.grantAccess(doctor, BOTH, 30);
		const [sealed] = patient.envelopes as [Uint8Array];
		const unnamed = await patient.sealKeys(doctor.organization, doctor.grantee, BOTH);
		await assert.rejects(custodian.takeEnvelope(id, unnamed.sealed), { name: 'CustodyRefusal', code: 'custody.not-as-committed' });
		await custodian.takeEnvelope(id, sealed);

		// For a class, where there are no records: the envelope comes alone, and is sealed to its grantee's key a second time.
		const number = grantOf(given);
		const [mine, others] = await Promise.all([doctor, colleague].map(async (who) => {
			const { held, receipt } = await who.request(id, wholeClass(OBSERVATION), HOSPITAL);
			await receipt.finalized;
			return held;
		}));
		assert.equal(others, undefined);
		const ticket = mine as HeldTicket;
		await assert.rejects(colleague.fetch(custodian, ticket), { name: 'CustodyRefusal', code: 'custody.void-ticket', ticketFault: 'NotTicketHolder' });
		const { release } = await doctor.fetch(custodian, ticket);
		assert.deepEqual([release.head.anchor, release.head.records, release.head.emergency], [null, 0, null]);
		assert.deepEqual(await doctor.keysIn(release, number), await keysOf(patient, ...BOTH));

		assert.equal(await custodian.dropUnnamed(id), 0);
		await (await patient.revoke(number)).finalized;
		await assert.rejects(custodian.takeEnvelope(id, sealed), { name: 'CustodyRefusal', code: 'custody.not-as-committed' });
		assert.equal(await custodian.dropUnnamed(id), 1);
		assert.deepEqual(await stores.envelopes.names(id), []);
		assert.equal(await envelopeOf(chain, id, number), undefined);
	});

	test('keys open their class and epoch: not a third class, not what was sealed before or since, and a writer has none', async () => {
		const { chain, dev } = world();
		const [doctor, patient] = await Promise.all([world().physician(), world().patient()]);
		const { id } = patient;
		const hospital = world().hospital();
		const [collect, access] = await Promise.all([patient.grantCollect(HOSPITAL), patient.grantAccess(doctor, BOTH, 30)]);
		const card = await hospital.checkCard(await patient.keyCard(), id);
		const of = (recordClass: number) => ({ patient: id, recordClass });
		const headerWith = async (keys: ReadonlyMap<number, ClassPublicKey>, recordClass: number) =>
			(await BatchSealer.begin(of(recordClass), keys.get(recordClass)!)).header;
		const opens = async (key: PrivateKey, recordClass: number, header: Uint8Array) =>
			BatchOpener.begin(of(recordClass), key, header).then(() => true, (error) => {
				assert.ok(error instanceof FormatError);
				return false;
			});
		const sealed = await Promise.all([CONDITION, OBSERVATION, ENCOUNTER].map((recordClass) => headerWith(card.keys, recordClass)));
		const [condition, observation, encounter] = sealed as [Uint8Array, Uint8Array, Uint8Array];

		const keys = await world().openEnvelope(id, grantOf(access), doctor, patient.envelopes);
		assert.deepEqual(classesIn(keys), BOTH);
		assert.equal(await keyOfClass(keys, ENCOUNTER), undefined);
		const [conditionKey, observationKey] = await Promise.all(BOTH.map((c) => keyOfClass(keys, c))) as [PrivateKey, PrivateKey];
		assert.deepEqual(
			await Promise.all([
				opens(conditionKey, CONDITION, condition), opens(observationKey, OBSERVATION, observation),
				opens(conditionKey, OBSERVATION, observation), opens(conditionKey, ENCOUNTER, encounter), opens(observationKey, ENCOUNTER, encounter),
			]),
			[true, true, false, false, false],
		);

		// The hospital adds records, with a grant that came without keys; what it knows are public keys.
		assert.equal(await envelopeOf(chain, id, grantOf(collect)), undefined);
		await chain.send(world().anchorCall(id), dev.bob);
		assert.deepEqual(await world().preview(id, new Specialist(chain, HOSPITAL, dev.bob), OBSERVATION), DENIED);
		const asPrivate = [...card.keys.values()].slice(0, 8).map(({ suite, publicKey }) => ({ suite, privateKey: publicKey }));
		assert.ok(!(await Promise.all(asPrivate.map((key) => opens(key, OBSERVATION, observation)))).includes(true));

		// A new epoch: neither key opens what the other does, until the patient moves the batch over.
		await patient.startEpoch();
		await patient.rewrap(grantOf(access));
		const newCard = await hospital.checkCard(await patient.keyCard(), id);
		const newObservation = await headerWith(newCard.keys, OBSERVATION);
		const newKey = (await keyOfClass(await world().openEnvelope(id, grantOf(access), doctor, patient.envelopes), OBSERVATION))!;
		assert.deepEqual(
			await Promise.all([
				opens(newKey, OBSERVATION, newObservation), opens(observationKey, OBSERVATION, newObservation), opens(newKey, OBSERVATION, observation),
			]),
			[true, false, false],
		);
		const moved = await moveHeader(of(OBSERVATION), observationKey, observation, newCard.keys.get(OBSERVATION)!);
		assert.deepEqual(await Promise.all([opens(newKey, OBSERVATION, moved), opens(observationKey, OBSERVATION, moved)]), [true, false]);
	});
}

/** The private keys of classes in the patient's current epoch. */
async function keysOf(patient: Patient, ...classes: number[]): Promise<ListedKeys> {
	const keys = await Promise.all(classes.map(async (recordClass) => ({ recordClass, privateKey: (await patient.classKeys(recordClass)).privateKey })));
	return { suite: patient.suite, keys };
}
