/** Signatures by accounts of the chain over bytes of the format. */
import { ed25519Verify, secp256k1Verify, sr25519Verify } from '@polkadot/util-crypto';
import { FormatError, concatBytes, utf8ToBytes } from './bytes.ts';

// Wallets sign free bytes only between these marks, which keeps the signature from ever being one of a
// transaction.
const OPENING = utf8ToBytes('<Bytes>');
const CLOSING = utf8ToBytes('</Bytes>');

/** Signs bytes as they are: an account of a keyring, or a wallet. */
export type Sign = (message: Uint8Array) => Uint8Array | Promise<Uint8Array>;

/** The bytes that an account signs for this content. */
export function betweenMarks(...content: Uint8Array[]): Uint8Array {
	return concatBytes(OPENING, ...content, CLOSING);
}

/** 64 bytes of Sr25519 or Ed25519, 65 of ECDSA. */
export const SIGNATURE_LENGTH = { min: 64, max: 65 };

/**
 * Whether `signature` is the account's over exactly these bytes. `signatureVerify` of the same library would also take one over the bytes without
 * their marks, and one with a byte before it that names the scheme: two signed requests for one, of which a nonce tells only that they are the same.
 */
export function isSignedBy(account: Uint8Array, message: Uint8Array, signature: Uint8Array): boolean {
	if (account.length !== 32) return false;
	if (signature.length === 65) return holds(() => secp256k1Verify(message, signature, account, 'blake2'));
	return [sr25519Verify, ed25519Verify].some((verify) => holds(() => verify(message, signature, account)));
}

/** The account's signature; a {@link FormatError} if `sign` gives another's. Wallets may put a byte before it that names the scheme. */
export async function signatureOf(account: Uint8Array, message: Uint8Array, sign: Sign): Promise<Uint8Array> {
	const signature = await sign(message);
	const found = [signature, signature.subarray(1)].find((candidate) => isSignedBy(account, message, candidate));
	if (!found) throw new FormatError('the signature is not of the account that asks');
	return found.slice();
}

function holds(verify: () => boolean): boolean {
	try {
		return verify();
	} catch {
		return false;
	}
}
