/**
 * What is sealed as one record: a resource, and the `fullUrl` that its entry had. Other records may refer to it by that address and
 * nothing else, as in a transaction whose resources have no id yet; without it their references would point to nothing.
 */
import { equalBytes, FormatError } from './bytes.ts';
import { classOf, isOpaqueLabel } from './classes.ts';
import { canonicalBytes, isJsonObject, isLosslessNumber, type Json, type JsonObject, MAX_DEPTH } from './json.ts';
import { parseSpan } from './json-spans.ts';

/** A record as it was sealed, read. */
export interface RecordContent {
	/** As its entry in a Bundle had it; nothing where there was none, or no Bundle. */
	fullUrl?: string;
	resource: JsonObject;
	/** The resource's. */
	resourceType: string;
}

/** The bytes that are committed to and sealed. */
export function recordContent(fullUrl: string | undefined, resource: JsonObject): Uint8Array {
	checked(fullUrl, resource);
	const content: JsonObject = fullUrl === undefined ? { resource } : { fullUrl, resource };
	// Whoever opens it parses it as a whole.
	if (isDeeper(content, MAX_DEPTH)) throw new FormatError(`the resource is nested more than ${MAX_DEPTH - 1} deep`);
	return canonicalBytes(content);
}

/** Reads what was sealed; a {@link FormatError} for anything that is not exactly what {@link recordContent} makes. */
export function readRecordContent(canonical: Uint8Array): RecordContent {
	const content = parseSpan(canonical, { from: 0, to: canonical.length });
	if (!equalBytes(canonicalBytes(content), canonical)) throw new FormatError('the record is not canonical');
	if (!isJsonObject(content)) throw new FormatError('the record is not an object');
	const { fullUrl, resource, ...others } = content;
	if (Object.keys(others).length > 0) throw new FormatError('the record has members other than "fullUrl" and "resource"');
	return checked(fullUrl, resource);
}

/** Throws unless the resource is of the type that `recordClass` stands for; an opaque label says nothing about the type. */
export function assertClass({ resourceType }: RecordContent, recordClass: number): void {
	if (!isOpaqueLabel(recordClass) && classOf(resourceType) !== recordClass) throw new FormatError('the record is of another class than its anchor');
}

function checked(fullUrl: Json | undefined, resource: Json | undefined): RecordContent {
	if (fullUrl !== undefined && (typeof fullUrl !== 'string' || fullUrl === '')) throw new FormatError('the "fullUrl" of the record is not text');
	if (!isJsonObject(resource)) throw new FormatError('the record holds no resource');
	const { resourceType } = resource;
	if (typeof resourceType !== 'string' || resourceType === '') throw new FormatError('the resource of the record does not say its type');
	return { ...(fullUrl === undefined ? {} : { fullUrl }), resource, resourceType };
}

/** Whether objects and lists stand in one another more than `depth` times. */
function isDeeper(value: Json, depth: number): boolean {
	if (value === null || typeof value !== 'object' || isLosslessNumber(value)) return false;
	return depth === 0 || Object.values(value).some((inner: Json) => isDeeper(inner, depth - 1));
}
