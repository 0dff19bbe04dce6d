/** Keys on their way: between two libraries, through the chain, and after either side has replaced its own. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { randomBytes } from '@noble/hashes/utils.js';
import { numberIn } from '@salus/client/chain';
import {
	classesScope, envelopeOf, grant, type Grantee, granteeBytes, grantOf, keyOf, replaceEnvelope, sealTo, staleGrants,
} from '@salus/client/consent';
import {
	bytesToHex, type ClassKey, type EnvelopeContext, FormatError, hexToBytes, openRecord, rewrapRecord, sealRecord, utf8ToBytes,
} from '@salus/client/format';
import type { Patient } from '../../scripts/demo/journey/patient.ts';
import { Specialist } from '../../scripts/demo/journey/specialist.ts';
import * as otherLibrary from './other-library.ts';
import { CONDITION, DENIED, HOSPITAL, OBSERVATION, type World, eventsOf, told } from './world.ts';

const ENCOUNTER = 44;
const BOTH = [CONDITION, OBSERVATION];

export function envelopeTests(world: () => World): void {
	test('what one library seals, another opens, both ways through the chain', async () => {
		const { chain, dev } = world();
		const [[doctor, foreigner], patient] = await Promise.all([world().staff('Clinic', 'Physician', 'Physician'), world().patient()]);
		const { id } = patient;
		const { organization } = doctor!;
		const expected = await keysOf(patient, ...BOTH);
		const [ofForeigner, ofOrganization] = await Promise.all([otherLibrary.keyPair(), otherLibrary.keyPair()]);
		const { practitioner } = foreigner!;
		await Promise.all([
			chain.send(world().call('providerRegistry', 'publishPractitionerKey', { organization, practitioner, encryptionKey: ofForeigner.publicKey }), foreigner!.account),
			chain.send(world().call('providerRegistry', 'publishOrganizationKey', { organization, encryptionKey: ofOrganization.publicKey }), dev.dave),
		]);

		// From TypeScript to Rust: for a practitioner, for a role, and for the organization, whose key is for both.
		const cases: [Grantee, Uint8Array][] = [
			[foreigner!.grantee, ofForeigner.privateKey], [{ Role: 'Physician' }, ofOrganization.privateKey], ['Organization', ofOrganization.privateKey],
		];
		await Promise.all(cases.map(async ([grantee, privateKey]) => {
			const provision = await world().provision({ grantee, scope: classesScope(...BOTH) });
			const envelope = await patient.sealKeys(organization, grantee, BOTH);
			const number = grantOf(await patient.send(grant(chain, organization, { patient: id, provision, envelope })));
			const status = (await envelopeOf(chain, id, number))!;
			assert.deepEqual(status, { envelope, isPatientKeyStale: false, isGranteeKeyStale: false });
			const context: EnvelopeContext = { patient: id, organization, grantee: granteeBytes(grantee), keyEpoch: status.envelope.keyEpoch };
			const sealed = hexToBytes(status.envelope.sealed.slice(2));
			assert.deepEqual(await otherLibrary.open(context, privateKey, sealed), expected);
			await assert.rejects(otherLibrary.open({ ...context, keyEpoch: 1 }, privateKey, sealed), /not sealed to this key/);
			await assert.rejects(otherLibrary.open({ ...context, organization: organization + 1 }, privateKey, sealed), /not sealed to this key/);
		}));

		// From Rust to TypeScript.
		const { publicKey, epoch } = await keyOf(chain, organization, doctor!.grantee);
		const context = { patient: id, organization, grantee: granteeBytes(doctor!.grantee), keyEpoch: patient.epoch };
		const sealed = await otherLibrary.seal(context, publicKey, expected);
		const envelope = { keyEpoch: patient.epoch, granteeKeyEpoch: epoch, sealed: `0x${bytesToHex(sealed)}` };
		const provision = await world().provision({ grantee: doctor!.grantee, scope: classesScope(...BOTH) });
		const given = await patient.send(grant(chain, organization, { patient: id, provision, envelope }));
		assert.deepEqual(await doctor!.openEnvelope(id, grantOf(given)), expected);
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
		const old = await patient.sealKeys(doctor.organization, doctor.grantee, BOTH);
		assert.deepEqual(await status(), [false, false, 0, 0]);
		assert.deepEqual(await staleGrants(chain, id), []);

		// The grantee has another key, and not the old one any more.
		await doctor.replaceKey();
		assert.deepEqual(await status(), [false, true, 0, 0]);
		assert.deepEqual((await staleGrants(chain, id)).map(([organization, row]) => [organization, row.id]), [[doctor.organization, number]]);
		await assert.rejects(doctor.openEnvelope(id, number), FormatError);
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
		assert.deepEqual(await doctor.openEnvelope(id, number), await keysOf(patient, ...BOTH));

		// The patient has: what the envelope holds opens nothing of the new epoch.
		const before = await doctor.openEnvelope(id, number);
		const current = await sealTo(chain, bond, patient.epoch, before);
		await patient.renewKeys();
		assert.deepEqual(await status(), [true, false, 0, 1]);
		assert.deepEqual((await staleGrants(chain, id)).length, 1);
		assert.deepEqual(await doctor.openEnvelope(id, number), before);
		await world().refuses(replaceEnvelope(chain, id, number, current), account, 'consent.StaleKeyEpoch', id);
		await patient.rewrap(number);
		assert.deepEqual(await status(), [false, false, 1, 1]);
		const after = await doctor.openEnvelope(id, number);
		assert.deepEqual(after, await keysOf(patient, ...BOTH));
		assert.notDeepEqual(after, before);
		// All the while the grant itself stood.
		assert.deepEqual(await world().preview(id, doctor, OBSERVATION), { permit: { grant: number } });
		assert.deepEqual(told(await world().trailOf(id)), [
			['patientRegistered', account.address], ['consentGranted', account.address], ['envelopeReplaced', account.address],
			['encryptionKeyReplaced', account.address], ['envelopeReplaced', account.address],
		]);
	});

	test('keys open their class and epoch: not a third class, not what was sealed before or since, and a writer has none', async () => {
		const { chain, dev } = world();
		const [doctor, patient] = await Promise.all([world().physician(), world().patient()]);
		const { id } = patient;
		const hospital = world().hospital();
		const [collect, access] = await Promise.all([patient.grantCollect(HOSPITAL), patient.grantAccess(doctor, BOTH, 30)]);
		const card = await hospital.checkCard(await patient.keyCard(), id);
		const sealWith = (keys: Map<number, Uint8Array>, recordClass: number, epoch: number) =>
			sealRecord({ patient: id, recordClass }, epoch, keys.get(recordClass)!, randomBytes(32), utf8ToBytes('{}'));
		const opens = async (key: Uint8Array, recordClass: number, blob: Uint8Array) =>
			openRecord({ patient: id, recordClass }, key, blob).then(() => true, (error) => {
				assert.ok(error instanceof FormatError);
				return false;
			});
		const [condition, observation, encounter] = await Promise.all([CONDITION, OBSERVATION, ENCOUNTER].map((c) => sealWith(card, c, 0))) as [Uint8Array, Uint8Array, Uint8Array];

		const keys = await doctor.openEnvelope(id, grantOf(access));
		assert.deepEqual(keys.map(({ recordClass }) => recordClass), BOTH);
		const [conditionKey, observationKey] = keys.map(({ privateKey }) => privateKey) as [Uint8Array, Uint8Array];
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
		assert.ok(!(await Promise.all([...card.values()].slice(0, 8).map((key) => opens(key, OBSERVATION, observation)))).includes(true));

		// A new epoch: neither key opens what the other does, until the patient moves a record over.
		await patient.renewKeys();
		await patient.rewrap(grantOf(access));
		const newCard = await hospital.checkCard(await patient.keyCard(), id);
		const newObservation = await sealWith(newCard, OBSERVATION, 1);
		const newKey = (await doctor.openEnvelope(id, grantOf(access))).find(({ recordClass }) => recordClass === OBSERVATION)!.privateKey;
		assert.deepEqual(
			await Promise.all([
				opens(newKey, OBSERVATION, newObservation), opens(observationKey, OBSERVATION, newObservation), opens(newKey, OBSERVATION, observation),
			]),
			[true, false, false],
		);
		const moved = await rewrapRecord(
			{ patient: id, recordClass: OBSERVATION }, observationKey, observation, { epoch: 1, classPublicKey: newCard.get(OBSERVATION)! },
		);
		assert.deepEqual(await Promise.all([opens(newKey, OBSERVATION, moved), opens(observationKey, OBSERVATION, moved)]), [true, false]);
	});
}

/** The private keys of classes in the patient's current epoch. */
async function keysOf(patient: Patient, ...classes: number[]): Promise<ClassKey[]> {
	return Promise.all(classes.map(async (recordClass) => ({ recordClass, privateKey: (await patient.classKeys(recordClass)).privateKey })));
}
