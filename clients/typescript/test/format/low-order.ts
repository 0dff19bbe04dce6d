/** The points of low order on Curve25519 and its twist, to which nothing can be sealed. */
import { hexToBytes } from '../../src/format/bytes.ts';

/** As published with RFC 7748's warning (section 6.1: the shared secret is all zeros): 0, 1, two of order 8, p - 1, and p and p + 1, which are 0 and 1 again. */
const POINTS = [
	'0000000000000000000000000000000000000000000000000000000000000000',
	'0100000000000000000000000000000000000000000000000000000000000000',
	'e0eb7a7c3b41b8ae1656e3faf19fc46ada098deb9c32b1fd866205165f49b800',
	'5f9c95bca3508c24b1d0b1559c83ef5b04445cc4581c8e86d8224eddd09f1157',
	'ecffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f',
	'edffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f',
	'eeffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f',
].map(hexToBytes);

/** Each of them twice: X25519 takes no notice of the top bit (section 5). */
export const LOW_ORDER = POINTS.flatMap((point) => [point, withTopBit(point)]);

export function withTopBit(key: Uint8Array): Uint8Array {
	const changed = key.slice();
	changed[31] = (changed[31] as number) | 0x80;
	return changed;
}
