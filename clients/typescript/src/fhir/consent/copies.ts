/**
 * Restrictions repeated where they take something away. Who reads a single Consent, and permits what any Consent permits, would
 * otherwise permit what another one refuses: grants repeat the refusals and confidential classes that touch them, and the exception of a
 * refusal for broken glass those that hold even then. An import takes the copies out again, after a look at what they are copies of.
 */
import { type Copy, type Directive, EMERGENCY_ACTIONS, type Rule, isAboutEverything, isFromChain, kindOf } from './directives.ts';
import { grantOf } from './grant-parts.ts';
import { haveCommonRequests, shareTaken } from './overlap.ts';
import { Inexpressible } from './reader.ts';
import { type RestrictionParts, restrictionOf } from './restriction-parts.ts';
import type { Refusal } from './state.ts';
import { EXTENSION } from './systems.ts';

const EMERGENCY_TREATMENT = 'ETREAT';

/** The same directives, each with copies of the others that take something away of what it permits. */
export function withCopies(directives: Directive[]): Directive[] {
	const restrictions = directives.filter(({ decision }) => decision === 'deny');
	return directives.map((directive) => (directive.decision === 'permit' ? grantWithCopies(directive, restrictions) : restrictionWithCopies(directive, restrictions)));
}

function grantWithCopies(grant: Directive, restrictions: Directive[]): Directive {
	const copies = restrictions.filter((restriction) => takesAway(grant, restriction)).map((restriction) => copyInGrant(grant.rule, restriction));
	return copies.length > 0 ? { ...grant, rule: { ...grant.rule, copies } } : grant;
}

function takesAway(grant: Directive, restriction: Directive): boolean {
	const parts = grantOf(grant);
	const restricted = restrictionOf(restriction);
	const { scope } = parts.provision;
	if (restricted.kind === 'all-confidential') {
		const isMeant = (recordClass: number) => !restricted.exceptions.includes(recordClass);
		return parts.excludesConfidential && (!('classes' in scope) || scope.classes.some(isMeant));
	}
	if (restricted.kind !== 'confidential-class') return shareTaken(parts, restriction) !== 'nothing';
	const canHold = 'classes' in scope ? scope.classes.includes(restricted.class) : !('allBut' in scope && scope.allBut.includes(restricted.class));
	return parts.excludesConfidential && canHold;
}

function restrictionWithCopies(directive: Directive, restrictions: Directive[]): Directive {
	const [exception] = directive.rule.exceptions;
	// What representatives are not kept from permits them nothing yet.
	if (!exception || directive.rule.actor === 'representatives') return directive;
	const copies = restrictions.filter((other) => closesException(directive, other)).map(copyInException);
	return copies.length > 0 ? { ...directive, rule: { ...directive.rule, exceptions: [{ ...exception, copies }] } } : directive;
}

/** Whether no glass can be broken, for some of what `directive` refuses, because of `other`. */
function closesException(directive: Directive, other: Directive): boolean {
	const parts = restrictionOf(other);
	if (parts.kind === 'emergency-opt-out') return true;
	if (parts.kind === 'refuse-all') return parts.evenInEmergency;
	return parts.kind === 'refusal' && parts.refusal.evenInEmergency
		&& (other.rule.purposes?.includes(EMERGENCY_TREATMENT) ?? true) && haveCommonRequests(refusalOf(restrictionOf(directive)), parts.refusal);
}

function refusalOf(parts: RestrictionParts): Refusal {
	return parts.kind === 'refusal' ? parts.refusal : { whom: { everybody: null }, class: null, purposes: null, evenInEmergency: false };
}

function copyInGrant(grant: Rule, restriction: Directive): Copy {
	const { actor, classes, purposes } = restriction.rule;
	const limits = { ...(actor && actor !== 'representatives' ? { actor } : {}), ...(purposes ? { purposes } : {}), ...(classes ? { classes } : {}) };
	return copyOf(restriction, limits, grant.actions, exceptedIn(restriction));
}

/** The classes from which a restriction keeps nobody, which the grant permits; the exception of a refusal is for broken glass, which no grant is for. */
function exceptedIn({ rule }: Directive): Rule[] {
	return rule.actor === 'representatives' ? rule.exceptions.map(({ exceptions: _, ...limits }) => ({ ...limits, exceptions: [] })) : [];
}

/** Everything in the exception is for broken glass, so the purposes of the refusal would say nothing there. */
function copyInException(restriction: Directive): Copy {
	const { actor, classes } = restriction.rule;
	return copyOf(restriction, { ...(actor ? { actor } : {}), ...(classes ? { classes } : {}) }, EMERGENCY_ACTIONS);
}

/** A provision needs something in it. So a copy without limits names the actions of what it stands in, which is all of that. */
function copyOf(restriction: Directive, limits: Omit<Rule, 'exceptions'>, actions: string[] | undefined, exceptions: Rule[] = []): Copy {
	const rule: Rule = { ...limits, exceptions };
	return {
		path: restriction.path, of: { kind: kindOf(restriction), number: restriction.number },
		rule: isAboutEverything(rule) ? { ...(actions ? { actions } : {}), exceptions } : rule,
	};
}

/**
 * The directives without their copies. Each must be the copy of a restriction that stands beside it, for otherwise a limit would get lost
 * with it.
 */
export function withoutCopies(directives: Directive[]): Directive[] {
	const restrictions = directives.filter((directive) => directive.decision === 'deny' && isFromChain(directive));
	return directives.map((directive) => {
		const { copies, ...rule } = directive.rule;
		if (directive.decision === 'permit') {
			for (const copy of copies ?? []) checkCopy(copy, restrictions, (restriction) => copyInGrant(rule, restriction));
			return copies ? { ...directive, rule } : directive;
		}
		for (const { path } of copies ?? []) refuse(path, 'copies of restrictions stand in what permits something.');
		const exceptions = rule.exceptions.map(({ copies: inner, ...exception }) => {
			for (const copy of inner ?? []) checkCopy(copy, restrictions, copyInException);
			return exception;
		});
		return { ...directive, rule: { ...rule, exceptions } };
	});
}

function checkCopy(copy: Copy, restrictions: Directive[], copied: (restriction: Directive) => Copy): void {
	const { path, of, rule } = copy;
	const restriction = restrictions.find((other) => kindOf(other) === of.kind && other.number === of.number);
	const name = `${of.kind}${of.number === undefined ? '' : ` ${of.number}`}`;
	if (!restriction) refuse(path, `this is a copy of the ${name}, which is not here: hand over the whole export, or take the copy out if the restriction was lifted (${EXTENSION.copiedFrom}).`);
	if (textOf(copied(restriction).rule) !== textOf(rule)) refuse(path, `this is a copy of the ${name}, and says something else than that.`);
}

function textOf(rule: Rule): string {
	return JSON.stringify(Object.entries(rule).sort(([a], [b]) => (a < b ? -1 : 1)), (_, value: unknown) => (typeof value === 'bigint' ? String(value) : value));
}

function refuse(path: string, sentence: string): never {
	throw new Inexpressible(path, sentence);
}
