/** Floods a node of our own, and says how those fared who must not be kept out. `--help` tells the options. */
import { writeFileSync } from 'node:fs';
import { InputError } from '@salus/client/errors';
import { buildNode } from '../demo/build.ts';
import { cleanUp, isStopping, watchForTheEnd } from '../demo/cleanup.ts';
import { type Attack, attack } from './attack.ts';
import { HELP, parseOptions } from './options.ts';
import { told } from './telling.ts';

async function main(): Promise<void> {
	const options = parseOptions(process.argv.slice(2));
	const { attacks, accounts, seconds, report, help } = options;
	if (help) return say(HELP.trimEnd());
	watchForTheEnd();
	const binary = await buildNode();
	const played: Attack[] = [];
	for (const kinds of attacks) {
		say(`Attack by ${kinds.join(', ')}:`);
		const outcome = await attack(binary, kinds, options, say);
		played.push(outcome);
		for (const line of told(outcome)) say(line);
		if (report !== undefined) writeFileSync(report, `${JSON.stringify({ accounts, seconds, attacks: played }, undefined, '\t')}\n`);
	}
	const broken = played.flatMap(({ kinds, needs }) => needs.filter(({ isKept }) => !isKept).map(({ name }) => `${name} (${kinds.join(', ')})`));
	say(broken.length === 0 ? 'All promises were kept.' : `Promises were broken: ${broken.join('; ')}.`);
	process.exitCode = broken.length === 0 ? 0 : 1;
}

function say(text: string): void {
	process.stdout.write(`${text}\n`);
}

main()
	.catch((error: unknown) => {
		process.exitCode = 1;
		if (!isStopping()) process.stderr.write(`${error instanceof InputError ? error.message : String((error as Error).stack)}\n`);
	})
	.finally(cleanUp);
