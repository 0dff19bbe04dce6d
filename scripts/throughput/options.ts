/** The command line of the measurement. */
import { InputError } from '@salus/client/errors';
import { BOUNDS, PROMISED } from './figures.ts';
import { count, FLAG, readOptions, TEXT } from '../load/options.ts';

export const HELP = `Measures what a development node of its own carries, counted from finalized blocks: requests for access by practitioners,
one patient each; transfers by the same accounts; requests for 64 classes each. Then how long a request waits for the block
with its ticket, at half of what was measured.

  --blocks N         how many full blocks of each load count: 20
  --practitioners N  how many accounts send: 400
  --as-shipped       leaves the division of blocks among lanes as a chain has it at first. Without, the superuser gives nearly
                     all of a block to what is measured
  --compare          compares, instead, what the commonest calls are accounted with and how long nodes take for them: one that
                     makes blocks, and one that follows
  --validators N     measures, instead, how long it takes from a request to its ticket, and to a final release, on N validators
                     of one chain on this machine, at half of the weight that they carry in requests alone. They have no
                     superuser: blocks are divided as a chain has it at first
  --check            with --compare: ends with 1 if one call is outside ${BOUNDS.least} to ${BOUNDS.most}. With --validators: ends with 1 if half of the
                     requests wait longer than ${PROMISED.ticket / 1_000} s for their tickets, or ${PROMISED.release / 1_000} s for final releases
  --pool TYPE        the node's transaction pool: single-state, or fork-aware, which loses transactions when accounts have
                     several in it and blocks are full
  --json FILE        writes the figures as JSON, too
  --small            100 practitioners, 3 blocks of each: in under 90 seconds; on four validators in about two minutes
  --help             this text

SALUS_NODE names a node to use as it is; without it, one is built.
`;

const POOLS = ['single-state', 'fork-aware'];

export interface Options {
	blocks: number;
	practitioners: number;
	isAsShipped: boolean;
	pool: string;
	compares: boolean;
	checks: boolean;
	/** On how many validators releases are measured; without, it is one development node. */
	validators?: number;
	json?: string;
	help: boolean;
}

/** What `argv` asks for; throws an `InputError` that says what is wrong with it. */
export function parseOptions(argv: string[]): Options {
	const values = readOptions(argv, { blocks: TEXT, pool: TEXT, practitioners: TEXT, 'as-shipped': FLAG, compare: FLAG, check: FLAG, json: TEXT, small: FLAG, validators: TEXT, help: FLAG });
	const isNetwork = values.validators !== undefined;
	if (values.check && !values.compare && !isNetwork) throw new InputError('input.option', '--check: there is nothing to check without --compare or --validators.');
	if (values.compare && isNetwork) throw new InputError('input.option', '--validators: a comparison takes a node that makes blocks and one that follows.');
	if (values['as-shipped'] && values.compare) throw new InputError('input.option', '--as-shipped: a comparison divides blocks as it needs them.');
	const pool = values.pool ?? 'single-state';
	if (!POOLS.includes(pool)) throw new InputError('input.option', `--pool: ${pool} is none of ${POOLS.join(', ')}.`);
	return {
		pool, blocks: count('--blocks', values.blocks ?? (values.small ? '3' : '20'), 1, 1_000),
		practitioners: count('--practitioners', values.practitioners ?? (values.small ? '100' : '400'), 2, 500),
		isAsShipped: values['as-shipped'] ?? isNetwork, compares: values.compare ?? false, checks: values.check ?? false,
		...(values.validators === undefined ? {} : { validators: count('--validators', values.validators, 2, 16) }),
		...(values.json === undefined ? {} : { json: values.json }), help: values.help ?? false,
	};
}
