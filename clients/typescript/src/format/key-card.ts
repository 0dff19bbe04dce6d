/**
 * The class key card: how a writer learns the public keys of a patient's classes. The patient hands it
 * over off the chain, signed by the account that speaks for the patient.
 */
import { signatureVerify } from '@polkadot/util-crypto';
import { FormatError, assertLength, bytesToHex, concatBytes, hexToBytes, u16le, u32le, utf8ToBytes } from './bytes.ts';
import { KEY_LENGTH } from './hpke.ts';

export const KEY_CARD_FORMAT = 'salus/class-key-card/v1';
// Wallets sign free bytes only between these marks, which keeps the signature from ever being one of a
// transaction.
const OPENING = utf8ToBytes('<Bytes>');
const CLOSING = utf8ToBytes('</Bytes>');

/** The card as it is handed over (JSON). Byte strings are lower-case hexadecimal without a prefix. */
export interface KeyCard {
	format: typeof KEY_CARD_FORMAT;
	/** The chain's genesis hash. */
	genesis: string;
	patient: string;
	epoch: number;
	/** Ascending by class, each class once. */
	classes: { class: number; publicKey: string }[];
	/** Over the card's bytes, by the patient's controller. */
	signature: string;
}

/** What the chain says about the patient; a card is only as good as its agreement with it. */
export interface KnownPatient {
	genesis: Uint8Array;
	patient: Uint8Array;
	epoch: number;
	/** The controller's account. */
	controller: Uint8Array;
}

/** Makes a card; `sign` is the controller's signature over the given bytes. */
export function makeKeyCard(
	content: Omit<KeyCard, 'format' | 'signature'>,
	sign: (message: Uint8Array) => Uint8Array,
): KeyCard {
	return { format: KEY_CARD_FORMAT, ...content, signature: bytesToHex(sign(signedBytes(content))) };
}

/**
 * The public keys of a genuine card: of this chain, this patient and the epoch that stands on the chain,
 * signed by the account that speaks for the patient there.
 */
export function readKeyCard(card: KeyCard, known: KnownPatient): Map<number, Uint8Array> {
	if (card.format !== KEY_CARD_FORMAT) throw new FormatError('not a class key card of version 1');
	if (card.genesis !== bytesToHex(known.genesis)) throw new FormatError('a card for another chain');
	if (card.patient !== bytesToHex(known.patient)) throw new FormatError('a card of another patient');
	if (card.epoch !== known.epoch) throw new FormatError('a card of another key epoch');
	const { isValid } = signatureVerify(signedBytes(card), hexToBytes(card.signature), known.controller);
	if (!isValid) throw new FormatError('a card that the patient did not sign');
	return new Map(card.classes.map(({ class: recordClass, publicKey }) => [recordClass, hexToBytes(publicKey)]));
}

/** The bytes that are signed. */
export function signedBytes({ genesis, patient, epoch, classes }: Omit<KeyCard, 'format' | 'signature'>): Uint8Array {
	const keys = classes.map(({ class: recordClass, publicKey }, index) => {
		if (index > 0 && recordClass <= (classes[index - 1] as { class: number }).class) {
			throw new FormatError('the classes of a card must ascend, each once');
		}
		const key = hexToBytes(publicKey);
		assertLength(key, KEY_LENGTH, 'a public key');
		return concatBytes(u16le(recordClass), key);
	});
	const ids = [hexToBytes(genesis), hexToBytes(patient)];
	for (const id of ids) assertLength(id, 32, 'a genesis hash or patient id');
	return concatBytes(
		OPENING, utf8ToBytes(KEY_CARD_FORMAT), ...ids, u32le(epoch), u16le(classes.length), ...keys, CLOSING,
	);
}
