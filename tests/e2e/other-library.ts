/**
 * The second implementation of the record format: the Rust crate in `tests/second-implementation`, one process for each
 * question. Keys go through its standard input, which other processes cannot read.
 */
import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import {
	bytesToHex, type ClassKey, type EnvelopeContext, hexToBytes, type KeyCard, type KeyPair, type RecordContext,
} from '@salus/client/format';
import { targetFolder } from './world.ts';

/** The binary: `SALUS_FORMAT`, or where its script puts it. A test without it fails; it is not left out. */
function binary(): string {
	const path = process.env['SALUS_FORMAT'] ?? join(targetFolder(), 'debug/salus-format');
	assert.ok(existsSync(path), `There is no salus-format at ${path}: run scripts/build-second-implementation.sh first, or set SALUS_FORMAT.`);
	return path;
}

/** A new key pair. */
export async function keyPair(): Promise<KeyPair> {
	const { publicKey, privateKey } = await ask<'publicKey' | 'privateKey'>({ ask: 'keyPair' });
	return { publicKey: hexToBytes(publicKey), privateKey: hexToBytes(privateKey) };
}

/** Seals class keys, which must ascend, to a grantee. */
export async function seal(context: EnvelopeContext, publicKey: Uint8Array, keys: ClassKey[]): Promise<Uint8Array> {
	const named = keys.map(({ recordClass, privateKey }) => ({ class: recordClass, privateKey: bytesToHex(privateKey) }));
	const { sealed } = await ask<'sealed'>({ ask: 'sealEnvelope', context: inHex(context), publicKey: bytesToHex(publicKey), keys: named });
	return hexToBytes(sealed);
}

/** Opens what was sealed to a grantee. */
export async function open(context: EnvelopeContext, privateKey: Uint8Array, sealed: Uint8Array): Promise<ClassKey[]> {
	const question = { ask: 'openEnvelope', context: inHex(context), privateKey: bytesToHex(privateKey), sealed: bytesToHex(sealed) };
	const { keys } = (await answerTo(question)) as { keys: { class: number; privateKey: string }[] };
	return keys.map((key) => ({ recordClass: key.class, privateKey: hexToBytes(key.privateKey) }));
}

/** The key pairs that come from a patient's secret: the patient's own, and those of some classes. */
export async function deriveKeys(secret: Uint8Array, epoch: number, ...classes: number[]): Promise<{ patient: KeyPair; classes: Map<number, KeyPair> }> {
	type Named = { class: number; publicKey: string; privateKey: string };
	const answer = (await answerTo({ ask: 'deriveKeys', secret: bytesToHex(secret), epoch, classes })) as { patient: Named; classes: Named[] };
	const keysOf = ({ publicKey, privateKey }: Named) => ({ publicKey: hexToBytes(publicKey), privateKey: hexToBytes(privateKey) });
	return { patient: keysOf(answer.patient), classes: new Map(answer.classes.map((named) => [named.class, keysOf(named)])) };
}

/** The canonical bytes of a JSON text. */
export async function canonicalize(source: Uint8Array): Promise<Uint8Array> {
	return hexToBytes((await ask<'canonical'>({ ask: 'canonicalize', source: bytesToHex(source) })).canonical);
}

/** The commitment to a record. */
export async function commitment(salt: Uint8Array, canonical: Uint8Array): Promise<Uint8Array> {
	const question = { ask: 'commit', salt: bytesToHex(salt), canonical: bytesToHex(canonical) };
	return hexToBytes((await ask<'commitment'>(question)).commitment);
}

/** Seals a record to the public key of its class. */
export async function sealRecord(
	context: RecordContext, epoch: number, publicKey: Uint8Array, salt: Uint8Array, canonical: Uint8Array,
): Promise<{ blob: Uint8Array; name: string }> {
	const { blob, name } = await ask<'blob' | 'name'>({
		ask: 'sealRecord', context: recordInHex(context), recipient: { epoch, publicKey: bytesToHex(publicKey) },
		salt: bytesToHex(salt), canonical: bytesToHex(canonical),
	});
	return { blob: hexToBytes(blob), name };
}

/** Opens a sealed record. */
export async function openRecord(
	context: RecordContext, privateKey: Uint8Array, blob: Uint8Array,
): Promise<{ salt: Uint8Array; canonical: Uint8Array; commitment: Uint8Array }> {
	const question = { ask: 'openRecord', context: recordInHex(context), privateKey: bytesToHex(privateKey), blob: bytesToHex(blob) };
	const opened = await ask<'salt' | 'canonical' | 'commitment'>(question);
	return { salt: hexToBytes(opened.salt), canonical: hexToBytes(opened.canonical), commitment: hexToBytes(opened.commitment) };
}

/** Moves a sealed record to another epoch. */
export async function rewrapRecord(
	context: RecordContext, privateKey: Uint8Array, blob: Uint8Array, epoch: number, publicKey: Uint8Array,
): Promise<Uint8Array> {
	const { blob: moved } = await ask<'blob'>({
		ask: 'rewrapRecord', context: recordInHex(context), privateKey: bytesToHex(privateKey), blob: bytesToHex(blob),
		recipient: { epoch, publicKey: bytesToHex(publicKey) },
	});
	return hexToBytes(moved);
}

/** The root over a batch. */
export async function merkleRoot(commitments: Uint8Array[]): Promise<Uint8Array> {
	return hexToBytes((await ask<'root'>({ ask: 'merkleRoot', commitments: commitments.map(bytesToHex) })).root);
}

/** The proof that a record is in a batch. */
export async function merkleProof(commitments: Uint8Array[], index: number): Promise<Uint8Array[]> {
	const question = { ask: 'merkleProof', commitments: commitments.map(bytesToHex), index };
	return ((await answerTo(question)) as { proof: string[] }).proof.map(hexToBytes);
}

/** Whether a record is number `index` of `leaves` under a root. */
export async function isIncluded(
	root: Uint8Array, leaves: number, index: number, leaf: Uint8Array, proof: Uint8Array[],
): Promise<boolean> {
	const question = {
		ask: 'verifyInclusion', root: bytesToHex(root), leaves, index, commitment: bytesToHex(leaf), proof: proof.map(bytesToHex),
	};
	return ((await answerTo(question)) as { included: boolean }).included;
}

/** A card, signed with the seed of an sr25519 key. */
export async function makeKeyCard(content: Pick<KeyCard, 'genesis' | 'patient' | 'epoch' | 'classes'>, controllerSeed: Uint8Array): Promise<KeyCard> {
	return (await answerTo({ ask: 'makeKeyCard', content, controllerSeed: bytesToHex(controllerSeed) })) as KeyCard;
}

/** The keys of a card, if it is of this chain, patient, epoch and controller. */
export async function acceptKeyCard(
	card: KeyCard, expected: { genesis: Uint8Array; patient: Uint8Array; epoch: number; controller: Uint8Array },
): Promise<Map<number, Uint8Array>> {
	const { genesis, patient, epoch, controller } = expected;
	const { classes } = (await answerTo({
		ask: 'acceptKeyCard', card,
		expected: { genesis: bytesToHex(genesis), patient: bytesToHex(patient), epoch, controller: bytesToHex(controller) },
	})) as { classes: KeyCard['classes'] };
	return new Map(classes.map((key) => [key.class, hexToBytes(key.publicKey)]));
}

/** What stands under a key of the chain's state, as a proof shows: its bytes, or nothing. Bytes are `0x…`, as a node gives them. */
export async function provenValue(root: string, proof: string[], key: string): Promise<string | undefined> {
	const bare = (text: string) => text.replace(/^0x/, '');
	const question = { ask: 'verifyStateProof', root: bare(root), proof: proof.map(bare), key: bare(key) };
	const { value } = (await answerTo(question)) as { value: string | null };
	return value === null ? undefined : `0x${value}`;
}

function inHex({ patient, organization, grantee, keyEpoch }: EnvelopeContext) {
	return { patient: bytesToHex(patient), organization, grantee: bytesToHex(grantee), keyEpoch };
}

function recordInHex({ patient, recordClass }: RecordContext) {
	return { patient: bytesToHex(patient), class: recordClass };
}

/** An answer that holds nothing but texts. */
async function ask<Member extends string>(question: object): Promise<Record<Member, string>> {
	return (await answerTo(question)) as Record<Member, string>;
}

async function answerTo(question: object): Promise<unknown> {
	const child = spawn(binary(), { stdio: 'pipe' });
	const output = { out: '', err: '' };
	child.stdout.on('data', (data) => (output.out += String(data)));
	child.stderr.on('data', (data) => (output.err += String(data)));
	const code = new Promise<number | null>((resolve, reject) => child.on('error', reject).on('close', resolve));
	// A tool that ends before it has read everything says why by its code.
	child.stdin.on('error', () => {});
	child.stdin.end(JSON.stringify(question));
	if ((await code) !== 0) throw new Error(`The other library says: ${output.err.trim()}`);
	return JSON.parse(output.out);
}
