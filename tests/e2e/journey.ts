/** The main job, each step asserted on what the chain keeps and what its events say. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { randomBytes } from '@noble/hashes/utils.js';
import { type Action, findEvent, seed } from '@salus/client/chain';
import { grantOf } from '@salus/client/consent';
import { readRecords } from '@salus/client/fhir/records';
import {
	blake2b256, bytesToHex, canonicalJson, concatBytes, FormatError, openRecord, sealRecord, u32le, utf8ToBytes,
} from '@salus/client/format';
import { CLINIC, CONDITION, HOSPITAL, OBSERVATION, type World, eventsOf, fhir } from './world.ts';

export function journeyTests(world: () => World): void {
	test('a bundle goes through all pallets, and every step shows on the chain', async () => {
		const { chain, specialist, dev } = world();
		const { query } = chain.api;
		const hospital = world().hospital();
		const { resources } = await readRecords(fhir('sample-bundle.json'));
		const patient = await world().patient();
		const id = patient.id;
		const outcomes: string[] = [];

		// The patient grants the hospital `collect`, and nothing to read.
		const collect = await patient.grantCollect(HOSPITAL);
		assert.ok(eventsOf(collect).includes('consent.Granted'));
		const mayRead = await decide(world(), id, dev.bob.publicKey, HOSPITAL, 'Access', OBSERVATION);
		assert.deepEqual(mayRead, { deny: { notPermitted: null } });

		// The hospital anchors what it sealed.
		const keys = await hospital.checkCard(await patient.keyCard(), id);
		const batches = await hospital.sealAll(id, 0, keys, resources);
		const receipts = await hospital.anchorAll(id, batches);
		assert.equal(receipts.length, new Set(resources.map(({ recordClass }) => recordClass)).size);
		for (const batch of batches) {
			const anchor = (await chain.ask('recordAnchorApi', 'anchor', [id, batch.anchor!])).toJSON() as Record<string, unknown>;
			assert.equal(anchor['class'], batch.recordClass);
			assert.equal(anchor['root'], `0x${bytesToHex(batch.root)}`);
			assert.equal(anchor['leaves'], batch.records.length);
			assert.deepEqual(anchor['content'], { ...batch.content });
			assert.deepEqual(anchor['author'], { practitioner: { organization: HOSPITAL, account: dev.bob.address } });
			assert.equal(anchor['status'], 'Current');
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
		const live = (await chain.ask('consentApi', 'liveGrants', [id])).toJSON() as [number, { id: number; provision: { scope: unknown; period: { from: number; until: number } } }][];
		const [, stored] = live.find(([organization, { id: number }]) => organization === CLINIC && number === grant)!;
		assert.deepEqual(stored.provision.scope, { classes: [CONDITION, OBSERVATION] });
		assert.equal(stored.provision.period.until - stored.provision.period.from, 30 * 24 * 60 * 60 * 1000);
		assert.deepEqual(await decide(world(), id, dev.eve.publicKey, CLINIC, 'Access', OBSERVATION), { permit: { grant } });

		// Tickets, checked at both heads and redeemed.
		const asked = await Promise.all([OBSERVATION, CONDITION, OBSERVATION].map(async (recordClass) => {
			const anchor = anchorOf(recordClass);
			const request = await specialist.request(id, { Anchor: anchor }, HOSPITAL);
			assert.notEqual(request.ticket, undefined);
			await request.receipt.finalized;
			return { patient: id, sequence: request.ticket as number, holder: dev.eve.publicKey, anchor };
		}));
		outcomes.push('permitted', 'permitted', 'permitted');
		const [first, second, unused] = asked as [(typeof asked)[0], (typeof asked)[0], (typeof asked)[0]];
		const classKeys = await specialist.openEnvelope(id, grant);
		assert.deepEqual(classKeys.map(({ recordClass }) => recordClass), [CONDITION, OBSERVATION]);
		const originals = new Map(resources.map((resource) => [new TextDecoder().decode(resource.canonical), resource]));
		for (const ticket of [first, second]) {
			const released = await hospital.release(ticket);
			assert.ok(eventsOf(released.receipt).includes('auditLog.TicketRedeemed'));
			const redeemed = await query['auditLog']!['redemptions']!(id, ticket.sequence);
			assert.ok(!redeemed.isEmpty);
			const known = await specialist.anchor(id, ticket.anchor);
			const key = classKeys.find(({ recordClass }) => recordClass === known.recordClass)!;
			const read = await specialist.reader(id, known, key);
			for await (const record of released) {
				const resource = await read(record);
				assert.ok(originals.delete(canonicalJson(resource)), 'a record came back that was not in the bundle, or came twice');
			}

			// One altered byte does not open; a flawless forgery is not under the anchor.
			const context = { patient: id, recordClass: known.recordClass };
			const record = await released.record(0);
			const altered = record.blob.slice();
			altered[altered.length >> 1]! ^= 1;
			await assert.rejects(openRecord(context, key.privateKey, altered), FormatError);
			const forged = await sealRecord(context, 0, keys.get(known.recordClass)!, randomBytes(32), utf8ToBytes('{"resourceType":"Observation"}'));
			const opened = await openRecord(context, key.privateKey, forged);
			assert.equal(await specialist.isAnchored(id, known, opened, record), false);
		}
		const granted = resources.filter(({ recordClass }) => [OBSERVATION, CONDITION].includes(recordClass)).length;
		assert.equal(originals.size, resources.length - granted);

		// The keys of the envelope open no third class.
		const other = batches.find(({ recordClass }) => ![OBSERVATION, CONDITION].includes(recordClass))!;
		const blob = await hospital.store.get(other.records[0]!.blob);
		for (const { privateKey } of classKeys) {
			await assert.rejects(openRecord({ patient: id, recordClass: other.recordClass }, privateKey, blob), FormatError);
		}
		const outside = await specialist.request(id, { Anchor: other.anchor as number }, HOSPITAL);
		assert.equal(outside.ticket, undefined);
		outcomes.push('denied');

		// Revoked: denied at once, and the unused ticket is void.
		assert.deepEqual(await hospital.judge(unused), { best: undefined, finalized: undefined });
		// Whoever shows a ticket as its own must be the one who asked.
		await assert.rejects(hospital.release({ ...unused, holder: dev.ferdie.publicKey }), { name: 'ReleaseRefused', reason: 'NotTicketHolder' });
		const revoked = await patient.revoke(grant);
		assert.ok(eventsOf(revoked).includes('consent.Revoked'));
		assert.equal((await hospital.judge(unused)).best, 'NoLongerPermitted');
		await assert.rejects(hospital.release(unused), /NoLongerPermitted/);
		const late = await specialist.request(id, { Anchor: anchorOf(OBSERVATION) }, HOSPITAL);
		assert.equal(late.ticket, undefined);
		outcomes.push('denied');
		const redeem = world().tx['auditLog']!['redeemTicket']!(id, unused.sequence, dev.eve.publicKey, HOSPITAL);
		await world().refuses(redeem, dev.charlie, 'auditLog.NoLongerPermitted', id);

		// A new key epoch, under which the old card is refused and old keys open nothing.
		const oldCard = await patient.keyCard();
		await patient.renewKeys();
		await assert.rejects(hospital.checkCard(oldCard, id), FormatError);
		assert.ok(await hospital.checkCard(await patient.keyCard(), id));

		// The trail tells all of it, in order, and hashes to its head.
		const trail = await patient.readTrail();
		assert.ok(trail.verified);
		assert.equal(trail.entries.length, 1 + 2 + receipts.length + outcomes.length + 1 + 1);
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
		const receipt = await chain.send(tx['patientIdentity']!['register']!(salt, randomBytes(32)), patient.account);
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
		assert.equal(head['checkpoint'], `0x${bytesToHex(seed(stranger))}`);
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

async function lastAttempts(world: World, patient: Uint8Array, count: number): Promise<Told[]> {
	const entries = (await world.chain.ask('auditLogApi', 'entries', [{ Patient: patient }, 0, 256])).toJSON() as [
		number, { actor: unknown; event: { accessRequested?: { purpose: string; outcome: object } } },
	][];
	return entries
		.flatMap(([, { actor, event }]) => (event.accessRequested ? [{ actor, ...event.accessRequested }] : []))
		.slice(-count);
}

async function decide(world: World, patient: Uint8Array, account: Uint8Array, organization: number, action: Action, recordClass: number) {
	const request = {
		patient, actor: { Practitioner: { organization, account } }, action, purpose: 'Treatment' as const,
		target: { Class: { class: recordClass, content: null } },
	};
	return (await world.chain.ask('consentApi', 'decide', [request, null])).toJSON();
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
