/** The trail as its patient reads it: day by day, by the clock at home, with the names that the demo knows. */
import { type Telling, tellWithRepeats, type Told } from '@salus/client/audit';
import type { Names, told, Trail } from '@salus/client/chain';
import { className } from '@salus/client/format';
import { namesOf } from './names.ts';
import type { Play } from './journey/play.ts';
import { aligned, widthsOf } from './table.ts';

export interface Reader {
	/** Where the reader is, such as `Europe/Vienna`. */
	timeZone: string;
	names: Names;
}

/** The time zone of this computer, or of `TZ`. */
export function timeZoneHere(): string {
	return Intl.DateTimeFormat().resolvedOptions().timeZone;
}

/** The trail of a journey's patient. */
export function trailOf(play: Play, trail: Trail): string {
	const entries = trail.entries.map(({ sequence, entry }) => ({ sequence, ...entry.toJSON() }));
	const anchors = anchorsIn(entries.map(({ event }) => event));
	const names = { ...namesOf(play), anchor: (anchor: number) => anchors.get(anchor) };
	return trailStory(entries, { timeZone: timeZoneHere(), names });
}

/** A heading for each day, and below it who did what when, for whom and why, and what came of it. */
export function trailStory(entries: (told.AuditEntry & { sequence: number })[], { timeZone, names }: Reader): string {
	const day = new Intl.DateTimeFormat('en-GB', { timeZone, dateStyle: 'full' });
	const clock = new Intl.DateTimeFormat('en-GB', { timeZone, timeStyle: 'medium' });
	const lines: { heading: string; row: string[] }[] = [];
	const withRecipients = entries.map((entry) => ({ ...entry, event: withRecipient(entry.event, entries) }));
	const told = tellWithRepeats(withRecipients, { timeZone, names });
	for (const [first, last] of runsOfCustody(told.map(({ entry }) => entry.event))) {
		const { entry, telling, repeats } = told[first]!;
		const { sequence, at, event } = entry;
		const [kind = ''] = Object.keys(event);
		const row = first === last
			? [String(sequence), clock.format(at), telling.who, telling.forWhom ?? '', `${telling.what}${timesOf(repeats, clock)}`, telling.why ?? '', endOf(telling)]
			: [`${sequence}-${told[last]!.entry.sequence}`, clock.format(at), 'those who keep the records', '', `${CUSTODY[kind]}, ${last - first + 1} times`, '', ''];
		lines.push({ heading: day.format(at), row });
	}
	const header = ['#', 'time', 'who', 'for whom', 'what', 'why', 'what came of it'];
	const widths = widthsOf([header, ...lines.map(({ row }) => row)]);
	const rows = lines.flatMap(({ heading, row }, place) => [
		...(heading === lines[place - 1]?.heading ? [] : [`\n${heading}`, aligned(header, widths), widths.map((width) => '-'.repeat(width)).join('  ')]),
		aligned(row, widths),
	]);
	return [`Times are those of ${timeZone}.`, ...rows].join('\n');
}

/** That the same was attempted again, and until when. */
function timesOf(repeats: Told<told.AuditEntry>['repeats'], clock: Intl.DateTimeFormat): string {
	const last = repeats.at(-1);
	return last ? `, ${repeats.length + 1} attempts until ${clock.format(last.at)}` : '';
}

/** What there is much of, in a few words. */
const CUSTODY: Record<string, string> = {
	custodyPlanned: 'plan who keeps the pieces of a batch', custodyTaken: 'keep a piece', custodyReleased: 'no longer keep a piece',
};

/** The entries that are told together, each as its first and its last place: those of one kind that say who keeps what, one after the other. */
export function runsOfCustody(events: told.AuditedEvent[]): [first: number, last: number][] {
	const runs: [number, number][] = [];
	for (const [place, event] of events.entries()) {
		const [kind = ''] = Object.keys(event);
		const run = runs.at(-1);
		if (run && kind in CUSTODY && kind in events[run[1]]!) run[1] = place;
		else runs.push([place, place]);
	}
	return runs;
}

/** A release, with the name of who had asked for it, which stands in the entry that permits it. */
function withRecipient(event: told.AuditedEvent, entries: (told.AuditEntry & { sequence: number })[]): told.AuditedEvent {
	const released = event.recordsReleased;
	const asked = released && entries.find(({ sequence }) => sequence === released.ticket);
	return asked && released.recipient.requester === null ? { recordsReleased: { ...released, recipient: { actor: asked.actor } } } : event;
}

/** What the records of each anchor are, as the trail tells. */
function anchorsIn(events: told.AuditedEvent[]): Map<number, string> {
	const classes = new Map<number, string>();
	for (const { recordsAnchored, recordsAmended } of events) {
		if (recordsAnchored) classes.set(recordsAnchored.anchor, className(recordsAnchored.class));
		if (recordsAmended) classes.set(recordsAmended.anchor, classes.get(recordsAmended.supersedes) ?? 'records');
	}
	return new Map([...classes].map(([anchor, name]) => [anchor, `${name} (anchor ${anchor})`]));
}

function endOf({ outcome, because }: Telling): string {
	const ended = outcome === 'done' ? [] : [outcome === 'denied' || outcome === 'flagged' ? outcome.toUpperCase() : outcome];
	return [...ended, ...(because === undefined ? [] : [because])].join(': ');
}
