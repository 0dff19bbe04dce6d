/** Actors: whom a rule is about. */
import { concept, readConcept } from './codes.ts';
import type { Actor } from './directives.ts';
import type { Element } from './moments.ts';
import type { Reader } from './reader.ts';
import { type Named, readReference, referredTo } from './references.ts';
import { type Setting, reference } from './setting.ts';
import { type PractitionerId, account } from './state.ts';
import { CHARACTERISTIC_SYSTEM, HL7, ROLE_SYSTEM, roleCode, roleOfCode } from './systems.ts';

const U32 = 0xffff_ffff;
/** The id of the contained resource. */
const CONTAINED = 'actor';
/** v3-ParticipationType: the primary recipient of information, and any recipient (which IHE's profiles ask for). On the chain they are the same. */
const RECIPIENTS = ['PRCP', 'IRCP'];

function organizationReference(organization: number, { names }: Setting): Element {
	return reference('Organization', names.organization, String(organization));
}

function practitionerReference(practitioner: PractitionerId, { names }: Setting): Element {
	return 'account' in practitioner
		? reference('Practitioner', names.account, practitioner.account)
		: reference('Practitioner', names.pseudonym, practitioner.pseudonym);
}

/** The actor of a rule; what it refers to may have to be contained (`containedActor`). */
export function writeActor(actor: Actor, setting: Setting, code = 'PRCP'): Element {
	const role = concept({ system: HL7.participation, code });
	// Representatives are a group, and groups are contained.
	if (actor === 'representatives' || containedActor(actor, setting)) return { role, reference: { reference: `#${CONTAINED}` } };
	const ref = 'practitioner' in actor ? practitionerReference(actor.practitioner, setting) : organizationReference(actor.organization, setting);
	return { role, reference: ref };
}

/** The resource that has to be contained for an actor. */
export function containedActor(actor: Actor, setting: Setting): Element | undefined {
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
		const id = ref.text().slice(1);
		const resource = this.#left.get(id) ?? ref.refuse('the Consent contains no such resource, or two rules share it.');
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
	if (system !== HL7.participation || !RECIPIENTS.includes(code)) {
		role.refuse('the chain knows actors as recipients of information (PRCP, IRCP), whoever keeps or wrote it.');
	}
	const ref = actor.member('reference');
	actor.pass('id').end();
	const address = ref.maybe('reference');
	if (address?.text().startsWith('#')) {
		ref.pass('id', 'type', 'display').end();
		return readContained(contained.take(address), setting);
	}
	const parts = readReference(ref, setting);
	if (parts.system.value !== setting.names.organization) return { practitioner: practitionerId(parts, setting) };
	parts.type?.expect('Organization');
	return { organization: organizationNumber(parts.value) };
}

function readContained(resource: Reader, setting: Setting): Actor {
	const type = resource.member('resourceType');
	resource.pass('id');
	if (type.value === 'PractitionerRole') {
		const practitioner = practitionerId(readReference(resource.member('practitioner'), setting), setting);
		const organization = readOrganization(resource.member('organization'), setting);
		resource.end();
		return { organization, practitioner };
	}
	type.expect('Group', ' or "PractitionerRole"');
	return readGroup(resource, setting);
}

function readGroup(resource: Reader, setting: Setting): Actor {
	const of = new Map<string, Reader>();
	for (const item of resource.items('characteristic')) {
		const { system, code } = readConcept(item.member('code'));
		if (system !== CHARACTERISTIC_SYSTEM || item.member('exclude').truth()) item.refuse('the chain knows no such group.');
		// All characteristics of a group have to fit, so none may take the place of another.
		if (of.has(code)) item.refuse('this characteristic stands here twice: the chain knows groups that share one of each.');
		of.set(code, item);
	}
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
		if (referredTo(represents.member('valueReference'), 'Patient', setting.names.patient, setting).toLowerCase() !== setting.patient) {
			represents.refuse('these are the representatives of another patient.');
		}
		represents.end();
		return 'representatives';
	}
	return resource.refuse('the chain knows the groups of a role in an organization, and of the patient\'s representatives.');
}

export function readOrganization(ref: Reader, setting: Setting): number {
	const { type, system, value } = readReference(ref, setting);
	type?.expect('Organization');
	system.expect(setting.names.organization, ', where the chain numbers its organizations');
	return organizationNumber(value);
}

function organizationNumber(value: Reader): number {
	const text = value.text();
	return /^(0|[1-9]\d{0,9})$/.test(text) && Number(text) <= U32 ? Number(text) : value.refuse('this is no number of an organization.');
}

function practitionerId({ type, system, value }: Named, { names }: Setting): PractitionerId {
	type?.expect('Practitioner');
	if (system.value === names.account) return { account: account(value) };
	if (system.value === names.pseudonym) return { pseudonym: value.bytes32() };
	return system.refuse('the chain knows organizations by number, and practitioners by account or pseudonym.');
}

