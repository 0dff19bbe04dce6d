/** Requests: signed by the one, checked by the other. */
import assert from 'node:assert/strict';
import { Keyring } from '@polkadot/keyring';
import {
	bytesToHex, checkPatientRequest, checkReleaseRequest, checkSessionRequest, claimOf, keyPair, makePatientRequest, makeReleaseRequest, makeSessionRequest, type PatientRequestKind, publishedKey,
	type ReleaseTarget, releaseTargetJson, writePatientRequest, writeReleaseRequest, writeSessionRequest,
} from '@salus/client/format';
import type { Random } from './random.ts';
import type { Tool } from './tool.ts';

export async function releaseRequests(random: Random, tool: Tool): Promise<void> {
	const { reader, parts, own } = { reader: await keyPair(random.suite(), random.bytes()), ...randomParts(random) };
	const secret = random.bytes();
	const targets: ReleaseTarget[] = random.ascending(random.integer(1, 8), 0xffff).map((number) => randomTarget(random, number));
	const ticket = {
		...parts, sequence: random.integer(0, Number.MAX_SAFE_INTEGER), practitioner: random.chance(0.5) ? null : random.bytes(), secret, targets, reader,
	};
	const [type, seed] = [random.of(['sr25519', 'ed25519', 'ecdsa'] as const), random.bytes()];
	const pair = new Keyring({ type }).addFromSeed(seed);
	const holder = pair.addressRaw;
	const made = await makeReleaseRequest({ ...ticket, holder }, (message) => pair.sign(message));
	const published = publishedKey(reader);
	const checked = await tool.ask({ ask: 'checkReleaseRequest', request: JSON.parse(writeReleaseRequest(made)), custodian: own, claim: claimOf(secret), published });
	assert.equal(checked.nonce, bytesToHex(parts.nonce));

	const { reader: _, ...content } = { ...ticket, suite: reader.suite, publicKey: reader.publicKey, targets: targets.map(releaseTargetJson) };
	const byOther = new Keyring({ type: 'sr25519' }).addFromSeed(seed).publicKey;
	const signed = await tool.ask({ ask: 'signReleaseRequest', request: { ...content, holder: byOther }, seed });
	const { signature: __, ...read } = checkReleaseRequest(JSON.stringify(signed), own);
	const { signature: ___, ...expected } = made;
	assert.deepEqual(read, { ...expected, holder: byOther });
}

export async function patientRequests(random: Random, tool: Tool): Promise<void> {
	const { parts, own } = randomParts(random);
	const [content, seed] = [random.bytes(random.integer(0, 500)), random.bytes()];
	const kind = random.integer(0, 3) as PatientRequestKind;
	const pair = new Keyring({ type: random.of(['sr25519', 'ed25519', 'ecdsa'] as const) }).addFromSeed(seed);
	const made = await makePatientRequest({ ...parts, account: pair.addressRaw, kind, content }, (message) => pair.sign(message));
	const checked = await tool.ask({ ask: 'checkPatientRequest', request: JSON.parse(writePatientRequest(made)), content, custodian: own });
	assert.equal(checked.kind, kind);
	const account = new Keyring({ type: 'sr25519' }).addFromSeed(seed).publicKey;
	const signed = await tool.ask({ ask: 'signPatientRequest', request: { ...parts, account, kind }, content, seed });
	assert.equal(checkPatientRequest(JSON.stringify(signed), content, own).kind, kind);
}

export async function sessionRequests(random: Random, tool: Tool): Promise<void> {
	const { parts: { patient, ...parts }, own } = randomParts(random);
	const seed = random.bytes();
	const side = random.chance(0.5) ? { patient } : { organization: random.u32() };
	const pair = new Keyring({ type: random.of(['sr25519', 'ed25519', 'ecdsa'] as const) }).addFromSeed(seed);
	const made = await makeSessionRequest({ ...parts, side, account: pair.addressRaw }, (message) => pair.sign(message));
	const travelling = JSON.parse(writeSessionRequest(made)) as Record<string, unknown>;
	const checked = await tool.ask({ ask: 'checkSessionRequest', request: travelling, custodian: own });
	assert.equal(checked.nonce, bytesToHex(parts.nonce));

	const account = new Keyring({ type: 'sr25519' }).addFromSeed(seed).publicKey;
	const { format: _, signature: __, ...content } = travelling;
	const signed = await tool.ask({ ask: 'signSessionRequest', request: { ...content, account }, seed });
	const { signature: ___, ...read } = checkSessionRequest(JSON.stringify(signed), own);
	assert.deepEqual(read, { ...parts, side, account });
}

export async function claims(random: Random, tool: Tool): Promise<void> {
	const secret = random.bytes();
	assert.equal((await tool.ask({ ask: 'claim', secret })).claim, bytesToHex(claimOf(secret)));
}

/** What requests of both kinds have, and the custodian that they are for. */
function randomParts(random: Random) {
	const parts = { genesis: random.bytes(), patient: random.bytes(), custodian: random.u32(), nonce: random.bytes(), time: random.integer(0, 2 ** 45) };
	const own = { genesis: parts.genesis, custodian: parts.custodian, now: Math.max(0, parts.time + random.integer(-60_000, 60_000)) };
	return { parts, own };
}

function randomTarget(random: Random, number: number): ReleaseTarget {
	if (random.chance(0.5)) return { anchor: number };
	return { recordClass: number, content: random.chance(0.5) ? null : { from: random.integer(0, 0xffff), until: random.integer(0, 0xffff) } };
}
