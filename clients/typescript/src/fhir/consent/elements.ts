/** Elements that Consents of both releases are made of: references by identifier, codes, actors, rules. */
import { bytesToHex, utf8ToBytes } from '../../format/bytes.ts';
import { blake2b } from '@noble/hashes/blake2.js';
import { type Actor, type Directive, type Rule, kindOf } from './directives.ts';
import { type Element, readMonths, readPeriod, writeMonths, writePeriod } from './moments.ts';
import type { Reader } from './reader.ts';
import { type PractitionerId, account } from './state.ts';
import {
	CHARACTERISTIC_SYSTEM, CLASS_SYSTEM, CONFIDENTIAL, CONSENT_DOCUMENT, HL7, KIND_SYSTEM, KINDS, type Kind, LABEL_SYSTEM,
	type Namespaces, ROLE_SYSTEM, type Release, classCoding, classOfCoding, namespaces, parseNamespace, roleCode, roleOfCode,
} from './systems.ts';

const U32 = 0xffff_ffff;
/** The id of the one contained resource. */
const CONTAINED = 'actor';

/** Whose Consents are written or read, for which release. */
export class Setting {
	readonly release: Release;
	readonly chain: string;
	readonly patient: string;
	readonly names: Namespaces;

	constructor(release: Release, chain: string, patient: string) {
		this.release = release;
		this.chain = chain;
		this.patient = patient;
		this.names = namespaces(chain);
	}

	get patientReference(): Element {
		return reference('Patient', this.names.patient, this.patient);
	}
}

// --- Identifiers and references --------------------------------------------------------------------

/** A reference by identifier: what it names need not be on any FHIR server. */
export function reference(type: string | undefined, system: string, value: string): Element {
	return { ...(type === undefined ? {} : { type }), identifier: { system, value } };
}

/** The value of a reference by identifier into the namespace `system`. */
export function referredTo(ref: Reader, type: string | undefined, system: string): string {
	const { type: stated, system: found, value } = readReference(ref);
	if (type !== undefined) stated?.expect(type);
	if (found.value !== system) {
		return found.refuse(`this must be a number of the chain, in the namespace ${system}.`);
	}
	return value.text();
}

/** The parts of a reference by identifier. */
export function readReference(ref: Reader): { type: Reader | undefined; system: Reader; value: Reader } {
	if (ref.maybe('reference')) return ref.refuse(BY_IDENTIFIER);
	const type = ref.maybe('type');
	const identifier = ref.pass('display').member('identifier');
	const parts = { type, system: identifier.member('system'), value: identifier.member('value') };
	identifier.end();
	ref.end();
	return parts;
}

const BY_IDENTIFIER = 'the chain knows whom it means by identifier, and nothing of an address on a server.';

/** The chain and the patient whom a reference to a patient names. */
export function readPatient(ref: Reader): { chain: string; patient: string } {
	const { type, system, value } = readReference(ref);
	type?.expect('Patient');
	const namespace = parseNamespace(system.text());
	if (namespace?.what !== 'patient') return system.refuse('this is no namespace for the patients of a chain.');
	return { chain: namespace.chain, patient: value.bytes32() };
}

/** The number in a value such as `0x…/12`. */
export function numberWithin(value: Reader, text: string, { patient }: Setting): number {
	const match = /^(0x[0-9a-f]{64})\/(0|[1-9]\d{0,9})$/.exec(text);
	if (!match || Number(match[2]) > U32) return value.refuse('this must be the patient and a number, such as 0x…/12.');
	if (match[1] !== patient) return value.refuse('this is of another patient.');
	return Number(match[2]);
}

/** The identifier of a Consent on the chain. */
export function writeIdentifier(directive: Directive, setting: Setting): Element {
	const { patient, number } = directive;
	const value = number === undefined ? patient : `${patient}/${number}`;
	return { system: setting.names.consent[kindOf(directive)], value };
}

/** The same bytes for the same identifier, so that the same consent is the same resource in every export. */
export function uuidOf({ system, value }: Element): string {
	const hash = blake2b(utf8ToBytes(`${String(system)}|${String(value)}`), { dkLen: 16 });
	// RFC 9562, version 8: bits of our own.
	hash[6] = ((hash[6] as number) & 0x0f) | 0x80;
	hash[8] = ((hash[8] as number) & 0x3f) | 0x80;
	return bytesToHex(hash).replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
}

/** What the identifier of the chain says, among those that others gave. */
export function readIdentifier(consent: Reader, setting: Setting): { kind: Kind; number: number | undefined } | undefined {
	let found: { kind: Kind; number: number | undefined } | undefined;
	for (const identifier of consent.items('identifier')) {
		const system = identifier.maybe('system');
		const namespace = parseNamespace(String(system?.value ?? ''));
		if (!system || !namespace) continue;
		const kind = KINDS.find((name) => setting.names.consent[name] === system.value);
		if (!kind) return system.refuse('this is a namespace of another chain, or not one of Consents.');
		if (found) return identifier.refuse('it has two identifiers of the chain.');
		const value = identifier.member('value');
		const isOne = kind === 'refuse-all' || kind === 'emergency-opt-out';
		if (isOne) value.expect(setting.patient);
		found = { kind, number: isOne ? undefined : numberWithin(value, value.text(), setting) };
		identifier.end();
	}
	return found;
}

// --- Codes -----------------------------------------------------------------------------------------

export function concept(...codings: Element[]): Element {
	return { coding: codings };
}

export function readCoding(coding: Reader): { system: string; code: string } {
	const read = { system: coding.member('system').text(), code: coding.member('code').text() };
	coding.pass('display', 'version', 'userSelected').end();
	return read;
}

/** The one code of a CodeableConcept. */
export function readConcept(value: Reader): { system: string; code: string } {
	const coding = value.only('coding', 'codes beside each other could mean different things.') ?? value.refuse('there is no code in it.');
	value.pass('text').end();
	return readCoding(coding);
}

export function categories(directive: Directive): Element[] {
	return [
		concept({ system: HL7.loinc, code: CONSENT_DOCUMENT }),
		concept({ system: KIND_SYSTEM, code: kindOf(directive) }),
	];
}

/** The kind that a category of ours states. Other categories are for finding a Consent, and say nothing else. */
export function readCategories(consent: Reader): string | undefined {
	const codes = consent.items('category').flatMap((category) => {
		const codings = category.items('coding').map(readCoding);
		category.pass('text').end();
		return codings;
	});
	return codes.find(({ system }) => system === KIND_SYSTEM)?.code;
}

/** Refuses a directive of another kind than its identifier and its category say. */
export function checkKind(consent: Reader, directive: Directive, stated: (string | undefined)[]): void {
	const kind = kindOf(directive);
	const other = stated.find((name) => name !== undefined && name !== kind);
	if (other !== undefined) consent.refuse(`it says that it is a ${other}, and its rules make it a ${kind}.`);
}

// --- Extensions ------------------------------------------------------------------------------------

/** The extensions of an element, all of which must be known by name. */
export function readExtensions(element: Reader, known: string[], read: (url: string, extension: Reader) => void): void {
	for (const extension of element.items('extension')) {
		const url = extension.member('url');
		if (!known.includes(url.text())) url.refuse('the chain has no place for this extension. Take it out if the consent is the same without it.');
		read(url.text(), extension);
		extension.end();
	}
}

// --- Actors ----------------------------------------------------------------------------------------

function organizationReference(organization: number, { names }: Setting): Element {
	return reference('Organization', names.organization, String(organization));
}

function practitionerReference(practitioner: PractitionerId, { names }: Setting): Element {
	return 'account' in practitioner
		? reference('Practitioner', names.account, practitioner.account)
		: reference('Practitioner', names.pseudonym, practitioner.pseudonym);
}

/** The actor of a rule, and the resource that has to be contained for it. */
export function writeActor(actor: Actor, setting: Setting): { actor: Element; contained?: Element } {
	const role = concept({ system: HL7.participation, code: 'PRCP' });
	const contained = containedActor(actor, setting);
	if (contained) return { actor: { role, reference: { reference: `#${CONTAINED}` } }, contained };
	if (actor === 'representatives') throw new Error('Representatives are a group.');
	const ref = 'practitioner' in actor ? practitionerReference(actor.practitioner, setting) : organizationReference(actor.organization, setting);
	return { actor: { role, reference: ref } };
}

function containedActor(actor: Actor, setting: Setting): Element | undefined {
	if (actor === 'representatives') {
		return group(setting, setting.release === 'R4' ? 'person' : 'relatedperson', [
			characteristic('represents', { valueReference: setting.patientReference }),
		]);
	}
	if (!('organization' in actor)) return undefined;
	const organization = organizationReference(actor.organization, setting);
	if ('role' in actor) {
		return group(setting, 'practitioner', [
			characteristic('organization', { valueReference: organization }),
			characteristic('role', { valueCodeableConcept: concept({ system: ROLE_SYSTEM, code: roleCode(actor.role) }) }),
		]);
	}
	if (!('practitioner' in actor)) return undefined;
	return { resourceType: 'PractitionerRole', id: CONTAINED, practitioner: practitionerReference(actor.practitioner, setting), organization };
}

/** FHIR: a Group stands for whoever shares a property, whether or not anybody has it now. */
function group({ release }: Setting, type: string, characteristics: Element[]): Element {
	const definitional = release === 'R4' ? { actual: false } : { membership: 'definitional' };
	return { resourceType: 'Group', id: CONTAINED, type, ...definitional, characteristic: characteristics };
}

function characteristic(code: string, value: Element): Element {
	return { code: concept({ system: CHARACTERISTIC_SYSTEM, code }), ...value, exclude: false };
}

/** The contained resources of a Consent, each of which must be referred to. */
export class Contained {
	#consent: Reader;
	#left = new Map<string, Reader>();

	constructor(consent: Reader) {
		this.#consent = consent;
		for (const resource of consent.items('contained')) {
			const id = resource.member('id').text();
			if (this.#left.has(id)) resource.refuse('another contained resource has this id.');
			this.#left.set(id, resource);
		}
	}

	take(ref: Reader): Reader {
		const id = ref.text().replace(/^#/, '');
		const resource = this.#left.get(id);
		if (!ref.text().startsWith('#') || !resource) {
			return ref.refuse(BY_IDENTIFIER);
		}
		this.#left.delete(id);
		return resource;
	}

	end(): void {
		if (this.#left.size > 0) this.#consent.refuse('it contains a resource that its rules do not mention.');
	}
}

export function readActor(actor: Reader, contained: Contained, setting: Setting): Actor {
	const role = actor.member('role');
	const { system, code } = readConcept(role);
	if (system !== HL7.participation || code !== 'PRCP') {
		role.refuse('the chain knows actors as recipients of information (PRCP), whoever keeps or wrote it.');
	}
	const ref = actor.member('reference');
	const within = ref.maybe('reference');
	actor.end();
	if (within) {
		ref.pass('type', 'display').end();
		return readContained(contained.take(within), setting);
	}
	const parts = readReference(ref);
	if (parts.system.value !== setting.names.organization) return { practitioner: practitionerId(parts, setting) };
	parts.type?.expect('Organization');
	return { organization: organizationNumber(parts.value) };
}

function readContained(resource: Reader, setting: Setting): Actor {
	const type = resource.member('resourceType');
	resource.pass('id');
	if (type.value === 'PractitionerRole') {
		const practitioner = practitionerId(readReference(resource.member('practitioner')), setting);
		const organization = readOrganization(resource.member('organization'), setting);
		resource.end();
		return { organization, practitioner };
	}
	type.expect('Group', ' or "PractitionerRole"');
	return readGroup(resource, setting);
}

function readGroup(resource: Reader, setting: Setting): Actor {
	const of = new Map(resource.items('characteristic').map((item): [string, Reader] => {
		const { system, code } = readConcept(item.member('code'));
		if (system !== CHARACTERISTIC_SYSTEM || item.member('exclude').truth()) item.refuse('the chain knows no such group.');
		return [code, item];
	}));
	const type = resource.member('type').text();
	if (setting.release === 'R4') {
		if (resource.member('actual').truth()) resource.refuse('the chain knows groups by what their members share, no lists of people.');
	} else resource.member('membership').expect('definitional');
	resource.end();
	const [organization, role, represents] = ['organization', 'role', 'represents'].map((name) => of.get(name));
	if (of.size === 2 && organization && role && type === 'practitioner') {
		const number = readOrganization(organization.member('valueReference'), setting);
		const coded = role.member('valueCodeableConcept');
		const { system, code } = readConcept(coded);
		const found = system === ROLE_SYSTEM ? roleOfCode(code) : undefined;
		for (const item of [organization, role]) item.end();
		return { organization: number, role: found ?? coded.refuse('the chain has no such role.') };
	}
	if (of.size === 1 && represents && type === (setting.release === 'R4' ? 'person' : 'relatedperson')) {
		if (referredTo(represents.member('valueReference'), 'Patient', setting.names.patient) !== setting.patient) {
			represents.refuse('these are the representatives of another patient.');
		}
		represents.end();
		return 'representatives';
	}
	return resource.refuse('the chain knows the groups of a role in an organization, and of the patient\'s representatives.');
}

export function readOrganization(ref: Reader, { names }: Setting): number {
	const { type, system, value } = readReference(ref);
	type?.expect('Organization');
	system.expect(names.organization, ', where the chain numbers its organizations');
	return organizationNumber(value);
}

function organizationNumber(value: Reader): number {
	const text = value.text();
	return /^(0|[1-9]\d{0,9})$/.test(text) && Number(text) <= U32 ? Number(text) : value.refuse('this is no number of an organization.');
}

function practitionerId({ type, system, value }: ReturnType<typeof readReference>, { names }: Setting): PractitionerId {
	type?.expect('Practitioner');
	if (system.value === names.account) return { account: account(value) };
	if (system.value === names.pseudonym) return { pseudonym: value.bytes32() };
	return system.refuse('the chain knows organizations by number, and practitioners by account or pseudonym.');
}

// --- Rules -----------------------------------------------------------------------------------------

/** The members of a provision that both releases have, in FHIR's order. */
export function writeLimits(rule: Rule, setting: Setting, actor: Element | undefined): Element {
	const { actions, label, purposes, classes, content, anchors } = rule;
	const { release, names, patient } = setting;
	return {
		...(actor ? { actor: [actor] } : {}),
		...(actions ? { action: actions.map((code) => concept({ system: HL7.action, code })) } : {}),
		...(label ? { securityLabel: [{ system: LABEL_SYSTEM, code: label }] } : {}),
		...(purposes ? { purpose: purposes.map((code) => ({ system: HL7.purpose, code })) } : {}),
		...(classes ? { [classElement(release)]: classes.map((recordClass) => classCoding(recordClass, release)) } : {}),
		...(content ? { dataPeriod: writeMonths(content) } : {}),
		...(anchors
			? { data: anchors.map((anchor) => ({ meaning: 'instance', reference: reference(undefined, names.anchor, `${patient}/${anchor}`) })) }
			: {}),
	};
}

/** The same, read. Exceptions and what only one release has are left to it. */
export function readLimits(provision: Reader, contained: Contained, setting: Setting): Rule {
	const actor = provision.only('actor', 'on the chain each has a grant or a refusal of its own.');
	const actions = provision.items('action').map((action) => codeIn(action, readConcept(action), HL7.action));
	const purposes = provision.items('purpose').map((purpose) => codeIn(purpose, readCoding(purpose), HL7.purpose));
	const classes = provision.items(classElement(setting.release)).map((coding) => readClass(coding, setting.release));
	const label = provision.only('securityLabel', 'the chain has one.');
	const period = provision.maybe('period');
	const content = provision.maybe('dataPeriod');
	const anchors = provision.items('data').map((data) => readAnchor(data, setting));
	if (label) {
		const { system, code } = readCoding(label);
		if (system !== LABEL_SYSTEM || code !== CONFIDENTIAL) label.refuse('the chain has no such label.');
	}
	return {
		...(period ? { period: readPeriod(period) } : {}),
		...(actor ? { actor: readActor(actor, contained, setting) } : {}),
		...(actions.length > 0 ? { actions } : {}),
		...(purposes.length > 0 ? { purposes } : {}),
		...(classes.length > 0 ? { classes } : {}),
		...(content ? { content: readMonths(content) } : {}),
		...(anchors.length > 0 ? { anchors } : {}),
		...(label ? { label: CONFIDENTIAL } : {}),
		exceptions: [],
	};
}

export function writePeriodOf(rule: Rule): Element {
	return rule.period ? { period: writePeriod(rule.period) } : {};
}

function classElement(release: Release): string {
	return release === 'R4' ? 'class' : 'resourceType';
}

function codeIn(element: Reader, { system, code }: { system: string; code: string }, expected: string): string {
	return system === expected ? code : element.refuse(`the chain has no codes of ${system} here.`);
}

function readClass(coding: Reader, release: Release): number {
	const { system, code } = readCoding(coding);
	return classOfCoding(system, code, release)
		?? coding.refuse(`the chain's classes are the resource types of FHIR (${HL7.types[release]}) and the numbers of ${CLASS_SYSTEM}.`);
}

function readAnchor(data: Reader, setting: Setting): number {
	data.member('meaning').expect('instance', ': the chain permits records under an anchor, and nothing that is related to them');
	const ref = data.member('reference');
	data.end();
	return numberWithin(ref, referredTo(ref, undefined, setting.names.anchor), setting);
}
