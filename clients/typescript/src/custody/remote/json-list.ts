/** A JSON list that comes in pieces, taken apart into its elements: all of it together may be longer than any text can be. */
import { FormatError, concatBytes } from '../../format/bytes.ts';

const [QUOTE, BACKSLASH, COMMA, OPENS, CLOSES] = [0x22, 0x5c, 0x2c, [0x5b, 0x7b], [0x5d, 0x7d]] as const;
const WHITE_SPACE = [0x20, 0x09, 0x0a, 0x0d];
const [LIST_OPENS, LIST_CLOSES] = [0x5b, 0x5d];

/**
 * The bytes of each element, of which there are so many at most; whether they are JSON shows when they are parsed. A {@link FormatError} if it is no list, an element is longer, the list breaks
 * off, or something follows it.
 */
export async function* elementsOf(source: AsyncIterable<Uint8Array>, limit: number): AsyncGenerator<Uint8Array, void> {
	let [depth, isText, isEscaped, isOver, isFirst] = [0, false, false, false, true];
	let parts: Uint8Array[] = [];
	let length = 0;
	const take = (part: Uint8Array) => {
		length += part.length;
		if (length > limit) throw new FormatError('an element is longer than any');
		parts.push(part);
	};
	const taken = () => {
		const element = concatBytes(...parts);
		[parts, length] = [[], 0];
		return element;
	};
	for await (const bytes of source) {
		let from = 0;
		// Not by an iterator: a backup has millions of bytes.
		for (let at = 0; at < bytes.length; at++) {
			const byte = bytes[at] as number;
			if (isText) {
				if (isEscaped) isEscaped = false;
				else if (byte === BACKSLASH) isEscaped = true;
				else if (byte === QUOTE) isText = false;
				continue;
			}
			if (depth === 0) {
				if (WHITE_SPACE.includes(byte)) continue;
				if (isOver || byte !== LIST_OPENS) throw new FormatError('no list, or something besides it');
				depth = 1;
				from = at + 1;
				continue;
			}
			if (byte === QUOTE) isText = true;
			else if (OPENS.includes(byte as never)) depth += 1;
			else if (depth > 1 && CLOSES.includes(byte as never)) depth -= 1;
			else if (depth === 1 && (byte === COMMA || byte === LIST_CLOSES)) {
				take(bytes.subarray(from, at));
				from = at + 1;
				const element = taken();
				// Of an empty list there is nothing between the brackets.
				if (!(isFirst && byte === LIST_CLOSES && element.every((one) => WHITE_SPACE.includes(one)))) yield element;
				isFirst = false;
				if (byte === LIST_CLOSES) [depth, isOver] = [0, true];
			}
		}
		if (depth > 0) take(bytes.slice(from));
	}
	if (!isOver) throw new FormatError('the list breaks off');
}
