/** Writes a chain's specification, whose state the node builds, and so checks. */
import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, dirname, join } from 'node:path';
import { InputError } from '@salus/client/errors';
import { u8aToHex } from '@polkadot/util';
import { blake2AsHex } from '@polkadot/util-crypto';

/** The storage key of the runtime's code: `:code`. */
const CODE = u8aToHex(new TextEncoder().encode(':code'));

interface Plain {
	genesis: { runtimeGenesis: { patch: object } };
}

export interface Wanted {
	name: string;
	id: string;
	kind: 'Live' | 'Local';
	bootnodes: string[];
	/** Where it is written. */
	output: string;
	/** The genesis, made from that of the preset `local_testnet`. */
	change: (preset: object) => object;
}

/** Writes the raw form, which every node of the chain is started with, and gives the BLAKE2b-256 hash of its Wasm. */
export function writeSpecification(binary: string, wanted: Wanted): string {
	if (!existsSync(dirname(wanted.output))) throw new InputError('chain-spec.no-folder', `There is no folder ${dirname(wanted.output)} to write ${basename(wanted.output)} into.`);
	const folder = mkdtempSync(join(tmpdir(), 'salus-chain-spec-'));
	try {
		const plain = join(folder, 'plain.json');
		run(binary, ['export-chain-spec', '--chain', 'local', '--output', plain]);
		const preset: Plain = JSON.parse(readFileSync(plain, 'utf8'));
		const { runtimeGenesis } = preset.genesis;
		runtimeGenesis.patch = wanted.change(runtimeGenesis.patch);
		const { name, id, kind: chainType, bootnodes: bootNodes } = wanted;
		writeFileSync(plain, JSON.stringify({ ...preset, name, id, chainType, bootNodes }));
		run(binary, ['export-chain-spec', '--chain', plain, '--raw', '--output', wanted.output]);
		const raw = JSON.parse(readFileSync(wanted.output, 'utf8'));
		return blake2AsHex(raw.genesis.raw.top[CODE]);
	} finally {
		rmSync(folder, { recursive: true });
	}
}

function run(binary: string, words: string[]): string {
	try {
		return execFileSync(binary, words, { encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] });
	} catch (error) {
		const told = String((error as { stderr?: string }).stderr ?? error).trim();
		throw new InputError('chain-spec.not-built', `The node could not build this chain: ${told}`);
	}
}
