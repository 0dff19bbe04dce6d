/** What was released, when, to whom and why: of a patient's records, or by a custodian. */
import type { Chain } from '../chain/chain.ts';
import type { Purpose } from '../chain/codes.ts';
import type { ReleaseCursor, Whose } from '../chain/generated/given.ts';
import type { ReleaseView } from '../chain/generated/told.ts';
import { organizationIn } from '../chain/names.ts';
import { allPages, heldTo } from './paging.ts';

export { FREE_REPORTS, MAX_REPORTS, reportReleases, type ReleaseToReport } from '../chain/release-reports.ts';

export interface ReleaseFilter {
	/** In milliseconds since 1970: what was released then or later, */
	since?: number | undefined;
	/** and before. */
	until?: number | undefined;
	purpose?: Purpose | undefined;
	/** The block as of which all pages are asked for; the best one without. */
	block?: string | undefined;
}

/** A release, and whether an accounting may leave it out (45 CFR 164.528(a)(1)); `exemption` says why. */
export type Disclosure = ReleaseView & { isExempt: boolean };

/** Releases of a patient's records, or by an organization as their custodian, in the order of their entries. */
export async function* releasesOf(chain: Chain, whose: Whose, { since = 0, until, purpose, block }: ReleaseFilter = {}): AsyncGenerator<ReleaseView, void> {
	const at = await heldTo(chain, block);
	const between = { from: since, until: until ?? null };
	yield* allPages<ReleaseView, ReleaseCursor>(async (after, limit) => {
		const { releases, next } = (await chain.ask('auditLogApi', 'releases', [whose, between, purpose ?? null, after, limit], at)).toJSON();
		// What the chain tells of a place it takes as that place, too.
		return { items: releases, next: next as ReleaseCursor | null };
	});
}

/**
 * Since when {@link releasesOf} misses nothing, in milliseconds since 1970: before that, entries may have been pruned, or an organization's days are listed no longer. Releases of
 * before are not there, whatever `since` says.
 */
export async function releasesCompleteSince(chain: Chain, whose: Whose, block?: string): Promise<number> {
	const at = await heldTo(chain, block);
	return (await chain.ask('auditLogApi', 'releases', [whose, { from: 0, until: null }, null, null, 1], at)).toJSON().completeSince;
}

/** The accounting of disclosures of a patient (45 CFR 164.528): all of them since a date; those that need not be accounted for say so. */
export async function* accountingOf(chain: Chain, patient: Uint8Array, filter: ReleaseFilter = {}): AsyncGenerator<Disclosure, void> {
	for await (const release of releasesOf(chain, { Patient: patient }, filter)) yield { ...release, isExempt: release.exemption !== null };
}

/** Releases by one custodian for one purpose, counted. */
export interface ReleaseCount {
	/** `undefined` if none is named. */
	organization: number | undefined;
	/** `undefined` where the ticket's entry was pruned. */
	purpose: Purpose | undefined;
	releases: number;
	/** Those of them that need not be accounted for, */
	exempt: number;
	/** and those that no ticket covers. */
	flagged: number;
}

/** Counts releases by custodian and purpose, in the order of both. */
export async function countReleases(releases: AsyncIterable<ReleaseView> | Iterable<ReleaseView>): Promise<ReleaseCount[]> {
	const counts = new Map<string, ReleaseCount>();
	for await (const { releasedBy, purpose, exemption, flaw } of releases) {
		const organization = organizationIn(releasedBy);
		const key = `${organization} ${purpose}`;
		const count = counts.get(key) ?? { organization, purpose: purpose ?? undefined, releases: 0, exempt: 0, flagged: 0 };
		count.releases += 1;
		count.exempt += exemption === null ? 0 : 1;
		count.flagged += flaw === null ? 0 : 1;
		counts.set(key, count);
	}
	return [...counts.values()].sort((a, b) => (a.organization ?? -1) - (b.organization ?? -1) || (a.purpose ?? '').localeCompare(b.purpose ?? ''));
}
