import assert from 'node:assert/strict';
import { test } from 'node:test';
import { blake2AsU8a } from '@polkadot/util-crypto';
import { asAnswer } from '../../src/chain/asking.ts';
import { decodeEntry, encodeTrail, headOf, readTrail, seed, storedEntries, trailEntries, trailTold } from '../../src/chain/trail.ts';
import { concatBytes, utf8ToBytes } from '../../src/format/bytes.ts';
import { FakeTrail, GENESIS, patient } from '../audit/fake-trail.ts';
import { registry, runtimeValue } from '../records/runtime-double.ts';

const TRAIL = { Patient: patient };
const ORGANIZATION = { Organization: 0x0102 };
const sequences = (length: number, from = 0) => Array.from({ length }, (_, index) => from + index);

async function all<T>(items: AsyncIterable<T>): Promise<T[]> {
	const list: T[] = [];
	for await (const item of items) list.push(item);
	return list;
}

test('the seed of a trail is that of the document, and names the chain', () => {
	const tag = utf8ToBytes('salus/audit/v1');
	for (const [trail, encoded] of [[TRAIL, [0, ...patient]], [ORGANIZATION, [1, 2, 1, 0, 0]], ['Governance', [2]]] as const) {
		assert.deepEqual(encodeTrail(trail), Uint8Array.from(encoded));
		assert.deepEqual(encodeTrail(trail), runtimeValue('TrailId', trail).toU8a());
		assert.deepEqual(seed(GENESIS, trail), blake2AsU8a(concatBytes(tag, GENESIS, Uint8Array.from(encoded)), 256));
		assert.notDeepEqual(seed(new Uint8Array(32), trail), seed(GENESIS, trail));
		assert.deepEqual(encodeTrail(trailTold(runtimeValue('TrailId', trail).toJSON() as never)), encodeTrail(trail));
	}
	assert.throws(() => seed(GENESIS, patient.slice(1)), { code: 'format' });
	assert.throws(() => seed(GENESIS.slice(1), patient), { code: 'format' });
});

test('a long trail is read page by page, from storage, too', async () => {
	const log = FakeTrail.filled(700);
	const trail = await readTrail(log.asChain, patient);
	assert.ok(trail.verified);
	assert.deepEqual(trail.entries.map(({ sequence }) => sequence), sequences(700));
	assert.deepEqual(log.questions, { head: 1, entries: 3, storage: 3 });
});

test('5,000 entries are read from a node that answers with a megabyte at most, and from one that answers with less', async () => {
	const log = FakeTrail.filled(5_000);
	log.longest = 1_048_576;
	assert.equal((await readTrail(log.asChain, patient)).entries.length, 5_000);
	for (const longest of [20_000, 3_000]) {
		log.longest = longest;
		const { entries, verified } = await readTrail(log.asChain, patient);
		assert.ok(verified);
		assert.deepEqual(entries.map(({ sequence }) => sequence), sequences(5_000));
	}
	// Not even one entry fits: that is the node's error, and no shorter trail.
	log.longest = 200;
	await assert.rejects(readTrail(log.asChain, patient), /too big/);
});

test('trails of organizations and of the authorities are read like those of patients, and a part of one by itself', async () => {
	const log = new FakeTrail();
	for (const organization of sequences(5)) log.append('Governance', { OrganizationSuspended: { organization } });
	log.attempt(patient, 'denied', ORGANIZATION.Organization);
	const chain = log.asChain;
	assert.deepEqual((await readTrail(chain, ORGANIZATION)).entries.map(({ entry }) => entry.toJSON().event.accessRequested?.patient), [`0x${'07'.repeat(32)}`]);
	const suspended = async (part: object) => (await all(trailEntries(chain, 'Governance', '0x00', part))).map(({ event }) => event.organizationSuspended?.organization);
	assert.deepEqual(await suspended({}), [0, 1, 2, 3, 4]);
	assert.deepEqual(await suspended({ from: 2, until: 4 }), [2, 3]);
	log.prune('Governance', 3);
	assert.deepEqual(await suspended({ from: 2, until: 9 }), [3, 4]);
	assert.ok((await readTrail(chain, 'Governance')).verified);
});

test('entries come one by one, and no page is asked for before it is needed', async () => {
	const log = FakeTrail.filled(600);
	const head = await headOf(log.asChain, patient);
	for await (const { sequence } of storedEntries(log.asChain, patient, head, '0x00')) if (sequence === 10) break;
	assert.deepEqual(log.questions, { head: 1, storage: 1 });
});

test('a trail whose stored bytes are others than those told, or hash to something else, is not verified', async () => {
	const [whole, altered, short] = [FakeTrail.filled(3), FakeTrail.filled(3), FakeTrail.filled(3)];
	assert.equal((await readTrail(whole.asChain, patient)).verified, true);
	altered.kept(TRAIL).entries.set(1, altered.kept(TRAIL).entries.get(2)!);
	assert.equal((await readTrail(altered.asChain, patient)).verified, false);
	short.kept(TRAIL).entries.delete(2);
	assert.equal((await readTrail(short.asChain, patient)).verified, false);
	// Of another chain, whose seed is another.
	const chain = Object.assign(FakeTrail.filled(3).asChain, { genesis: new Uint8Array(32) });
	assert.equal((await readTrail(chain, patient)).verified, false);
});

test('a node that tells other entries than it stores is found out', async () => {
	const log = FakeTrail.filled(3);
	log.answers['auditLogApi.entries'] = () => log.entries(TRAIL).map(({ sequence, encoded }) => [sequence, runtimeValue('AuditEntry', encoded).toJSON()]).slice(0, 2);
	assert.equal((await readTrail(log.asChain, patient)).verified, false);
	log.answers['auditLogApi.entries'] = () => log.entries(TRAIL).map(({ sequence }) => [sequence, { version: 'One', at: 5, actor: 'Chain', event: 'Closed' }]);
	assert.equal((await readTrail(log.asChain, patient)).verified, false);
});

test('an empty trail is asked about once', async () => {
	const log = new FakeTrail();
	assert.ok((await readTrail(log.asChain, patient)).verified);
	assert.deepEqual(log.questions, { head: 1 });
});

test('an entry is decoded out of its bytes, which begin with its version', async () => {
	const [first] = FakeTrail.filled(1).entries(TRAIL);
	assert.equal(first!.encoded![0], 1);
	assert.deepEqual(decodeEntry(registry, first!.encoded!).toJSON(), { version: 'One', at: 1_000, actor: { authority: null }, event: { patientRegistered: null } });
});

test('bytes that are not exactly one entry are none: a missing byte is no zero, and none is passed over', () => {
	const entry = runtimeValue('AuditEntry', { version: 'One', at: 5, actor: { Person: patient }, event: { EncryptionKeyReplaced: { epoch: 0 } } }).toU8a();
	assert.deepEqual(decodeEntry(registry, entry).toU8a(), entry);
	for (const other of [...entry.map((_, length) => length)].map((length) => entry.slice(0, length)).concat([concatBytes(entry, entry.slice(0, 1)), entry.with(0, 7), entry.with(9, 99)])) {
		assert.throws(() => decodeEntry(registry, other), { name: 'FormatError', code: 'format' });
	}
});

test('a number that JSON cannot hold is an error, and not hexadecimal', () => {
	const head = (next: bigint) => asAnswer<{ next: number }>(runtimeValue('TrailHead', { next, tip: null, first: 0, checkpoint: null, oldest: 0, contested: 0 }));
	assert.equal(head(2n ** 52n - 1n).toJSON().next, 2 ** 52 - 1);
	assert.throws(() => head(2n ** 52n).toJSON(), { name: 'SalusError', code: 'chain.too-large' });
});

test('an entry\'s number that JSON cannot hold is an error, and not hexadecimal', async () => {
	const entryAt = async (at: number) => {
		const log = new FakeTrail();
		log.clock = at;
		log.append(TRAIL, 'PatientRegistered');
		return (await readTrail(log.asChain, patient)).entries[0]!.entry;
	};
	assert.equal((await entryAt(2 ** 52 - 1)).toJSON().at, 2 ** 52 - 1);
	const late = await entryAt(2 ** 52);
	assert.throws(() => late.toJSON(), { name: 'SalusError', code: 'chain.too-large' });
});
