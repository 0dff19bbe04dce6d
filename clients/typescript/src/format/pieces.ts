/**
 * Pieces of a package, for several custodians: any k of the n give it again, so that n − k of them may be lost. Each names what it is a piece of, under the
 * root that the chain keeps of it.
 */
import { assertPackageLength } from './batch-package.ts';
import { ByteReader, FormatError, assertLength, concatBytes, equalBytes, u32le, u8, utf8ToBytes } from './bytes.ts';
import { type ProvenChunk, assertChunk, pieceRoot } from './piece-chunks.ts';
import { fillMissing, fillParity } from './reed-solomon.ts';

const MAGIC = utf8ToBytes('SLP1');
const HEAD_LENGTH = MAGIC.length + 7;
/** As many as an anchor's plan of custody on the chain names. */
export const MAX_PIECES = 16;

/** What a piece says about itself. */
export interface PieceHead {
	/** So many pieces give the package. */
	needed: number;
	/** Of so many. */
	pieces: number;
	/** Which of them it is, from 0. */
	index: number;
	packageLength: number;
}

/** What the chain keeps of an anchor's pieces. */
export interface PiecePlan {
	/** So many give the package. */
	needed: number;
	/** The root of each, in the order of their indices. */
	roots: readonly Uint8Array[];
}

/** A piece that was given and is none of the plan's. */
export interface BadPiece {
	/** Its place among those that were given. */
	place: number;
	why: string;
}

export interface JoinedPackage {
	bytes: Uint8Array;
	/** Those that were left aside: whoever handed them out is to blame. */
	bad: BadPiece[];
}

/** There are fewer good pieces than it takes. */
export class TooFewPiecesError extends FormatError {
	override name = 'TooFewPiecesError';
	readonly bad: readonly BadPiece[];

	constructor(good: number, needed: number, bad: readonly BadPiece[]) {
		super([`${good} good pieces of the ${needed} that it takes`, ...bad.map(({ place, why }) => `${place}: ${why}`)].join('; '));
		this.bad = bad;
	}
}

/** All pieces of a package, and what the chain shall keep of them. With `needed` 1 each is a copy. */
export async function splitIntoPieces(bytes: Uint8Array, needed: number, pieces: number): Promise<{ pieces: Uint8Array[]; plan: PiecePlan }> {
	assertNumbers(needed, pieces);
	assertPackageLength(bytes.length);
	const length = shardLength(bytes.length, needed);
	const made = Array.from({ length: pieces }, (_, index) => {
		const piece = new Uint8Array(HEAD_LENGTH + length);
		piece.set(headBytes({ needed, pieces, index, packageLength: bytes.length }));
		if (index < needed) piece.set(bytes.subarray(index * length, (index + 1) * length), HEAD_LENGTH);
		return piece;
	});
	await fillParity(made.map(shardOf), needed);
	return { pieces: made, plan: { needed, roots: made.map(pieceRoot) } };
}

/** What a piece says about itself, from its beginning; a {@link FormatError} if it is none. */
export function readPieceHead(beginning: Uint8Array): PieceHead {
	const reader = new ByteReader(beginning.subarray(0, HEAD_LENGTH));
	if (!equalBytes(reader.take(MAGIC.length), MAGIC)) throw new FormatError('not a piece of format 1');
	const head = { needed: reader.u8(), pieces: reader.u8(), index: reader.u8(), packageLength: reader.u32() };
	assertNumbers(head.needed, head.pieces);
	if (head.index >= head.pieces) throw new FormatError(`there is no piece ${head.index} of ${head.pieces}`);
	assertPackageLength(head.packageLength);
	return head;
}

/** How long a piece is, with its head. */
export function pieceLength({ needed, packageLength }: PieceHead): number {
	return HEAD_LENGTH + shardLength(packageLength, needed);
}

/** What it says about itself, if it is one of the plan's; otherwise a {@link FormatError}. Whoever is given a piece to keep checks it so. */
export function checkPiece(plan: PiecePlan, piece: Uint8Array): PieceHead {
	assertPlan(plan);
	const head = headInPlan(plan, piece);
	assertLength(piece, pieceLength(head), 'this piece');
	if (!equalBytes(pieceRoot(piece), plan.roots[head.index] as Uint8Array)) throw new FormatError(`piece ${head.index} is not the one in the plan`);
	return head;
}

/**
 * What the piece with this root says about itself, by its first chunk; otherwise a {@link FormatError}. Then {@link checkChunk} takes any other, and who
 * asked has not seen the piece.
 */
export function checkFirstChunk(plan: PiecePlan, index: number, first: ProvenChunk): PieceHead {
	assertPlan(plan);
	const head = headInPlan(plan, first.chunk);
	if (head.index !== index || first.index !== 0) throw new FormatError(`not the first chunk of piece ${index}`);
	checkChunk(plan, head, first);
	return head;
}

/** Throws unless the chunk is of the piece that says this about itself. */
export function checkChunk(plan: PiecePlan, head: PieceHead, chunk: ProvenChunk): void {
	assertPlan(plan);
	const root = plan.roots[head.index];
	if (!root) throw new FormatError(`the plan has no piece ${head.index}`);
	assertChunk(root, pieceLength(head), chunk);
}

/**
 * The package, from any `needed` good ones of the pieces; a {@link TooFewPiecesError} if there are not so many. That each piece is as planned does not show
 * that the plan is of the batch: `openPackage` does.
 */
export async function joinPieces(plan: PiecePlan, pieces: readonly Uint8Array[]): Promise<JoinedPackage> {
	assertPlan(plan);
	const { good, bad } = sort(plan, pieces);
	const { length: packageLength, shards: known } = commonLength(good, bad);
	bad.sort((a, b) => a.place - b.place);
	if (known.size < plan.needed) throw new TooFewPiecesError(known.size, plan.needed, bad);
	// The first ones: as many as possible of those that are parts of the package itself.
	const used = new Map([...known].sort(([a], [b]) => a - b).slice(0, plan.needed));
	const length = shardLength(packageLength, plan.needed);
	const whole = new Uint8Array(plan.needed * length);
	const shards = plan.roots.map((_, i) => {
		const part = i < plan.needed ? whole.subarray(i * length, (i + 1) * length) : undefined;
		const shard = used.get(i);
		if (part && shard) part.set(shard);
		return part ?? shard ?? new Uint8Array(length);
	});
	await fillMissing(shards, plan.needed, plan.roots.map((_, i) => used.has(i)));
	if (whole.subarray(packageLength).some((byte) => byte !== 0)) throw new FormatError('the pieces are filled up with something else than zeros');
	return { bytes: whole.subarray(0, packageLength), bad };
}

interface GoodPiece {
	place: number;
	head: PieceHead;
	shard: Uint8Array;
}

function sort(plan: PiecePlan, pieces: readonly Uint8Array[]): { good: GoodPiece[]; bad: BadPiece[] } {
	const good: GoodPiece[] = [];
	const bad: BadPiece[] = [];
	const seen = new Set<number>();
	for (const [place, piece] of pieces.entries()) {
		try {
			const head = headInPlan(plan, piece);
			if (seen.has(head.index)) throw new FormatError(`piece ${head.index} is there already`);
			checkPiece(plan, piece);
			seen.add(head.index);
			good.push({ place, head, shard: shardOf(piece) });
		} catch (error) {
			if (!(error instanceof FormatError)) throw error;
			bad.push({ place, why: error.message });
		}
	}
	return { good, bad };
}

/** The shards of those pieces that agree on the package's length; others, which only a false plan has, are added to the bad ones. */
function commonLength(good: readonly GoodPiece[], bad: BadPiece[]): { length: number; shards: Map<number, Uint8Array> } {
	const byLength = new Map<number, number>();
	for (const { head } of good) byLength.set(head.packageLength, (byLength.get(head.packageLength) ?? 0) + 1);
	const [length] = [...byLength].reduce((most, one) => (one[1] > most[1] ? one : most), [0, 0]);
	const shards = new Map<number, Uint8Array>();
	for (const { place, head, shard } of good) {
		if (head.packageLength === length) shards.set(head.index, shard);
		else bad.push({ place, why: `piece ${head.index} is of a package of ${head.packageLength} bytes, others are of one of ${length}` });
	}
	return { length, shards };
}

function headInPlan({ needed, roots }: PiecePlan, beginning: Uint8Array): PieceHead {
	const head = readPieceHead(beginning);
	if (head.needed !== needed || head.pieces !== roots.length) {
		throw new FormatError(`a piece of a plan of ${head.needed} of ${head.pieces}, not of ${needed} of ${roots.length}`);
	}
	return head;
}

function headBytes({ needed, pieces, index, packageLength }: PieceHead): Uint8Array {
	return concatBytes(MAGIC, u8(needed), u8(pieces), u8(index), u32le(packageLength));
}

function shardOf(piece: Uint8Array): Uint8Array {
	return piece.subarray(HEAD_LENGTH);
}

function shardLength(packageLength: number, needed: number): number {
	return Math.ceil(packageLength / needed);
}

function assertPlan({ needed, roots }: PiecePlan): void {
	assertNumbers(needed, roots.length);
	for (const root of roots) assertLength(root, 32, 'the root of a piece');
}

function assertNumbers(needed: number, pieces: number): void {
	if (!Number.isInteger(needed) || !Number.isInteger(pieces) || needed < 1 || needed > pieces || pieces > MAX_PIECES) {
		throw new FormatError(`1 to ${MAX_PIECES} pieces, of which 1 to all give the package; not ${needed} of ${pieces}`);
	}
}
