/** Recovery words: 24 of BIP-39, to be written down, which stand for 32 bytes. */
import { mnemonicGenerate, mnemonicToEntropy } from '@polkadot/util-crypto';
import { FormatError } from './bytes.ts';

const WORDS = 24;

export function randomRecoveryWords(): string {
	return mnemonicGenerate(WORDS);
}

/** The bytes that the words stand for, however they are spaced and capitalized; a {@link FormatError} if one was misread. */
export function recoveryBytes(words: string): Uint8Array {
	const list = words.trim().toLowerCase().split(/\s+/);
	if (list.length !== WORDS) throw new FormatError(`recovery words are ${WORDS}, not ${list.length}`);
	try {
		// In JavaScript: at misread words the library's WebAssembly panics, and each panic takes from its stack for good.
		return mnemonicToEntropy(list.join(' '), undefined, true);
	} catch {
		throw new FormatError('these are no recovery words');
	}
}
