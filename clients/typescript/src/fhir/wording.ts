/** Words and texts of others within sentences of ours. */

/** Control characters, and those that turn the direction of a line: on a terminal they could pass for lines and colours of ours. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: these are what is looked for.
const UNPRINTABLE = /[\u0000-\u001f\u007f-\u009f\u200e\u200f\u2028-\u202e\u2066-\u2069]/g;

/** The same text on one line, in which nothing steers a terminal. */
export function printable(text: string): string {
	return text.replace(UNPRINTABLE, (char) => `\\u${char.charCodeAt(0).toString(16).padStart(4, '0')}`);
}

/** "a grant", "an emergency-opt-out". */
export function withArticle(noun: string): string {
	return `${/^[aeio]/i.test(noun) ? 'an' : 'a'} ${noun}`;
}
