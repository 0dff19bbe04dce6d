/** Keys that go along with a grant. */

/** Keys for a grantee, as calls take them. */
export interface SealedKeys {
	/** The patient's key epoch, which is that of the class keys inside. */
	keyEpoch: number;
	/** The epoch of the grantee's key that they are sealed to. */
	granteeKeyEpoch: number;
	/** Hexadecimal. */
	sealed: string;
}
