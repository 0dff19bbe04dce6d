/**
 * The root of a piece, which the chain keeps: a Merkle tree over its chunks. A store is checked as it is read, and a custodian asked for one chunk shows by
 * it that it has the piece.
 */
import { blake2b } from '@noble/hashes/blake2.js';
import { FormatError, assertLength, utf8ToBytes } from './bytes.ts';
import { MAX_LEAVES, MerkleTree, merkleRoot, verifyInclusion } from './merkle.ts';

const CHUNK_TAG = utf8ToBytes('salus/piece-chunk/v1');
export const CHUNK_LENGTH = 65_536;
export const MAX_CHUNKS = MAX_LEAVES;

/** A chunk with what shows that it is the piece's. */
export interface ProvenChunk {
	index: number;
	chunk: Uint8Array;
	/** From the leaf's row upwards. */
	proof: Uint8Array[];
}

/** Makes the root of a piece from its bytes as they come, whatever the parts; it keeps 32 bytes of each chunk. */
export class PieceHasher {
	readonly #leaves: Uint8Array[] = [];
	#chunk = beginChunk();
	#filled = 0;

	update(bytes: Uint8Array): void {
		for (let at = 0; at < bytes.length; ) {
			if (this.#filled === CHUNK_LENGTH) this.#finish();
			const part = bytes.subarray(at, at + CHUNK_LENGTH - this.#filled);
			this.#chunk.update(part);
			this.#filled += part.length;
			at += part.length;
		}
	}

	/** Of all that has come; nothing may come after it. */
	root(): Uint8Array {
		if (this.#filled > 0) this.#finish();
		return merkleRoot(this.#leaves);
	}

	#finish(): void {
		if (this.#leaves.length === MAX_CHUNKS) throw new FormatError(`a piece has at most ${MAX_CHUNKS} chunks`);
		this.#leaves.push(this.#chunk.digest());
		this.#chunk = beginChunk();
		this.#filled = 0;
	}
}

/** What the chain keeps of a piece. */
export function pieceRoot(piece: Uint8Array): Uint8Array {
	const hasher = new PieceHasher();
	hasher.update(piece);
	return hasher.root();
}

/** How many chunks so many bytes are. */
export function chunksOf(length: number): number {
	return Math.ceil(length / CHUNK_LENGTH);
}

/** What a custodian answers when it is asked for a chunk. */
export function proveChunk(piece: Uint8Array, index: number): ProvenChunk {
	const chunks = Array.from({ length: chunksOf(piece.length) }, (_, i) => chunkAt(piece, i));
	return { index, chunk: chunkAt(piece, index).slice(), proof: new MerkleTree(chunks.map(leafOfChunk)).proof(index) };
}

/** Throws unless the chunk is the one at its place in a piece with this root. `length`, that of the piece, must be certain: its first chunk tells. */
export function assertChunk(root: Uint8Array, length: number, { index, chunk, proof }: ProvenChunk): void {
	const count = chunksOf(length);
	if (!Number.isInteger(index) || index < 0 || index >= count) throw new FormatError(`the piece has no chunk ${index}`);
	assertLength(chunk, Math.min(CHUNK_LENGTH, length - index * CHUNK_LENGTH), 'this chunk');
	if (!verifyInclusion(root, count, index, leafOfChunk(chunk), proof)) throw new FormatError(`chunk ${index} is not the piece's`);
}

function chunkAt(piece: Uint8Array, index: number): Uint8Array {
	return piece.subarray(index * CHUNK_LENGTH, (index + 1) * CHUNK_LENGTH);
}

function leafOfChunk(chunk: Uint8Array): Uint8Array {
	return beginChunk().update(chunk).digest();
}

function beginChunk() {
	return blake2b.create({ dkLen: 32 }).update(CHUNK_TAG);
}
