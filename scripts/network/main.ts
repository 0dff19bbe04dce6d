/** Runs a network of validators on this machine. `--help` tells the commands. */
import { existsSync, rmSync } from 'node:fs';
import { homedir } from 'node:os';
import { join, resolve } from 'node:path';
import { InputError } from '@salus/client/errors';
import { Command, InvalidArgumentError } from 'commander';
import { buildNode } from '../demo/build.ts';
import { cleanUp, isStopping, onEnd, watchForTheEnd } from '../demo/cleanup.ts';
import { table } from '../demo/table.ts';
import { isRunning, newNetwork, recall, remember, startOne, takeDown, untilFinal } from './network.ts';
import { standingOf } from './standing.ts';
import { urlOf } from './validator.ts';

const FOLDER = join(process.env['SALUS_CACHE'] ?? join(homedir(), '.cache/salus'), 'network');

async function up({ validators: count, folder }: { validators: number; folder: string }): Promise<void> {
	if (existsSync(folder)) throw new InputError('network.exists', `There is something in ${folder} already: \`down\` ends and removes a network.`);
	watchForTheEnd();
	const forget = onEnd({ now: () => rmSync(folder, { recursive: true, force: true }) });
	const network = await newNetwork(await buildNode(), resolve(folder), count);
	const children = network.validators.map((validator) => startOne(network, validator));
	say(`Waiting until ${count} validators make a block final.`);
	await untilFinal(network.validators, 1);
	remember(network);
	for (const child of children) child.letGo();
	forget();
	await status({ folder });
}

async function status({ folder }: { folder: string }): Promise<void> {
	const rows = await Promise.all(recall(folder).validators.map(async (validator) => {
		const standing = await standingOf(urlOf(validator));
		const state = standing ? 'up' : isRunning(validator) ? 'does not answer' : 'down';
		const figures = standing ? [standing.best, standing.final, standing.peers].map(String) : ['-', '-', '-'];
		return [validator.name, state, urlOf(validator), ...figures, String(validator.pid ?? '-')];
	}));
	say(table([['validator', 'state', 'endpoint', 'best block', 'final block', 'peers', 'process'], ...rows]));
}

async function down({ folder }: { folder: string }): Promise<void> {
	await takeDown(recall(folder));
	say('The network is down, and its folder removed.');
}

function say(text: string): void {
	process.stdout.write(`${text}\n`);
}

function count(text: string): number {
	const number = Number(text);
	if (!Number.isInteger(number) || number < 1 || number > 16) throw new InvalidArgumentError('A whole number from 1 to 16.');
	return number;
}

const program = new Command('network.sh').description('A network of several validators on this machine, with keys of its own, on loopback.');
const inFolder = ['--folder <folder>', 'where its keys, databases and logs are', FOLDER] as const;
program.command('up').description('makes keys and a chain, starts the validators, and waits until a block is final')
	.option('--validators <number>', 'how many', count, 4).option(...inFolder).action(up);
program.command('status').description('tells how each is').option(...inFolder).action(status);
program.command('down').description('ends them and removes all that was made').option(...inFolder).action(down);

program.parseAsync()
	.catch((error: unknown) => {
		process.exitCode = 1;
		if (!isStopping()) process.stderr.write(`${error instanceof InputError ? error.message : String((error as Error).stack)}\n`);
	})
	.finally(cleanUp);
