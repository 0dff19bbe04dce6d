/** The key that stands on the chain for a patient, and bringing a ring to its epoch. */
import type { Chain } from '../chain/chain.ts';
import { suiteOf } from '../chain/published-keys.ts';
import { SalusError } from '../errors.ts';
import { hexToBytes } from '../format/bytes.ts';
import { patientKeyPair } from '../format/epoch-keys.ts';
import { type EpochRoot, isSameRoot, type KeyRing } from '../format/key-ring.ts';
import { isPublishedAs, type PublishedKey } from '../format/suites.ts';

/** The patient's present key, as the chain tells it. */
export interface PresentKey {
	epoch: number;
	key: PublishedKey;
}

/** Of a patient, now or at `block`. */
export async function presentKey(chain: Chain, patient: Uint8Array, block?: string): Promise<PresentKey> {
	const key = (await chain.ask('patientIdentityApi', 'patient', [patient], block)).toJSON()?.key;
	if (!key) throw new SalusError('patient.no-key', 'The patient has published no encryption key.');
	return { epoch: key.epoch, key: { suite: suiteOf(key.public), bytes: hexToBytes(key.public.bytes.slice(2)) } };
}

/** Whether a root gives the key that stands on the chain. */
export async function givesKey({ suite, root }: EpochRoot, { key }: PresentKey): Promise<boolean> {
	return isPublishedAs(await patientKeyPair(suite, root), key);
}

/**
 * A ring with as many roots as the patient has had epochs. What is beyond was prepared and never published. The last one is the root of the present
 * key, or `null`: somebody else, such as a thief of the account, began this epoch, or those before it.
 */
export async function ringAtPresent({ roots }: KeyRing, present: PresentKey): Promise<KeyRing> {
	const { epoch } = present;
	const past = Array.from({ length: epoch }, (_, i) => roots[i] ?? null);
	// In its place, or wherever it is: whoever began epochs meanwhile made the number of this one another.
	for (const root of [roots[epoch], ...roots.slice(epoch + 1), ...roots.slice(0, epoch).reverse()]) {
		if (root && (await givesKey(root, present))) return { roots: [...past.map((other) => (other && isSameRoot(other, root) ? null : other)), root] };
	}
	return { roots: [...past, null] };
}

/** A ring with the root of an epoch put in; epochs before it that the ring does not reach are unknown. */
export function withRoot({ roots }: KeyRing, epoch: number, root: EpochRoot): KeyRing {
	return { roots: [...Array.from({ length: epoch }, (_, i) => roots[i] ?? null), root] };
}
