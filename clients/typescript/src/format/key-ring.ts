/** The patient's key ring: the roots of all epochs, sealed under a ring key that is new with every version. Who has them opens every record. */
import { aeadOpen, aeadSeal } from './aead.ts';
import { ByteReader, FormatError, assertLength, concatBytes, equalBytes, pad, u32le, u8, utf8ToBytes } from './bytes.ts';
import { ROOT_LENGTH, assertRoot } from './epoch-keys.ts';
import { type Suite, asSuite } from './suites.ts';

const MAGIC = utf8ToBytes('SKR1');
const TAG = utf8ToBytes('salus/key-ring/v1');
const PADDING = 256;
/** Its suite, and the root itself. */
const ENTRY_LENGTH = 1 + ROOT_LENGTH;
const NO_ROOT = new Uint8Array(ENTRY_LENGTH);

/** The root of an epoch, and the suite of the keys that follow from it: a patient may change to another suite with a new epoch. */
export interface EpochRoot {
	suite: Suite;
	root: Uint8Array;
}

/** All that a patient must not lose. */
export interface KeyRing {
	/** Of the epochs from 0 on; `null` for one that is not known: it was lost, or somebody else began the epoch. */
	roots: (EpochRoot | null)[];
}

/** Which version of whose ring. */
export interface RingContext {
	patient: Uint8Array;
	/** Counts up on one device; no measure of which ring is the patient's. */
	version: number;
}

export function sealRing(context: RingContext, ringKey: Uint8Array, ring: KeyRing, nonce?: Uint8Array): Uint8Array {
	return concatBytes(MAGIC, aeadSeal(ringKey, aad(context), plainOf(ring), nonce));
}

export function openRing(context: RingContext, ringKey: Uint8Array, sealed: Uint8Array): KeyRing {
	if (!equalBytes(sealed.subarray(0, MAGIC.length), MAGIC)) throw new FormatError('not a key ring of format 1');
	const plain = aeadOpen(ringKey, aad(context), sealed.subarray(MAGIC.length));
	const reader = new ByteReader(plain);
	const count = reader.u32();
	if (count * ENTRY_LENGTH > reader.left) throw new FormatError('too short');
	const ring = { roots: Array.from({ length: count }, () => readEntry(reader.take(ENTRY_LENGTH))) };
	if (!equalBytes(plain, plainOf(ring))) throw new FormatError('the padding is not as it must be');
	return ring;
}

/** Whether two roots give the same keys. */
export function isSameRoot(one: EpochRoot, other: EpochRoot): boolean {
	return one.suite === other.suite && equalBytes(one.root, other.root);
}

/** What a lock and the ring are bound to. */
export function ringBinding({ patient, version }: RingContext): Uint8Array {
	assertLength(patient, 32, 'a patient id');
	return concatBytes(patient, u32le(version));
}

function aad(context: RingContext): Uint8Array {
	return concatBytes(TAG, ringBinding(context));
}

function readEntry(entry: Uint8Array): EpochRoot | null {
	if (equalBytes(entry, NO_ROOT)) return null;
	return { suite: asSuite(entry[0] as number), root: entry.subarray(1) };
}

function plainOf({ roots }: KeyRing): Uint8Array {
	if (roots.length === 0) throw new FormatError('a ring without a root');
	for (const known of roots) if (known) assertRoot(known.root);
	const entries = roots.map((known) => (known ? concatBytes(u8(asSuite(known.suite)), known.root) : NO_ROOT));
	return pad(concatBytes(u32le(roots.length), ...entries), PADDING);
}
