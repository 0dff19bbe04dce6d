/** The backup of a patient's key ring, as it lies with a custodian: the sealed ring beside locks each of which alone opens it. */
import { randomBytes } from '@noble/hashes/utils.js';
import { FormatError, assertLength } from './bytes.ts';
import { Members, U32_MAX, U8_MAX, jsonOf, jsonText } from './json-members.ts';
import { type KeyRing, type RingContext, openRing, sealRing } from './key-ring.ts';
import {
	type GuardianShare, type GuardiansLock, type RingLock, lockForDevice, lockForGuardians, lockForWords, unlockByDevice, unlockByGuardians, unlockByWords,
} from './ring-locks.ts';
import { MAX_SHARES, assertThreshold } from './shares.ts';
import type { PrivateKey, PublicKey } from './suites.ts';

export const RING_BACKUP_FORMAT = 'salus/ring-backup/v1';
/** More than anybody needs. */
const MAX_LOCKS = 16;
/** More versions than a device ever makes: it has so many left, whatever its clock says. */
const MAX_OF_ONE_DEVICE = 2 ** 24;
const MAX_RING_LENGTH = 2 ** 22;
const MAX_SEALED_LENGTH = 2 ** 12;
/** Of the JSON text, in characters: the longest ring and locks have room. */
const MAX_TEXT = 2 ** 24;

export interface RingBackup extends RingContext {
	/** The chain's genesis hash. */
	genesis: Uint8Array;
	/** Sealed. */
	ring: Uint8Array;
	locks: RingLock[];
}

/** Who shall be able to open a backup. */
export interface RingKeepers {
	/** The patient's guardians, with the threshold that holds on the chain. */
	guardians?: { threshold: number; keys: PublicKey[] };
	/** Recovery words. */
	words?: string;
	/** Other devices of the patient's. */
	devices?: PublicKey[];
}

/**
 * The version of a device's next backup: one more than its own last, or the time, in seconds, for its first. It does not go by the versions of other
 * backups, which somebody else may have made. `now` is in milliseconds since 1970.
 */
export function nextVersion(last: number | undefined, now: number): number {
	return last === undefined ? Math.min(Math.floor(now / 1000), U32_MAX - MAX_OF_ONE_DEVICE) : last + 1;
}

/** Seals a ring under a new key, and that key under each lock. For `of.version` see {@link nextVersion}. */
export async function makeBackup(of: RingContext & { genesis: Uint8Array }, ring: KeyRing, keepers: RingKeepers): Promise<RingBackup> {
	const { genesis, patient, version } = of;
	const ringKey = randomBytes(32);
	const locks: RingLock[] = [];
	if (keepers.guardians) locks.push(await lockForGuardians(of, ringKey, keepers.guardians.threshold, keepers.guardians.keys));
	if (keepers.words !== undefined) locks.push(lockForWords(of, ringKey, keepers.words));
	for (const device of keepers.devices ?? []) locks.push(await lockForDevice(of, ringKey, device));
	const backup = { genesis, patient, version, ring: sealRing(of, ringKey, ring), locks };
	assertBackup(backup);
	return backup;
}

/** The JSON text that a custodian keeps. */
export function writeBackup({ genesis, patient, version, ring, locks }: RingBackup): string {
	return jsonText({ format: RING_BACKUP_FORMAT, genesis, patient, version, ring, locks: locks.map(lockJson) });
}

/** Reads one from JSON text, or from what a JSON parser made of it. */
export function readBackup(source: unknown): RingBackup {
	const json = new Members(jsonOf(source, MAX_TEXT), 'a backup', ['format', 'genesis', 'patient', 'version', 'ring', 'locks']);
	json.constant('format', RING_BACKUP_FORMAT);
	const backup = {
		genesis: json.bytes('genesis', 32), patient: json.bytes('patient', 32), version: json.integer('version', U32_MAX),
		ring: json.bytes('ring', { min: 1, max: MAX_RING_LENGTH }), locks: json.list('locks', MAX_LOCKS).map(readLock),
	};
	assertBackup(backup);
	return backup;
}

/** The lock of the guardians; a {@link FormatError} if the backup has none. */
export function guardiansLock(backup: RingBackup): GuardiansLock {
	const lock = backup.locks.find((candidate) => candidate.kind === 'guardians');
	if (!lock) throw new FormatError('a backup that guardians cannot open');
	return lock;
}

/** With shares that at least `threshold` guardians handed over. */
export async function openBackupByGuardians(backup: RingBackup, shares: GuardianShare[]): Promise<KeyRing> {
	return openRing(backup, await unlockByGuardians(guardiansLock(backup), shares), backup.ring);
}

export function openBackupByWords(backup: RingBackup, words: string): KeyRing {
	const lock = backup.locks.find((candidate) => candidate.kind === 'words');
	if (!lock) throw new FormatError('a backup that recovery words cannot open');
	return openRing(backup, unlockByWords(backup, lock, words), backup.ring);
}

export async function openBackupByDevice(backup: RingBackup, device: PrivateKey): Promise<KeyRing> {
	for (const lock of backup.locks) {
		const ringKey = lock.kind === 'device' ? await unlockByDevice(backup, lock, device).catch(() => undefined) : undefined;
		if (ringKey) return openRing(backup, ringKey, backup.ring);
	}
	throw new FormatError('a backup that this device cannot open');
}

function lockJson(lock: RingLock): unknown {
	if (lock.kind !== 'guardians') return { kind: lock.kind, sealed: lock.sealed };
	return { kind: lock.kind, threshold: lock.threshold, shares: lock.shares.map(({ commitment, sealed }) => ({ commitment, sealed })) };
}

function readLock(value: unknown): RingLock {
	const kind = typeof value === 'object' && value !== null && 'kind' in value ? value.kind : undefined;
	if (kind === 'words' || kind === 'device') {
		return { kind, sealed: new Members(value, 'a lock', ['kind', 'sealed']).bytes('sealed', { min: 1, max: MAX_SEALED_LENGTH }) };
	}
	if (kind !== 'guardians') throw new FormatError('a lock of an unknown kind');
	const lock = new Members(value, 'a lock', ['kind', 'threshold', 'shares']);
	const shares = lock.list('shares', MAX_SHARES).map((item) => {
		const share = new Members(item, 'a share', ['commitment', 'sealed']);
		return { commitment: share.bytes('commitment', 32), sealed: share.bytes('sealed', { min: 1, max: MAX_SEALED_LENGTH }) };
	});
	return { kind, threshold: lock.integer('threshold', U8_MAX), shares };
}

function assertBackup({ genesis, patient, locks }: RingBackup): void {
	assertLength(genesis, 32, 'a genesis hash');
	assertLength(patient, 32, 'a patient id');
	if (locks.length === 0 || locks.length > MAX_LOCKS) throw new FormatError(`a backup has 1 to ${MAX_LOCKS} locks, not ${locks.length}`);
	for (const lock of locks) if (lock.kind === 'guardians') assertThreshold(lock.threshold, lock.shares.length);
	if (locks.filter(({ kind }) => kind === 'guardians').length > 1 || locks.filter(({ kind }) => kind === 'words').length > 1) {
		throw new FormatError('a backup has one lock of guardians and one of words at most');
	}
}
