/** Private keys of classes, as an envelope or an emergency ring holds them: those of some classes, or what gives those of all. */
import { ByteReader, FormatError, assertLength, concatBytes, u16le, u8 } from './bytes.ts';
import { classKeyPair } from './epoch-keys.ts';
import { PRIVATE_KEY_LENGTH, type PrivateKey, type Suite, asSuite } from './suites.ts';

const LISTED = 0;
const ALL = 1;
const MAX_LISTED = 0xffff;

/** A class's private key. */
export interface ClassKey {
	recordClass: number;
	privateKey: Uint8Array;
}

/** The keys of these classes. */
export interface ListedKeys {
	suite: Suite;
	keys: ClassKey[];
}

/** The keys of all classes of the epoch, also of those to come. */
export interface AllKeys {
	suite: Suite;
	classSecret: Uint8Array;
}

/** All of one epoch and of one suite, which need not be that in which they are sealed. */
export type ClassKeys = ListedKeys | AllKeys;

/** The key of one class; `undefined` if it is not among these. */
export async function keyOfClass(keys: ClassKeys, recordClass: number): Promise<PrivateKey | undefined> {
	if ('classSecret' in keys) return classKeyPair(keys.suite, keys.classSecret, recordClass);
	const found = keys.keys.find((key) => key.recordClass === recordClass);
	return found && { suite: keys.suite, privateKey: found.privateKey };
}

/** The keys of these classes alone, such as are passed on; a {@link FormatError} if one of them is missing. */
export async function keysOfClasses(keys: ClassKeys, recordClasses: Iterable<number>): Promise<ListedKeys> {
	const listed: ClassKey[] = [];
	for (const recordClass of [...new Set(recordClasses)].sort((a, b) => a - b)) {
		const key = await keyOfClass(keys, recordClass);
		if (!key) throw new FormatError(`the key of class ${recordClass} is not among these`);
		listed.push({ recordClass, privateKey: key.privateKey });
	}
	return { suite: keys.suite, keys: listed };
}

export function encodeClassKeys(keys: ClassKeys): Uint8Array {
	const suite = u8(asSuite(keys.suite));
	if ('classSecret' in keys) {
		assertLength(keys.classSecret, 32, 'a class secret');
		return concatBytes(u8(ALL), suite, keys.classSecret);
	}
	const sorted = [...keys.keys].sort((a, b) => a.recordClass - b.recordClass);
	assertListed(sorted);
	for (const { privateKey } of sorted) assertLength(privateKey, PRIVATE_KEY_LENGTH, 'a private key');
	return concatBytes(u8(LISTED), suite, u16le(sorted.length), listOf(sorted));
}

export function decodeClassKeys(bytes: Uint8Array): ClassKeys {
	const reader = new ByteReader(bytes);
	const form = reader.u8();
	const suite = asSuite(reader.u8());
	if (form === ALL) {
		const classSecret = reader.take(32);
		reader.end();
		return { suite, classSecret };
	}
	if (form !== LISTED) throw new FormatError('class keys in an unknown form');
	const keys = Array.from({ length: reader.u16() }, () => ({ recordClass: reader.u16(), privateKey: reader.take(PRIVATE_KEY_LENGTH) }));
	reader.end();
	assertListed(keys);
	return { suite, keys };
}

function listOf(keys: ClassKey[]): Uint8Array {
	const length = 2 + PRIVATE_KEY_LENGTH;
	const bytes = new Uint8Array(length * keys.length);
	for (const [index, { recordClass, privateKey }] of keys.entries()) bytes.set(concatBytes(u16le(recordClass), privateKey), length * index);
	return bytes;
}

function assertListed(keys: ClassKey[]): void {
	if (keys.length === 0 || keys.length > MAX_LISTED) throw new FormatError(`the keys of 1 to ${MAX_LISTED} classes, not of ${keys.length}`);
	if (keys.some((key, index) => index > 0 && key.recordClass <= (keys[index - 1] as ClassKey).recordClass)) {
		throw new FormatError('classes must ascend, each once');
	}
}
