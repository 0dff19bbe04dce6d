/** What goes along with a grant in the place of its keys. */

/** The envelope of a grant, as calls take it: by which keys it was made, and what commits to it. The bytes lie with custodians. */
export interface Envelope {
	/** The patient's key epoch, which is that of the class keys inside. */
	keyEpoch: number;
	/** The epoch of the grantee's key that they are sealed to. */
	granteeKeyEpoch: number;
	/** BLAKE2b-256 of the sealed bytes, hexadecimal behind `0x`. */
	commitment: string;
}

/** Keys sealed to a grantee: what the chain is told of them, and the bytes for those who keep the patient's records. */
export interface SealedKeys {
	envelope: Envelope;
	sealed: Uint8Array;
}
