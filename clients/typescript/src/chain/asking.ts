/** Runtime APIs' answers: SCALE values that tell themselves as JSON, with numbers that are numbers. */
import type { Codec } from '@polkadot/types/types';
import { SalusError } from '../errors.ts';

/** An answer of the chain, of which the JSON form is known. */
export type Answer<J> = Omit<Codec, 'toJSON'> & { toJSON(): J };

/** What polkadot.js' classes have in common, by which they are told apart here; `instanceof` fails between its two builds. */
interface Parts {
	/** Of an integer. */
	isUnsigned?: boolean;
	bitLength?: () => number;
	toBigInt?: () => bigint;
	/** Of an option. */
	isSome?: boolean;
	unwrap?: () => Codec;
	/** Of an enum. */
	inner?: Codec;
}

/** The largest integer that polkadot.js tells as a number; others become hexadecimal. */
const LARGEST = 2n ** 52n - 1n;
/** The widest integers that are numbers in JSON; wider ones (balances) are hexadecimal where they must be. */
const NUMBER_BITS = 64;

/** The answer, whose `toJSON` throws where a 64-bit number is too large for JSON instead of making it hexadecimal. */
export function asAnswer<J>(codec: Codec): Answer<J> {
	const told = codec.toJSON.bind(codec) as () => J;
	const value = () => {
		checkNumbers(codec);
		return told();
	};
	return Object.defineProperty(codec, 'toJSON', { value, configurable: true }) as Answer<J>;
}

function checkNumbers(value: Codec): void {
	const { isUnsigned, isSome, inner } = value as Parts;
	if (isUnsigned !== undefined) checkNumber(value as Parts);
	else if (isSome !== undefined) {
		if (isSome) checkNumbers((value as Parts as Required<Parts>).unwrap());
	} else if (inner !== undefined) checkNumbers(inner);
	else if (value instanceof Map) for (const item of value.values()) checkNumbers(item);
	else if (Array.isArray(value) || value instanceof Set) for (const item of value) checkNumbers(item);
}

function checkNumber(value: Parts): void {
	const { bitLength, toBigInt } = value as Required<Parts>;
	if (bitLength.call(value) <= NUMBER_BITS && toBigInt.call(value) > LARGEST) {
		throw new SalusError('chain.too-large', `The chain answers with ${toBigInt.call(value)}, more than a number can hold here.`);
	}
}
