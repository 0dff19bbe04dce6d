/** The main job, each step asserted on what the chain keeps and what its events say. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { randomBytes } from '@noble/hashes/utils.js';
import { type Action, findEvent, seed } from '@salus/client/chain';
import { grantOf } from '@salus/client/consent';
import type { HeldTicket } from '@salus/client/custody';
import { readRecords } from '@salus/client/fhir/records';
import {
	BatchOpener, BatchSealer, blake2b256, bytesToHex, concatBytes, FormatError, keyOfClass, leafOf, type ListedKeys, u32le, utf8ToBytes,
} from '@salus/client/format';
import { Patient } from '../../scripts/demo/journey/patient.ts';
import { releasesOn } from './keeping.ts';
import { type Attempt, classesIn, CLINIC, CONDITION, HOSPITAL, OBSERVATION, outcomeOf, type World, eventsOf, fhir } from './world.ts';

export function journeyTests(world: () => World): void {
	test('a bundle goes through all pallets, and every step shows on the chain', async () => {
		const { chain, specialist, dev } = world();
		const hospital = world().hospital();
		const { resources } = await readRecords(fhir('sample-bundle.json'));
		const patient = new Patient(chain);
		await patient.register();
		const id = patient.id;
		const outcomes: string[] = [];
		const releases = 2;

		// The patient grants the hospital `collect`, and nothing to read.
		const collect = await patient.grantCollect(HOSPITAL);
		assert.ok(eventsOf(collect).includes('consent.Granted'));
		const mayRead = await preview(world(), id, dev.bob.publicKey, HOSPITAL, 'Access', OBSERVATION);
		assert.deepEqual(mayRead, { deny: { notPermitted: null } });

		// The hospital anchors what it sealed.
		const card = await hospital.checkCard(await patient.keyCard(), id);
		const batches = await hospital.sealAll(id, card, resources);
		const receipts = await hospital.anchorAll(batches);
		assert.equal(receipts.length, new Set(resources.map(({ recordClass }) => recordClass)).size);
		for (const batch of batches) {
			const { anchor, status } = (await chain.ask('recordAnchorApi', 'anchor', [id, batch.anchor!])).toJSON()!;
			assert.equal(anchor.class, batch.recordClass);
			assert.deepEqual(anchor.batch, { root: `0x${bytesToHex(batch.root)}`, leaves: batch.records.length });
			assert.deepEqual(anchor.content, { ...batch.content });
			assert.deepEqual(anchor.author, { practitioner: { organization: HOSPITAL, account: dev.bob.address } });
			assert.deepEqual([anchor.custodian, anchor.keyEpoch], [HOSPITAL, 0]);
			assert.equal(status, 'Current');
		}
		const anchorOf = (recordClass: number) => batches.find((batch) => batch.recordClass === recordClass)!.anchor as number;

		// The specialist asks without a grant: no ticket, and an entry that says why.
		const early = await specialist.request(id, { Anchor: anchorOf(OBSERVATION) }, HOSPITAL);
		assert.equal(early.ticket, undefined);
		outcomes.push('denied');
		const [attempt] = await lastAttempts(world(), id, 1);
		assert.deepEqual(attempt?.actor, { practitioner: { organization: CLINIC, account: dev.eve.address } });
		assert.equal(attempt?.purpose, 'Treatment');
		assert.deepEqual(attempt?.outcome, { denied: { notGranted: null } });

		// The patient grants two classes with an envelope.
		const receipt = await patient.grantAccess({ organization: CLINIC, practitioner: specialist.practitioner }, [OBSERVATION, CONDITION], 30);
		const grant = grantOf(receipt);
		const [envelope] = patient.envelopes as [Uint8Array];
		await patient.deliver(hospital.custodian);
		const live = (await chain.ask('consentApi', 'liveGrants', [id])).toJSON() as [number, { id: number; provision: { scope: unknown; period: { from: number; until: number } } }][];
		const [, stored] = live.find(([organization, { id: number }]) => organization === CLINIC && number === grant)!;
		assert.deepEqual(stored.provision.scope, { classes: [CONDITION, OBSERVATION] });
		assert.equal(stored.provision.period.until - stored.provision.period.from, 30 * 24 * 60 * 60 * 1000);
		assert.deepEqual(await preview(world(), id, dev.eve.publicKey, CLINIC, 'Access', OBSERVATION), { permit: { grant } });

		// Tickets, checked at both heads and redeemed.
		const asked = await Promise.all([OBSERVATION, CONDITION, OBSERVATION].map(async (recordClass) => {
			const anchor = anchorOf(recordClass);
			const request = await specialist.request(id, { Anchor: anchor }, HOSPITAL);
			assert.notEqual(request.ticket, undefined);
			await request.receipt.finalized;
			return request.held as HeldTicket;
		}));
		outcomes.push('permitted', 'permitted', 'permitted');
		const [first, second, unused] = asked as [(typeof asked)[0], (typeof asked)[0], (typeof asked)[0]];
		const originals = new Map(resources.map((resource) => [new TextDecoder().decode(resource.canonical), resource]));
		for (const ticket of [first, second]) {
			const { receipt: redeeming, release } = await specialist.fetch(hospital.custodian, ticket);
			assert.ok(eventsOf(redeeming).includes('auditLog.RecordsReleased'));
			assert.deepEqual(await releasesOn(world(), id, ticket.sequence), [{
				actor: { practitioner: { organization: HOSPITAL, account: hospital.clerk.address } }, recipient: { requester: null }, targets: [{ anchor: anchorIn(ticket) }],
			}]);
			const classKeys = await specialist.keysIn(release, grant);
			assert.deepEqual(classesIn(classKeys), [CONDITION, OBSERVATION]);
			for await (const { opened } of release.records((recordClass) => keyOfClass(classKeys, recordClass))) {
				assert.ok(originals.delete(new TextDecoder().decode(opened.canonical)), 'a record came back that was not in the bundle, or came twice');
			}

			// One altered byte does not open; a flawless forgery is not under the anchor.
			const { header, recordClass } = release.head;
			const context = { patient: id, recordClass };
			const key = (await keyOfClass(classKeys, recordClass))!;
			const opener = await BatchOpener.begin(context, key, header!);
			const { records } = batches.find((batch) => batch.recordClass === recordClass)!;
			const altered = (await hospital.stores.recordsOf(id).get(records[0]!.name)).slice();
			altered[altered.length >> 1]! ^= 1;
			assert.throws(() => opener.open(0, altered), FormatError);
			const sealer = await BatchSealer.begin(context, card.keys.get(recordClass)!);
			const forged = sealer.seal({ canonical: utf8ToBytes('{"resource":{"resourceType":"Observation"}}') });
			assert.ok((await BatchOpener.begin(context, key, sealer.header)).open(0, forged.sealed));
			const word = await chain.ask('recordAnchorApi', 'verifyInclusion', [id, anchorIn(ticket), 0, leafOf(forged.commitment, forged.sealed), []]);
			assert.ok('err' in word.toJSON());
		}
		const count = resources.filter(({ recordClass }) => [OBSERVATION, CONDITION].includes(recordClass)).length;
		assert.equal(originals.size, resources.length - count);

		// The keys of the envelope open no third class.
		const granted = (await world().openEnvelope(id, grant, specialist, [envelope])) as ListedKeys;
		const other = batches.find(({ recordClass }) => ![OBSERVATION, CONDITION].includes(recordClass))!;
		for (const { privateKey } of granted.keys) {
			await assert.rejects(BatchOpener.begin({ patient: id, recordClass: other.recordClass }, { suite: granted.suite, privateKey }, other.header), FormatError);
		}
		const outside = await specialist.request(id, { Anchor: other.anchor as number }, HOSPITAL);
		assert.equal(outside.ticket, undefined);
		outcomes.push('denied');

		// Revoked: denied at once, and the unused ticket is void.
		const judge = () => hospital.custodian.judge({ ...unused, holder: dev.eve.publicKey });
		assert.deepEqual(await judge(), { best: undefined, finalized: undefined });
		const revoked = await patient.revoke(grant);
		assert.ok(eventsOf(revoked).includes('consent.Revoked'));
		assert.equal((await judge()).best, 'NoLongerPermitted');
		await assert.rejects(specialist.fetch(hospital.custodian, unused), { name: 'CustodyRefusal', ticketFault: 'NoLongerPermitted' });
		const late = await specialist.request(id, { Anchor: anchorOf(OBSERVATION) }, HOSPITAL);
		assert.equal(late.ticket, undefined);
		outcomes.push('denied');
		const redeem = world().tx['auditLog']!['redeemTicket']!(id, unused.sequence, dev.eve.publicKey, null, HOSPITAL, unused.secret, []);
		await world().refuses(redeem, dev.charlie, 'auditLog.NoLongerPermitted', id);

		// A new key epoch, under which the old card is refused and old keys open nothing.
		const oldCard = await patient.keyCard();
		await patient.startEpoch();
		await assert.rejects(hospital.checkCard(oldCard, id), FormatError);
		assert.equal((await hospital.checkCard(await patient.keyCard(), id)).epoch, 1);

		// The trail tells all of it, in order, and hashes to its head.
		const trail = await patient.readTrail();
		assert.ok(trail.verified);
		assert.equal(trail.entries.length, 1 + 2 + receipts.length + outcomes.length + releases + 1 + 1);
		const told = (await lastAttempts(world(), id, outcomes.length)).map(({ outcome }) => Object.keys(outcome)[0]);
		assert.deepEqual(told, outcomes);

		// Nobody needed a coin, and nothing of the record is in any block.
		for (const account of [patient.account, dev.bob, dev.charlie, dev.eve]) assert.equal(await world().balanceOf(account.address), 0);
		await assertNothingPersonalOnChain(world(), ['Lindqvist', 'Þóra', '1961-08-14', 'Metformin', 'sample-bundle']);
	});

	test('a patient id is what its rule says, and says nothing', async () => {
		const { chain, tx } = world();
		const patient = await world().patient();
		const salt = randomBytes(32);
		const receipt = await chain.send(tx['patientIdentity']!['register']!(salt, world().someKey()), patient.account);
		const second = findEvent(receipt, 'patientIdentity', 'PatientRegistered')['patient']!.toU8a();
		const expected = blake2b256(concatBytes(utf8ToBytes('salus/patient/v1'), patient.account.publicKey, u32le(1), salt));
		assert.equal(bytesToHex(second), bytesToHex(expected));
	});

	test('an unknown patient: no ticket, and an entry in the organization\'s trail', async () => {
		const { chain, specialist } = world();
		const stranger = randomBytes(32);
		const { ticket } = await specialist.request(stranger, { Anchor: 0 }, HOSPITAL);
		assert.equal(ticket, undefined);
		const head = (await chain.ask('auditLogApi', 'head', [{ Patient: stranger }])).toJSON() as Record<string, unknown>;
		assert.equal(head['next'], 0);
		assert.equal(head['checkpoint'], `0x${bytesToHex(seed(chain.genesis, stranger))}`);
		const trail = { Organization: CLINIC };
		const { next } = (await chain.ask('auditLogApi', 'head', [trail])).toJSON() as { next: number };
		const entries = (await chain.ask('auditLogApi', 'entries', [trail, Math.max(next - 16, 0), 16])).toJSON();
		assert.ok(JSON.stringify(entries).includes(bytesToHex(stranger)));
	});
}

interface Told {
	actor: unknown;
	purpose: string;
	outcome: object;
}

function anchorIn({ targets: [target] }: HeldTicket): number {
	return (target as { anchor: number }).anchor;
}

async function lastAttempts(world: World, patient: Uint8Array, count: number): Promise<Told[]> {
	const entries = (await world.chain.ask('auditLogApi', 'entries', [{ Patient: patient }, 0, 256])).toJSON() as [
		number, { actor: unknown; event: { accessRequested?: Attempt } },
	][];
	return entries
		.flatMap(([, { actor, event }]) => (event.accessRequested ? [{ actor, purpose: event.accessRequested.purpose, outcome: outcomeOf(event.accessRequested) }] : []))
		.slice(-count);
}

async function preview(world: World, patient: Uint8Array, account: Uint8Array, organization: number, action: Action, recordClass: number) {
	const request = {
		patient, actor: { Practitioner: { organization, account } }, action, purpose: 'Treatment' as const,
		target: { Class: { class: recordClass, content: null } },
	};
	return (await world.chain.ask('consentApi', 'preview', [request, null])).toJSON();
}

async function assertNothingPersonalOnChain(world: World, words: string[]): Promise<void> {
	const { api } = world.chain;
	const head = (await api.rpc.chain.getHeader()).number.toNumber();
	for (let number = 1; number <= head; number++) {
		const hash = await api.rpc.chain.getBlockHash(number);
		const [{ block }, events] = await Promise.all([api.rpc.chain.getBlock(hash), api.query['system']!['events']!.at(hash)]);
		const bytes = Buffer.concat([...block.extrinsics.map((extrinsic) => extrinsic.toU8a()), events.toU8a()]);
		for (const word of words) assert.ok(!bytes.includes(word), `${word} stands in block ${number}`);
	}
}
