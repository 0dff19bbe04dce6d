/** The chain of a network: that of the preset `local_testnet`, with other validators. */
import { execFileSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Keyring } from '@polkadot/keyring';
import type { Keys } from './keys.ts';

/** One token. */
const UNIT = 1_000_000_000_000;

interface Specification {
	name: string;
	id: string;
	genesis: { runtimeGenesis: { patch: Genesis } };
}

/** What of the genesis is about validators and who governs, as polkadot.js would name it. */
interface Genesis {
	sudo: { key: string | null };
	balances: { balances: [string, number][] };
	validatorSet: { validators: string[] };
	session: { keys: [string, string, { aura: string; grandpa: string }][] };
}

/** Writes the specification of a chain that starts with these validators into `folder`, and gives the file's path. */
export function writeChainSpec(binary: string, folder: string, validators: Keys[]): string {
	const plain = join(folder, 'plain.json');
	const raw = join(folder, 'chain.json');
	execFileSync(binary, ['export-chain-spec', '--chain', 'local', '--output', plain], { stdio: 'pipe' });
	const specification: Specification = JSON.parse(readFileSync(plain, 'utf8'));
	const { patch } = specification.genesis.runtimeGenesis;
	// Alice stands in for the consortium, so that what it may do can be tried. Validators pay for their keys.
	patch.sudo.key = new Keyring({ type: 'sr25519' }).addFromUri('//Alice').address;
	patch.balances.balances.push(...validators.map(({ account }): [string, number] => [account, 100 * UNIT]));
	patch.validatorSet.validators = validators.map(({ account }) => account);
	patch.session.keys = validators.map(({ account, grandpa }) => [account, account, { aura: account, grandpa }]);
	writeFileSync(plain, JSON.stringify({ ...specification, name: 'Salus Network', id: 'salus_network' }));
	execFileSync(binary, ['export-chain-spec', '--chain', plain, '--raw', '--output', raw], { stdio: 'pipe' });
	return raw;
}
