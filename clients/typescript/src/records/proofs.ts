/** Whether a record belongs to an anchored batch: by our own reckoning, and by the chain's. */
import type { Chain } from '../chain/chain.ts';
import type { InclusionFault } from '../chain/generated/told.ts';
import { SalusError } from '../errors.ts';
import { hexToBytes } from '../format/bytes.ts';
import { MerkleTree, verifyInclusion } from '../format/merkle.ts';
import type { AnchoredBatch } from '../format/released-record.ts';
import { leafOfHash } from '../format/sealed-record.ts';

/** A leaf of a batch with what shows that it is the one at its place. */
export interface Inclusion {
	/** Its place in the batch. */
	index: number;
	leaf: Uint8Array;
	/** The siblings from the leaf's row upwards. */
	proof: Uint8Array[];
}

/** Makes proofs for the records of one batch; each node of its tree is hashed once. */
export class BatchProver {
	readonly #leaves: Uint8Array[];
	readonly #tree: MerkleTree;

	/** From what a custodian keeps of the records, in their order: commitment, and hash of the sealed bytes in hexadecimal. */
	constructor(records: readonly { commitment: Uint8Array; name: string }[]) {
		this.#leaves = records.map(({ commitment, name }) => leafOfHash(commitment, hexToBytes(name)));
		this.#tree = new MerkleTree(this.#leaves);
	}

	get root(): Uint8Array {
		return this.#tree.root;
	}

	/** Of the record at `index`. */
	prove(index: number): Inclusion {
		const proof = this.#tree.proof(index);
		return { index, leaf: this.#leaves[index] as Uint8Array, proof };
	}
}

/** What the chain says about a proof; nothing is wrong if it is `undefined`. */
export async function faultOf(
	chain: Chain, patient: Uint8Array, anchor: number, { index, leaf, proof }: Inclusion, block?: string,
): Promise<InclusionFault | undefined> {
	return (await chain.ask('recordAnchorApi', 'verifyInclusion', [patient, anchor, index, leaf, proof], block)).toJSON().err;
}

/**
 * Whether a leaf stands at its place under an anchor of which `batch` is known. Where the chain and this client disagree, one of them is not to be trusted,
 * which is an error.
 */
export async function isIncluded(chain: Chain, patient: Uint8Array, anchor: number, batch: AnchoredBatch, inclusion: Inclusion): Promise<boolean> {
	const { index, leaf, proof } = inclusion;
	const isThere = verifyInclusion(batch.root, batch.records, index, leaf, proof);
	const fault = await faultOf(chain, patient, anchor, inclusion);
	if (isThere !== (fault === undefined)) throw new SalusError('records.chain-disagrees', 'The chain and this client disagree about a proof of inclusion.');
	return isThere;
}
