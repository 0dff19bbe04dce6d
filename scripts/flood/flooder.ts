/** An account that floods, and what it throws. */
import type { Key } from '../load/keys.ts';

/** How an account came to where it is. */
export type Crew = 'registered' | 'named' | 'sponsored' | 'newcomer' | 'insider' | 'rescuer' | 'payer';

export interface Flooder {
	key: Key;
	crew: Crew;
	/** For which patient it acts. */
	patient: Uint8Array;
	/** Its next nonce as the chain says. */
	next: number;
	/** The nonce of what it throws next: what is in the pool counts. */
	nonce: number;
}

export function flooderOf(key: Key, crew: Crew, patient: Uint8Array, next = 0): Flooder {
	return { key, crew, patient, next, nonce: next };
}

/** One thing to throw. */
export interface Throw {
	call: Uint8Array;
	/** By how many nonces it is ahead of the next: it waits for those between. */
	ahead?: number;
	/** For how many blocks it is good; for ever without. */
	lifetime?: number;
	tip?: bigint;
}

/** What `flooder` throws at its turn, the first one being 0. */
export type Habit = (flooder: Flooder, turn: number) => Throw;
