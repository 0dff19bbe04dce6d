/** One validator: a node with keys, ports and a database of its own. */
import { execFileSync, spawnSync } from 'node:child_process';
import { closeSync, mkdirSync, openSync } from 'node:fs';
import { type AddressInfo, createServer, type Server } from 'node:net';
import { join } from 'node:path';
import { InputError } from '@salus/client/errors';
import { type Child, start } from '../demo/child.ts';
import { type Keys, newKeys } from './keys.ts';

export interface Validator {
	name: string;
	keys: Keys;
	/** Where its keys, database and log are. */
	folder: string;
	/** How others reach it. */
	address: string;
	peerPort: number;
	rpcPort: number;
	pid?: number;
}

/** Prepares a validator: keys, a folder, free ports. */
export function newValidator(binary: string, folder: string, name: string, [peerPort, rpcPort]: [number, number]): Validator {
	const home = join(folder, name);
	mkdirSync(home, { recursive: true });
	const made = spawnSync(binary, ['key', 'generate-node-key', '--file', nodeKey(home)], { encoding: 'utf8' });
	const peerId = made.stderr.trim().split('\n').at(-1);
	if (made.status !== 0 || !peerId) throw new InputError('network.no-key', `The node made no key: ${made.stderr}`);
	return { name, keys: newKeys(), folder: home, peerPort, rpcPort, address: `/ip4/127.0.0.1/tcp/${peerPort}/p2p/${peerId}` };
}

/** Puts a validator's keys into its node's keystore. */
export function insertKeys(binary: string, chain: string, { folder, keys }: Validator): void {
	for (const [type, scheme] of [['aura', 'sr25519'], ['gran', 'ed25519']] as const) {
		execFileSync(
			binary,
			['key', 'insert', '--chain', chain, '--base-path', folder, '--key-type', type, '--scheme', scheme, '--suri', keys.seed],
			{ stdio: 'pipe' },
		);
	}
}

/** Starts a validator's node, among these others. */
export function startValidator(binary: string, chain: string, validator: Validator, all: Validator[]): Child {
	const log = openSync(logOf(validator), 'a');
	const others = all.filter(({ name }) => name !== validator.name).flatMap(({ address }) => ['--bootnodes', address]);
	const child = start(
		binary,
		[
			'--chain', chain, '--validator', '--name', validator.name, '--base-path', validator.folder, '--node-key-file', nodeKey(validator.folder),
			'--listen-addr', `/ip4/127.0.0.1/tcp/${validator.peerPort}`, '--rpc-port', String(validator.rpcPort), '--rpc-methods', 'unsafe',
			'--state-pruning', 'archive', '--no-prometheus', '--no-telemetry', '--no-mdns', '--allow-private-ip', ...others,
		],
		{ stdio: ['ignore', log, log] },
	);
	closeSync(log);
	validator.pid = child.process.pid as number;
	return child;
}

export function urlOf({ rpcPort }: Validator): string {
	return `ws://127.0.0.1:${rpcPort}`;
}

export function logOf({ folder }: Validator): string {
	return join(folder, 'node.log');
}

function nodeKey(folder: string): string {
	return join(folder, 'node.key');
}

/** So many ports that nobody listens on now, each another one. */
export async function freePorts(count: number): Promise<number[]> {
	const servers = await Promise.all(Array.from({ length: count }, listening));
	const ports = servers.map((server) => (server.address() as AddressInfo).port);
	await Promise.all(servers.map((server) => new Promise((resolve) => server.close(resolve))));
	return ports;
}

function listening(): Promise<Server> {
	return new Promise((resolve, reject) => {
		const server = createServer();
		server.once('error', reject);
		server.listen(0, '127.0.0.1', () => resolve(server));
	});
}
