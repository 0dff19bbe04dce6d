/** The chain of a network: that of the preset `local_testnet`, with other validators. */
import { join } from 'node:path';
import { writeSpecification } from '../chain-spec/specification.ts';
import type { Keys } from './keys.ts';

/** One token. */
const UNIT = 1_000_000_000_000;

/** What of the genesis is about validators, as polkadot.js would name it. */
interface Genesis {
	balances: { balances: [string, number][] };
	validatorSet: { validators: string[] };
	session: { keys: [string, string, { aura: string; grandpa: string }][] };
}

/** Writes the specification of a chain that starts with these validators into `folder`, and gives the file's path. */
export function writeChainSpec(binary: string, folder: string, validators: Keys[]): string {
	const output = join(folder, 'chain.json');
	writeSpecification(binary, {
		name: 'Salus Network', id: 'salus_network', kind: 'Local', bootnodes: [], output,
		change: (preset) => withValidators(preset as Genesis, validators),
	});
	return output;
}

/** Validators pay for publishing keys. */
function withValidators(preset: Genesis, validators: Keys[]): Genesis {
	return {
		...preset,
		balances: { balances: [...preset.balances.balances, ...validators.map(({ account }): [string, number] => [account, 100 * UNIT])] },
		validatorSet: { validators: validators.map(({ account }) => account) },
		session: { keys: validators.map(({ account, grandpa }) => [account, account, { aura: account, grandpa }]) },
	};
}
