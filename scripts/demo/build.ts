/** Finds the binaries of the node and of the custodian's service, and has them built where they are missing or out of date. */
import { existsSync } from 'node:fs';
import { homedir } from 'node:os';
import { basename, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { InputError } from '@salus/client/errors';
import { start } from './child.ts';

/** A program that the demo starts. */
interface Program {
	/** Names one that is to be used as it is. */
	variable: string;
	/** Builds it, and prints its path. */
	script: string;
	/** What it is called, in sentences and in codes. */
	name: string;
	code: string;
	/** Where it is built. */
	path: string;
}

const NODE: Program = { variable: 'SALUS_NODE', script: 'build-node.sh', name: 'node', code: 'node.not-built', path: 'release/salus-node' };
const CUSTODIAN: Program = { variable: 'SALUS_CUSTODIAN', script: 'build-custodian.sh', name: 'custodian\'s service', code: 'custodian.not-built', path: 'release/salus-custodian' };

/** The path of an up-to-date node. `SALUS_NODE` names one that is to be used as it is. */
export async function buildNode(): Promise<string> {
	return build(NODE);
}

/** The path of an up-to-date `salus-custodian`. `SALUS_CUSTODIAN` names one that is to be used as it is. */
export async function buildCustodian(): Promise<string> {
	return build(CUSTODIAN);
}

/** Where the scripts let cargo put what it builds. */
export function targetFolder(): string {
	return process.env['CARGO_TARGET_DIR'] ?? join(process.env['SALUS_CACHE'] ?? join(homedir(), '.cache/salus'), 'target');
}

/** The node that was built last, or the one that `SALUS_NODE` names: for tests, which build none. */
export function builtNode(): string {
	return built(NODE);
}

/** The same of `salus-custodian`, and `SALUS_CUSTODIAN`. */
export function builtCustodian(): string {
	return built(CUSTODIAN);
}

async function build({ variable, script, name, code }: Program): Promise<string> {
	const given = process.env[variable];
	if (given) return given;
	const path = fileURLToPath(new URL(`../${script}`, import.meta.url));
	const child = start(path, [], { stdio: ['ignore', 'pipe', 'inherit'] });
	let printed = '';
	child.process.stdout?.on('data', (data) => {
		printed += String(data);
	});
	const how = await child.ended;
	if (how !== 0) throw new InputError(code, `The ${name} could not be built (${basename(path)} ended with ${how}).`);
	return printed.trim().split('\n').at(-1) as string;
}

function built({ variable, script, name, code, path }: Program): string {
	const binary = process.env[variable] ?? join(targetFolder(), path);
	if (!existsSync(binary)) throw new InputError(code, `There is no ${name} at ${binary}: run scripts/${script} first, or set ${variable}.`);
	return binary;
}
