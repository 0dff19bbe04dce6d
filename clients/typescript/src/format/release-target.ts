/** What is to be released: the records under an anchor, or what there is for a class. */
import { FormatError, bytesToHex, concatBytes, u16le, u32le, u8 } from './bytes.ts';
import { Members, U16_MAX, U32_MAX } from './json-members.ts';

/** How many may be asked for at a time: as many as a ticket has. */
export const MAX_RELEASE_TARGETS = 64;

/** As the ticket names it. Of months the first inside and the first after, counted from January 1970 on. */
export type ReleaseTarget = { anchor: number } | { recordClass: number; content: { from: number; until: number } | null };

/** The bytes that are signed: those that the chain has for it, too. */
export function releaseTargetBytes(target: ReleaseTarget): Uint8Array {
	if ('anchor' in target) return concatBytes(u8(0), u32le(target.anchor));
	const { recordClass, content } = target;
	return concatBytes(u8(1), u16le(recordClass), content ? concatBytes(u8(1), u16le(content.from), u16le(content.until)) : u8(0));
}

/** A {@link FormatError} unless there are 1 to 64, each once. */
export function assertReleaseTargets(targets: readonly ReleaseTarget[]): void {
	if (targets.length < 1 || targets.length > MAX_RELEASE_TARGETS) throw new FormatError(`a request for ${targets.length} releases`);
	if (new Set(targets.map(nameOfTarget)).size !== targets.length) throw new FormatError('a request for the same release twice');
}

export function isSameTarget(one: ReleaseTarget, other: ReleaseTarget): boolean {
	return nameOfTarget(one) === nameOfTarget(other);
}

/** As it travels in JSON. */
export function releaseTargetJson(target: ReleaseTarget): object {
	return 'anchor' in target ? { anchor: target.anchor } : { class: target.recordClass, content: target.content };
}

export function readReleaseTarget(value: unknown): ReleaseTarget {
	const what = 'what is to be released';
	if (typeof value === 'object' && value !== null && Object.hasOwn(value, 'anchor')) return { anchor: new Members(value, what, ['anchor']).integer('anchor', U32_MAX) };
	const members = new Members(value, what, ['class', 'content']);
	const recordClass = members.integer('class', U16_MAX);
	if (members.isNull('content')) return { recordClass, content: null };
	const months = new Members(members.value('content'), 'a period of months', ['from', 'until']);
	return { recordClass, content: { from: months.integer('from', U16_MAX), until: months.integer('until', U16_MAX) } };
}

function nameOfTarget(target: ReleaseTarget): string {
	return bytesToHex(releaseTargetBytes(target));
}
