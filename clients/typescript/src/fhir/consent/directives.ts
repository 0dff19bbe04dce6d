/**
 * What a Consent says, without the shape that a release of FHIR gives it: a directive. Here the chain's state becomes
 * directives and directives become its state again; `r4.ts` and `r5.ts` do the rest.
 */
import type { Role } from '../../chain/codes.ts';
import type { Name } from './identifiers.ts';
import type { Months, Span } from './moments.ts';
import { Inexpressible, type Reader } from './reader.ts';
import {
	ALL_ACTIONS, BOUNDS, type ConsentState, type Grant, type Grantee, type PractitionerId, type Provision, type Refusal,
	type Refused, type Restrictions, type Scope, type StandingRefusal,
} from './state.ts';
import { liesWithin, purposesLeft, ungrantedBelow } from './purposes.ts';
import { ACTION_CODES, BREAK_THE_GLASS, type Kind, PURPOSE_CODES, bitsOf, codesOf } from './systems.ts';

/** Whom a rule is about. */
export type Actor =
	| { organization: number }
	| { practitioner: PractitionerId }
	| { organization: number; practitioner: PractitionerId }
	| { organization: number; role: Role }
	| 'representatives';

/** A rule: everything that it names must fit, and of each list any. What it doesn't name doesn't matter. */
export interface Rule {
	period?: Span;
	actor?: Actor;
	actions?: string[];
	purposes?: string[];
	classes?: number[];
	anchors?: number[];
	content?: Months;
	/** Only records with a label of ours. */
	label?: 'confidential';
	/** For what it doesn't hold. */
	exceptions: Rule[];
	/** What restrictions of their own take away of it, so that it is right for whoever reads nothing else (`copies.ts`). */
	copies?: Copy[];
}

/** A restriction that a rule repeats. */
export interface Copy {
	path: string;
	of: Name;
	rule: Rule;
}

/** A Consent. */
export interface Directive {
	/** Where it was read from, for errors. */
	path: string;
	patient: string;
	decision: 'permit' | 'deny';
	rule: Rule;
	/** What its identifier or its category says that it is; its rules have to agree. */
	stated?: string;
	/** Its number on the chain, or its class; none if it comes from elsewhere. */
	number?: number;
	/** When the grant was given. */
	made?: bigint;
	terms?: string;
	ancestors: number[];
	byController?: boolean;
	/** Whether a representative consented. */
	byRepresentative?: boolean;
}

/** Emergency sessions lift a refusal for these actions only (rule 4 of the decision order). */
export const EMERGENCY_ACTIONS = ['access', 'collect'];
const EMERGENCY_PURPOSES = ['ETREAT', BREAK_THE_GLASS];
/** Written as breaking the glass, which is what a session is: whoever asks for emergency treatment without one is refused on the chain. */
const EMERGENCY = { actions: EMERGENCY_ACTIONS, purposes: [BREAK_THE_GLASS], exceptions: [] };

/** What a directive is, by its rules. Only a refusal that names nothing and the refusal of everything have the same. */
export function kindOf({ decision, rule, stated }: Directive): Kind {
	if (decision === 'permit') return 'grant';
	if (rule.actor === 'representatives') return 'confidential-class';
	if (isAboutEverything(rule)) return stated === 'refusal' ? 'refusal' : 'refuse-all';
	return rule.purposes?.includes(BREAK_THE_GLASS) ? 'emergency-opt-out' : 'refusal';
}

/** Whether nothing but a period limits the rule. */
export function isAboutEverything({ period: _, exceptions: __, copies: ___, ...limits }: Rule): boolean {
	return Object.values(limits).every((limit) => limit === undefined);
}

/**
 * What a default and its exceptions say together. Without a permission in it, a default to deny is a refusal of everything; otherwise it
 * stands for what the Consent doesn't speak of, and there nothing is permitted on the chain anyway.
 */
export function underDefault(consent: Reader, standard: Directive['decision'], period: Span | undefined, rules: Rule[]): { decision: Directive['decision']; rule: Rule } {
	const refusesAll = standard === 'deny' && rules.every(({ actor }) => actor === undefined);
	if (refusesAll) return { decision: 'deny', rule: { ...(period ? { period } : {}), exceptions: rules } };
	const [rule] = rules;
	if (!rule) return consent.refuse('it permits everything to everybody, and the chain can\'t.');
	if (rules.length > 1) return consent.refuse('each of its provisions is a grant or a refusal on the chain: make a Consent of each.');
	if (period && rule.period) return consent.refuse('it has a period, and its provision another.');
	return { decision: standard === 'deny' ? 'permit' : 'deny', rule: period ? { ...rule, period } : rule };
}

export function directivesOf({ patient, grants, restrictions }: ConsentState): Directive[] {
	const path = 'state';
	const { refusals, refuseAll, optOut, confidential } = restrictions;
	const deny = (rule: Omit<Rule, 'exceptions'>, since: bigint, rest: Partial<Directive>, exceptions: Rule[] = []): Directive => ({
		path, patient, decision: 'deny', ancestors: [], rule: { period: { from: since, until: null }, ...rule, exceptions }, ...rest,
		...(rest.byController === false ? { byRepresentative: true } : {}),
	});
	const unlessEmergency = (holdsEvenThen: boolean) => (holdsEvenThen ? [] : [EMERGENCY]);
	return [
		...grants.map(([organization, grant]) => grantDirective(path, patient, organization, grant)),
		...refusals.map(({ id, since, byController, refusal }) =>
			deny(refusalRule(refusal), since, { number: id, byController, stated: 'refusal' }, unlessEmergency(refusal.evenInEmergency))),
		...(refuseAll ? [deny({}, refuseAll.since, { byController: refuseAll.byController }, unlessEmergency(refuseAll.evenInEmergency))] : []),
		...(optOut ? [deny({ purposes: [BREAK_THE_GLASS] }, optOut.since, { byController: optOut.byController })] : []),
		...confidential.map((marked) =>
			deny({ actor: 'representatives', classes: [marked.class] }, marked.since, { number: marked.class })),
	];
}

function grantDirective(path: string, patient: string, organization: number, grant: Grant): Directive {
	const { grantee, scope, content, actions, purposes, period } = grant.provision;
	const codes = codesOf(purposes, PURPOSE_CODES);
	const ungranted = ungrantedBelow(codes);
	const rule: Rule = {
		period,
		actor: granteeActor(organization, grantee),
		actions: codesOf(actions, ACTION_CODES),
		purposes: codes,
		...(content ? { content } : {}),
		...('classes' in scope ? { classes: scope.classes } : {}),
		...('anchors' in scope ? { anchors: scope.anchors } : {}),
		exceptions: [
			...('allBut' in scope ? [{ classes: scope.allBut, exceptions: [] }] : []),
			...(grant.excludesConfidential ? [{ label: 'confidential' as const, exceptions: [] }] : []),
			...(ungranted.length > 0 ? [{ purposes: ungranted, exceptions: [] }] : []),
		],
	};
	return {
		path, patient, decision: 'permit', rule, number: grant.id, made: grant.grantedAt, ancestors: grant.ancestors,
		...(grant.terms === null ? {} : { terms: grant.terms }),
		...(grant.excludesConfidential ? { byRepresentative: true } : {}),
	};
}

function granteeActor(organization: number, grantee: Grantee): Actor {
	if ('role' in grantee) return { organization, role: grantee.role };
	if ('practitioner' in grantee) return { organization, practitioner: { account: grantee.practitioner } };
	if ('pseudonym' in grantee) return { organization, practitioner: { pseudonym: grantee.pseudonym } };
	return { organization };
}

function refusalRule({ whom, class: recordClass, purposes }: Refusal): Omit<Rule, 'exceptions'> {
	return {
		...('everybody' in whom ? {} : { actor: whom }),
		...(recordClass === null ? {} : { classes: [recordClass] }),
		...(purposes === null ? {} : { purposes: codesOf(purposes, PURPOSE_CODES) }),
	};
}

/** What a call about a directive needs. */
export interface GrantParts {
	organization: number;
	provision: Provision;
	terms: string | null;
	ancestors: number[];
	excludesConfidential: boolean;
}

/** A directive that permits, as a grant. */
export function grantOf(directive: Directive): GrantParts {
	const { path, rule, terms, ancestors, byController } = directive;
	const { period, actor, actions, purposes, content, label } = rule;
	if (byController !== undefined) throw new Inexpressible(path, 'who made a grant is not known of it; "by-controller" is for restrictions.');
	if (label) throw new Inexpressible(path, 'a grant cannot be for confidential records only.');
	if (purposes?.includes(BREAK_THE_GLASS)) {
		throw new Inexpressible(path, 'breaking the glass (BTG) is not granted to anybody: it is left open or refused to all, so that it cannot be said of one organization or person.');
	}
	if (!actor || actor === 'representatives' || !('organization' in actor)) {
		throw new Inexpressible(path, 'a grant is for one organization, or for somebody in one: there is no such actor.');
	}
	if (!purposes) throw new Inexpressible(path, 'a grant names its purposes.');
	const { scope, excludesConfidential, denied } = scopeOf(path, rule);
	const granted = period ?? { from: 0n, until: null };
	if (granted.until !== null && granted.until - granted.from < BOUNDS.shortestPeriod) {
		throw new Inexpressible(path, 'a period on the chain lasts a minute at least.');
	}
	const provision: Provision = {
		grantee: actorGrantee(actor), scope, content: content ?? null,
		// FHIR: a rule that names no action is about all of them.
		actions: actions ? setOf(path, actions, ACTION_CODES, 'action') : ALL_ACTIONS,
		purposes: setOf(path, denied ? purposesLeft(path, purposes, denied) : purposes, PURPOSE_CODES, 'purpose'), period: granted,
	};
	if (ancestors.length > BOUNDS.ancestors) throw new Inexpressible(path, `a grant is passed on at most ${BOUNDS.ancestors} times in a row.`);
	return { organization: actor.organization, provision, terms: terms ?? null, ancestors, excludesConfidential };
}

function actorGrantee(actor: { organization: number } | { practitioner: PractitionerId } | { role: Role }): Grantee {
	if ('role' in actor) return { role: actor.role };
	if (!('practitioner' in actor)) return { organization: null };
	const { practitioner } = actor;
	return 'account' in practitioner ? { practitioner: practitioner.account } : { pseudonym: practitioner.pseudonym };
}

/** What a grant is for, and which purposes it takes back. */
interface GrantScope {
	scope: Scope;
	excludesConfidential: boolean;
	denied: string[] | undefined;
}

function scopeOf(path: string, { classes, anchors, purposes = [], exceptions }: Rule): GrantScope {
	const withLabel = exceptions.filter((exception) => isOnly(exception, 'label'));
	const withClasses = exceptions.filter((exception) => isOnly(exception, 'classes'));
	const withPurposes = exceptions.filter((exception) => isOnly(exception, 'purposes') && liesWithin(exception.purposes ?? [], purposes));
	const kinds = [withLabel, withClasses, withPurposes];
	if (kinds.some(({ length }) => length > 1) || kinds.flat().length !== exceptions.length) {
		throw new Inexpressible(path, 'a grant makes exceptions of classes, in one provision, of confidential classes, in another, and of purposes below those that it names, in a third.');
	}
	const excludesConfidential = withLabel.length === 1;
	const denied = withPurposes[0]?.purposes;
	const allBut = withClasses[0]?.classes;
	const limits = [classes, anchors, allBut].filter((limit) => limit !== undefined);
	if (limits.length > 1) {
		throw new Inexpressible(path, 'a grant lists classes, or anchors, or the classes that it leaves out: two of them at a time can\'t be said.');
	}
	const rest = { excludesConfidential, denied };
	if (classes) return { scope: { classes: within(path, classes, BOUNDS.classes) }, ...rest };
	if (anchors) return { scope: { anchors: within(path, anchors, BOUNDS.anchors) }, ...rest };
	return { scope: allBut ? { allBut: within(path, allBut, BOUNDS.classes) } : { all: null }, ...rest };
}

function within(path: string, list: number[], max: number): number[] {
	if (list.length > max) throw new Inexpressible(path, `a grant lists at most ${max}, and this one ${list.length}.`);
	return list;
}

function isOnly(rule: Rule, what: keyof Rule): boolean {
	const said = Object.entries(rule).filter(([name, value]) => name !== 'exceptions' && value !== undefined);
	return rule.exceptions.length === 0 && said.length === 1 && said[0]?.[0] === what;
}

function setOf(path: string, chosen: string[], codes: readonly string[], what: string): number {
	const unknown = chosen.find((code) => !codes.includes(code));
	if (unknown !== undefined) throw new Inexpressible(path, `the chain has no ${what} "${unknown}".`);
	return bitsOf(chosen, codes) ?? fail(path, `it names one ${what} twice.`);
}

function fail(path: string, sentence: string): never {
	throw new Inexpressible(path, sentence);
}

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
 * actions it means those that a session may do, for it opens no others.
 */
function holdsInEmergency(path: string, exceptions: Rule[]): boolean {
	const [exception] = exceptions;
	if (!exception) return true;
	const { actions, purposes, copies: _, ...rest } = exception;
	const isEmergency = purposes !== undefined && purposes.every((code) => EMERGENCY_PURPOSES.includes(code)) && new Set(purposes).size === purposes.length
		&& (actions === undefined || actions.toSorted().join() === EMERGENCY_ACTIONS.join());
	if (exceptions.length > 1 || !isEmergency || exception.exceptions.length > 0 || !isAboutEverything(rest) || rest.period) {
		throw new Inexpressible(path, 'a refusal has one exception on the chain: to access and collect for emergency treatment (ETREAT, BTG), by whoever broke the glass.');
	}
	return false;
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

/** The state that the directives tell; refused if one comes from elsewhere, so that the chain knows no number or moment of it. */
export function stateOf(chain: string, patient: string, at: bigint, directives: Directive[]): ConsentState {
	const grants: [number, Grant][] = [];
	const restrictions: Restrictions = { refusals: [], refuseAll: null, optOut: null, confidential: [] };
	for (const directive of directives) {
		if (directive.decision === 'permit') grants.push(heldGrant(directive));
		else addRestriction(restrictions, directive);
	}
	return { chain, patient, at, grants, restrictions };
}

/** Whether the chain's own number and moments stand in it. */
export function isFromChain(directive: Directive): boolean {
	const { number, made, rule, byController } = directive;
	switch (kindOf(directive)) {
		case 'grant': return number !== undefined && made !== undefined;
		case 'refusal': return number !== undefined && rule.period !== undefined && byController !== undefined;
		case 'confidential-class': return rule.period !== undefined;
		default: return rule.period !== undefined && byController !== undefined;
	}
}

function heldGrant(directive: Directive): [number, Grant] {
	const { organization, provision, terms, ancestors, excludesConfidential } = grantOf(directive);
	const { path, number, made } = directive;
	if (number === undefined || made === undefined) throw new Inexpressible(path, NOT_OF_THE_CHAIN);
	return [organization, { id: number, grantedAt: made, terms, excludesConfidential, ancestors, provision }];
}

function addRestriction(restrictions: Restrictions, directive: Directive): void {
	const { path, number, rule, byController } = directive;
	const since = rule.period?.from ?? fail(path, NOT_OF_THE_CHAIN);
	const parts = restrictionOf(directive);
	if (parts.kind === 'confidential-class') {
		restrictions.confidential.push({ class: parts.class, since });
		return;
	}
	if (byController === undefined) throw new Inexpressible(path, NOT_OF_THE_CHAIN);
	if (parts.kind === 'refusal') {
		const standing: StandingRefusal = { id: number ?? fail(path, NOT_OF_THE_CHAIN), since, byController, refusal: parts.refusal };
		restrictions.refusals.push(standing);
	} else if (parts.kind === 'refuse-all') {
		if (restrictions.refuseAll) throw new Inexpressible(path, 'everything is refused already.');
		restrictions.refuseAll = { since, byController, evenInEmergency: parts.evenInEmergency };
	} else {
		if (restrictions.optOut) throw new Inexpressible(path, 'emergencies are opted out of already.');
		restrictions.optOut = { since, byController };
	}
}

const NOT_OF_THE_CHAIN = 'it has no number or moment of the chain: it is no part of a state yet.';
