/** The command line of the flood. */
import { InputError } from '@salus/client/errors';
import { count, FLAG, readOptions, TEXT } from '../load/options.ts';

export type Kind = 'forger' | 'hospital' | 'payer';

export const KINDS: Kind[] = ['forger', 'hospital', 'payer'];
export const HELP = `Floods a development node of its own, with the pool at its default size, and says how those fared who must not be
kept out. Ends with 1 if anybody fared worse than promised.

  --attack KIND    who floods; may be repeated. All of them, one after the other, without:
                     forger    accounts of somebody who made them up: registered, named by such patients as
                               representatives and devices, sponsored by somebody who pays, never seen before
                     hospital  people of one accredited organization, some of whom may break the glass
                     payer     somebody who spends 10,000 tokens
  --together       all those attack at once
  --accounts N     how many accounts a forger has: 10000. A hospital has a twentieth as many people (60 at least)
  --seconds N      for how long each attack goes on: 120
  --slack BLOCKS   how many blocks more than promised count as kept: 0. For machines that are slow or do other things, too; what
                   is refused or dropped counts as broken all the same
  --report FILE    writes the figures as JSON, too
  --small          all three together, 600 accounts, 30 seconds: what a continuous integration has time for
  --help           this text

SALUS_NODE names a node to use as it is; without it, one is built.
`;

export interface Options {
	/** What attacks there are, one after the other, each of these at once. */
	attacks: Kind[][];
	accounts: number;
	seconds: number;
	slack: number;
	report?: string;
	help: boolean;
}

/** What `argv` asks for; throws an `InputError` that says what is wrong with it. */
export function parseOptions(argv: string[]): Options {
	const values = readOptions(argv, { attack: { ...TEXT, multiple: true }, together: FLAG, accounts: TEXT, seconds: TEXT, slack: TEXT, report: TEXT, small: FLAG, help: FLAG });
	const chosen = (values.attack ?? KINDS) as Kind[];
	const unknown = chosen.find((kind) => !KINDS.includes(kind));
	if (unknown !== undefined) throw new InputError('input.option', `--attack: ${unknown} is none of ${KINDS.join(', ')}.`);
	const kinds = KINDS.filter((kind) => chosen.includes(kind));
	return {
		attacks: values.together || values.small ? [kinds] : kinds.map((kind) => [kind]),
		accounts: count('--accounts', values.accounts ?? (values.small ? '600' : '10000'), 20),
		seconds: count('--seconds', values.seconds ?? (values.small ? '30' : '120'), 10),
		slack: count('--slack', values.slack ?? '0', 0),
		...(values.report === undefined ? {} : { report: values.report }),
		help: values.help ?? false,
	};
}
