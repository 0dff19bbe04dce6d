/** Whether the entries of a copy are those that the chain hashed. */
import type { AuditEntry } from '../../chain/generated/told.ts';
import { nextHead, seed, trailTold } from '../../chain/trail.ts';
import { bytesToHex, hexToBytes } from '../../format/bytes.ts';
import type { TrailCopy } from './trail.ts';

/** What writes an entry as the chain does, such as `encoderOf` of a connection's registry. */
export type EncodeEntry = (entry: AuditEntry) => Uint8Array;

/** The head before a trail's first entry, in hexadecimal. */
export function seedOf({ chain, trail }: Pick<TrailCopy, 'chain' | 'trail'>): string {
	return hex(seed(hexToBytes(chain.slice(2)), trailTold(trail)));
}

/** The head after an entry, from the head before it, in hexadecimal. */
export function headAfter(before: string, encoded: Uint8Array): string {
	return hex(nextHead(hexToBytes(before.slice(2)), encoded));
}

function hex(bytes: Uint8Array): string {
	return `0x${bytesToHex(bytes)}`;
}

/** A sentence for each entry that its hashes do not fit: it is not the one that the chain wrote, or not in its place. */
export function hashFaults(copy: TrailCopy, encode: EncodeEntry): string[] {
	return copy.entries.flatMap(({ sequence, before, head, entry }, index) => {
		const previous = copy.entries[index - 1];
		const beginsRightly = sequence !== 0 || before === seedOf(copy);
		const follows = previous === undefined || previous.head === before;
		return [
			...(beginsRightly ? [] : ['Entry 0 does not begin where a trail of this chain begins.']),
			...(follows ? [] : [`Entry ${sequence} does not follow the one before it.`]),
			...(headAfter(before, encode(entry)) === head ? [] : [`Entry ${sequence} is not the one that leads to its hash.`]),
		];
	});
}
