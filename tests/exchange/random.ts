/** Random values that follow from a text, so that a case can be made again. */
import { blake2b } from '@noble/hashes/blake2.js';
import { ALL_SUITES, type Suite, utf8ToBytes } from '@salus/client/format';

export class Random {
	readonly #key: Uint8Array;
	#block = new Uint8Array();
	#at = 0;
	#blocks = 0;

	constructor(seed: string) {
		this.#key = blake2b(utf8ToBytes(seed), { dkLen: 32 });
	}

	bytes(length = 32): Uint8Array {
		const bytes = new Uint8Array(length);
		for (let at = 0; at < length; ) {
			if (this.#at === this.#block.length) this.#draw();
			const part = this.#block.subarray(this.#at, this.#at + length - at);
			bytes.set(part, at);
			at += part.length;
			this.#at += part.length;
		}
		return bytes;
	}

	/** A whole number, `from ≤ number ≤ to`. */
	integer(from: number, to: number): number {
		const [a, b, c, d, e, f] = this.bytes(6) as unknown as [number, number, number, number, number, number];
		const drawn = a + 2 ** 8 * b + 2 ** 16 * c + 2 ** 24 * d + 2 ** 32 * e + 2 ** 40 * f;
		return from + (drawn % (to - from + 1));
	}

	u32(): number {
		return this.integer(0, 0xffff_ffff);
	}

	chance(part: number): boolean {
		return this.integer(1, 1000) <= 1000 * part;
	}

	of<T>(items: readonly T[]): T {
		return items[this.integer(0, items.length - 1)] as T;
	}

	/** So many things. */
	list<T>(from: number, to: number, make: (index: number) => T): T[] {
		return Array.from({ length: this.integer(from, to) }, (_, index) => make(index));
	}

	/** Suite 2 takes the client in JavaScript long, and comes once in six times. */
	suite(): Suite {
		return this.integer(1, 6) === 6 ? ALL_SUITES[1]! : ALL_SUITES[0]!;
	}

	/** Different numbers, ascending. */
	ascending(count: number, most: number): number[] {
		const numbers = new Set<number>();
		while (numbers.size < count) numbers.add(this.integer(0, most));
		return [...numbers].sort((a, b) => a - b);
	}

	#draw(): void {
		this.#block = blake2b(utf8ToBytes(String(this.#blocks++)), { dkLen: 64, key: this.#key }) as Uint8Array<ArrayBuffer>;
		this.#at = 0;
	}
}
