import assert from 'node:assert/strict';
import { ServerResponse } from 'node:http';
import { after, before, beforeEach, test } from 'node:test';
import { cryptoWaitReady } from '@polkadot/util-crypto';
import { BLOCK } from '../fake-chain.ts';
import type { Receipt } from '../../../src/chain/events.ts';
import { bytesToHex } from '../../../src/format/bytes.ts';
import { PatientSide } from '../../../src/custody/patient-side.ts';
import { RemoteCustodian, type RemoteCustodianParts } from '../../../src/custody/remote/index.ts';
import type { HandedBatch } from '../../../src/custody/stores.ts';
import { randomRoot } from '../../../src/format/epoch-keys.ts';
import type { KeyRing } from '../../../src/format/key-ring.ts';
import { keyOfClass } from '../../../src/format/class-keys.ts';
import { makeBackup, readBackup } from '../../../src/format/ring-backup.ts';
import { randomRecoveryWords } from '../../../src/format/recovery-words.ts';
import { X25519 } from '../../../src/format/suites.ts';
import { MemoryStores } from '../memory-stores.ts';
import { account, all, filled, HOSPITAL, NOW, RECORDS, record, Scene, SECRET } from '../scene.ts';
import { answer, FakeService, type Misbehaviour, refuse } from './fake-service.ts';

let scene: Scene;
let service: FakeService;
before(cryptoWaitReady);
beforeEach(async () => {
	service?.stop();
	scene = await Scene.set();
	service = await FakeService.start(scene);
});
after(() => service.stop());

const TIMING = { answerMs: 10_000, releaseMs: 10_000, idleMs: 10_000, patienceMs: 10_000 };

function remote(change: Partial<RemoteCustodianParts> = {}): RemoteCustodian {
	const writer = { signer: account('Nurse'), side: { organization: HOSPITAL } };
	return new RemoteCustodian(scene.chain.asChain, { organization: HOSPITAL, url: service.url, clock: scene.clock, writer, timing: TIMING, ...change });
}

/** All canonical bytes of what comes for the specialist's ticket. */
async function read(custodian = remote()): Promise<Uint8Array[]> {
	const request = await scene.request();
	const { stream } = await custodian.release(request);
	const release = await scene.reader().open(scene.ticket, request, stream);
	const records = await all(release.records((recordClass) => keyOfClass(scene.keys, recordClass)));
	return records.map(({ opened }) => opened.canonical);
}

/** Misbehaves at what begins so, as often as it is said, and is itself otherwise. */
function at(beginning: string, act: (response: ServerResponse) => void, times = Number.POSITIVE_INFINITY): Misbehaviour {
	let left = times;
	return (_, response, { line }) => {
		if (!line.startsWith(beginning) || left <= 0) return false;
		left -= 1;
		act(response);
		return true;
	};
}

test('a reader has from a service what it has from a custodian in its own process, and the redemption is looked up on the chain', async () => {
	const request = await scene.request();
	const { receipt, records, stream } = await remote().release(request);
	const release = await scene.reader().open(scene.ticket, request, stream);
	const opened = await all(release.records((recordClass) => keyOfClass(scene.keys, recordClass)));
	assert.deepEqual(opened.map((one) => one.opened.canonical), RECORDS);
	assert.equal(records, RECORDS.length);
	assert.deepEqual(await receipt, [...scene.chain.receipts.values()][0]);
	await assert.rejects(remote().release(request), { name: 'CustodyRefusal', code: 'custody.refused' });
	assert.equal(service.times('POST /v1/releases'), 2);
	assert.equal(service.sessions.length, 0);
});

test('what a service says of the redemption is not believed, and the records are read all the same', async () => {
	const redeemed = [...scene.chain.receipts];
	const told = async (headers: Record<string, string>) => {
		const { sequence } = scene.issue(20 + redeemed.length);
		redeemed.push(['', {} as Receipt]);
		const ticket = { ...scene.ticket, sequence };
		const request = await scene.reader().request(ticket);
		service.misbehave = (_, response) => {
			const write = response.writeHead.bind(response);
			response.writeHead = ((status: number, own: Record<string, string>) => write(status, { ...own, ...headers })) as typeof response.writeHead;
			return false;
		};
		const { receipt, records, stream } = await remote().release(request);
		const release = await scene.reader().open(ticket, request, stream);
		assert.equal((await all(release.records((recordClass) => keyOfClass(scene.keys, recordClass)))).length, RECORDS.length);
		return { receipt, records };
	};
	const first = await told({});
	const { hash } = await first.receipt;
	const fault = { name: 'CustodianFault', code: 'custodian.false-receipt', custodian: HOSPITAL };
	// Of another ticket; of none; no hash at all.
	await assert.rejects((await told({ 'salus-extrinsic': hash.slice(2) })).receipt, fault);
	await assert.rejects((await told({ 'salus-extrinsic': '77'.repeat(32) })).receipt, fault);
	for (const odd of ['', `0x${hash.slice(2)}`, 'AB'.repeat(32)]) await assert.rejects((await told({ 'salus-extrinsic': odd })).receipt, fault);
	for (const odd of ['', BLOCK]) await assert.rejects((await told({ 'salus-block': odd })).receipt, fault);
	for (const odd of ['', 'many', '-1', '99999999999']) assert.equal((await told({ 'salus-records': odd })).records, undefined);
});

test('an answer that is cut off in the middle is not taken for the custodian\'s last word; one that ends too early is', async () => {
	const cut = (end: (response: ServerResponse) => void): Misbehaviour => (_, response) => {
		const write = response.write.bind(response) as (part: Uint8Array, sent: () => void) => boolean;
		let parts = 0;
		response.write = ((part: Uint8Array) => {
			const place = parts++;
			return place > 1 || write(part, () => {
				if (place === 1) end(response);
			});
		}) as typeof response.write;
		response.end = (() => response) as typeof response.end;
		return false;
	};
	service.misbehave = cut((response) => response.destroy());
	await assert.rejects(read(), { name: 'CustodyUnavailable', code: 'custody.broken-off', isUndone: false });

	scene.issue(11);
	const { end } = ServerResponse.prototype;
	service.misbehave = cut((response) => (end as () => ServerResponse).call(response));
	await assert.rejects(read(), { name: 'CustodianFault', code: 'custodian.unreadable' });

	scene.issue(11);
	service.misbehave = cut(() => {});
	await assert.rejects(read(remote({ timing: { ...TIMING, idleMs: 50 } })), { name: 'CustodyUnavailable', code: 'custody.broken-off' });
});

test('who does not answer, or not in time, is told from who refuses', async () => {
	service.misbehave = () => true;
	const silent = remote({ timing: { ...TIMING, releaseMs: 50, answerMs: 50, patienceMs: 0 } });
	await assert.rejects(silent.release(await scene.request()), { name: 'CustodyUnavailable', code: 'custody.unreachable', isUndone: false });
	await assert.rejects(silent.about(), { code: 'custody.unreachable' });
	// Nobody has been connected to this one.
	const other = await FakeService.start(scene);
	const { url } = other;
	other.stop();
	const gone = remote({ url, timing: { ...TIMING, patienceMs: 0 } });
	await assert.rejects(gone.release(await scene.request()), { name: 'CustodyUnavailable', code: 'custody.unreachable', isUndone: true });
});

test('what is long has the time that it takes to be sent over a slow line', async () => {
	const late = (response: ServerResponse) => void setTimeout(() => answer(response, 201), 1_500);
	const custodian = remote({ timing: { ...TIMING, answerMs: 500, patienceMs: 0 } });
	await custodian.takeRecord(filled(1), 'aa'.repeat(32), filled(1));
	service.misbehave = at('PUT', late);
	await assert.rejects(custodian.takeRecord(filled(1), 'bb'.repeat(32), filled(1)), { code: 'custody.unreachable' });
	await custodian.takeRecord(filled(1), 'cc'.repeat(32), new Uint8Array(2 ** 17));
});

test('a release is asked for once, whatever the service says, and what it says tells whether anything was done', async () => {
	const cases: [act: (response: ServerResponse) => void, expected: object][] = [
		[(response) => refuse(response, 503, 'unavailable', { retryAfter: 3 }), { name: 'CustodyUnavailable', code: 'custody.unavailable', retryAfter: 3, isUndone: false }],
		[(response) => refuse(response, 429, 'too-many', { retryAfter: 7 }), { name: 'CustodyUnavailable', code: 'custody.busy', retryAfter: 7, isUndone: true }],
		[(response) => refuse(response, 503, 'unavailable'), { code: 'custody.unavailable', retryAfter: undefined }],
		[(response) => refuse(response, 403, 'refused'), { name: 'CustodyRefusal', code: 'custody.refused' }],
		[(response) => refuse(response, 400, 'malformed', { message: 'no request' }), { code: 'custody.malformed', message: /\(no request\)/ }],
		[(response) => refuse(response, 400, 'malformed', { message: 'a \u001b[31mred\u001b[0m word' }), { code: 'custody.malformed', message: /answers\.$/ }],
		[(response) => refuse(response, 403, 'toString'), { name: 'CustodyUnavailable', code: 'custody.no-answer' }],
		[(response) => response.writeHead(502).end('<html>'), { code: 'custody.unavailable', isUndone: false }],
		[(response) => response.writeHead(451).end('<html>'), { code: 'custody.no-answer' }],
		[(response) => response.writeHead(403).end('x'.repeat(2 ** 18)), { code: 'custody.no-answer' }],
		[(response) => response.writeHead(302, { location: '/v1' }).end(), { code: 'custody.no-answer', message: /sends to another address/ }],
	];
	for (const [act, expected] of cases) {
		service.asked.length = 0;
		service.misbehave = at('POST /v1/releases', act);
		await assert.rejects(remote().release(await scene.request()), expected);
		assert.equal(service.asked.length, 1);
	}
});

test('what may be asked twice is asked again while the service is not to be had, and no longer than patience lasts', async () => {
	for (const [status, error] of [[503, 'unavailable'], [429, 'too-many']] as const) {
		service.asked.length = 0;
		service.misbehave = at('GET /v1', (response) => refuse(response, status, error, { retryAfter: 0 }), 2);
		assert.equal((await remote().about()).custodian, HOSPITAL);
		assert.equal(service.asked.length, 3);
	}
	service.misbehave = at('GET /v1', (response) => response.destroy(), 1);
	assert.equal((await remote().about()).time, NOW);
	service.misbehave = at('GET /v1', (response) => refuse(response, 503, 'unavailable', { retryAfter: 60 }));
	await assert.rejects(remote({ timing: { ...TIMING, patienceMs: 1_000 } }).about(), { code: 'custody.unavailable', retryAfter: 60 });
});

test('what answers at the address has to be this custodian, of this chain', async () => {
	assert.deepEqual(await remote().about(), { genesis: scene.chain.genesis, custodian: HOSPITAL, time: NOW });
	const says = (word: unknown) => {
		service.misbehave = at('GET /v1', (response) => answer(response, 200, word));
	};
	const word = { genesis: bytesToHex(scene.chain.genesis), custodian: HOSPITAL, time: NOW };
	for (const other of [{ ...word, custodian: HOSPITAL + 1 }, { ...word, genesis: '00'.repeat(32) }]) {
		says(other);
		await assert.rejects(remote().about(), { name: 'CustodyUnavailable', code: 'custody.other-service' });
	}
	for (const odd of [[], null, 'text', {}, { ...word, genesis: '00' }, { ...word, custodian: '7' }, { ...word, note: 'x'.repeat(5000) }]) {
		says(odd);
		await assert.rejects(remote().about(), { code: 'custody.no-answer' });
	}
	for (const url of ['custodian.example', 'ftp://custodian.example', 'https://user:word@custodian.example', 'http://custodian.example', 'https://custodian.example/?a']) {
		assert.throws(() => remote({ url }), { name: 'InputError', code: 'input.url' }, url);
	}
	for (const url of ['https://custodian.example', 'http://localhost:1', 'http://[::1]:1', 'https://hospital.example/custodian/']) remote({ url });
	remote({ url: 'http://custodian.internal', plainHttp: true });
});

/** A batch of which the service has nothing, and where its sealed records are. */
async function unknownBatch(count: number): Promise<{ batch: HandedBatch; from: ReturnType<MemoryStores['recordsOf']> }> {
	const batch = await scene.sealBatch(Array.from({ length: count }, (_, id) => record({ resourceType: 'Observation', id: String(id), status: 'final' })));
	const from = new MemoryStores().recordsOf(scene.patient);
	for (const { name } of batch.records) {
		await from.put(await scene.records.get(name));
		await scene.records.remove(name);
	}
	return { batch, from };
}

test('of a batch those sealed records go out that are missing, several at a time, in one session', async () => {
	const { batch, from } = await unknownBatch(40);
	const [known] = batch.records;
	await scene.records.put(await from.get(known!.name));
	const custodian = remote();
	await custodian.takeBatch(batch, from);
	assert.deepEqual((await scene.stores.batches.get(scene.patient, batch.anchor))?.records, batch.records);
	assert.equal(service.times('PUT'), 39 + 2);
	assert.ok(!service.asked.some(({ line }) => line.endsWith(known!.name)));
	assert.deepEqual(service.sessions, [{ organization: HOSPITAL }]);
	assert.ok(service.most > 1 && service.most <= 8, `${service.most} at a time`);
	await custodian.takeBatch(batch, from);
	assert.equal(service.times('PUT'), 39 + 3);

	const other = await scene.sealBatch(RECORDS);
	await assert.rejects(custodian.takeBatch({ ...other, anchor: batch.anchor }, from), { name: 'CustodyRefusal', code: 'custody.not-as-committed' });
	await assert.rejects(custodian.takeBatch({ ...batch, header: other.header }, from), { name: 'CustodyRefusal', code: 'custody.other-header' });
});

test('a large batch is named twice, and not once for each thousand of its records; what is there already is sent for no good once at most', async () => {
	const { batch, from } = await unknownBatch(2_300);
	const custodian = remote();
	const named = () => service.times(`PUT /v1/patients/${bytesToHex(scene.patient)}/batches/`);
	await custodian.takeBatch(batch, from);
	assert.equal(named(), 2);
	assert.equal(service.times('PUT'), 2_300 + 2);
	await custodian.takeBatch(batch, from);
	assert.deepEqual([named(), service.times('PUT')], [3, 2_300 + 3]);

	// It was broken off after 1,200: those are not sent again.
	service.asked.length = 0;
	for (const { name } of batch.records.slice(1_200)) await scene.records.remove(name);
	await custodian.takeBatch(batch, from);
	assert.deepEqual([named(), service.times('PUT')], [2, 1_100 + 2]);
});

test('a service that says it misses records of others, or what it was given, gets them not, and not again', async () => {
	const { batch, from } = await unknownBatch(2);
	const others = RECORDS.map((_, i) => scene.batch.records[i]!.name);
	for (const name of others) await from.put(await scene.records.get(name));
	service.misbehave = at('PUT /v1/patients/', (response) => refuse(response, 409, 'missing-records', { names: [...others, 'no name'] }));
	await assert.rejects(remote().takeBatch(batch, from), { name: 'CustodyRefusal', code: 'custody.missing-records' });
	assert.equal(service.asked.filter(({ line }) => line.includes('/records/')).length, 0);

	service.asked.length = 0;
	const names = batch.records.map(({ name }) => name);
	service.misbehave = (_, response, { line }) => {
		if (!line.includes('/batches/')) return false;
		refuse(response, 409, 'missing-records', { names: [...names, ...names] });
		return true;
	};
	await assert.rejects(remote().takeBatch(batch, from), { code: 'custody.missing-records' });
	assert.equal(service.asked.filter(({ line }) => line.includes('/records/')).length, names.length);
	await assert.rejects(remote().takeBatch(batch), { code: 'custody.missing-records' });
});

test('a session that is over is begun anew, once for all that wait for it; where none serves, that is told', async () => {
	const { batch, from } = await unknownBatch(20);
	const custodian = remote();
	let records = 0;
	service.misbehave = (_, __, { line }) => {
		// Started again in the middle, as it were.
		if (line.includes('/records/') && ++records === 10) service.tokens.clear();
		return false;
	};
	await custodian.takeBatch(batch, from);
	assert.equal(service.sessions.length, 2);

	// The end of its time is not waited for.
	scene.now += 595_000;
	await custodian.takeBatch(batch, from);
	assert.equal(service.sessions.length, 3);

	service.misbehave = at('PUT', (response) => refuse(response, 401, 'no-session'));
	await assert.rejects(custodian.takeBatch(batch, from), { name: 'CustodyRefusal', code: 'custody.no-session' });
	assert.equal(service.sessions.length, 4);
	service.misbehave = at('POST /v1/sessions', (response) => refuse(response, 403, 'refused'), 1);
	service.tokens.clear();
	await assert.rejects(custodian.takeBatch(batch, from), { code: 'custody.refused' });
	// That was no reason never to try again.
	await custodian.takeBatch(batch, from);

	for (const odd of [{ token: 'ab', until: NOW }, { token: '00'.repeat(32) }, { token: '00'.repeat(32), until: 'soon' }]) {
		service.misbehave = at('POST /v1/sessions', (response) => answer(response, 201, odd));
		await assert.rejects(remote().takeBatch(batch, from), { code: 'custody.no-answer' });
	}
	const nobody = { organization: HOSPITAL, url: service.url, clock: scene.clock };
	await assert.rejects(new RemoteCustodian(scene.chain.asChain, nobody).takeBatch(batch, from), { code: 'custody.no-writer' });
});

test('a session is signed for: for the custodian, the chain and the side that are named', async () => {
	const patientSide = { signer: scene.controller, side: { patient: scene.patient } };
	await remote({ writer: patientSide }).takeRecord(scene.patient, '00'.repeat(32), SECRET);
	assert.deepEqual(service.sessions, [{ patient: scene.patient }]);
	const other = new RemoteCustodian(scene.chain.asChain, { organization: HOSPITAL + 1, url: service.url, clock: scene.clock, writer: patientSide });
	await assert.rejects(other.takeRecord(scene.patient, '00'.repeat(32), SECRET), { code: 'custody.refused' });
	const late = remote({ writer: patientSide, clock: () => NOW + 61_000 });
	await assert.rejects(late.takeRecord(scene.patient, '00'.repeat(32), SECRET), { code: 'custody.refused' });
});

test('a patient\'s backups and headers go to a service and come back, and an envelope is taken in from anybody', async () => {
	const custodian = remote();
	const side = new PatientSide(scene.chain.asChain, { patient: scene.patient, signer: scene.controller, clock: scene.clock });
	const ask = async ({ request, content }: Awaited<ReturnType<PatientSide['giveBackups']>>) => custodian.answer(request, content);
	const context = { genesis: scene.chain.genesis, patient: scene.patient };
	const ring: KeyRing = { roots: [{ suite: X25519, root: randomRoot() }] };
	const backups = await Promise.all([1, 2].map((version) => makeBackup({ ...context, version }, ring, { words: randomRecoveryWords() })));
	for (const backup of backups) assert.deepEqual(await ask(await side.keepBackup(HOSPITAL, backup)), {});
	assert.deepEqual((await all((await ask(await side.giveBackups(HOSPITAL))).backups!)).map(readBackup), backups.toReversed());
	const { headers } = await ask(await side.giveHeaders(HOSPITAL));
	assert.deepEqual(headers, [{ anchor: 0, recordClass: scene.batch.recordClass, header: scene.batch.header, earlier: [] }]);

	const asked = await side.giveBackups(HOSPITAL);
	await ask(asked);
	await assert.rejects(ask(asked), { name: 'CustodyRefusal', code: 'custody.refused' });
	for (const odd of [{}, null, [{ anchor: 0 }], [7], ['text']]) {
		service.misbehave = at('POST /v1/requests', (response) => answer(response, 200, odd));
		await assert.rejects(side.giveHeaders(HOSPITAL).then(ask), { code: 'custody.no-answer' });
	}

	service.misbehave = () => false;
	const envelope = await scene.giveEnvelope();
	await custodian.takeEnvelope(scene.patient, envelope);
	await assert.rejects(custodian.takeEnvelope(scene.patient, filled(1)), { code: 'custody.not-as-committed' });
	assert.equal(await custodian.dropUnnamed(scene.patient), 1);
	assert.equal(service.sessions.length, 0);
});
