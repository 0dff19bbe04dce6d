/** How blocks are divided while something is measured. */

/** A lane of pallet-admission with a share of its own. */
export type Lane = 'protect' | 'care' | 'patients' | 'others';

const PERCENT = 10_000_000;
const LEAST_SHARE = 1;
const MOST_SAVED = 1_800;

/**
 * Figures that leave nearly all of a block to `lane`, and budgets that are as large as they may be: what is measured is then the block, not the
 * division among those who do not use their parts.
 */
export function figuresFor(lane: Lane): Record<string, number> {
	const share = (name: string) => (name === lane ? 100 - 4 * LEAST_SHARE : LEAST_SHARE) * PERCENT;
	const half = 50 * PERCENT;
	return {
		emergency: share('emergency'), protect: share('protect'), care: share('care'), patients: share('patients'), others: share('others'),
		organizationEmergency: half, organizationDepth: MOST_SAVED, attested: half, attestedBlocks: 1, protection: half, account: half, accountDepth: MOST_SAVED,
		organizationReach: 16, reach: 16, maxLength: 16 * 1024,
	};
}
