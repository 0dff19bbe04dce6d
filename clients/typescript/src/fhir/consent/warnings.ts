/** What the chain would take, and its author may not have meant. */
import { directivesOf } from './chain-state.ts';
import { type Directive, isFromChain, kindOf, nameOf } from './directives.ts';
import { type GrantParts, grantOf } from './grant-parts.ts';
import { shareTaken } from './overlap.ts';
import { restrictionOf } from './restriction-parts.ts';
import { counterpartOf, isThere } from './standing.ts';
import { BOUNDS, type ConsentState } from './state.ts';
import type { Kind } from './systems.ts';

/** One sentence for each. What stands on the chain already (`standingOf`) counts if it is given, and otherwise only what is in the file. */
export function warningsOf(directives: Directive[], now: bigint, standing?: Directive[]): string[] {
	const stands = (directive: Directive) => (standing ? standing.includes(directive) || isThere(directive, standing) : isFromChain(directive));
	const all = standing ? [...standing, ...directives.filter((directive) => !stands(directive))] : directives;
	const grants = all.filter(({ decision }) => decision === 'permit');
	const restrictions = all.filter(({ decision }) => decision === 'deny');
	return [
		...(standing
			? all.filter((directive) => isFromChain(directive) && !standing.includes(directive)).map((directive) => goneOrChanged(directive, standing))
			: notCompared(directives)),
		...joinedRefusals(restrictions),
		...grants.flatMap((grant) => [...(standing?.includes(grant) ? [] : ended(grant, now)), ...outweighed(grant, restrictions, stands)]),
		...twice(grants, stands),
	];
}

/** What stands on the chain, named so that a sentence about it can be understood. */
export function standingOf(state: ConsentState): Directive[] {
	return directivesOf(state).map((directive) => ({ ...directive, path: `the ${nameOf(directive)} on the chain` }));
}

/** Whoever passes over calls that have a number passes over what was changed in an export, too. */
function notCompared(directives: Directive[]): string[] {
	const exported = directives.filter(({ number, byController }) => number !== undefined || byController !== undefined);
	return exported.length === 0 ? [] : [
		`${exported[0]?.path}: ${exported.length === 1 ? 'it was exported' : `it and others (${exported.length} in all) were exported`} from a chain. Whether the chain still has them as they are here was not compared: name a node with --url.`,
	];
}

/** Whoever imports an old export may give again what the patient has revoked; whoever has changed one may think that it is there. */
function goneOrChanged(directive: Directive, standing: Directive[]): string {
	const other = counterpartOf(directive, standing);
	if (other) return `${directive.path}: ${other.path} says something else: ${HOW_TO_CHANGE[kindOf(directive)]}.`;
	return `${directive.path}: it was exported as the ${nameOf(directive)}, which stands on the chain no more: its call makes it anew.`;
}

const HOW_TO_CHANGE: Readonly<Record<Kind, string>> = {
	'grant': 'to change that one, call consent.amend with its number and these arguments; the call here makes another grant beside it',
	'refusal': 'its call makes another refusal, and that one stands until it is lifted',
	'refuse-all': 'its call says it anew, as it is here',
	'emergency-opt-out': 'its call says it anew, as it is here',
	'confidential-class': 'its call says it anew, as it is here',
	'all-confidential': 'its call says it anew, as it is here',
};

/** Two places are kept for those who have refused nothing yet: the controller, and representatives. */
const PLACES_KEPT = 2;

function joinedRefusals(restrictions: Directive[]): string[] {
	return restrictions.filter((directive) => restrictionOf(directive).kind === 'refusal').slice(BOUNDS.refusals - PLACES_KEPT).map(({ path }) =>
		`${path}: a patient has at most ${BOUNDS.refusals} refusals, and room is kept for the controller's and for representatives'. If there is none, the chain joins two that hold in the same cases, to one that may refuse more than either, up to everything to everybody; or this one gives way in an emergency, if it shall not.`);
}

function ended({ path, rule: { period } }: Directive, now: bigint): string[] {
	return period && period.until !== null && period.until <= now ? [`${path}: its period is over: the chain would take no such grant again.`] : [];
}

function outweighed(grant: Directive, restrictions: Directive[], stands: (directive: Directive) => boolean): string[] {
	return restrictions.flatMap((restriction) => {
		if (stands(grant) && stands(restriction)) return [];
		const why = restriction.rule.actor === 'representatives'
			? 'no grant of a representative is for classes that the patient marked as confidential'
			: 'a refusal beats every grant, later ones too';
		switch (shareTaken(asGiven(grant), restriction)) {
			case 'all': return [`${grant.path}: it permits nothing as long as ${restriction.path} stands, for ${why}.${isTaken(grant, restriction) ? '' : NOT_TAKEN}`];
			case 'a part': return [`${grant.path}: ${restriction.path} takes a part of it away, for ${why}.`];
			default: return [];
		}
	});
}

/** Whether the chain takes a grant all of which a restriction takes away: of a representative it takes none that the patient refuses. */
function isTaken(grant: Directive, restriction: Directive): boolean {
	return !asGiven(grant).excludesConfidential || restriction.rule.actor === 'representatives';
}

const NOT_TAKEN = ' From a representative the chain takes it only when that is lifted.';

/** The chain leaves confidential classes out of whatever a representative grants, whether or not the Consent says so. */
function asGiven(grant: Directive): GrantParts {
	const parts = grantOf(grant);
	return { ...parts, excludesConfidential: parts.excludesConfidential || grant.byRepresentative === true };
}

function twice(grants: Directive[], stands: (directive: Directive) => boolean): string[] {
	const seen = new Map<string, string>();
	return grants.flatMap((grant) => {
		const key = JSON.stringify(grantOf(grant), (_, value: unknown) => (typeof value === 'bigint' ? String(value) : value));
		const other = seen.get(key);
		seen.set(key, grant.path);
		return other === undefined || stands(grant) ? [] : [`${grant.path}: it grants the same as ${other}; each has to be revoked.`];
	});
}
