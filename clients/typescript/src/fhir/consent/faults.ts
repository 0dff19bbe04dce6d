/** What FHIR's JSON never holds, whatever the resource: nothing may be said by an empty value. */
import { LosslessNumber } from '../../format/json.ts';

export interface Fault {
	path: string;
	sentence: string;
}

/** Null, empty lists, objects and texts anywhere in `value`. FHIR allows null only to keep places in lists of primitive values. */
export function emptyValues(path: string, value: unknown): Fault[] {
	if (value === null) return [{ path, sentence: 'FHIR has no null: leave the element out, or say what it is.' }];
	if (value === '') return [{ path, sentence: 'FHIR has no empty text: leave the element out, or say what it is.' }];
	if (typeof value !== 'object' || value instanceof LosslessNumber) return [];
	if (Array.isArray(value)) {
		if (value.length === 0) return [{ path, sentence: 'FHIR has no empty list: leave the element out, or say what is in it.' }];
		return value.flatMap((item, index) => emptyValues(`${path}[${index}]`, item));
	}
	const members = Object.entries(value as object).filter(([, member]) => member !== undefined);
	if (members.length === 0) return [{ path, sentence: 'FHIR has no element without content: leave it out, or say what is in it.' }];
	return members.flatMap(([name, member]) => emptyValues(`${path}.${name}`, isPadded(value as object, name) ? (member as unknown[]).filter((item) => item !== null) : member));
}

/** Whether `name` is a list that keeps places: beside `given` stands `_given`, and the other way round. */
function isPadded(parent: object, name: string): boolean {
	const beside = name.startsWith('_') ? name.slice(1) : `_${name}`;
	const [own, other] = [name, beside].map((key) => (parent as Record<string, unknown>)[key]) as [unknown, unknown];
	return Array.isArray(own) && Array.isArray(other) && own.length === other.length && own.every((item, index) => item !== null || other[index] !== null);
}
