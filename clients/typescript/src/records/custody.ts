/** Who keeps the sealed records of an anchor, whole or in pieces, and until when they say that they do. */
import type { Chain } from '../chain/chain.ts';
import type { Capacity, Purpose } from '../chain/codes.ts';
import type { CustodyView } from '../chain/generated/told.ts';
import type { Transaction } from '../chain/sending.ts';
import { InputError } from '../errors.ts';
import { hexToBytes } from '../format/bytes.ts';
import type { PiecePlan } from '../format/pieces.ts';

export interface CustodyPlan {
	patient: Uint8Array;
	anchor: number;
	/** As `splitIntoPieces` gives it. */
	plan: PiecePlan;
	/** Who shall keep each piece, in the order of the plan. */
	custodians: readonly number[];
	purpose: Purpose;
	/** Of the patient's side, or of the organization that wrote the records. */
	capacity: Capacity;
}

/** A piece as its custodian names it. */
export interface HeldPiece {
	patient: Uint8Array;
	anchor: number;
	/** From 0. */
	piece: number;
	/** What commits to the piece that the custodian has. */
	root: Uint8Array;
	/** In milliseconds since 1970. */
	until: number;
	/** Of somebody with the role *custodian* in the organization that shall keep the piece. */
	capacity: Capacity;
}

/**
 * Says which custodians shall keep an anchor's sealed records, in the place of what was planned before. Once the patient's side has planned, only it
 * plans anew: for the author it is `recordAnchor.PlannedByPatient`.
 */
export function planCustody(chain: Chain, { patient, anchor, plan, custodians, purpose, capacity }: CustodyPlan): Transaction {
	const { needed, roots } = plan;
	if (custodians.length !== roots.length) {
		throw new InputError('custody.plan', `There are ${roots.length} pieces, and ${custodians.length} custodians to keep one each.`);
	}
	const pieces = roots.map((root, index) => ({ custodian: custodians[index] as number, root }));
	return chain.call('recordAnchor', 'planCustody', { patient, anchor, threshold: needed, pieces, purpose, capacity });
}

/** Says until when a custodian keeps its piece; said again, it renews. Where nothing was planned, piece 0 is the whole, and its root the anchor's. */
export function holdPiece(chain: Chain, piece: HeldPiece): Transaction {
	return chain.call('recordAnchor', 'hold', { ...piece });
}

/** Says that a custodian no longer keeps its piece. */
export function releasePiece(chain: Chain, { patient, anchor, piece, capacity }: Omit<HeldPiece, 'root' | 'until'>): Transaction {
	return chain.call('recordAnchor', 'release', { patient, anchor, piece, capacity });
}

/** Where an anchor's sealed records can be had, and whether enough pieces are live; `undefined` if there is no such anchor, or it was erased. */
export async function custodyOf(chain: Chain, patient: Uint8Array, anchor: number, block?: string): Promise<CustodyView | undefined> {
	return (await chain.ask('recordAnchorApi', 'custody', [patient, anchor], block)).toJSON() ?? undefined;
}

/** The plan by which pieces are checked and joined. */
export function piecePlanIn({ threshold, pieces }: CustodyView): PiecePlan {
	return { needed: threshold, roots: pieces.map(({ root }) => hexToBytes(root.slice(2))) };
}

/** The pieces that are to be renewed, or planned elsewhere, if they shall be there at `moment`: those that nobody says it keeps for so long, or that are not live. */
export function piecesEndingBefore({ pieces }: CustodyView, moment: number): number[] {
	return [...pieces.entries()].filter(([, { heldUntil, isLive }]) => !isLive || heldUntil === null || heldUntil < moment).map(([index]) => index);
}
