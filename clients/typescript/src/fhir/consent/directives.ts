/**
 * What a Consent says, without the shape that a release of FHIR gives it: a directive. `chain-state.ts` makes directives of the chain's
 * state and the other way round, `grant-parts.ts` and `restriction-parts.ts` say what each is on the chain; `r4.ts` and `r5.ts` do the rest.
 */
import type { Role } from '../../chain/codes.ts';
import type { Name } from './identifiers.ts';
import type { Months, Span } from './moments.ts';
import type { Reader } from './reader.ts';
import type { PractitionerId } from './state.ts';
import { BREAK_THE_GLASS, type Kind } from './systems.ts';

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

/** What a directive is, by its rules. Only a refusal that names nothing and the refusal of everything have the same. */
export function kindOf({ decision, rule, stated }: Directive): Kind {
	if (decision === 'permit') return 'grant';
	if (rule.actor === 'representatives') return rule.classes ? 'confidential-class' : 'all-confidential';
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

/** The kind, and the number if there can be several of it. */
export function nameOf(directive: Directive): string {
	return `${kindOf(directive)}${directive.number === undefined ? '' : ` ${directive.number}`}`;
}
