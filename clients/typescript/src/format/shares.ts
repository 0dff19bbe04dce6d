/** Shares of a key: k of them give it, fewer tell nothing (Shamir's scheme over GF(2⁸)). */
import { combine, split } from 'shamir-secret-sharing';
import { FormatError, assertLength, concatBytes, equalBytes, utf8ToBytes } from './bytes.ts';
import { blake2b256 } from './commitment.ts';

const TAG = utf8ToBytes('salus/share/v1');
const KEY_LENGTH = 32;
/** `value (32) ‖ u8 x`. */
export const SHARE_LENGTH = KEY_LENGTH + 1;
/** A single share would be the key itself. */
export const MIN_THRESHOLD = 2;
export const MAX_SHARES = 255;

/** A share that was handed over, and the commitment to the one that was made. */
export interface HandedShare {
	share: Uint8Array;
	commitment: Uint8Array;
}

/** Shares that are not the ones that were made. */
export class FalseShareError extends FormatError {
	override name = 'FalseShareError';
	/** Their places among those that were handed over, from 0. */
	readonly places: number[];

	constructor(places: number[]) {
		super(`not the shares that were made: ${places.map((place) => place + 1).join(', ')}`);
		this.places = places;
	}
}

/** Throws unless `threshold` of `shares` can be: at least two. */
export function assertThreshold(threshold: number, shares: number): void {
	if (!Number.isInteger(threshold) || threshold < MIN_THRESHOLD || threshold > shares || shares > MAX_SHARES) {
		throw new FormatError(`it takes ${MIN_THRESHOLD} shares at least and no more than there are, not ${threshold} of ${shares}`);
	}
}

/** Splits a key into `shares`, of which `threshold` give it. */
export async function splitKey(key: Uint8Array, threshold: number, shares: number): Promise<Uint8Array[]> {
	assertLength(key, KEY_LENGTH, 'a key');
	assertThreshold(threshold, shares);
	return split(new Uint8Array(key), shares, threshold);
}

/** What everybody may know of a share. It tells nothing, since it covers 32 random bytes. */
export function shareCommitment(share: Uint8Array): Uint8Array {
	assertShare(share);
	return hashOf(share);
}

/**
 * The key, from at least `threshold` shares. A {@link FalseShareError} names those that are not what was committed to; from fewer
 * than the threshold there would come some key, but not this one.
 */
export async function combineShares(threshold: number, handed: HandedShare[]): Promise<Uint8Array> {
	const wrong = handed.flatMap(({ share, commitment }, place) => (equalBytes(hashOf(share), commitment) ? [] : [place]));
	if (wrong.length > 0) throw new FalseShareError(wrong);
	if (threshold < MIN_THRESHOLD || handed.length < threshold) throw new FormatError(`it takes ${threshold} shares, and there are ${handed.length}`);
	if (new Set(handed.map(({ share }) => share[KEY_LENGTH])).size < handed.length) throw new FormatError('a share is there twice');
	for (const { share } of handed) assertShare(share);
	return combine(handed.slice(0, threshold).map(({ share }) => new Uint8Array(share)));
}

export function assertShare(share: Uint8Array): void {
	assertLength(share, SHARE_LENGTH, 'a share');
	if (share[KEY_LENGTH] === 0) throw new FormatError('a share at 0 would be the key');
}

function hashOf(share: Uint8Array): Uint8Array {
	return blake2b256(concatBytes(TAG, share));
}
