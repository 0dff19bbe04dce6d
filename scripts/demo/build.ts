/** Finds the node's binary, and has it built where it is missing or out of date. */
import { existsSync } from 'node:fs';
import { homedir } from 'node:os';
import { basename, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { InputError } from '@salus/client/errors';
import { start } from './child.ts';

const script = fileURLToPath(new URL('../build-node.sh', import.meta.url));

/** The path of an up-to-date node. `SALUS_NODE` names one that is to be used as it is. */
export async function buildNode(): Promise<string> {
	const given = process.env['SALUS_NODE'];
	if (given) return given;
	const child = start(script, [], { stdio: ['ignore', 'pipe', 'inherit'] });
	let printed = '';
	child.process.stdout?.on('data', (data) => {
		printed += String(data);
	});
	const how = await child.ended;
	if (how !== 0) throw new InputError('node.not-built', `The node could not be built (${basename(script)} ended with ${how}).`);
	return printed.trim().split('\n').at(-1) as string;
}

/** Where the scripts let cargo put what it builds. */
export function targetFolder(): string {
	return process.env['CARGO_TARGET_DIR'] ?? join(process.env['SALUS_CACHE'] ?? join(homedir(), '.cache/salus'), 'target');
}

/** The node that was built last, or the one that `SALUS_NODE` names: for tests, which build none. */
export function builtNode(): string {
	const binary = process.env['SALUS_NODE'] ?? join(targetFolder(), 'release/salus-node');
	if (!existsSync(binary)) throw new InputError('node.not-built', `There is no node at ${binary}: run scripts/build-node.sh first, or set SALUS_NODE.`);
	return binary;
}
