/** What one resource must be like to be sealed as a record of its own. */
import { classOf } from '../../format/classes.ts';
import { isContainedCare, isNesting } from '../../format/contained.ts';
import type { Json, JsonObject } from '../../format/json.ts';
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
		return refuse('input.unsealable', `${name} is a Bundle inside the Bundle; a refusal of a class would not reach the resources in it. Give its resources as entries of their own, and a signed document alone`);
	}
	if (isSubsetted(resource)) refuse('input.incomplete', `${name} is tagged SUBSETTED: it is a part of a resource; ask the server for the whole`);
	const contained = resource['contained'];
	if (contained !== undefined && !(Array.isArray(contained) && contained.every(isObject))) {
		refuse('input.records', `${name} has a "contained" that is not a list of resources`);
	}
	for (const inner of objectsOf(contained)) checkContained(inner, type, name, refuse);
	for (const [member, value] of Object.entries(resource)) {
		if (member !== 'contained' && holdsResource(value, `${type}.${member}`)) {
			refuse('input.unsealable', `${name} holds a resource inside its ${type}${shown(member)}, which a refusal of a class would not reach. Give it as an entry of its own`);
		}
	}
	return recordClass;
}

/**
 * A record is reached by grants and refusals through its class, and what is contained in it goes with it. So that a refusal of a class
 * reaches all of it, a contained resource of the patient's own data must be of the class of what contains it. This holds under an opaque label, too: who labels a resource
 * knows what the resource is, and need not know what it contains. Free are
 * what is no patient's data by HL7's compartment (Practitioner, Organization, Medication …), who pays and the like, and stubs.
 */
function checkContained(inner: JsonObject, container: string, name: string, refuse: Refuse): void {
	const type = textOf(inner['resourceType']) ?? '';
	if (classOf(type) === undefined) refuse('input.records', `${name} contains a resource of no type that FHIR R4 or R5 knows`);
	if (isSubsetted(inner)) refuse('input.incomplete', `${name} contains a resource that is tagged SUBSETTED: a part of the whole`);
	if ('contained' in inner || Object.entries(inner).some(([member, value]) => holdsResource(value, `${type}.${member}`))) {
		refuse('input.unsealable', `${name} contains a resource that holds another; FHIR does not allow that, and a refusal of a class would not reach it`);
	}
	if ((isContainedCare(inner) && type !== container) || isNesting(type)) {
		refuse('input.unsealable', `${name} (${container}) contains a ${type}, which a refusal of ${type} would not reach. Give the ${type} as an entry of its own and refer to it`);
	}
}

/** Elements that name a type by a string called `resourceType`, and hold no resource: R4's ExampleScenario, R5's Subscription. */
const NAMING_TYPES = new Set(['ExampleScenario.instance', 'Subscription.filterBy']);

/**
 * Of a document that is kept whole nothing passes unread: its resources stand in `own` and nowhere else. `holder` is the Bundle, or an entry.
 */
export function checkNoResourceBeside(own: string, holder: JsonObject, name: string, refuse: Refuse): void {
	for (const [member, value] of Object.entries(holder)) {
		if (member !== own && holdsResource(value, member)) {
			refuse('input.unsealable', `${name} holds a resource outside of its "${own}", and would be sealed with it; nobody could tell whose that is`);
		}
	}
}

/** Whether anything in the member of a resource is a resource, as in Parameters.parameter.resource. */
function holdsResource(value: Json, path: string): boolean {
	if (Array.isArray(value)) return value.some((item) => holdsResource(item, path));
	if (!isObject(value)) return false;
	if (typeof value['resourceType'] === 'string' && !NAMING_TYPES.has(path)) return true;
	return Object.entries(value).some(([name, inner]) => holdsResource(inner, `${path}.${name}`));
}

/** The name of a member for a sentence; what is no name of FHIR's might be content, or break the sentence. */
function shown(member: string): string {
	return /^_?[a-z][A-Za-z]{0,63}$/.test(member) ? `.${member}` : '';
}
