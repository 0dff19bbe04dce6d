/**
 * The record of one patient, read and checked before anything else happens: a Bundle or NDJSON, from a file or standard input.
 *
 * Whatever does not belong to the patient, or would be lost or escape a refusal once each resource is sealed on its own, is refused with one
 * sentence ({@link InputError}, `docs/record-format.md`, "What is read").
 */
import { equalBytes, FormatError } from '../../format/bytes.ts';
import { className } from '../../format/classes.ts';
import { canonicalBytes, type Json, type JsonObject } from '../../format/json.ts';
import { MAX_LEAVES } from '../../format/merkle.ts';
import { careMonths } from '../../format/months.ts';
import { nameOf, readSourceBytes } from '../source.ts';
import { type Claim, claimsOf, mustSayWhose } from './claims.ts';
import { entriesOf, type Entry } from './entries.ts';
import { isObject, textOf } from './json.ts';
import { notesOnPatient, PatientIdentity } from './patient.ts';
import { baseOf, keyOf, targetOf } from './references.ts';
import { type Refuse, refusalsOf } from './refusal.ts';
import { countByClass, Resource } from './resource.ts';
import { checkResource, isEnteredInError } from './resource-rules.ts';

export interface ReadOptions {
	/** Take resources that do not say whose they are for the patient's; without it they are refused. */
	includeUnattributed?: boolean;
}

export interface PatientRecords {
	/** The source as the user named it. */
	source: string;
	/** Every resource, in the order of the source, the Patient among them. */
	resources: Resource[];
	/** What the user should know: sentences about entries that were left out and the like, never their content. */
	notes: string[];
	/** How many resources do not say whose they are and were included nevertheless. */
	unattributed: number;
}

/** Reads `source`: a path, or `-` for standard input. */
export async function readRecords(source: string, options: ReadOptions = {}): Promise<PatientRecords> {
	return recordsIn(await readSourceBytes(source), nameOf(source), options);
}

/** The same of bytes that are there already; `source` is how messages call them. */
export function recordsIn(bytes: Uint8Array, source: string, options: ReadOptions = {}): PatientRecords {
	return new RecordReader(source, options).read(bytes);
}

/** What is kept of an entry until all are read. */
interface Known {
	name: string;
	type: string;
	resource: Resource;
	base: string | undefined;
	claims: Claim[];
	mode: Entry['mode'];
	/** Of Patients only. */
	patient?: { content: JsonObject; fullUrl: string | undefined };
}

class RecordReader {
	readonly #source: string;
	readonly #options: ReadOptions;
	readonly #refuse: Refuse;
	readonly #notes: string[] = [];
	readonly #known: Known[] = [];
	readonly #byKey = new Map<string, Known>();
	/** References that are met, and the first entry in which each is. */
	readonly #references = new Map<string, string>();
	/** The same for addresses elsewhere, such as `Attachment.url`. */
	readonly #addresses = new Map<string, string>();
	/** Names of entries that only their fullUrl gives them, and which are gone once the resource is sealed. */
	readonly #dying = new Map<string, string>();
	/** Names of entries that stand in their resource, too. */
	readonly #borne = new Set<string>();
	#enteredInError = 0;

	constructor(source: string, options: ReadOptions) {
		this.#source = source;
		this.#options = options;
		this.#refuse = refusalsOf(source);
	}

	read(bytes: Uint8Array): PatientRecords {
		for (const entry of entriesOf(bytes, this.#refuse, (sentence) => this.#notes.push(sentence))) this.#add(entry);
		const patient = this.#choosePatient();
		const unattributed = this.#attribute(patient);
		this.#checkReferences();
		const resources = this.#known.map(({ resource }) => resource);
		this.#checkCounts(resources);
		if (this.#enteredInError > 0) {
			this.#notes.push(`${counted(this.#enteredInError, 'resource')} marked as entered in error; a record stays a record, and they are kept like any other.`);
		}
		return { source: this.#source, resources, notes: this.#notes, unattributed };
	}

	#add({ name, content, fullUrl, mode }: Entry): void {
		const recordClass = checkResource(content, name, this.#refuse);
		const resource = new Resource(recordClass, this.#canonicalOf(content, name), careMonths(content));
		const [type, id] = [content['resourceType'] as string, textOf(content['id'])];
		const keys = this.#keysOf(name, type, id, fullUrl);
		if (this.#isAgain(keys, resource, name)) return;
		for (const reference of referencesIn(content)) addOnce(this.#references, keyOf(reference.replace(/#.*$/s, '')), name);
		for (const address of addressesIn(content)) {
			const key = keyOf(address);
			// A resource that says its address itself, as its `url` or an identifier, keeps it when sealed.
			if (keys.includes(key)) this.#borne.add(key);
			else addOnce(this.#addresses, key, name);
		}
		const known: Known = {
			name, type, resource, mode, base: baseOf(fullUrl), claims: claimsOf(content).map(flatClaim),
			...(type === 'Patient' ? { patient: { content, fullUrl } } : {}),
		};
		for (const key of keys) this.#byKey.set(key, known);
		this.#known.push(known);
		if (isEnteredInError(content)) this.#enteredInError++;
	}

	#canonicalOf(content: JsonObject, name: string): Uint8Array {
		try {
			return canonicalBytes(content);
		} catch (error) {
			if (!(error instanceof FormatError)) throw error;
			return this.#refuse('input.records', `${name} holds text that is not valid Unicode`);
		}
	}

	/** How an entry can be called, once sealed and until then. */
	#keysOf(name: string, type: string, id: string | undefined, fullUrl: string | undefined): string[] {
		const own = id === undefined ? [] : [`${type}/${id}`];
		if (fullUrl === undefined) return own.map(flat);
		const target = targetOf(fullUrl);
		const key = flat(keyOf(fullUrl));
		if (target.form === 'rest') {
			if (target.type !== type || (id !== undefined && target.id !== id)) {
				this.#refuse('input.records', `${name} has a "fullUrl" that does not fit the type and id of its resource`);
			}
			if (id === undefined) for (const dying of [key, `${target.type}/${target.id}`]) this.#dying.set(flat(dying), name);
		} else if (id === undefined || key !== `urn:uuid:${id.toLowerCase()}`) {
			this.#dying.set(key, name);
		}
		return [...own.map(flat), key];
	}

	/** The same resource once more is joined, another under the same name is refused. */
	#isAgain(keys: string[], resource: Resource, name: string): boolean {
		const before = keys.map((key) => this.#byKey.get(key)).find((known) => known !== undefined);
		if (!before) return false;
		if (!equalBytes(before.resource.canonical, resource.canonical)) {
			this.#refuse('input.records', `${before.name} and ${name} are the same resource (by type and id, or by fullUrl) with different content; give only the current version`);
		}
		this.#notes.push(`${name} is the same resource as ${before.name} and was left out.`);
		return true;
	}

	#choosePatient(): PatientIdentity {
		const patients = this.#known.filter(({ patient }) => patient);
		const matches = patients.filter(({ mode }) => mode !== 'include');
		const chosen = matches.length > 0 ? matches : patients;
		if (chosen.length === 0) return this.#refuse('input.patient', `there is no Patient in it; it must be the record of exactly one`);
		if (chosen.length > 1) return this.#refuse('input.patient', `there are ${chosen.length} Patients in it; it must be the record of exactly one`);
		const [{ name, patient }] = chosen as [Known];
		for (const other of patients) {
			if (other === chosen[0]) continue;
			this.#notes.push(`${other.name} is another Patient, included by the search, and was left out.`);
			this.#known.splice(this.#known.indexOf(other), 1);
		}
		this.#notes.push(...notesOnPatient(patient!.content, name));
		return new PatientIdentity(patient!.content, patient!.fullUrl);
	}

	/** Refuses what is about others; gives the number of resources that do not say whose they are. */
	#attribute(patient: PatientIdentity): number {
		const attributed = new Set<Known>();
		const waiting: { known: Known; keys: string[] }[] = [];
		for (const known of this.#known) {
			const keys = [];
			let isPatients = !mustSayWhose(known.type);
			for (const claim of known.claims) {
				const verdict = patient.judge(claim, known.base, (key) => this.#byKey.get(key)?.type);
				if (verdict === 'another patient') this.#refuse('input.another-patient', `${known.name} is about another patient (${claim.element})`);
				if (verdict === 'unclear') {
					this.#refuse('input.another-patient', `${known.name} points to a patient of whom nothing tells that it is this one (${claim.element})`);
				}
				if (verdict === 'the patient') isPatients = true;
				else keys.push(verdict.resource);
			}
			if (isPatients) attributed.add(known);
			else waiting.push({ known, keys });
		}
		// What is about a resource of the patient's, as a Provenance is, is the patient's, too.
		const about = new Map<Known, Known[]>();
		for (const { known, keys } of waiting) {
			for (const target of new Set(keys.map((key) => this.#byKey.get(key)))) {
				if (target === undefined) continue;
				const those = about.get(target) ?? [];
				those.push(known);
				about.set(target, those);
			}
		}
		// Going through a Set also comes to what is added on the way.
		for (const target of attributed) {
			if (mustSayWhose(target.type)) for (const known of about.get(target) ?? []) attributed.add(known);
		}
		const unattributed = waiting.filter(({ known }) => !attributed.has(known));
		const [first] = unattributed;
		if (first === undefined) return 0;
		if (!this.#options.includeUnattributed) {
			const others = unattributed.length === 1 ? '' : `, and ${unattributed.length - 1} more`;
			this.#refuse('input.unattributed', `${first.known.name} (${first.known.type}${others}) does not say whose it is; read it with the option to include such resources only if all of it is known to be the patient's`);
		}
		this.#notes.push(`${counted(unattributed.length, 'resource')} included that do not say whose they are.`);
		return unattributed.length;
	}

	#checkReferences(): void {
		for (const [key, target] of this.#dying) {
			const from = this.#references.get(key) ?? (this.#borne.has(key) ? undefined : this.#addresses.get(key));
			if (from === undefined) continue;
			this.#refuse('input.unsealable', `${from} refers to ${target} by a fullUrl that its resource does not bear as its id; sealed one by one, nothing would tell what is meant. Give the resource in ${target} that id`);
		}
	}

	#checkCounts(resources: Resource[]): void {
		if (resources.length === 1) this.#refuse('input.patient', 'there is a Patient and no other resource in it, so there is no record to keep');
		for (const [recordClass, count] of countByClass(resources)) {
			if (count > MAX_LEAVES) {
				this.#refuse('input.records', `there are ${count} resources of type ${className(recordClass)} in it; one batch takes ${MAX_LEAVES}`);
			}
		}
	}
}

/** Every `Reference.reference` in a resource, at any depth. */
function* referencesIn(value: Json): Generator<string> {
	if (Array.isArray(value)) for (const item of value) yield* referencesIn(item);
	if (!isObject(value)) return;
	for (const [name, inner] of Object.entries(value)) {
		if (name !== 'reference' || typeof inner !== 'string') yield* referencesIn(inner);
		else if (!inner.startsWith('#')) yield inner;
	}
}

const ADDRESS = /urn:(?:uuid|oid):[A-Za-z0-9.-]*[A-Za-z0-9]|https?:[^\s"'<>()#|]+/gi;

/**
 * Addresses outside of `Reference.reference` that may be those of an entry, without a fragment or the version of a canonical URL: a text that
 * is one, and those within a text, such as an image of a narrative.
 */
function* addressesIn(value: Json): Generator<string> {
	if (Array.isArray(value)) for (const item of value) yield* addressesIn(item);
	if (typeof value === 'string') {
		if (/^(urn:|https?:)\S+$/i.test(value)) yield value.replace(/[#|].*$/s, '');
		else for (const [address] of value.matchAll(ADDRESS)) yield address;
	}
	if (!isObject(value)) return;
	for (const [name, inner] of Object.entries(value)) {
		if (name !== 'reference' || typeof inner !== 'string') yield* addressesIn(inner);
	}
}

function addOnce(found: Map<string, string>, key: string, name: string): void {
	if (!found.has(key)) found.set(flat(key), name);
}

/** A copy that does not keep alive the text that it was cut from. */
function flat(text: string): string {
	return Buffer.from(text).toString();
}

function flatClaim(claim: Claim): Claim {
	return {
		...claim,
		...(claim.reference === undefined ? {} : { reference: flat(claim.reference) }),
		identifiers: claim.identifiers.map(({ system, value }) => ({ ...(system === undefined ? {} : { system: flat(system) }), value: flat(value) })),
	};
}

function counted(count: number, what: string): string {
	return count === 1 ? `1 ${what} is` : `${count} ${what}s are`;
}
