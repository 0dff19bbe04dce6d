/** Class numbers of FHIR resource types, as `docs/record-classes.json` fixes them. */
import { RECORD_CLASSES as numbers } from './generated/record-classes.ts';

const byNumber = new Map(Object.entries(numbers).map(([type, number]) => [number, type]));

/** The class of a resource type; `undefined` if neither FHIR R4 nor R5 has such a type. */
export function classOf(resourceType: string): number | undefined {
	return Object.hasOwn(numbers, resourceType) ? numbers[resourceType] : undefined;
}

/** What a class is called. */
export function className(recordClass: number): string {
	return byNumber.get(recordClass) ?? `class ${recordClass}`;
}

/** Where opaque labels begin: classes that the patient and who seals agree on, and that tell nobody else anything. */
export const FIRST_OPAQUE_LABEL = 0x8000;
const LAST_OPAQUE_LABEL = 0xffff;

/** Whether a class is an opaque label, and stands for no resource type. */
export function isOpaqueLabel(recordClass: number): boolean {
	return Number.isInteger(recordClass) && recordClass >= FIRST_OPAQUE_LABEL && recordClass <= LAST_OPAQUE_LABEL;
}

/** Every class that stands for a resource type, ascending. */
export function allClasses(): number[] {
	return [...byNumber.keys()].sort((a, b) => a - b);
}
