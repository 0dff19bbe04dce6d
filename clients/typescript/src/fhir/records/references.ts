/** The forms in which FHIR refers to a resource. */

/** What the text of a `Reference.reference` points to. */
export type Target =
	/** `Patient/p1`, also on a server and of a version. */
	| { form: 'rest'; base: string | undefined; type: string; id: string }
	/** `urn:uuid:…`, `urn:oid:…`: in lower case, as a UUID is the same in either. */
	| { form: 'urn'; urn: string }
	/** `Patient?identifier=system|value` */
	| { form: 'conditional'; type: string; query: URLSearchParams }
	/** `#id`, the resource itself for `#` alone. */
	| { form: 'contained'; id: string }
	| { form: 'unknown' };

const REST = /^(?:(https?:\/\/[^?#]+)\/)?([A-Z][A-Za-z]+)\/([A-Za-z0-9.-]{1,64})(?:\/_history\/[A-Za-z0-9.-]{1,64})?$/;
const CONDITIONAL = /^(?:https?:\/\/[^?#]+\/)?([A-Z][A-Za-z]+)\?(.+)$/;

export function targetOf(reference: string): Target {
	if (reference.startsWith('#')) return { form: 'contained', id: reference.slice(1) };
	if (/^urn:(uuid|oid):/i.test(reference)) return { form: 'urn', urn: reference.toLowerCase() };
	const rest = REST.exec(reference);
	if (rest) return { form: 'rest', base: rest[1], type: rest[2] as string, id: rest[3] as string };
	const conditional = CONDITIONAL.exec(reference);
	if (conditional) return { form: 'conditional', type: conditional[1] as string, query: new URLSearchParams(conditional[2]) };
	return { form: 'unknown' };
}

/** One spelling of each target, so that references and fullUrls can be looked up: no version, no case of a UUID. */
export function keyOf(reference: string): string {
	const target = targetOf(reference);
	if (target.form === 'urn') return target.urn;
	if (target.form === 'rest') return `${target.base === undefined ? '' : `${target.base}/`}${target.type}/${target.id}`;
	return reference;
}

/** The server of a fullUrl, such as `https://example.org/fhir` of `https://example.org/fhir/Patient/p1`. */
export function baseOf(fullUrl: string | undefined): string | undefined {
	const target = fullUrl === undefined ? undefined : targetOf(fullUrl);
	return target?.form === 'rest' ? target.base : undefined;
}
