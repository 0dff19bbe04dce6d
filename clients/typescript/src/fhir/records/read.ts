/**
 * The record of one patient, read and checked before anything else happens: a Bundle or NDJSON, from a file or standard input.
 *
 * Each resource becomes a record of its own, but for a signed document, which is one. Whatever does not belong to the patient, or would be lost or
 * escape a refusal when sealed, is refused with one sentence ({@link InputError}, `docs/record-format.md`, "What is read").
 */
import { equalBytes, FormatError } from '../../format/bytes.ts';
import { className, classOf, isOpaqueLabel } from '../../format/classes.ts';
import type { JsonObject } from '../../format/json.ts';
import { MAX_LEAVES } from '../../format/merkle.ts';
import { careMonths } from '../../format/months.ts';
import { recordContent } from '../../format/record-content.ts';
import { nameOf, readSourceBytes } from '../source.ts';
import { type Claim, claimsOf, mustSayWhose } from './claims.ts';
import { entriesOf, type Entry } from './entries.ts';
import { textOf } from './json.ts';
import { notesOnPatient, PatientIdentity } from './patient.ts';
import { baseOf, keyOf, targetOf } from './references.ts';
import { type Refuse, refusalsOf } from './refusal.ts';
import { countByClass, LABELS, Resource } from './resource.ts';
import { checkResource, isEnteredInError } from './resource-rules.ts';

export interface ReadOptions {
	/** Take resources that do not say whose they are for the patient's; without it they are refused. */
	includeUnattributed?: boolean;
	/** The opaque label that a resource is to be sealed under, instead of the class of its type. {@link Resource.withLabel} says what that means. */
	labelOf?: (resource: JsonObject) => number | undefined;
}

export interface PatientRecords {
	/** The source as the user named it. */
	source: string;
	/** Every resource, in the order of the source, the Patient among them; or the one signed document. */
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

const BUNDLE = classOf('Bundle') as number;

class RecordReader {
	readonly #source: string;
	readonly #options: ReadOptions;
	readonly #refuse: Refuse;
	readonly #notes: string[] = [];
	readonly #known: Known[] = [];
	readonly #byKey = new Map<string, Known>();
	/** Set before the first entry comes. */
	#signedDocument: Resource | undefined;
	#labelled = 0;
	#enteredInError = 0;

	constructor(source: string, options: ReadOptions) {
		this.#source = source;
		this.#options = options;
		this.#refuse = refusalsOf(source);
	}

	read(bytes: Uint8Array): PatientRecords {
		const listener = {
			note: (sentence: string) => {
				this.#notes.push(sentence);
			},
			keepWhole: (document: JsonObject) => {
				this.#signedDocument = this.#labelledBy(document, this.#resourceOf(document, 'the Bundle', BUNDLE), 'the Bundle');
			},
		};
		for (const entry of entriesOf(bytes, this.#refuse, listener)) this.#add(entry);
		const patient = this.#choosePatient();
		const unattributed = this.#attribute(patient);
		if (this.#known.length === 1) this.#refuse('input.patient', 'there is a Patient and no other resource in it, so there is no record to keep');
		const resources = this.#signedDocument ? [this.#signedDocument] : this.#known.map(({ resource }) => resource);
		this.#checkCounts(resources);
		if (this.#labelled > 0) {
			this.#notes.push(`${counted(this.#labelled, 'resource')} under an opaque label; grants, exclusions and refusals of the type do not reach what is labelled, only those of the label.`);
		}
		if (this.#enteredInError > 0) {
			this.#notes.push(`${counted(this.#enteredInError, 'resource')} marked as entered in error; a record stays a record, and they are kept like any other.`);
		}
		return { source: this.#source, resources, notes: this.#notes, unattributed };
	}

	#add({ name, content, fullUrl, mode }: Entry): void {
		const recordClass = checkResource(content, name, this.#refuse);
		const resource = this.#resourceOf(content, name, recordClass, fullUrl);
		const type = resource.resourceType;
		const keys = this.#keysOf(name, type, textOf(content['id']), fullUrl);
		if (this.#isAgain(keys, resource, name)) return;
		const known: Known = {
			name, type, mode, base: baseOf(fullUrl), claims: claimsOf(content).map(flatClaim),
			// What stands in a signed document is labelled with it, not by itself.
			resource: this.#signedDocument ? resource : this.#labelledBy(content, resource, name),
			...(type === 'Patient' ? { patient: { content, fullUrl } } : {}),
		};
		for (const key of keys) this.#byKey.set(key, known);
		this.#known.push(known);
		if (isEnteredInError(content)) this.#enteredInError++;
	}

	#resourceOf(content: JsonObject, name: string, recordClass: number, fullUrl?: string): Resource {
		try {
			return new Resource(className(recordClass), recordClass, recordContent(fullUrl, content), careMonths(content));
		} catch (error) {
			if (!(error instanceof FormatError)) throw error;
			return this.#refuse('input.records', `${name} cannot be sealed: ${error.message}`);
		}
	}

	#labelledBy(content: JsonObject, resource: Resource, name: string): Resource {
		const label = this.#options.labelOf?.(content);
		if (label === undefined) return resource;
		if (!isOpaqueLabel(label)) this.#refuse('input.label', `${name} was given a label that is none; ${LABELS}`);
		this.#labelled++;
		return resource.withLabel(label);
	}

	/** How an entry can be called. A `fullUrl` of a server tells the id of a resource that does not bear it. */
	#keysOf(name: string, type: string, id: string | undefined, fullUrl: string | undefined): string[] {
		const target = fullUrl === undefined ? undefined : targetOf(fullUrl);
		if (target?.form === 'rest' && (target.type !== type || (id !== undefined && target.id !== id))) {
			this.#refuse('input.records', `${name} has a "fullUrl" that does not fit the type and id of its resource`);
		}
		const own = id ?? (target?.form === 'rest' ? target.id : undefined);
		return [...(own === undefined ? [] : [`${type}/${own}`]), ...(fullUrl === undefined ? [] : [keyOf(fullUrl)])].map(flat);
	}

	/**
	 * The same resource once more is joined, another under the same name is refused. So is one that has the same name and content and another
	 * `fullUrl`: either address would have to go, and with it what refers to it; and kept twice, `Type/id` would mean two records. Without
	 * an id of its own it has no other name than its `fullUrl`, and is another resource, however alike.
	 */
	#isAgain(keys: string[], resource: Resource, name: string): boolean {
		const before = keys.map((key) => this.#byKey.get(key)).find((known) => known !== undefined);
		if (!before) return false;
		if (!equalBytes(before.resource.canonical, resource.canonical)) {
			this.#refuse('input.records', `${before.name} and ${name} are the same resource (by type and id, or by fullUrl) with different content or another fullUrl; give only the current version, once`);
		}
		if (!this.#signedDocument) this.#notes.push(`${name} is the same resource as ${before.name} and was left out.`);
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

	#checkCounts(resources: Resource[]): void {
		for (const [recordClass, count] of countByClass(resources)) {
			if (count > MAX_LEAVES) {
				this.#refuse('input.records', `there are ${count} resources in it to be sealed as ${className(recordClass)}; one batch takes ${MAX_LEAVES}`);
			}
		}
	}
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
