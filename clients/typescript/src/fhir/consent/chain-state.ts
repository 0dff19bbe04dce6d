/** The chain's state as directives, and directives as its state again. */
import { type Actor, type Directive, EMERGENCY_ACTIONS, type Rule } from './directives.ts';
import { grantOf } from './grant-parts.ts';
import { ungrantedBelow } from './purposes.ts';
import { Inexpressible } from './reader.ts';
import { barsEmergencies, NOT_BY_REPRESENTATIVE, restrictionOf } from './restriction-parts.ts';
import type { ConsentState, Grant, Grantee, Refusal, Restrictions, StandingRefusal } from './state.ts';
import { ACTION_CODES, BREAK_THE_GLASS, PURPOSE_CODES, codesOf } from './systems.ts';

/** Written as breaking the glass, which is what a session is: whoever asks for emergency treatment without one is refused on the chain. */
const EMERGENCY = { actions: EMERGENCY_ACTIONS, purposes: [BREAK_THE_GLASS], exceptions: [] };

export function directivesOf({ patient, grants, restrictions }: ConsentState): Directive[] {
	const path = 'state';
	const { refusals, refuseAll, optOut, confidential, allConfidential } = restrictions;
	const deny = (rule: Omit<Rule, 'exceptions'>, since: bigint, rest: Partial<Directive>, exceptions: Rule[] = []): Directive => ({
		path, patient, decision: 'deny', ancestors: [], rule: { period: { from: since, until: null }, ...rule, exceptions }, ...rest,
		...(rest.byController === false ? { byRepresentative: true } : {}),
	});
	const unlessEmergency = (evenInEmergency: boolean) => (evenInEmergency ? [] : [EMERGENCY]);
	return [
		...grants.map(([organization, grant]) => grantDirective(path, patient, organization, grant)),
		...refusals.map(({ id, since, byController, refusal }) =>
			deny(refusalRule(refusal), since, { number: id, byController, stated: 'refusal' }, unlessEmergency(refusal.evenInEmergency))),
		...(refuseAll ? [deny({}, refuseAll.since, { byController: refuseAll.byController }, unlessEmergency(refuseAll.evenInEmergency))] : []),
		...(optOut ? [deny({ purposes: [BREAK_THE_GLASS] }, optOut.since, { byController: true })] : []),
		...confidential.map((marked) =>
			deny({ actor: 'representatives', classes: [marked.class] }, marked.since, { number: marked.class })),
		...(allConfidential ? [deny({ actor: 'representatives' }, allConfidential.since, { byController: true }, allBut(allConfidential.exceptions))] : []),
	];
}

/** What all but these classes means: they are named, and denied again, since whom a restriction is not about it permits nothing. */
function allBut(classes: number[]): Rule[] {
	return classes.length > 0 ? [{ classes, exceptions: [{ actions: ACTION_CODES, exceptions: [] }] }] : [];
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

/** The state that the directives tell; refused if one comes from elsewhere, so that the chain knows no number or moment of it. */
export function stateOf(chain: string, patient: string, at: bigint, directives: Directive[]): ConsentState {
	const grants: [number, Grant][] = [];
	const restrictions: Restrictions = { refusals: [], refuseAll: null, optOut: null, confidential: [], allConfidential: null };
	for (const directive of directives) {
		if (directive.decision === 'permit') grants.push(heldGrant(directive));
		else addRestriction(restrictions, directive);
	}
	return { chain, patient, at, grants, restrictions };
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
	if (parts.kind === 'all-confidential') {
		if (restrictions.allConfidential) throw new Inexpressible(path, 'all classes are confidential already.');
		restrictions.allConfidential = { exceptions: parts.exceptions, since };
		return;
	}
	if (byController === undefined) throw new Inexpressible(path, NOT_OF_THE_CHAIN);
	if (!byController && barsEmergencies(parts)) throw new Inexpressible(path, NOT_BY_REPRESENTATIVE);
	if (parts.kind === 'refusal') {
		const standing: StandingRefusal = { id: number ?? fail(path, NOT_OF_THE_CHAIN), since, byController, refusal: parts.refusal };
		restrictions.refusals.push(standing);
	} else if (parts.kind === 'refuse-all') {
		if (restrictions.refuseAll) throw new Inexpressible(path, 'everything is refused already.');
		restrictions.refuseAll = { since, byController, evenInEmergency: parts.evenInEmergency };
	} else {
		if (restrictions.optOut) throw new Inexpressible(path, 'emergencies are opted out of already.');
		restrictions.optOut = { since };
	}
}

function fail(path: string, sentence: string): never {
	throw new Inexpressible(path, sentence);
}

const NOT_OF_THE_CHAIN = 'it has no number or moment of the chain: it is no part of a state yet.';
