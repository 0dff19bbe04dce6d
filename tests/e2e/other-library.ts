/**
 * The second implementation of the record format: the client in Rust, by its tool `salus-format`, one process for each
 * question. Keys go through its standard input, which other processes cannot read.
 */
import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import {
	bytesToHex, type ClassKeys, type ClassPublicKey, type EnvelopeContext, hexToBytes, type KeyPair, type KnownPatient, type OpenedRecord, type PackedRecord,
	type PatientRequestContent, type PiecePlan, type PrivateKey, type PublicKey, type RecordContext, type ReleasedRecord, type ReleaseRequestContent,
	releaseTargetJson, type Suite, utf8ToBytes,
} from '@salus/client/format';
import { targetFolder } from '../../scripts/demo/build.ts';

/** The binary: `SALUS_FORMAT`, or where its script puts it. A test without it fails; it is not left out. */
function binary(): string {
	const path = process.env['SALUS_FORMAT'] ?? join(targetFolder(), 'debug/salus-format');
	assert.ok(existsSync(path), `There is no salus-format at ${path}: run scripts/build-second-implementation.sh first, or set SALUS_FORMAT.`);
	return path;
}

/** A new key pair. */
export async function keyPair(suite: Suite): Promise<KeyPair> {
	return pairOf((await answerTo({ ask: 'keyPair', suite })) as Pair);
}

/** The key pairs that come from the root of an epoch: the patient's own, and those of some classes. */
export async function deriveKeys(suite: Suite, root: Uint8Array, ...classes: number[]): Promise<{ patient: KeyPair; classes: Map<number, KeyPair> }> {
	const answer = (await answerTo({ ask: 'deriveKeys', suite, root, classes })) as { patient: Pair; classes: (Pair & { class: number })[] };
	return { patient: pairOf(answer.patient), classes: new Map(answer.classes.map((named) => [named.class, pairOf(named)])) };
}

/** Seals class keys, which must ascend, to a grantee. */
export async function sealEnvelope(context: EnvelopeContext, grantee: PublicKey, keys: ClassKeys): Promise<Uint8Array> {
	const { sealed } = await ask<'sealed'>({ ask: 'sealEnvelope', context, key: publicPart(grantee), keys: classKeysInJson(keys) });
	return hexToBytes(sealed);
}

/** Opens what was sealed to a grantee. */
export async function openEnvelope(context: EnvelopeContext, grantee: PrivateKey, sealed: Uint8Array): Promise<ClassKeys> {
	const keys = (await answerTo({ ask: 'openEnvelope', context, key: privatePart(grantee), sealed })) as NamedKeys;
	if ('classSecret' in keys) return { suite: keys.suite, classSecret: hexToBytes(keys.classSecret) };
	return { suite: keys.suite, keys: keys.classes.map((key) => ({ recordClass: key.class, privateKey: hexToBytes(key.privateKey) })) };
}

/** The canonical bytes of an entry, of which the resource is a JSON text. */
export async function entry(resource: string, fullUrl: string | null = null): Promise<Uint8Array> {
	return hexToBytes((await ask<'canonical'>({ ask: 'entry', fullUrl, resource: utf8ToBytes(resource) })).canonical);
}

/** The commitment to a record. */
export async function commitment(salt: Uint8Array, canonical: Uint8Array): Promise<Uint8Array> {
	return hexToBytes((await ask<'commitment'>({ ask: 'commit', salt, canonical })).commitment);
}

/** A batch that the second implementation sealed. */
interface Batch {
	header: Uint8Array;
	records: { commitment: Uint8Array; sealed: Uint8Array; name: string; leaf: Uint8Array }[];
	root: Uint8Array;
}

/** Seals a batch to the public key of its class. */
export async function sealBatch(context: RecordContext, { epoch, ...key }: ClassPublicKey, records: { salt: Uint8Array; canonical: Uint8Array }[]): Promise<Batch> {
	const question = { ask: 'sealBatch', context: batchInJson(context), recipient: { epoch, key: publicPart(key) }, records };
	const answer = (await answerTo(question)) as { header: string; root: string; records: Record<'commitment' | 'sealed' | 'name' | 'leaf', string>[] };
	return {
		header: hexToBytes(answer.header), root: hexToBytes(answer.root),
		records: answer.records.map(({ commitment: committed, sealed, name, leaf }) => ({
			commitment: hexToBytes(committed), sealed: hexToBytes(sealed), name, leaf: hexToBytes(leaf),
		})),
	};
}

/** What came of reading a batch: its records, or who is to blame. */
type Read = { records: OpenedRecord[] } | { blame: 'custodian' | 'writer' | 'open'; reason: string };

/** Reads a released batch, by what the chain says of it. */
export async function readBatch(
	context: RecordContext, anchor: { root: Uint8Array; leaves: number }, key: PrivateKey, header: Uint8Array, records: ReleasedRecord[],
): Promise<Read> {
	const question = { ask: 'readBatch', context: batchInJson(context), anchor, key: privatePart(key), header, records };
	const answer = (await answerTo(question)) as Read | { records: Record<'salt' | 'canonical' | 'commitment', string>[] };
	if ('blame' in answer) return answer;
	const bytes = (text: string | Uint8Array) => hexToBytes(text as string);
	return { records: answer.records.map((record) => ({ salt: bytes(record.salt), canonical: bytes(record.canonical), commitment: bytes(record.commitment) })) };
}

/** Moves a batch to the public key of a later epoch. */
export async function moveHeader(context: RecordContext, key: PrivateKey, header: Uint8Array, { epoch, ...later }: ClassPublicKey): Promise<Uint8Array> {
	const question = { ask: 'moveHeader', context: batchInJson(context), key: privatePart(key), header, recipient: { epoch, key: publicPart(later) } };
	return hexToBytes((await ask<'header'>(question)).header);
}

/** The proof that a record is in a batch. */
export async function merkleProof(leaves: Uint8Array[], index: number): Promise<Uint8Array[]> {
	return ((await answerTo({ ask: 'merkleProof', leaves, index })) as { proof: string[] }).proof.map(hexToBytes);
}

/** The package of a batch. */
export async function packBatch(records: PackedRecord[]): Promise<Uint8Array> {
	const listed = records.map(({ commitment, sealed }) => ({ commitment, sealed }));
	return hexToBytes((await ask<'package'>({ ask: 'packBatch', records: listed })).package);
}

/** The records of a package, and the root of their batch. */
export async function unpackBatch(bytes: Uint8Array): Promise<{ records: PackedRecord[]; root: Uint8Array }> {
	const { records, root } = (await answerTo({ ask: 'unpackBatch', package: bytes })) as { records: Record<'commitment' | 'sealed', string>[]; root: string };
	return { records: records.map(({ commitment, sealed }) => ({ commitment: hexToBytes(commitment), sealed: hexToBytes(sealed) })), root: hexToBytes(root) };
}

/** The pieces of a package, and what the chain keeps of them. */
export async function splitIntoPieces(bytes: Uint8Array, needed: number, pieces: number): Promise<{ pieces: Uint8Array[]; plan: PiecePlan }> {
	const made = (await answerTo({ ask: 'splitIntoPieces', package: bytes, needed, pieces })) as { pieces: string[]; plan: { needed: number; roots: string[] } };
	return { pieces: made.pieces.map(hexToBytes), plan: { needed: made.plan.needed, roots: made.plan.roots.map(hexToBytes) } };
}

/** A package out of its pieces, and the places of those that were left aside. */
export async function joinPieces({ needed, roots }: PiecePlan, pieces: Uint8Array[]): Promise<{ bytes: Uint8Array; bad: number[] }> {
	const joined = (await answerTo({ ask: 'joinPieces', plan: { needed, roots }, pieces })) as { package: string; bad: number[] };
	return { bytes: hexToBytes(joined.package), bad: joined.bad };
}

/** A card, and its hash. */
export async function makeKeyCard(
	of: { genesis: Uint8Array; patient: Uint8Array; epoch: number }, patientKey: PublicKey, classes: Map<number, PublicKey>,
): Promise<{ card: unknown; hash: Uint8Array }> {
	const listed = [...classes].map(([recordClass, { publicKey }]) => ({ class: recordClass, publicKey }));
	const { card, hash } = (await answerTo({ ask: 'makeKeyCard', ...of, key: publicPart(patientKey), classes: listed })) as { card: unknown; hash: string };
	return { card, hash: hexToBytes(hash) };
}

/** The keys of a card, if it is of this chain, patient and epoch, and the one whose hash is on the chain. */
export async function acceptKeyCard(card: string, { publicKey, ...known }: KnownPatient): Promise<Map<number, Uint8Array>> {
	const question = { ask: 'acceptKeyCard', card: JSON.parse(card) as unknown, expected: { ...known, publishedKey: publicKey } };
	const { classes } = (await answerTo(question)) as { classes: { class: number; publicKey: string }[] };
	return new Map(classes.map((key) => [key.class, hexToBytes(key.publicKey)]));
}

/** A release request as it travels, signed with the seed of the holder's sr25519 key. */
export async function signReleaseRequest(request: ReleaseRequestContent, seed: Uint8Array): Promise<unknown> {
	return answerTo({ ask: 'signReleaseRequest', request: { ...request, targets: request.targets.map(releaseTargetJson) }, seed });
}

/** A request of the patient's side as it travels, signed with the seed of the account's sr25519 key. */
export async function signPatientRequest(request: Omit<PatientRequestContent, 'contentHash'>, content: Uint8Array, seed: Uint8Array): Promise<unknown> {
	return answerTo({ ask: 'signPatientRequest', request, content, seed });
}

/** What was released. */
interface Release {
	contents: { anchor: number | null; class: number; header: Uint8Array | null; records: number; envelope: Uint8Array | null };
	records: ReleasedRecord[];
}

/** Opens a release with the reader's private key: of each target of the request what was released. */
export async function openRelease({ patient, sequence, custodian, nonce, targets }: ReleaseRequestContent, key: PrivateKey, sealed: Uint8Array): Promise<Release[]> {
	const question = { ask: 'openRelease', context: { patient, sequence, custodian, nonce }, key: privatePart(key), targets: targets.length, sealed };
	const { parts } = (await answerTo(question)) as {
		parts: {
			contents: { anchor: number | null; class: number; header: string | null; records: number; envelope: string | null };
			records: { index: number; commitment: string; proof: string[]; sealed: string }[];
		}[];
	};
	const bytesOrNull = (text: string | null) => (text === null ? null : hexToBytes(text));
	return parts.map(({ contents, records }) => ({
		contents: { ...contents, header: bytesOrNull(contents.header), envelope: bytesOrNull(contents.envelope) },
		records: records.map((record) => ({
			index: record.index, commitment: hexToBytes(record.commitment), proof: record.proof.map(hexToBytes), sealed: hexToBytes(record.sealed),
		})),
	}));
}

/** What stands under a key of the chain's state, as a proof shows: its bytes, or nothing. Bytes are `0x…`, as a node gives them. */
export async function provenValue(root: string, proof: string[], key: string): Promise<string | undefined> {
	const bare = (text: string) => text.replace(/^0x/, '');
	const question = { ask: 'verifyStateProof', root: bare(root), proof: proof.map(bare), key: bare(key) };
	const { value } = (await answerTo(question)) as { value: string | null };
	return value === null ? undefined : `0x${value}`;
}

/** The hash chain of a trail's archive, computed anew: the hash before each entry, and that after the last one. */
export async function checkTrail(lines: string[]): Promise<{ first: number; next: number; heads: string[] }> {
	return (await answerTo({ ask: 'checkTrail', archive: lines.join('\n') })) as { first: number; next: number; heads: string[] };
}

interface Pair {
	suite: Suite;
	publicKey: string;
	privateKey: string;
}

type NamedKeys = { suite: Suite; classSecret: string } | { suite: Suite; classes: { class: number; privateKey: string }[] };

function pairOf({ suite, publicKey, privateKey }: Pair): KeyPair {
	return { suite, publicKey: hexToBytes(publicKey), privateKey: hexToBytes(privateKey) };
}

function publicPart({ suite, publicKey }: PublicKey): PublicKey {
	return { suite, publicKey };
}

function privatePart({ suite, privateKey }: PrivateKey): PrivateKey {
	return { suite, privateKey };
}

function classKeysInJson(keys: ClassKeys): object {
	if ('classSecret' in keys) return keys;
	return { suite: keys.suite, classes: keys.keys.map(({ recordClass, privateKey }) => ({ class: recordClass, privateKey })) };
}

function batchInJson({ patient, recordClass }: RecordContext): object {
	return { patient, class: recordClass };
}

/** An answer that holds nothing but texts. */
async function ask<Member extends string>(question: object): Promise<Record<Member, string>> {
	return (await answerTo(question)) as Record<Member, string>;
}

/** Bytes go as hexadecimal. */
async function answerTo(question: object): Promise<unknown> {
	const child = spawn(binary(), { stdio: 'pipe' });
	const output = { out: '', err: '' };
	child.stdout.on('data', (data) => (output.out += String(data)));
	child.stderr.on('data', (data) => (output.err += String(data)));
	const code = new Promise<number | null>((resolve, reject) => child.on('error', reject).on('close', resolve));
	// A tool that ends before it has read everything says why by its code.
	child.stdin.on('error', () => {});
	child.stdin.end(JSON.stringify(question, (_, member) => (member instanceof Uint8Array ? bytesToHex(member) : member)));
	if ((await code) !== 0) throw new Error(`The other library says: ${output.err.trim()}`);
	return JSON.parse(output.out);
}
