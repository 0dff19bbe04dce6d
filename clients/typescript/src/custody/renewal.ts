/**
 * Renewing a patient's keys, in the one order in which a device that is lost at any moment loses no record: a root is in a backup before its key stands
 * on the chain, and the keys that were handed out are sealed anew before records are moved away from the old ones.
 */
import { randomRoot } from '../format/epoch-keys.ts';
import type { EpochRoot, KeyRing } from '../format/key-ring.ts';
import type { Suite } from '../format/suites.ts';
import type { MoveProgress } from './moving.ts';
import { givesKey, type PresentKey, ringAtPresent, withRoot } from './present-key.ts';

/** What of a renewal is done on the device, the chain and at custodians. Each may be done again. */
export interface Renewal {
	/** As it is on the device; out of backups it comes by `joinRings`. */
	ring: KeyRing;
	/** Of the new keys. */
	suite: Suite;
	present: () => Promise<PresentKey>;
	/** Keeps a ring on the device and has custodians keep its backup; returns when they do. */
	backUp: (ring: KeyRing) => Promise<void>;
	/** Publishes the key of a root with its card; the epoch that it got, when that is final. */
	publish: (root: EpochRoot, epoch: number) => Promise<number>;
}

/** What is due when a key has been replaced, whoever began the epoch. */
export interface Aftermath {
	/** Seals the keys of live grants anew, and brings them to custodians. */
	sealEnvelopes: () => Promise<void>;
	/** The same for the emergency ring, if there is one. */
	shareForEmergency: () => Promise<void>;
	moveRecords: () => AsyncIterable<MoveProgress>;
}

/** What is done; `moved` comes for every batch. */
export type RenewalProgress = { step: 'backed-up' | 'published' | 'envelopes' | 'emergency-ring' } | { step: 'moved'; batch: MoveProgress };

/**
 * Starts a new epoch with a new root, and does what follows from it. Broken off before `published`, it is begun again; after it, `finishRenewal` goes on. A
 * root that waits in the ring of this device for its key to be published is taken, since that may be under way.
 */
export async function* renewKeys(renewal: Renewal & Aftermath): AsyncGenerator<RenewalProgress, void> {
	const { backUp, publish, suite } = renewal;
	const present = await renewal.present();
	const known = await ringAtPresent(renewal.ring, present);
	const next = present.epoch + 1;
	const prepared = renewal.ring.roots[next];
	const root = prepared && !(await givesKey(prepared, present)) ? prepared : { suite, root: randomRoot() };
	const ring = withRoot(known, next, root);
	await backUp(ring);
	yield { step: 'backed-up' };
	const epoch = await publish(root, next);
	// Somebody else was faster, so that this epoch is a later one.
	if (epoch !== next) await backUp(withRoot(known, epoch, root));
	yield { step: 'published' };
	yield* finishRenewal(renewal);
}

/** What is left of a renewal that was broken off after its key was published. */
export async function* finishRenewal({ sealEnvelopes, shareForEmergency, moveRecords }: Aftermath): AsyncGenerator<RenewalProgress, void> {
	await sealEnvelopes();
	yield { step: 'envelopes' };
	await shareForEmergency();
	yield { step: 'emergency-ring' };
	for await (const batch of moveRecords()) yield { step: 'moved', batch };
}
