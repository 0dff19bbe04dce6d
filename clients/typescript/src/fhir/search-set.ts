/** What a Bundle tells of a server's search that did not give all, or not whole resources. Both readers of Bundles ask here. */

/** What the Bundle says about itself, and how many entries the search found. */
export interface SearchSet {
	links: { relation: string; url: string }[];
	total: number | undefined;
	/** Without those that a search only includes, and what it says about itself. */
	matches: number;
}

/** Why the Bundle is not all that there is. */
export interface Lack {
	/** Without full stop; it quotes nothing of the server's but numbers. */
	why: string;
	/** Where it shows; the Bundle itself if it is not at one place. */
	at: 'total' | 'bundle' | { link: number };
}

const MERGE = 'ask for all of them, and put them into one Bundle';

/**
 * The first lack that shows, if there is one. A `total` counts the matches only, and what they include may stand on the next page: so a link to one
 * is always a lack. With `totalOutweighsEnds`, a Bundle whose `total` says that all matches are here is taken for all of them although `first`
 * and `last` differ.
 */
export function lackOf({ links, total, matches }: SearchSet, totalOutweighsEnds: boolean): Lack | undefined {
	if (total !== undefined && total > matches) return { why: `the search found ${total}, and ${matches} are here: ${MERGE}`, at: 'total' };
	const relations = links.map(({ relation }) => nameOf(relation));
	const page = relations.findIndex((relation) => ['next', 'previous', 'prev'].includes(relation));
	if (page >= 0) return { why: `this is one page of several (its link "${relations[page]}"): ${MERGE}`, at: { link: page } };
	if (!totalOutweighsEnds || total === undefined) {
		const ends = links.filter((_, index) => ['first', 'last'].includes(relations[index] as string)).map(({ url }) => url);
		if (relations.includes('first') && relations.includes('last') && new Set(ends).size > 1) {
			return { why: `this is one page of several (its links "first" and "last" differ): ${MERGE}`, at: 'bundle' };
		}
	}
	const self = links.findIndex(({ url }, index) => relations[index] === 'self' && asksForParts(url));
	return self < 0 ? undefined : { why: 'the server was asked for parts of resources (_summary or _elements): ask for whole ones', at: { link: self } };
}

/** IANA's name of a relation, which may also stand as a URL. */
function nameOf(relation: string): string {
	return relation.trim().toLowerCase().replace(/^https?:\/\/(?:www\.)?iana\.org\/.*[/#]/s, '');
}

/** Of all values of `_summary`, only `false` asks for whole resources. */
function asksForParts(url: string): boolean {
	const query = /\?([^#]*)/.exec(url)?.[1] ?? '';
	return [...new URLSearchParams(query)].some(([parameter, value]) => {
		const name = parameter.trim().toLowerCase().replace(/:.*$/s, '');
		return name === '_elements' || (name === '_summary' && value.trim() !== 'false');
	});
}
