import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { cryptoWaitReady } from '@polkadot/util-crypto';
import { fetchPieces, RemoteCustodian } from '../../../src/custody/remote/index.ts';
import { SalusError } from '../../../src/errors.ts';
import { packBatch } from '../../../src/format/batch-package.ts';
import { bytesToHex } from '../../../src/format/bytes.ts';
import { joinPieces, type PiecePlan, splitIntoPieces, TooFewPiecesError } from '../../../src/format/pieces.ts';
import { account, filled, HOSPITAL, Scene } from '../scene.ts';
import { answer, FakeService, refuse } from './fake-service.ts';

const ANCHOR = 4;
const TIMING = { answerMs: 10_000, idleMs: 10_000, patienceMs: 0 };
const patient = filled(0xaa);
/** Longer than a chunk each, in three pieces. */
const packed = packBatch([{ commitment: filled(1), sealed: Uint8Array.from({ length: 250_000 }, (_, i) => i % 251) }]);

let plan: PiecePlan;
let pieces: Uint8Array[];
let services: FakeService[];
let custodians: RemoteCustodian[];

before(async () => {
	await cryptoWaitReady();
	({ pieces, plan } = await splitIntoPieces(packed, 2, 3));
	const scene = await Scene.set();
	services = await Promise.all(pieces.map(() => FakeService.start(scene)));
	// Each of them takes itself for the hospital: what is tried here is what comes of their answers.
	custodians = services.map(({ url }) => new RemoteCustodian(
		scene.chain.asChain, { organization: HOSPITAL, url, clock: scene.clock, writer: { signer: account('Nurse'), side: { patient } }, timing: TIMING },
	));
	await Promise.all(custodians.map((custodian, index) => custodian.takePiece(patient, ANCHOR, pieces[index]!)));
});
after(() => {
	for (const service of services) service.stop();
});

function behave(): void {
	for (const [index, service] of services.entries()) {
		service.misbehave = () => false;
		service.pieces.set(ANCHOR, pieces[index]!);
	}
}

test('any two of three pieces come, whole and as planned', async () => {
	behave();
	const fetched = await fetchPieces({ patient, anchor: ANCHOR, plan }, custodians);
	assert.equal(fetched.pieces.length, 2);
	assert.deepEqual((await joinPieces(plan, fetched.pieces)).bytes, packed);
	for (const without of [0, 1, 2]) {
		const { pieces: two, failed } = await fetchPieces({ patient, anchor: ANCHOR, plan }, custodians.map((custodian, index) => (index === without ? undefined : custodian)));
		assert.deepEqual((await joinPieces(plan, two)).bytes, packed);
		assert.equal(failed.size, 0);
	}
	// An organization may keep several pieces of one anchor.
	for (const [index, { roots }] of services.entries()) assert.deepEqual([...roots], [`root=${bytesToHex(plan.roots[index]!)}`]);
	await assert.rejects(custodians[0]!.givePiece({ patient, anchor: ANCHOR, plan, index: 3 }), { name: 'InputError', code: 'pieces.none' });
});

test('a custodian that has a piece of a later plan, too, is asked for the one of this plan, and not blamed', async () => {
	behave();
	const later = await splitIntoPieces(packed, 1, 3);
	const planned = { patient, anchor: ANCHOR, plan, index: 0 };
	services[0]!.misbehave = ({ url }) => {
		const isThis = url?.endsWith(`?root=${bytesToHex(plan.roots[0]!)}`);
		services[0]!.pieces.set(ANCHOR, isThis ? pieces[0]! : later.pieces[0]!);
		return false;
	};
	assert.deepEqual(await custodians[0]!.givePiece(planned), pieces[0]);
	assert.deepEqual((await custodians[0]!.proveChunk(planned, 1)).chunk, pieces[0]!.slice(65_536, 131_072));
});

test('who is slow is not waited for once there are enough, and is asked no longer', async () => {
	behave();
	let isGivenUp = false;
	services[0]!.misbehave = (request, _, { line }) => {
		if (line.startsWith('POST')) return false;
		request.socket.on('close', () => {
			isGivenUp = true;
		});
		return true;
	};
	const began = performance.now();
	const { failed } = await fetchPieces({ patient, anchor: ANCHOR, plan }, custodians);
	assert.equal(failed.size, 0);
	while (!isGivenUp) await new Promise((resolve) => setTimeout(resolve, 10));
	assert.ok(performance.now() - began < TIMING.answerMs / 2, 'it was asked until it was too late for an answer');
});

test('a false piece is found out by whose it is, two others give the package; with one alone there is none', async () => {
	const [first, second] = pieces as [Uint8Array, Uint8Array];
	const flipped = (at: number) => first.map((byte, i) => (i === at ? byte ^ 1 : byte));
	// In its first chunk, in a later one, another's, cut off, longer than it says.
	for (const spoilt of [flipped(100), flipped(first.length - 1), second, first.slice(0, -1), new Uint8Array([...first, 0])]) {
		behave();
		services[0]!.pieces.set(ANCHOR, spoilt);
		await assert.rejects(custodians[0]!.givePiece({ patient, anchor: ANCHOR, plan, index: 0 }), (error: SalusError) => {
			assert.ok(['custodian.false-piece', 'custody.no-answer', 'custody.refused'].includes(error.code), error.code);
			return true;
		});
		const fetched = await fetchPieces({ patient, anchor: ANCHOR, plan }, custodians);
		assert.deepEqual((await joinPieces(plan, fetched.pieces)).bytes, packed);
		await assert.rejects(fetchPieces({ patient, anchor: ANCHOR, plan }, custodians.slice(0, 2)), (error: TooFewPiecesError) => {
			assert.ok(error instanceof TooFewPiecesError);
			assert.deepEqual(error.bad.map(({ place }) => place), [0]);
			return true;
		});
	}
	// Whose first chunk is the true one.
	behave();
	services[0]!.misbehave = (_, response, { line }) => {
		if (!line.startsWith('GET') || line.includes('/chunks/')) return false;
		response.writeHead(200).end(flipped(first.length - 1));
		return true;
	};
	await assert.rejects(custodians[0]!.givePiece({ patient, anchor: ANCHOR, plan, index: 0 }), { name: 'CustodianFault', code: 'custodian.false-piece' });

	behave();
	services[1]!.pieces.delete(ANCHOR);
	services[2]!.misbehave = (_, response) => {
		refuse(response, 503, 'unavailable', { retryAfter: 1 });
		return true;
	};
	await assert.rejects(fetchPieces({ patient, anchor: ANCHOR, plan }, custodians), TooFewPiecesError);
	await assert.rejects(fetchPieces({ patient, anchor: ANCHOR, plan }, [undefined, undefined, undefined]), TooFewPiecesError);
});

test('of a piece no more is read than its first chunk, which is under the root, says there is', async () => {
	behave();
	let sent = 0;
	services[0]!.misbehave = (_, response, { line }) => {
		if (!line.startsWith('GET') || line.includes('/chunks/')) return false;
		response.writeHead(200);
		const more = () => {
			sent += 1;
			if (!response.destroyed) response.write(new Uint8Array(65_536), () => setImmediate(more));
		};
		more();
		return true;
	};
	await assert.rejects(custodians[0]!.givePiece({ patient, anchor: ANCHOR, plan, index: 0 }), { name: 'CustodyUnavailable', code: 'custody.no-answer' });
	assert.ok(sent < 1000, `${sent} parts went out`);
});

test('a chunk shows that a piece is there, and a false one that it is not', async () => {
	behave();
	const planned = { patient, anchor: ANCHOR, plan, index: 2 };
	for (const chunk of [0, 1]) {
		const proven = await custodians[2]!.proveChunk(planned, chunk);
		assert.deepEqual(proven.chunk, pieces[2]!.slice(chunk * 65_536, (chunk + 1) * 65_536));
	}
	await assert.rejects(custodians[2]!.proveChunk({ ...planned, index: 1 }, 1), { name: 'CustodianFault', code: 'custodian.false-piece' });
	services[2]!.misbehave = (_, response, { line }) => {
		if (!line.includes('/chunks/1')) return false;
		answer(response, 200, { chunk: Buffer.from(pieces[2]!.subarray(0, 65_536)).toString('base64'), siblings: ['00'.repeat(32)] });
		return true;
	};
	await assert.rejects(custodians[2]!.proveChunk(planned, 1), { name: 'CustodianFault', code: 'custodian.false-piece', custodian: HOSPITAL });
	for (const odd of [{}, { chunk: '*', siblings: [] }, { chunk: 'AA==', siblings: ['00'] }, { chunk: 'AA==', siblings: '00' }, { chunk: 'A'.repeat(2 ** 18), siblings: [] }]) {
		services[2]!.misbehave = (_, response, { line }) => {
			if (!line.includes('/chunks/0')) return false;
			answer(response, 200, odd);
			return true;
		};
		await assert.rejects(custodians[2]!.proveChunk(planned, 1), { name: 'CustodyUnavailable', code: 'custody.no-answer' });
	}
});
