/** The envelope of a grant: the private keys of the granted classes, sealed to the grantee. */
import { ByteReader, FormatError, assertLength, concatBytes, u16le, u32le, utf8ToBytes } from './bytes.ts';
import { HPKE_OVERHEAD, KEY_LENGTH, hpkeOpen, hpkeSeal } from './hpke.ts';

const TAG = utf8ToBytes('salus/envelope/v1');
/** Kind of content: a list of class keys. No other kind exists in version 1. */
const CLASS_KEYS = 0;
/** The most that the chain takes. */
export const MAX_ENVELOPE_LENGTH = 512;
/** How many class keys fit. */
export const MAX_ENVELOPE_CLASSES = Math.floor((MAX_ENVELOPE_LENGTH - HPKE_OVERHEAD - 2) / (2 + KEY_LENGTH));

/** Stands for the grantee of a grant that names no practitioner, which is sealed to the organization's key. */
export const NOBODY_IN_PARTICULAR = new Uint8Array(32);

/** What an envelope is bound to: moved to another patient, organization, account or epoch, it does not open. */
export interface EnvelopeContext {
	patient: Uint8Array;
	organization: number;
	/**
	 * The practitioner whose published X25519 key the envelope is sealed to: an account, or a pseudonym;
	 * {@link NOBODY_IN_PARTICULAR} where it is the organization's key.
	 */
	grantee: Uint8Array;
	/** The patient's key epoch, which is the epoch of the class keys inside. */
	keyEpoch: number;
}

/** A class's private key. */
export interface ClassKey {
	recordClass: number;
	privateKey: Uint8Array;
}

export async function sealEnvelope(
	context: EnvelopeContext,
	granteePublicKey: Uint8Array,
	keys: ClassKey[],
	ephemeral?: Uint8Array,
): Promise<Uint8Array> {
	if (keys.length === 0 || keys.length > MAX_ENVELOPE_CLASSES) {
		throw new FormatError(`an envelope holds 1 to ${MAX_ENVELOPE_CLASSES} class keys, not ${keys.length}`);
	}
	const sorted = [...keys].sort((a, b) => a.recordClass - b.recordClass);
	assertStrictlyAscending(sorted);
	for (const { privateKey } of sorted) assertLength(privateKey, KEY_LENGTH, 'a private key');
	const plain = concatBytes(
		Uint8Array.of(CLASS_KEYS, sorted.length),
		...sorted.flatMap(({ recordClass, privateKey }) => [u16le(recordClass), privateKey]),
	);
	return hpkeSeal(granteePublicKey, info(context), plain, ephemeral);
}

export async function openEnvelope(
	context: EnvelopeContext,
	granteePrivateKey: Uint8Array,
	sealed: Uint8Array,
): Promise<ClassKey[]> {
	const reader = new ByteReader(await hpkeOpen(granteePrivateKey, info(context), sealed));
	if (reader.u8() !== CLASS_KEYS) throw new FormatError('an envelope of an unknown kind');
	const keys = Array.from({ length: reader.u8() }, () => ({
		recordClass: reader.u16(),
		privateKey: reader.take(KEY_LENGTH),
	}));
	reader.end();
	assertStrictlyAscending(keys);
	return keys;
}

function assertStrictlyAscending(keys: ClassKey[]): void {
	if (keys.some((key, index) => index > 0 && key.recordClass <= (keys[index - 1] as ClassKey).recordClass)) {
		throw new FormatError('the classes of an envelope must ascend, each once');
	}
}

function info({ patient, organization, grantee, keyEpoch }: EnvelopeContext): Uint8Array {
	assertLength(patient, 32, 'a patient id');
	assertLength(grantee, 32, 'a grantee');
	return concatBytes(TAG, patient, u32le(organization), grantee, u32le(keyEpoch));
}
