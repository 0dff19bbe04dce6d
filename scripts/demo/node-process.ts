/** A development node of our own: free loopback ports, a temporary database, gone afterwards. */
import { spawnSync } from 'node:child_process';
import { closeSync, mkdtempSync, openSync, readFileSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ask } from '@salus/client/chain';
import { InputError } from '@salus/client/errors';
import { type Child, start } from './child.ts';
import { onEnd } from './cleanup.ts';

const START_TIMEOUT_MS = 90_000;

export interface DevelopmentNode {
	url: string;
	pid: number;
	/** Where its database and log are. */
	folder: string;
	child: Child;
	/** Lets node and folder stay. */
	keep(): void;
}

/** Starts `binary`. One that does not outlive us ends with us even if we are killed, where Linux can see to that. */
export async function startNode(binary: string, outlivesUs = false): Promise<DevelopmentNode> {
	const { folder, forget } = temporaryFolder('salus-node-');
	const [rpcPort, p2pPort] = await freePorts(2);
	const log = join(folder, 'node.log');
	const output = openSync(log, 'w');
	const [command, first] = outlivesUs || !hasSetpriv() ? [binary, []] : ['setpriv', ['--pdeathsig', 'KILL', binary]];
	const child = start(
		command,
		[
			...first,
			'--dev', '--base-path', folder, '--rpc-port', String(rpcPort),
			'--listen-addr', `/ip4/127.0.0.1/tcp/${p2pPort}`, '--no-prometheus', '--no-telemetry', '--no-mdns',
		],
		{ stdio: ['ignore', output, output] },
	);
	closeSync(output);
	const url = `ws://127.0.0.1:${rpcPort}`;
	await untilItAnswers(url, child, log);
	return {
		url,
		pid: child.process.pid as number,
		folder,
		child,
		keep: () => {
			child.letGo();
			forget();
		},
	};
}

function hasSetpriv(): boolean {
	return spawnSync('setpriv', ['--pdeathsig', 'KILL', 'true']).status === 0;
}

/** A folder that is removed at the end. */
export function temporaryFolder(prefix: string): { folder: string; forget: () => void } {
	const folder = mkdtempSync(join(tmpdir(), prefix));
	return { folder, forget: onEnd({ now: () => rmSync(folder, { recursive: true, force: true }) }) };
}

async function untilItAnswers(url: string, child: Child, log: string): Promise<void> {
	const deadline = Date.now() + START_TIMEOUT_MS;
	let ended: number | string | undefined;
	child.ended.then((how) => {
		ended = how;
	});
	while (Date.now() < deadline) {
		if (ended !== undefined) {
			const last = readFileSync(log, 'utf8').trim().split('\n').slice(-3).join(' | ');
			throw new InputError('node.did-not-start', `The node ended (${ended}) before it could be used. Its last words: ${last}`);
		}
		try {
			return await ask(url, 2_000);
		} catch {
			await new Promise((resolve) => setTimeout(resolve, 200));
		}
	}
	throw new InputError('node.did-not-start', `The node did not answer within ${START_TIMEOUT_MS / 1000} seconds.`);
}

/** Ports that nobody listens on just now; all are held until all are found, so that no two are the same. */
async function freePorts(count: number): Promise<number[]> {
	const servers = await Promise.all(
		Array.from(
			{ length: count },
			() =>
				new Promise<ReturnType<typeof createServer>>((resolve, reject) => {
					const server = createServer();
					server.once('error', reject);
					server.listen(0, '127.0.0.1', () => resolve(server));
				}),
		),
	);
	const ports = servers.map((server) => (server.address() as { port: number }).port);
	await Promise.all(servers.map((server) => new Promise((resolve) => server.close(resolve))));
	return ports;
}
