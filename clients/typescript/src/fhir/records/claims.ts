/** What a resource says about whose it is, kept until the patient is known. */
import type { Json, JsonObject } from '../../format/json.ts';
import { PATIENT_ELEMENTS } from './generated/patient-compartment.ts';
import { isObject, objectsOf, textOf, valuesAt } from './json.ts';

export interface Identifier {
	system?: string;
	value: string;
}

/** One element that says whose a resource is. */
export interface Claim {
	/** Such as `Observation.subject`. */
	element: string;
	reference?: string;
	/** The type that `Reference.type` names. */
	type?: string;
	identifiers: Identifier[];
	/** A Patient that stands contained in the resource itself. */
	isContainedPatient?: boolean;
}

/** The claims of a resource and of what it contains; a reference to a contained resource becomes what stands there. */
export function claimsOf(resource: JsonObject): Claim[] {
	const type = String(resource['resourceType']);
	const contained = objectsOf(resource['contained']);
	const inner = contained.flatMap((part) => {
		const partType = String(part['resourceType']);
		const element = `${type}.contained`;
		return partType === 'Patient' ? [ofPatient(part, element)] : ofElements(part, `${element}(${partType})`, contained);
	});
	return [...ofElements(resource, type, contained), ...inner];
}

/** Whether a resource of this type must say whose it is. */
export function mustSayWhose(type: string): boolean {
	return Object.hasOwn(PATIENT_ELEMENTS, type) && PATIENT_ELEMENTS[type]?.required === true;
}

/** The identifiers of a Patient that can tell people apart. */
export function identifiersOf(value: Json | undefined): Identifier[] {
	return [value ?? []].flat().filter(isObject).flatMap((identifier) => {
		const [system, text] = [textOf(identifier['system']), textOf(identifier['value'])];
		return text === undefined ? [] : [{ ...(system === undefined ? {} : { system }), value: text }];
	});
}

function ofElements(resource: JsonObject, name: string, contained: JsonObject[]): Claim[] {
	const type = String(resource['resourceType']);
	if (!Object.hasOwn(PATIENT_ELEMENTS, type)) return [];
	return (PATIENT_ELEMENTS[type]?.paths ?? []).flatMap((path) =>
		valuesAt(resource, path.split('.')).flatMap((value) => ofReference(value, `${name}.${path}`, contained)));
}

function ofReference(value: Json, element: string, contained: JsonObject[]): Claim[] {
	// What is of no Reference's form says something, and nobody knows what: it is no missing subject.
	if (!isObject(value)) return [{ element, reference: textOf(value) ?? '', identifiers: [] }];
	if ('reference' in value && textOf(value['reference']) === undefined) return [{ element, reference: '', identifiers: [] }];
	const [reference, type] = [textOf(value['reference']), typeOfReference(value)];
	const identifiers = identifiersOf(value['identifier']);
	if (reference?.startsWith('#') && reference !== '#') {
		const target = contained.find(({ id }) => id === reference.slice(1));
		if (target?.['resourceType'] === 'Patient') return [ofPatient(target, element)];
		// What stands contained is no patient; what does not is a reference to nothing.
		return target ? [] : [{ element, reference, identifiers }];
	}
	if (reference === undefined && identifiers.length === 0) return [];
	return [{ element, identifiers, ...(reference === undefined ? {} : { reference }), ...(type === undefined ? {} : { type }) }];
}

/** What `Reference.type` says; nothing that could be meant if it is no text. */
export function typeOfReference(reference: JsonObject): string | undefined {
	return 'type' in reference ? (textOf(reference['type']) ?? '').replace(/^.*\//, '') : undefined;
}

function ofPatient(patient: JsonObject, element: string): Claim {
	return { element, type: 'Patient', identifiers: identifiersOf(patient['identifier']), isContainedPatient: true };
}
