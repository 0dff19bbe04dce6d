/** One trail tells a person's whole story: it is re-computed by stock polkadot.js alone, and every doctored copy is found out. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { stringToU8a, u8aConcat, u8aToHex } from '@polkadot/util';
import { blake2AsU8a } from '@polkadot/util-crypto';
import { randomBytes } from '@noble/hashes/utils.js';
import { allTrails, checkByBlocks, checkTrail, contestEntry, recordAt, tellEntry, tipEvents, tipsOf, type TrailFault, type TrailRecord } from '@salus/client/audit';
import { decodeEntry, powerSet, type StoredEntry } from '@salus/client/chain';
import { closeEmergency, grantOf, liftRefusal, refusalOf, refuse } from '@salus/client/consent';
import { Anchors, person, statement } from './anchors.ts';
import { anchorOf, keep, sample, ticketFor } from './keeping.ts';
import { breakGlass, emergencyPhysician } from './rescuers.ts';
import { CONDITION, HOSPITAL, listOf, OBSERVATION, type World } from './world.ts';

interface Story {
	patient: Uint8Array;
	/** The blocks in which it took place, both included, of which the last one is final. */
	from: number;
	to: number;
	block: string;
	/** Who did what, in no order. */
	done: [event: string, account: string][];
}

export function auditTrailTests(world: () => World): void {
	let told: Promise<Story> | undefined;
	const story = () => {
		told ??= liveThrough(world());
		return told;
	};

	test('who did what to a person\'s records stands in one trail, which leads by stock polkadot.js alone to every hash that the blocks told', async () => {
		const { chain } = world();
		const { api } = chain;
		const { patient, from, to, block, done } = await story();
		const trail = { Patient: patient };
		const head = (await chain.ask('auditLogApi', 'head', [trail], block)).toJSON();
		assert.deepEqual([head.first, head.next], [0, done.length]);

		const hashes = [blake2AsU8a(u8aConcat(stringToU8a('salus/audit/v1'), api.genesisHash.toU8a(), new Uint8Array([0]), patient), 256)];
		const tellers: [string, string][] = [];
		/** The place of the request in vain, of which no event tells the hash. */
		let inVain = -1;
		for (let place = 0; place < head.next; place++) {
			const key = api.query['auditLog']!['entries']!.key(trail, place);
			const [bytes] = (await chain.provider.send<{ changes: [string, string][] }[]>('state_queryStorageAt', [[key], block]))[0]!.changes.map(([, value]) => Buffer.from(value.slice(2), 'hex'));
			hashes.push(blake2AsU8a(u8aConcat(hashes.at(-1)!, bytes!), 256));
			const entry = decodeEntry(api.registry, bytes!).toJSON();
			assert.equal(entry.version, 'One');
			assert.doesNotMatch(tellEntry(entry, { timeZone: 'America/New_York' }).sentence, /undefined|null|NaN/);
			if (entry.event.accessRequested?.answers.every(({ outcome }) => outcome.denied)) inVain = place;
			const { person: self, practitioner } = entry.actor;
			tellers.push([Object.keys(entry.event)[0] as string, self ?? practitioner!.account]);
		}
		assert.deepEqual(tellers.sort(), [...done].sort());
		const inHex = hashes.map((hash) => u8aToHex(hash));
		assert.deepEqual([head.checkpoint, head.tip], [inHex[0], inHex.at(-1)]);
		assert.deepEqual(await tipsByPolkadot(world(), u8aToHex(patient), from, to), inHex.slice(1).toSpliced(inVain, 1));

		// The chain's own word on a part, and on what there is not.
		const verified = (await chain.ask('auditLogApi', 'verify', [trail, 3, 7, null], block)).toJSON();
		assert.deepEqual(verified, { ok: { from: 3, to: 7, before: inHex[3], after: inHex[7], isToTheTip: true } });
		assert.deepEqual((await chain.ask('auditLogApi', 'verify', [trail, 0, head.next + 1, null], block)).toJSON(), { err: { notKept: null } });
		assert.deepEqual(await checkByBlocks(chain, patient, block, { from }), { isWhole: true, faults: [], entries: done.length, witnessed: done.length - 1 });
		// An auditor who goes through all trails comes by this one.
		const seen = (await listOf(allTrails(chain, block))).find(({ trail: other }) => typeof other === 'object' && 'Patient' in other && u8aToHex(other.Patient as Uint8Array) === u8aToHex(patient));
		assert.deepEqual(seen?.head, head);
	});

	test('a copy of a trail in which an entry is missing, altered, slipped in or moved is found out, and where', async () => {
		const { chain } = world();
		const { patient, from, to, block } = await story();
		const record = await recordAt(chain, patient, block);
		const entries = await listOf(record.entries as AsyncIterable<StoredEntry>);
		const tips = await tipsOf(patient, tipEvents(chain, from, to));
		const check = async (copy: StoredEntry[], change: Partial<TrailRecord> = {}, by = tips) => checkTrail({ ...record, ...change, entries: copy }, { tips: by, registry: chain.api.registry });
		/** As a node would keep it: one after the other. */
		const renumbered = (copy: StoredEntry[]) => copy.map(({ encoded }, sequence) => ({ sequence, encoded }));
		// Before anybody asked in vain: the hashes of these and of their neighbours are told.
		const [second, third] = entries.slice(2, 4) as [StoredEntry, StoredEntry];
		const other = second.encoded!.slice();
		other[other.length - 1]! ^= 1;
		const last = entries.length - 1;

		assert.deepEqual(await check(entries), { isWhole: true, faults: [], entries: entries.length, witnessed: entries.length - 1 });
		const doctored: [copy: StoredEntry[], faults: TrailFault[]][] = [
			[entries.toSpliced(2, 1), [{ kind: 'Dropped', sequence: 2 }]],
			[renumbered(entries.toSpliced(2, 1)), [{ kind: 'Dropped', sequence: 2 }]],
			[entries.with(2, { sequence: 2, encoded: undefined }), [{ kind: 'Dropped', sequence: 2 }]],
			[entries.with(2, { sequence: 2, encoded: other }), [{ kind: 'Altered', sequence: 2 }]],
			[renumbered(entries.toSpliced(3, 0, { sequence: 3, encoded: other })), [{ kind: 'Added', sequence: 3 }]],
			[[...entries, { sequence: last + 1, encoded: other }], [{ kind: 'Added', sequence: last + 1 }]],
			[renumbered(entries.toSpliced(2, 2, third, second)), [{ kind: 'Reordered', sequence: 2, foundAt: 3 }]],
			[entries.slice(0, -2), [{ kind: 'Truncated', sequence: last - 1, until: last + 1 }]],
		];
		for (const [copy, faults] of doctored) {
			assert.deepEqual((await check(copy)).faults, faults);
			// Whoever has no blocks does not see what was done, and sees that something was.
			assert.equal((await check(copy, {}, [])).isWhole, false, JSON.stringify(faults));
		}
		// What no block tells of is held by the next hash that one does.
		const denied = entries.findIndex(({ encoded }) => decodeEntry(chain.api.registry, encoded!).toJSON().event.accessRequested?.answers.every(({ outcome }) => outcome.denied));
		assert.ok(denied > 3);
		for (const copy of [entries.toSpliced(denied, 1), entries.toSpliced(denied, 0, entries[denied] as StoredEntry)]) assert.equal((await check(renumbered(copy))).isWhole, false);
		const shorter = { ...record.head, next: last, tip: u8aToHex(tips.at(-2)!.tip) };
		assert.deepEqual((await check(entries.slice(0, -1), { head: shorter }, [])).faults, [], 'a head of before is a head');
		assert.equal((await check(entries.slice(0, -1), { head: shorter })).isWhole, false, 'the blocks tell of one entry more');
		assert.equal((await check(entries, { genesis: randomBytes(32) }, [])).isWhole, false, 'the trail is of this chain');
		assert.equal((await check(entries, { trail: { Patient: randomBytes(32) } }, [])).isWhole, false, 'the trail is of this patient');
	});
}

/** A patient's days: records, leave and its end, requests in vain and others, a release, an emergency, a dispute, an entry that is contested, new keys. */
async function liveThrough(world: World): Promise<Story> {
	const { chain, dev } = world;
	const from = (await chain.api.rpc.chain.getHeader()).number.toNumber() + 1;
	const hospital = world.hospital();
	const [doctor, stranger, medic, patient] = await Promise.all([world.physician(), world.physician(), emergencyPhysician(world), world.patientOfHospital()]);
	const { id, account } = patient;
	const aunt = world.account();
	const { kept, grant } = await (async () => {
		const period = { from: await chain.now(), until: null };
		const [batches, granted] = await Promise.all([
			sample(OBSERVATION).then((resources) => keep(hospital, patient, resources)), patient.grantAccess(doctor, [OBSERVATION, CONDITION], 30),
			patient.send(world.call('patientIdentity', 'appointRepresentative', { patient: id, account: aunt.publicKey, powers: powerSet('Access'), period })),
		]);
		return { kept: batches, grant: grantOf(granted) };
	})();
	const target = { Anchor: anchorOf(kept, OBSERVATION) };
	await patient.deliver(hospital.custodian);
	const [ticket, , session, refused] = await Promise.all([
		ticketFor(doctor, id, target), stranger.request(id, target, HOSPITAL), breakGlass(world, medic, id), patient.send(refuse(chain, id, { whom: 'Everybody', class: CONDITION })),
	]);
	const asked = (await world.trailOf(id)).findIndex(({ event, actor }) => event['accessRequested'] && JSON.stringify(actor).includes(stranger.account.address));
	const records = new Anchors(world, id);
	await Promise.all([
		doctor.fetch(hospital.custodian, ticket), chain.send(closeEmergency(chain, medic.capacity, session), medic.account), chain.send(contestEntry(chain, id, asked, randomBytes(32)), aunt),
		patient.send(liftRefusal(chain, id, refusalOf(refused))), records.send(person(account), 'dispute', { anchor: target.Anchor, statement: statement() }),
	]);
	await patient.revoke(grant);
	const last = await patient.startEpoch();
	await last.finalized;
	return {
		patient: id, from, to: (await chain.api.rpc.chain.getHeader(last.block)).number.toNumber(), block: last.block,
		done: [
			['patientRegistered', account.address], ['consentGranted', account.address], ['consentGranted', account.address], ['representativeAppointed', account.address],
			['recordsAnchored', dev.bob.address], ['accessRequested', doctor.account.address], ['accessRequested', stranger.account.address], ['emergencyOpened', medic.account.address],
			['refusalMade', account.address], ['recordsReleased', dev.charlie.address], ['emergencyClosed', medic.account.address], ['entryContested', aunt.address],
			['refusalLifted', account.address], ['recordsDisputed', account.address], ['consentRevoked', account.address], ['encryptionKeyReplaced', account.address],
		],
	};
}

/** The hashes that the blocks' events told of a patient's trail, in their order. */
async function tipsByPolkadot({ chain: { api } }: World, patient: string, from: number, to: number): Promise<string[]> {
	const tips: string[] = [];
	for (let number = from; number <= to; number++) {
		const events = await api.query['system']!['events']!.at(await api.rpc.chain.getBlockHash(number));
		for (const { event } of events as unknown as { event: { section: string; method: string; data: Record<string, { toJSON(): unknown }> } }[]) {
			if (event.section !== 'auditLog') continue;
			const { trail, tip } = Object.fromEntries(['trail', 'tip'].map((name) => [name, event.data[name]?.toJSON()])) as Record<string, unknown>;
			if (event.method === 'EntryAppended' && (trail as { patient?: string }).patient === patient) tips.push(tip as string);
		}
	}
	return tips;
}
