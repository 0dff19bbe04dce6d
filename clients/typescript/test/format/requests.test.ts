import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Keyring } from '@polkadot/keyring';
import { blake2AsU8a, cryptoWaitReady, secp256k1Verify } from '@polkadot/util-crypto';
import { type KeypairType } from '@polkadot/util-crypto/types';
import { bytesToHex, hexToBytes, u32le, utf8ToBytes } from '../../src/format/bytes.ts';
import { blake2b256 } from '../../src/format/commitment.ts';
import {
	PATIENT_REQUEST_KINDS, checkPatientRequest, makePatientRequest, movedHeader, patientRequestBytes, readMovedHeader, readPatientRequest, writePatientRequest,
} from '../../src/format/patient-request.ts';
import { checkReleaseRequest, makeReleaseRequest, readReleaseRequest, releaseRequestBytes, writeReleaseRequest, type ReleaseRequest } from '../../src/format/release-request.ts';
import type { ReleaseTarget } from '../../src/format/release-target.ts';
import {
	checkSessionRequest, makeSessionRequest, readSessionRequest, type SessionRequest, sessionRequestBytes, type WriterSide, writeSessionRequest,
} from '../../src/format/session-request.ts';
import { isSignedBy } from '../../src/format/signatures.ts';
import { ALL_SUITES, X25519, X_WING, randomKeyPair } from '../../src/format/suites.ts';
import { claimOf, randomTicketSecret } from '../../src/format/ticket-secret.ts';
import { filled, flips, refused, textFlips } from './helpers.ts';

await cryptoWaitReady();

const NOW = 1_800_000_000_000;
const own = { genesis: filled(1), custodian: 7, now: NOW };
const TARGETS: ReleaseTarget[] = [{ anchor: 5 }, { recordClass: 96, content: null }, { recordClass: 96, content: { from: 1, until: 2 } }];
const ticket = { genesis: filled(1), patient: filled(2), sequence: 2 ** 40, custodian: 7, secret: filled(3), targets: TARGETS, time: NOW };
const SCHEMES: KeypairType[] = ['sr25519', 'ed25519', 'ecdsa'];

/** An account of the chain: of ECDSA it is the hash of the public key. */
function signer(type: KeypairType = 'sr25519', seed = 5) {
	const pair = new Keyring({ type }).addFromSeed(filled(seed));
	return { account: type === 'ecdsa' ? blake2AsU8a(pair.publicKey) : pair.publicKey, sign: (message: Uint8Array) => pair.sign(message), pair };
}

async function request(type: KeypairType = 'sr25519', suite: 1 | 2 = X25519) {
	const { account, sign } = signer(type);
	return makeReleaseRequest({ ...ticket, holder: account, reader: await randomKeyPair(suite) }, sign);
}

for (const scheme of SCHEMES) {
	test(`a request signed with ${scheme} is the holder's`, async () => {
		for (const suite of ALL_SUITES) {
			const made = await request(scheme, suite);
			assert.deepEqual(checkReleaseRequest(writeReleaseRequest(made), own), made);
			assert.deepEqual(checkReleaseRequest(JSON.parse(writeReleaseRequest(made)), own), made);
		}
	});

	test(`a signature with ${scheme} is of exactly the bytes between their marks`, async () => {
		const { account, pair } = signer(scheme);
		const made = await request(scheme);
		const message = releaseRequestBytes(made);
		const text = new TextDecoder('latin1').decode(message);
		assert.ok(text.startsWith('<Bytes>salus/release-request/v1') && text.endsWith('</Bytes>'));
		const others = {
			'of the bytes without their marks': pair.sign(message.slice(7, -8)),
			'of the bytes with marks twice': pair.sign(new Uint8Array([...utf8ToBytes('<Bytes>'), ...message, ...utf8ToBytes('</Bytes>')])),
			'with a byte that names the scheme': pair.sign(message, { withType: true }),
			'of a hash of the bytes': pair.sign(blake2b256(message)),
			'with a byte more': new Uint8Array([...pair.sign(message), 0]),
			'with a byte less': pair.sign(message).slice(0, -1),
			'of nothing': new Uint8Array(),
		};
		assert.ok(isSignedBy(account, message, pair.sign(message)));
		for (const [what, signature] of Object.entries(others)) {
			assert.ok(!isSignedBy(account, message, signature), what);
			await refused(() => checkReleaseRequest(writeReleaseRequest({ ...made, signature }), own), what);
		}
	});

	test(`no bit of a signature with ${scheme} can be changed`, async () => {
		const { account, sign } = signer(scheme);
		const message = utf8ToBytes('a message');
		for (const flipped of flips(sign(message), 8)) assert.ok(!isSignedBy(account, message, flipped));
		for (const flipped of flips(message)) assert.ok(!isSignedBy(account, flipped, sign(message)));
		for (const flipped of flips(account)) assert.ok(!isSignedBy(flipped, message, sign(message)));
		assert.ok(!isSignedBy(account.slice(1), message, sign(message)));
	});
}

test('of each ECDSA signature there is one, though the order less its s makes another', () => {
	const { account, sign } = signer('ecdsa');
	const message = utf8ToBytes('a message');
	const signature = sign(message);
	const other = signature.slice();
	const order = 0xffff_ffff_ffff_ffff_ffff_ffff_ffff_fffe_baae_dce6_af48_a03b_bfd2_5e8c_d036_4141n;
	const s = BigInt(`0x${bytesToHex(signature.subarray(32, 64))}`);
	other.set(hexToBytes((order - s).toString(16).padStart(64, '0')), 32);
	other[64]! ^= 1;
	assert.ok(secp256k1Verify(message, other, account, 'blake2', true), 'another library takes it');
	assert.ok(isSignedBy(account, message, signature));
	assert.ok(!isSignedBy(account, message, other));
});

test('whoever signs with a wallet that names the scheme makes the same request', async () => {
	for (const scheme of SCHEMES) {
		const { account, pair } = signer(scheme);
		const made = await makeReleaseRequest({ ...ticket, holder: account, reader: await randomKeyPair(X25519) }, async (message) => pair.sign(message, { withType: true }));
		assert.equal(made.signature.length, scheme === 'ecdsa' ? 65 : 64);
		assert.deepEqual(checkReleaseRequest(writeReleaseRequest(made), own), made);
	}
	await refused(async () => makeReleaseRequest({ ...ticket, holder: signer('sr25519', 6).account, reader: await randomKeyPair(X25519) }, signer().sign));
});

test('a request is refused by another custodian, on another chain, at another time', async () => {
	const text = writeReleaseRequest(await request());
	await refused(() => checkReleaseRequest(text, { ...own, custodian: 8 }));
	await refused(() => checkReleaseRequest(text, { ...own, genesis: filled(9) }));
	for (const off of [60_001, -60_001, NOW]) await refused(() => checkReleaseRequest(text, { ...own, now: NOW + off }));
	for (const off of [60_000, -60_000]) checkReleaseRequest(text, { ...own, now: NOW + off });
});

test('a request in which anything is changed is not what the holder signed', async () => {
	const made = await request();
	const changes: Partial<ReleaseRequest>[] = [
		{ patient: filled(9) }, { sequence: 1 }, { holder: signer('sr25519', 6).account }, { nonce: filled(9) }, { time: NOW + 1 },
		{ publicKey: (await randomKeyPair(X25519)).publicKey }, await randomKeyPair(X_WING), { practitioner: filled(9) }, { secret: filled(9) },
		{ targets: TARGETS.slice(1) }, { targets: [...TARGETS].reverse() }, { targets: [{ anchor: 6 }, ...TARGETS.slice(1)] },
		{ targets: TARGETS.map((target) => ('content' in target ? { ...target, content: { from: 1, until: 3 } } : target)) }, { targets: [{ recordClass: 5, content: null }] },
	];
	for (const { suite = made.suite, publicKey = made.publicKey, ...change } of changes) {
		await refused(() => checkReleaseRequest(writeReleaseRequest({ ...made, ...change, suite, publicKey }), own));
	}
	const text = writeReleaseRequest(made);
	for (const flipped of [...textFlips(text)].filter((_, i) => i % 5 === 0)) await refused(() => checkReleaseRequest(flipped, own), flipped);
});

test('a request names 1 to 64 targets, each once, and what it names travels as it is signed', async () => {
	const { account, sign } = signer();
	const reader = await randomKeyPair(X25519);
	const make = (targets: ReleaseTarget[], practitioner?: Uint8Array) => makeReleaseRequest({ ...ticket, targets, practitioner, holder: account, reader }, sign);
	const anchors = (count: number) => Array.from({ length: count }, (_, anchor) => ({ anchor }));
	for (const targets of [anchors(1), anchors(64), TARGETS]) {
		const made = await make(targets, filled(8));
		assert.deepEqual(checkReleaseRequest(writeReleaseRequest(made), own), made);
		assert.deepEqual([made.targets, made.practitioner], [targets, filled(8)]);
	}
	for (const targets of [[], anchors(65), [{ anchor: 1 }, { anchor: 1 }], [TARGETS[1]!, TARGETS[1]!], [{ anchor: 2 ** 32 }], [{ anchor: -1 }]]) await refused(() => make(targets));
	await refused(() => make(anchors(1), filled(8).slice(1)));
	const json = JSON.parse(writeReleaseRequest(await make(TARGETS))) as Record<string, unknown>;
	assert.deepEqual(json['targets'], [{ anchor: 5 }, { class: 96, content: null }, { class: 96, content: { from: 1, until: 2 } }]);
	for (const targets of [[], [{}], [null], ['5'], [5], [{ anchor: 5, class: 96 }], [{ class: 96 }], [{ anchor: 5 }, { anchor: 5 }], [{ class: 96, content: {} }], [{ class: 96, content: { from: 1, until: 2, to: 3 } }]]) {
		await refused(() => readReleaseRequest({ ...json, targets }), JSON.stringify(targets));
	}
});

test('the claim is a hash of the secret alone, of 16 bytes, under a tag of its own', () => {
	assert.equal(bytesToHex(claimOf(filled(3))), bytesToHex(blake2AsU8a(new Uint8Array([...utf8ToBytes('salus/claim/v1'), ...filled(3)]), 128)));
	for (const length of [0, 31, 33]) assert.throws(() => claimOf(new Uint8Array(length)), { name: 'FormatError' });
	assert.notDeepEqual(randomTicketSecret(), randomTicketSecret());
});

test('nonce and time of a request are new if nothing is said', async () => {
	const { account, sign } = signer();
	const reader = await randomKeyPair(X25519);
	const { time: _, ...now } = ticket;
	const [first, second] = [await makeReleaseRequest({ ...now, holder: account, reader }, sign), await makeReleaseRequest({ ...now, holder: account, reader }, sign)];
	assert.notDeepEqual(first.nonce, second.nonce);
	checkReleaseRequest(writeReleaseRequest(second), { ...own, now: Date.now() });
});

test("a request by the patient's side is the account's, for this content and this kind", async () => {
	const { account, sign } = signer();
	const content = movedHeader(3, filled(4, 121));
	const made = await makePatientRequest({ ...ticket, account, kind: PATIENT_REQUEST_KINDS.takeMovedHeader, content }, sign);
	const text = writePatientRequest(made);
	assert.deepEqual(checkPatientRequest(text, content, own), made);
	assert.deepEqual(readMovedHeader(content), { anchor: 3, header: filled(4, 121) });
	for (const flipped of flips(content, 8)) await refused(() => checkPatientRequest(text, flipped, own));
	await refused(() => checkPatientRequest(text, new Uint8Array(), own));
	for (const change of [{ custodian: 8 }, { genesis: filled(9) }, { now: NOW + 60_001 }]) await refused(() => checkPatientRequest(text, content, { ...own, ...change }));
	for (const change of [{ kind: 0 as const }, { patient: filled(9) }, { account: signer('sr25519', 6).account }, { nonce: filled(9) }, { time: NOW - 1 }]) {
		await refused(() => checkPatientRequest(writePatientRequest({ ...made, ...change }), content, own));
	}
	for (const kind of [Math.max(...Object.values(PATIENT_REQUEST_KINDS)) + 1, -1, 0.5]) await refused(() => readPatientRequest({ ...JSON.parse(text), kind }));
	for (const flipped of [...textFlips(text)].filter((_, i) => i % 5 === 0)) await refused(() => checkPatientRequest(flipped, content, own), flipped);
});

test("a session request is the account's, for one organization or one patient", async () => {
	const { account, sign } = signer();
	const content = { genesis: filled(1), account, custodian: 7, time: NOW };
	const changes: Partial<SessionRequest>[] = [
		{ account: signer('sr25519', 6).account }, { nonce: filled(9) }, { time: NOW - 1 }, { side: { organization: 3 } }, { side: { patient: filled(3) } },
	];
	for (const side of [{ organization: 0 }, { organization: 2 ** 32 - 1 }, { patient: filled(2) }] satisfies WriterSide[]) {
		const made = await makeSessionRequest({ ...content, side }, sign);
		const text = writeSessionRequest(made);
		assert.deepEqual(checkSessionRequest(text, own), made);
		for (const change of [{ custodian: 8 }, { genesis: filled(9) }, { now: NOW + 60_001 }]) await refused(() => checkSessionRequest(text, { ...own, ...change }));
		for (const change of changes) await refused(() => checkSessionRequest(writeSessionRequest({ ...made, ...change }), own));
		const json = JSON.parse(text) as Record<string, unknown>;
		const sides = [{ organization: null, patient: null }, { organization: 1, patient: '02'.repeat(32) }, { organization: -1, patient: null }, { organization: null, patient: '02' }];
		for (const other of [...sides, { note: 1 }, { format: 'salus/patient-request/v1' }]) await refused(() => readSessionRequest({ ...json, ...other }));
		for (const member of Object.keys(json)) await refused(() => readSessionRequest({ ...json, [member]: undefined }), member);
		for (const flipped of [...textFlips(text)].filter((_, i) => i % 5 === 0)) await refused(() => checkSessionRequest(flipped, own), flipped);
	}
	const [first, second] = await Promise.all([1, 2].map(() => makeSessionRequest({ ...content, side: { organization: 1 } }, sign)));
	assert.notDeepEqual(first?.nonce, second?.nonce);
	await refused(() => makeSessionRequest({ ...content, side: { patient: filled(2).slice(1) } }, sign));
});

test('no request is one of the other kind, also not with the same fields', async () => {
	const { account, sign } = signer();
	const release = await request();
	const patient = await makePatientRequest({ ...ticket, account, kind: 0, content: filled(1) }, sign);
	await refused(() => readReleaseRequest(writePatientRequest(patient)));
	await refused(() => readPatientRequest(writeReleaseRequest(release)));
	assert.ok(!isSignedBy(account, patientRequestBytes(patient), release.signature));
	const session = await makeSessionRequest({ ...ticket, account, side: { patient: ticket.patient } }, sign);
	await refused(() => readSessionRequest(writePatientRequest(patient)));
	await refused(() => readPatientRequest(writeSessionRequest(session)));
	assert.ok(!isSignedBy(account, sessionRequestBytes(session), patient.signature));
	assert.ok(bytesToHex(releaseRequestBytes(release)).includes(bytesToHex(u32le(7))));
});
