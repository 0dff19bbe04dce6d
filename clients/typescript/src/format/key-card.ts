/**
 * The class key card: how a writer learns the public keys of a patient's classes. The patient hands it over off the chain; its hash
 * stands on the chain beside the patient's key, put there by whoever speaks for the patient.
 */
import { FormatError, assertLength, concatBytes, equalBytes, u16le, u8, utf8ToBytes } from './bytes.ts';
import type { ClassPublicKey } from './batch.ts';
import { allClasses } from './classes.ts';
import { blake2b256 } from './commitment.ts';
import { classKeyPair, classSecretOf, patientKeyPair } from './epoch-keys.ts';
import { Members, U16_MAX, U32_MAX, U8_MAX, assertAscending, jsonOf, jsonText } from './json-members.ts';
import { type PublicKey, type PublishedKey, type Suite, asSuite, isPublishedAs, publicKeyLength } from './suites.ts';

export const KEY_CARD_FORMAT = 'salus/class-key-card/v1';
const TAG = utf8ToBytes(KEY_CARD_FORMAT);
/** Of the JSON text, in characters. A card of suite 2 with all classes has about 520,000. */
const MAX_TEXT = 2 ** 21;

/** The opaque labels that every card lists, so that it tells nothing of who uses labels. */
export const CARD_LABELS: readonly number[] = Array.from({ length: 32 }, (_, i) => 0x8000 + i);

/** A card, whoever made it. */
export interface KeyCard {
	/** The chain's genesis hash. */
	genesis: Uint8Array;
	patient: Uint8Array;
	epoch: number;
	/** Of all keys of the card. */
	suite: Suite;
	/** The patient's own. */
	publicKey: Uint8Array;
	/** Ascending by class, each class once. */
	classes: { class: number; publicKey: Uint8Array }[];
}

/** What the chain says about the patient; a card is only as good as its agreement with it. */
export interface KnownPatient {
	genesis: Uint8Array;
	patient: Uint8Array;
	/** Of the patient's current key. */
	epoch: number;
	/** The patient's current key. */
	publicKey: PublishedKey;
	/** The hash of the card, which stands beside it. */
	card: Uint8Array;
}

/** A genuine card. Its epoch and keys belong together: nothing is sealed with the one and another's other. */
export interface CheckedCard {
	epoch: number;
	suite: Suite;
	/** The patient's own key. */
	patientKey: PublicKey;
	/** By class. */
	keys: ReadonlyMap<number, ClassPublicKey>;
}

/** The card of an epoch: every resource type, and the labels that all cards list. */
export async function makeKeyCard(
	of: { genesis: Uint8Array; patient: Uint8Array; epoch: number; suite: Suite },
	root: Uint8Array,
	classes: readonly number[] = [...allClasses(), ...CARD_LABELS],
): Promise<KeyCard> {
	const secret = classSecretOf(root);
	const listed: KeyCard['classes'] = [];
	for (const recordClass of classes) listed.push({ class: recordClass, publicKey: (await classKeyPair(of.suite, secret, recordClass)).publicKey });
	const { genesis, patient, epoch, suite } = of;
	const card = { genesis, patient, epoch, suite, publicKey: (await patientKeyPair(suite, root)).publicKey, classes: listed };
	assertCard(card);
	return card;
}

/** What stands on the chain for a card. */
export function keyCardHash(card: KeyCard): Uint8Array {
	assertCard(card);
	const { suite, publicKey, classes } = card;
	return blake2b256(concatBytes(
		TAG, u8(suite), u16le(publicKey.length), publicKey,
		u16le(classes.length), ...classes.flatMap(({ class: recordClass, publicKey: key }) => [u16le(recordClass), key]),
	));
}

/** The JSON text that is handed over. */
export function writeKeyCard({ genesis, patient, epoch, suite, publicKey, classes }: KeyCard): string {
	return jsonText({
		format: KEY_CARD_FORMAT, genesis, patient, epoch, suite, publicKey,
		classes: classes.map(({ class: recordClass, publicKey: key }) => ({ class: recordClass, publicKey: key })),
	});
}

/** Reads a card from JSON text, or from what a JSON parser made of it. Whether it is genuine says {@link checkCard}. */
export function readKeyCard(source: unknown): KeyCard {
	const card = new Members(jsonOf(source, MAX_TEXT), 'a class key card', ['format', 'genesis', 'patient', 'epoch', 'suite', 'publicKey', 'classes']);
	card.constant('format', KEY_CARD_FORMAT);
	const suite = asSuite(card.integer('suite', U8_MAX));
	const length = publicKeyLength(suite);
	const classes = card.list('classes', U16_MAX).map((item) => {
		const entry = new Members(item, 'a class of a card', ['class', 'publicKey']);
		return { class: entry.integer('class', U16_MAX), publicKey: entry.bytes('publicKey', length) };
	});
	const read = {
		genesis: card.bytes('genesis', 32), patient: card.bytes('patient', 32), epoch: card.integer('epoch', U32_MAX), suite,
		publicKey: card.bytes('publicKey', length), classes,
	};
	assertCard(read);
	return read;
}

/**
 * What a genuine card says: of this chain, of this patient, with the key and the epoch that stand on the chain, and with the hash beside it. Anything
 * else, also what is no card at all, is a {@link FormatError}. Whether the patient's file is open, the caller asks.
 */
export function checkCard(source: unknown, known: KnownPatient): CheckedCard {
	const card = readKeyCard(source);
	const { epoch, suite, publicKey } = card;
	if (!equalBytes(card.genesis, known.genesis)) throw new FormatError('a card for another chain');
	if (!equalBytes(card.patient, known.patient)) throw new FormatError('a card of another patient');
	if (epoch !== known.epoch) throw new FormatError('a card of another key epoch');
	if (!isPublishedAs({ suite, publicKey }, known.publicKey)) throw new FormatError('a card with another key than the patient published');
	if (!equalBytes(keyCardHash(card), known.card)) throw new FormatError('a card that the patient did not publish');
	const keys = new Map(card.classes.map((entry) => [entry.class, { epoch, suite, publicKey: entry.publicKey }]));
	return { epoch, suite, patientKey: { suite, publicKey }, keys };
}

function assertCard({ genesis, patient, suite, publicKey, classes }: KeyCard): void {
	assertLength(genesis, 32, 'a genesis hash');
	assertLength(patient, 32, 'a patient id');
	if (classes.length === 0 || classes.length > U16_MAX) throw new FormatError(`a card lists 1 to ${U16_MAX} classes, not ${classes.length}`);
	assertAscending(classes.map((entry) => entry.class), 'the classes of a card');
	for (const key of [publicKey, ...classes.map((entry) => entry.publicKey)]) assertLength(key, publicKeyLength(suite), 'a public key');
}
