/** Where the fields of an entry stand in an AuditEvent: in an entity that it refers to, in the purpose, or in an extension. */
import type { PractitionerId, Purpose } from '../../chain/generated/told.ts';
import { readConcept } from '../consent/codes.ts';
import { type Element, readOptionalMoment } from '../consent/moments.ts';
import type { Reader } from '../consent/reader.ts';
import { account } from '../consent/state.ts';
import { reference } from '../consent/setting.ts';
import { HL7, bitsOf } from '../consent/systems.ts';
import type { Agent } from './agents.ts';
import { jsonOf } from './integers.ts';
import {
	type AuditSetting, FIELD_EXTENSION, SYSTEM, codeSystem, entryReference, extensionUrl, kebab, numberIn, sequenceIn,
} from './names.ts';
import { accountText } from './accounts.ts';
import { type Value, anchorIn, anchorReference, extension, numberOfSubject, ofSubject, purposeCode, purposeOfCode, tooNew, valueIn } from './values.ts';

/** Something that an entry is about. R5 has no types of entities. */
export interface Entity {
	what?: Element;
	type: Element;
	role?: Element;
	extension: Element[];
}

/** What the fields of an entry are written into. */
export interface Parts {
	extensions: Element[];
	entities: Entity[];
	purposes: string[];
	agents: Agent[];
	/** When it happened, if that was not when it was written down. */
	happened?: number;
}

/** What they are read from. */
export class Given {
	readonly resource: Reader;
	readonly purposes: Reader[];
	readonly agents: Reader[];
	readonly #extensions: [url: unknown, extension: Reader][];
	readonly #entities: [field: string | undefined, entity: Reader][];

	constructor(resource: Reader) {
		this.resource = resource;
		this.purposes = resource.items(resource.maybe('code') ? 'authorization' : 'purposeOfEvent');
		this.agents = resource.items('agent');
		this.#extensions = resource.items('extension').map((item) => [item.member('url').value, item]);
		this.#entities = resource.items('entity').map((item) => [fieldOf(item), item]);
	}

	extensions(name: string): Reader[] {
		return this.#extensions.filter(([url]) => url === extensionUrl(name)).map(([, item]) => item);
	}

	maybeExtension(name: string): Reader | undefined {
		const found = this.extensions(name);
		return found.length > 1 ? this.resource.refuse(`it has ${found.length} extensions ${extensionUrl(name)}.`) : found[0];
	}

	extension(name: string): Reader {
		return this.maybeExtension(name) ?? this.resource.refuse(`its extension ${extensionUrl(name)} is missing.`);
	}

	entities(name: string): Reader[] {
		return this.#entities.filter(([field]) => field === kebab(name)).map(([, item]) => item);
	}

	maybeEntity(name: string): Reader | undefined {
		const found = this.entities(name);
		return found.length > 1 ? this.resource.refuse(`it has ${found.length} entities for "${kebab(name)}".`) : found[0];
	}

	entity(name: string): Reader {
		return this.maybeEntity(name) ?? this.resource.refuse(`its entity for "${kebab(name)}" is missing.`);
	}
}

function fieldOf(entity: Reader): string | undefined {
	const item = entity.items('extension').find((candidate) => candidate.member('url').value === FIELD_EXTENSION);
	return item?.member('valueCode').text();
}

/** Which field an entity is. */
export function fieldExtension(name: string): Element {
	return { url: FIELD_EXTENSION, valueCode: kebab(name) };
}

/** How a field is written and read. */
export interface Field<T> {
	write(into: Parts, name: string, value: T, setting: AuditSetting): void;
	read(given: Given, name: string, setting: AuditSetting): T;
}

/** In an extension of the field's name. */
export function inExtension<T>(value: Value<T>): Field<T> {
	return {
		write: (into, name, told, setting) => void into.extensions.push(extension(name, value.write(told, setting))),
		read: (given, name, setting) => value.read(given.extension(name), setting),
	};
}

/** The same, or nothing. */
export function optionally<T>(value: Value<T>): Field<T | null> {
	return {
		write: (into, name, told, setting) => {
			if (told !== null) into.extensions.push(extension(name, value.write(told, setting)));
		},
		read: (given, name, setting) => {
			const found = given.maybeExtension(name);
			return found ? value.read(found, setting) : null;
		},
	};
}

/** A set of the chain's codes: an extension for each. */
export function set(kind: string, names: readonly string[]): Field<number> {
	const codes = names.map(kebab);
	const system = codeSystem(kind);
	return {
		write: (into, name, told) => {
			if (told >= 1 << codes.length) throw tooNew(`the set ${told} of ${system}`);
			const chosen = codes.filter((_, index) => (told & (1 << index)) !== 0);
			into.extensions.push(...chosen.map((code) => extension(name, { valueCoding: { system, code } })));
		},
		read: (given, name) => {
			const chosen = given.extensions(name).map((item) => item.member('valueCoding')).map((coding) => {
				coding.member('system').expect(system);
				return coding.member('code').text();
			});
			return bitsOf(chosen, codes) ?? given.resource.refuse(`these are no codes of ${system}, or one stands here twice.`);
		},
	};
}

/** How something is referred to. */
interface Kind<T> {
	type: Element;
	role?: Element;
	write(value: T, setting: AuditSetting): Element;
	read(what: Reader, setting: AuditSetting): T;
}

/** In an entity. */
export function inEntity<T>({ type, role, write, read }: Kind<T>): Field<T> {
	return {
		write: (into, name, told, setting) => {
			into.entities.push({ extension: [fieldExtension(name)], what: write(told, setting), type, ...(role ? { role } : {}) });
		},
		read: (given, name, setting) => read(given.entity(name).member('what'), setting),
	};
}

export function inEntityIfAny<T>(kind: Kind<T>): Field<T | null> {
	const field = inEntity(kind);
	return {
		write: (into, name, told, setting) => {
			if (told !== null) field.write(into, name, told, setting);
		},
		read: (given, name, setting) => (given.maybeEntity(name) ? field.read(given, name, setting) : null),
	};
}

export const PERSON = { system: SYSTEM.entityType, code: '1' };
export const SYSTEM_OBJECT = { system: SYSTEM.entityType, code: '2' };
const ORGANIZATION = { system: SYSTEM.entityType, code: '3' };
export const CONSENT = { system: SYSTEM.resourceTypes, code: 'Consent' };

/** Roles of entities, by their numbers in HL7's system. */
export function objectRole(code: string): Element {
	return { system: SYSTEM.objectRole, code };
}

export const PATIENT_ROLE = objectRole('1');
export const REPORT_ROLE = objectRole('3');
const DOMAIN_RESOURCE = objectRole('4');
const SECURITY_RESOURCE = objectRole('13');

function numbered(type: string | undefined, namespace: (names: AuditSetting['names']) => string, kind: Pick<Kind<number>, 'type' | 'role'>): Kind<number> {
	return {
		...kind,
		write: (value, { names }) => reference(type, namespace(names), String(value)),
		read: (what, { names }) => {
			const value = valueIn(what, namespace(names));
			return numberIn(value, value.text(), 0xffff_ffffn);
		},
	};
}

function numberedForPatient(type: string | undefined, namespace: (names: AuditSetting['names']) => string, kind: Pick<Kind<number>, 'type' | 'role'>): Kind<number> {
	return {
		...kind,
		write: (value, setting) => reference(type, namespace(setting.names), ofSubject(value, setting)),
		read: (what, setting) => numberOfSubject(valueIn(what, namespace(setting.names)), setting),
	};
}

const consentKind = { type: CONSENT, role: DOMAIN_RESOURCE };

export const organization = inEntity(numbered('Organization', ({ organization: system }) => system, { type: ORGANIZATION }));
export const grant = inEntity(numberedForPatient('Consent', ({ consent }) => consent.grant, consentKind));
const refusalKind = numberedForPatient('Consent', ({ consent }) => consent.refusal, consentKind);
export const refusal = inEntity(refusalKind);
export const refusalIfAny = inEntityIfAny(refusalKind);
export const session = inEntity(numbered(undefined, ({ session: system }) => system, { type: SYSTEM_OBJECT, role: SECURITY_RESOURCE }));
export const policy = inEntity(numbered(undefined, ({ policy: system }) => system, { type: SYSTEM_OBJECT, role: SECURITY_RESOURCE }));
/** Somebody by account: who is no organization yet, or an admin of one. */
export const person = inEntity<string>({
	type: PERSON,
	role: objectRole('6'),
	write: (value, { names }) => reference(undefined, names.account, accountText(value)),
	read: (what, { names }) => account(valueIn(what, names.account)),
});

export const anchor = inEntity({ type: SYSTEM_OBJECT, role: REPORT_ROLE, write: anchorReference, read: anchorIn });

const entryKind: Kind<number> = {
	type: SYSTEM_OBJECT,
	role: SECURITY_RESOURCE,
	write: (value, setting) => entryReference(setting, value, 'AuditEvent'),
	read: (what, setting) => {
		const identifier = what.member('identifier');
		identifier.member('system');
		return sequenceIn(identifier.member('value'), setting);
	},
};
/** Another entry of the same trail. */
export const entry = inEntity(entryKind);
export const entryIfAny = inEntityIfAny(entryKind);

const patientKind: Kind<string> = {
	type: PERSON,
	role: PATIENT_ROLE,
	write: (value, { names }) => reference('Patient', names.patient, value),
	read: (what, { names }) => valueIn(what, names.patient).bytes32(),
};
export const patient = inEntity(patientKind);
export const patientIfAny = inEntityIfAny(patientKind);

export const practitioner = inEntity<PractitionerId>({
	type: PERSON,
	role: objectRole('15'),
	write: (value, { names }) => (value.account === undefined
		? reference('Practitioner', names.pseudonym, value.pseudonym)
		: reference('Practitioner', names.account, accountText(value.account))),
	read: (what, { names }) => {
		const identifier = what.member('identifier');
		const value = identifier.member('value');
		return identifier.member('system').value === names.account ? { account: account(value) } : { pseudonym: valueIn(what, names.pseudonym).bytes32() };
	},
});

/** What for, in FHIR's own element. */
export const purpose: Field<Purpose> = {
	write: (into, _, told) => void into.purposes.push(purposeCode(told)),
	read: ({ purposes, resource }) => {
		const concept = purposes[0] ?? resource.refuse('the purpose is missing.');
		const { system, code } = readConcept(concept);
		return (system === HL7.purpose ? purposeOfCode(code) : undefined) ?? concept.refuse('the chain has no such purpose.');
	},
};

/** When it happened, in FHIR's own element: R4 `period`, R5 `occurredPeriod`. */
export const happened: Field<number> = {
	write: (into, _, told) => void Object.assign(into, { happened: told }),
	read: ({ resource }) => {
		const period = resource.maybe('period') ?? resource.maybe('occurredPeriod') ?? resource.refuse('it does not say when it happened.');
		return jsonOf(readOptionalMoment(period, 'start') ?? period.refuse('there is no moment in it.'));
	},
};
