/** A validator's keys: its account, which signs blocks by Aura, and what it votes with in GRANDPA. Made anew for each network, and worth nothing elsewhere. */
import { randomBytes } from 'node:crypto';
import { Keyring } from '@polkadot/keyring';

export interface Keys {
	/** What all of them are made from, in hexadecimal. */
	seed: string;
	/** The validator's account, and its key for Aura. */
	account: string;
	/** Its key for GRANDPA. */
	grandpa: string;
}

export function newKeys(): Keys {
	const seed = randomBytes(32);
	const address = (type: 'sr25519' | 'ed25519') => new Keyring({ type }).addFromSeed(seed).address;
	return { seed: `0x${seed.toString('hex')}`, account: address('sr25519'), grandpa: address('ed25519') };
}
