/** The two heads at which a custodian asks the chain. */
import type { Chain } from '../chain/chain.ts';
import { CustodyRefusal } from './faults.ts';

/** No head is trusted that is older by the custodian's clock. */
const MAX_HEAD_AGE_MS = 60_000;

export interface Heads {
	best: string;
	finalized: string;
}

/** Both heads, if neither is older than a minute by `clock`: a node that was cut off still shows what was true then. */
export async function freshHeads(chain: Chain, clock: () => number): Promise<Heads> {
	const heads = await chain.heads();
	for (const [name, block] of Object.entries(heads)) {
		const age = clock() - (await chain.now(block));
		if (age > MAX_HEAD_AGE_MS) throw new CustodyRefusal('custody.stale-head', `the chain's ${name} head is ${Math.round(age / 1000)} seconds old`);
	}
	return heads;
}
