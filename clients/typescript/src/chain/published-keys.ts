/** Public keys as the chain keeps them: a suite and 32 bytes, which are a hash where the key itself is longer. */
import { InputError } from '../errors.ts';
import { hexToBytes } from '../format/bytes.ts';
import { isPublishedAs, type PublicKey, publishedKey, type Suite, X25519, X_WING } from '../format/suites.ts';
import type { KeySuite, PublicKey as ToldKey } from './generated/told.ts';

/** How the chain calls the suites. */
const NAMES = { [X25519]: 'X25519', [X_WING]: 'XWing' } as const satisfies Record<Suite, KeySuite>;
const SUITES: Readonly<Record<KeySuite, Suite>> = { X25519, XWing: X_WING };

/** A key to which something can be sealed, and how many its owner published before. */
export interface KnownKey {
	key: PublicKey;
	epoch: number;
}

/** A published key as the chain tells it. */
export interface ToldEncryptionKey {
	public: ToldKey;
	epoch: number;
}

/** What is published of a key, as calls take it. */
export function keyArgument(key: PublicKey): { suite: KeySuite; bytes: Uint8Array } {
	const { suite, bytes } = publishedKey(key);
	return { suite: NAMES[suite], bytes };
}

export function suiteOf({ suite }: ToldKey): Suite {
	return SUITES[suite];
}

/** Whether a key is the one that the chain tells of. */
export function isToldKey(key: PublicKey, told: ToldKey): boolean {
	return isPublishedAs(key, { suite: suiteOf(told), bytes: hexToBytes(told.bytes.slice(2)) });
}

/**
 * The key that the chain tells of. Of a suite whose keys are longer than 32 bytes the chain has a hash only: then the key itself must be
 * `offered`, as its owner hands it over, and is compared.
 */
export function knownKey({ public: told, epoch }: ToldEncryptionKey, offered?: PublicKey): KnownKey {
	if (offered) {
		if (!isToldKey(offered, told)) throw new InputError('key.not-published', 'That is not the key that stands on the chain.');
		return { key: offered, epoch };
	}
	if (told.suite !== NAMES[X25519]) throw new InputError('key.not-offered', 'The chain has only a hash of this key; its owner has to hand over the key itself.');
	return { key: { suite: X25519, publicKey: hexToBytes(told.bytes.slice(2)) }, epoch };
}
