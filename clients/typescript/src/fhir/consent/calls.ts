/** The calls that do on the chain what directives say. */
import { checkBounds } from './bounds.ts';
import { type Directive, isFromChain, kindOf, nameOf } from './directives.ts';
import { type GrantParts, grantOf } from './grant-parts.ts';
import { Inexpressible } from './reader.ts';
import { barsEmergencies, NOT_BY_REPRESENTATIVE, type RestrictionParts, restrictionOf } from './restriction-parts.ts';
import { isThere, standsAmong } from './standing.ts';
import { type Grantee, type Provision, type Refused, type Scope, plain } from './state.ts';

/** A call, with its arguments by the names that the chain gives them. */
export interface Call {
	call: string;
	/** Who has to sign, as far as the Consent tells. */
	signer: 'controller' | 'representative' | 'controller or representative' | 'grantee of the parent';
	args: Record<string, unknown>;
	/**
	 * Its number on the chain, if something stands there under it, or did when it was exported. What says something else by now is told in a
	 * warning. Whoever has changed a grant's Consent calls `consent.amend` with this number.
	 */
	number?: number;
	/** The same stands on the chain, so that the call isn't needed. Told only if the chain was asked. */
	isThere?: true;
}

/**
 * One call for each directive: those that restrict before those that give, so that at no time more is open than all of them
 * leave open together, and otherwise in their order. What the chain would refuse is refused here, as far as the file tells, and
 * what stands on the chain (`standingOf`) if it is given. What was exported
 * once and stands there no more is new to it.
 *
 * Two things a Consent doesn't hold stay null, and have to be put in: the keys for the grantee (`envelope`), and in which capacity
 * somebody passes a grant on. A restriction begins when its call is made, so one that begins after `now` is refused.
 */
export function callsOf(directives: Directive[], now: bigint, standing?: Directive[]): Call[] {
	const stands = standsAmong(standing);
	const names = standing && new Set(standing.map(nameOf));
	// A grant that was changed is amended under its number; a restriction that was changed is another one.
	const hasNumber = (directive: Directive) =>
		directive.number !== undefined && (!names || (names.has(nameOf(directive)) && (directive.decision === 'permit' || stands(directive))));
	checkBounds(standing ? [...standing, ...directives.filter((directive) => !stands(directive))] : directives, now, stands);
	const restrictions = directives.filter(({ decision }) => decision === 'deny');
	const grants = directives.filter(({ decision }) => decision === 'permit');
	// Once all are confidential, the chain has nothing to do for one class more.
	const isLast = (directive: Directive) => kindOf(directive) === 'all-confidential';
	const inOrder = [...restrictions.filter((directive) => !isLast(directive)), ...restrictions.filter(isLast)];
	return [...inOrder, ...grants].map((directive) => {
		const call = directive.decision === 'permit' ? grantCall(directive) : restrictionCall(directive, now);
		return plain({
			...call,
			...(hasNumber(directive) ? { number: directive.number } : {}),
			...(standing && isThere(directive, standing) ? { isThere: true } : {}),
		}) as Call;
	});
}

function grantCall(directive: Directive): Call {
	const { path, patient } = directive;
	const parts = grantOf(directive);
	const { organization, terms, ancestors, excludesConfidential } = parts;
	const provision = provisionArgument(parts);
	const parent = ancestors.at(-1);
	if (parent !== undefined) {
		if (terms !== null) throw new Inexpressible(path, 'a grant that is passed on has no terms of its own.');
		return {
			call: 'consent.refer', signer: 'grantee of the parent',
			args: { patient, capacity: null, parent, organization, provision, envelope: null },
		};
	}
	return {
		call: 'consent.grant', signer: excludesConfidential || directive.byRepresentative ? 'representative' : 'controller',
		args: { patient, organization, provision, terms, envelope: null },
	};
}

function provisionArgument({ provision }: GrantParts): Record<string, unknown> {
	const { grantee, scope, ...rest } = provision satisfies Provision;
	return { grantee: variant(grantee), scope: variant(scope), ...rest };
}

function restrictionCall(directive: Directive, now: bigint): Call {
	const { path, patient, rule } = directive;
	const parts = restrictionOf(directive);
	const signer = restrictionSigner(directive, parts);
	// What the chain dates is of its own clock, which may be ahead of this one.
	const isDatedByChain = isFromChain(directive) && (directive.number !== undefined || directive.byController !== undefined);
	if (rule.period && rule.period.from > now && !isDatedByChain) throw new Inexpressible(path, 'a restriction begins when it is made: it can\'t begin later.');
	switch (parts.kind) {
		case 'refusal': {
			const { whom, ...rest } = parts.refusal;
			return { call: 'consent.refuse', signer, args: { patient, refusal: { whom: refused(whom), ...rest } } };
		}
		case 'refuse-all':
			return { call: 'consent.refuseAll', signer, args: { patient, evenInEmergency: parts.evenInEmergency } };
		case 'emergency-opt-out':
			return { call: 'consent.optOutOfEmergencies', signer, args: { patient } };
		case 'confidential-class':
			return { call: 'consent.markConfidential', signer, args: { patient, class: parts.class } };
		default:
			return { call: 'consent.markAllConfidential', signer, args: { patient, exceptions: parts.exceptions } };
	}
}

function restrictionSigner({ path, byController, byRepresentative }: Directive, parts: RestrictionParts): Call['signer'] {
	if (byRepresentative && byController) throw new Inexpressible(path, 'it is the word of a representative, and of the controller by its extension.');
	const isRepresentatives = byRepresentative === true || byController === false;
	if (parts.kind === 'confidential-class' || parts.kind === 'all-confidential') {
		if (isRepresentatives) throw new Inexpressible(path, 'the patient alone marks classes as confidential, and this is the word of a representative.');
		return 'controller';
	}
	if (isRepresentatives && barsEmergencies(parts)) throw new Inexpressible(path, NOT_BY_REPRESENTATIVE);
	if (isRepresentatives) return 'representative';
	return byController || barsEmergencies(parts) ? 'controller' : 'controller or representative';
}

function refused(whom: Refused): unknown {
	return 'practitioner' in whom ? { Practitioner: variant(whom.practitioner) } : variant(whom);
}

/** A variant as a call takes it: its name with a capital, alone if there is nothing in it. */
function variant(value: Grantee | Scope | Refused | { account: string } | { pseudonym: string }): unknown {
	const [name, inner] = Object.entries(value)[0] as [string, unknown];
	const capital = `${name[0]?.toUpperCase()}${name.slice(1)}`;
	return inner === null ? capital : { [capital]: inner };
}
