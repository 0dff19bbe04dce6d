/** Encoded calls in which accounts and patients are exchanged for others, so that none has to be encoded twice. */

/** How long accounts, patients and hashes are. */
const LENGTH = 32;

/** Something that stands in a call for what is filled in later; `index` tells several apart. */
export function blank(index = 0, length = LENGTH): Uint8Array {
	return Uint8Array.from({ length }, (_, at) => (at % 2 === 0 ? 0xb1 : 0xa0 + index));
}

/** An encoded call with blanks in it. */
export class Template {
	readonly #bytes: Uint8Array;
	readonly #lengths: number[];
	readonly #places: number[][];

	/** Of `bytes`, which hold the blanks 0 to `blanks` - 1, or, if they are not all of 32 bytes, blanks of these lengths. */
	constructor(bytes: Uint8Array, blanks: number | number[] = 1) {
		this.#bytes = bytes;
		this.#lengths = typeof blanks === 'number' ? new Array<number>(blanks).fill(LENGTH) : blanks;
		this.#places = this.#lengths.map((length, index) => placesOf(bytes, blank(index, length)));
		const lacking = this.#places.findIndex((places) => places.length === 0);
		if (lacking >= 0) throw new RangeError(`The call has no blank ${lacking}.`);
	}

	/** The call with these in place of its blanks. */
	fill(...parts: Uint8Array[]): Uint8Array {
		if (parts.length !== this.#places.length) throw new RangeError(`The call has ${this.#places.length} blanks, not ${parts.length}.`);
		const bytes = this.#bytes.slice();
		for (const [index, part] of parts.entries()) {
			if (part.length !== this.#lengths[index]) throw new RangeError(`Blank ${index} is of ${this.#lengths[index]} bytes, not of ${part.length}.`);
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
