/** What a directive that denies is on the chain: a refusal, a refusal of everything, an opt-out or a mark of a class. */
import { type Actor, type Directive, EMERGENCY_ACTIONS, type Rule, isAboutEverything, kindOf } from './directives.ts';
import { Inexpressible } from './reader.ts';
import { setOf } from './sets.ts';
import { BOUNDS, type Refusal, type Refused } from './state.ts';
import { ACTION_CODES, BREAK_THE_GLASS, PURPOSE_CODES } from './systems.ts';

const EMERGENCY_PURPOSES = ['ETREAT', BREAK_THE_GLASS];

/** A directive that denies, as the restriction that it is. */
export type RestrictionParts =
	| { kind: 'refusal'; refusal: Refusal }
	| { kind: 'refuse-all'; evenInEmergency: boolean }
	| { kind: 'emergency-opt-out' }
	| { kind: 'confidential-class'; class: number }
	| { kind: 'all-confidential'; exceptions: number[] };

/** Why nobody else says what bars the patient from emergencies. */
export const NOT_BY_REPRESENTATIVE =
	'it is the word of a representative, who neither opts out of emergencies nor refuses even in an emergency: it must except emergency treatment (ETREAT).';

/** Whether it bars the patient from emergencies, or from what a session could open. */
export function barsEmergencies(parts: RestrictionParts): boolean {
	switch (parts.kind) {
		case 'emergency-opt-out': return true;
		case 'refusal': return parts.refusal.evenInEmergency;
		default: return parts.kind === 'refuse-all' && parts.evenInEmergency;
	}
}

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
	if (kind === 'all-confidential') {
		if (purposes) throw new Inexpressible(path, 'representatives are kept from classes for every purpose.');
		return { kind, exceptions: exceptedClasses(path, rule.exceptions) };
	}
	if (rule.exceptions.length > 0) throw new Inexpressible(path, 'this restriction has no exceptions on the chain.');
	if (kind === 'confidential-class') {
		const recordClass = oneClass(path, classes);
		if (purposes || recordClass === undefined) {
			throw new Inexpressible(path, 'representatives can be kept from one class, or from all but some, for every purpose.');
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

/** The classes that are not meant. An export denies them again, see `chain-state.ts`. */
function exceptedClasses(path: string, exceptions: Rule[]): number[] {
	const classes = exceptions.flatMap(({ classes: list, exceptions: inner, ...rest }) => {
		if (!list || !inner.every(isWhole) || !isAboutEverything({ ...rest, exceptions: [] }) || rest.period) {
			throw new Inexpressible(path, 'representatives are kept from all classes but some: its exceptions are classes, and nothing else.');
		}
		return list;
	});
	if (classes.length > BOUNDS.classes) throw new Inexpressible(path, `it has at most ${BOUNDS.classes} exceptions, and not ${classes.length}.`);
	return classes;
}

/** Whether a rule is about all of what it stands in, which it says by naming every action. */
function isWhole({ actions, ...rest }: Rule): boolean {
	return actions?.length === ACTION_CODES.length && ACTION_CODES.every((code) => actions.includes(code))
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
