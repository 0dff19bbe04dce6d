/** A patient's audit trail: read it, and re-compute the hash chain over it. */
import type { Codec } from '@polkadot/types/types';
import { concatBytes, equalBytes, hexToBytes, utf8ToBytes } from '../format/bytes.ts';
import { blake2b256 } from '../format/commitment.ts';
import { SalusError } from '../errors.ts';
import { type Answer, asAnswer } from './asking.ts';
import type { Chain } from './chain.ts';
import type { AuditEntry } from './generated/told.ts';

const TAG = utf8ToBytes('salus/audit/v1');
const PATIENT_TRAIL = Uint8Array.of(0);
/** How many entries one question may return. */
const PAGE = 256;

export interface Trail {
	/** The decoded entries, in order. */
	entries: { sequence: number; entry: Answer<AuditEntry> }[];
	/** Whether the entries, as the chain stores them, hash to the head that the chain shows. */
	verified: boolean;
}

/** The trail of `patient` (32 bytes) as it stands at `block` or, without one, at the best block. */
export async function readTrail(chain: Chain, patient: Uint8Array, block?: string): Promise<Trail> {
	const at = block ?? (await chain.heads()).best;
	const trail = { Patient: patient };
	const { first, next, checkpoint, tip } = (await chain.ask('auditLogApi', 'head', [trail], at)).toJSON();
	const entries: Trail['entries'] = [];
	for (let from = first; from < next; from += PAGE) {
		const page = (await chain.ask('auditLogApi', 'entries', [trail, from, PAGE], at)) as unknown as [Codec, Codec][];
		entries.push(...page.map(([sequence, entry]) => ({ sequence: Number(sequence.toString()), entry: asAnswer<AuditEntry>(entry) })));
	}
	const stored = await storedEntries(chain, trail, first, next, at);
	// A trail that was never pruned begins at a seed that anybody can compute.
	const start = first === 0 ? seed(patient) : hexToBytes(checkpoint.slice(2));
	const verified =
		entries.length === stored.length &&
		entries.every(({ sequence, entry }, i) => sequence === first + i && equalBytes(entry.toU8a(), stored[i] as Uint8Array)) &&
		equalBytes(hashChain(start, stored), hexToBytes(tip.slice(2)));
	return { entries, verified };
}

/** The entries of `patient`'s trail at a block, in order, as the node tells them: nothing is re-computed. */
export async function* trailEntries(chain: Chain, patient: Uint8Array, block: string): AsyncGenerator<AuditEntry, void> {
	const trail = { Patient: patient };
	const { first, next } = (await chain.ask('auditLogApi', 'head', [trail], block)).toJSON();
	for (let from = first; from < next; from += PAGE) {
		for (const [, entry] of (await chain.ask('auditLogApi', 'entries', [trail, from, PAGE], block)).toJSON()) yield entry;
	}
}

/** The head before the first entry of a patient's trail. */
export function seed(patient: Uint8Array): Uint8Array {
	return blake2b256(concatBytes(TAG, PATIENT_TRAIL, patient));
}

/** The head after `entries` (SCALE bytes), from the head before them. */
export function hashChain(start: Uint8Array, entries: Uint8Array[]): Uint8Array {
	return entries.reduce((head, entry) => blake2b256(concatBytes(head, entry)), start);
}

/** The entries' bytes, straight from storage: what the chain hashed, decoded by nobody. */
async function storedEntries(chain: Chain, trail: object, first: number, next: number, at: string): Promise<Uint8Array[]> {
	const entries = chain.api.query['auditLog']?.['entries'];
	if (!entries) throw new SalusError('chain.unknown-storage', 'The chain keeps no audit entries.');
	const stored: Uint8Array[] = [];
	// Page by page, since a node answers nothing that is too long.
	for (let from = first; from < next; from += PAGE) {
		const keys = Array.from({ length: Math.min(PAGE, next - from) }, (_, i) => entries.key(trail, from + i));
		const [answer] = await chain.connection.question(() =>
			chain.provider.send<{ changes: [string, string | null][] }[]>('state_queryStorageAt', [keys, at]),
		);
		const values = new Map(answer?.changes);
		stored.push(...keys.map((key) => hexToBytes((values.get(key) ?? '0x').slice(2))));
	}
	return stored;
}
