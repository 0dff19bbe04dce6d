/**
 * Envelopes by another library than the client's: the Rust crate in `tests/envelope`, one process for each question.
 * Keys go through its standard input, which other processes cannot read.
 */
import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { bytesToHex, type ClassKey, type EnvelopeContext, hexToBytes, type KeyPair } from '@salus/client/format';
import { targetFolder } from './world.ts';

/** The binary: `SALUS_ENVELOPE`, or where its script puts it. A test without it fails; it is not left out. */
function binary(): string {
	const path = process.env['SALUS_ENVELOPE'] ?? join(targetFolder(), 'debug/salus-envelope');
	assert.ok(existsSync(path), `There is no salus-envelope at ${path}: run scripts/build-envelope-tool.sh first, or set SALUS_ENVELOPE.`);
	return path;
}

/** A new key pair. */
export async function keyPair(): Promise<KeyPair> {
	const { publicKey, privateKey } = (await ask({ ask: 'keyPair' })) as { publicKey: string; privateKey: string };
	return { publicKey: hexToBytes(publicKey), privateKey: hexToBytes(privateKey) };
}

/** Seals class keys, which must ascend, to a grantee. */
export async function seal(context: EnvelopeContext, publicKey: Uint8Array, keys: ClassKey[]): Promise<Uint8Array> {
	const named = keys.map(({ recordClass, privateKey }) => ({ class: recordClass, privateKey: bytesToHex(privateKey) }));
	const { sealed } = (await ask({ ask: 'seal', context: inHex(context), publicKey: bytesToHex(publicKey), keys: named })) as { sealed: string };
	return hexToBytes(sealed);
}

/** Opens what was sealed to a grantee. */
export async function open(context: EnvelopeContext, privateKey: Uint8Array, sealed: Uint8Array): Promise<ClassKey[]> {
	const question = { ask: 'open', context: inHex(context), privateKey: bytesToHex(privateKey), sealed: bytesToHex(sealed) };
	const { keys } = (await ask(question)) as { keys: { class: number; privateKey: string }[] };
	return keys.map((key) => ({ recordClass: key.class, privateKey: hexToBytes(key.privateKey) }));
}

function inHex({ patient, organization, grantee, keyEpoch }: EnvelopeContext) {
	return { patient: bytesToHex(patient), organization, grantee: bytesToHex(grantee), keyEpoch };
}

async function ask(question: object): Promise<unknown> {
	const child = spawn(binary(), { stdio: 'pipe' });
	const output = { out: '', err: '' };
	child.stdout.on('data', (data) => (output.out += String(data)));
	child.stderr.on('data', (data) => (output.err += String(data)));
	const code = new Promise<number | null>((resolve, reject) => child.on('error', reject).on('close', resolve));
	child.stdin.end(JSON.stringify(question));
	if ((await code) !== 0) throw new Error(`The other library says: ${output.err.trim()}`);
	return JSON.parse(output.out);
}
