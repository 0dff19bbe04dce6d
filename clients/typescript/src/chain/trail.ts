/** Audit trails of patients, organizations and authorities: reading them, and the hash chain over them (`pallets/audit-log/src/chain.rs`). */
import type { Codec, Registry } from '@polkadot/types/types';
import { assertLength, concatBytes, equalBytes, FormatError, hexToBytes, u32le, utf8ToBytes } from '../format/bytes.ts';
import { blake2b256 } from '../format/commitment.ts';
import { SalusError } from '../errors.ts';
import { type Answer, asAnswer } from './asking.ts';
import type { Chain } from './chain.ts';
import type { TrailId } from './generated/given.ts';
import type { AuditEntry, TrailHead, TrailId as ToldTrailId } from './generated/told.ts';
import { inParts, MAX_PAGE } from './in-parts.ts';
import { typeNamed } from './type-named.ts';

export type { TrailId } from './generated/given.ts';

const TAG = utf8ToBytes('salus/audit/v1');
const ID_LENGTH = 32;

export interface Trail {
	/** The decoded entries, in order. */
	entries: { sequence: number; entry: Answer<AuditEntry> }[];
	/** Whether the entries, as the chain stores them, hash to the head that the chain shows. */
	verified: boolean;
}

/** An entry as the chain stores it. */
export interface StoredEntry {
	sequence: number;
	/** What was hashed (SCALE); `undefined` where an entry should be and is not. */
	encoded: Uint8Array | undefined;
}

/** Which part of a trail is meant: from the place `from` to before `until`. */
export interface Part {
	from?: number | undefined;
	until?: number | undefined;
}

/** A patient's trail, by the id alone; any other by its kind. */
export function trailOf(trail: Uint8Array | TrailId): TrailId {
	return trail instanceof Uint8Array ? { Patient: trail } : trail;
}

/** The trail that the chain tells of. */
export function trailTold({ patient, organization }: ToldTrailId): TrailId {
	if (patient !== undefined) return { Patient: hexToBytes(patient.slice(2)) };
	return organization === undefined ? 'Governance' : { Organization: organization };
}

/**
 * The whole trail of a patient (32 bytes), an organization or the authorities, as it stands at `block` or, without one, at the best block. All of it is in memory
 * then; `trailEntries` and `storedEntries` give one entry after the other.
 */
export async function readTrail(chain: Chain, of: Uint8Array | TrailId, block?: string): Promise<Trail> {
	const at = block ?? (await chain.heads()).best;
	const trail = trailOf(of);
	const head = await headOf(chain, trail, at);
	const entries: Trail['entries'] = [];
	for await (const page of pagesOf(chain, trail, head, at)) {
		entries.push(...(page as unknown as [Codec, Codec][]).map(([sequence, entry]) => ({ sequence: Number(sequence.toString()), entry: asAnswer<AuditEntry>(entry) })));
	}
	const told = entries.values();
	let tip = startOf(chain.genesis, trail, head);
	let isAsTold = true;
	for await (const { sequence, encoded } of storedEntries(chain, trail, head, at)) {
		const { value } = told.next();
		isAsTold &&= encoded !== undefined && value?.sequence === sequence && equalBytes(value.entry.toU8a(), encoded);
		if (encoded) tip = nextHead(tip, encoded);
	}
	return { entries, verified: isAsTold && told.next().done === true && equalBytes(tip, bytesOf(head.tip)) };
}

/** The entries of a trail at a block, in order, as the node tells them: nothing is re-computed. */
export async function* trailEntries(chain: Chain, of: Uint8Array | TrailId, block: string, part: Part = {}): AsyncGenerator<AuditEntry, void> {
	const trail = trailOf(of);
	const head = await headOf(chain, trail, block);
	for await (const page of pagesOf(chain, trail, head, block, part)) for (const [, entry] of page.toJSON()) yield entry;
}

/** Where a trail begins and ends. */
export async function headOf(chain: Chain, of: Uint8Array | TrailId, block?: string): Promise<TrailHead> {
	return (await chain.ask('auditLogApi', 'head', [trailOf(of)], block)).toJSON();
}

/** The entries' bytes, straight from storage: what the chain hashed, decoded by nobody. `head` is that of the trail at the same block. */
export async function* storedEntries(
	chain: Chain, of: Uint8Array | TrailId, head: Pick<TrailHead, 'first' | 'next'>, block: string, { from = head.first, until = head.next }: Part = {},
): AsyncGenerator<StoredEntry, void> {
	const trail = trailOf(of);
	const entries = chain.api.query['auditLog']?.['entries'];
	if (!entries) throw new SalusError('chain.unknown-storage', 'The chain keeps no audit entries.');
	const parts = inParts(from, until, MAX_PAGE, async (first, count) => {
		const keys = Array.from({ length: count }, (_, index) => entries.key(trail, first + index));
		const [answer] = await chain.connection.question(() =>
			chain.provider.send<{ changes: [string, string | null][] }[]>('state_queryStorageAt', [keys, block]),
		);
		const values = new Map(answer?.changes);
		return keys.map((key, index) => ({ sequence: first + index, encoded: storedBytes(values.get(key)) }));
	});
	for await (const part of parts) yield* part;
}

/** An entry out of its bytes, by the chain's present metadata; a {@link FormatError} if they are not exactly one. */
export function decodeEntry(registry: Registry, encoded: Uint8Array): Answer<AuditEntry> {
	const type = typeNamed(registry, 'AuditEntry');
	const entry = decoded(registry, type, encoded);
	// Where bytes are missing polkadot.js takes zeros, and what is too much it passes over.
	if (!equalBytes(entry.toU8a(), encoded)) throw new FormatError('these bytes are not exactly one audit entry');
	return asAnswer<AuditEntry>(entry);
}

/** What stands for a trail in its seed and in storage: SCALE. */
export function encodeTrail(trail: TrailId): Uint8Array {
	if (trail === 'Governance') return Uint8Array.of(2);
	if ('Organization' in trail) return concatBytes(Uint8Array.of(1), u32le(Number(trail.Organization)));
	const patient = typeof trail.Patient === 'string' ? bytesOf(trail.Patient) : trail.Patient;
	assertLength(patient, ID_LENGTH, 'a patient id');
	return concatBytes(Uint8Array.of(0), patient);
}

/** The head before the first entry of a trail, on the chain whose first block has this hash. */
export function seed(genesis: Uint8Array, of: Uint8Array | TrailId): Uint8Array {
	assertLength(genesis, 32, 'a genesis hash');
	return blake2b256(concatBytes(TAG, genesis, encodeTrail(trailOf(of))));
}

/** The head after an entry (SCALE bytes), from the head before it. */
export function nextHead(head: Uint8Array, entry: Uint8Array): Uint8Array {
	return blake2b256(concatBytes(head, entry));
}

/** The head after `entries`, from the head before them. */
export function hashChain(start: Uint8Array, entries: Iterable<Uint8Array>): Uint8Array {
	let head = start;
	for (const entry of entries) head = nextHead(head, entry);
	return head;
}

/** The head before the oldest entry that is kept. A trail that was never pruned begins at a seed that anybody can compute. */
export function startOf(genesis: Uint8Array, trail: TrailId, { first, checkpoint }: Pick<TrailHead, 'first' | 'checkpoint'>): Uint8Array {
	return first === 0 ? seed(genesis, trail) : bytesOf(checkpoint);
}

function pagesOf(chain: Chain, trail: TrailId, head: Pick<TrailHead, 'first' | 'next'>, block: string, { from = head.first, until = head.next }: Part = {}) {
	return inParts(Math.max(from, head.first), Math.min(until, head.next), MAX_PAGE, (first, count) => chain.ask('auditLogApi', 'entries', [trail, first, count], block));
}

function decoded(registry: Registry, type: string, encoded: Uint8Array): Codec {
	try {
		return registry.createType(type, encoded);
	} catch {
		throw new FormatError('these bytes are no audit entry');
	}
}

function storedBytes(stored: string | null | undefined): Uint8Array | undefined {
	return stored === null || stored === undefined ? undefined : bytesOf(stored);
}

/** Bytes of `0x…`. */
export function bytesOf(hex: string): Uint8Array {
	return hexToBytes(hex.slice(2));
}
