/** Vectors of what is handed over: envelopes, cards, requests, releases. */
import { Keyring } from '@polkadot/keyring';
import { BatchSealer } from '../../../src/format/batch.ts';
import { concatBytes, hexToBytes } from '../../../src/format/bytes.ts';
import { type ClassKeys, keysOfClasses } from '../../../src/format/class-keys.ts';
import { blake2b256 } from '../../../src/format/commitment.ts';
import { NOBODY_IN_PARTICULAR, envelopeCommitment, sealEnvelope } from '../../../src/format/envelope.ts';
import { classKeyPair, classSecretOf } from '../../../src/format/epoch-keys.ts';
import { canonicalBytes, parseJson } from '../../../src/format/json.ts';
import { keyCardHash, makeKeyCard, writeKeyCard } from '../../../src/format/key-card.ts';
import { MerkleTree } from '../../../src/format/merkle.ts';
import { PATIENT_REQUEST_KINDS, movedHeader, patientRequestBytes } from '../../../src/format/patient-request.ts';
import { encodeReleased } from '../../../src/format/released-record.ts';
import { releaseRequestBytes } from '../../../src/format/release-request.ts';
import type { ReleaseTarget } from '../../../src/format/release-target.ts';
import { releaseTargetJson } from '../../../src/format/release-target.ts';
import { sealReleases } from '../../../src/format/release.ts';
import { sessionRequestBytes, writeSessionRequest } from '../../../src/format/session-request.ts';
import { ALL_SUITES, type Suite, X25519, X_WING, keyPair } from '../../../src/format/suites.ts';
import { claimOf } from '../../../src/format/ticket-secret.ts';
import {
	CONDITION, CUSTODIAN, EPOCH, GENESIS, GRANTEE_ACCOUNT, LABEL, OBSERVATION, ORGANIZATION, PATIENT, PSEUDONYM, REQUEST_NONCE, ROOT, SEQUENCE, SIGNER_SEED, TICKET_SECRET, TIME,
	counting, ekm, hex,
} from './fixed.ts';

const allKeys = (suite: Suite): ClassKeys => ({ suite, classSecret: classSecretOf(ROOT) });
const someKeys = (suite: Suite) => keysOfClasses(allKeys(suite), [CONDITION, OBSERVATION]);

async function envelope(suite: Suite, grantee: Uint8Array, keyMaterial: Uint8Array, keys: ClassKeys, fixed: Uint8Array) {
	const pair = await keyPair(suite, keyMaterial);
	const sealed = await sealEnvelope({ patient: PATIENT, organization: ORGANIZATION, grantee, keyEpoch: EPOCH }, pair, keys, fixed);
	return {
		suite, patient: hex(PATIENT), organization: ORGANIZATION, grantee: hex(grantee), keyEpoch: EPOCH,
		granteePublicKey: hex(pair.publicKey), granteePrivateKey: hex(pair.privateKey), ekm: hex(fixed),
		keys: keysJson(keys), sealed: hex(sealed), commitment: hex(envelopeCommitment(sealed)),
	};
}

export function keysJson(keys: ClassKeys) {
	if ('classSecret' in keys) return { suite: keys.suite, classSecret: hex(keys.classSecret) };
	return { suite: keys.suite, classes: keys.keys.map(({ recordClass, privateKey }) => ({ class: recordClass, privateKey: hex(privateKey) })) };
}

/** To a practitioner's key, to an organization's, of all classes, each in both suites; and class keys of suite 2 in suite 1. */
export async function envelopeVectors() {
	const made = ALL_SUITES.map(async (suite) => [
		await envelope(suite, GRANTEE_ACCOUNT, counting(0x70), await someKeys(suite), ekm(suite, 0xb0)),
		await envelope(suite, NOBODY_IN_PARTICULAR, counting(0xc0), await someKeys(suite), ekm(suite, 0xd0)),
		await envelope(suite, GRANTEE_ACCOUNT, counting(0x70), allKeys(suite), ekm(suite, 0xb8)),
	]);
	const mixed = await envelope(X25519, GRANTEE_ACCOUNT, counting(0x70), allKeys(X_WING), ekm(X25519, 0xbc));
	return [...(await Promise.all(made)).flat(), mixed];
}

export async function keyCardVectors(suite: Suite) {
	const card = await makeKeyCard({ genesis: GENESIS, patient: PATIENT, epoch: EPOCH, suite }, ROOT, [CONDITION, OBSERVATION, LABEL]);
	return { card: JSON.parse(writeKeyCard(card)), hash: hex(keyCardHash(card)) };
}

export const signer = () => new Keyring({ type: 'sr25519' }).addFromSeed(SIGNER_SEED);

/** The records under an anchor, and what there is for classes: all of one, and some months of another. */
const TARGETS: ReleaseTarget[] = [{ anchor: 3 }, { recordClass: CONDITION, content: null }, { recordClass: OBSERVATION, content: { from: 600, until: 605 } }];

async function releaseRequest(suite: Suite, { practitioner = null, targets = TARGETS }: { practitioner?: Uint8Array | null; targets?: ReleaseTarget[] } = {}) {
	const { publicKey } = await keyPair(suite, counting(0x70));
	return {
		genesis: GENESIS, patient: PATIENT, sequence: SEQUENCE, holder: signer().publicKey, practitioner, custodian: CUSTODIAN, secret: TICKET_SECRET, targets,
		nonce: REQUEST_NONCE, time: TIME, suite, publicKey,
	};
}

export function ticketSecretVector() {
	return { secret: hex(TICKET_SECRET), claim: hex(claimOf(TICKET_SECRET)) };
}

/** Without signatures, which are randomized. */
export async function requestVectors() {
	const content = movedHeader(3, counting(0xe0, 121));
	const request = await releaseRequest(X25519, { practitioner: PSEUDONYM });
	const patientRequest = {
		genesis: GENESIS, patient: PATIENT, account: signer().publicKey, custodian: CUSTODIAN, nonce: REQUEST_NONCE, time: TIME,
		kind: PATIENT_REQUEST_KINDS.takeMovedHeader, contentHash: blake2b256(content),
	};
	const sessionRequests = [{ organization: ORGANIZATION }, { patient: PATIENT }].map((side) => {
		const session = { genesis: GENESIS, account: signer().publicKey, custodian: CUSTODIAN, side, nonce: REQUEST_NONCE, time: TIME };
		const { format: _, signature: __, ...fields } = JSON.parse(writeSessionRequest({ ...session, signature: new Uint8Array() }));
		return { request: fields as Record<string, unknown>, signedBytes: hex(sessionRequestBytes(session)), signer: hex(signer().publicKey) };
	});
	return {
		releaseRequest: { request: requestInHex(request), signedBytes: hex(releaseRequestBytes(request)), signer: hex(signer().publicKey) },
		patientRequest: { request: inHex(patientRequest), content: hex(content), signedBytes: hex(patientRequestBytes(patientRequest)), signer: hex(signer().publicKey) },
		sessionRequest: sessionRequests,
	};
}

export async function releaseVectors(suite: Suite) {
	const reader = await keyPair(suite, counting(0x70));
	const request = await releaseRequest(suite, { targets: TARGETS.slice(0, 2) });
	const batch = await BatchSealer.begin(
		{ patient: PATIENT, recordClass: OBSERVATION },
		{ epoch: EPOCH, ...(await classKeyPair(suite, classSecretOf(ROOT), OBSERVATION)) },
		{ batchKey: counting(0x88), ekm: ekm(suite, 0xa4) },
	);
	const bytes = [1, 2].map((id) => canonicalBytes(parseJson(`{"resource":{"id":"${id}","resourceType":"Observation","status":"final"}}`)));
	const sealed = bytes.map((canonical, i) => batch.seal({ canonical, salt: counting(0x44 + i) }));
	const tree = new MerkleTree(sealed.map(({ leaf }) => leaf));
	const records = sealed.map((record) => ({ ...record, proof: tree.proof(record.index) }));
	const { sealed: envelopeHex } = await envelope(suite, GRANTEE_ACCOUNT, counting(0x70), allKeys(suite), ekm(suite, 0xb8));
	const head = { anchor: 3, recordClass: OBSERVATION, header: batch.header, records: records.length, envelope: hexToBytes(envelopeHex), emergency: null };
	const context = { patient: PATIENT, sequence: SEQUENCE, custodian: CUSTODIAN, nonce: REQUEST_NONCE };
	const pieces: Uint8Array[] = [];
	const alone = { anchor: null, recordClass: CONDITION, header: null, records: 0, envelope: hexToBytes(envelopeHex), emergency: null };
	for await (const piece of sealReleases(context, reader, [{ head, records }, { head: alone }], ekm(suite, 0xf0))) pieces.push(piece);
	return {
		request: requestInHex(request), requestBytes: hex(releaseRequestBytes(request)),
		readerPrivateKey: hex(reader.privateKey), ekm: hex(ekm(suite, 0xf0)), root: hex(tree.root),
		head: { anchor: 3, class: OBSERVATION, header: hex(batch.header), records: records.length, envelope: envelopeHex, emergency: null },
		records: records.map((record) => hex(encodeReleased(record))),
		utf8: bytes.map(hex),
		otherHead: { anchor: null, class: CONDITION, header: null, records: 0, envelope: envelopeHex, emergency: null },
		release: hex(concatBytes(...pieces)),
	};
}

function requestInHex({ targets, ...request }: Awaited<ReturnType<typeof releaseRequest>>): Record<string, unknown> {
	const { nonce, time, suite, publicKey, ...before } = request;
	return { ...inHex(before), targets: targets.map(releaseTargetJson), ...inHex({ nonce, time, suite, publicKey }) };
}

function inHex(fields: Record<string, unknown>): Record<string, unknown> {
	return Object.fromEntries(Object.entries(fields).map(([name, value]) => [name, value instanceof Uint8Array ? hex(value) : value]));
}
