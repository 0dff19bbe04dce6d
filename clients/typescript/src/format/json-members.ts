/**
 * Reads JSON files of the format strictly: exactly the members that a file must have, each exactly in its form. Whatever is not so is a
 * {@link FormatError}, so that no two readers take one file for two things.
 */
import { FormatError, bytesToHex, hexToBytes } from './bytes.ts';
import { LosslessNumber, parseJson } from './json.ts';

const INTEGER = /^(0|[1-9][0-9]{0,15})$/;
const HEX = /^([0-9a-f]{2})*$/;

/** A length in bytes, or the least and the most. */
type Length = number | { min: number; max: number };

/** What a file says: JSON text of at most `max` characters, in which a repeated member is noticed, or what a JSON parser made of one. */
export function jsonOf(source: unknown, max: number): unknown {
	if (typeof source !== 'string') return source;
	// Before it is parsed: what anybody can send must not cost more than reading it.
	if (source.length > max) throw new FormatError(`too long: more than ${max} characters`);
	return parseJson(source);
}

/** The members of one JSON object. */
export class Members {
	readonly #what: string;
	readonly #members: Record<string, unknown>;

	/** A {@link FormatError} unless `value` is an object that has these members and no others. */
	constructor(value: unknown, what: string, names: readonly string[]) {
		if (typeof value !== 'object' || value === null || Array.isArray(value)) throw new FormatError(`${what} is no JSON object`);
		if (Object.keys(value).length !== names.length || !names.every((name) => Object.hasOwn(value, name))) {
			throw new FormatError(`${what} must have the members ${names.join(', ')}, and no others`);
		}
		this.#what = what;
		this.#members = value as Record<string, unknown>;
	}

	value(name: string): unknown {
		return this.#members[name];
	}

	isNull(name: string): boolean {
		return this.#members[name] === null;
	}

	/** Throws unless the member is exactly this text. */
	constant(name: string, text: string): void {
		if (this.#members[name] !== text) throw this.#fault(name, `must be "${text}"`);
	}

	text(name: string): string {
		const value = this.#members[name];
		if (typeof value !== 'string') throw this.#fault(name, 'must be text');
		return value;
	}

	/** Lower-case hexadecimal, without a prefix. */
	bytes(name: string, length: Length): Uint8Array {
		const { min, max } = typeof length === 'number' ? { min: length, max: length } : length;
		const value = this.#members[name];
		if (typeof value !== 'string' || value.length < 2 * min || value.length > 2 * max || !HEX.test(value)) {
			throw this.#fault(name, `must be lower-case hexadecimal of ${min === max ? min : `${min} to ${max}`} bytes`);
		}
		return hexToBytes(value);
	}

	integer(name: string, max: number, min = 0): number {
		const value = this.#members[name];
		const text = value instanceof LosslessNumber ? value.value : typeof value === 'number' && !Object.is(value, -0) ? String(value) : '';
		const number = Number(text);
		if (!INTEGER.test(text) || number < min || number > max) throw this.#fault(name, `must be a whole number from ${min} to ${max}`);
		return number;
	}

	list(name: string, max: number, min = 1): unknown[] {
		const value = this.#members[name];
		if (!Array.isArray(value) || value.length < min || value.length > max) throw this.#fault(name, `must be a list of ${min} to ${max}`);
		return value;
	}

	#fault(name: string, must: string): FormatError {
		return new FormatError(`"${name}" of ${this.#what} ${must}`);
	}
}

/** Of a `u8`, a `u16`, a `u32`, and of a `u64` that JSON can hold. */
export const U8_MAX = 0xff;
export const U16_MAX = 0xffff;
export const U32_MAX = 0xffff_ffff;
export const U64_MAX = Number.MAX_SAFE_INTEGER;

/** Of the text of a request, in characters; with a key of suite 2 and all targets that there may be it has about 9,000. */
export const MAX_REQUEST_TEXT = 2 ** 14;

/** One JSON text, each byte string in hexadecimal. */
export function jsonText(value: unknown): string {
	return JSON.stringify(withHex(value));
}

// Before JSON.stringify sees it: Node's Buffer, which is a Uint8Array, has a form of its own there.
function withHex(value: unknown): unknown {
	if (value instanceof Uint8Array) return bytesToHex(value);
	if (Array.isArray(value)) return value.map(withHex);
	if (typeof value !== 'object' || value === null) return value;
	return Object.fromEntries(Object.entries(value).map(([name, member]) => [name, withHex(member)]));
}

/** Throws unless each is greater than the one before. */
export function assertAscending(numbers: number[], what: string): void {
	if (numbers.some((number, index) => index > 0 && number <= (numbers[index - 1] as number))) throw new FormatError(`${what} must ascend, each once`);
}
