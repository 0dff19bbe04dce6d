import assert from 'node:assert/strict';
import { test } from 'node:test';
import { randomBytes } from '@noble/hashes/utils.js';
import { aeadSeal } from '../../src/format/aead.ts';
import { concatBytes, u32le, utf8ToBytes } from '../../src/format/bytes.ts';
import { randomRoot } from '../../src/format/epoch-keys.ts';
import { type EpochRoot, type KeyRing, openRing, sealRing } from '../../src/format/key-ring.ts';
import { randomRecoveryWords, recoveryBytes } from '../../src/format/recovery-words.ts';
import {
	type RingBackup, guardiansLock, makeBackup, nextVersion, openBackupByDevice, openBackupByGuardians, openBackupByWords, readBackup, writeBackup,
} from '../../src/format/ring-backup.ts';
import { type GuardianShare, findGuardianShare, handShare, lockForDevice, lockForGuardians, lockForWords, openHandedShare, unlockByDevice, unlockByGuardians, unlockByWords } from '../../src/format/ring-locks.ts';
import { FalseShareError } from '../../src/format/shares.ts';
import { ALL_SUITES, type KeyPair, type Suite, X25519, X_WING, randomKeyPair } from '../../src/format/suites.ts';
import { cuts, filled, flips, refused } from './helpers.ts';

const context = { patient: filled(1), version: 3 };
const of = { ...context, genesis: filled(2) };
/** Whoever changed to the larger suite, with a new epoch, still opens what was sealed under the smaller one. */
const ring: KeyRing = { roots: [entry(X25519), null, entry(X_WING)] };

function entry(suite: Suite = X25519): EpochRoot {
	return { suite, root: randomRoot() };
}

test('a ring opens to its roots, each with the suite of its keys, and says which is not known', () => {
	const ringKey = randomBytes(32);
	for (const one of [ring, { roots: [null] }, { roots: Array.from({ length: 300 }, (_, i) => entry(i % 2 === 0 ? X_WING : X25519)) }]) {
		assert.deepEqual(openRing(context, ringKey, sealRing(context, ringKey, one)), one);
	}
});

test('the size of a ring does not tell how many epochs there were, but for multiples of some seven', () => {
	const size = (roots: number) => sealRing(context, filled(1), { roots: Array.from({ length: roots }, () => entry()) }).length;
	assert.equal(size(1), size(7));
	assert.equal(size(8), size(7) + 256);
});

test('no bit of a ring can be changed, and none left out', async () => {
	const ringKey = randomBytes(32);
	const sealed = sealRing(context, ringKey, ring);
	for (const flipped of flips(sealed)) await refused(() => openRing(context, ringKey, flipped));
	for (const cut of cuts(sealed)) await refused(() => openRing(context, ringKey, cut));
});

test('a ring opens for its patient, its version and with its key only', async () => {
	const ringKey = randomBytes(32);
	const sealed = sealRing(context, ringKey, ring);
	for (const change of [{ patient: filled(9) }, { version: 2 }, { version: 4 }]) await refused(() => openRing({ ...context, ...change }, ringKey, sealed));
	await refused(() => openRing(context, randomBytes(32), sealed));
});

test('a ring has one form', async () => {
	const ringKey = randomBytes(32);
	const sealedAs = (plain: Uint8Array) => concatBytes(utf8ToBytes('SKR1'), aeadSeal(ringKey, concatBytes(utf8ToBytes('salus/key-ring/v1'), context.patient, u32le(context.version)), plain));
	const padded = (plain: Uint8Array, length = 256) => concatBytes(plain, new Uint8Array(length - plain.length));
	const one = (suite: number, root: Uint8Array) => concatBytes(u32le(1), Uint8Array.of(suite), root);
	const right = one(1, filled(7));
	assert.deepEqual(openRing(context, ringKey, sealedAs(padded(right))), { roots: [{ suite: X25519, root: filled(7) }] });
	assert.deepEqual(openRing(context, ringKey, sealedAs(padded(one(0, new Uint8Array(32))))), { roots: [null] });
	const wrong = [
		right, padded(right, 512), concatBytes(right, filled(1, 219)), padded(one(3, filled(7))), padded(one(0, filled(7))), padded(one(1, new Uint8Array(32))),
		padded(u32le(0)), padded(u32le(2 ** 32 - 1)), new Uint8Array(), Uint8Array.of(1),
	];
	for (const plain of wrong) await refused(() => openRing(context, ringKey, sealedAs(plain)));
	for (const root of [new Uint8Array(32), filled(1, 31)]) await refused(() => sealRing(context, ringKey, { roots: [{ suite: X25519, root }] }));
	await refused(() => sealRing(context, ringKey, { roots: [{ suite: 3 as Suite, root: filled(7) }] }));
	await refused(() => sealRing(context, ringKey, { roots: [] }));
});

async function backedUp(suites: (1 | 2)[] = [X25519, X_WING, X25519]) {
	const guardians = await Promise.all(suites.map(randomKeyPair));
	const device = await randomKeyPair(X_WING);
	const words = randomRecoveryWords();
	const backup = await makeBackup(of, ring, { guardians: { threshold: 2, keys: guardians }, words, devices: [await randomKeyPair(X25519), device] });
	return { backup: readBackup(writeBackup(backup)), made: backup, guardians, device, words };
}

/** What a guardian does, and the new device after it. */
async function handOver(backup: RingBackup, guardian: KeyPair, newDevice: KeyPair): Promise<GuardianShare> {
	const share = await findGuardianShare(backup, guardiansLock(backup), guardian);
	assert.ok(share);
	return openHandedShare(backup, guardiansLock(backup), newDevice, await handShare(backup, share, newDevice));
}

test('a backup is opened by each of its locks alone', async () => {
	const { backup, made, guardians, device, words } = await backedUp();
	assert.deepEqual(backup, made);
	assert.deepEqual(openBackupByWords(backup, words), ring);
	assert.deepEqual(await openBackupByDevice(backup, device), ring);
	for (const suite of ALL_SUITES) {
		const newDevice = await randomKeyPair(suite);
		for (const two of [[0, 1], [2, 0], [1, 2]]) {
			const shares = await Promise.all(two.map((i) => handOver(backup, guardians[i] as KeyPair, newDevice)));
			assert.deepEqual(await openBackupByGuardians(backup, shares), ring);
		}
	}
});

test('one guardian alone learns nothing, nor with its share twice', async () => {
	const { backup, guardians } = await backedUp();
	const share = await handOver(backup, guardians[0] as KeyPair, await randomKeyPair(X25519));
	await refused(() => openBackupByGuardians(backup, [share]));
	await refused(() => openBackupByGuardians(backup, [share, share]));
});

test("a false share is named, and who made the share of a lock's place is nobody else", async () => {
	const { backup, guardians } = await backedUp();
	const newDevice = await randomKeyPair(X25519);
	const [first, second] = await Promise.all([0, 1].map((i) => handOver(backup, guardians[i] as KeyPair, newDevice))) as [GuardianShare, GuardianShare];
	const wrong = { index: second.index, share: filled(1, 33) };
	await assert.rejects(openBackupByGuardians(backup, [first, wrong]), (error) => error instanceof FalseShareError && error.places.join() === '1');
	await refused(() => openBackupByGuardians(backup, [first, { ...second, index: 7 }]));
	await refused(async () => openHandedShare(backup, guardiansLock(backup), newDevice, await handShare(backup, wrong, newDevice)));
	await refused(async () => openHandedShare(backup, guardiansLock(backup), newDevice, await handShare(backup, { ...first, index: 1 }, newDevice)));
});

test('a handed share opens on the device it was handed to, in the version it was asked for', async () => {
	const { backup, guardians } = await backedUp();
	const lock = guardiansLock(backup);
	const [newDevice, another] = [await randomKeyPair(X25519), await randomKeyPair(X25519)];
	const share = (await findGuardianShare(backup, lock, guardians[0] as KeyPair)) as GuardianShare;
	const handed = await handShare(backup, share, newDevice);
	await refused(() => openHandedShare(backup, lock, another, handed));
	await refused(() => openHandedShare({ ...backup, version: 4 }, lock, newDevice, handed));
	await refused(() => openHandedShare({ ...backup, patient: filled(9) }, lock, newDevice, handed));
	for (const flipped of flips(handed, 8)) await refused(() => openHandedShare(backup, lock, newDevice, flipped));
	assert.equal(await findGuardianShare(backup, lock, another), undefined);
});

test('whoever has the old device, the old words or the old shares does not open the new ring', async () => {
	const old = await backedUp();
	const next = await makeBackup({ ...of, version: 4 }, ring, { words: randomRecoveryWords(), guardians: { threshold: 2, keys: await Promise.all([X25519, X25519].map((suite) => randomKeyPair(suite as 1))) } });
	await refused(() => openBackupByWords(next, old.words));
	await refused(() => openBackupByDevice(next, old.device));
	const shares = await Promise.all([0, 1].map((i) => handOver(old.backup, old.guardians[i] as KeyPair, old.device)));
	await refused(() => openBackupByGuardians(next, shares));
	for (const guardian of old.guardians) assert.equal(await findGuardianShare(next, guardiansLock(next), guardian), undefined);
});

test('each lock opens for its patient and version only, and not with another key', async () => {
	const ringKey = randomBytes(32);
	const words = randomRecoveryWords();
	const device = await randomKeyPair(X25519);
	const guardians = [await randomKeyPair(X25519), await randomKeyPair(X_WING)];
	const locks = { words: lockForWords(context, ringKey, words), device: await lockForDevice(context, ringKey, device), guardians: await lockForGuardians(context, ringKey, 2, guardians) };
	assert.deepEqual(unlockByWords(context, locks.words, words), ringKey);
	assert.deepEqual(await unlockByDevice(context, locks.device, device), ringKey);
	for (const change of [{ patient: filled(9) }, { version: 4 }]) {
		const moved = { ...context, ...change };
		await refused(() => unlockByWords(moved, locks.words, words));
		await refused(() => unlockByDevice(moved, locks.device, device));
		assert.equal(await findGuardianShare(moved, locks.guardians, guardians[0] as KeyPair), undefined);
	}
	await refused(() => unlockByWords(context, locks.words, randomRecoveryWords()));
	await refused(async () => unlockByDevice(context, locks.device, await randomKeyPair(X25519)));
	for (const sealed of flips(locks.words.sealed)) await refused(() => unlockByWords(context, { ...locks.words, sealed }, words));
	for (const sealed of flips(locks.device.sealed)) await refused(() => unlockByDevice(context, { ...locks.device, sealed }, device));
	await refused(() => unlockByGuardians(locks.guardians, []));
});

test('recovery words are 24, however they are spaced, and a misread one is noticed', async () => {
	const words = randomRecoveryWords();
	assert.equal(words.split(' ').length, 24);
	assert.deepEqual(recoveryBytes(`  ${words.toUpperCase().replaceAll(' ', '\n ')}\t`), recoveryBytes(words));
	assert.equal(recoveryBytes(words).length, 32);
	const list = words.split(' ');
	const misread = [list.slice(1), list.slice(0, 12), [...list, 'abandon'], [...list.slice(0, 23), 'nonsense'], [''], [...list].map((word, i) => (i === 0 ? (word === 'zoo' ? 'zone' : 'zoo') : word))];
	for (const wrong of misread.slice(0, -1)) await refused(() => recoveryBytes(wrong.join(' ')));
	// A wrong word that exists passes the checksum once in 256: of these twenty some do not.
	const taken = ['able', 'zoo', 'cat', 'dog', 'word', 'tree', 'sun', 'moon', 'river', 'sea', 'hill', 'rain', 'snow', 'wind', 'fire', 'earth', 'stone', 'iron', 'gold', 'silver']
		.filter((word) => {
			try {
				return recoveryBytes([word, ...list.slice(1)].join(' '));
			} catch {
				return false;
			}
		});
	assert.ok(taken.length < 5);
});

test('a backup has locks, of the guardians and the words one each', async () => {
	await refused(() => makeBackup(of, ring, {}));
	await refused(async () => makeBackup(of, ring, { guardians: { threshold: 1, keys: [await randomKeyPair(X25519)] } }));
	await refused(async () => makeBackup(of, ring, { guardians: { threshold: 3, keys: [await randomKeyPair(X25519), await randomKeyPair(X25519)] } }));
	const { backup, words } = await backedUp();
	for (const lock of backup.locks.slice(0, 2)) await refused(() => readBackup(writeBackup({ ...backup, locks: [lock, lock] })));
	const wordsOnly = await makeBackup(of, ring, { words });
	await refused(() => guardiansLock(wordsOnly));
	await refused(async () => openBackupByDevice(wordsOnly, await randomKeyPair(X25519)));
	await refused(async () => openBackupByWords({ ...wordsOnly, locks: [] }, words));
});

test('versions count up on one device from the time on, whatever others count and its clock says', () => {
	assert.equal(nextVersion(undefined, 1_800_000_000_500), 1_800_000_000);
	assert.equal(nextVersion(7, 1_800_000_000_000), 8);
	const late = nextVersion(undefined, Number.MAX_SAFE_INTEGER);
	assert.ok(nextVersion(late, 0) === late + 1 && late < 0xffff_ffff);
});
