import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { cryptoWaitReady } from '@polkadot/util-crypto';
import { bytesToHex, hexToBytes } from '../../src/format/bytes.ts';
import { openEnvelope } from '../../src/format/envelope.ts';
import { readKeyCard } from '../../src/format/key-card.ts';
import { verifyInclusion } from '../../src/format/merkle.ts';
import { openRecord } from '../../src/format/sealed-record.ts';
import { makeVectors } from './make-vectors.ts';

const file = new URL('../../../../tests/vectors/record-format-v1.json', import.meta.url);
const vectors = JSON.parse(readFileSync(file, 'utf8'));

test('the published vectors are what this code makes, byte for byte', async () => {
	const { keyCard, ...made } = JSON.parse(JSON.stringify(await makeVectors()));
	const { keyCard: published, ...rest } = vectors;
	assert.deepEqual(rest, made);
	assert.equal(published.signedBytes, keyCard.signedBytes);
	assert.equal(published.controllerPublicKey, keyCard.controllerPublicKey);
});

test('the sealed record of the vectors opens', async () => {
	const vector = vectors.sealedRecord;
	const opened = await openRecord(
		{ patient: hexToBytes(vector.patient), recordClass: vector.class },
		hexToBytes(vector.classPrivateKey),
		hexToBytes(vector.blob),
	);
	assert.equal(bytesToHex(opened.canonical), vector.utf8);
	assert.equal(bytesToHex(opened.salt), vector.salt);
	assert.equal(bytesToHex(opened.commitment), vector.commitment);
});

test('the envelopes of the vectors open', async () => {
	for (const vector of [vectors.envelope, vectors.organizationEnvelope]) {
		const { patient, organization, grantee, keyEpoch, granteePrivateKey, sealed, keys } = vector;
		const context = { patient: hexToBytes(patient), organization, grantee: hexToBytes(grantee), keyEpoch };
		const opened = await openEnvelope(context, hexToBytes(granteePrivateKey), hexToBytes(sealed));
		assert.deepEqual(
			opened.map(({ recordClass, privateKey }) => ({ class: recordClass, privateKey: bytesToHex(privateKey) })),
			keys,
		);
	}
});

test('the key card of the vectors is genuine', async () => {
	await cryptoWaitReady();
	const { card, controllerPublicKey } = vectors.keyCard;
	const keys = readKeyCard(card, {
		genesis: hexToBytes(card.genesis),
		patient: hexToBytes(card.patient),
		epoch: card.epoch,
		controller: hexToBytes(controllerPublicKey),
	});
	assert.equal(keys.size, 2);
});

test('the proofs of the vectors hold', () => {
	for (const { leaves, root, proofs } of vectors.merkle) {
		for (const [index, leaf] of leaves.entries()) {
			assert.ok(verifyInclusion(hexToBytes(root), leaves.length, index, hexToBytes(leaf), proofs[index].map(hexToBytes)));
		}
	}
});
