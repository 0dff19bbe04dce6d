/** What the people of an organization did, for its privacy officer (45 CFR 164.308(a)(1)(ii)(D)). */
import type { Chain } from '../chain/chain.ts';
import type { PractitionerId } from '../chain/codes.ts';
import type { ActivityCursor } from '../chain/generated/given.ts';
import type { Activity, PractitionerId as ToldPractitionerId } from '../chain/generated/told.ts';
import { practitionerIn } from '../chain/names.ts';
import { allPages, heldTo } from './paging.ts';

const DAY_MS = 86_400_000;

export interface ActivityFilter {
	/** In milliseconds since 1970: whole days are told, from the one that this lies in, */
	since?: number | undefined;
	/** to the one of the moment before this. */
	until?: number | undefined;
	practitioner?: PractitionerId | undefined;
	/** The block as of which all pages are asked for; the best one without. */
	block?: string | undefined;
}

/** What one practitioner did on one day. */
export interface PractitionerDay {
	/** Counted from 1970-01-01. */
	day: number;
	/** `undefined` where the organization itself acted. */
	practitioner: ToldPractitionerId | undefined;
	/** By time. */
	activities: Activity[];
}

/** What the people of an organization asked for, released, and broke the glass for: day by day, within a day by trail. */
export async function* activityOf(
	chain: Chain, organization: number, { since = 0, until, practitioner, block }: ActivityFilter = {},
): AsyncGenerator<Activity, void> {
	const at = await heldTo(chain, block);
	const between = { from: since, until: until ?? null };
	yield* allPages<Activity, ActivityCursor>(async (after, limit) => {
		const [items, next] = (await chain.ask('auditLogApi', 'activity', [organization, practitioner ?? null, between, after, limit], at)).toJSON();
		return { items, next: next as ActivityCursor | null };
	});
}

/** The same by day and practitioner, in the order in which it happened. */
export async function activityByPractitioner(chain: Chain, organization: number, filter: ActivityFilter = {}): Promise<PractitionerDay[]> {
	const days = new Map<string, PractitionerDay>();
	for await (const activity of activityOf(chain, organization, filter)) {
		const day = Math.floor(activity.entry.at / DAY_MS);
		const practitioner = practitionerIn(activity.entry.actor)?.practitioner;
		const key = keyOf(day, practitioner);
		const kept = days.get(key) ?? { day, practitioner, activities: [] };
		kept.activities.push(activity);
		days.set(key, kept);
	}
	for (const { activities } of days.values()) activities.sort((a, b) => a.entry.at - b.entry.at || a.sequence - b.sequence);
	return [...days].sort(([a, one], [b, other]) => one.day - other.day || a.localeCompare(b)).map(([, day]) => day);
}

function keyOf(day: number, practitioner: ToldPractitionerId | undefined): string {
	return `${day} ${practitioner?.account ?? ''} ${practitioner?.pseudonym ?? ''}`;
}
