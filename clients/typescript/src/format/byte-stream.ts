/** Reads bytes that come in pieces, as from a network, from front to back. */
import { FormatError } from './bytes.ts';

/** Bytes at once, or in pieces of any size. */
export type ByteSource = Uint8Array | Iterable<Uint8Array> | AsyncIterable<Uint8Array>;

export class StreamReader {
	readonly #pieces: AsyncIterator<Uint8Array> | Iterator<Uint8Array>;
	#current: Uint8Array = new Uint8Array();

	constructor(source: ByteSource) {
		const pieces = source instanceof Uint8Array ? [source] : source;
		this.#pieces = Symbol.asyncIterator in pieces ? pieces[Symbol.asyncIterator]() : pieces[Symbol.iterator]();
	}

	/** Exactly so many bytes; a {@link FormatError} if the source ends before. */
	async take(length: number): Promise<Uint8Array> {
		const taken: Uint8Array[] = [];
		for (let missing = length; missing > 0; ) {
			if (this.#current.length === 0 && !(await this.#advance())) throw new FormatError('cut off before its end');
			const part = this.#current.subarray(0, missing);
			this.#current = this.#current.subarray(part.length);
			taken.push(part);
			missing -= part.length;
		}
		// Not before all of it has come: the length is what somebody says.
		const all = new Uint8Array(length);
		let at = 0;
		for (const part of taken) {
			all.set(part, at);
			at += part.length;
		}
		return all;
	}

	async u32(): Promise<number> {
		const bytes = await this.take(4);
		return new DataView(bytes.buffer, bytes.byteOffset, 4).getUint32(0, true);
	}

	/** Throws if something follows. */
	async end(): Promise<void> {
		if (this.#current.length > 0 || (await this.#advance())) throw new FormatError('longer than it says');
	}

	/** To the next piece that is not empty; false at the end. */
	async #advance(): Promise<boolean> {
		for (;;) {
			const { done, value } = await this.#pieces.next();
			if (done) return false;
			if (value.length > 0) {
				this.#current = value;
				return true;
			}
		}
	}
}
