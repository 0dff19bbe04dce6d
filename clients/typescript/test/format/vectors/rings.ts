/** Vectors of what is split: shares, the patient's ring, the emergency ring. */
import { keysOfClasses } from '../../../src/format/class-keys.ts';
import { emergencyRingOnChain, makeEmergencyRing, openEmergencyShare, writeEmergencyRing } from '../../../src/format/emergency-ring.ts';
import { classSecretOf } from '../../../src/format/epoch-keys.ts';
import { type KeyRing, sealRing } from '../../../src/format/key-ring.ts';
import { recoveryBytes } from '../../../src/format/recovery-words.ts';
import { writeBackup } from '../../../src/format/ring-backup.ts';
import { findGuardianShare, handShare, lockForDevice, lockForGuardians, lockForWords } from '../../../src/format/ring-locks.ts';
import { shareCommitment } from '../../../src/format/shares.ts';
import { type KeyPair, X25519, X_WING, keyPair } from '../../../src/format/suites.ts';
import {
	CONDITION, EMERGENCY, EPOCH, GENESIS, GUARDIANS, LATER_ROOT, OBSERVATION, PATIENT, ROOT, THREE_OF_FIVE, TWO_OF_THREE, counting, ekm, hex, keysOf,
} from './fixed.ts';
import { keysJson } from './handed-over.ts';

export const shareVectors = () => [
	{ key: counting(1), threshold: 2, shares: TWO_OF_THREE },
	{ key: counting(2), threshold: 3, shares: THREE_OF_FIVE },
].map(({ key, threshold, shares }) => ({
	key: hex(key), threshold, shares: shares.map((share) => ({ share: hex(share), commitment: hex(shareCommitment(share)) })),
}));

/** The words of BIP-39's own vectors for 32 bytes 0x80. */
const WORDS = 'letter advice cage absurd amount doctor acoustic avoid letter advice cage absurd amount doctor acoustic avoid letter advice cage absurd amount doctor acoustic bless';
const withSuite = (pair: KeyPair) => ({ suite: pair.suite, ...keysOf(pair) });

export async function keyRingVectors() {
	const context = { patient: PATIENT, version: 5 };
	const ringKey = counting(3);
	const ring: KeyRing = { roots: [{ suite: X25519, root: counting(0x28) }, null, { suite: X_WING, root: ROOT }, { suite: X_WING, root: LATER_ROOT }] };
	const guardians = await Promise.all(([X25519, X_WING, X25519] as const).map((suite, i) => keyPair(suite, counting(0x72 + i))));
	const ekms = guardians.map(({ suite }, i) => ekm(suite, 0xb2 + i));
	const device = await keyPair(X_WING, counting(0x76));
	const newDevice = await keyPair(X25519, counting(0x77));
	const guardiansLock = await lockForGuardians(context, ringKey, 2, guardians, { shares: GUARDIANS, ekms });
	const backup = {
		genesis: GENESIS, ...context, ring: sealRing(context, ringKey, ring, counting(0x92, 24)),
		locks: [guardiansLock, lockForWords(context, ringKey, WORDS, counting(0x93, 24)), await lockForDevice(context, ringKey, device, ekm(X_WING, 0xb6))],
	};
	const handed = await Promise.all([2, 0].map(async (index) => {
		const share = await findGuardianShare(context, guardiansLock, guardians[index] as KeyPair);
		if (!share) throw new Error('a guardian without a share');
		return { index, ekm: hex(ekm(X25519, 0xba + index)), sealed: hex(await handShare(context, share, newDevice, ekm(X25519, 0xba + index))) };
	}));
	return {
		roots: ring.roots.map((known) => known && { suite: known.suite, root: hex(known.root) }), ringKey: hex(ringKey), version: context.version,
		backup: JSON.parse(writeBackup(backup)),
		guardians: guardians.map((pair, i) => ({ ...withSuite(pair), share: hex(GUARDIANS[i] as Uint8Array), ekm: hex(ekms[i] as Uint8Array) })),
		words: WORDS, wordsBytes: hex(recoveryBytes(WORDS)),
		device: { ...withSuite(device), ekm: hex(ekm(X_WING, 0xb6)) },
		newDevice: withSuite(newDevice), handed,
	};
}

export async function emergencyRingVectors() {
	const context = { patient: PATIENT, epoch: EPOCH };
	const keys = await keysOfClasses({ suite: X25519, classSecret: classSecretOf(ROOT) }, [CONDITION, OBSERVATION]);
	const custodians = await Promise.all(([[4, X25519], [7, X_WING], [9, X25519]] as const).map(async ([custodian, suite], i) =>
		({ custodian, key: await keyPair(suite, counting(0x7a + i)) })));
	const ekms = custodians.map(({ key }, i) => ekm(key.suite, 0xbe + i));
	const fixed = { ringKey: counting(4), nonce: counting(0x98, 24), shares: EMERGENCY, ekms };
	const ring = await makeEmergencyRing(context, keys, custodians, 2, fixed);
	return {
		keys: keysJson(keys), ringKey: hex(fixed.ringKey), nonce: hex(fixed.nonce),
		ring: JSON.parse(writeEmergencyRing(ring)),
		custodians: await Promise.all(custodians.map(async ({ custodian, key }, i) => ({
			custodian, ...withSuite(key), ekm: hex(ekms[i] as Uint8Array), share: hex(await openEmergencyShare(ring, custodian, key)),
		}))),
		commitment: hex(emergencyRingOnChain(ring).commitment),
	};
}
