/**
 * The emergency ring: class keys that several custodians together can hand to a clinician in an emergency session, and fewer of them cannot. The
 * chain keeps a commitment to the ring and to all shares, so that a false one is found out.
 */
import { randomBytes } from '@noble/hashes/utils.js';
import { aeadOpen, aeadSeal } from './aead.ts';
import { FormatError, assertLength, concatBytes, equalBytes, u32le, u8, utf8ToBytes } from './bytes.ts';
import { type ClassKeys, decodeClassKeys, encodeClassKeys } from './class-keys.ts';
import { blake2b256 } from './commitment.ts';
import { hpkeOpen, hpkeSeal } from './hpke.ts';
import { Members, U32_MAX, U8_MAX, assertAscending, jsonOf, jsonText } from './json-members.ts';
import { SHARE_LENGTH, assertThreshold, combineShares, shareCommitment, splitKey } from './shares.ts';
import type { PrivateKey, PublicKey } from './suites.ts';

export const EMERGENCY_RING_FORMAT = 'salus/emergency-ring/v1';
const TAG = utf8ToBytes(EMERGENCY_RING_FORMAT);
const SHARE_TAG = utf8ToBytes('salus/emergency-share/v1');
const MAGIC = utf8ToBytes('SER1');
/** The most that the chain takes. */
export const MAX_EMERGENCY_CUSTODIANS = 8;
const MAX_RING_LENGTH = 2 ** 22;
const MAX_SEALED_LENGTH = 2 ** 12;
/** Of the JSON text, in characters: the longest ring and shares have room. */
const MAX_TEXT = 2 ** 24;

/** Which epoch of which patient. */
export interface EmergencyContext {
	patient: Uint8Array;
	/** Of the class keys inside. */
	epoch: number;
}

/** The part of everybody: one custodian, and the commitment to its share. */
export interface CommittedShare {
	custodian: number;
	commitment: Uint8Array;
}

/** What every custodian keeps; each opens its own share only. */
export interface EmergencyRing extends EmergencyContext {
	/** How many shares it takes. */
	threshold: number;
	/** The sealed class keys. */
	ring: Uint8Array;
	/** Ascending by custodian. */
	shares: (CommittedShare & { sealed: Uint8Array })[];
}

/** What one custodian hands out in a release. */
export interface ReleasedEmergency {
	ring: Uint8Array;
	shares: CommittedShare[];
	threshold: number;
	epoch: number;
	/** Its own. */
	share: Uint8Array;
}

/** What the chain keeps. */
export interface EmergencyRingOnChain {
	/** Ascending. */
	custodians: number[];
	threshold: number;
	epoch: number;
	commitment: Uint8Array;
}

/** Chosen bytes for test vectors; in use they are random. */
export interface FixedEmergencyRing {
	ringKey: Uint8Array;
	nonce: Uint8Array;
	shares: Uint8Array[];
	ekms: Uint8Array[];
}

/** Seals class keys to `custodians` together, any `threshold` of whom can hand them out. */
export async function makeEmergencyRing(
	of: EmergencyContext,
	keys: ClassKeys,
	custodians: { custodian: number; key: PublicKey }[],
	threshold: number,
	fixed?: FixedEmergencyRing,
): Promise<EmergencyRing> {
	const { patient, epoch } = of;
	const sorted = [...custodians].sort((a, b) => a.custodian - b.custodian);
	const ringKey = fixed?.ringKey ?? randomBytes(32);
	const split = fixed?.shares ?? (await splitKey(ringKey, threshold, sorted.length));
	const shares = await Promise.all(sorted.map(async ({ custodian, key }, index) => {
		const share = split[index] as Uint8Array;
		return { custodian, commitment: shareCommitment(share), sealed: await hpkeSeal(key, shareInfo(of, custodian), share, fixed?.ekms[index]) };
	}));
	const ring = concatBytes(MAGIC, aeadSeal(ringKey, ringAad(of), encodeClassKeys(keys), fixed?.nonce));
	const made = { patient, epoch, threshold, ring, shares };
	assertShares(made);
	return made;
}

/** What stands on the chain for a ring. */
export function emergencyRingCommitment(patient: Uint8Array, ring: Pick<EmergencyRing, 'epoch' | 'threshold' | 'ring'> & { shares: CommittedShare[] }): Uint8Array {
	assertLength(patient, 32, 'a patient id');
	assertShares(ring);
	return blake2b256(concatBytes(
		TAG, patient, u32le(ring.epoch), u8(ring.threshold), u8(ring.shares.length), blake2b256(ring.ring),
		...ring.shares.flatMap(({ custodian, commitment }) => [u32le(custodian), commitment]),
	));
}

/** All that the chain keeps of a ring. */
export function emergencyRingOnChain(ring: EmergencyRing): EmergencyRingOnChain {
	const { patient, epoch, threshold, shares } = ring;
	return { custodians: shares.map(({ custodian }) => custodian), threshold, epoch, commitment: emergencyRingCommitment(patient, ring) };
}

/** The JSON text that the custodians keep. */
export function writeEmergencyRing({ patient, epoch, threshold, ring, shares }: EmergencyRing): string {
	return jsonText({
		format: EMERGENCY_RING_FORMAT, patient, epoch, threshold, ring,
		shares: shares.map(({ custodian, commitment, sealed }) => ({ custodian, commitment, sealed })),
	});
}

/** Reads one from JSON text, or from what a JSON parser made of it. */
export function readEmergencyRing(source: unknown): EmergencyRing {
	const json = new Members(jsonOf(source, MAX_TEXT), 'an emergency ring', ['format', 'patient', 'epoch', 'threshold', 'ring', 'shares']);
	json.constant('format', EMERGENCY_RING_FORMAT);
	const shares = json.list('shares', MAX_EMERGENCY_CUSTODIANS).map((item) => {
		const share = new Members(item, 'a share of an emergency ring', ['custodian', 'commitment', 'sealed']);
		return { ...committedShare(share), sealed: share.bytes('sealed', { min: 1, max: MAX_SEALED_LENGTH }) };
	});
	const ring = { patient: json.bytes('patient', 32), ...partsOf(json), shares };
	assertShares(ring);
	return ring;
}

/** Whether it is the ring that the chain names. */
export function isEmergencyRingOnChain(ring: EmergencyRing, onChain: EmergencyRingOnChain): boolean {
	return isNamed(ring.patient, ring, onChain);
}

/** A custodian's own share; a {@link FormatError} if it does not open, or is not what was committed to. */
export async function openEmergencyShare(ring: EmergencyRing, custodian: number, key: PrivateKey): Promise<Uint8Array> {
	const own = ring.shares.find((share) => share.custodian === custodian);
	if (!own) throw new FormatError(`custodian ${custodian} has no share of this ring`);
	const share = await hpkeOpen(key, shareInfo(ring, custodian), own.sealed);
	if (!equalBytes(shareCommitment(share), own.commitment)) throw new FormatError('not the share that was committed to');
	return share;
}

/** What a custodian puts into a release. */
export function releasedEmergency({ ring, shares, threshold, epoch }: EmergencyRing, share: Uint8Array): ReleasedEmergency {
	return { ring, shares: shares.map(({ custodian, commitment }) => ({ custodian, commitment })), threshold, epoch, share };
}

export function readReleasedEmergency(source: unknown): ReleasedEmergency {
	const json = new Members(source, 'an emergency ring', ['ring', 'shares', 'threshold', 'epoch', 'share']);
	const shares = json.list('shares', MAX_EMERGENCY_CUSTODIANS).map((item) => committedShare(new Members(item, 'a share of an emergency ring', ['custodian', 'commitment'])));
	const released = { ...partsOf(json), shares, share: json.bytes('share', SHARE_LENGTH) };
	assertShares(released);
	return released;
}

/**
 * Opens the ring from what custodians handed out, each under its own number. A {@link FormatError} if one of them handed out another ring than the chain
 * names; a `FalseShareError` with the places of false shares.
 */
export async function openEmergencyRing(
	patient: Uint8Array,
	onChain: EmergencyRingOnChain,
	handed: { custodian: number; released: ReleasedEmergency }[],
): Promise<ClassKeys> {
	const shares = handed.map(({ custodian, released }) => {
		if (!isNamed(patient, released, onChain)) throw new FormatError(`custodian ${custodian} handed out another ring than the chain names`);
		const committed = released.shares.find((share) => share.custodian === custodian);
		if (!committed) throw new FormatError(`custodian ${custodian} has no share of this ring`);
		return { share: released.share, commitment: committed.commitment };
	});
	const ringKey = await combineShares(onChain.threshold, shares);
	const { ring } = (handed[0] as (typeof handed)[0]).released;
	if (!equalBytes(ring.subarray(0, MAGIC.length), MAGIC)) throw new FormatError('not an emergency ring of format 1');
	return decodeClassKeys(aeadOpen(ringKey, ringAad({ patient, epoch: onChain.epoch }), ring.subarray(MAGIC.length)));
}

function isNamed(patient: Uint8Array, ring: Pick<EmergencyRing, 'epoch' | 'threshold' | 'ring'> & { shares: CommittedShare[] }, onChain: EmergencyRingOnChain): boolean {
	return ring.epoch === onChain.epoch
		&& ring.threshold === onChain.threshold
		&& ring.shares.length === onChain.custodians.length
		&& ring.shares.every(({ custodian }, index) => custodian === onChain.custodians[index])
		&& equalBytes(emergencyRingCommitment(patient, ring), onChain.commitment);
}

function partsOf(json: Members): { epoch: number; threshold: number; ring: Uint8Array } {
	return { epoch: json.integer('epoch', U32_MAX), threshold: json.integer('threshold', U8_MAX), ring: json.bytes('ring', { min: MAGIC.length, max: MAX_RING_LENGTH }) };
}

function committedShare(json: Members): CommittedShare {
	return { custodian: json.integer('custodian', U32_MAX), commitment: json.bytes('commitment', 32) };
}

function assertShares({ threshold, shares }: { threshold: number; shares: CommittedShare[] }): void {
	if (shares.length > MAX_EMERGENCY_CUSTODIANS) throw new FormatError(`an emergency ring has ${MAX_EMERGENCY_CUSTODIANS} custodians at most`);
	assertThreshold(threshold, shares.length);
	assertAscending(shares.map(({ custodian }) => custodian), 'the custodians of an emergency ring');
	for (const { commitment } of shares) assertLength(commitment, 32, 'a commitment');
}

function ringAad({ patient, epoch }: EmergencyContext): Uint8Array {
	assertLength(patient, 32, 'a patient id');
	return concatBytes(TAG, patient, u32le(epoch));
}

function shareInfo({ patient, epoch }: EmergencyContext, custodian: number): Uint8Array {
	assertLength(patient, 32, 'a patient id');
	return concatBytes(SHARE_TAG, patient, u32le(epoch), u32le(custodian));
}
