/**
 * Binary Merkle trees over 32-byte leaves (`leafOf`), with BLAKE2b-256: leaves are hashed, inner nodes are
 * the hash of both children, the last node of an odd row moves up as it is. The same root as the crate
 * `binary-merkle-tree` gives.
 */
import { FormatError, concatBytes, equalBytes } from './bytes.ts';
import { blake2b256 } from './commitment.ts';

/** The most leaves that one anchor takes. */
export const MAX_LEAVES = 65_536;

/** The tree of one batch. Each node is hashed once, when the tree is made; a proof only looks up. */
export class MerkleTree {
	readonly #rows: Uint8Array[][];

	constructor(leaves: Uint8Array[]) {
		if (!isNumberOfLeaves(leaves.length)) throw new FormatError(`a tree has 1 to ${MAX_LEAVES} leaves, not ${leaves.length}`);
		let row = leaves.map(blake2b256);
		this.#rows = [row];
		while (row.length > 1) {
			row = rowAbove(row);
			this.#rows.push(row);
		}
	}

	get root(): Uint8Array {
		return (this.#rows.at(-1) as Uint8Array[])[0] as Uint8Array;
	}

	/** The siblings from the leaf's row up to the root; a row where the node has none adds nothing. */
	proof(index: number): Uint8Array[] {
		if (!Number.isInteger(index) || index < 0 || index >= (this.#rows[0] as Uint8Array[]).length) throw new FormatError('no such leaf');
		return this.#rows.flatMap((row, level) => {
			const sibling = row[(index >> level) ^ 1];
			return sibling ? [sibling] : [];
		});
	}
}

/** The root of one batch. */
export function merkleRoot(leaves: Uint8Array[]): Uint8Array {
	return new MerkleTree(leaves).root;
}

/** One proof; for those of a whole batch make the {@link MerkleTree} once. */
export function merkleProof(leaves: Uint8Array[], index: number): Uint8Array[] {
	return new MerkleTree(leaves).proof(index);
}

/** Whether `leaf` stands at `index` among `leaves` leaves under `root`: the proof's length must fit, too. */
export function verifyInclusion(
	root: Uint8Array,
	leaves: number,
	index: number,
	leaf: Uint8Array,
	proof: Uint8Array[],
): boolean {
	if (!isNumberOfLeaves(leaves) || !Number.isInteger(index) || index < 0 || index >= leaves || leaf.length !== 32) return false;
	let node = blake2b256(leaf);
	let position = index;
	let used = 0;
	for (let width = leaves; width > 1; width = Math.ceil(width / 2), position >>= 1) {
		if ((position ^ 1) >= width) continue;
		const sibling = proof[used++];
		if (sibling?.length !== 32) return false;
		node = blake2b256(position % 2 === 0 ? concatBytes(node, sibling) : concatBytes(sibling, node));
	}
	return used === proof.length && equalBytes(node, root);
}

function isNumberOfLeaves(count: number): boolean {
	return Number.isInteger(count) && count >= 1 && count <= MAX_LEAVES;
}

function rowAbove(row: Uint8Array[]): Uint8Array[] {
	const above: Uint8Array[] = [];
	for (let i = 0; i < row.length; i += 2) {
		const left = row[i] as Uint8Array;
		const right = row[i + 1];
		above.push(right ? blake2b256(concatBytes(left, right)) : left);
	}
	return above;
}
