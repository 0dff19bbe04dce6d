/** A custodian's service of our own: a process of `salus-custodian` on a loopback port, with a folder for what it keeps. */
import { closeSync, fstatSync, mkdirSync, openSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { InputError } from '@salus/client/errors';
import { bytesToHex, type PrivateKey } from '@salus/client/format';
import { type Child, start } from './child.ts';
import { checkExecutable, endingWithUs } from './node-process.ts';

const START_TIMEOUT_MS = 60_000;
const POLL_MS = 50;

export interface ServiceParts {
	binary: string;
	/** The node's address. */
	node: string;
	genesis: Uint8Array;
	/** The custodian's number on the chain. */
	organization: number;
	/** The seed of the account that redeems tickets. */
	clerk: Uint8Array;
	/** The private half of the key that the organization published. */
	key: PrivateKey;
	/** Where configuration, keys, log and store are: each in a place of its own. */
	folder: string;
	/** How far the chain's clock is behind ours by design: 0, except on test nodes whose clock starts in the past. */
	clockLag?: number;
}

export class CustodianProcess {
	readonly url: string;
	readonly #parts: ServiceParts;
	#child: Child;

	private constructor(parts: ServiceParts, url: string, child: Child) {
		this.#parts = parts;
		this.url = url;
		this.#child = child;
	}

	/** Configured and started; it answers. */
	static async start(parts: ServiceParts): Promise<CustodianProcess> {
		checkExecutable(parts.binary);
		// Port 0 is a free one, which the service itself finds and tells.
		configure(parts, '0');
		const { child, url } = await run(parts, '0');
		configure(parts, new URL(url).port);
		return new CustodianProcess(parts, url, child);
	}

	get pid(): number {
		return this.#child.process.pid as number;
	}

	/** Ends it as if the power had failed. */
	async kill(): Promise<void> {
		this.#child.process.kill('SIGKILL');
		await this.#child.ended;
	}

	/** Asks it to end. */
	async stop(): Promise<void> {
		await this.#child.stop();
	}

	/** Starts it again where it was, with what its store still has. */
	async startAgain(): Promise<void> {
		this.#child = (await run(this.#parts, new URL(this.url).port)).child;
	}

	/** As if its disk had failed: what it keeps is gone, and its keys, which lie elsewhere, are not. */
	loseStore(): void {
		rmSync(storeIn(this.#parts.folder), { recursive: true, force: true });
	}

	/** Where it has the sealed records of a patient, under their names. */
	recordsOf(patient: Uint8Array): string {
		return join(storeIn(this.#parts.folder), 'vault', 'records', bytesToHex(patient));
	}

	/** What it has told since it was first started. */
	get log(): string {
		return readFileSync(logIn(this.#parts.folder), 'utf8');
	}
}

function configure({ node, genesis, organization, clerk, key, folder }: ServiceParts, port: string): void {
	mkdirSync(folder, { recursive: true });
	const secret = (name: string, text: string) => {
		const path = join(folder, name);
		writeFileSync(path, `${text}\n`, { mode: 0o600 });
		return path;
	};
	const lines = [
		`node = ${JSON.stringify(node)}`,
		`genesis = "${bytesToHex(genesis)}"`,
		`organization = ${organization}`,
		'[store]', `folder = ${JSON.stringify(storeIn(folder))}`,
		'[keys]', `clerk = ${JSON.stringify(secret('clerk', bytesToHex(clerk)))}`, `shares = [${JSON.stringify(secret('key', `${key.suite} ${bytesToHex(key.privateKey)}`))}]`,
		'[http]', `listen = "127.0.0.1:${port}"`,
		'[operations]', 'listen = "127.0.0.1:0"',
	];
	writeFileSync(configurationIn(folder), `${lines.join('\n')}\n`);
}

/** A process of it, and where it answers. */
async function run(parts: ServiceParts, port: string): Promise<{ child: Child; url: string }> {
	const { binary, folder } = parts;
	mkdirSync(storeIn(folder), { recursive: true, mode: 0o700 });
	const log = logIn(folder);
	const output = openSync(log, 'a');
	const before = fstatSync(output).size;
	const [command, first] = endingWithUs(binary);
	const child = start(command, [...first, ...argumentsOf(parts, port)], { stdio: ['ignore', output, output] });
	closeSync(output);
	return { child, url: await untilItAnswers(child, () => readFileSync(log).subarray(before).toString()) };
}

/** Its clock is set back for a development chain only, which then takes what is configured out of the folder, but for the address. */
function argumentsOf({ node, folder, clockLag = 0 }: ServiceParts, port: string): string[] {
	if (clockLag === 0) return ['--config', configurationIn(folder)];
	return ['--dev', '--node', node, '--data', folder, '--listen', `127.0.0.1:${port}`, '--clock-offset-seconds', String(-Math.round(clockLag / 1_000))];
}

async function untilItAnswers(child: Child, told: () => string): Promise<string> {
	const deadline = Date.now() + START_TIMEOUT_MS;
	let ended: number | string | undefined;
	child.ended.then((how) => {
		ended = how;
	});
	while (Date.now() < deadline) {
		if (ended !== undefined) {
			const last = told().trim().split('\n').slice(-3).join(' | ');
			throw new InputError('custodian.did-not-start', `The custodian's service ended (${ended}) before it could be used. Its last words: ${last}`);
		}
		const url = /answers at (http:\/\/127\.0\.0\.1:\d+),/.exec(told())?.[1];
		if (url !== undefined && (await answers(url))) return url;
		await new Promise((resolve) => setTimeout(resolve, POLL_MS));
	}
	await child.stop();
	throw new InputError('custodian.did-not-start', `The custodian's service did not answer within ${START_TIMEOUT_MS / 1000} seconds.`);
}

/** Whether it does, with its chain behind it: before, only what it is called is answered, and everything else is unavailable. */
async function answers(url: string): Promise<boolean> {
	return fetch(`${url}/v1/sessions`, { method: 'POST', signal: AbortSignal.timeout(2_000) }).then(({ status }) => status !== 503, () => false);
}

function configurationIn(folder: string): string {
	return join(folder, 'custodian.toml');
}

function storeIn(folder: string): string {
	return join(folder, 'store');
}

function logIn(folder: string): string {
	return join(folder, 'custodian.log');
}
