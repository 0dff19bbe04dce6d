/** Signatures by accounts of the chain over bytes of the format. */
import { ed25519Verify, secp256k1Verify, sr25519Verify } from '@polkadot/util-crypto';
import { FormatError, bytesToHex, concatBytes, utf8ToBytes } from './bytes.ts';

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
	if (signature.length === 65) return holds(() => isEcdsaBy(account, message, signature));
	return [sr25519Verify, ed25519Verify].some((verify) => holds(() => verify(message, signature, account)));
}

/** The account's signature; a {@link FormatError} if `sign` gives another's. Wallets may put a byte before it that names the scheme. */
export async function signatureOf(account: Uint8Array, message: Uint8Array, sign: Sign): Promise<Uint8Array> {
	const signature = await sign(message);
	// First without its first byte: 65 bytes are an sr25519 or Ed25519 signature with its scheme more often than one of ECDSA.
	const found = [signature.subarray(1), signature].find((candidate) => isSignedBy(account, message, candidate));
	if (!found) throw new FormatError('the signature is not of the account that asks');
	return found.slice();
}

/** Half of the order of secp256k1. */
const HALF_ORDER = '7fffffffffffffffffffffffffffffff5d576e7357a4501ddfe92f46681b20a0';

/**
 * In JavaScript: where no key can be recovered, the library's WebAssembly panics and never gives the stack back, so that a stranger's 1,900 signatures end
 * all that a process does with it. Of `s` and the order less `s`, with which anybody could make a second signature of each, JavaScript alone takes both.
 */
function isEcdsaBy(account: Uint8Array, message: Uint8Array, signature: Uint8Array): boolean {
	return bytesToHex(signature.subarray(32, 64)) <= HALF_ORDER && secp256k1Verify(message, signature, account, 'blake2', true);
}

function holds(verify: () => boolean): boolean {
	try {
		return verify();
	} catch {
		return false;
	}
}
