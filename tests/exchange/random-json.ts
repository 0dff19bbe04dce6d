/** Random JSON texts as sources write them: in any order and spacing, with numbers and strings in every form. */
import type { Random } from './random.ts';

const NUMBERS = ['0', '-0', '1.10', '1.1', '11e-1', '0.0', '-0.0', '1E400', '1e+2', '12345678901234567890123', '0.1000000000000000055511151231257827', '-7', '1e-999', '9007199254740993'];
const PIECES = ['a', 'Z', ' ', 'é', 'é', '😀', '\u{10ffff}', 'ﬀ', '\u007f', '\u2028', '\\"', '\\\\', '\\/', '/', '\\b', '\\f', '\\n', '\\r', '\\t', '\\u0000', '\\u001f', '\\u00e9', '\\ud83d\\ude00', '\\uFB00', '\\u0041'];
const NAMES = ['a', 'b', 'aa', 'A', 'é', 'ﬀ', '😀', '\\u0061b', '\\n', '', '0', 'id', 'meta', '__proto__', 'constructor'];
const SPACES = ['', '', '', ' ', '\n', '\t', '\r\n', '  '];
/** What a mutation puts in. */
const FAULTS = ['"', '\\', '{', '}', '[', ']', ',', ':', '0', '-', '.', 'e', '\u0000', '\n', '\\ud800', '\\udc00', '\\u12', 'true', 'null', ' ', '\ufeff', '\u00a0', '/**/', '+1', '01', '1.', '.5', 'NaN', "'"];

/** The text of a resource of this type, in which no name stands twice. */
export function randomResource(random: Random, type: string): string {
	const members = randomMembers(random, 3);
	members.splice(random.integer(0, members.length), 0, `"resourceType"${space(random)}:${space(random)}${JSON.stringify(type)}`);
	return `${space(random)}{${members.join(',')}}${space(random)}`;
}

/** A text of which nobody knows whether it is still one: something is put in, taken out or repeated. */
export function mutated(random: Random, text: string): string {
	const [one, other] = [random.integer(0, text.length), random.integer(0, text.length)];
	const [from, to] = [Math.min(one, other), Math.min(Math.max(one, other), Math.min(one, other) + 6)];
	switch (random.integer(1, 4)) {
		case 1: return text.slice(0, from) + random.of(FAULTS) + text.slice(from);
		case 2: return text.slice(0, from) + text.slice(to);
		// A name that stands there twice is refused, with equal values, too.
		case 3: return text.replace('{', `{"twice":1,"twice":${random.of([1, 2])},`);
		default: return text.slice(0, to) + text.slice(from);
	}
}

function randomValue(random: Random, depth: number): string {
	switch (random.integer(0, depth > 0 ? 7 : 5)) {
		case 0: return random.of(['true', 'false', 'null']);
		case 1: case 2: return random.of(NUMBERS);
		case 3: case 4: case 5: return randomString(random);
		case 6: return `[${space(random)}${random.list(0, 3, () => `${randomValue(random, depth - 1)}${space(random)}`).join(`,${space(random)}`)}]`;
		default: return `{${randomMembers(random, depth - 1).join(',')}}`;
	}
}

function randomMembers(random: Random, depth: number): string[] {
	// By what they say: two of these are the same name.
	const names = new Map(random.list(0, 4, () => random.of(NAMES)).map((name) => [JSON.parse(`"${name}"`) as string, name]));
	return [...names.values()].map((name) => `${space(random)}"${name}"${space(random)}:${space(random)}${randomValue(random, depth)}${space(random)}`);
}

function randomString(random: Random): string {
	return `"${random.list(0, 6, () => random.of(PIECES)).join('')}"`;
}

function space(random: Random): string {
	return random.of(SPACES);
}
