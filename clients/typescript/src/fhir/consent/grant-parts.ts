/** What a directive that permits is on the chain: a grant. */
import type { Role } from '../../chain/codes.ts';
import type { Directive, Rule } from './directives.ts';
import { liesWithin, purposesLeft } from './purposes.ts';
import { Inexpressible } from './reader.ts';
import { setOf } from './sets.ts';
import { ALL_ACTIONS, BOUNDS, type Grantee, type PractitionerId, type Provision, type Scope } from './state.ts';
import { ACTION_CODES, BREAK_THE_GLASS, PURPOSE_CODES } from './systems.ts';

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
	if (kinds.flat().length !== exceptions.length) {
		throw new Inexpressible(path, 'a grant makes exceptions of classes, of confidential classes, and of purposes below those that it names, each in provisions of their own.');
	}
	const excludesConfidential = withLabel.length > 0;
	// Provisions beside each other are alternatives: what one of them denies is denied.
	const denied = joined(withPurposes.map(({ purposes: codes = [] }) => codes));
	const allBut = joined(withClasses.map(({ classes: list = [] }) => list));
	const limits = [classes, anchors, allBut].filter((limit) => limit !== undefined);
	if (limits.length > 1) {
		throw new Inexpressible(path, 'a grant lists classes, or anchors, or the classes that it leaves out: two of them at a time can\'t be said.');
	}
	const rest = { excludesConfidential, denied };
	if (classes) return { scope: { classes: within(path, classes, BOUNDS.classes) }, ...rest };
	if (anchors) return { scope: { anchors: within(path, anchors, BOUNDS.anchors) }, ...rest };
	return { scope: allBut ? { allBut: within(path, allBut, BOUNDS.classes) } : { all: null }, ...rest };
}

/** What stands in any of the lists; the list itself if there is one, so that what it names twice is still told. */
function joined<T>(lists: T[][]): T[] | undefined {
	return lists.length > 1 ? [...new Set(lists.flat())] : lists[0];
}

function within(path: string, list: number[], max: number): number[] {
	if (list.length > max) throw new Inexpressible(path, `a grant lists at most ${max}, and this one ${list.length}.`);
	return list;
}

function isOnly(rule: Rule, what: keyof Rule): boolean {
	const said = Object.entries(rule).filter(([name, value]) => name !== 'exceptions' && value !== undefined);
	return rule.exceptions.length === 0 && said.length === 1 && said[0]?.[0] === what;
}
