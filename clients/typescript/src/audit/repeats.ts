/**
 * Attempts that somebody repeats, told as one: who asks a hundred times a day in vain fills a trail, and a person who reads it shall still find what matters.
 * The trail itself has an entry for each.
 */
import type { AuditEntry } from '../chain/generated/told.ts';
import { type Telling, type TellingOptions, tellEntry } from './telling.ts';

/** One entry, or several of one day that are told together. */
export interface Told<Entry> {
	/** The first of them. */
	entry: Entry;
	telling: Telling;
	/** The later ones, in their order: none of an entry that is told by itself. */
	repeats: Entry[];
	/** All of it in one sentence. */
	sentence: string;
}

/** How often somebody does something in a day before it is told as one. */
const REPEATED = 3;

/**
 * Tells `entries` in their order, each by itself, but for attempts that one person repeats within a day, by the reader's clock: three or more that were denied, whatever
 * they were for, or three or more that were permitted and say the same, are told with the first of them, also where others stand between.
 */
export function tellWithRepeats<Entry extends AuditEntry>(entries: readonly Entry[], options: TellingOptions): Told<Entry>[] {
	const day = new Intl.DateTimeFormat('en-GB', { timeZone: options.timeZone, dateStyle: 'short' });
	const groups = new Map<unknown, { entry: Entry; telling: Telling }[]>();
	const singly = entries.map((entry) => {
		const telling = tellEntry(entry, options);
		const key = isAttempt(entry) ? sameness(day.format(entry.at), entry, telling) : entry;
		const group = groups.get(key) ?? [];
		groups.set(key, group);
		group.push({ entry, telling });
		return { entry, telling, group };
	});
	return singly.flatMap(({ entry, telling, group }) => {
		if (group.length < REPEATED) return [{ entry, telling, repeats: [], sentence: telling.sentence }];
		if (group[0]!.entry !== entry) return [];
		const repeats = group.slice(1).map((later) => later.entry);
		const all = telling.outcome === 'denied' ? `${group.length} attempts that were denied` : `${group.length} times`;
		return [{ entry, telling, repeats, sentence: `${telling.sentence.slice(0, -1)}; ${all}, the last one on ${group.at(-1)!.telling.when}.` }];
	});
}

/** Whether an entry is an attempt at access, or to break the glass, that may have been denied. */
function isAttempt({ event }: AuditEntry): boolean {
	return 'accessRequested' in event || 'emergencyDenied' in event;
}

/** The same of attempts that are told together. */
function sameness(day: string, { actor }: AuditEntry, { what, why, outcome, because }: Telling): string {
	return JSON.stringify(outcome === 'denied' ? [day, actor, outcome] : [day, actor, outcome, what, why, because]);
}
