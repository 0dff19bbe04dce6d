/**
 * What a custodian keeps, as interfaces: where it keeps it is its own affair. Whatever `put` has resolved for must be there after a restart,
 * since without the order of a batch no proof can ever be made again.
 *
 * One process serves a store, by one object: whatever is looked at and then changed, the custodian does one after the other for each patient, and of no
 * other process does it know. A store has to see to nothing but that each call is done wholly or not at all.
 */
import type { RecordStore } from '../format/record-store.ts';
import type { PendingRedemption } from './pending-redemptions.ts';
import type { ReleaseStore } from './reports.ts';

/** A patient's sealed records, each under the BLAKE2b-256 of its bytes in hexadecimal. It refuses those that are longer than `MAX_RECORD_LENGTH`: no release has room for them. */
export interface BlobStore extends RecordStore {
	/** Whether the bytes that `name` names are there; others, such as half of them after a crash, are as good as none. */
	has(name: string): Promise<boolean>;
	/** Destroys what is there under the name, if anything. */
	remove(name: string): Promise<void>;
}

/** A sealed record of a batch. */
export interface KeptRecord {
	commitment: Uint8Array;
	/** Its name in the store. */
	name: string;
}

/** The records of one class, in their order, and the header that leads to their keys. */
export interface PreparedBatch {
	patient: Uint8Array;
	recordClass: number;
	header: Uint8Array;
	records: KeptRecord[];
}

/** The same, under an anchor. */
export interface HandedBatch extends PreparedBatch {
	anchor: number;
}

/** A header in whose place another one came. */
export interface EarlierHeader {
	header: Uint8Array;
	/** When, in milliseconds since 1970. */
	replaced: number;
}

/** A batch that was taken in. */
export interface KeptBatch extends HandedBatch {
	/** BLAKE2b-256 of the header with which it was handed in. */
	handedIn: Uint8Array;
	/** The latest first. */
	earlier: EarlierHeader[];
}

export interface BatchStore {
	get(patient: Uint8Array, anchor: number): Promise<KeptBatch | undefined>;
	/** Keeps a batch; in the place of the one that is there, if any. */
	put(batch: KeptBatch): Promise<void>;
	/** The anchors of which there is a batch, ascending. */
	anchors(patient: Uint8Array): Promise<number[]>;
	/** Destroys it, if it is there. */
	remove(patient: Uint8Array, anchor: number): Promise<void>;
}

/** What there is of a patient, by what the chain keeps of it: hexadecimal of 32 bytes. */
export interface NamedStore {
	get(patient: Uint8Array, name: string): Promise<Uint8Array | undefined>;
	put(patient: Uint8Array, name: string, bytes: Uint8Array): Promise<void>;
	names(patient: Uint8Array): Promise<string[]>;
	/** Destroys it. */
	remove(patient: Uint8Array, name: string): Promise<void>;
}

/** A backup of a patient's ring: its JSON text, from whom it came and when. */
export interface KeptBackup {
	text: string;
	account: Uint8Array;
	/** Milliseconds since 1970. */
	at: number;
}

export interface BackupStore {
	/** In the order in which they came. */
	all(patient: Uint8Array): Promise<KeptBackup[]>;
	add(patient: Uint8Array, backup: KeptBackup): Promise<void>;
	/** Destroys so many of those that came first. */
	dropFirst(patient: Uint8Array, count: number): Promise<void>;
}

/** Nonces of requests that were answered, each with the account that signed: nobody uses up another's. */
export interface NonceStore {
	/**
	 * Whether the account's nonce is new at `now`; from then on until `until` it is not, and may be forgotten afterwards. Both are in milliseconds since
	 * 1970. Of two that ask at once, one is told yes.
	 */
	claim(account: Uint8Array, nonce: Uint8Array, time: { now: number; until: number }): Promise<boolean>;
}

export interface CustodianStores {
	/**
	 * A patient's own: the same bytes are kept once for each patient that they were handed in for. What is destroyed of one is there for all others still,
	 * and nobody reaches for another patient's by its name.
	 */
	recordsOf(patient: Uint8Array): BlobStore;
	batches: BatchStore;
	envelopes: NamedStore;
	emergencyRings: NamedStore;
	backups: BackupStore;
	nonces: NonceStore;
	/** Releases whose redemption may still be lost. */
	redemptions: ReleaseStore<PendingRedemption>;
}
