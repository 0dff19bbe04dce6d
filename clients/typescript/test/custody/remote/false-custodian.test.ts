/** A custodian that hangs, or says whatever it wants: it is found out by a clear error, is not believed, and holds nobody up. */
import assert from 'node:assert/strict';
import { createServer, type RequestListener, type ServerResponse } from 'node:http';
import { createServer as createSocketServer, type AddressInfo, type Server } from 'node:net';
import { after, afterEach, before, beforeEach, test } from 'node:test';
import { cryptoWaitReady } from '@polkadot/util-crypto';
import { openEach } from '../../../src/custody/ring-choice.ts';
import { PatientSide } from '../../../src/custody/patient-side.ts';
import { RemoteCustodian, type Timing } from '../../../src/custody/remote/index.ts';
import { bytesToHex, hexToBytes } from '../../../src/format/bytes.ts';
import { keyOfClass } from '../../../src/format/class-keys.ts';
import { randomRoot } from '../../../src/format/epoch-keys.ts';
import type { KeyRing } from '../../../src/format/key-ring.ts';
import { MerkleTree } from '../../../src/format/merkle.ts';
import { type ReleaseHead, sealRelease } from '../../../src/format/release.ts';
import type { ReleasedRecord } from '../../../src/format/released-record.ts';
import { makeBackup, openBackupByWords, writeBackup } from '../../../src/format/ring-backup.ts';
import { randomRecoveryWords } from '../../../src/format/recovery-words.ts';
import { leafOfHash } from '../../../src/format/sealed-record.ts';
import { X25519 } from '../../../src/format/suites.ts';
import { account, all, CLINIC, filled, GRANT, HOSPITAL, NOW, Scene } from '../scene.ts';

/** Whatever hangs is given up soon; what answers has more than enough time. */
const TIMING = { answerMs: 10_000, releaseMs: 10_000, idleMs: 10_000, patienceMs: 0 };
const HASH = 'ab'.repeat(32);
const TOLD = { 'content-type': 'application/octet-stream', 'salus-block': 'none', 'salus-extrinsic': 'none', 'salus-records': '2' };

let scene: Scene;
const servers: Server[] = [];
before(cryptoWaitReady);
beforeEach(async () => {
	scene = await Scene.set();
});
afterEach(() => {
	for (const server of servers.splice(0)) {
		server.close();
		if ('closeAllConnections' in server) (server as unknown as { closeAllConnections(): void }).closeAllConnections();
	}
});
after(() => assert.equal(servers.length, 0));

async function listening<T extends Server>(server: T): Promise<string> {
	servers.push(server);
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
	return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

function asking(url: string, timing: Partial<Timing> = {}): RemoteCustodian {
	const writer = { signer: account('Nurse'), side: { organization: HOSPITAL } };
	return new RemoteCustodian(scene.chain.asChain, { organization: HOSPITAL, url, clock: scene.clock, writer, timing: { ...TIMING, ...timing } });
}

/** A custodian that answers so, whatever it is asked. */
async function answering(act: RequestListener, timing?: Partial<Timing>): Promise<RemoteCustodian> {
	return asking(await listening(createServer(act)), timing);
}

async function saying(text: string): Promise<RemoteCustodian> {
	return answering((_, response) => response.writeHead(200).end(text));
}

/** What a custodian hands out for the specialist's ticket, changed as it likes. */
async function handingOut(change: { head?: Partial<ReleaseHead>; records?: (records: ReleasedRecord[]) => ReleasedRecord[]; bytes?: (bytes: Uint8Array) => Uint8Array }) {
	const { anchor, recordClass, header, records: kept } = scene.batch;
	const tree = new MerkleTree(kept.map(({ commitment, name }) => leafOfHash(commitment, hexToBytes(name))));
	const honest = await Promise.all(kept.map(async ({ commitment, name }, index) => ({ index, commitment, proof: tree.proof(index), sealed: await scene.records.get(name) })));
	const head: ReleaseHead = { anchor, recordClass, header, records: kept.length, envelope: null, emergency: null, ...change.head };
	const request = await scene.request();
	const context = { patient: scene.patient, sequence: scene.ticket.sequence, custodian: HOSPITAL, nonce: request.nonce };
	const sealed = Buffer.concat(await all(sealRelease(context, scene.key, head, (change.records ?? ((same) => same))(honest))));
	const bytes = (change.bytes ?? ((same) => same))(new Uint8Array(sealed));
	const custodian = await answering((_, response) => response.writeHead(200, TOLD).end(bytes));
	const { stream } = await custodian.release(request);
	return scene.reader().open({ ...scene.ticket, block: 'finalized' }, request, stream);
}

async function reading(change: Parameters<typeof handingOut>[0]): Promise<number> {
	const release = await handingOut(change);
	return (await all(release.records((recordClass) => keyOfClass(scene.keys, recordClass)))).length;
}

test('wrong ciphertext, records, proofs and envelopes are refused by what is wrong with them', async () => {
	assert.equal(await reading({}), 2);
	const flipped = (at: number) => (bytes: Uint8Array) => bytes.map((byte, i) => (i === (at < 0 ? bytes.length + at : at) ? byte ^ 1 : byte));
	for (const at of [0, 40, 200, -1]) await assert.rejects(reading({ bytes: flipped(at) }), { name: 'CustodianFault', code: 'custodian.unreadable', custodian: HOSPITAL });
	const fault = { name: 'CustodianFault', code: 'custodian.false-record' };
	await assert.rejects(reading({ records: ([a, b]) => [{ ...a!, sealed: b!.sealed }, b!] }), fault);
	await assert.rejects(reading({ records: ([a, b]) => [{ ...a!, proof: [filled(1)] }, b!] }), fault);
	await assert.rejects(reading({ head: { records: 1 }, records: ([a]) => [a!] }), { code: 'custodian.missing-records' });
	await assert.rejects(reading({ head: { anchor: 5 } }), { code: 'custodian.wrong-batch' });
	const earlier = await scene.giveEnvelope();
	await scene.giveEnvelope();
	const bond = { organization: CLINIC, grantee: { Practitioner: scene.specialist.publicKey } };
	await assert.rejects(handingOut({ head: { envelope: earlier } }).then((release) => release.classKeys(bond, GRANT)), { name: 'CustodianFault', code: 'custodian.false-envelope' });
});

test('what is no JSON, or other JSON than a custodian\'s, is no answer; what it says of prototypes changes nothing', async () => {
	const word = { genesis: bytesToHex(scene.chain.genesis), custodian: HOSPITAL, time: NOW };
	for (const text of ['', '{', '<html>', 'nan', '\u0000', '"text"', '[]', 'null', JSON.stringify({ ...word, time: 1e300 }), `${JSON.stringify(word)}x`, '{"genesis":"\ud800"}', '['.repeat(4_000)]) {
		await assert.rejects((await saying(text)).about(), { name: 'CustodyUnavailable', code: 'custody.no-answer' }, text.slice(0, 20));
	}
	await assert.rejects((await saying(`{"__proto__":${JSON.stringify(word)}}`)).about(), { code: 'custody.no-answer' });
	await assert.rejects((await saying(`{"constructor":{"prototype":${JSON.stringify(word)}}}`)).about(), { code: 'custody.no-answer' });
	assert.equal(({} as Record<string, unknown>)['custodian'], undefined);
	for (const error of ['__proto__', 'constructor', 'hasOwnProperty']) {
		const custodian = await answering((_, response) => response.writeHead(403).end(JSON.stringify({ error, names: [], __proto__: 1 })));
		await assert.rejects(custodian.release(await scene.request()), { name: 'CustodyUnavailable', code: 'custody.no-answer' });
	}
});

test('a redirect is not followed: what is asked with is for this custodian alone', async () => {
	let asked = 0;
	const other = await listening(createServer((_, response) => {
		asked += 1;
		response.writeHead(200, TOLD).end();
	}));
	for (const status of [301, 302, 303, 307, 308]) {
		// It is told at once, and not asked again for as long as patience lasts.
		const custodian = await answering((_, response) => response.writeHead(status, { location: other }).end(), { patienceMs: 60_000 });
		const wrong = { name: 'CustodyUnavailable', code: 'custody.no-answer', message: /sends to another address/ };
		await assert.rejects(custodian.release(await scene.request()), wrong);
		await assert.rejects(custodian.about(), wrong);
		await assert.rejects(custodian.takeRecord(scene.patient, HASH, filled(1)), wrong);
	}
	assert.equal(asked, 0);
});

test('a head that is longer than any, and what is no HTTP, are told from a custodian that is not there', async () => {
	const huge = await answering((_, response) => response.writeHead(200, { 'salus-records': '9'.repeat(100_000) }).end(), { patienceMs: 60_000 });
	for (const ask of [async () => huge.release(await scene.request()), async () => huge.about()]) await assert.rejects(ask, { code: 'custody.no-answer', isUndone: false });
	const odd = await listening(createSocketServer((socket) => void socket.on('error', () => {}).end('SSH-2.0-x\r\n\r\n')));
	await assert.rejects(asking(odd, { patienceMs: 60_000 }).about(), { code: 'custody.no-answer' });
	const closing = await listening(createSocketServer((socket) => void socket.destroy()));
	await assert.rejects(asking(closing).release(await scene.request()), { code: 'custody.unreachable', message: /the connection to http:\/\/127\.0\.0\.1:\d+ fails/, isUndone: false });
});

/** Writes on for as long as somebody reads. */
function withoutEnd(response: ServerResponse, part: string, head = '', everyMs = 0): void {
	response.writeHead(200, TOLD).write(head);
	const more = () => {
		if (!response.destroyed) response.write(part, () => void setTimeout(more, everyMs));
	};
	more();
}

test('an answer without an end is given up where it is longer than any', async () => {
	const white = ' '.repeat(2 ** 16);
	await assert.rejects((await answering((_, response) => withoutEnd(response, white))).about(), { code: 'custody.no-answer', message: /longer than/ });
	const side = new PatientSide(scene.chain.asChain, { patient: scene.patient, signer: scene.controller, clock: scene.clock });
	const given = async (custodian: RemoteCustodian) => {
		const { request, content } = await side.giveBackups(HOSPITAL);
		return all((await custodian.answer(request, content)).backups!);
	};
	for (const [head, part] of [['[', '{},'.repeat(5_000)], ['["', 'x'.repeat(2 ** 20)]] as const) {
		await assert.rejects(given(await answering((_, response) => withoutEnd(response, part, head))), { code: 'custody.no-answer', message: /longer than any/ });
	}
	const header = JSON.stringify({ anchor: 0, class: 96, header: '', earlier: [], more: 'x'.repeat(2 ** 23) });
	const headers = await side.giveHeaders(HOSPITAL);
	const endless = await answering((_, response) => withoutEnd(response, `,${header}`, `[${header}`));
	await assert.rejects(endless.answer(headers.request, headers.content), { code: 'custody.no-answer', message: /longer than any/ });
	const release = await answering((_, response) => withoutEnd(response, 'x'.repeat(2 ** 20)));
	const request = await scene.request();
	const { stream } = await release.release(request);
	await assert.rejects(scene.reader().open(scene.ticket, request, stream), { name: 'CustodianFault', code: 'custodian.unreadable' });
});

test('an answer that comes by drops is given up as one that does not come at all', { timeout: 60_000 }, async () => {
	const timing = { idleMs: 500 };
	const slow = { name: 'CustodyUnavailable', code: 'custody.broken-off', message: /too slowly/ };
	await assert.rejects((await answering((_, response) => withoutEnd(response, ' ', '', 20), timing)).about(), slow);
	const custodian = await answering((_, response) => withoutEnd(response, 'x', '', 20), timing);
	const { stream } = await custodian.release(await scene.request());
	await assert.rejects(all(stream), slow);
	// Who reads slowly is not taken for who sends slowly.
	const patient = await answering((_, response) => response.writeHead(200, TOLD).end(new Uint8Array(2 ** 18)), timing);
	let length = 0;
	for await (const part of (await patient.release(await scene.request())).stream) {
		length += part.length;
		await new Promise((resolve) => setTimeout(resolve, 300));
	}
	assert.equal(length, 2 ** 18);
});

test('who is asked and never answers is given up in time, or when whoever asks has enough', async () => {
	const silent = await answering(() => {}, { answerMs: 100, releaseMs: 100 });
	const late = { name: 'CustodyUnavailable', code: 'custody.unreachable', message: /does not answer within/, isUndone: false };
	await assert.rejects(silent.about(), late);
	await assert.rejects(silent.release(await scene.request()), late);
	await assert.rejects(silent.takeRecord(scene.patient, HASH, filled(1)), late);
	const side = new PatientSide(scene.chain.asChain, { patient: scene.patient, signer: scene.controller, clock: scene.clock });
	const { request, content } = await side.giveHeaders(HOSPITAL);
	await assert.rejects(silent.answer(request, content), late);

	const hanging = await answering((_, response) => {
		response.writeHead(200, TOLD).flushHeaders();
	});
	const enough = new AbortController();
	const { stream } = await hanging.release(await scene.request(), enough.signal);
	const waiting = assert.rejects(all(stream), { code: 'input.aborted' });
	enough.abort();
	await waiting;
	await assert.rejects(hanging.release(await scene.request(), enough.signal), { code: 'input.aborted' });
});

test('backups are read one after the other: the first one opens before the last has come, and one that is none is passed over', async () => {
	const words = randomRecoveryWords();
	const ring: KeyRing = { roots: [{ suite: X25519, root: randomRoot() }] };
	const backup = writeBackup(await makeBackup({ genesis: scene.chain.genesis, patient: scene.patient, version: 1 }, ring, { words }));
	let sendRest = () => {};
	const custodian = await answering((_, response) => {
		response.writeHead(200).write(`[{"__proto__":{}},{"format":"none"},${backup},`);
		sendRest = () => void response.end(`${backup}]`);
	});
	const side = new PatientSide(scene.chain.asChain, { patient: scene.patient, signer: scene.controller, clock: scene.clock });
	const { request, content } = await side.giveBackups(HOSPITAL);
	const { backups } = await custodian.answer(request, content);
	let opened = 0;
	const rings = await openEach(backups!, (one) => {
		opened += 1;
		if (opened === 1) sendRest();
		return openBackupByWords(one, words);
	});
	assert.deepEqual(rings, [ring, ring]);
});
