/**
 * How R5 says what a restriction restricts. Its text knows limits only of exceptions to the default, and the default of a restriction has to
 * be "deny". So the first provision names the limits, which excepts them, and a provision in it names them again, which denies them
 * again: all in all the Consent denies everything, with what is restricted in its standard elements.
 */
import { type Rule, isAboutEverything } from './directives.ts';
import { ACTION_CODES } from './systems.ts';

/** The kinds of restrictions that have limits. A Consent that doesn't say that it is one of them is read by the text alone. */
const KINDS_WITH_LIMITS = ['refusal', 'emergency-opt-out', 'confidential-class', 'all-confidential'];

export function toDenyTwice({ period: _, exceptions, ...limits }: Rule): Rule {
	return { ...limits, exceptions: [{ ...again({ ...limits, exceptions: [] }), exceptions }] };
}

/** The restriction that the provisions of a Consent say in this way, if they do. */
export function deniedTwice(rules: Rule[], stated: string | undefined): Rule | undefined {
	const [outer, ...others] = rules;
	const [inner, ...more] = outer?.exceptions ?? [];
	if (stated === undefined || !KINDS_WITH_LIMITS.includes(stated) || !outer || !inner || others.length + more.length > 0) return undefined;
	if (outer.copies || inner.copies || outer.period || inner.period) return undefined;
	return limitsOf(again(outer)) === limitsOf(inner) ? { ...outer, exceptions: inner.exceptions } : undefined;
}

/**
 * The limits that deny all of it again. A group is contained in the Consent, and referred to once; where nothing else is a limit, all actions
 * stand for it, since a provision needs something in it.
 */
function again({ actor, ...rule }: Rule): Rule {
	if (actor !== undefined && actor !== 'representatives') return { ...rule, actor };
	return isAboutEverything(rule) ? { ...rule, actions: ACTION_CODES } : rule;
}

/** The same text for the same limits: lists are sets, and numbers and codes don't meet in one. */
function limitsOf({ exceptions: _, ...limits }: Rule): string {
	const said = Object.entries(limits).filter(([, limit]) => limit !== undefined).sort(([a], [b]) => (a < b ? -1 : 1));
	return JSON.stringify(said.map(([name, limit]) => [name, Array.isArray(limit) ? limit.map(String).sort() : limit]));
}
