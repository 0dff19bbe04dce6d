import assert from 'node:assert/strict';
import { test } from 'node:test';
import { randomBytes } from '@noble/hashes/utils.js';
import { blake2b } from '@noble/hashes/blake2.js';
import { AnchoredIndex, type AnchoredNotes, KnownRecordError } from '../../src/custody/anchored-index.ts';
import { type RecordToSeal, type SealedBatch, sealBatches } from '../../src/custody/writer.ts';
import { FormatError, bytesToHex, equalBytes } from '../../src/format/bytes.ts';
import type { CheckedCard } from '../../src/format/key-card.ts';
import { ALL_MONTHS } from '../../src/format/months.ts';
import { X25519, randomKeyPair } from '../../src/format/suites.ts';
import { MemoryStores } from './memory-stores.ts';
import { filled, OBSERVATION, record } from './scene.ts';

const CONDITION = 28;
const PATIENT = filled(1);
const keys = new Map(await Promise.all([CONDITION, OBSERVATION].map(async (recordClass) => [recordClass, { ...(await randomKeyPair(X25519)), epoch: 0 }] as const)));
const card = { keys } as unknown as CheckedCard;

class Notes implements AnchoredNotes {
	readonly kept = new Map<string, Uint8Array>();
	/** After so many more, none is kept: the program was ended. */
	left = Number.POSITIVE_INFINITY;

	async get(key: string): Promise<Uint8Array | undefined> {
		return this.kept.get(key);
	}

	async put(key: string, note: Uint8Array): Promise<void> {
		if (this.left-- <= 0) throw new Error('ended');
		this.kept.set(key, note);
	}
}

/** A writer, and what the chain says of its batches. */
class Writer {
	readonly notes = new Notes();
	readonly secret = randomBytes(32);
	readonly anchors: { patient: Uint8Array; root: Uint8Array; stands: boolean | 'under-way' }[] = [];
	asked = 0;
	index = this.begin();

	begin(secret = this.secret): AnchoredIndex {
		return new AnchoredIndex(secret, this.notes, async (patient, root) => {
			this.asked++;
			const anchor = this.anchors.findIndex((one) => equalBytes(one.patient, patient) && equalBytes(one.root, root));
			const { stands = false } = this.anchors[anchor] ?? {};
			return stands === true ? anchor : stands || undefined;
		});
	}

	seal(records: RecordToSeal[], patient = PATIENT): Promise<SealedBatch[]> {
		return sealBatches(new MemoryStores().recordsOf(patient), patient, card, records, undefined, this.index);
	}

	anchor(batches: SealedBatch[], stands: boolean | 'under-way' = true): void {
		for (const { patient, root } of batches) this.anchors.push({ patient, root, stands });
	}
}

const observation = (status: string, recordClass = OBSERVATION): RecordToSeal => ({ recordClass, canonical: record({ resourceType: 'Observation', status }), months: ALL_MONTHS });
const known = (code: string, index: number, anchor?: number) => (error: unknown) => {
	assert.ok(error instanceof KnownRecordError, String(error));
	assert.deepEqual([error.code, error.index, error.anchor], [code, index, anchor]);
	return true;
};

test('a record that stands under an anchor is refused with that anchor and its place', async () => {
	const writer = new Writer();
	writer.anchor(await writer.seal([observation('first')]));
	writer.anchor(await writer.seal([observation('second'), observation('third')]));
	for (const [status, anchor, index] of [['first', 0, 0], ['second', 1, 0], ['third', 1, 1]] as const) {
		await assert.rejects(writer.seal([observation('new'), observation(status)]), known('writer.already-anchored', index, anchor));
	}
	// Also after a restart.
	writer.index = writer.begin();
	await assert.rejects(writer.seal([observation('first')]), known('writer.already-anchored', 0, 0));
	assert.equal((await writer.seal([observation('new')])).length, 1);
});

test('other bytes, another class and another patient are another record', async () => {
	const writer = new Writer();
	writer.anchor(await writer.seal([observation('final')]));
	for (const again of [observation('amended'), observation('final', CONDITION)]) writer.anchor(await writer.seal([again]));
	writer.anchor(await writer.seal([observation('final')], filled(2)));
	assert.equal(writer.anchors.length, 4);
	// Each has a note of its own.
	for (const [patient, anchor] of [[filled(2), 3], [PATIENT, 0]] as const) {
		await assert.rejects(writer.seal([observation('final')], patient), known('writer.already-anchored', 0, anchor));
	}
});

test('a batch that was sealed and never anchored can be sealed again', async () => {
	const writer = new Writer();
	const records = [observation('final'), observation('amended')];
	await writer.seal(records);
	const again = await writer.seal(records);
	writer.anchor(again);
	await assert.rejects(writer.seal([records[1]!]), known('writer.already-anchored', 1, 0));
	// It is asked once for all of them.
	writer.asked = 0;
	const many = Array.from({ length: 50 }, (_, i) => observation(String(i)));
	await writer.seal(many);
	await writer.seal(many);
	assert.equal(writer.asked, 1);
});

test('a batch that was anchored without the writer hearing of it is found', async () => {
	const writer = new Writer();
	const batches = await writer.seal([observation('final')]);
	// The transaction is on its way when the program ends; then a block takes it.
	writer.anchor(batches, 'under-way');
	await assert.rejects(writer.seal([observation('final')]), known('writer.being-anchored', 0));
	writer.anchors[0]!.stands = true;
	await assert.rejects(writer.seal([observation('final')]), known('writer.already-anchored', 0, 0));
});

test('what was erased or marked as entered in error can be anchored again', async () => {
	const writer = new Writer();
	writer.anchor(await writer.seal([observation('final')]));
	writer.anchors[0]!.stands = false;
	writer.anchor(await writer.seal([observation('final')]));
	await assert.rejects(writer.seal([observation('final')]), known('writer.already-anchored', 0, 1));
});

test('a record that comes twice in one run is refused, in each class for itself', async () => {
	const writer = new Writer();
	await assert.rejects(writer.seal([observation('a'), observation('b'), observation('b')]), known('writer.twice', 1));
	await writer.seal([observation('a'), observation('a', CONDITION)]);
});

test('a run that ends in the middle, also of its notes, leaves nothing that bars the next', async () => {
	const writer = new Writer();
	const records = [observation('a'), observation('b'), observation('a', CONDITION)];
	await assert.rejects(writer.seal([...records, { ...observation('a'), recordClass: 44 }]), /no key/);
	for (const left of [0, 1, 2]) {
		writer.notes.left = left;
		await assert.rejects(writer.seal(records), /ended/);
	}
	writer.notes.left = Number.POSITIVE_INFINITY;
	writer.anchor(await writer.seal(records));
	await assert.rejects(writer.seal([records[1]!]), known('writer.already-anchored', 1, 0));
	await assert.rejects(writer.seal([records[2]!]), known('writer.already-anchored', 0, 1));
});

test('the notes tell nothing of a record to who does not have the secret', async () => {
	const writer = new Writer();
	const { canonical } = observation('final');
	await writer.seal([observation('final')]);
	const [key] = writer.notes.kept.keys();
	assert.match(key!, /^[0-9a-f]{64}$/);
	assert.notEqual(key, bytesToHex(blake2b(canonical, { dkLen: 32 })));
	// With another secret the record has another key, and is not found.
	writer.index = writer.begin(randomBytes(32));
	await writer.seal([observation('final')]);
	assert.equal(writer.notes.kept.size, 2);
	assert.throws(() => writer.begin(randomBytes(31)), FormatError);
});

test('a note that is damaged is an error, and not taken for none', async () => {
	const writer = new Writer();
	await writer.seal([observation('final')]);
	const [key] = writer.notes.kept.keys();
	for (const length of [0, 35, 37]) {
		writer.notes.kept.set(key!, new Uint8Array(length));
		await assert.rejects(writer.seal([observation('final')]), FormatError);
	}
});
