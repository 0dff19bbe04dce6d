/** One validator: a node with keys, ports and a database of its own. */
import { execFileSync, spawnSync } from 'node:child_process';
import { randomInt } from 'node:crypto';
import { closeSync, mkdirSync, openSync } from 'node:fs';
import { type AddressInfo, createServer, type Server } from 'node:net';
import { join } from 'node:path';
import { InputError } from '@salus/client/errors';
import { type Child, start } from '../demo/child.ts';
import { type Keys, newKeys } from './keys.ts';

const LOWEST_PORT = 20_000;
const FIRST_OF_THE_SYSTEM = 32_768;

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

/** What is otherwise with a node than with most. */
export interface Manner {
	/** The arguments that say how it reaches the others; by their own addresses, if there are none. */
	peers?: string[];
	/** Other flags than a validator's make a node of another kind. */
	flags?: string[];
	/** Further arguments. */
	further?: string[];
	/** What its process has in its environment beside what we have. */
	environment?: Record<string, string>;
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

/** What makes a node a validator, which knows every state and does all that it is asked by RPC. */
export const VALIDATES = ['--validator', '--rpc-methods', 'unsafe', '--state-pruning', 'archive'];

/** Starts a validator's node, among these others. */
export function startValidator(binary: string, chain: string, validator: Validator, all: Validator[], { peers, flags = VALIDATES, further = [], environment }: Manner = {}): Child {
	const log = openSync(logOf(validator), 'a');
	const others = peers ?? all.filter(({ name }) => name !== validator.name).flatMap(({ address }) => ['--bootnodes', address]);
	const child = start(
		binary,
		[
			'--chain', chain, '--name', validator.name, '--base-path', validator.folder, '--node-key-file', nodeKey(validator.folder),
			'--listen-addr', `/ip4/127.0.0.1/tcp/${validator.peerPort}`, '--rpc-port', String(validator.rpcPort),
			'--no-prometheus', '--no-telemetry', '--no-mdns', '--allow-private-ip', ...flags, ...others, ...further,
		],
		{ stdio: ['ignore', log, log], env: { ...process.env, ...environment } },
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

/**
 * So many ports that nobody listens on now, each another one. They are below those that the system gives to whoever asks for any (from 32768 on), so that no connection
 * takes one before the node is started.
 */
export async function freePorts(count: number): Promise<number[]> {
	const servers: Server[] = [];
	while (servers.length < count) {
		const server = await listening(randomInt(LOWEST_PORT, FIRST_OF_THE_SYSTEM));
		if (server) servers.push(server);
	}
	const ports = servers.map((server) => (server.address() as AddressInfo).port);
	await Promise.all(servers.map((server) => new Promise((resolve) => server.close(resolve))));
	return ports;
}

/** Listens on a port; nothing if somebody else does. */
function listening(port: number): Promise<Server | undefined> {
	return new Promise((resolve) => {
		const server = createServer();
		server.once('error', () => resolve(undefined));
		server.listen(port, '127.0.0.1', () => resolve(server));
	});
}
