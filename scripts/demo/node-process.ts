/** A development node of our own: free loopback ports, a temporary database, gone afterwards. */
import { spawnSync } from 'node:child_process';
import { accessSync, closeSync, constants, existsSync, mkdtempSync, openSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ask } from '@salus/client/chain';
import { InputError } from '@salus/client/errors';
import { type Child, start } from './child.ts';
import { onEnd } from './cleanup.ts';

const START_TIMEOUT_MS = 90_000;
/**
 * Lets a node answer about every block. Otherwise a block's state is gone once 256 later ones are final, after eight and a half minutes, and with it its events: a
 * long run would ask for them in vain.
 */
export const ALL_STATES = ['--state-pruning', 'archive'];
/** Before the port at which a node is to tell Prometheus how it is; without it, it tells nobody. */
export const METRICS = '--prometheus-port';
/** Before the chain of a node that makes no blocks of its own. */
export const CHAIN = '--chain';
/** Marks the folder of a node that stays up after us. */
const KEPT = 'kept';

export interface DevelopmentNode {
	url: string;
	pid: number;
	/** Where its database and log are. */
	folder: string;
	child: Child;
	/** Lets node and folder stay. */
	keep(): void;
}

/** Starts `binary`, with further arguments. One that does not outlive us ends with us even if we are killed, as far as {@link endingWithUs} can. */
export async function startNode(binary: string, outlivesUs = false, further: readonly string[] = []): Promise<DevelopmentNode> {
	checkExecutable(binary);
	const { folder, forget } = temporaryFolder('salus-node-');
	const log = join(folder, 'node.log');
	const output = openSync(log, 'w');
	const [command, first] = outlivesUs ? [binary, []] : endingWithUs(binary);
	const child = start(
		command,
		[
			...first,
			// Port 0 is a free one, which the node itself finds and tells in its log.
			...(further.includes(CHAIN) ? [] : ['--dev']), '--base-path', folder, '--rpc-port', '0', '--listen-addr', '/ip4/127.0.0.1/tcp/0',
			...(further.includes(METRICS) ? [] : ['--no-prometheus']), '--no-telemetry', '--no-mdns', ...further,
		],
		{ stdio: ['ignore', output, output] },
	);
	closeSync(output);
	const url = await untilItAnswers(child, log);
	return {
		url,
		pid: child.process.pid as number,
		folder,
		child,
		keep: () => {
			child.letGo();
			forget();
			writeFileSync(join(folder, KEPT), '');
		},
	};
}

/** Throws, with one sentence, where `binary` is no program. */
export function checkExecutable(binary: string): void {
	try {
		accessSync(binary, constants.X_OK);
	} catch (error) {
		const why = (error as NodeJS.ErrnoException).code === 'ENOENT' ? 'there is no such file' : 'this file cannot be executed';
		throw new InputError('input.node', `${binary}: ${why}.`);
	}
}

/** How a program is started that ends with us even if we are killed, where Linux can see to that. */
export function endingWithUs(binary: string): [command: string, first: string[]] {
	const hasSetpriv = spawnSync('setpriv', ['--pdeathsig', 'KILL', 'true']).status === 0;
	return hasSetpriv ? ['setpriv', ['--pdeathsig', 'KILL', binary]] : [binary, []];
}

/** A folder that is removed at the end. Its name holds our process id, so that another run can tell whether we still need it. */
export function temporaryFolder(prefix: string): { folder: string; forget: () => void } {
	sweep(prefix);
	const folder = mkdtempSync(join(tmpdir(), `${prefix}${process.pid}-`));
	return { folder, forget: onEnd({ now: () => rmSync(folder, { recursive: true, force: true }) }) };
}

/** Removes what runs that were killed could not. */
function sweep(prefix: string): void {
	for (const name of readdirSync(tmpdir())) {
		const owner = name.startsWith(prefix) ? /^(\d+)-/.exec(name.slice(prefix.length))?.[1] : undefined;
		const folder = join(tmpdir(), name);
		if (owner === undefined || isRunning(Number(owner)) || existsSync(join(folder, KEPT))) continue;
		try {
			rmSync(folder, { recursive: true, force: true });
		} catch {
			// Somebody else's.
		}
	}
}

function isRunning(pid: number): boolean {
	try {
		process.kill(pid, 0);
		return true;
	} catch (error) {
		return (error as NodeJS.ErrnoException).code === 'EPERM';
	}
}

/** Waits until the node names its port and answers there. */
async function untilItAnswers(child: Child, log: string): Promise<string> {
	const deadline = Date.now() + START_TIMEOUT_MS;
	let ended: number | string | undefined;
	child.ended.then((how) => {
		ended = how;
	});
	while (Date.now() < deadline) {
		const told = readFileSync(log, 'utf8');
		if (ended !== undefined) {
			const last = told.trim().split('\n').slice(-3).join(' | ');
			throw new InputError('node.did-not-start', `The node ended (${ended}) before it could be used. Its last words: ${last}`);
		}
		const port = /Running JSON-RPC server: addr=127\.0\.0\.1:(\d+)/.exec(told)?.[1];
		const url = `ws://127.0.0.1:${port}`;
		if (port !== undefined && (await ask(url, 2_000).then(() => true, () => false))) return url;
		await new Promise((resolve) => setTimeout(resolve, 200));
	}
	throw new InputError('node.did-not-start', `The node did not answer within ${START_TIMEOUT_MS / 1000} seconds.`);
}
