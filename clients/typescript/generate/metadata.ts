/**
 * Writes `clients/metadata/salus.scale`, what a runtime says about itself (version 15, as it is encoded), by asking a node that
 * is started for it and stopped again: `metadata.ts <node> [--check]`.
 */
import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { hexToU8a, u8aToHex } from '@polkadot/util';
import { writeGenerated } from './write.ts';

/** The newest version that polkadot.js, subxt and other libraries all read. */
const VERSION = Uint8Array.of(15, 0, 0, 0);
const START_TIMEOUT_MS = 60_000;
/** The bytes "meta", with which the metadata itself begins. */
const MAGIC = [0x6d, 0x65, 0x74, 0x61];

const [binary] = process.argv.slice(2).filter((argument) => !argument.startsWith('--'));
if (!binary) throw new Error('Say which node to ask: metadata.ts <node> [--check].');
const folder = mkdtempSync(join(tmpdir(), 'salus-metadata-'));
// Port 0: the system picks a free one, and the node says which.
const node = spawn(
	binary,
	['--dev', '--base-path', folder, '--rpc-port', '0', '--listen-addr', '/ip4/127.0.0.1/tcp/0', '--no-prometheus', '--no-telemetry', '--no-mdns'],
	{ stdio: ['ignore', 'ignore', 'pipe'] },
);
const ended = new Promise<void>((resolve) => node.once('exit', () => resolve()).once('error', () => resolve()));
try {
	writeGenerated('clients/metadata/salus.scale', await metadataOf(await portOf()));
} finally {
	node.kill('SIGTERM');
	await ended;
	rmSync(folder, { recursive: true, force: true });
}

/** The port that the node says it listens on. */
function portOf(): Promise<number> {
	return new Promise((resolve, reject) => {
		let said = '';
		const timer = setTimeout(() => reject(new Error('The node did not start in time.')), START_TIMEOUT_MS);
		node.stderr?.on('data', (data) => {
			said += String(data);
			const port = /JSON-RPC server: addr=127\.0\.0\.1:(\d+)/.exec(said)?.[1];
			if (port === undefined) return;
			clearTimeout(timer);
			resolve(Number(port));
		});
		ended.then(() => {
			clearTimeout(timer);
			reject(new Error(`${binary} ended before it could be asked: ${said.trim().split('\n').at(-1) ?? ''}`));
		});
	});
}

async function metadataOf(port: number): Promise<Uint8Array> {
	const question = { jsonrpc: '2.0', id: 1, method: 'state_call', params: ['Metadata_metadata_at_version', u8aToHex(VERSION)] };
	const response = await fetch(`http://127.0.0.1:${port}`, {
		method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(question),
	});
	const { result } = (await response.json()) as { result?: string };
	if (!result) throw new Error('The node tells no metadata of version 15.');
	// An option of bytes: a one, the length, and the bytes.
	const bytes = hexToU8a(result);
	const start = [1, 2, 3, 5].find((position) => MAGIC.every((byte, index) => bytes[position + index] === byte));
	if (start === undefined) throw new Error('The node\'s metadata has no known beginning.');
	return bytes.subarray(start);
}
