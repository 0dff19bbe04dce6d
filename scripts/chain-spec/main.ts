/** Makes the specification of a consortium's chain from a file of its members. Started by `scripts/chain-spec.sh`. */
import { readFileSync } from 'node:fs';
import { InputError } from '@salus/client/errors';
import { cryptoWaitReady } from '@polkadot/util-crypto';
import { Command } from 'commander';
import { buildNode } from '../demo/build.ts';
import { cleanUp, isStopping, watchForTheEnd } from '../demo/cleanup.ts';
import { CHAIN, startNode } from '../demo/node-process.ts';
import { table } from '../demo/table.ts';
import { hashAt } from '../network/standing.ts';
import { silencePolkadot } from '../quiet.ts';
import { genesisOf } from './genesis.ts';
import { type Members, readMembers } from './members.ts';
import { writeSpecification } from './specification.ts';

silencePolkadot();

async function make(file: string, { output }: { output: string }): Promise<void> {
	watchForTheEnd();
	await cryptoWaitReady();
	const members = readMembers(readFile(file));
	const { name, id, bootnodes } = members.chain;
	const binary = await buildNode();
	const code = writeSpecification(binary, { name, id, bootnodes, kind: 'Live', output, change: () => genesisOf(members) });
	process.stdout.write(`${table(summary(members))}\nIts first block is ${await firstBlock(binary, output)}.\nIts Wasm has the BLAKE2b-256 hash ${code}.\n`
		+ `Every member compares both with its own, and starts its node with --chain ${output}.\n`);
}

/** The hash of the first block, as a node tells it that starts the chain. */
async function firstBlock(binary: string, chain: string): Promise<string> {
	const node = await startNode(binary, false, [CHAIN, chain]);
	try {
		return await hashAt(node.url, 0);
	} finally {
		await node.child.stop();
	}
}

function summary({ chain, council, technical, registrar, licensing, validators, organizations }: Members): string[][] {
	return [
		['authority', 'members', 'what it takes'],
		['root (the council)', String(council.length), `${Math.ceil(council.length * 3 / 4)} of them`],
		['policies (the council)', String(council.length), `${Math.ceil(council.length * 2 / 3)} of them, and a week`],
		['accreditation (the council)', String(council.length), `${Math.floor(council.length / 2) + 1} of them`],
		['technical committee', String(technical.length), `${Math.floor(technical.length / 2) + 1} of them`],
		['registrar', String(registrar.length), 'one of them'],
		['licensing', String(licensing.length), 'one of them'],
		['validators', String(validators.length), `${validators.length - Math.floor((validators.length - 1) / 3)} of them make blocks final`],
		['organizations', String(organizations.length), `on ${chain.name}`],
	];
}

function readFile(path: string): string {
	try {
		return readFileSync(path, 'utf8');
	} catch {
		throw new InputError('members.not-read', `${path} cannot be read.`);
	}
}

new Command('chain-spec.sh').description('Makes the specification of a consortium\'s chain, which every node of it is started with.')
	.argument('<members>', 'a TOML file of the members, their accounts and keys')
	.option('--output <file>', 'where the specification is written', 'chain.json')
	.action(make)
	.parseAsync()
	.catch((error: unknown) => {
		process.exitCode = 1;
		if (!isStopping()) process.stderr.write(`${error instanceof InputError ? error.message : String((error as Error).stack)}\n`);
	})
	.finally(cleanUp);
