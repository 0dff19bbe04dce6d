/**
 * IHE Basic Audit Log Patterns (BALP) 1.1, for R4: what its profiles AuthZconsent and PrivacyDisclosure.Source ask beyond FHIR itself. An
 * AuditEvent names a profile only if it keeps to it.
 */
import { AGENT } from './agents.ts';
import { attempt, release } from './acts.ts';

const PROFILES = 'https://profiles.ihe.net/ITI/BALP/StructureDefinition';
export const AUTHZ_CONSENT = `${PROFILES}/IHE.BasicAudit.AuthZconsent`;
export const DISCLOSURE_SOURCE = `${PROFILES}/IHE.BasicAudit.PrivacyDisclosure.Source`;

type Json = Record<string, unknown>;

/** The profiles that an AuditEvent keeps to. */
export function profilesOf(resource: Json): string[] {
	return [AUTHZ_CONSENT, DISCLOSURE_SOURCE].filter((profile) => balpFaults(resource, profile).length === 0);
}

/** What is wrong with an AuditEvent by a profile of IHE; nothing if the profile is another one. */
export function balpFaults(resource: Json, profile: string): string[] {
	if (profile === AUTHZ_CONSENT) return [...common(resource, attempt), ...authorization(resource)];
	return profile === DISCLOSURE_SOURCE ? [...common(resource, release), ...disclosure(resource)] : [];
}

function common(resource: Json, act: { letter: string; type: object; subtypes: object[] }): string[] {
	return faults([
		[resource['modifierExtension'] === undefined, 'modifierExtension: none is allowed'],
		[isSame(resource['type'], act.type), `type: must be ${JSON.stringify(act.type)}`],
		[list(resource['subtype']).filter((coding) => isSame(coding, act.subtypes[0])).length === 1, `subtype: must be ${JSON.stringify(act.subtypes[0])}, once`],
		[resource['action'] === act.letter, `action: must be ${act.letter}`],
		[typeof resource['recorded'] === 'string', 'recorded: is missing'],
		[typeof resource['outcome'] === 'string', 'outcome: is missing'],
	]);
}

/** AuthZconsent: who asked by which program and for whom, who decided, about which patient and by which Consents. */
function authorization(resource: Json): string[] {
	const client = agents(resource, AGENT.client);
	const user = agents(resource, AGENT.reader);
	const organization = agents(resource, AGENT.provider);
	const authorizer = agents(resource, AGENT.authorizationServer);
	const types = list(resource['entity']).map(typeOfEntity);
	const count = (type: string) => types.filter((found) => found === type).length;
	const without = (found: Json[], ...names: string[]) => found.every((agent) => names.every((name) => agent[name] === undefined));
	return faults([
		[list(resource['subtype']).length === 1, 'subtype: only codes of AuthZsubType are allowed'],
		[client.length === 1 && client.every(hasWho) && client.every(hasNetwork), 'agent: one client with its network is asked for'],
		[without(client, 'role', 'altId', 'name', 'location', 'media', 'purposeOfUse'), 'agent: a client has more than is allowed'],
		[user.length === 1 && user.every(hasWho) && user.every(({ requestor }) => requestor === true), 'agent: one user who requested is asked for'],
		[without(user, 'altId', 'location', 'media', 'network'), 'agent: a user has more than is allowed'],
		[organization.length === 1 && organization.every(hasWho) && organization.every(({ requestor }) => requestor === false), 'agent: one organization is asked for, which did not request'],
		[without(organization, 'role', 'altId', 'name', 'location', 'policy', 'media', 'network'), 'agent: an organization has more than is allowed'],
		[authorizer.length === 1 && authorizer.every(({ requestor }) => requestor === false), 'agent: one authorization server is asked for'],
		[authorizer.every(({ who }) => isObserver(resource, who)), 'agent: the authorization server must be the source, too (val-audit-source)'],
		[without(authorizer, 'role', 'altId', 'name', 'location', 'policy', 'media', 'network', 'purposeOfUse'), 'agent: an authorization server has more than is allowed'],
		[types.every((type) => ['1', 'Consent'].includes(type)), 'entity: only the patient and Consents are allowed here'],
		[count('1') === 1 && hasPatient(resource), 'entity: one patient is asked for'],
		[count('Consent') >= 1 && consents(resource).every(({ what }) => what !== undefined), 'entity: a Consent is asked for'],
	]);
}

/** PrivacyDisclosure.Source: from where to whom, who let it go and who authorized it, of which patient what. */
function disclosure(resource: Json): string[] {
	const [source, recipient, custodian, authorizer] = [AGENT.source, AGENT.destination, AGENT.recordKeeper, AGENT.authorizer].map((type) => agents(resource, type)) as [Json[], Json[], Json[], Json[]];
	const entities = list(resource['entity']);
	return faults([
		[source.length === 1 && source.every(hasWho) && source.every(hasNetwork), 'agent: one source with its network is asked for'],
		[source.every(({ who }) => isObserver(resource, who)), 'agent: the source agent must be the source, too (val-audit-source)'],
		[recipient.length === 1 && recipient.every(hasWho) && recipient.every(hasNetwork), 'agent: one recipient with its network is asked for'],
		[custodian.length <= 1 && custodian.every(hasWho), 'agent: one custodian at most is asked for'],
		[authorizer.length <= 1 && authorizer.every(hasWho), 'agent: one authorizer at most is asked for'],
		[entities.length >= 2, 'entity: the patient and what was disclosed are asked for'],
		[entities.map(typeOfEntity).filter((type) => type === '1').length === 1 && hasPatient(resource), 'entity: one patient is asked for'],
	]);
}

function faults(checks: [holds: boolean, sentence: string][]): string[] {
	return checks.filter(([holds]) => !holds).map(([, sentence]) => sentence);
}

function list(value: unknown): Json[] {
	return Array.isArray(value) ? value : [];
}

function isSame(one: unknown, other: unknown): boolean {
	return JSON.stringify(one) === JSON.stringify(other);
}

function agents(resource: Json, { system, code }: { system: string; code: string }): Json[] {
	return list(resource['agent']).filter(({ type }) => list((type as Json | undefined)?.['coding']).some((coding) => coding['system'] === system && coding['code'] === code));
}

function hasWho({ who }: Json): boolean {
	return who !== undefined;
}

function hasNetwork({ network }: Json): boolean {
	return network !== undefined;
}

function isObserver(resource: Json, who: unknown): boolean {
	return who !== undefined && isSame(who, (resource['source'] as Json | undefined)?.['observer']);
}

function typeOfEntity({ type }: Json): string {
	return String((type as Json | undefined)?.['code']);
}

function consents(resource: Json): Json[] {
	return list(resource['entity']).filter((entity) => typeOfEntity(entity) === 'Consent');
}

/** Whether the entity that is a person is the patient. */
function hasPatient(resource: Json): boolean {
	return list(resource['entity']).filter((entity) => typeOfEntity(entity) === '1').every(({ what, role }) =>
		(role as Json | undefined)?.['code'] === '1' && ['Patient', undefined].includes((what as Json | undefined)?.['type'] as string | undefined) && what !== undefined);
}
