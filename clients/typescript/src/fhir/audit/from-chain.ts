/** Reads a trail from a node, page by page, and hashes it on the way. */
import type { Codec, Registry } from '@polkadot/types/types';
import { Chain } from '../../chain/chain.ts';
import type { AuditEntry, TrailId } from '../../chain/generated/told.ts';
import { inParts, MAX_PAGE } from '../../chain/in-parts.ts';
import { headOf, trailTold } from '../../chain/trail.ts';
import { typeNamed } from '../../chain/type-named.ts';
import { InputError } from '../../errors.ts';
import { bytesToHex } from '../../format/bytes.ts';
import { type EncodeEntry, hashFaults, headAfter, seedOf } from './hashes.ts';
import type { TrailCopy } from './trail.ts';

export interface TrailQuestion {
	trail: TrailId;
	/** At which block; the latest final one if none is named: what is final stays in the chain. */
	block?: string | undefined;
	/** Only entries that were written at this moment or later, in milliseconds since 1970. */
	since?: number | undefined;
}

/** A copy of a trail, as the node at `url` tells it. */
export async function readTrailFromNode(url: string, question: TrailQuestion): Promise<TrailCopy> {
	const chain = await Chain.connect(url);
	try {
		return await copyTrail(chain, question);
	} finally {
		await chain.disconnect();
	}
}

/** The same over a connection. Throws if the entries do not lead to the head that the chain shows. */
export async function copyTrail(chain: Chain, { trail, block, since }: TrailQuestion): Promise<TrailCopy> {
	const at = block ?? (await chain.heads()).finalized;
	const asked = trailTold(trail);
	const [{ first, next, checkpoint, tip }, now] = await Promise.all([headOf(chain, asked, at), chain.now(at)]);
	if (trail.patient !== undefined && next === 0) throw new InputError('patient.unknown', `The chain has no trail of a patient ${trail.patient} at block ${at}.`);
	const from = since === undefined ? first : (await chain.ask('auditLogApi', 'firstSince', [asked, since], at)).toJSON();
	const copy: TrailCopy = { chain: `0x${bytesToHex(chain.genesis)}`, trail, at: now, entries: [] };
	// The hash before a part is not the node's word: what comes before is hashed, too, and left out.
	let before = checkpoint;
	let place = first;
	let isInOrder = true;
	for await (const page of inParts(first, next, MAX_PAGE, (start, count) => chain.ask('auditLogApi', 'entries', [asked, start, count], at))) {
		for (const [number, entry] of page as unknown as [Codec, Codec][]) {
			const sequence = Number(number.toString());
			const head = headAfter(before, entry.toU8a());
			isInOrder &&= sequence === place;
			// Large numbers are hexadecimal in this JSON, which `Chain.ask` would refuse.
			if (sequence >= from) copy.entries.push({ sequence, before, head, entry: entry.toJSON() as unknown as AuditEntry });
			before = head;
			place += 1;
		}
	}
	const isWhole = isInOrder && place === next;
	const beginsRightly = first > 0 || next === 0 || checkpoint === seedOf(copy);
	if (!isWhole || before !== tip || !beginsRightly) throw new InputError('trail.not-verified', `The entries that the node tells are not those that lead to the head of the trail at block ${at}.`);
	return copy;
}

/** What writes entries as the chain of a connection does. */
export function encoderOf(registry: Registry): EncodeEntry {
	const type = typeNamed(registry, 'AuditEntry');
	return (entry) => registry.createType(type, entry).toU8a();
}

/** What is wrong with the hashes of a copy, by what this chain says of its entries; a copy of another chain is that. */
export function faultsByChain(chain: Chain, copy: TrailCopy): string[] {
	if (copy.chain !== `0x${bytesToHex(chain.genesis)}`) return [`This is a trail of another chain, ${copy.chain}.`];
	return hashFaults(copy, encoderOf(chain.api.registry));
}
