/** Small questions about JSON values. */
import { isJsonObject as isObject, type Json, type JsonObject } from '../../format/json.ts';

export { isObject };

export function textOf(value: Json | undefined): string | undefined {
	return typeof value === 'string' ? value : undefined;
}

/** The objects in a list; nothing if it is none. */
export function objectsOf(value: Json | undefined): JsonObject[] {
	return Array.isArray(value) ? value.filter(isObject) : [];
}

/** The values at a path of names, through all lists on the way. */
export function valuesAt(value: Json | undefined, path: readonly string[]): Json[] {
	if (Array.isArray(value)) return value.flatMap((item) => valuesAt(item, path));
	const [name, ...rest] = path;
	if (name === undefined) return value === undefined ? [] : [value];
	return isObject(value) ? valuesAt(value[name], rest) : [];
}
