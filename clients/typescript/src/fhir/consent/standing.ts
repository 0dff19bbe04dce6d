/** What is read, compared with what stands on the chain: by kind and number, and then by what it says. */
import { type Directive, isFromChain, nameOf } from './directives.ts';
import { grantOf } from './grant-parts.ts';
import { restrictionOf } from './restriction-parts.ts';

/**
 * Which directives are on the chain already: of what stands there (`standingOf`), those of the same kind and number. Where no chain was asked,
 * whatever one has exported counts, although it may have ended since. A refusal that says something else than the one of its number is
 * new: refusals don't change on the chain. Grants do, and of the others there is one.
 */
export function standsAmong(standing: Directive[] | undefined): (directive: Directive) => boolean {
	if (!standing) return isFromChain;
	return (directive) => {
		const other = counterpartOf(directive, standing);
		return other !== undefined && (directive.decision === 'permit' || restrictionOf(directive).kind !== 'refusal' || textOf(directive) === textOf(other));
	};
}

/** What stands under the same kind and number, whatever it says. */
export function counterpartOf(directive: Directive, standing: Directive[]): Directive | undefined {
	const name = nameOf(directive);
	return isFromChain(directive) ? standing.find((other) => nameOf(other) === name) : undefined;
}

/** Whether the same stands on the chain as the word of the same, so that it needs no call. */
export function isThere(directive: Directive, standing: Directive[]): boolean {
	const other = counterpartOf(directive, standing);
	return other !== undefined && textOf(directive) === textOf(other) && directive.byController === other.byController;
}

/** The same for directives that are the same on the chain. */
function textOf(directive: Directive): string {
	const parts = directive.decision === 'permit' ? grantOf(directive) : restrictionOf(directive);
	return JSON.stringify(parts, (_, value: unknown) => (typeof value === 'bigint' ? String(value) : value));
}
