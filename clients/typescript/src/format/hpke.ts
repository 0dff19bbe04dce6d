/** HPKE (RFC 9180), base mode, in the suites of the format: one message, or several in one context. */
import { FormatError, concatBytes, u8 } from './bytes.ts';
import { type PrivateKey, type PublicKey, type Suite, asSuite, assertCanonicalKey, assertPrivateKey, assertPublicKey, cipherSuite, encapsulationLength, ownBuffer } from './suites.ts';

/** What sealing adds to each message. */
export const TAG_LENGTH = 16;

/** Of `u8 suite ‖ enc`, with which a sealed message begins. */
export function headLength(suite: Suite): number {
	return 1 + encapsulationLength(suite);
}

/** Seals messages, one after the other, to one reader. */
export interface HpkeSender {
	/** `u8 suite ‖ enc`. */
	head: Uint8Array;
	seal(plain: Uint8Array): Promise<Uint8Array>;
}

/** Opens what an {@link HpkeSender} sealed, in its order. */
export interface HpkeRecipient {
	open(ciphertext: Uint8Array): Promise<Uint8Array>;
}

/**
 * A context for several messages to one reader. `info` names everything that they must not be moved away from. `ekm` fixes the
 * encapsulation and is for test vectors only.
 */
export async function hpkeSender(to: PublicKey, info: Uint8Array, ekm?: Uint8Array): Promise<HpkeSender> {
	assertPublicKey(to);
	assertCanonicalKey(to);
	const hpke = await cipherSuite(to.suite);
	const sender = await hpke.kem.deserializePublicKey(ownBuffer(to.publicKey))
		.then((recipientPublicKey) => hpke.createSenderContext({ recipientPublicKey, info: ownBuffer(info), ...(ekm ? { ekm: ownBuffer(ekm) } : {}) }))
		.catch(() => {
			throw new FormatError('nothing can be sealed to this public key');
		});
	return {
		head: concatBytes(u8(to.suite), new Uint8Array(sender.enc)),
		seal: async (plain) => new Uint8Array(await sender.seal(ownBuffer(plain))),
	};
}

/** `u8 suite ‖ enc ‖ ct` of one message. */
export async function hpkeSeal(to: PublicKey, info: Uint8Array, plain: Uint8Array, ekm?: Uint8Array): Promise<Uint8Array> {
	const { head, seal } = await hpkeSender(to, info, ekm);
	return concatBytes(head, await seal(plain));
}

/**
 * Throws unless something can be sealed to this key, by sealing something. To a point of low order nothing can: whatever the sender's
 * key, the shared secret is all zeros, so that everybody could open what is sealed (RFC 7748, section 6.1).
 */
export async function assertCanSealTo(key: PublicKey): Promise<void> {
	await hpkeSeal(key, new Uint8Array(), new Uint8Array());
}

/** Reads what a private key's owner was sent. */
export interface HpkeOpener {
	/** Opens what {@link hpkeSeal} sealed; anything else, for whatever cause, is a {@link FormatError}. */
	open(info: Uint8Array, sealed: Uint8Array): Promise<Uint8Array>;
	/** The context of several messages, that begins with this head. */
	recipient(info: Uint8Array, head: Uint8Array): Promise<HpkeRecipient>;
}

/** For many messages to one key: reading it in takes as long as opening one. */
export async function hpkeOpener(key: PrivateKey): Promise<HpkeOpener> {
	assertPrivateKey(key);
	const hpke = await cipherSuite(key.suite);
	const recipientKey = await hpke.kem.deserializePrivateKey(ownBuffer(key.privateKey)).catch(() => {
		throw new FormatError('this is no private key');
	});
	const recipient = async (info: Uint8Array, head: Uint8Array): Promise<HpkeRecipient> => {
		if (head[0] !== key.suite) throw new FormatError('sealed in another suite than that of this key');
		if (head.length !== headLength(key.suite)) throw new FormatError('too short');
		const context = await hpke.createRecipientContext({ recipientKey, enc: ownBuffer(head.subarray(1)), info: ownBuffer(info) }).catch(notForThisKey);
		return { open: async (ciphertext) => new Uint8Array(await context.open(ownBuffer(ciphertext)).catch(notForThisKey)) };
	};
	return {
		recipient,
		open: async (info, sealed) => {
			const length = headLength(key.suite);
			return (await recipient(info, sealed.subarray(0, length))).open(sealed.subarray(length));
		},
	};
}

/** The same for a single message. */
export async function hpkeOpen(key: PrivateKey, info: Uint8Array, sealed: Uint8Array): Promise<Uint8Array> {
	return (await hpkeOpener(key)).open(info, sealed);
}

/** The suite in which a message was sealed. */
export function sealedSuite(sealed: Uint8Array): Suite {
	if (sealed.length === 0) throw new FormatError('too short');
	return asSuite(sealed[0] as number);
}

function notForThisKey(): never {
	throw new FormatError('not sealed to this key for this purpose, or altered');
}
