/** The development chain of Salus on stock polkadot-omni-node: the Wasm and the genesis that salus-node carries. */
import { execFileSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { ALL_STATES, CHAIN, type DevelopmentNode, startNode, temporaryFolder } from '../demo/node-process.ts';

/** The stock node serves parachains, and wants to be told of which relay chain this is one, and under which number. It means nothing here. */
const PARACHAIN = { relay_chain: 'dev', para_id: 1000 };
/** The chain's clock goes six seconds ahead with each block, however long that takes. Custodians believe a clock that is behind, and none that goes faster than theirs. */
const BLOCK_TIME = ['--dev-block-time', '6000'];

/** Starts the stock node `omniNode`, on loopback, with the chain of `salusNode --dev`. */
export async function startOmniNode(omniNode: string, salusNode: string): Promise<DevelopmentNode> {
	const file = join(temporaryFolder('salus-omni-node-').folder, 'chain.json');
	execFileSync(salusNode, ['export-chain-spec', '--chain', 'dev', '--output', file], { stdio: 'pipe' });
	writeFileSync(file, JSON.stringify({ ...JSON.parse(readFileSync(file, 'utf8')), ...PARACHAIN }));
	return startNode(omniNode, false, ['--dev', ...BLOCK_TIME, CHAIN, file, ...ALL_STATES]);
}
