/** Names for what the chain knows by numbers, accounts and hashes: whoever shows it to people knows some of them. */
import type { Content } from './variants.ts';
import type { Actor, PractitionerId, Target } from './generated/told.ts';

/** Looks names up. What is left out, or answers with `undefined`, is told by its number or its beginning. */
export interface Names {
	organization?: (organization: number) => string | undefined;
	/** Somebody who practises in an organization, by an account or by the pseudonym that its gateways sign for. */
	practitioner?: (practitioner: PractitionerId, organization: number) => string | undefined;
	/** Somebody on a patient's side, by the account. */
	person?: (account: string) => string | undefined;
	/** A patient, by the id (`0x…`). */
	patient?: (patient: string) => string | undefined;
	anchor?: (anchor: number) => string | undefined;
	recordClass?: (recordClass: number) => string | undefined;
}

/** The same, with words for whatever has no name. */
export type Naming = { readonly [K in keyof Names]-?: (...args: Parameters<NonNullable<Names[K]>>) => string };

/** As much of an account or a hash as people compare. */
const SHOWN = 10;
/** As many are named one by one; of more it is told how many they are. */
const LISTED = 5;

export function naming(names: Names = {}): Naming {
	const organization = (number: number) => names.organization?.(number) ?? `organization ${number}`;
	return {
		organization,
		practitioner: (practitioner, of) => names.practitioner?.(practitioner, of) ?? `practitioner ${shortened(practitioner.account ?? practitioner.pseudonym)} of ${organization(of)}`,
		person: (account) => names.person?.(account) ?? `account ${shortened(account)}`,
		patient: (patient) => names.patient?.(patient) ?? `patient ${shortened(patient)}`,
		anchor: (anchor) => names.anchor?.(anchor) ?? `anchor ${anchor}`,
		recordClass: (recordClass) => names.recordClass?.(recordClass) ?? `class ${recordClass}`,
	};
}

/** Who of an organization acted, if it was one of its practitioners. */
export function practitionerIn({ practitioner, gateway }: Actor): { practitioner: PractitionerId; organization: number } | undefined {
	if (practitioner) return { practitioner: { account: practitioner.account }, organization: practitioner.organization };
	if (gateway) return { practitioner: { pseudonym: gateway.practitioner }, organization: gateway.organization };
	return undefined;
}

/** For which organization somebody acted. */
export function organizationIn({ practitioner, gateway, organization }: Actor): number | undefined {
	return (practitioner ?? gateway ?? organization)?.organization;
}

/** Who acted, by name. */
export function nameOfActor(actor: Actor, name: Naming): string {
	const person: Content<Actor, 'person'> | undefined = actor.person;
	if (person) return name.person(person);
	const practising = practitionerIn(actor);
	if (practising) return `${name.practitioner(practising.practitioner, practising.organization)}${actor.gateway ? ', by a gateway' : ''}`;
	if (actor.organization) return name.organization(actor.organization.organization);
	return actor.chain === null ? 'the chain' : 'an authority';
}

/** Records and classes, by name. */
export function nameOfTargets(targets: readonly Target[], name: Naming): string {
	const named = targets.slice(0, LISTED).map((target) => (target.class ? name.recordClass(target.class.class) : name.anchor(target.anchor as number)));
	const more = targets.length - named.length;
	return listed(more > 0 ? [...named, `${more} more`] : named);
}

/** "a", "a and b", "a, b and c". */
export function listed(parts: readonly string[]): string {
	return parts.length < 2 ? parts.join() : `${parts.slice(0, -1).join(', ')} and ${parts.at(-1)}`;
}

function shortened(text: string | undefined): string {
	return text === undefined || text.length <= SHOWN ? (text ?? '') : `${text.slice(0, SHOWN)}…`;
}
