/** What restrictions have in common with grants, and with each other. */
import type { Directive } from './directives.ts';
import type { GrantParts } from './grant-parts.ts';
import { restrictionOf } from './restriction-parts.ts';
import type { Grantee, PractitionerId, Refusal, Refused, Scope } from './state.ts';

/** How much of a grant a restriction takes away. */
export type Share = 'nothing' | 'a part' | 'all';

export function shareTaken({ organization, provision, excludesConfidential }: GrantParts, restriction: Directive): Share {
	const parts = restrictionOf(restriction);
	if (parts.kind === 'refuse-all') return 'all';
	// A grant that lists no classes says itself that it leaves the confidential ones out.
	if (parts.kind === 'confidential-class') return excludesConfidential && 'classes' in provision.scope ? ofScope(parts.class, provision.scope) : 'nothing';
	if (parts.kind === 'all-confidential') return excludesConfidential ? ofAllBut(parts.exceptions, provision.scope) : 'nothing';
	if (parts.kind !== 'refusal') return 'nothing';
	const { whom, class: recordClass, purposes } = parts.refusal;
	const shares = [ofGrantee(whom, organization, provision.grantee), ofScope(recordClass, provision.scope), ofPurposes(purposes, provision.purposes)];
	if (shares.includes('nothing')) return 'nothing';
	return shares.every((share) => share === 'all') ? 'all' : 'a part';
}

function ofGrantee(whom: Refused, organization: number, grantee: Grantee): Share {
	if ('everybody' in whom) return 'all';
	if ('organization' in whom) return whom.organization === organization ? 'all' : 'nothing';
	if ('organization' in grantee || 'role' in grantee) return 'a part';
	return isSamePractitioner(whom.practitioner, grantee) ? 'all' : 'nothing';
}

function isSamePractitioner(refused: PractitionerId, grantee: { practitioner: string } | { pseudonym: string }): boolean {
	if ('account' in refused) return 'practitioner' in grantee && grantee.practitioner === refused.account;
	return 'pseudonym' in grantee && grantee.pseudonym === refused.pseudonym;
}

function ofScope(refused: number | null, scope: Scope): Share {
	if (refused === null) return 'all';
	if ('classes' in scope) {
		if (!scope.classes.includes(refused)) return 'nothing';
		return scope.classes.length === 1 ? 'all' : 'a part';
	}
	// Of what class listed records are, only the chain knows.
	return 'allBut' in scope && scope.allBut.includes(refused) ? 'nothing' : 'a part';
}

/** How much of a scope is of other classes than these. Of one that lists no classes, all or, as it says itself, nothing more. */
function ofAllBut(exceptions: number[], scope: Scope): Share {
	if (exceptions.length === 0) return 'all';
	if (!('classes' in scope)) return 'nothing';
	const left = scope.classes.filter((recordClass) => exceptions.includes(recordClass));
	if (left.length === 0) return 'all';
	return left.length < scope.classes.length ? 'a part' : 'nothing';
}

function ofPurposes(refused: number | null, granted: number): Share {
	if (refused === null || (granted & ~refused) === 0) return 'all';
	return (granted & refused) === 0 ? 'nothing' : 'a part';
}

/** Whether somebody's request for records of some class can be refused by both, whatever its purpose. */
export function haveCommonRequests(one: Refusal, other: Refusal): boolean {
	const ofOneClass = one.class === null || other.class === null || one.class === other.class;
	return ofOneClass && haveCommonActors(one.whom, other.whom);
}

/** A practitioner may work in any organization, and is known by an account or by a pseudonym, not by both. */
function haveCommonActors(one: Refused, other: Refused): boolean {
	if ('organization' in one && 'organization' in other) return one.organization === other.organization;
	if ('practitioner' in one && 'practitioner' in other) return JSON.stringify(one.practitioner) === JSON.stringify(other.practitioner);
	return true;
}
