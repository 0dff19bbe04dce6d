/**
 * Anchors whose retention is over are evicted, several under one root: what they were stays provable to whoever kept a copy. A client keeps one of each
 * anchor that it may have to prove, as it stood last, and asks for the root.
 */
import type { Codec } from '@polkadot/types/types';
import type { Chain } from '../chain/chain.ts';
import type { EvictedChunk, InclusionFault } from '../chain/generated/told.ts';
import { SalusError } from '../errors.ts';
import { assertLength, concatBytes, equalBytes, hexToBytes, u32le, utf8ToBytes } from '../format/bytes.ts';
import { blake2b256 } from '../format/commitment.ts';
import { MerkleTree, verifyInclusion } from '../format/merkle.ts';

const TAG = utf8ToBytes('salus/evicted/v1');
/** As many anchors as are evicted under one root. */
const MAX_CHUNK = 32;

/** A copy of an anchor. */
export interface KeptAnchor {
	number: number;
	/** As the chain stores it (SCALE). */
	encoded: Uint8Array;
	/** The one before it in its list. */
	previous: number | undefined;
}

/** What shows that an anchor was what its copy says. */
export interface EvictedProof {
	/** The newest of those that were evicted with it. */
	newest: number;
	/** Its place among them, from the newest. */
	index: number;
	kept: KeptAnchor;
	proof: Uint8Array[];
}

/** A copy of an anchor to keep, as it stands now or at `block`; `undefined` if there is none. It changes with each correction and dispute. */
export async function copyAnchor(chain: Chain, patient: Uint8Array, anchor: number, block?: string): Promise<KeptAnchor | undefined> {
	const view = await chain.ask('recordAnchorApi', 'anchor', [patient, anchor], block);
	const known = view.toJSON();
	if (!known) return undefined;
	const { anchor: stored } = (view as unknown as { unwrap(): { anchor: Codec } }).unwrap();
	return { number: known.number, encoded: stored.toU8a(), previous: known.anchor.previous ?? undefined };
}

/** What stands for an anchor in the tree of those that were evicted with it. */
export function evictedLeaf(patient: Uint8Array, { number, encoded }: Pick<KeptAnchor, 'number' | 'encoded'>): Uint8Array {
	assertLength(patient, 32, 'a patient id');
	return blake2b256(concatBytes(TAG, patient, u32le(number), encoded));
}

/** What stays of the anchors that were evicted with `newest`. */
export async function evictedWith(chain: Chain, patient: Uint8Array, newest: number): Promise<EvictedChunk | undefined> {
	return (await chain.ask('recordAnchorApi', 'evicted', [patient, newest])).toJSON() ?? undefined;
}

/**
 * The proof that an anchor was what its copy says, from the copies of those that were evicted with it. `undefined` if none of the copies stands for
 * a root on the chain under which it is, as where it was not evicted, or one of the copies is missing or older than the last change.
 */
export async function proveEvicted(chain: Chain, patient: Uint8Array, anchor: number, copies: Iterable<KeptAnchor>): Promise<EvictedProof | undefined> {
	const byNumber = new Map([...copies].map((kept) => [kept.number, kept]));
	const newer = new Map([...byNumber.values()].flatMap(({ number, previous }) => (previous === undefined ? [] : [[previous, number] as const])));
	let newest: number | undefined = anchor;
	for (let steps = 0; newest !== undefined && steps < MAX_CHUNK; steps++) {
		const chunk = await evictedWith(chain, patient, newest);
		if (chunk) return proofIn(patient, chunk, newest, anchor, byNumber);
		newest = newer.get(newest);
	}
	return undefined;
}

/** Whether the chain's root and the proof lead from a copy to what was evicted, by our own reckoning and by the chain's. */
export async function isEvictedAs(chain: Chain, patient: Uint8Array, { newest, index, kept, proof }: EvictedProof): Promise<boolean> {
	const chunk = await evictedWith(chain, patient, newest);
	const isThere = chunk !== undefined && verifyInclusion(hexToBytes(chunk.root.slice(2)), chunk.anchors, index, evictedLeaf(patient, kept), proof);
	const fault = await evictedFault(chain, patient, { newest, index, kept, proof });
	if (isThere !== (fault === undefined)) throw new SalusError('records.chain-disagrees', 'The chain and this client disagree about a proof of what was evicted.');
	return isThere;
}

async function evictedFault(chain: Chain, patient: Uint8Array, { newest, index, kept, proof }: EvictedProof): Promise<InclusionFault | undefined> {
	// The type says how an anchor is written down by name; polkadot.js takes its bytes, too.
	const encoded = kept.encoded as never;
	return (await chain.ask('recordAnchorApi', 'verifyEvicted', [patient, newest, index, kept.number, encoded, proof])).toJSON().err;
}

function proofIn(patient: Uint8Array, chunk: EvictedChunk, newest: number, anchor: number, copies: Map<number, KeptAnchor>): EvictedProof | undefined {
	const evicted: KeptAnchor[] = [];
	for (let next: number | undefined = newest; evicted.length < chunk.anchors; ) {
		const kept: KeptAnchor | undefined = next === undefined ? undefined : copies.get(next);
		if (!kept) return undefined;
		evicted.push(kept);
		next = kept.previous;
	}
	const index = evicted.findIndex(({ number }) => number === anchor);
	const tree = new MerkleTree(evicted.map((kept) => evictedLeaf(patient, kept)));
	if (index < 0 || !equalBytes(tree.root, hexToBytes(chunk.root.slice(2)))) return undefined;
	return { newest, index, kept: evicted[index] as KeptAnchor, proof: tree.proof(index) };
}
