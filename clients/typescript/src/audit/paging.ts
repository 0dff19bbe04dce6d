/** Answers in pages, each of which tells where to go on. */
import type { Chain } from '../chain/chain.ts';
import { halving, MAX_PAGE } from '../chain/in-parts.ts';
import { SalusError } from '../errors.ts';

/** A page, and the cursor to the next one; `null` after the last. */
interface Page<T, C> {
	items: readonly T[];
	next: C | null;
}

/** All items of all pages, one after the other. A page may be empty and not the last. */
export async function* allPages<T, C>(ask: (after: C | null, limit: number) => Promise<Page<T, C>>): AsyncGenerator<T, void> {
	let after: C | null = null;
	let limit = MAX_PAGE;
	do {
		const { given, count } = await halving<Page<T, C>>(limit, (fewer) => ask(after, fewer));
		limit = count;
		yield* given.items;
		if (given.next !== null && JSON.stringify(given.next) === JSON.stringify(after)) {
			throw new SalusError('audit.no-progress', 'The chain says to go on where it was asked, which would never end.');
		}
		after = given.next;
	} while (after !== null);
}

/** All pages of what is asked for by the last item: the last page is the one that is not full. */
export function allAfter<T, C>(cursorOf: (item: T) => C, ask: (after: C | null, limit: number) => Promise<readonly T[]>): AsyncGenerator<T, void> {
	return allPages<T, C>(async (after, limit) => {
		const items = await ask(after, limit);
		const last = items.at(-1);
		return { items, next: last === undefined || items.length < limit ? null : cursorOf(last) };
	});
}

/** The block that all pages are asked at. */
export async function heldTo(chain: Chain, block: string | undefined): Promise<string> {
	return block ?? (await chain.heads()).best;
}
