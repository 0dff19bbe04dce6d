/**
 * The suites of record format v1, and their keys. All are HPKE (RFC 9180) with HKDF-SHA256 and ChaCha20-Poly1305; they differ in the key
 * encapsulation. A key never travels without its suite.
 */
import { Chacha20Poly1305 } from '@hpke/chacha20poly1305';
import { CipherSuite, DhkemX25519HkdfSha256 as PlatformDhkem, HkdfSha256, type KemInterface } from '@hpke/core';
import { DhkemX25519HkdfSha256 } from '@hpke/dhkem-x25519';
import { XWing } from '@hpke/hybridkem-x-wing';
import { randomBytes } from '@noble/hashes/utils.js';
import { FormatError, assertLength, concatBytes, equalBytes, u8, utf8ToBytes } from './bytes.ts';
import { blake2b256 } from './commitment.ts';

/** DHKEM(X25519, HKDF-SHA256). */
export const X25519 = 1;
/** X-Wing: X25519 and ML-KEM-768 together, for what shall stay secret also from quantum computers. */
export const X_WING = 2;
export type Suite = typeof X25519 | typeof X_WING;
export const ALL_SUITES: readonly Suite[] = [X25519, X_WING];

const PUBLIC_KEY_TAG = utf8ToBytes('salus/public-key/v1');
/** Of either suite: a scalar, or a seed. */
export const PRIVATE_KEY_LENGTH = 32;
const LENGTHS = {
	[X25519]: { publicKey: 32, encapsulation: 32, randomness: 32 },
	[X_WING]: { publicKey: 1216, encapsulation: 1120, randomness: 64 },
};

export interface PublicKey {
	suite: Suite;
	publicKey: Uint8Array;
}

export interface PrivateKey {
	suite: Suite;
	privateKey: Uint8Array;
}

export interface KeyPair extends PublicKey, PrivateKey {}

/** A public key as it stands on the chain. */
export interface PublishedKey {
	suite: Suite;
	/** 32: the key itself, or a hash of a larger one. */
	bytes: Uint8Array;
}

/** Throws unless this is the number of a suite. */
export function asSuite(number: number): Suite {
	if (number !== X25519 && number !== X_WING) throw new FormatError(`there is no suite ${number}`);
	return number;
}

export function publicKeyLength(suite: Suite): number {
	return LENGTHS[asSuite(suite)].publicKey;
}

/** Of the encapsulated key at the head of a sealed message. */
export function encapsulationLength(suite: Suite): number {
	return LENGTHS[asSuite(suite)].encapsulation;
}

/** Of what fixes an encapsulation in test vectors. */
export function randomnessLength(suite: Suite): number {
	return LENGTHS[asSuite(suite)].randomness;
}

export function assertPublicKey({ suite, publicKey }: PublicKey): void {
	assertLength(publicKey, publicKeyLength(suite), 'a public key');
}

/** Throws unless the X25519 point of a key is as X25519 writes it. In another encoding it is the same key, but what is sealed to it does not open. */
export function assertCanonicalKey({ publicKey }: PublicKey): void {
	if (!isCanonical(publicKey.subarray(-32))) throw new FormatError('this is another encoding of a public key');
}

/** Below p = 2^255 - 19, in 255 bits, little-endian. */
function isCanonical(point: Uint8Array): boolean {
	const [first, last] = [point[0] as number, point[31] as number];
	return last < 0x7f || (last === 0x7f && (first < 0xed || point.subarray(1, 31).some((byte) => byte !== 0xff)));
}

export function assertPrivateKey({ suite, privateKey }: PrivateKey): void {
	asSuite(suite);
	assertLength(privateKey, PRIVATE_KEY_LENGTH, 'a private key');
}

/** `KeyPair(suite, ikm)`: `DeriveKeyPair` of RFC 9180, section 7.1.3, or the X-Wing key pair of which `ikm` is the seed. */
export async function keyPair(suite: Suite, ikm: Uint8Array): Promise<KeyPair> {
	assertLength(ikm, 32, 'key material');
	const kem = await kemOf(suite);
	const pair = kem instanceof XWing ? await kem.generateKeyPairDerand(new Uint8Array(ikm)) : await kem.deriveKeyPair(ownBuffer(ikm));
	return {
		suite,
		publicKey: new Uint8Array(await kem.serializePublicKey(pair.publicKey)).slice(),
		privateKey: new Uint8Array(await kem.serializePrivateKey(pair.privateKey)).slice(),
	};
}

export function randomKeyPair(suite: Suite): Promise<KeyPair> {
	return keyPair(suite, randomBytes(32));
}

/** What stands on the chain for a key. */
export function publishedKey(key: PublicKey): PublishedKey {
	assertPublicKey(key);
	const { suite, publicKey } = key;
	return { suite, bytes: suite === X25519 ? publicKey.slice() : blake2b256(concatBytes(PUBLIC_KEY_TAG, u8(suite), publicKey)) };
}

/** Whether `key` is the one that was published. */
export function isPublishedAs(key: PublicKey, published: PublishedKey): boolean {
	return key.suite === published.suite && equalBytes(publishedKey(key).bytes, published.bytes);
}

/** HPKE of a suite, as the library has it. */
export async function cipherSuite(suite: Suite): Promise<CipherSuite> {
	return hpkeOf(await kemOf(suite));
}

/**
 * X25519 by the platform where its Web Crypto has it, which is several times faster, and in JavaScript elsewhere (older browsers). Both
 * give the same bytes.
 */
export const X25519_SUITES = { platform: () => hpkeOf(new PlatformDhkem()), javascript: () => hpkeOf(new DhkemX25519HkdfSha256()) };

function hpkeOf(kem: KemInterface): CipherSuite {
	return new CipherSuite({ kem, kdf: new HkdfSha256(), aead: new Chacha20Poly1305() });
}

type Kem = PlatformDhkem | DhkemX25519HkdfSha256 | XWing;

async function kemOf(suite: Suite): Promise<Kem> {
	if (asSuite(suite) === X_WING) return new XWing();
	isX25519ByPlatform ??= platformHasX25519();
	return (await isX25519ByPlatform) ? new PlatformDhkem() : new DhkemX25519HkdfSha256();
}

/** Found out once. */
let isX25519ByPlatform: Promise<boolean> | undefined;

async function platformHasX25519(): Promise<boolean> {
	try {
		await new PlatformDhkem().generateKeyPair();
		return true;
	} catch {
		return false;
	}
}

/** The library wants buffers of its own; a copy also keeps a caller's later writes out. */
export function ownBuffer(bytes: Uint8Array): ArrayBuffer {
	return new Uint8Array(bytes).buffer;
}
