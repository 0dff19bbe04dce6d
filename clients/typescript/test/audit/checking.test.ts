/** What was done to a trail is found: by its head alone that something was, and by the hashes in the blocks' events what, and where. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type PortableRegistry, TypeRegistry } from '@polkadot/types';
import { checkByBlocks, checkStored, checkTrail, type TrailCheck } from '../../src/audit/checking.ts';
import { type TrailFault, wordingOfFault } from '../../src/audit/faults.ts';
import { type ToldTip, tipsOf } from '../../src/audit/told-tips.ts';
import { seed, type StoredEntry, type TrailId } from '../../src/chain/trail.ts';
import { bytesToHex } from '../../src/format/bytes.ts';
import { isQuiet } from '../../src/audit/quiet.ts';
import { registry, runtimeValue } from '../records/runtime-double.ts';
import { Dice, encodeEntry, EVENT_VARIANTS, randomEntry } from '../fhir/audit/random-trail.ts';
import { FakeTrail, HOSPITAL, patient, stranger } from './fake-trail.ts';

const TRAIL = { Patient: patient };
const LENGTH = 9;
const { lookup } = registry as unknown as { lookup: PortableRegistry };
const variantsOf = (name: string) =>
	[...lookup.types.find(({ type: { path } }) => path.at(-1)?.toString() === name && path[0]?.toString() === 'salus_primitives')!.type.def.asVariant.variants].map((variant) => variant.name.toString());
const hex = (bytes: Uint8Array) => `0x${bytesToHex(bytes)}`;
const forged = (at: number) => runtimeValue('AuditEntry', { version: 'One', at, actor: 'Authority', event: { Linked: { other: stranger } } }).toU8a();

/** The faults found by the head alone, and by the blocks' events. */
async function found(log: FakeTrail, trail: TrailId = TRAIL, told?: ToldTip[]): Promise<[byHead: TrailFault[], byEvents: TrailFault[]]> {
	const checks = [await checkTrail(log.record(trail)), await checkTrail(log.record(trail), { tips: told ?? (await tipsOf(trail, log.blocks)), registry })] as [TrailCheck, TrailCheck];
	for (const { isWhole, faults } of checks) {
		assert.equal(isWhole, faults.length === 0);
		for (const fault of faults) assert.doesNotMatch(wordingOfFault(fault), /undefined|NaN/);
	}
	return [checks[0].faults, checks[1].faults];
}

const places = Array.from({ length: LENGTH }, (_, place) => place);
const broken: TrailFault[] = [{ kind: 'Broken', sequence: 0, until: LENGTH }];

test('a trail that nobody touched is whole, and each of its entries is witnessed by a block', async () => {
	const log = FakeTrail.filled(LENGTH);
	assert.deepEqual(await found(log), [[], []]);
	const told = await tipsOf(TRAIL, log.blocks);
	assert.deepEqual(await checkTrail(log.record(TRAIL), { tips: told, registry }), { isWhole: true, faults: [], entries: LENGTH, witnessed: LENGTH });
	assert.deepEqual(await found(new FakeTrail()), [[], []]);
});

test('an entry that was altered is found at its place, also where the head was made to fit', async () => {
	for (const place of places) {
		for (const isHeadForged of [false, true]) {
			const log = FakeTrail.filled(LENGTH);
			log.kept(TRAIL).entries.set(place, forged(place));
			if (isHeadForged) log.recompute(TRAIL);
			// The head alone cannot tell an altered trail whose head is altered, too.
			assert.deepEqual(await found(log), [isHeadForged ? [] : broken, [{ kind: 'Altered', sequence: place }]]);
		}
	}
});

test('each bit of an entry counts', async () => {
	const entry = FakeTrail.filled(3).kept(TRAIL).entries.get(1)!;
	for (let bit = 0; bit < entry.length * 8; bit++) {
		const log = FakeTrail.filled(3);
		const altered = entry.slice();
		altered[bit >> 3]! ^= 1 << (bit & 7);
		log.kept(TRAIL).entries.set(1, altered);
		assert.deepEqual(await found(log), [[{ kind: 'Broken', sequence: 0, until: 3 }], [{ kind: 'Altered', sequence: 1 }]]);
	}
});

test('an entry that was dropped is found, whether its place is empty or those behind it have moved up', async () => {
	for (const place of places) {
		const expected = place === LENGTH - 1 ? { kind: 'Truncated', sequence: place, until: LENGTH } : { kind: 'Dropped', sequence: place };
		const log = FakeTrail.filled(LENGTH);
		log.kept(TRAIL).entries.delete(place);
		assert.deepEqual(await found(log), [[expected], [expected]]);
		log.recompute(TRAIL);
		assert.deepEqual(await found(log), [[], [expected]]);
	}
});

test('the last entries are missed, however many they are', async () => {
	for (const place of places) {
		const log = FakeTrail.filled(LENGTH);
		for (let gone = place; gone < LENGTH; gone++) log.kept(TRAIL).entries.delete(gone);
		const expected = { kind: 'Truncated', sequence: place, until: LENGTH };
		assert.deepEqual(await found(log), [[expected], [expected]]);
		log.recompute(TRAIL);
		assert.deepEqual(await found(log), [[], [expected]]);
	}
});

test('an entry that was slipped in is found where it stands', async () => {
	for (const place of [...places, LENGTH]) {
		for (const isHeadForged of [false, true]) {
			const log = FakeTrail.filled(LENGTH);
			const kept = log.kept(TRAIL);
			const tip = kept.tip;
			const entries = [...kept.entries.values()];
			entries.splice(place, 0, forged(place));
			kept.entries = new Map(entries.entries());
			log.recompute(TRAIL);
			if (!isHeadForged) kept.tip = tip;
			const added = [{ kind: 'Added', sequence: place }];
			const byHead = isHeadForged ? [] : place === LENGTH ? added : [{ kind: 'Broken', sequence: 0, until: LENGTH + 1 }];
			assert.deepEqual(await found(log), [byHead, added]);
		}
	}
});

test('an entry that was moved is found with where it belongs, from each place to each other', async () => {
	for (const from of places) {
		for (const to of places.filter((place) => place !== from)) {
			const log = FakeTrail.filled(LENGTH);
			const kept = log.kept(TRAIL);
			const entries = [...kept.entries.values()];
			entries.splice(to, 0, entries.splice(from, 1)[0]!);
			kept.entries = new Map(entries.entries());
			const [byHead, byEvents] = await found(log);
			assert.deepEqual(byHead, broken);
			// Of neighbours either one was moved.
			const neighbours = Math.abs(from - to) === 1 ? [{ kind: 'Reordered', sequence: to, foundAt: from }] : [];
			const moved = [{ kind: 'Reordered', sequence: from, foundAt: to }];
			assert.ok([moved, neighbours].some((expected) => JSON.stringify(expected) === JSON.stringify(byEvents)), JSON.stringify([from, to, byEvents]));
		}
	}
});

test('two entries that changed places are both found', async () => {
	for (const one of places) {
		for (const other of places.filter((place) => place > one + 1)) {
			const log = FakeTrail.filled(LENGTH);
			const { entries } = log.kept(TRAIL);
			const [a, b] = [entries.get(one)!, entries.get(other)!];
			entries.set(one, b).set(other, a);
			const expected = [{ kind: 'Reordered', sequence: one, foundAt: other }, { kind: 'Reordered', sequence: other, foundAt: one }];
			assert.deepEqual(await found(log), [broken, expected]);
		}
	}
});

test('several things that were done to a trail are told one by one', async () => {
	for (const place of places.slice(0, LENGTH - 3)) {
		const log = FakeTrail.filled(LENGTH);
		const { entries } = log.kept(TRAIL);
		entries.delete(place);
		entries.set(place + 2, forged(1));
		assert.deepEqual((await found(log))[1], [{ kind: 'Dropped', sequence: place }, { kind: 'Altered', sequence: place + 2 }]);
	}
});

test('the trail of another chain, or of somebody else, is none of this one', async () => {
	const other = FakeTrail.filled(LENGTH, new Uint8Array(32).fill(1));
	const taken = other.record(TRAIL);
	const told = await tipsOf(TRAIL, FakeTrail.filled(LENGTH).blocks);
	const genesis = new FakeTrail().genesis;
	const others: TrailFault[] = [{ kind: 'OtherChain', sequence: 0 }];
	assert.deepEqual((await checkTrail({ ...taken, genesis })).faults, others);
	assert.deepEqual((await checkTrail({ ...taken, genesis }, { tips: told, registry })).faults, others);
	assert.deepEqual((await checkTrail({ ...FakeTrail.filled(LENGTH).record(TRAIL), trail: { Patient: stranger } })).faults, others);
	assert.deepEqual((await checkTrail({ ...FakeTrail.filled(LENGTH).record(TRAIL), trail: 'Governance' })).faults, others);
});

test('a head that was changed by itself is told', async () => {
	const log = FakeTrail.filled(LENGTH);
	log.kept(TRAIL).tip = seed(log.genesis, TRAIL);
	assert.deepEqual(await found(log), [broken, [{ kind: 'OtherHead', sequence: LENGTH }]]);
	// One that counts too few entries, where they are all there.
	const short = FakeTrail.filled(LENGTH);
	short.kept(TRAIL).next -= 1;
	assert.deepEqual((await checkByBlocks(short.asChain, patient, '0x01')).faults, [{ kind: 'OtherHead', sequence: LENGTH }]);
	assert.deepEqual((await checkStored(short.asChain, patient, '0x01')).faults, [{ kind: 'Added', sequence: LENGTH - 1 }]);
	const moved = FakeTrail.filled(LENGTH);
	moved.kept(TRAIL).checkpoint = new Uint8Array(32);
	assert.deepEqual(await found(moved), [[{ kind: 'OtherCheckpoint', sequence: 0 }], [{ kind: 'OtherCheckpoint', sequence: 0 }]]);
});

test('a pruned trail is whole from its checkpoint on, which the blocks tell, too', async () => {
	for (const first of [1, 4, LENGTH]) {
		const log = FakeTrail.filled(LENGTH);
		log.prune(TRAIL, first);
		assert.deepEqual(await found(log), [[], []]);
		log.kept(TRAIL).checkpoint = new Uint8Array(32).fill(1);
		const [byHead, byEvents] = await found(log);
		assert.deepEqual(byEvents, [{ kind: 'OtherCheckpoint', sequence: first }]);
		assert.deepEqual(byHead, [first === LENGTH ? { kind: 'OtherHead', sequence: LENGTH } : { kind: 'Broken', sequence: first, until: LENGTH }]);
		// Whoever prunes more than was told to be pruned is found out: what was dropped is missed by the head that the blocks tell.
		const cut = FakeTrail.filled(LENGTH);
		cut.kept(TRAIL).first = first;
		for (let place = 0; place < first; place++) cut.kept(TRAIL).entries.delete(place);
		assert.deepEqual((await found(cut))[1], [{ kind: 'OtherCheckpoint', sequence: first }]);
	}
});

test('blocks that begin later, or of which one was lost, still witness what they tell', async () => {
	const log = FakeTrail.filled(LENGTH);
	for (const lost of places) {
		for (const told of [await tipsOf(TRAIL, log.blocks.slice(lost + 1)), await tipsOf(TRAIL, log.blocks.filter(({ number }) => number !== lost + 1))]) {
			// If the last one was lost, its entry was not told.
			if (lost === LENGTH - 1) continue;
			assert.deepEqual((await checkTrail(log.record(TRAIL), { tips: told, registry })).faults, []);
		}
		for (const place of places.slice(lost + 2)) {
			const altered = FakeTrail.filled(LENGTH);
			altered.kept(TRAIL).entries.set(place, forged(0));
			const told = await tipsOf(TRAIL, log.blocks.slice(lost + 1));
			assert.deepEqual((await checkTrail(altered.record(TRAIL), { tips: told, registry })).faults, [{ kind: 'Altered', sequence: place }]);
		}
	}
});

test('what no block told is not said to be as it was', async () => {
	const log = FakeTrail.filled(LENGTH);
	const told = (await tipsOf(TRAIL, log.blocks)).slice(4);
	log.kept(TRAIL).entries.set(2, forged(0));
	assert.deepEqual((await checkTrail(log.record(TRAIL), { tips: told, registry })).faults, [{ kind: 'Broken', sequence: 0, until: 5 }]);
});

/** A hospital's trail between those of patients: attempts on ids that nobody has, and on some that somebody has. */
function hospitals(): FakeTrail {
	const log = new FakeTrail();
	const nobody = (byte: number) => new Uint8Array(32).fill(byte);
	log.block();
	// By a person about nobody: written nowhere.
	log.attempt(nobody(0x20), 'denied', null);
	log.attempt(nobody(0x21), 'denied');
	log.append(TRAIL, 'PatientRegistered');
	log.attempt(patient, 'denied');
	log.attempt(nobody(0x22), 'denied');
	log.block();
	log.attempt(nobody(0x23), 'denied', 8);
	log.attempt(stranger, 'denied');
	log.append({ Patient: stranger }, 'PatientRegistered');
	log.attempt(stranger, 'denied');
	log.attempt(nobody(0x22), 'denied');
	return log;
}

test('attempts that were denied are told by no event: an organization\'s trail of them is as its head says', async () => {
	const trail = { Organization: HOSPITAL };
	const log = hospitals();
	assert.equal(log.kept(trail).next, 4);
	assert.deepEqual(await tipsOf(trail, log.blocks), []);
	assert.deepEqual(await found(log, trail), [[], []]);
	for (const place of [0, 1, 2, 3]) {
		const altered = hospitals();
		altered.kept(trail).entries.set(place, forged(0));
		const somewhere = [{ kind: 'Broken', sequence: 0, until: 4 }];
		assert.deepEqual(await found(altered, trail), [somewhere, somewhere]);
	}
	// Between entries that are told they are covered by the next one, whoever's trail it is.
	assert.deepEqual(await found(log, TRAIL), [[], []]);
	log.append(TRAIL, { EncryptionKeyReplaced: { epoch: 1 } });
	assert.deepEqual((await tipsOf(TRAIL, log.blocks)).map(({ sequence }) => sequence), [0, 2]);
	log.kept(TRAIL).entries.set(1, forged(0));
	log.recompute(TRAIL);
	assert.deepEqual((await found(log, TRAIL))[1].map(({ sequence }) => sequence), [1]);
});

test('of an id that nobody has nothing is missing, however often it was asked about', async () => {
	const log = hospitals();
	for (const trail of [{ Patient: new Uint8Array(32).fill(0x22) }, { Patient: new Uint8Array(32).fill(0x20) }, { Organization: 8_000 }]) {
		const whole = { isWhole: true, faults: [], entries: 0, witnessed: 0 };
		assert.deepEqual(await checkTrail(log.record(trail), { tips: await tipsOf(trail, log.blocks), registry }), whole);
		assert.deepEqual(await checkByBlocks(log.asChain, trail, '0x01'), whole);
		assert.deepEqual(await checkByBlocks(log.asChain, trail, '0x01', { blocks: log.blocks }), whole);
	}
});

test('a node\'s storage and its blocks are checked without taking its word', async () => {
	const log = FakeTrail.filled(600);
	const check = await checkByBlocks(log.asChain, patient, '0x01');
	assert.deepEqual(check, { isWhole: true, faults: [], entries: 600, witnessed: 600 });
	assert.ok((await checkStored(log.asChain, patient, '0x01')).isWhole);
	log.kept(TRAIL).entries.set(600, forged(0));
	const added = [{ kind: 'Added', sequence: 600 }];
	assert.deepEqual((await checkStored(log.asChain, patient, '0x01')).faults, added);
	assert.deepEqual((await checkByBlocks(log.asChain, patient, '0x01')).faults, added);
	log.kept(TRAIL).entries.delete(600);
	log.kept(TRAIL).entries.delete(300);
	log.recompute(TRAIL);
	assert.ok((await checkStored(log.asChain, patient, '0x01')).isWhole);
	assert.deepEqual((await checkByBlocks(log.asChain, patient, '0x01')).faults, [{ kind: 'Dropped', sequence: 300 }]);
	// What came after the head is not missed.
	const later = { number: log.blocks.length, events: [{ entryAppended: { trail: { patient: hex(patient) } as never, sequence: 600, tip: hex(stranger) } }] };
	const blocks = [...log.blocks, later];
	assert.deepEqual((await checkByBlocks(log.asChain, patient, '0x01', { blocks })).faults, [{ kind: 'Dropped', sequence: 300 }]);
});

test('entries are looked at one after the other, and none is kept of a trail that is whole', async () => {
	const log = FakeTrail.filled(200);
	let ahead = 0;
	async function* oneByOne(): AsyncGenerator<StoredEntry> {
		for (const entry of log.entries(TRAIL)) {
			ahead += 1;
			assert.ok(ahead <= 1);
			yield entry;
			ahead -= 1;
		}
	}
	assert.ok((await checkTrail({ ...log.record(TRAIL), entries: oneByOne() }, { tips: await tipsOf(TRAIL, log.blocks), registry })).isWhole);
});

test('a long trail of which nothing is as it was is found out, and no longer looked through than helps', async () => {
	const log = FakeTrail.filled(2_000);
	const told = await tipsOf(TRAIL, log.blocks);
	for (const [, entry] of log.kept(TRAIL).entries) entry[3]! ^= 1;
	const { faults } = await checkTrail(log.record(TRAIL), { tips: told, registry });
	assert.deepEqual([...new Set(faults.map(({ kind }) => kind))], ['Altered']);
	assert.equal(faults.length, 2_000);
});

const MIXED = 10;
const isCovered = (faults: TrailFault[], ...touched: number[]) =>
	touched.every((place) => faults.some(({ sequence, until = sequence + 1, foundAt }) => (sequence <= place && place < until) || foundAt === place));

test('entries that no event tells are covered by the next one that is told', async () => {
	const log = FakeTrail.mixed();
	assert.equal(log.kept(TRAIL).next, MIXED);
	assert.deepEqual(await found(log), [[], []]);
	assert.equal((await checkTrail(log.record(TRAIL), { tips: await tipsOf(TRAIL, log.blocks), registry })).witnessed, 6);
	for (const isHeadForged of [false, true]) {
		for (let place = 0; place < MIXED; place++) {
			const [altered, dropped] = [FakeTrail.mixed(), FakeTrail.mixed()];
			const { entries } = altered.kept(TRAIL);
			// One of the same kind, and one of another.
			for (const other of [entries.get(place)!.with(1, 0), forged(place)]) {
				entries.set(place, other);
				if (isHeadForged) altered.recompute(TRAIL);
				assert.ok(isCovered((await found(altered))[1], place), `altered ${place}`);
			}
			dropped.kept(TRAIL).entries.delete(place);
			if (isHeadForged) dropped.recompute(TRAIL);
			assert.ok(isCovered((await found(dropped))[1], place), `dropped ${place}`);
		}
		for (let place = 0; place <= MIXED; place++) {
			const added = FakeTrail.mixed();
			const kept = added.kept(TRAIL);
			const { tip } = kept;
			const entries = [...kept.entries.values()];
			entries.splice(place, 0, forged(0));
			kept.entries = new Map(entries.entries());
			added.recompute(TRAIL);
			if (!isHeadForged) kept.tip = tip;
			assert.notDeepEqual((await found(added))[1], [], `added ${place}`);
		}
		for (let from = 0; from < MIXED; from++) {
			for (let to = 0; to < MIXED; to++) {
				const moved = FakeTrail.mixed();
				const kept = moved.kept(TRAIL);
				const entries = [...kept.entries.values()];
				entries.splice(to, 0, entries.splice(from, 1)[0]!);
				kept.entries = new Map(entries.entries());
				if (isHeadForged) moved.recompute(TRAIL);
				assert.equal((await found(moved))[1].length > 0, from !== to, `moved ${from} to ${to}`);
			}
		}
	}
});

test('where the neighbours of an entry are told, what was done to it is told exactly, whatever is quiet elsewhere', async () => {
	const exact = async (place: number, change: (entries: Map<number, Uint8Array>) => void) => {
		const log = FakeTrail.mixed();
		change(log.kept(TRAIL).entries);
		return (await found(log))[1].filter(({ sequence }) => sequence === place);
	};
	for (const place of [3, 7]) {
		assert.deepEqual(await exact(place, (entries) => entries.set(place, forged(0))), [{ kind: 'Altered', sequence: place }]);
		assert.deepEqual(await exact(place, (entries) => entries.delete(place)), [{ kind: 'Dropped', sequence: place }]);
	}
	assert.deepEqual(await exact(4, (entries) => entries.set(4, entries.get(5)!).set(5, entries.get(4)!)), [{ kind: 'Broken', sequence: 4, until: 7 }]);
});

test('the last entries, if no event tells them, are as the head says, and none of another kind', async () => {
	const whole = FakeTrail.mixed(true);
	assert.deepEqual(await found(whole), [[], []]);
	const altered = FakeTrail.mixed(true);
	altered.kept(TRAIL).entries.set(MIXED, altered.kept(TRAIL).entries.get(MIXED)!.with(1, 0));
	assert.deepEqual((await found(altered))[1], [{ kind: 'Broken', sequence: MIXED, until: MIXED + 1 }]);
	const dropped = FakeTrail.mixed(true);
	dropped.kept(TRAIL).entries.delete(MIXED);
	assert.deepEqual((await found(dropped))[1], [{ kind: 'Truncated', sequence: MIXED, until: MIXED + 1 }]);
	const other = FakeTrail.mixed(true);
	other.kept(TRAIL).entries.set(MIXED, forged(0));
	other.recompute(TRAIL);
	assert.deepEqual((await found(other))[1], [{ kind: 'Added', sequence: MIXED }]);
});

test('an attempt is told if something is permitted, whatever else was asked for with it', () => {
	const dice = new Dice(17);
	const attempt = EVENT_VARIANTS[0]!;
	const seen = new Set<string>();
	for (let index = 0; index < 2_000; index++) {
		const entry = randomEntry(dice, attempt);
		const { answers } = entry.event.accessRequested!;
		const isTold = answers.some(({ outcome }) => outcome.permitted !== undefined);
		seen.add(`${answers.length > 1} ${isTold} ${answers[0]?.outcome.permitted === undefined}`);
		assert.equal(isQuiet(registry, encodeEntry(entry)), !isTold, JSON.stringify(answers));
	}
	assert.equal(seen.size, 5);
	// As many as one request may name, all for themselves or all together.
	const target = (anchor: number) => ({ anchor });
	const entry = randomEntry(dice, attempt);
	const permitted = { outcome: { permitted: { grant: 1 } }, targets: [target(64)] };
	const together = [{ outcome: { denied: { notGranted: null } }, targets: Array.from({ length: 63 }, (_, anchor) => target(anchor)) }];
	const apart = Array.from({ length: 63 }, (_, anchor) => ({ outcome: { denied: { notPractising: 'NotLicensed' } }, targets: [target(anchor)] }));
	for (const answers of [together, apart]) {
		Object.assign(entry.event.accessRequested!, { answers });
		assert.equal(isQuiet(registry, encodeEntry(entry)), true);
		Object.assign(entry.event.accessRequested!, { answers: [...answers, permitted] });
		assert.equal(isQuiet(registry, encodeEntry(entry)), false);
	}
});

test('the kinds that no event tells are known, whoever acted', () => {
	// An attempt without an answer permits nothing.
	const quiet = ['AccessRequested', 'ConsentRequested', 'ConsentRequestWithdrawn', 'ConsentRequestBarred', 'ConsentRequestLapsed', 'EmergencyDenied', 'ReleaseReported'];
	const actors = [
		{ Person: patient }, { Practitioner: { organization: 1, account: patient } }, { Gateway: { organization: 1, account: patient, practitioner: stranger } }, 'Authority',
		{ Organization: { organization: 1, account: patient } }, 'Chain',
	];
	for (const actor of actors) {
		for (const variant of variantsOf('AuditedEvent')) {
			const entry = runtimeValue('AuditEntry', { version: 'One', at: 5, actor, event: { [variant]: undefined } }).toU8a();
			assert.equal(isQuiet(registry, entry), quiet.includes(variant), variant);
		}
	}
	assert.deepEqual(actors.map((actor) => (typeof actor === 'string' ? actor : Object.keys(actor)[0])), variantsOf('Actor'));
});

test('what is not exactly an entry is of no kind that no event tells', () => {
	for (const event of [{ ConsentRequested: { organization: HOSPITAL } }, { ReleaseReported: undefined }, { AccessRequested: undefined }]) {
		const entry = runtimeValue('AuditEntry', { version: 'One', at: 5, actor: { Person: patient }, event }).toU8a();
		assert.equal(isQuiet(registry, entry), true);
		for (let length = 0; length < entry.length; length++) assert.equal(isQuiet(registry, entry.slice(0, length)), false, String(length));
		assert.equal(isQuiet(registry, new Uint8Array([...entry, 0])), false);
		// A moment that no number holds is one all the same.
		assert.equal(isQuiet(registry, entry.with(8, 0x80)), true);
	}
	// Without the chain's metadata nothing is said of any.
	assert.throws(() => isQuiet(new TypeRegistry(), Uint8Array.of(1)), /PortableRegistry has not been set/);
});

test('after the last hash that was told nothing stands that only looks like an attempt', async () => {
	const log = FakeTrail.mixed(true);
	const { entries } = log.kept(TRAIL);
	const last = Math.max(...entries.keys());
	entries.set(last, new Uint8Array([...entries.get(last)!, 0]));
	log.recompute(TRAIL);
	assert.deepEqual(await found(log), [[], [{ kind: 'Added', sequence: last }]]);
});
