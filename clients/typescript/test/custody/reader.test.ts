/** A reader takes nothing but what the chain commits to, and names who is to blame. */
import assert from 'node:assert/strict';
import { before, test } from 'node:test';
import { cryptoWaitReady } from '@polkadot/util-crypto';
import { randomBytes } from '@noble/hashes/utils.js';
import { BatchSealer, sealHeader } from '../../src/format/batch.ts';
import { bytesToHex, hexToBytes } from '../../src/format/bytes.ts';
import { keyOfClass, keysOfClasses } from '../../src/format/class-keys.ts';
import { envelopeCommitment, sealEnvelope } from '../../src/format/envelope.ts';
import { MerkleTree, merkleRoot } from '../../src/format/merkle.ts';
import { type ReleaseHead, sealRelease } from '../../src/format/release.ts';
import type { ReleaseRequest } from '../../src/format/release-request.ts';
import type { ReleasedRecord } from '../../src/format/released-record.ts';
import { leafOf, leafOfHash } from '../../src/format/sealed-record.ts';
import { randomKeyPair, X25519 } from '../../src/format/suites.ts';
import type { KeyOfClass, ReceivedRelease } from '../../src/custody/reader.ts';
import { all, CLINIC, filled, GRANT, HOSPITAL, OBSERVATION, RECORDS, record, Scene, TICKET } from './scene.ts';

before(cryptoWaitReady);

/** What an honest custodian would hand out. */
async function honest(scene: Scene): Promise<{ head: ReleaseHead; records: ReleasedRecord[] }> {
	const { anchor, recordClass, header, records } = scene.batch;
	const tree = new MerkleTree(records.map(({ commitment, name }) => leafOfHash(commitment, hexToBytes(name))));
	const released = await Promise.all(records.map(async ({ commitment, name }, index) => ({
		index, commitment, proof: tree.proof(index), sealed: await scene.records.get(name),
	})));
	return { head: { anchor, recordClass, header, records: records.length, envelope: null, emergency: null }, records: released };
}

/** What a custodian hands out that says whatever it wants. */
async function handOut(scene: Scene, change: { head?: Partial<ReleaseHead>; records?: (records: ReleasedRecord[]) => ReleasedRecord[] } = {}): Promise<ReceivedRelease> {
	const { head, records } = await honest(scene);
	const request = await scene.request();
	const context = { patient: scene.patient, sequence: TICKET, custodian: HOSPITAL, nonce: request.nonce };
	const pieces = await all(sealRelease(context, scene.key, { ...head, ...change.head }, (change.records ?? ((as) => as))(records)));
	return scene.reader().open({ ...scene.ticket, block: 'finalized' }, request, pieces);
}

const keyOf = (scene: Scene): KeyOfClass => async (recordClass) => keyOfClass(scene.keys, recordClass);
const read = async (scene: Scene, release: ReceivedRelease) => all(release.records(keyOf(scene)));

test('an answer that is sealed to another key, to another request, altered or cut off is the custodian\'s fault', async () => {
	const scene = await Scene.set();
	const { head, records } = await honest(scene);
	const request = await scene.request();
	const answer = async (to: ReleaseRequest, key = scene.key) => Buffer.concat(await all(sealRelease(
		{ patient: scene.patient, sequence: TICKET, custodian: HOSPITAL, nonce: to.nonce }, key, head, records,
	)));
	const good = new Uint8Array(await answer(request));
	const open = async (bytes: Uint8Array) => read(scene, await scene.reader().open(scene.ticket, request, bytes));
	assert.equal((await open(good)).length, 2);
	const altered = good.slice();
	altered[altered.length - 1]! ^= 1;
	const cases: [string, Uint8Array][] = [
		['to another request', await answer(await scene.request())], ['altered', altered],
		['cut off', good.slice(0, -1)], ['cut off before the last record', good.slice(0, 1000)], ['longer', new Uint8Array([...good, 0])], ['empty', new Uint8Array()],
	];
	for (const [name, bytes] of cases) {
		await assert.rejects(open(bytes), { name: 'CustodianFault', code: 'custodian.unreadable', custodian: HOSPITAL }, name);
	}
});

test('a record with another commitment, another body, in another place, of another batch: the custodian\'s fault', async () => {
	const scene = await Scene.set();
	const other = await scene.sealBatch([record({ resourceType: 'Observation', status: 'final' }), RECORDS[1]!]);
	const foreign = { commitment: other.records[0]!.commitment, sealed: await scene.records.get(other.records[0]!.name) };
	const cases: [string, (records: ReleasedRecord[]) => ReleasedRecord[]][] = [
		['another body', ([a, b]) => [{ ...a!, sealed: b!.sealed }, b!]],
		['a bit of the body', ([a, b]) => [{ ...a!, sealed: a!.sealed.map((byte, index) => (index === 40 ? byte ^ 1 : byte)) }, b!]],
		['another commitment', ([a, b]) => [{ ...a!, commitment: b!.commitment }, b!]],
		['changed places', ([a, b]) => [{ ...b!, index: 0 }, { ...a!, index: 1 }]],
		['another proof', ([a, b]) => [{ ...a!, proof: [] }, b!]],
		['another batch\'s record', ([a, b]) => [{ ...a!, ...foreign }, b!]],
	];
	for (const [name, records] of cases) {
		await assert.rejects(read(scene, await handOut(scene, { records })), { name: 'CustodianFault', code: 'custodian.false-record' }, name);
	}
	await assert.rejects(read(scene, await handOut(scene, { records: ([a, b]) => [a!, { ...b!, proof: [] }] })), { index: 1 });
});

test('fewer records than the anchor says, another batch, another class: the custodian\'s fault', async () => {
	const scene = await Scene.set();
	const fewer = { head: { records: 1 }, records: ([first]: ReleasedRecord[]) => [first!] };
	await assert.rejects(read(scene, await handOut(scene, fewer)), { name: 'CustodianFault', code: 'custodian.missing-records' });
	await assert.rejects(handOut(scene, { head: { anchor: 1 } }), { name: 'CustodianFault', code: 'custodian.wrong-batch' });
	await assert.rejects(handOut(scene, { head: { anchor: null, header: null, records: 0 }, records: () => [] }), { code: 'custodian.wrong-batch' });
	await assert.rejects(read(scene, await handOut(scene, { head: { recordClass: OBSERVATION + 1 } })), { name: 'CustodianFault', code: 'custodian.wrong-batch' });
});

test('an envelope that is not the one which the grant names is the custodian\'s fault, also an earlier one', async () => {
	const scene = await Scene.set();
	const earlier = await scene.giveEnvelope();
	const bond = { organization: CLINIC, grantee: { Practitioner: scene.specialist.publicKey } };
	const present = await scene.giveEnvelope();
	const keys = async (envelope: Uint8Array | null) => (await handOut(scene, { head: { envelope } })).classKeys(bond, GRANT);
	await assert.rejects(keys(earlier), { name: 'CustodianFault', code: 'custodian.false-envelope' });
	await assert.rejects(keys(null), { code: 'reader.no-envelope' });
	assert.deepEqual(await keys(present), { keys: await keysOfClasses(scene.keys, [OBSERVATION]), epoch: 0 });
	await assert.rejects((await handOut(scene, { head: { envelope: present } })).classKeys(bond, GRANT + 1), { code: 'consent.no-envelope' });
	// Named by the grant, and sealed for somebody else: whoever gave the grant is to blame.
	const context = { patient: scene.patient, organization: CLINIC + 1, grantee: scene.specialist.publicKey, keyEpoch: 0 };
	const misdirected = await sealEnvelope(context, scene.key, scene.keys);
	scene.chain.best.patient.envelopes.set(GRANT, { commitment: envelopeCommitment(misdirected), keyEpoch: 0 });
	await assert.rejects(keys(misdirected), { name: 'FormatError' });
});

test('nobody is to blame for an envelope that was replaced while the custodian was asked', async () => {
	const scene = await Scene.set();
	const bond = { organization: CLINIC, grantee: { Practitioner: scene.specialist.publicKey } };
	const [then, unknown] = [await scene.fetch({ ...scene.ticket, block: 'finalized' }), await scene.fetch(scene.issue(TICKET + 1))];
	scene.chain.fork();
	scene.chain.finalized.patient.envelopes = new Map(scene.chain.best.patient.envelopes);
	await scene.giveEnvelope();
	assert.deepEqual(await then.classKeys(bond, GRANT), { keys: await keysOfClasses(scene.keys, [OBSERVATION]), epoch: 0 });
	await assert.rejects(unknown.classKeys(bond, GRANT), { name: 'SalusError', code: 'reader.envelope-replaced' });
	// Neither the one that was named then nor the one that is now: what was named in between, nobody can tell.
	const neither = await handOut(scene, { head: { envelope: new Uint8Array(100) } });
	await assert.rejects(neither.classKeys(bond, GRANT), { code: 'reader.envelope-replaced' });
});

test('whoever opens with another key than it asked with, or with half a pair, blames nobody', async () => {
	const scene = await Scene.set();
	const [request, other] = [await scene.request(), await randomKeyPair(X25519)];
	const answer = await all((await scene.custodian.release(request)).stream);
	await assert.rejects(scene.reader(scene.specialist, other).open(scene.ticket, request, answer), { name: 'SalusError', code: 'reader.wrong-key' });
	const halves = { ...scene.key, privateKey: other.privateKey };
	await assert.rejects(scene.reader(scene.specialist, halves).open(scene.ticket, request, answer), { name: 'SalusError', code: 'reader.wrong-key' });
});

test('an answer for several targets that goes on after the last, or ends before it, is the custodian\'s fault, whether its records are read or not', async () => {
	const scene = await Scene.set();
	const ticket = scene.issue(41, { others: [{ target: { class: { class: OBSERVATION, content: null } }, basis: { grant: GRANT } }, { target: { anchor: 0 }, basis: { policy: 1 } }] });
	const targets = [ticket.targets[1]!, ticket.targets[0]!];
	const reader = scene.reader();
	const request = await reader.request(ticket, targets);
	const answer = await all((await scene.custodian.release(request)).stream);
	const heads = async (pieces: Uint8Array[]) => (await all(reader.openEach(ticket, request, pieces))).map(({ head }) => head.anchor);
	assert.deepEqual(await heads(answer), [null, 0]);
	for (const pieces of [[...answer, Uint8Array.of(0)], answer.slice(0, 1), answer.slice(0, -1), []]) {
		await assert.rejects(heads(pieces), { name: 'CustodianFault', code: 'custodian.unreadable' });
	}
	// In another order than was asked for.
	const swapped = { ...request, targets: [...targets].reverse() };
	await assert.rejects(all(reader.openEach(ticket, swapped, answer)), { name: 'CustodianFault', code: 'custodian.wrong-batch' });
});

test('a ticket for a class is answered for that class', async () => {
	const scene = await Scene.set();
	const ticket = scene.issue(40, { target: { class: { class: OBSERVATION, content: null } } });
	const request = await scene.reader().request(ticket);
	const context = { patient: scene.patient, sequence: 40, custodian: HOSPITAL, nonce: request.nonce };
	const handed = async (recordClass: number) => all(sealRelease(context, scene.key, { anchor: null, recordClass, header: null, records: 0, envelope: filled(1), emergency: null }));
	await assert.rejects(scene.reader().open(ticket, request, await handed(OBSERVATION + 1)), { name: 'CustodianFault', code: 'custodian.wrong-batch' });
	assert.equal((await scene.reader().open(ticket, request, await handed(OBSERVATION))).head.recordClass, OBSERVATION);
});

test('where the header opens some records, it is the writer who sealed the others with another key, wherever they stand', async () => {
	const scene = await Scene.set();
	const context = { patient: scene.patient, recordClass: OBSERVATION };
	const classKey = { ...(await scene.classKey()), epoch: 0 };
	for (const bad of [0, 1, 2]) {
		const sealers = [await BatchSealer.begin(context, classKey), await BatchSealer.begin(context, classKey)];
		const sealed = RECORDS.concat(RECORDS[0]!).map((canonical, index) => sealers.map((sealer) => sealer.seal({ canonical }))[index === bad ? 1 : 0]!);
		const tree = new MerkleTree(sealed.map(({ leaf }) => leaf));
		scene.chain.best.anchors[0] = { recordClass: OBSERVATION, root: tree.root, leaves: 3 };
		const records = (header: Uint8Array) => handOut(scene, {
			head: { header, records: 3 }, records: () => sealed.map(({ commitment, sealed: bytes }, index) => ({ index, commitment, proof: tree.proof(index), sealed: bytes })),
		});
		await assert.rejects(read(scene, await records(sealers[0]!.header)), { name: 'WriterFault', code: 'writer.false-record', index: bad });
		// A header that opens none is told as before.
		const exchanged = await sealHeader(context, classKey, randomBytes(32));
		await assert.rejects(read(scene, await records(exchanged)), { name: 'HeaderFault', code: 'header.other-key' });
	}
});

test('a header that does not open, or gives another key, is said to be spoilt by nobody in particular', async () => {
	const scene = await Scene.set();
	const header = scene.batch.header.map((byte, index) => (index === scene.batch.header.length - 1 ? byte ^ 1 : byte));
	await assert.rejects(read(scene, await handOut(scene, { head: { header } })), { name: 'HeaderFault', code: 'header.unopened' });
	// The card is no secret, so a custodian can seal whatever key it likes to the class.
	const context = { patient: scene.patient, recordClass: OBSERVATION };
	const exchanged = await sealHeader(context, { ...(await scene.classKey()), epoch: 0 }, randomBytes(32));
	await assert.rejects(read(scene, await handOut(scene, { head: { header: exchanged } })), { name: 'HeaderFault', code: 'header.other-key' });
	await assert.rejects(all((await handOut(scene)).records(async () => undefined)), { name: 'SalusError', code: 'reader.no-key' });
});

/** Has the writer anchor these leaves, whatever they are worth. */
async function writes(scene: Scene, sealed: { sealed: Uint8Array; commitment: Uint8Array }, header: Uint8Array): Promise<ReceivedRelease> {
	const leaf = leafOf(sealed.commitment, sealed.sealed);
	scene.chain.best.anchors[0] = { recordClass: OBSERVATION, root: merkleRoot([leaf]), leaves: 1 };
	return handOut(scene, { head: { header, records: 1 }, records: () => [{ index: 0, ...sealed, proof: [] }] });
}

test('what is under the root and no record of its class is the writer\'s fault', async () => {
	const scene = await Scene.set();
	const context = { patient: scene.patient, recordClass: OBSERVATION };
	const classKey = { ...(await scene.classKey()), epoch: 0 };
	const sealer = async () => BatchSealer.begin(context, classKey);
	const written = async (canonical: Uint8Array, change: { commitment?: Uint8Array; isSpoilt?: boolean } = {}) => {
		const batch = await sealer();
		const { sealed, commitment } = batch.seal({ canonical });
		if (change.isSpoilt) sealed[sealed.length - 1]! ^= 1;
		return read(scene, await writes(scene, { sealed, commitment: change.commitment ?? commitment }, batch.header));
	};
	assert.equal((await written(RECORDS[0]!)).length, 1);
	await assert.rejects(written(RECORDS[0]!, { isSpoilt: true }), { name: 'WriterFault', code: 'writer.false-record', index: 0 });
	await assert.rejects(written(RECORDS[0]!, { commitment: filled(1) }), { name: 'WriterFault', code: 'writer.false-record' });
	await assert.rejects(written(new TextEncoder().encode('{ "resource":{"resourceType":"Observation"}}')), { name: 'WriterFault', code: 'writer.not-canonical' });
	await assert.rejects(written(new TextEncoder().encode('no JSON')), { name: 'WriterFault', code: 'writer.not-canonical' });
	await assert.rejects(written(record({ resourceType: 'Condition' })), { name: 'WriterFault', code: 'writer.other-class' });
});

test('a chain that says something else about a proof than the client is believed by nobody', async () => {
	const scene = await Scene.set();
	scene.chain.inclusion = false;
	await assert.rejects(read(scene, await handOut(scene)), { name: 'SalusError', code: 'records.chain-disagrees' });
	scene.chain.inclusion = true;
	const altered = { records: ([a, b]: ReleasedRecord[]) => [{ ...a!, sealed: b!.sealed }, b!] };
	await assert.rejects(read(scene, await handOut(scene, altered)), { name: 'SalusError', code: 'records.chain-disagrees' });
});

test('the key is asked for by the class of the anchor and the epoch of the header', async () => {
	const scene = await Scene.set();
	scene.chain.best.patient.key = { key: scene.key, card: filled(1), epoch: 4 };
	const batch = await scene.sealBatch(RECORDS, { epoch: 4 });
	await scene.custodian.takeBatch(batch);
	const asked: [number, number][] = [];
	const release = await scene.fetch(scene.issue(60, { target: { anchor: batch.anchor } }));
	const found = await all(release.records(async (recordClass, epoch) => {
		asked.push([recordClass, epoch]);
		return keyOfClass(scene.keys, recordClass);
	}));
	assert.deepEqual([found.length, asked], [2, [[OBSERVATION, 4]]]);
});

test('many records come in order, each checked, and a false one in the middle ends it', async () => {
	const many = Array.from({ length: 100 }, (_, index) => record({ id: String(index), resourceType: 'Observation' }));
	const scene = await Scene.set({ records: many });
	const found = await all((await scene.fetch()).records(keyOf(scene)));
	assert.deepEqual(found.map(({ opened }) => bytesToHex(opened.canonical)), many.map(bytesToHex));
	const spoilt = { records: (records: ReleasedRecord[]) => records.map((one, index) => (index === 50 ? { ...one, sealed: records[51]!.sealed } : one)) };
	const before: number[] = [];
	await assert.rejects(async () => {
		for await (const { index } of (await handOut(scene, spoilt)).records(keyOf(scene))) before.push(index);
	}, { code: 'custodian.false-record', index: 50 });
	assert.deepEqual(before, [...Array(50).keys()]);
});
