/** What the chain would take, and its author may not have meant. */
import { directivesOf } from './chain-state.ts';
import { type Directive, isFromChain, kindOf } from './directives.ts';
import { grantOf } from './grant-parts.ts';
import { shareTaken } from './overlap.ts';
import { restrictionOf } from './restriction-parts.ts';
import { BOUNDS, type ConsentState } from './state.ts';

/** One sentence for each. What stands on the chain already (`standingOf`) counts if it is given, and otherwise only what is in the file. */
export function warningsOf(directives: Directive[], now: bigint, standing: Directive[] = []): string[] {
	const all = [...standing, ...directives.filter((directive) => standing.length === 0 || !isFromChain(directive))];
	const grants = all.filter(({ decision }) => decision === 'permit');
	const restrictions = all.filter(({ decision }) => decision === 'deny');
	return [
		...joinedRefusals(restrictions),
		...grants.flatMap((grant) => [...(standing.includes(grant) ? [] : ended(grant, now)), ...outweighed(grant, restrictions)]),
		...twice(grants),
	];
}

/** What stands on the chain, named so that a sentence about it can be understood. */
export function standingOf(state: ConsentState): Directive[] {
	return directivesOf(state).map((directive) => {
		const number = directive.number === undefined ? '' : ` ${directive.number}`;
		return { ...directive, path: `the ${kindOf(directive)}${number} on the chain` };
	});
}

function joinedRefusals(restrictions: Directive[]): string[] {
	return restrictions.filter((directive) => restrictionOf(directive).kind === 'refusal').slice(BOUNDS.refusals).map(({ path }) =>
		`${path}: a patient has at most ${BOUNDS.refusals} refusals. The chain joins this one with the closest that stands, to one that may refuse more than either, up to everything to everybody.`);
}

function ended({ path, rule: { period } }: Directive, now: bigint): string[] {
	return period && period.until !== null && period.until <= now ? [`${path}: its period is over: the chain would take no such grant again.`] : [];
}

function outweighed(grant: Directive, restrictions: Directive[]): string[] {
	return restrictions.flatMap((restriction) => {
		if (isFromChain(grant) && isFromChain(restriction)) return [];
		switch (shareTaken(grantOf(grant), restriction)) {
			case 'all': return [`${grant.path}: it permits nothing as long as ${restriction.path} stands, for a refusal beats every grant, later ones too.`];
			case 'a part': return [`${grant.path}: ${restriction.path} takes a part of it away, for a refusal beats every grant, later ones too.`];
			default: return [];
		}
	});
}

function twice(grants: Directive[]): string[] {
	const seen = new Map<string, string>();
	return grants.flatMap((grant) => {
		const key = JSON.stringify(grantOf(grant), (_, value: unknown) => (typeof value === 'bigint' ? String(value) : value));
		const other = seen.get(key);
		seen.set(key, grant.path);
		return other === undefined || isFromChain(grant) ? [] : [`${grant.path}: it grants the same as ${other}; each has to be revoked.`];
	});
}
