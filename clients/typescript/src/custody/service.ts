/** What a custodian is asked, wherever it is: in this process, or a service that is reached over a network. */
import type { Receipt } from '../chain/events.ts';
import type { PatientRequest } from '../format/patient-request.ts';
import type { RecordStore } from '../format/record-store.ts';
import type { ReleaseRequest } from '../format/release-request.ts';
import type { PatientAnswer } from './patient-desk.ts';
import type { HandedBatch } from './stores.ts';

/** Where sealed records are to be had by their names. */
export type SealedRecords = Pick<RecordStore, 'get'>;

/** What is handed out for a ticket. */
export interface Release {
	/**
	 * That the ticket is redeemed. A service's word on it is looked up on the chain, which may take a while: whoever reads need not wait for it, and it may be left alone. What is
	 * not on the chain as it was told is a `CustodianFault`.
	 */
	receipt: Promise<Receipt>;
	/** How many records there are, of all targets; `undefined` if a service does not say so in an orderly way. The heads of the release say it, too. */
	records: number | undefined;
	/** The release in parts, as they come. */
	stream: AsyncGenerator<Uint8Array>;
}

export interface CustodianService {
	/** The custodian's number on the chain. */
	readonly organization: number;
	/**
	 * Hands in a batch, if its leaves give the root on the chain. The sealed records that are not there yet come out of `records`. Handed in twice it changes nothing; with another
	 * header it is refused.
	 */
	takeBatch(batch: HandedBatch, records?: SealedRecords): Promise<void>;
	/** Hands in an envelope that a live grant names. */
	takeEnvelope(patient: Uint8Array, envelope: Uint8Array): Promise<void>;
	/** Hands in an emergency ring that the chain names: its JSON text. */
	takeEmergencyRing(ring: string): Promise<void>;
	/** Has it destroy what the chain names no longer, and what the patient has erased; how many there were. */
	dropUnnamed(patient: Uint8Array): Promise<number>;
	/** Asks for what the patient's side signed for. With a signal the wait for a service, and for what it gives, is given up. */
	answer(request: PatientRequest, content: Uint8Array, signal?: AbortSignal): Promise<PatientAnswer>;
	/** Asks for what a ticket is for. All of it is handed out, or nothing. With a signal the wait for a service, and for what it sends, is given up; what was done stays done. */
	release(request: ReleaseRequest, signal?: AbortSignal): Promise<Release>;
}
