import assert from 'node:assert/strict';
import { test } from 'node:test';
import { randomBytes } from '@noble/hashes/utils.js';
import { FormatError, utf8ToBytes } from '../../src/format/bytes.ts';
import { classKeyPair, patientKeyPair } from '../../src/format/class-keys.ts';
import { commitment, ownerSalt, randomSalt } from '../../src/format/commitment.ts';
import {
	MAX_ENVELOPE_CLASSES, MAX_ENVELOPE_LENGTH, openEnvelope, sealEnvelope, type EnvelopeContext,
} from '../../src/format/envelope.ts';
import { deriveKeyPair } from '../../src/format/hpke.ts';
import { openRecord, rewrapRecord, sealRecord, sealedEpoch } from '../../src/format/sealed-record.ts';

const patient = randomBytes(32);
const secret = randomBytes(32);
const canonical = utf8ToBytes('{"resourceType":"Observation","valueDecimal":1.10}');
const OBSERVATION = 96;

async function sealed(recordClass = OBSERVATION, epoch = 0) {
	const keys = await classKeyPair(secret, epoch, recordClass);
	const salt = randomSalt();
	const blob = await sealRecord({ patient, recordClass }, epoch, keys.publicKey, salt, canonical);
	return { keys, salt, blob };
}

test('a sealed record opens to the same bytes, salt and commitment', async () => {
	const { keys, salt, blob } = await sealed();
	const opened = await openRecord({ patient, recordClass: OBSERVATION }, keys.privateKey, blob);
	assert.deepEqual(opened.canonical, canonical);
	assert.deepEqual(opened.salt, salt);
	assert.deepEqual(opened.commitment, commitment(salt, canonical));
	assert.equal(sealedEpoch(blob), 0);
});

test('every altered byte of a sealed record is noticed', async () => {
	const { keys, blob } = await sealed();
	for (let i = 0; i < blob.length; i++) {
		const altered = blob.slice();
		altered[i] = (altered[i] as number) ^ 1;
		await assert.rejects(openRecord({ patient, recordClass: OBSERVATION }, keys.privateKey, altered), FormatError);
	}
	for (const cut of [0, 3, 40, 111, blob.length - 1]) {
		await assert.rejects(openRecord({ patient, recordClass: OBSERVATION }, keys.privateKey, blob.slice(0, cut)), FormatError);
	}
});

test('a sealed record opens for its patient, class and epoch only', async () => {
	const { keys, blob } = await sealed();
	await assert.rejects(openRecord({ patient: randomBytes(32), recordClass: OBSERVATION }, keys.privateKey, blob), FormatError);
	await assert.rejects(openRecord({ patient, recordClass: OBSERVATION + 1 }, keys.privateKey, blob), FormatError);
	const others = [await classKeyPair(secret, 1, OBSERVATION), await classKeyPair(secret, 0, OBSERVATION + 1)];
	for (const { privateKey } of others) {
		await assert.rejects(openRecord({ patient, recordClass: OBSERVATION }, privateKey, blob), FormatError);
	}
});

test('a record whose key is wrapped for a later epoch is the same record, and opens with the later key only', async () => {
	const { keys, salt, blob } = await sealed();
	const context = { patient, recordClass: OBSERVATION };
	const later = await classKeyPair(secret, 1, OBSERVATION);
	const moved = await rewrapRecord(context, keys.privateKey, blob, { epoch: 1, classPublicKey: later.publicKey });
	assert.equal(sealedEpoch(moved), 1);
	const opened = await openRecord(context, later.privateKey, moved);
	assert.deepEqual([opened.canonical, opened.commitment], [canonical, commitment(salt, canonical)]);
	await assert.rejects(openRecord(context, keys.privateKey, moved), FormatError);
	await assert.rejects(rewrapRecord(context, later.privateKey, blob, { epoch: 1, classPublicKey: later.publicKey }), FormatError);
});

test('the size of a sealed record shows only multiples of 256', async () => {
	const { publicKey } = await classKeyPair(secret, 0, OBSERVATION);
	const size = async (length: number) =>
		(await sealRecord({ patient, recordClass: OBSERVATION }, 0, publicKey, randomSalt(), new Uint8Array(length))).length;
	assert.equal(await size(1), await size(220));
	assert.equal(await size(221), (await size(220)) + 256);
});

test('the same record under two salts gives commitments that have nothing in common', () => {
	assert.notDeepEqual(commitment(randomSalt(), canonical), commitment(randomSalt(), canonical));
	assert.deepEqual(ownerSalt(secret, canonical), ownerSalt(secret, canonical));
	assert.notDeepEqual(ownerSalt(secret, canonical), ownerSalt(randomBytes(32), canonical));
	assert.throws(() => commitment(new Uint8Array(31), canonical), FormatError);
});

test('keys of classes, epochs and the patient are all different', async () => {
	const pairs = [
		await classKeyPair(secret, 0, 1), await classKeyPair(secret, 0, 2), await classKeyPair(secret, 1, 1),
		await patientKeyPair(secret, 0), await patientKeyPair(secret, 1), await classKeyPair(randomBytes(32), 0, 1),
	];
	assert.equal(new Set(pairs.map(({ publicKey }) => publicKey.toString())).size, pairs.length);
});

const envelopeContext: EnvelopeContext = { patient, organization: 1, grantee: randomBytes(32), keyEpoch: 3 };

test('an envelope opens to the granted keys for its grantee, and for nothing else', async () => {
	const grantee = await deriveKeyPair(randomBytes(32));
	const keys = [9, 4].map((recordClass) => ({ recordClass, privateKey: randomBytes(32) }));
	const envelope = await sealEnvelope(envelopeContext, grantee.publicKey, keys);
	assert.ok(envelope.length <= MAX_ENVELOPE_LENGTH);
	assert.deepEqual(await openEnvelope(envelopeContext, grantee.privateKey, envelope), [keys[1], keys[0]]);

	const moved: Partial<EnvelopeContext>[] = [
		{ patient: randomBytes(32) }, { organization: 2 }, { grantee: randomBytes(32) }, { keyEpoch: 4 },
	];
	for (const change of moved) {
		await assert.rejects(openEnvelope({ ...envelopeContext, ...change }, grantee.privateKey, envelope), FormatError);
	}
	const stranger = await deriveKeyPair(randomBytes(32));
	await assert.rejects(openEnvelope(envelopeContext, stranger.privateKey, envelope), FormatError);
	for (let i = 0; i < envelope.length; i += 7) {
		const altered = envelope.slice();
		altered[i] = (altered[i] as number) ^ 0x80;
		await assert.rejects(openEnvelope(envelopeContext, grantee.privateKey, altered), FormatError);
	}
});

test('the fullest envelope fits the chain, and one class more is refused', async () => {
	const { publicKey } = await deriveKeyPair(randomBytes(32));
	const keys = (n: number) => Array.from({ length: n }, (_, i) => ({ recordClass: i + 1, privateKey: randomBytes(32) }));
	assert.ok((await sealEnvelope(envelopeContext, publicKey, keys(MAX_ENVELOPE_CLASSES))).length <= MAX_ENVELOPE_LENGTH);
	await assert.rejects(sealEnvelope(envelopeContext, publicKey, keys(MAX_ENVELOPE_CLASSES + 1)), FormatError);
	await assert.rejects(sealEnvelope(envelopeContext, publicKey, []), FormatError);
	await assert.rejects(sealEnvelope(envelopeContext, publicKey, [...keys(1), ...keys(1)]), FormatError);
});
