/** Locks of a key ring, each of which alone gives its key: guardians together, recovery words, a second device. */
import { hkdf } from '@noble/hashes/hkdf.js';
import { sha256 } from '@noble/hashes/sha2.js';
import { aeadOpen, aeadSeal } from './aead.ts';
import { FormatError, concatBytes, equalBytes, u8, utf8ToBytes } from './bytes.ts';
import { hpkeOpen, hpkeOpener, hpkeSeal } from './hpke.ts';
import { type RingContext, ringBinding } from './key-ring.ts';
import { recoveryBytes } from './recovery-words.ts';
import { combineShares, shareCommitment, splitKey } from './shares.ts';
import type { PrivateKey, PublicKey } from './suites.ts';

const GUARDIAN_TAG = utf8ToBytes('salus/guardian-share/v1');
const HANDED_TAG = utf8ToBytes('salus/handed-share/v1');
const WORDS_KEY_TAG = utf8ToBytes('salus/recovery-words/v1');
const WORDS_TAG = utf8ToBytes('salus/words-lock/v1');
const DEVICE_TAG = utf8ToBytes('salus/device-lock/v1');

/** `threshold` of the guardians together open it. Shares are named by nobody. */
export interface GuardiansLock {
	kind: 'guardians';
	threshold: number;
	shares: { commitment: Uint8Array; sealed: Uint8Array }[];
}

export interface WordsLock {
	kind: 'words';
	sealed: Uint8Array;
}

export interface DeviceLock {
	kind: 'device';
	sealed: Uint8Array;
}

export type RingLock = GuardiansLock | WordsLock | DeviceLock;

/** A guardian's share, and its place in the lock, from 0. */
export interface GuardianShare {
	index: number;
	share: Uint8Array;
}

/** Chosen bytes for test vectors; in use they are random. */
export interface FixedGuardiansLock {
	shares: Uint8Array[];
	ekms: Uint8Array[];
}

export async function lockForGuardians(
	context: RingContext,
	ringKey: Uint8Array,
	threshold: number,
	guardians: PublicKey[],
	fixed?: FixedGuardiansLock,
): Promise<GuardiansLock> {
	const split = fixed?.shares ?? (await splitKey(ringKey, threshold, guardians.length));
	const shares = await Promise.all(guardians.map(async (guardian, index) => {
		const share = split[index] as Uint8Array;
		return { commitment: shareCommitment(share), sealed: await hpkeSeal(guardian, shareInfo(GUARDIAN_TAG, context, index), share, fixed?.ekms[index]) };
	}));
	return { kind: 'guardians', threshold, shares };
}

/** A guardian's own share, found by trying its key on each; `undefined` if none is for this key. */
export async function findGuardianShare(context: RingContext, lock: GuardiansLock, guardian: PrivateKey): Promise<GuardianShare | undefined> {
	return findShare(GUARDIAN_TAG, context, lock, guardian, (index) => lock.shares[index]?.sealed as Uint8Array);
}

/** A guardian hands its share to the patient's new device, whose key came in a request of the account that controls the patient now. */
export async function handShare(context: RingContext, { index, share }: GuardianShare, device: PublicKey, ekm?: Uint8Array): Promise<Uint8Array> {
	return hpkeSeal(device, shareInfo(HANDED_TAG, context, index), share, ekm);
}

/** What a guardian handed over; a {@link FormatError} if it is not for this device or not the share that was made. */
export async function openHandedShare(context: RingContext, lock: GuardiansLock, device: PrivateKey, handed: Uint8Array): Promise<GuardianShare> {
	const found = await findShare(HANDED_TAG, context, lock, device, () => handed);
	if (!found) throw new FormatError('no share of this ring for this device');
	return found;
}

/** The ring key, from the shares of at least `threshold` guardians. */
export async function unlockByGuardians(lock: GuardiansLock, shares: GuardianShare[]): Promise<Uint8Array> {
	const handed = shares.map(({ index, share }) => {
		const made = lock.shares[index];
		if (!made) throw new FormatError(`there is no share ${index}`);
		return { share, commitment: made.commitment };
	});
	return combineShares(lock.threshold, handed);
}

export function lockForWords(context: RingContext, ringKey: Uint8Array, words: string, nonce?: Uint8Array): WordsLock {
	return { kind: 'words', sealed: aeadSeal(wordsKey(context, words), wordsAad(context), ringKey, nonce) };
}

export function unlockByWords(context: RingContext, lock: WordsLock, words: string): Uint8Array {
	return aeadOpen(wordsKey(context, words), wordsAad(context), lock.sealed);
}

export async function lockForDevice(context: RingContext, ringKey: Uint8Array, device: PublicKey, ekm?: Uint8Array): Promise<DeviceLock> {
	return { kind: 'device', sealed: await hpkeSeal(device, concatBytes(DEVICE_TAG, ringBinding(context)), ringKey, ekm) };
}

export async function unlockByDevice(context: RingContext, lock: DeviceLock, device: PrivateKey): Promise<Uint8Array> {
	return hpkeOpen(device, concatBytes(DEVICE_TAG, ringBinding(context)), lock.sealed);
}

async function findShare(
	tag: Uint8Array,
	context: RingContext,
	lock: GuardiansLock,
	key: PrivateKey,
	sealedAt: (index: number) => Uint8Array,
): Promise<GuardianShare | undefined> {
	const { open } = await hpkeOpener(key);
	for (const [index, { commitment }] of lock.shares.entries()) {
		const share = await open(shareInfo(tag, context, index), sealedAt(index)).catch(() => undefined);
		if (!share) continue;
		if (!equalBytes(shareCommitment(share), commitment)) throw new FormatError(`share ${index} is not the one that was committed to`);
		return { index, share };
	}
	return undefined;
}

function shareInfo(tag: Uint8Array, context: RingContext, index: number): Uint8Array {
	return concatBytes(tag, ringBinding(context), u8(index));
}

function wordsKey({ patient }: RingContext, words: string): Uint8Array {
	return hkdf(sha256, recoveryBytes(words), undefined, concatBytes(WORDS_KEY_TAG, patient), 32);
}

function wordsAad(context: RingContext): Uint8Array {
	return concatBytes(WORDS_TAG, ringBinding(context));
}
