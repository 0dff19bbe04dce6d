/** Pieces of a batch at the services that keep them: each is checked against the plan on the chain, and as many are taken as it takes. */
import { FormatError } from '../../format/bytes.ts';
import { CHUNK_LENGTH, type ProvenChunk } from '../../format/piece-chunks.ts';
import { type BadPiece, checkChunk, checkFirstChunk, checkPiece, type PieceHead, pieceLength, type PiecePlan, readPieceHead, TooFewPiecesError } from '../../format/pieces.ts';
import { SalusError } from '../../errors.ts';
import { CustodianFault } from '../faults.ts';

/** A piece, as the plan on the chain names it. */
export interface PlannedPiece {
	patient: Uint8Array;
	anchor: number;
	plan: PiecePlan;
	/** Which of the plan's, from 0. */
	index: number;
}

/** Who keeps pieces. */
export interface PieceService {
	/** The custodian's number on the chain. */
	readonly organization: number;
	/** Hands in the piece that the plan on the chain has for this custodian. */
	takePiece(patient: Uint8Array, anchor: number, piece: Uint8Array): Promise<void>;
	/** The piece, as planned; otherwise a `CustodianFault`. */
	givePiece(planned: PlannedPiece, signal?: AbortSignal): Promise<Uint8Array>;
	/** One chunk of it, as planned, by which the custodian shows that it has the piece. */
	proveChunk(planned: PlannedPiece, chunk: number, signal?: AbortSignal): Promise<ProvenChunk>;
}

/** A service, as far as it is asked for pieces. */
export interface PieceDesk {
	readonly organization: number;
	/** Unchecked, of one chunk's length at most. */
	chunk(index: number): Promise<ProvenChunk>;
	/** Unchecked, of so many bytes at most. */
	whole(limit: number): Promise<Uint8Array>;
}

/** Enough pieces, and what came instead of others. */
export interface FetchedPieces {
	pieces: Uint8Array[];
	/** Why some custodians gave none, by their places in the plan: `CustodianFault`s of who gave a false one, and services that are not to be had. */
	failed: Map<number, SalusError>;
}

/**
 * Asks all custodians of a plan at once, in its order, for the pieces of an anchor, and takes the first good ones; who is slower is asked no longer. `undefined` stands for a custodian that
 * cannot be asked. A {@link TooFewPiecesError} if there are not enough.
 */
export async function fetchPieces({ patient, anchor, plan }: Omit<PlannedPiece, 'index'>, custodians: readonly (Pick<PieceService, 'givePiece'> | undefined)[]): Promise<FetchedPieces> {
	const enough = new AbortController();
	/** By the length of the package, of which there is one unless the plan is false. */
	const good = new Map<number, Uint8Array[]>();
	const failed = new Map<number, SalusError>();
	const asked = custodians.flatMap((custodian, index) => (custodian ? [{ custodian, index }] : []));
	let found: Uint8Array[] | undefined;
	await new Promise<void>((resolve, reject) => {
		let left = asked.length;
		const answered = () => {
			left -= 1;
			if (left === 0) resolve();
		};
		if (left === 0) resolve();
		for (const { custodian, index } of asked) {
			custodian.givePiece({ patient, anchor, plan, index }, enough.signal).then((piece) => {
				const { packageLength } = readPieceHead(piece);
				const alike = [...(good.get(packageLength) ?? []), piece];
				good.set(packageLength, alike);
				if (alike.length < plan.needed) return answered();
				found ??= alike;
				resolve();
			}, (error) => {
				if (!(error instanceof SalusError)) return reject(error);
				if (!enough.signal.aborted) failed.set(index, error);
				answered();
			}).catch(reject);
		}
	}).finally(() => enough.abort());
	if (found) return { pieces: found, failed };
	const bad = [...failed].map(([place, { message }]): BadPiece => ({ place, why: message })).sort((one, other) => one.place - other.place);
	throw new TooFewPiecesError(Math.max(0, ...[...good.values()].map(({ length }) => length)), plan.needed, bad);
}

/** A piece out of a service. How long it is its first chunk tells, which is under its root: nothing longer is read. */
export async function pieceFrom(desk: PieceDesk, { plan, index }: PlannedPiece): Promise<Uint8Array> {
	const { head, first } = await headFrom(desk, plan, index);
	const length = pieceLength(head);
	if (length <= CHUNK_LENGTH) return first.chunk;
	const piece = await desk.whole(length);
	blaming(desk, () => checkPiece(plan, piece));
	return piece;
}

/** A chunk out of a service. */
export async function chunkFrom(desk: PieceDesk, { plan, index }: PlannedPiece, chunk: number): Promise<ProvenChunk> {
	const { head, first } = await headFrom(desk, plan, index);
	if (chunk === 0) return first;
	const proven = await desk.chunk(chunk);
	blaming(desk, () => checkChunk(plan, head, proven));
	return proven;
}

async function headFrom(desk: PieceDesk, plan: PiecePlan, index: number): Promise<{ head: PieceHead; first: ProvenChunk }> {
	const first = await desk.chunk(0);
	return { head: blaming(desk, () => checkFirstChunk(plan, index, first)), first };
}

function blaming<T>({ organization }: PieceDesk, check: () => T): T {
	try {
		return check();
	} catch (cause) {
		throw cause instanceof FormatError ? new CustodianFault('custodian.false-piece', organization, cause.message, undefined, { cause }) : cause;
	}
}
