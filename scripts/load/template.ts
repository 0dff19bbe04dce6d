/** Encoded calls in which accounts and patients are exchanged for others, so that none has to be encoded twice. */

/** Something of 32 bytes that stands in a call for what is filled in later; `index` tells several apart. */
export function blank(index = 0): Uint8Array {
	return Uint8Array.from({ length: 32 }, (_, at) => (at % 2 === 0 ? 0xb1 : 0xa0 + index));
}

/** An encoded call with blanks in it. */
export class Template {
	readonly #bytes: Uint8Array;
	readonly #places: number[][];

	/** Of `bytes`, which hold the blanks 0 to `blanks` - 1. */
	constructor(bytes: Uint8Array, blanks = 1) {
		this.#bytes = bytes;
		this.#places = Array.from({ length: blanks }, (_, index) => placesOf(bytes, blank(index)));
		const lacking = this.#places.findIndex((places) => places.length === 0);
		if (lacking >= 0) throw new RangeError(`The call has no blank ${lacking}.`);
	}

	/** The call with these in place of its blanks. */
	fill(...parts: Uint8Array[]): Uint8Array {
		if (parts.length !== this.#places.length) throw new RangeError(`The call has ${this.#places.length} blanks, not ${parts.length}.`);
		const bytes = this.#bytes.slice();
		for (const [index, part] of parts.entries()) {
			for (const place of this.#places[index]!) bytes.set(part, place);
		}
		return bytes;
	}
}

function placesOf(bytes: Uint8Array, part: Uint8Array): number[] {
	const [all, wanted] = [Buffer.from(bytes), Buffer.from(part)];
	const places = [];
	for (let at = all.indexOf(wanted); at >= 0; at = all.indexOf(wanted, at + wanted.length)) places.push(at);
	return places;
}
