/** What a directive that denies is on the chain: a refusal, a refusal of everything, an opt-out or a mark of a class. */
import { type Actor, type Directive, EMERGENCY_ACTIONS, type Rule, isAboutEverything, kindOf } from './directives.ts';
import { Inexpressible } from './reader.ts';
import { setOf } from './sets.ts';
import type { Refusal, Refused } from './state.ts';
import { BREAK_THE_GLASS, PURPOSE_CODES } from './systems.ts';

const EMERGENCY_PURPOSES = ['ETREAT', BREAK_THE_GLASS];

/** A directive that denies, as the restriction that it is. */
export type RestrictionParts =
	| { kind: 'refusal'; refusal: Refusal }
	| { kind: 'refuse-all'; evenInEmergency: boolean }
	| { kind: 'emergency-opt-out' }
	| { kind: 'confidential-class'; class: number };

export function restrictionOf(directive: Directive): RestrictionParts {
	const { path, rule, terms, ancestors, made, number } = directive;
	const { period, actor, actions, purposes, classes, anchors, content, label } = rule;
	if (terms !== undefined || ancestors.length > 0) throw new Inexpressible(path, 'the chain keeps no source of a restriction.');
	if (made !== undefined) throw new Inexpressible(path, 'a restriction has a beginning, and no date besides.');
	if (period && period.until !== null) throw new Inexpressible(path, 'a restriction stands until it is lifted: it can\'t have an end.');
	if (actions) throw new Inexpressible(path, 'a restriction is of every action: it can\'t name some.');
	if (anchors) throw new Inexpressible(path, 'the chain restricts whole classes, no single records.');
	if (content) throw new Inexpressible(path, 'the chain restricts whole classes, not the content of some time.');
	if (label) throw new Inexpressible(path, 'the chain restricts classes, not labels.');
	const kind = kindOf(directive);
	if (kind === 'refusal' || kind === 'refuse-all') {
		const evenInEmergency = holdsInEmergency(path, rule.exceptions);
		if (kind === 'refuse-all') return { kind, evenInEmergency };
		const recordClass = oneClass(path, classes);
		const refusal: Refusal = {
			whom: whomOf(path, actor), class: recordClass ?? null,
			purposes: purposes ? setOf(path, purposes, PURPOSE_CODES, 'purpose') : null, evenInEmergency,
		};
		return { kind, refusal };
	}
	if (rule.exceptions.length > 0) throw new Inexpressible(path, 'this restriction has no exceptions on the chain.');
	if (kind === 'confidential-class') {
		const recordClass = oneClass(path, classes);
		if (purposes || recordClass === undefined) {
			throw new Inexpressible(path, 'representatives can be kept from one class, for every purpose.');
		}
		if (number !== undefined && number !== recordClass) throw new Inexpressible(path, 'its identifier names another class.');
		return { kind, class: recordClass };
	}
	if (actor || classes || purposes?.length !== 1) {
		throw new Inexpressible(path, 'breaking the glass can be refused to everybody for everything, and not together with other purposes.');
	}
	return { kind: 'emergency-opt-out' };
}

/**
 * The one exception of a refusal: emergency treatment, or breaking the glass for it, which on the chain are the same. Without
 * actions it means those that a session may do, for it opens no others. It may be said in several provisions, each of which says it.
 */
function holdsInEmergency(path: string, exceptions: Rule[]): boolean {
	if (exceptions.length === 0) return true;
	if (!exceptions.every(isEmergency)) {
		throw new Inexpressible(path, 'a refusal has one exception on the chain: to access and collect for emergency treatment (ETREAT, BTG), by whoever broke the glass.');
	}
	return false;
}

function isEmergency({ actions, purposes, copies: _, ...rest }: Rule): boolean {
	return purposes?.every((code) => EMERGENCY_PURPOSES.includes(code)) === true && new Set(purposes).size === purposes.length
		&& (actions === undefined || actions.toSorted().join() === EMERGENCY_ACTIONS.join())
		&& rest.exceptions.length === 0 && isAboutEverything(rest) && !rest.period;
}

function oneClass(path: string, classes: number[] | undefined): number | undefined {
	if (classes && classes.length > 1) throw new Inexpressible(path, 'a restriction is of one class, or of all: make one for each class.');
	return classes?.[0];
}

function whomOf(path: string, actor: Actor | undefined): Refused {
	if (actor === undefined) return { everybody: null };
	if (actor !== 'representatives') {
		if ('role' in actor) throw new Inexpressible(path, 'the chain has no refusal to a role.');
		if ('organization' in actor && !('practitioner' in actor)) return { organization: actor.organization };
		if ('practitioner' in actor && !('organization' in actor)) return { practitioner: actor.practitioner };
	}
	throw new Inexpressible(path, 'a practitioner is refused in whatever organization: refuse the practitioner, or the organization.');
}
