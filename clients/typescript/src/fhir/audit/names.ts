/** The names that the mapping of trails uses: HL7's, DICOM's and IHE's own, and those of Salus for what they have no word for. */
import type { TrailId } from '../../chain/generated/told.ts';
import type { Element } from '../consent/moments.ts';
import type { Reader } from '../consent/reader.ts';
import { reference } from '../consent/setting.ts';
import { BASE, type Namespaces, type Release, namespaces, parseNamespace } from '../consent/systems.ts';
import { bigOf, type Integer, jsonOf } from './integers.ts';

/** Systems of others. */
export const SYSTEM = {
	/** DICOM PS3.16, which AuditEvent takes its codes from (PS3.15 A.5). */
	dicom: 'http://dicom.nema.org/resources/ontology/DCM',
	interaction: 'http://hl7.org/fhir/restful-interaction',
	lifecycle: 'http://terminology.hl7.org/CodeSystem/iso-21089-lifecycle',
	roleClass: 'http://terminology.hl7.org/CodeSystem/v3-RoleClass',
	securityRole: 'http://terminology.hl7.org/CodeSystem/extra-security-role-type',
	snomed: 'http://snomed.info/sct',
	entityType: 'http://terminology.hl7.org/CodeSystem/audit-entity-type',
	resourceTypes: 'http://hl7.org/fhir/resource-types',
	objectRole: 'http://terminology.hl7.org/CodeSystem/object-role',
	sourceType: 'http://terminology.hl7.org/CodeSystem/security-source-type',
	severity: 'http://hl7.org/fhir/issue-severity',
	/** IHE Basic Audit Log Patterns: what an authorization was decided by. */
	decidedBy: 'https://profiles.ihe.net/ITI/BALP/CodeSystem/AuthZsubType',
} as const;

/** That a value exists, and why it is not told. */
export const DATA_ABSENT_REASON = 'http://hl7.org/fhir/StructureDefinition/data-absent-reason';

/** What an entry tells, by the name that the chain has for it. */
export const EVENT_SYSTEM = `${BASE}/CodeSystem/audit-event`;

/** The extension with an entry's number and hashes. */
export const ENTRY_EXTENSION = extensionUrl('entry');
/** On an entity: which field of the entry it is. */
export const FIELD_EXTENSION = extensionUrl('field');

/** The extension for what the chain calls `name`, such as `keyEpoch`. */
export function extensionUrl(name: string): string {
	return `${BASE}/StructureDefinition/audit-${kebab(name)}`;
}

/** The system of the codes of a kind, such as `denial`. */
export function codeSystem(kind: string): string {
	return `${BASE}/CodeSystem/${kind}`;
}

/** `NotPractising` and `notPractising` as a code: `not-practising`. */
export function kebab(name: string): string {
	return name.replace(/(?<=[a-z0-9])[A-Z]/g, (letter) => `-${letter}`).toLowerCase();
}

/** The namespaces of what one chain numbers: those of its Consents, and those that only trails need. */
export interface AuditNames extends Namespaces {
	policy: string;
	session: string;
	commitment: string;
	/** The chain itself, which decides and writes down. */
	recorder: string;
	/** Its authorities. */
	authority: string;
	trail: Record<'patient' | 'organization' | 'governance', string>;
}

export function auditNames(chain: string): AuditNames {
	const name = (what: string) => `${BASE}/sid/${chain.slice(2)}/${what}`;
	return {
		...namespaces(chain),
		policy: name('policy'),
		session: name('emergency-session'),
		commitment: name('commitment'),
		recorder: name('recorder'),
		authority: name('authority'),
		trail: { patient: name('patient-trail'), organization: name('organization-trail'), governance: name('governance-trail') },
	};
}

/** The one authority of a chain, as its trail tells it: by an origin that is no account. */
export const GOVERNANCE = 'governance';

/** Whose trail, and what its entries refer to, is written or read. */
export interface AuditSetting {
	release: Release;
	chain: string;
	names: AuditNames;
	trail: TrailId;
	/** The patient whose records an entry is about, if it is about one's. */
	subject: string | undefined;
}

/** What an identifier of a trail begins with. */
function trailValue(trail: TrailId): { kind: keyof AuditNames['trail']; value: string } {
	if (trail.patient !== undefined) return { kind: 'patient', value: trail.patient };
	if (trail.organization !== undefined) return { kind: 'organization', value: String(trail.organization) };
	return { kind: 'governance', value: GOVERNANCE };
}

/** The identifier of a trail. */
export function trailIdentifier({ names, trail }: Pick<AuditSetting, 'names' | 'trail'>): { system: string; value: string } {
	const { kind, value } = trailValue(trail);
	return { system: names.trail[kind], value };
}

/** The identifier of an entry: its trail's, and its place. */
export function entryIdentifier(setting: Pick<AuditSetting, 'names' | 'trail'>, sequence: Integer): { system: string; value: string } {
	const { system, value } = trailIdentifier(setting);
	return { system, value: `${value}/${bigOf(sequence)}` };
}

/** An entry by its place in the same trail. */
export function entryReference(setting: AuditSetting, sequence: Integer, type: string | undefined): Element {
	const { system, value } = entryIdentifier(setting, sequence);
	return reference(type, system, value);
}

/** The chain and the trail that an identifier names. */
export function readTrailIdentifier(identifier: Reader): { chain: string; trail: TrailId } {
	const system = identifier.member('system');
	const value = identifier.member('value');
	const namespace = parseNamespace(system.text());
	const text = value.text();
	if (namespace?.what === 'patient-trail') return { chain: namespace.chain, trail: { patient: value.bytes32() } };
	if (namespace?.what === 'organization-trail') return { chain: namespace.chain, trail: { organization: numberIn(value, text, 0xffff_ffffn) as number } };
	if (namespace?.what === 'governance-trail') {
		value.expect(GOVERNANCE);
		return { chain: namespace.chain, trail: { governance: null } };
	}
	return system.refuse('this is no namespace for the trails of a chain.');
}

/** The place in an identifier of an entry of this trail. */
export function sequenceIn(value: Reader, setting: AuditSetting): Integer {
	const prefix = `${trailIdentifier(setting).value}/`;
	const text = value.text();
	return text.startsWith(prefix) ? numberIn(value, text.slice(prefix.length)) : value.refuse('this is no entry of the same trail.');
}

/** A whole number that stands as text in `value`, as the chain's JSON tells it. */
export function numberIn(value: Reader, text: string, max = 0xffff_ffff_ffff_ffffn): Integer {
	if (!/^(0|[1-9]\d{0,19})$/.test(text) || BigInt(text) > max) return value.refuse('there must be a whole number here.');
	return jsonOf(BigInt(text));
}
