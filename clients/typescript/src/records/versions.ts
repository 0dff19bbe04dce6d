/** The versions of records: each supersedes one at most, and is superseded by one at most. */
import type { Chain } from '../chain/chain.ts';
import type { AnchorView } from '../chain/generated/told.ts';

export interface VersionChain {
	/** Oldest first. */
	versions: AnchorView[];
	/** Whether these are all: a version whose retention is over is evicted, and ends what can be followed. */
	isComplete: boolean;
}

/** All versions of what an anchor commits to, as of one block, whichever of them is named; `undefined` if there is no such anchor. */
export async function versionsOf(chain: Chain, patient: Uint8Array, anchor: number, block?: string): Promise<VersionChain | undefined> {
	const at = block ?? (await chain.heads()).best;
	const ask = async (number: number) => (await chain.ask('recordAnchorApi', 'versions', [patient, number], at)).toJSON() ?? undefined;
	const asked = await ask(anchor);
	if (!asked) return undefined;
	const versions = asked.versions;
	// Each further page tells of versions on both sides of the one that it is asked about; those of one side are new.
	for (let { earlier } = asked; earlier !== null; ) {
		const page = await ask(earlier);
		versions.unshift(...(page?.versions ?? []).filter(({ number }) => number < (versions[0] as AnchorView).number));
		earlier = page?.earlier ?? null;
	}
	for (let { later } = asked; later !== null; ) {
		const page = await ask(later);
		versions.push(...(page?.versions ?? []).filter(({ number }) => number > (versions.at(-1) as AnchorView).number));
		later = page?.later ?? null;
	}
	return { versions, isComplete: versions[0]?.anchor.supersedes === null && versions.at(-1)?.anchor.superseded === null };
}

/** The latest version of what an anchor commits to; `undefined` if there is no such anchor, or the latest was evicted. */
export async function latestVersion(chain: Chain, patient: Uint8Array, anchor: number, block?: string): Promise<AnchorView | undefined> {
	const last = (await versionsOf(chain, patient, anchor, block))?.versions.at(-1);
	return last?.anchor.superseded === null ? last : undefined;
}
