/** Reads who signed a transaction from its bytes, without decoding the call. */

/** A signed transaction of version 4 by an account that is named by its key. */
const SIGNED_BY_ACCOUNT = '8400';
const ACCOUNT_DIGITS = 64;

/** How many hexadecimal digits a compact number takes that begins with this byte. */
function compactDigits(first: number): number {
	return [2, 4, 8, 2 * (1 + 4 + (first >> 2))][first & 0b11]!;
}

/** The account that signed `extrinsic`, hexadecimal digits with 0x before; `undefined` if none did. */
export function signerOf(extrinsic: string): string | undefined {
	const begin = 2 + compactDigits(Number.parseInt(extrinsic.slice(2, 4), 16));
	const account = begin + SIGNED_BY_ACCOUNT.length;
	return extrinsic.startsWith(SIGNED_BY_ACCOUNT, begin) ? extrinsic.slice(account, account + ACCOUNT_DIGITS) : undefined;
}
