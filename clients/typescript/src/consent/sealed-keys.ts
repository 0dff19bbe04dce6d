/** Keys that go along with a grant. */
import { InputError } from '../errors.ts';
import { MAX_ENVELOPE_LENGTH } from '../format/envelope.ts';

/** Keys for a grantee, as calls take them. */
export interface SealedKeys {
	/** The patient's key epoch, which is that of the class keys inside. */
	keyEpoch: number;
	/** The epoch of the grantee's key that they are sealed to. */
	granteeKeyEpoch: number;
	/** Hexadecimal. */
	sealed: string;
}

/** Keys as an argument. Longer ones are refused here: a call that holds them is none that the chain can read. */
export function checkedKeys(keys: SealedKeys): SealedKeys {
	const length = (keys.sealed.length - '0x'.length) / 2;
	if (length <= MAX_ENVELOPE_LENGTH) return keys;
	throw new InputError('consent.envelope-too-long', `The chain takes ${MAX_ENVELOPE_LENGTH} bytes of sealed keys, and these are ${length}.`);
}

/** The same where there may be none. */
export function maybeKeys(keys: SealedKeys | undefined): SealedKeys | null {
	return keys ? checkedKeys(keys) : null;
}
