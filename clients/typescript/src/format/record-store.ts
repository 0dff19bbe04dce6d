/** Where a custodian keeps sealed records. A store learns nothing from them but their size. */
export interface RecordStore {
	/** Keeps a sealed record; its name is the BLAKE2b-256 of its bytes, in hexadecimal. */
	put(blob: Uint8Array): Promise<string>;
	/** The bytes that `name` names; a `FormatError` if they are others now. */
	get(name: string): Promise<Uint8Array>;
}
