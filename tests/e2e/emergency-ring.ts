/** Keys in an emergency: custodians hand them out together, against a session that opened with somebody's name to it, and not otherwise. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { KeyringPair } from '@polkadot/keyring/types';
import { randomBytes } from '@noble/hashes/utils.js';
import { actionSet, kindSet, powerSet, purposeSet, roleSet, type Transaction } from '@salus/client/chain';
import {
	emergencyRing, enactPolicy, markConfidential, policyOf, removeEmergencyRing, repealPolicy, setEmergencyRing, wholeClass,
} from '@salus/client/consent';
import { type HandedRing, openInEmergency, ringOutlook } from '@salus/client/custody';
import {
	type ClassKeys, combineShares, type EmergencyRingOnChain, emergencyRingOnChain, FormatError, keyOfClass, makeEmergencyRing, openEmergencyRing,
	openEmergencyShare, type PublicKey, readEmergencyRing, releasedEmergency, shareCommitment, writeEmergencyRing, X25519,
} from '@salus/client/format';
import { Specialist } from '../../scripts/demo/journey/specialist.ts';
import { anchorOf, isRedeemed, keep, sample, ticketFor } from './keeping.ts';
import { breakGlass, emergencyPhysician } from './rescuers.ts';
import type { KeyKeeper } from './key-keepers.ts';
import { CONDITION, DENIED, OBSERVATION, type World, eventsOf, listOf } from './world.ts';

const EMERGENCY = { purpose: 'EmergencyTreatment' } as const;
/** A label that a law of these tests is about, and nothing else. */
const LABEL = 0x801e;

export function emergencyRingTests(world: () => World): void {
	test('in an emergency a physician reads what was granted to nobody, with the shares of any two of three custodians, and one alone has nothing', async () => {
		const { chain } = world();
		const hospital = world().hospital();
		const [keepers, medic, patient] = await Promise.all([world().keyCustodians(), emergencyPhysician(world()), world().patientOfHospital()]);
		const { id } = patient;
		await patient.send(markConfidential(chain, id, CONDITION));
		const [batches] = await Promise.all([sample(OBSERVATION, CONDITION).then((resources) => keep(hospital, patient, resources)), patient.setEmergencyRing(keepers)]);
		const anchor = anchorOf(batches, OBSERVATION);
		assert.deepEqual(await world().preview(id, medic, OBSERVATION, EMERGENCY), DENIED);

		const session = await breakGlass(world(), medic, id);
		const [records, tickets] = await Promise.all([
			ticketFor(medic, id, { Anchor: anchor }, EMERGENCY), Promise.all(keepers.map((keeper) => shareTicket(medic, id, keeper))),
		]);
		const { release } = await medic.fetch(hospital.custodian, records);
		assert.deepEqual([release.head.emergency, release.head.envelope], [null, null]);
		const handed = await Promise.all(tickets.map((ticket, index) => fetchShare(medic, keepers[index]!, ticket)));

		// A custodian alone, and its clerk: a sealed ring, and a share that tells nothing.
		const [first, second, third] = handed as [HandedRing, HandedRing, HandedRing];
		await assert.rejects(openInEmergency(chain, id, [first]), { code: 'emergency.too-few-shares' });
		await assert.rejects(openInEmergency(chain, id, [first, first]), { code: 'emergency.too-few-shares' });
		const [{ custodian, clerk }, another] = keepers as [KeyKeeper, KeyKeeper];
		const [name] = await custodian.stores.emergencyRings.names(id);
		const ring = readEmergencyRing(new TextDecoder().decode(await custodian.stores.emergencyRings.get(id, name!)));
		const [key] = custodian.keys;
		const share = await openEmergencyShare(ring, custodian.organization, key!);
		const commitment = shareCommitment(share);
		await assert.rejects(openEmergencyShare(ring, another.custodian.organization, key!), FormatError);
		await assert.rejects(combineShares(2, [{ share, commitment }]), FormatError);
		await assert.rejects(combineShares(2, [{ share, commitment }, { share, commitment }]), FormatError);
		const { ring: named } = (await emergencyRing(chain, id))!;
		await assert.rejects(openEmergencyRing(id, named, [{ custodian: custodian.organization, released: releasedEmergency(ring, share) }]), FormatError);
		const asClerk = await new Specialist(chain, custodian.organization, clerk).request(id, wholeClass(OBSERVATION), custodian.organization, 'EmergencyTreatment');
		assert.equal(asClerk.ticket, undefined);

		// A false share, and a false ring, are told by whose they are; two good ones open it all the same.
		const falseShare = { ...first, released: { ...first.released, share: flipped(first.released.share) } };
		const falseRing = { ...first, released: { ...first.released, ring: flipped(first.released.ring) } };
		for (const spoilt of [falseShare, falseRing]) {
			const fault = { name: 'CustodianFault', code: 'custodian.false-share', custodian: first.custodian };
			await assert.rejects(openInEmergency(chain, id, [spoilt, second]), fault);
			const { faults } = await openInEmergency(chain, id, [spoilt, second, third]);
			assert.deepEqual(faults.map((one) => [one.code, one.custodian]), [['custodian.false-share', first.custodian]]);
		}
		for (const pair of [[first, second], [first, third], [second, third]]) {
			const { keys, epoch, faults } = await openInEmergency(chain, id, pair);
			assert.deepEqual([epoch, faults], [0, []]);
			// What is confidential was left out, so a session for it opens nothing.
			assert.equal(await keyOfClass(keys, CONDITION), undefined);
		}
		const { keys } = await openInEmergency(chain, id, [second, third]);
		assert.equal(await medic.readAll(release, keys), batches.find(({ recordClass }) => recordClass === OBSERVATION)!.records.length);

		// The patient's trail has each hand-over: a ticket on the session, and that it was redeemed.
		const ground = JSON.stringify({ permitted: { emergency: session } });
		const attempts = (await world().trailOf(id)).filter(({ event }) => JSON.stringify(event).includes(ground));
		assert.equal(attempts.length, 1 + keepers.length);
		for (const ticket of [records, ...tickets]) assert.equal(await isRedeemed(world(), ticket), true);
	});

	test('without a session no custodian hands out a share, whatever else permits', async () => {
		const { chain, specialist } = world();
		const [keepers, [trialist], patient] = await Promise.all([world().keyCustodians(), world().staff('ResearchInstitute', 'Physician'), world().patient()]);
		const { id } = patient;
		const [{ custodian }] = keepers as [KeyKeeper];
		const policy = await world().byAuthority(enactPolicy(chain, {
			kinds: kindSet('ResearchInstitute'), roles: roleSet('Physician'), scope: { Classes: [LABEL] }, actions: actionSet('Access'), purposes: purposeSet('ClinicalTrial'),
			period: { from: 0, until: null }, refusalsBind: true, legalBasis: randomBytes(32),
		}));
		await Promise.all([patient.setEmergencyRing(keepers), patient.grantAccess(specialist, [OBSERVATION], 1)]);
		await patient.deliver(custodian);
		const [onGrant, onPolicy] = await Promise.all([
			ticketFor(specialist, id, wholeClass(OBSERVATION), { custodian: custodian.organization }),
			ticketFor(trialist!, id, wholeClass(LABEL), { custodian: custodian.organization, purpose: 'ClinicalTrial' }),
		]);
		// Under a grant the envelope, and no share; on a law nothing at all.
		const { release: { head } } = await specialist.fetch(custodian, onGrant);
		assert.equal(head.emergency, null);
		assert.ok(head.envelope);
		await assert.rejects(trialist!.fetch(custodian, onPolicy), { name: 'CustodyRefusal', code: 'custody.nothing-kept' });
		assert.equal(await isRedeemed(world(), onPolicy), false);
		await world().byAuthority(repealPolicy(chain, policyOf(policy)));
	});

	test('a new epoch makes the emergency ring stale; set anew it opens what is sealed since; removed, it is destroyed', async () => {
		const { chain } = world();
		const hospital = world().hospital();
		const [keepers, medic, patient] = await Promise.all([world().keyCustodians(), emergencyPhysician(world()), world().patientOfHospital()]);
		const { id } = patient;
		const [one, other] = keepers as [KeyKeeper, KeyKeeper];
		await patient.setEmergencyRing(keepers);
		const sealedTo = new Map(keepers.map(({ custodian, key }) => [custodian.organization, key]));
		const able = keepers.map(({ custodian }) => custodian.organization).sort((a, b) => a - b);
		assert.deepEqual(await ringOutlook(chain, id, sealedTo), { threshold: 2, able, unable: [], isStale: false, canBeOpened: true });
		await Promise.all([patient.startEpoch(), breakGlass(world(), medic, id)]);
		assert.equal((await emergencyRing(chain, id))?.isStale, true);
		const [batch] = await keep(hospital, patient, await sample(OBSERVATION));
		const target = { Anchor: batch!.anchor as number };
		const [stale, ...early] = await Promise.all([ticketFor(medic, id, target, EMERGENCY), shareTicket(medic, id, one), shareTicket(medic, id, other)]);
		const { release: closed } = await medic.fetch(hospital.custodian, stale);
		const old = await openInEmergency(chain, id, await Promise.all([fetchShare(medic, one, early[0]), fetchShare(medic, other, early[1])]));
		assert.equal(old.epoch, 0);
		const byEpoch = ({ keys, epoch: own }: { keys: ClassKeys; epoch: number }) =>
			async (recordClass: number, epoch: number) => (epoch === own ? keyOfClass(keys, recordClass) : undefined);
		await assert.rejects(listOf(closed.records(byEpoch(old))), { code: 'reader.no-key' });

		const set = await patient.setEmergencyRing(keepers);
		assert.equal((await emergencyRing(chain, id))?.isStale, false);
		await set.finalized;
		for (const { custodian } of keepers) assert.equal(await custodian.dropUnnamed(id), 1);
		const [fresh, ...later] = await Promise.all([
			ticketFor(medic, id, target, EMERGENCY), shareTicket(medic, id, one), shareTicket(medic, id, other), shareTicket(medic, id, one),
		]);
		const { release } = await medic.fetch(hospital.custodian, fresh);
		const handed = await Promise.all([fetchShare(medic, one, later[0]), fetchShare(medic, other, later[1])]);
		const anew = await openInEmergency(chain, id, handed);
		assert.equal(anew.epoch, 1);
		assert.equal((await listOf(release.records(byEpoch(anew)))).length, batch!.records.length);

		await (await patient.send(removeEmergencyRing(chain, id))).finalized;
		assert.equal(await emergencyRing(chain, id), undefined);
		await assert.rejects(medic.fetch(one.custodian, later[2]), { name: 'CustodyRefusal', code: 'custody.nothing-kept' });
		for (const { custodian } of keepers) {
			assert.equal(await custodian.dropUnnamed(id), 1);
			assert.deepEqual(await custodian.stores.emergencyRings.names(id), []);
		}
		await assert.rejects(openInEmergency(chain, id, handed), { code: 'emergency.no-ring' });
	});

	test('unsound emergency rings are refused, custodians keep none that is not theirs, and what the controller set a representative leaves alone', async () => {
		const { chain } = world();
		const [keepers, keyless, patient] = await Promise.all([world().keyCustodians(), world().clinic(), world().patient()]);
		const { id, account } = patient;
		const aunt = world().account();
		await patient.send(world().call('patientIdentity', 'appointRepresentative', {
			patient: id, account: aunt.publicKey, powers: powerSet('Consent'), period: { from: await chain.now(), until: null },
		}));
		const custodians = keepers.map(({ custodian }) => custodian.organization).sort((one, other) => one - other);
		const [first, second] = custodians as [number, number];
		const set = (change: Partial<EmergencyRingOnChain>) => setEmergencyRing(chain, id, { custodians, threshold: 2, epoch: 0, commitment: randomBytes(32), ...change });
		const unsound: [Partial<EmergencyRingOnChain>, string][] = [
			[{ custodians: custodians.toReversed() }, 'CustodiansNotAscending'], [{ custodians: [first, first, second] }, 'CustodiansNotAscending'],
			[{ threshold: 1 }, 'InvalidThreshold'], [{ threshold: 4 }, 'InvalidThreshold'], [{ commitment: new Uint8Array(32) }, 'CommitmentMissing'],
			[{ epoch: 1 }, 'StaleKeyEpoch'], [{ custodians: [...custodians, keyless].sort((one, other) => one - other) }, 'CustodianHasNoKey'],
			[{ custodians: [...custodians, 4_000_000] }, 'OrganizationNotAccredited'],
		];
		await world().refusesAll(id, [
			...unsound.map(([change, error]): [Transaction, KeyringPair, string] => [set(change), account, `consent.${error}`]),
			[removeEmergencyRing(chain, id), account, 'consent.NothingToDo'],
		]);
		await world().turnsAway(set({}), world().specialist.account, id);

		// The representative's gives way to the controller's, and not the other way round.
		await chain.send(set({}), aunt);
		assert.equal((await emergencyRing(chain, id))?.byController, false);
		const named = await patient.setEmergencyRing(keepers);
		assert.ok(eventsOf(named).includes('consent.EmergencyRingSet'));
		assert.equal((await emergencyRing(chain, id))?.byController, true);
		await world().refusesAll(id, [[set({}), aunt, 'consent.NotAuthorized'], [removeEmergencyRing(chain, id), aunt, 'consent.NotAuthorized']]);

		// Of another ring than the named one, and of one whose share is somebody else's, custodians take nothing in.
		const [{ custodian, key }] = keepers as [KeyKeeper];
		const kept = await custodian.stores.emergencyRings.names(id);
		const keys: ClassKeys = { suite: X25519, classSecret: randomBytes(32) };
		const sealTo = async (keyOf: (keeper: KeyKeeper) => PublicKey) => makeEmergencyRing(
			{ patient: id, epoch: 0 }, keys, keepers.map((keeper) => ({ custodian: keeper.custodian.organization, key: keyOf(keeper) })), 2,
		);
		const refused = { name: 'CustodyRefusal', code: 'custody.not-as-committed' };
		await assert.rejects(custodian.takeEmergencyRing(writeEmergencyRing(await sealTo((keeper) => keeper.key))), refused);
		const others = keepers.find((keeper) => keeper.key !== key)!.key;
		const unopened = await sealTo(() => others);
		await patient.send(setEmergencyRing(chain, id, emergencyRingOnChain(unopened)));
		await assert.rejects(custodian.takeEmergencyRing(writeEmergencyRing(unopened)), refused);
		assert.deepEqual(await custodian.stores.emergencyRings.names(id), kept);
	});
}

/** A ticket for a custodian's share. */
async function shareTicket(medic: Specialist, patient: Uint8Array, { custodian }: KeyKeeper) {
	return ticketFor(medic, patient, wholeClass(OBSERVATION), { ...EMERGENCY, custodian: custodian.organization });
}

/** What a custodian hands out on a ticket. */
async function fetchShare(medic: Specialist, { custodian }: KeyKeeper, ticket: Awaited<ReturnType<typeof shareTicket>>): Promise<HandedRing> {
	const { release: { head } } = await medic.fetch(custodian, ticket);
	assert.ok(head.emergency, 'no share was handed out');
	return { custodian: custodian.organization, released: head.emergency, block: ticket.block };
}

function flipped(bytes: Uint8Array): Uint8Array {
	const other = bytes.slice();
	other[0]! ^= 1;
	return other;
}
