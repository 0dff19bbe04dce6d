/** HPKE (RFC 9180), base mode: DHKEM(X25519, HKDF-SHA256), HKDF-SHA256, ChaCha20-Poly1305. */
import { CipherSuite, DhkemX25519HkdfSha256 as PlatformDhkem, HkdfSha256 } from '@hpke/core';
import { Chacha20Poly1305 } from '@hpke/chacha20poly1305';
import { DhkemX25519HkdfSha256 } from '@hpke/dhkem-x25519';
import { FormatError, assertLength, concatBytes } from './bytes.ts';

type Dhkem = PlatformDhkem | DhkemX25519HkdfSha256;

const suiteOf = (kem: Dhkem) => new CipherSuite({ kem, kdf: new HkdfSha256(), aead: new Chacha20Poly1305() });

/**
 * X25519 by the platform where its Web Crypto has it, which is several times faster, and in JavaScript elsewhere (older browsers). Both
 * give the same bytes.
 */
export const SUITES = { platform: () => suiteOf(new PlatformDhkem()), javascript: () => suiteOf(new DhkemX25519HkdfSha256()) };

let chosen: Promise<CipherSuite> | undefined;

/** The suite of this platform, found out once. */
function suite(): Promise<CipherSuite> {
	chosen ??= isByPlatform().then((is) => (is ? SUITES.platform() : SUITES.javascript()));
	return chosen;
}

async function isByPlatform(): Promise<boolean> {
	try {
		await SUITES.platform().kem.generateKeyPair();
		return true;
	} catch {
		return false;
	}
}

export const KEY_LENGTH = 32;
/** What sealing adds: the encapsulated key and the authentication tag. */
export const HPKE_OVERHEAD = 32 + 16;

/** An X25519 key pair as raw bytes (RFC 7748). */
export interface KeyPair {
	publicKey: Uint8Array;
	privateKey: Uint8Array;
}

/** `DeriveKeyPair(ikm)` of RFC 9180, section 7.1.3. */
export async function deriveKeyPair(ikm: Uint8Array): Promise<KeyPair> {
	assertLength(ikm, 32, 'key material');
	const { kem } = await suite();
	const pair = await kem.deriveKeyPair(buffer(ikm));
	const [publicKey, privateKey] = await Promise.all([
		kem.serializePublicKey(pair.publicKey),
		kem.serializePrivateKey(pair.privateKey),
	]);
	return { publicKey: new Uint8Array(publicKey), privateKey: new Uint8Array(privateKey) };
}

/**
 * `enc || ct` of one message. `info` names everything that the message must not be moved away from.
 * `ephemeral` fixes the ephemeral key and is for test vectors only.
 */
export async function hpkeSeal(
	publicKey: Uint8Array,
	info: Uint8Array,
	plain: Uint8Array,
	ephemeral?: Uint8Array,
): Promise<Uint8Array> {
	assertLength(publicKey, KEY_LENGTH, 'a public key');
	const hpke = await suite();
	try {
		const sender = await hpke.createSenderContext({
			recipientPublicKey: await hpke.kem.deserializePublicKey(buffer(publicKey)),
			info: buffer(info),
			...(ephemeral ? { ekm: buffer(ephemeral) } : {}),
		});
		const sealed = await sender.seal(buffer(plain));
		return concatBytes(new Uint8Array(sender.enc), new Uint8Array(sealed));
	} catch {
		throw new FormatError('nothing can be sealed to this public key');
	}
}

/**
 * Throws unless something can be sealed to this key, by sealing something. To a point of low order nothing can: whatever the sender's
 * key, the shared secret is all zeros, so that everybody could open what is sealed (RFC 7748, section 6.1).
 */
export async function assertCanSealTo(publicKey: Uint8Array): Promise<void> {
	await hpkeSeal(publicKey, new Uint8Array(), new Uint8Array());
}

/** Opens messages that {@link hpkeSeal} sealed to one key. */
export type HpkeOpener = (info: Uint8Array, sealed: Uint8Array) => Promise<Uint8Array>;

/** Opens what {@link hpkeSeal} sealed; anything else, for whatever cause, is a {@link FormatError}. */
export async function hpkeOpen(privateKey: Uint8Array, info: Uint8Array, sealed: Uint8Array): Promise<Uint8Array> {
	return (await hpkeOpener(privateKey))(info, sealed);
}

/** The same for many messages: reading the key in takes as long as opening one. */
export async function hpkeOpener(privateKey: Uint8Array): Promise<HpkeOpener> {
	assertLength(privateKey, KEY_LENGTH, 'a private key');
	const hpke = await suite();
	const recipientKey = await hpke.kem.deserializePrivateKey(buffer(privateKey)).catch(() => {
		throw new FormatError('this is no private key');
	});
	return async (info, sealed) => {
		if (sealed.length < HPKE_OVERHEAD) throw new FormatError('too short');
		try {
			const recipient = await hpke.createRecipientContext({ recipientKey, enc: buffer(sealed.subarray(0, KEY_LENGTH)), info: buffer(info) });
			return new Uint8Array(await recipient.open(buffer(sealed.subarray(KEY_LENGTH))));
		} catch {
			throw new FormatError('not sealed to this key for this purpose, or altered');
		}
	};
}

// The library wants buffers of its own; a copy also keeps a caller's later writes out.
function buffer(bytes: Uint8Array): ArrayBuffer {
	return new Uint8Array(bytes).buffer;
}
