/** What one resource must be like to be sealed as a record of its own. */
import { classOf } from '../../format/classes.ts';
import type { Json, JsonObject } from '../../format/json.ts';
import { PATIENT_ELEMENTS } from './generated/patient-compartment.ts';
import { isObject, objectsOf, textOf, valuesAt } from './json.ts';
import type { Refuse } from './refusal.ts';

/** Whether a server marked it as a part of the whole. */
export function isSubsetted(resource: JsonObject): boolean {
	return valuesAt(resource, ['meta', 'tag', 'code']).includes('SUBSETTED');
}

/** Whether it is marked as never having been so. */
export function isEnteredInError(resource: JsonObject): boolean {
	const statuses = [
		resource['status'], resource['docStatus'], ...valuesAt(resource, ['verificationStatus', 'coding', 'code']),
	];
	return statuses.includes('entered-in-error');
}

/** The class of the resource, once everything in it can be sealed under that class. */
export function checkResource(resource: JsonObject, name: string, refuse: Refuse): number {
	const type = textOf(resource['resourceType']) ?? '';
	const recordClass = classOf(type);
	if (recordClass === undefined) return refuse('input.records', `${name} is of no resource type that FHIR R4 or R5 knows`);
	if (type === 'Bundle') {
		return refuse('input.unsealable', `${name} is a Bundle inside the Bundle; a refusal of a class would not reach the resources in it. Give its resources as entries of their own`);
	}
	if (isSubsetted(resource)) refuse('input.incomplete', `${name} is tagged SUBSETTED: it is a part of a resource; ask the server for the whole`);
	const contained = resource['contained'];
	if (contained !== undefined && !(Array.isArray(contained) && contained.every(isObject))) {
		refuse('input.records', `${name} has a "contained" that is not a list of resources`);
	}
	for (const inner of objectsOf(contained)) checkContained(inner, type, name, refuse);
	for (const [member, value] of Object.entries(resource)) {
		if (member !== 'contained' && holdsResource(value)) {
			refuse('input.unsealable', `${name} holds a resource inside its ${type}.${member}, which a refusal of a class would not reach. Give it as an entry of its own`);
		}
	}
	return recordClass;
}

/** May point to a patient, but tell no more than who belongs to the patient, who pays, with what and when somebody has time. */
const NO_CARE = new Set(['Coverage', 'Device', 'Group', 'Patient', 'Person', 'RelatedPerson', 'Schedule']);
/** What a stub may have beside references: it names that there is something, and says nothing about it. */
const STUB_MEMBERS = new Set(['resourceType', 'id', 'meta', 'identifier', 'status', 'intent']);

/**
 * A record is reached by grants and refusals through its class, and what is contained in it goes with it. So that a refusal of a class
 * reaches all of it, a contained resource of the patient's own data must be of the class of what contains it. Free are
 * what is no patient's data by HL7's compartment (Practitioner, Organization, Medication …), {@link NO_CARE} and stubs.
 */
function checkContained(inner: JsonObject, container: string, name: string, refuse: Refuse): void {
	const type = textOf(inner['resourceType']) ?? '';
	if (classOf(type) === undefined) refuse('input.records', `${name} contains a resource of no type that FHIR R4 or R5 knows`);
	if (isSubsetted(inner)) refuse('input.incomplete', `${name} contains a resource that is tagged SUBSETTED: a part of the whole`);
	if ('contained' in inner || Object.values(inner).some(holdsResource)) {
		refuse('input.unsealable', `${name} contains a resource that holds another; FHIR does not allow that, and a refusal of a class would not reach it`);
	}
	const isPatientData = Object.hasOwn(PATIENT_ELEMENTS, type) && !NO_CARE.has(type);
	const isNesting = type === 'Bundle' || type === 'Parameters' || type === 'Binary';
	if ((isPatientData && type !== container && !isStub(inner)) || isNesting) {
		refuse('input.unsealable', `${name} (${container}) contains a ${type}, which a refusal of ${type} would not reach. Give the ${type} as an entry of its own and refer to it`);
	}
}

function isStub(resource: JsonObject): boolean {
	return Object.entries(resource).every(([member, value]) => STUB_MEMBERS.has(member) || [value].flat().every(isBareReference));
}

function isBareReference(value: Json): boolean {
	return isObject(value) && Object.entries(value).every(([member, inner]) => ['reference', 'type', 'identifier', 'display'].includes(member) && (member === 'identifier' ? isObject(inner) : typeof inner === 'string'));
}

/** Whether anything below is a resource, as in Parameters.parameter.resource. */
function holdsResource(value: Json): boolean {
	if (Array.isArray(value)) return value.some(holdsResource);
	if (!isObject(value)) return false;
	return 'resourceType' in value || Object.values(value).some(holdsResource);
}
