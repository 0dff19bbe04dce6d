/** Long lists, asked for part by part: a node answers nothing that is longer than its operator lets it. */
import { SalusError } from '../errors.ts';

/** How many entries of a trail, releases or the like one question is answered with. */
export const MAX_PAGE = 256;

/** What a node's JSON-RPC server says of an answer that is too long, or of a question (`jsonrpsee`, `types/src/error.rs`). */
const TOO_LARGE = [-32_007, -32_008];

/**
 * What `ask` answers for the places from `from` to before `until`, at most `largest` at a time, and fewer from then on where the node says that an answer is
 * too long.
 */
export async function* inParts<T>(from: number, until: number, largest: number, ask: (from: number, count: number) => Promise<T>): AsyncGenerator<T, void> {
	let size = largest;
	for (let next = from; next < until; ) {
		const count = Math.min(size, until - next);
		const answer = await halving(count, (fewer) => ask(next, fewer));
		yield answer.given;
		size = Math.min(size, answer.count === count ? size : answer.count);
		next += answer.count;
	}
}

/** What `ask` answers for as many as `count`, or for half of them, and so on, until the node does not find it too long. */
export async function halving<T>(count: number, ask: (count: number) => Promise<T>): Promise<{ given: T; count: number }> {
	for (let fewer = count; ; fewer = Math.ceil(fewer / 2)) {
		try {
			return { given: await ask(fewer), count: fewer };
		} catch (error) {
			if (fewer <= 1 || !isTooLarge(error)) throw error;
		}
	}
}

function isTooLarge(error: unknown): boolean {
	const { code } = (error instanceof SalusError ? (error.cause ?? error) : error) as { code?: unknown };
	return TOO_LARGE.includes(code as number);
}
