/**
 * What a resource in `contained` tells of a patient's care. It goes where its container goes, so its months are the container's, too, and
 * whatever refuses its class must reach it.
 */
import { classOf } from './classes.ts';
import { PATIENT_DATA_TYPES } from './generated/patient-data-types.ts';
import { isJsonObject, type Json, type JsonObject } from './json.ts';

const patientDataTypes = new Set(PATIENT_DATA_TYPES);
/** Anything may stand in these. */
const NESTING = new Set(['Binary', 'Bundle', 'Parameters']);

/**
 * Whether a contained resource is data of the patient. Who, where, who pays and what definitions say is none (Practitioner,
 * Organization, Coverage, Medication …), and a stub tells nothing.
 */
export function isContainedCare(resource: JsonObject): boolean {
	const type = resource['resourceType'];
	if (typeof type !== 'string' || classOf(type) === undefined || isNesting(type)) return true;
	return patientDataTypes.has(type) && !isStub(resource);
}

/** Whether resources of this type hold others. */
export function isNesting(type: string): boolean {
	return NESTING.has(type);
}

/** Elements that say who, where, and to what the resource belongs. Those that say what and why (`code`, `reasonReference`, `result` …) are none. */
const BELONGING = new Set([
	'subject', 'patient', 'beneficiary', 'individual', 'for', 'encounter', 'context', 'requester', 'performer', 'author', 'recorder', 'asserter', 'enterer',
	'provider', 'serviceProvider', 'insurer', 'payor', 'custodian', 'organization', 'location', 'basedOn', 'partOf',
]);
const ID = /^[A-Za-z0-9.-]{1,64}$/;
const CODE = /^[a-z-]{1,40}$/;
const SYSTEM = /^(urn:|https?:)\S{1,200}$/;
const NUMBER = /^[A-Za-z0-9._/:|-]{1,128}$/;
const TYPE = /^(http:\/\/hl7\.org\/fhir\/StructureDefinition\/)?[A-Z][A-Za-z]+$/;
/** What Synthea writes where it knows nobody. */
const UNKNOWN = /^Unknown$/;
/** An address of a resource: `Type/id`, `urn:uuid:…`, `#id`, or `Type?identifier=…`; no other query, which could say something. */
const ADDRESS = /^(?:(?:https?:\/\/[^\s?#]+\/)?[A-Z][A-Za-z]+(?:\/[A-Za-z0-9.-]{1,64}(?:\/_history\/[A-Za-z0-9.-]{1,64})?|\?identifier=[^\s&]+)|urn:(?:uuid|oid):[A-Za-z0-9.-]+|#[A-Za-z0-9.-]{0,64})$/;

/** Whether a resource names that there is something, and says nothing about it, as the ServiceRequest in a claim of Synthea's. */
export function isStub(resource: JsonObject): boolean {
	return Object.entries(resource).every(([member, value]) => {
		switch (member) {
			case 'resourceType': return true;
			case 'id': return isText(value, ID);
			case 'status':
			case 'intent': return isText(value, CODE);
			case 'meta': return isOf(value, { versionId: ID, lastUpdated: /^[0-9T:.Z+-]+$/ });
			case 'identifier': return listOf(value).every(isBareIdentifier);
			default: return BELONGING.has(member) && listOf(value).every(isBareReference);
		}
	});
}

function isBareReference(value: Json): boolean {
	if (!isJsonObject(value)) return false;
	const { identifier, ...rest } = value;
	return (identifier === undefined || isBareIdentifier(identifier)) && isOf(rest, { reference: ADDRESS, type: TYPE, display: UNKNOWN });
}

function isBareIdentifier(value: Json): boolean {
	return isOf(value, { use: CODE, system: SYSTEM, value: NUMBER });
}

/** Whether `value` has no other members than those, and each is text of its form. */
function isOf(value: Json, forms: Record<string, RegExp>): boolean {
	return isJsonObject(value) && Object.entries(value).every(([member, text]) => {
		const form = Object.hasOwn(forms, member) ? forms[member] : undefined;
		return form !== undefined && isText(text, form);
	});
}

function isText(value: Json, form: RegExp): boolean {
	return typeof value === 'string' && form.test(value);
}

function listOf(value: Json): Json[] {
	return Array.isArray(value) ? value : [value];
}
