/**
 * Moving old records to the present epoch: the header of each batch is exchanged, and nothing else. Where a thief has put rubbish in its place, the one before is moved. A move that is broken off goes on where it
 * stopped, since a batch is moved when its header says the present epoch.
 */
import { SalusError } from '../errors.ts';
import { type ClassPublicKey, moveHeader } from '../format/batch.ts';
import { FormatError } from '../format/bytes.ts';
import type { RecordContext } from '../format/sealed-record.ts';
import type { PrivateKey } from '../format/suites.ts';
import { concurrently } from './concurrently.ts';
import type { RefusalCode } from './faults.ts';
import { epochOf } from './kept-headers.ts';

/** What a custodian says that has a header of the present epoch. */
const OUTDATED: RefusalCode = 'custody.outdated';

/** A batch, as far as it takes part in a move. */
export interface BatchHeader {
	anchor: number;
	recordClass: number;
	header: Uint8Array;
	/** Those that it replaced, the latest first: where it does not open, one of them may. */
	earlier?: Uint8Array[];
}

export interface Move {
	patient: Uint8Array;
	/** All of the patient's batches, in whatever epoch they are. */
	batches: BatchHeader[];
	/** The present one. */
	epoch: number;
	/** The public keys of the classes in it, as the patient's card has them. */
	keys: ReadonlyMap<number, ClassPublicKey>;
	/** The private key of a class in an earlier epoch; `undefined` if it was lost. */
	keyOf: (recordClass: number, epoch: number) => Promise<PrivateKey | undefined>;
	/** Gives the custodian the header in place of the old one. */
	replace: (anchor: number, header: Uint8Array) => Promise<void>;
	/** How many are replaced at a time. */
	atATime?: number;
}

/** How far a move is. */
export interface MoveProgress {
	anchor: number;
	/**
	 * `moved`; `present`: it was moved before, or by another device meanwhile; `closed`: no key opens any of its headers, because that was lost or the headers are spoilt, its header is of
	 * an epoch that has not begun, or there is no public key of its class. The others go on.
	 */
	outcome: 'moved' | 'present' | 'closed';
	done: number;
	total: number;
}

/** Moves all batches, and tells of each. What fails at the custodian ends the move; begun again it passes over what is moved. */
export async function* moveToPresentEpoch({ patient, batches, epoch: present, keys, keyOf, replace, atATime = 8 }: Move): AsyncGenerator<MoveProgress, void> {
	let done = 0;
	const work = async (batch: BatchHeader) => ({ anchor: batch.anchor, outcome: await move(batch) });
	for await (const { anchor, outcome } of concurrently(batches, atATime, work)) yield { anchor, outcome, done: ++done, total: batches.length };

	async function move({ anchor, recordClass, header, earlier = [] }: BatchHeader): Promise<MoveProgress['outcome']> {
		if (epochOf(header, present) === present) return 'present';
		const later = keys.get(recordClass);
		const moved = later && (await firstMoved({ patient, recordClass }, [header, ...earlier], later));
		if (!moved) return 'closed';
		try {
			await replace(anchor, moved);
		} catch (error) {
			// Another device of the patient's was faster, or what was left of a move that was broken off.
			if (error instanceof SalusError && error.code === OUTDATED) return 'present';
			throw error;
		}
		return 'moved';
	}

	/** The first of these headers that opens, moved. */
	async function firstMoved(context: RecordContext, headers: Uint8Array[], later: ClassPublicKey): Promise<Uint8Array | undefined> {
		for (const header of headers) {
			const epoch = epochOf(header, present);
			const key = epoch < 0 ? undefined : await keyOf(context.recordClass, epoch);
			const moved = key && (await moveHeader(context, key, header, later).catch(passOver));
			if (moved) return moved;
		}
		return undefined;
	}
}

function passOver(error: unknown): undefined {
	if (!(error instanceof FormatError)) throw error;
}
