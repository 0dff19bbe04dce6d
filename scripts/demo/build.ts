/** Finds the node's binary, and has it built where it is missing or out of date. */
import { basename } from 'node:path';
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
