/** Ed25519 keys of Node's own, which sign some ten times as fast as polkadot.js does: a signature takes the chain either way. */
import { createHash, createPrivateKey, createPublicKey, type KeyObject, sign } from 'node:crypto';

/** What stands before the seed in a private key's PKCS #8 form (RFC 8410). */
const PKCS8 = Buffer.from('302e020100300506032b657004220420', 'hex');
const KEY_LENGTH = 32;

/** A key that floods. */
export interface Key {
	/** Its account. */
	account: Uint8Array;
	sign(message: Uint8Array): Uint8Array;
}

/** The key that belongs to a name; the same at each run. */
export function keyOf(name: string): Key {
	return keyOfSeed(createHash('sha256').update(name).digest());
}

/** The key with this seed. */
export function keyOfSeed(seed: Uint8Array): Key {
	const secret: KeyObject = createPrivateKey({ key: Buffer.concat([PKCS8, seed]), format: 'der', type: 'pkcs8' });
	const account = createPublicKey(secret).export({ format: 'der', type: 'spki' }).subarray(-KEY_LENGTH);
	return { account, sign: (message) => sign(null, message, secret) };
}
