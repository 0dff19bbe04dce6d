/** Integers of 64 bits as polkadot.js tells them in JSON: as numbers up to 52 bits, in hexadecimal beyond. */

/** What types call a number, and what is hexadecimal where it is too large for one. */
export type Integer = number;

const LARGEST_NUMBER = 2n ** 52n - 1n;

export function bigOf(value: Integer | string): bigint {
	return BigInt(value);
}

export function jsonOf(value: bigint): Integer {
	if (value <= LARGEST_NUMBER) return Number(value);
	return `0x${value.toString(16).padStart(16, '0')}` as unknown as Integer;
}
