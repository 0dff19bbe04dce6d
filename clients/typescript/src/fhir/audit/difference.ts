/** Where one JSON value differs from another. */

/** The place of the first difference; `undefined` if there is none. The order of an object's members says nothing. */
export function differenceAt(path: string, given: unknown, expected: unknown): string | undefined {
	if (Array.isArray(given) && Array.isArray(expected)) {
		if (given.length !== expected.length) return path;
		return firstOf(given.map((item, index) => () => differenceAt(`${path}[${index}]`, item, expected[index])));
	}
	if (isObject(given) && isObject(expected)) {
		const names = [...new Set([...Object.keys(given), ...Object.keys(expected)])];
		return firstOf(names.map((name) => () => differenceAt(`${path}.${name}`, own(given, name), own(expected, name))));
	}
	return given === expected ? undefined : path;
}

function firstOf(checks: (() => string | undefined)[]): string | undefined {
	for (const check of checks) {
		const found = check();
		if (found !== undefined) return found;
	}
	return undefined;
}

function own(object: Record<string, unknown>, name: string): unknown {
	return Object.hasOwn(object, name) ? object[name] : undefined;
}

function isObject(value: unknown): value is Record<string, unknown> {
	return typeof value === 'object' && value !== null && !Array.isArray(value);
}
