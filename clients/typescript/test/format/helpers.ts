/** What tests of the format share. */
import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { FormatError } from '../../src/format/bytes.ts';

export const filled = (byte: number, length = 32) => new Uint8Array(length).fill(byte);

/** Random bytes, of any length. */
export const noise = (length: number) => new Uint8Array(randomBytes(length));

/** The bytes with one bit changed: each bit in turn, or with `step` 8 one of each byte. */
export function* flips(bytes: Uint8Array, step: 1 | 8 = 1): Generator<Uint8Array> {
	for (let bit = 0; bit < 8 * bytes.length; bit += step) {
		const flipped = bytes.slice();
		// A different bit of each byte, where it is one of each.
		const within = step === 1 ? bit % 8 : (bit / 8) % 8;
		flipped[bit >> 3] = (flipped[bit >> 3] as number) ^ (1 << within);
		yield flipped;
	}
}

/** The text with one bit of a character changed, each in turn. */
export function* textFlips(text: string): Generator<string> {
	for (let at = 0; at < text.length; at++) {
		for (let bit = 0; bit < 7; bit++) yield text.slice(0, at) + String.fromCharCode(text.charCodeAt(at) ^ (1 << bit)) + text.slice(at + 1);
	}
}

/** Beginnings of the bytes: none, each short one, and all but the last few. */
export function cuts(bytes: Uint8Array): Uint8Array[] {
	const lengths = [...Array(Math.min(bytes.length, 64)).keys(), bytes.length >> 1, bytes.length - 17, bytes.length - 16, bytes.length - 1];
	return lengths.filter((length) => length >= 0 && length < bytes.length).map((length) => bytes.slice(0, length));
}

/** Nothing else may come out of what is wrong. */
export async function refused(attempt: () => unknown, message = ''): Promise<void> {
	await assert.rejects(async () => attempt(), (error) => error instanceof FormatError, message);
}

/** Whether it is a FormatError, and not a fault of this client: said here in a way that names the input. */
export function refusedAtOnce(attempt: () => unknown, input: string): void {
	assert.throws(attempt, (error) => {
		assert.ok(error instanceof FormatError, `${input}: ${error}`);
		return true;
	}, `${input} was taken`);
}

/** Each choice of `count` of the items. */
export function choices<T>(items: readonly T[], count: number): T[][] {
	if (count === 0) return [[]];
	return items.flatMap((item, i) => choices(items.slice(i + 1), count - 1).map((rest) => [item, ...rest]));
}
