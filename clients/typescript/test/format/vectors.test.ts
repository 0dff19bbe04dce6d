import assert from 'node:assert/strict';
import { claimOf } from '../../src/format/ticket-secret.ts';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { openPackage, packBatch } from '../../src/format/batch-package.ts';
import { BatchOpener } from '../../src/format/batch.ts';
import { bytesToHex, hexToBytes } from '../../src/format/bytes.ts';
import { emergencyRingOnChain, openEmergencyRing, openEmergencyShare, readEmergencyRing, releasedEmergency } from '../../src/format/emergency-ring.ts';
import { openEnvelope } from '../../src/format/envelope.ts';
import { checkCard } from '../../src/format/key-card.ts';
import { verifyInclusion } from '../../src/format/merkle.ts';
import { checkPatientRequest, readMovedHeader } from '../../src/format/patient-request.ts';
import { CHUNK_LENGTH, assertChunk } from '../../src/format/piece-chunks.ts';
import { joinPieces, splitIntoPieces } from '../../src/format/pieces.ts';
import { assertKept, openReleased } from '../../src/format/released-record.ts';
import { checkReleaseRequest } from '../../src/format/release-request.ts';
import { type OpenedRelease, openReleases } from '../../src/format/release.ts';
import { guardiansLock, openBackupByDevice, openBackupByGuardians, openBackupByWords, readBackup } from '../../src/format/ring-backup.ts';
import { findGuardianShare, openHandedShare } from '../../src/format/ring-locks.ts';
import { checkSessionRequest } from '../../src/format/session-request.ts';
import { combineShares } from '../../src/format/shares.ts';
import { type Suite, publishedKey } from '../../src/format/suites.ts';
import { keysJson } from './vectors/handed-over.ts';
import { makeVectors } from './vectors/make.ts';

const file = new URL('../../../../tests/vectors/record-format-v1.json', import.meta.url);
const vectors = JSON.parse(readFileSync(file, 'utf8'));
const privateKeyOf = ({ suite, privateKey }: { suite: Suite; privateKey: string }) => ({ suite, privateKey: hexToBytes(privateKey) });

test('the published vectors are what this code makes, byte for byte', async () => {
	const made = JSON.parse(JSON.stringify(await makeVectors()));
	const { releaseRequest, patientRequest, sessionRequest, ...rest } = vectors;
	const [release, patient, ...sessions] = [releaseRequest, patientRequest, ...sessionRequest].map(({ signature: _, ...request }) => request);
	assert.deepEqual({ ...rest, releaseRequest: release, patientRequest: patient, sessionRequest: sessions }, made);
});

test('the batches of the vectors open, before and after they were moved', async () => {
	for (const { suite, patient, class: recordClass, classPrivateKey, header, records, moved } of vectors.batch) {
		const context = { patient: hexToBytes(patient), recordClass };
		for (const [key, sealedKey] of [[classPrivateKey, header], [moved.classPrivateKey, moved.header]]) {
			const batch = await BatchOpener.begin(context, { suite, privateKey: hexToBytes(key) }, hexToBytes(sealedKey));
			for (const { index, sealed, utf8, salt, commitment } of records) {
				const opened = batch.open(index, hexToBytes(sealed));
				assert.deepEqual([opened.canonical, opened.salt, opened.commitment].map(bytesToHex), [utf8, salt, commitment]);
			}
		}
	}
});

test('the envelopes of the vectors open', async () => {
	assert.equal(vectors.envelopes.length, 7);
	for (const { suite, patient, organization, grantee, keyEpoch, granteePrivateKey, sealed, keys } of vectors.envelopes) {
		const context = { patient: hexToBytes(patient), organization, grantee: hexToBytes(grantee), keyEpoch };
		const opened = await openEnvelope(context, { suite, privateKey: hexToBytes(granteePrivateKey) }, hexToBytes(sealed));
		assert.deepEqual(keysJson(opened), keys);
	}
});

test('the key cards of the vectors are genuine', () => {
	for (const { card, hash } of vectors.keyCards) {
		const publicKey = publishedKey({ suite: card.suite, publicKey: hexToBytes(card.publicKey) });
		const known = { genesis: hexToBytes(card.genesis), patient: hexToBytes(card.patient), epoch: card.epoch, publicKey, card: hexToBytes(hash) };
		assert.equal(checkCard(card, known).keys.size, 3);
	}
});

test('the requests of the vectors are signed', () => {
	const { releaseRequest, patientRequest } = vectors;
	const own = { genesis: hexToBytes(releaseRequest.request.genesis), custodian: releaseRequest.request.custodian, now: releaseRequest.request.time };
	checkReleaseRequest({ format: 'salus/release-request/v1', ...releaseRequest.request, signature: releaseRequest.signature }, own);
	const content = hexToBytes(patientRequest.content);
	checkPatientRequest({ format: 'salus/patient-request/v1', ...patientRequest.request, signature: patientRequest.signature }, content, own);
	assert.equal(readMovedHeader(content).anchor, 3);
	const sides = vectors.sessionRequest.map(({ request, signature }: { request: object; signature: string }) =>
		Object.keys(checkSessionRequest({ format: 'salus/session-request/v1', ...request, signature }, own).side));
	assert.deepEqual(sides, [['organization'], ['patient']]);
});

test('the claim of the vectors is that of the secret', () => {
	const { secret, claim } = vectors.ticketSecret;
	assert.equal(bytesToHex(claimOf(hexToBytes(secret))), claim);
});

test('the releases of the vectors open', async () => {
	for (const { request, readerPrivateKey, release, root, head, otherHead, utf8 } of vectors.release) {
		const context = { patient: hexToBytes(request.patient), sequence: request.sequence, custodian: request.custodian, nonce: hexToBytes(request.nonce) };
		const parts = openReleases(context, { suite: request.suite, privateKey: hexToBytes(readerPrivateKey) }, request.targets.length, hexToBytes(release));
		const opened = (await parts.next()).value as OpenedRelease;
		assert.equal(bytesToHex(opened.head.envelope as Uint8Array), head.envelope);
		const { classes } = vectors.keys.find((keys: { suite: Suite }) => keys.suite === request.suite);
		const { privateKey } = classes.find((key: { class: number }) => key.class === head.class);
		const batch = await BatchOpener.begin({ patient: context.patient, recordClass: head.class }, { suite: request.suite, privateKey: hexToBytes(privateKey) }, opened.head.header as Uint8Array);
		const found: string[] = [];
		for await (const record of opened.records) {
			assertKept({ root: hexToBytes(root), records: head.records }, record);
			found.push(bytesToHex(openReleased(batch, record).canonical));
		}
		assert.deepEqual(found, utf8);
		const { head: alone } = (await parts.next()).value as OpenedRelease;
		assert.deepEqual([alone.anchor, alone.recordClass, bytesToHex(alone.envelope as Uint8Array)], [null, otherHead.class, otherHead.envelope]);
		assert.ok((await parts.next()).done);
	}
});

test('the shares of the vectors give their keys', async () => {
	for (const { key, threshold, shares } of vectors.shares) {
		const all = shares.map(({ share, commitment }: Record<'share' | 'commitment', string>) => ({ share: hexToBytes(share), commitment: hexToBytes(commitment) }));
		for (let from = 0; from + threshold <= all.length; from++) assert.equal(bytesToHex(await combineShares(threshold, all.slice(from, from + threshold))), key);
	}
});

test('the backup of the vectors is opened by each of its locks', async () => {
	const { roots, backup: json, guardians, words, device, newDevice, handed } = vectors.keyRing;
	const ring = { roots: roots.map((known: { suite: number; root: string } | null) => known && { ...known, root: hexToBytes(known.root) }) };
	const backup = readBackup(json);
	const lock = guardiansLock(backup);
	assert.deepEqual(openBackupByWords(backup, words), ring);
	assert.deepEqual(await openBackupByDevice(backup, privateKeyOf(device)), ring);
	const own = await Promise.all([1, 2].map(async (i) => findGuardianShare(backup, lock, privateKeyOf(guardians[i]))));
	assert.deepEqual(await openBackupByGuardians(backup, own.flatMap((share) => share ?? [])), ring);
	const received = await Promise.all(handed.map(({ sealed }: { sealed: string }) => openHandedShare(backup, lock, privateKeyOf(newDevice), hexToBytes(sealed))));
	assert.deepEqual(received.map(({ index }) => index), [2, 0]);
	assert.deepEqual(await openBackupByGuardians(backup, received), ring);
});

test('the emergency ring of the vectors opens', async () => {
	const { keys, ring: json, custodians, commitment } = vectors.emergencyRing;
	const ring = readEmergencyRing(json);
	const onChain = emergencyRingOnChain(ring);
	assert.equal(bytesToHex(onChain.commitment), commitment);
	const handed = await Promise.all([custodians[2], custodians[1]].map(async (of) =>
		({ custodian: of.custodian, released: releasedEmergency(ring, await openEmergencyShare(ring, of.custodian, privateKeyOf(of))) })));
	assert.deepEqual(keysJson(await openEmergencyRing(ring.patient, onChain, handed)), keys);
});

test('the proofs of the vectors hold', () => {
	for (const { leaves, root, proofs } of vectors.merkle) {
		for (const [index, leaf] of leaves.entries()) {
			assert.ok(verifyInclusion(hexToBytes(root), leaves.length, index, hexToBytes(leaf), proofs[index].map(hexToBytes)));
		}
	}
});

test('the pieces of the vectors give the package, whichever are lost, and the package is the batch\'s', async () => {
	const { records, package: hex, root, plans, long } = vectors.pieces;
	const bytes = hexToBytes(hex);
	const opened = openPackage({ root: hexToBytes(root), records: records.length }, bytes);
	assert.deepEqual(opened.map(({ commitment, sealed }) => ({ commitment: bytesToHex(commitment), sealed: bytesToHex(sealed) })), records);
	assert.deepEqual(plans.map(({ needed, pieces }: { needed: number; pieces: string[] }) => [needed, pieces.length]), [[1, 1], [1, 3], [2, 3], [3, 5], [10, 16], [16, 16]]);
	for (const { needed, pieces, roots } of plans) {
		const plan = { needed, roots: roots.map(hexToBytes) };
		for (let from = 0; from + needed <= pieces.length; from++) {
			assert.deepEqual(await joinPieces(plan, pieces.slice(from, from + needed).map(hexToBytes)), { bytes, bad: [] });
		}
	}
	const sealed = Uint8Array.from({ length: long.sealedLength }, (_, i) => i % 251);
	const { pieces, plan } = await splitIntoPieces(packBatch([{ commitment: hexToBytes(long.commitment), sealed }]), long.needed, long.roots.length);
	assert.deepEqual(plan.roots.map(bytesToHex), long.roots);
	const piece = pieces[long.chunk.piece] as Uint8Array;
	const chunk = piece.slice(long.chunk.index * CHUNK_LENGTH, (long.chunk.index + 1) * CHUNK_LENGTH);
	assertChunk(hexToBytes(long.roots[long.chunk.piece]), piece.length, { index: long.chunk.index, chunk, proof: long.chunk.proof.map(hexToBytes) });
});
