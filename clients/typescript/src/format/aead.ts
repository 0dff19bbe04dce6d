/** XChaCha20-Poly1305, with random nonces unless a key is used once only. */
import { xchacha20poly1305 } from '@noble/ciphers/chacha.js';
import { randomBytes } from '@noble/hashes/utils.js';
import { FormatError, assertLength, concatBytes } from './bytes.ts';

export const AEAD_KEY_LENGTH = 32;
export const NONCE_LENGTH = 24;

/** `nonce ‖ AEAD(key, nonce, aad, plain)`. The nonce is random unless one is given: in test vectors, and for keys of which it follows. */
export function aeadSeal(key: Uint8Array, aad: Uint8Array, plain: Uint8Array, nonce: Uint8Array = randomBytes(NONCE_LENGTH)): Uint8Array {
	assertLength(key, AEAD_KEY_LENGTH, 'a key');
	assertLength(nonce, NONCE_LENGTH, 'a nonce');
	return concatBytes(nonce, xchacha20poly1305(key, nonce, aad).encrypt(plain));
}

/** Opens what {@link aeadSeal} sealed; anything else, for whatever cause, is a {@link FormatError}. */
export function aeadOpen(key: Uint8Array, aad: Uint8Array, sealed: Uint8Array): Uint8Array {
	assertLength(key, AEAD_KEY_LENGTH, 'a key');
	if (sealed.length < NONCE_LENGTH) throw new FormatError('too short');
	try {
		return xchacha20poly1305(key, sealed.subarray(0, NONCE_LENGTH), aad).decrypt(sealed.subarray(NONCE_LENGTH));
	} catch {
		throw new FormatError('not sealed with this key for this purpose, or altered');
	}
}
