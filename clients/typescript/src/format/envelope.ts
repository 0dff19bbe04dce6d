/** The envelope of a grant: the private keys of the granted classes, sealed to the grantee. */
import { assertLength, concatBytes, u32le, utf8ToBytes } from './bytes.ts';
import { type ClassKeys, decodeClassKeys, encodeClassKeys } from './class-keys.ts';
import { blake2b256 } from './commitment.ts';
import { hpkeOpen, hpkeSeal } from './hpke.ts';
import type { PrivateKey, PublicKey } from './suites.ts';

const TAG = utf8ToBytes('salus/envelope/v1');

/** Longer than any: 65,535 class keys and what sealing adds. */
export const MAX_ENVELOPE_LENGTH = 2 ** 22;

/** Stands for the grantee of a grant that names no practitioner, which is sealed to the organization's key. */
export const NOBODY_IN_PARTICULAR = new Uint8Array(32);

/** What an envelope is bound to: moved to another patient, organization, account or epoch, it does not open. */
export interface EnvelopeContext {
	patient: Uint8Array;
	organization: number;
	/**
	 * The practitioner to whose published key the envelope is sealed: an account, or a pseudonym;
	 * {@link NOBODY_IN_PARTICULAR} where it is the organization's key.
	 */
	grantee: Uint8Array;
	/** The patient's key epoch, which is the epoch of the class keys inside. */
	keyEpoch: number;
}

export async function sealEnvelope(context: EnvelopeContext, grantee: PublicKey, keys: ClassKeys, ekm?: Uint8Array): Promise<Uint8Array> {
	return hpkeSeal(grantee, info(context), encodeClassKeys(keys), ekm);
}

export async function openEnvelope(context: EnvelopeContext, grantee: PrivateKey, envelope: Uint8Array): Promise<ClassKeys> {
	return decodeClassKeys(await hpkeOpen(grantee, info(context), envelope));
}

/** What stands in the grant; in hexadecimal it is the name under which custodians keep the envelope. */
export function envelopeCommitment(envelope: Uint8Array): Uint8Array {
	return blake2b256(envelope);
}

function info({ patient, organization, grantee, keyEpoch }: EnvelopeContext): Uint8Array {
	assertLength(patient, 32, 'a patient id');
	assertLength(grantee, 32, 'a grantee');
	return concatBytes(TAG, patient, u32le(organization), grantee, u32le(keyEpoch));
}
