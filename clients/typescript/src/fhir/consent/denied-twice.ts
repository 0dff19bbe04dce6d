/**
 * How R5 says what a restriction restricts. Its text knows limits only of exceptions to the default, and the default of a restriction has to
 * be "deny". So the first provision names the limits, which excepts them, and a provision in it names them again, which denies them
 * again: all in all the Consent denies everything, with what is restricted in its standard elements.
 */
import type { Rule } from './directives.ts';

/** The kinds of restrictions that have limits. A Consent that doesn't say that it is one of them is read by the text alone. */
const KINDS_WITH_LIMITS = ['refusal', 'emergency-opt-out', 'confidential-class'];

export function toDenyTwice({ period: _, exceptions, ...limits }: Rule): Rule {
	return { ...limits, exceptions: [{ ...withoutGroup({ ...limits, exceptions: [] }), exceptions }] };
}

/** The restriction that the provisions of a Consent say in this way, if they do. */
export function deniedTwice(rules: Rule[], stated: string | undefined): Rule | undefined {
	const [outer, ...others] = rules;
	const [inner, ...more] = outer?.exceptions ?? [];
	if (stated === undefined || !KINDS_WITH_LIMITS.includes(stated) || !outer || !inner || others.length + more.length > 0) return undefined;
	if (outer.copies || inner.copies || outer.period || inner.period) return undefined;
	return limitsOf(withoutGroup(outer)) === limitsOf(inner) ? { ...outer, exceptions: inner.exceptions } : undefined;
}

/** A group is contained in the Consent, and referred to once: the limits that are left deny all of its part again. */
function withoutGroup({ actor, ...rule }: Rule): Rule {
	return actor === undefined || actor === 'representatives' ? rule : { ...rule, actor };
}

/** The same text for the same limits: lists are sets, and numbers and codes don't meet in one. */
function limitsOf({ exceptions: _, ...limits }: Rule): string {
	const said = Object.entries(limits).filter(([, limit]) => limit !== undefined).sort(([a], [b]) => (a < b ? -1 : 1));
	return JSON.stringify(said.map(([name, limit]) => [name, Array.isArray(limit) ? limit.map(String).sort() : limit]));
}
