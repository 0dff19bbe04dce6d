/** What the chain would refuse of directives that are new to it, told before anything is sent. Numbers count what is in the file only. */
import { allClasses, FIRST_OPAQUE_LABEL } from '../../format/classes.ts';
import type { Directive } from './directives.ts';
import { grantOf } from './grant-parts.ts';
import { Inexpressible } from './reader.ts';
import { type RestrictionParts, restrictionOf } from './restriction-parts.ts';
import { BOUNDS } from './state.ts';

const TYPES = new Set(allClasses());

/** Refuses directives that the chain would not take, or would take for less than they say. What `stands` there is taken already. */
export function checkBounds(directives: Directive[], now: bigint, stands: (directive: Directive) => boolean): void {
	const grants = directives.filter(({ decision }) => decision === 'permit');
	const restrictions = directives.filter(({ decision }) => decision === 'deny');
	grants.forEach(grantOf);
	restrictions.forEach(restrictionOf);
	for (const directive of directives) if (!stands(directive)) checkAlone(directive, now);
	checkRestrictions(restrictions, stands);
	checkGrants(grants.filter(({ ancestors }) => ancestors.length === 0), stands);
}

function checkAlone(directive: Directive, now: bigint): void {
	const { path, rule } = directive;
	for (const { classes = [], anchors = [] } of [rule, ...rule.exceptions]) {
		const unknown = classes.find((recordClass) => recordClass < FIRST_OPAQUE_LABEL && !TYPES.has(recordClass));
		if (unknown !== undefined) throw new Inexpressible(path, `no records are of class ${unknown}: classes below ${FIRST_OPAQUE_LABEL} are those of docs/record-classes.json.`);
		for (const [what, list] of [['class', classes], ['anchor', anchors]] as const) {
			const twice = list.find((number, index) => list.indexOf(number) !== index);
			if (twice !== undefined) throw new Inexpressible(path, `it names ${what} ${twice} twice.`);
		}
	}
	const until = directive.decision === 'permit' ? rule.period?.until : undefined;
	if (until !== undefined && until !== null && until <= now) {
		throw new Inexpressible(path, `its period ended at ${new Date(Number(until - 1n)).toISOString()}: the chain takes no grant that is over. Leave it out.`);
	}
}

/** A restriction that says what another says is refused by the chain; a second refusal of everything could make the first one weaker. */
function checkRestrictions(restrictions: Directive[], stands: (directive: Directive) => boolean): void {
	const seen = new Map<string, Directive>();
	let confidential = 0;
	for (const directive of restrictions) {
		const parts = restrictionOf(directive);
		const key = keyOf(parts);
		const other = seen.get(key);
		if (other && !(stands(directive) && stands(other))) {
			throw new Inexpressible(directive.path, `${other.path} restricts the same already: ${parts.kind === 'refuse-all' ? 'say once whether it holds in emergencies' : 'leave one of them out'}.`);
		}
		seen.set(key, directive);
		if (parts.kind === 'confidential-class' && ++confidential > BOUNDS.confidential) {
			throw new Inexpressible(directive.path, `a patient has at most ${BOUNDS.confidential} confidential classes, and this one is too many.`);
		}
	}
}

/** What may stand once. Two refusals that differ only in emergencies are two for the chain. */
function keyOf(parts: RestrictionParts): string {
	switch (parts.kind) {
		case 'refusal': return JSON.stringify(parts.refusal);
		case 'confidential-class': return `${parts.kind} ${parts.class}`;
		default: return parts.kind;
	}
}

function checkGrants(own: Directive[], stands: (directive: Directive) => boolean): void {
	const perOrganization = new Map<number, number>();
	own.forEach((directive, index) => {
		const { organization } = grantOf(directive);
		const count = (perOrganization.get(organization) ?? 0) + 1;
		perOrganization.set(organization, count);
		if (stands(directive)) return;
		if (count > BOUNDS.ownGrants) {
			throw new Inexpressible(directive.path, `an organization holds at most ${BOUNDS.ownGrants} grants of one patient, and this is one too many for organization ${organization}.`);
		}
		if (index >= BOUNDS.liveGrants) throw new Inexpressible(directive.path, `a patient has at most ${BOUNDS.liveGrants} live grants, and this is one too many.`);
	});
}
