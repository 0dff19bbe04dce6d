/**
 * Checks the JSON of a resource against StructureDefinitions, at every depth: names, cardinalities, lists and single values, and the form of
 * primitive values. Packages for this stop at `contentReference`, by which a Consent's provisions hold provisions.
 */

export interface ElementDefinition {
	path: string;
	min: number;
	max: string;
	type?: { code: string; extension?: { url: string; valueString?: string }[] }[];
	contentReference?: string;
}

export interface StructureDefinition {
	id: string;
	kind: string;
	snapshot: { element: ElementDefinition[] };
}

type Json = Record<string, unknown>;

const REGEX = 'http://hl7.org/fhir/StructureDefinition/regex';
/** Codes of required bindings within what a provision repeats. */
const CODES: Readonly<Record<string, readonly string[]>> = {
	'Consent.provision.type': ['deny', 'permit'],
	'Consent.provision.data.meaning': ['instance', 'related', 'dependents', 'authoredby'],
};
/** Primitive types whose form their regular expression tells; the others are any text. */
const WITH_FORM = ['code', 'id', 'date', 'dateTime', 'instant', 'time', 'oid', 'uuid'];

export class Structure {
	readonly #definitions: ReadonlyMap<string, StructureDefinition>;

	constructor(definitions: StructureDefinition[]) {
		this.#definitions = new Map(definitions.map((definition) => [definition.id, definition]));
	}

	/** What is wrong with a resource, with the place of each. Resources of unknown types are not looked into. */
	faultsOf(resource: Json, path = String(resource['resourceType'])): string[] {
		const type = String(resource['resourceType']);
		return this.#definitions.get(type)?.kind === 'resource' ? this.#members(resource, type, type, path) : [];
	}

	/** The members of an object that `place`, a path in the definition of `type`, describes. */
	#members(value: Json, type: string, place: string, path: string): string[] {
		const elements = this.#definitions.get(type)?.snapshot.element ?? [];
		const depth = place.split('.').length + 1;
		const children = elements.filter((element) => element.path.startsWith(`${place}.`) && element.path.split('.').length === depth);
		const known = new Map(children.flatMap((element) => namesOf(element).map((name): [string, { element: ElementDefinition; code: string }] => [name.name, { element, code: name.code }])));
		const missing = children.filter(({ min }) => min > 0).filter((element) => !namesOf(element).some(({ name }) => name in value || `_${name}` in value));
		return [
			...missing.map((element) => `${path}.${lastOf(element.path)}: is missing`),
			...Object.entries(value).flatMap(([name, member]) => {
				if (name === 'resourceType' && place === type && typeof member === 'string') return [];
				const found = known.get(name) ?? (name.startsWith('_') ? known.get(name.slice(1)) : undefined);
				if (!found) return [`${path}.${name}: is no element of it`];
				if (name.startsWith('_')) return isPrimitive(found.code) ? [] : [`${path}.${name}: only values without parts have a companion`];
				return this.#items(member, type, found.element, found.code, `${path}.${name}`);
			}),
		];
	}

	#items(value: unknown, type: string, element: ElementDefinition, code: string, path: string): string[] {
		if (element.max === '0') return [`${path}: is not allowed here`];
		if (element.max === '1') return Array.isArray(value) ? [`${path}: is one value, not a list`] : this.#value(value, type, element, code, path);
		if (!Array.isArray(value)) return [`${path}: is a list`];
		return value.flatMap((item, index) => (item === null ? [] : this.#value(item, type, element, code, `${path}[${index}]`)));
	}

	#value(value: unknown, type: string, element: ElementDefinition, code: string, path: string): string[] {
		if (isPrimitive(code)) return this.#primitive(value, element, code, path);
		if (typeof value !== 'object' || value === null || Array.isArray(value)) return [`${path}: has parts`];
		if (element.contentReference) return this.#members(value as Json, type, element.contentReference.replace(/^[^#]*#/, ''), path);
		if (code === 'BackboneElement' || code === 'Element') return this.#members(value as Json, type, element.path, path);
		if (code === 'Resource') return this.faultsOf(value as Json, path);
		return this.#members(value as Json, code, code, path);
	}

	#primitive(value: unknown, element: ElementDefinition, code: string, path: string): string[] {
		if (typeof value === 'object') return [`${path}: is a value without parts`];
		const isText = typeof value === 'string';
		const shouldBeText = !['boolean', 'integer', 'integer64', 'decimal', 'positiveInt', 'unsignedInt'].includes(code);
		if (isText !== shouldBeText) return [`${path}: this is no ${code}`];
		if (!isText) return [];
		const codes = CODES[element.path];
		if (codes && !codes.includes(value)) return [`${path}: must be one of ${codes.join(', ')}`];
		const form = WITH_FORM.includes(code) ? this.#formOf(code) : undefined;
		const isWellFormed = (form?.test(value) ?? true) && (!/^(date|dateTime|instant)$/.test(code) || isRealDate(value));
		return isWellFormed ? [] : [`${path}: this is no ${code}`];
	}

	#formOf(code: string): RegExp | undefined {
		const [value] = (this.#definitions.get(code)?.snapshot.element ?? []).filter(({ path }) => path === `${code}.value`);
		const regex = value?.type?.[0]?.extension?.find(({ url }) => url === REGEX)?.valueString;
		return regex === undefined ? undefined : new RegExp(`^(?:${regex})$`);
	}
}

/** The names that an element has in JSON, each with its type: a choice has one for each type. */
function namesOf({ path, type = [], contentReference }: ElementDefinition): { name: string; code: string }[] {
	const name = lastOf(path);
	if (contentReference !== undefined) return [{ name, code: 'Element' }];
	if (!name.endsWith('[x]')) return [{ name, code: type[0]?.code ?? 'Element' }];
	return type.map(({ code }) => ({ name: `${name.slice(0, -3)}${code[0]?.toUpperCase()}${code.slice(1)}`, code }));
}

function lastOf(path: string): string {
	return path.split('.').at(-1) as string;
}

function isPrimitive(code: string): boolean {
	return /^[a-z]/.test(code);
}

/** That the day is in the calendar: regular expressions let 30 February pass. */
function isRealDate(text: string): boolean {
	const day = /^\d{4}-\d\d-\d\d/.exec(text)?.[0];
	if (day === undefined) return true;
	const date = new Date(`${day}T00:00:00Z`);
	return !Number.isNaN(date.getTime()) && date.toISOString().startsWith(day);
}
