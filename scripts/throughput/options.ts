/** The command line of the measurement. */
import { parseArgs } from 'node:util';
import { InputError } from '@salus/client/errors';

export const HELP = `Measures on a development node of its own how many transactions a second its blocks carry, from finalized blocks, how long
one waits at half of that load, and how far the weights of blocks are from the time that they take.

  --practitioners N  how many people ask: 400, half of them in each of two organizations
  --blocks N         how many full blocks of each kind are counted: 20
  --check            ends with 1 if a block of a kind weighs less than 1.1 times the time that it takes, or more than twice
  --json FILE        writes the figures as JSON, too
  --small            100 practitioners, 4 blocks
  --help             this text

SALUS_NODE names a node to use as it is; without it, one is built. Nothing else should run on the machine.
`;

export interface Options {
	practitioners: number;
	blocks: number;
	check: boolean;
	json?: string;
	help: boolean;
}

/** What `argv` asks for; throws an `InputError` that says what is wrong with it. */
export function parseOptions(argv: string[]): Options {
	const values = read(argv);
	return {
		practitioners: count('--practitioners', values.practitioners ?? (values.small ? '100' : '400'), 2, 10_000),
		blocks: count('--blocks', values.blocks ?? (values.small ? '4' : '20'), 1, 1_000),
		check: values.check ?? false,
		...(values.json === undefined ? {} : { json: values.json }),
		help: values.help ?? false,
	};
}

function read(args: string[]) {
	const [text, flag] = [{ type: 'string' }, { type: 'boolean' }] as const;
	try {
		return parseArgs({ args, options: { practitioners: text, blocks: text, json: text, check: flag, small: flag, help: flag } }).values;
	} catch (error) {
		// It names the option, and then tells what programmers may do about it.
		throw new InputError('input.option', `${(error as Error).message.split('. ')[0]?.replace(/\.?$/, '.')} --help lists what there is.`);
	}
}

function count(option: string, text: string, least: number, most: number): number {
	const number = Number(text);
	if (!/^\d+$/.test(text) || number < least || number > most) throw new InputError('input.option', `${option}: ${text} is no number from ${least} to ${most}.`);
	return number;
}
