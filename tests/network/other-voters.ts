/** A change of who votes in GRANDPA, which is there from the genesis on. */
import { TypeRegistry } from '@polkadot/types';
import { decodeAddress, xxhashAsHex } from '@polkadot/util-crypto';
import type { Validator } from '../../scripts/network/validator.ts';
import type { RawSpecification } from './test-chain.ts';

/**
 * Lets others vote from this height on. pallet-grandpa announces and enacts it as any change, and what it stores is what it would store if a session
 * brought the change; but a session takes five minutes.
 */
export function changeVoters({ genesis }: RawSpecification, height: number, validators: Validator[]): void {
	const registry = new TypeRegistry();
	const voters = validators.map(({ keys }) => [decodeAddress(keys.grandpa), 1]);
	const change = registry.createType('(u32, u32, Vec<([u8; 32], u64)>, Option<u32>)', [height, 0, voters, null]);
	genesis.raw.top[keyOf('PendingChange')] = change.toHex();
	// The number of the set that follows: a node that joins by warp sync goes by it.
	genesis.raw.top[keyOf('CurrentSetId')] = registry.createType('u64', 1).toHex(true);
}

function keyOf(item: string): string {
	return `${xxhashAsHex('Grandpa', 128)}${xxhashAsHex(item, 128).slice(2)}`;
}
