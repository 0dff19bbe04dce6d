/** Whether a reference points to the patient whose record it is. */
import type { Json, JsonObject } from '../../format/json.ts';
import { type Claim, type Identifier, identifiersOf, typeOfReference } from './claims.ts';
import { isObject, objectsOf, textOf } from './json.ts';
import { baseOf, keyOf, targetOf } from './references.ts';

/** What a claim points to. */
export type Verdict =
	| 'the patient'
	| 'another patient'
	/** It may be the patient or another: what stands there does not tell. */
	| 'unclear'
	/** A resource that is no Patient, by its key. */
	| { resource: string };

/** Elements that point to a resource of any type. */
const OPEN_ELEMENTS = new Set(['AuditEvent.entity.what', 'Binary.securityContext', 'Provenance.target']);

/** What a Patient is called on one server; where none is named, on that of the Patient. */
interface Name {
	id: string;
	base: string | undefined;
}

/** By how many names the patient of a record can be called. */
export class PatientIdentity {
	/** The server that the Patient's fullUrl tells. */
	readonly #base: string | undefined;
	/** Whether nothing tells where the Patient is from, so that one server, {@link #assumedBase}, may be taken for it. */
	readonly #isFromAnywhere: boolean;
	#assumedBase: string | undefined;
	/** By id: its own name, and those of Patients that it replaces. */
	readonly #names = new Map<string, Name[]>();
	/** Whole references that mean it wherever they stand: a fullUrl that is absolute, a `urn:uuid:` of the id, a urn that it replaces. */
	readonly #keys = new Set<string>();
	/** Identifiers by their value. */
	readonly #identifiers = new Map<string, Set<string | undefined>>();
	readonly #systems = new Set<string | undefined>();

	constructor(patient: JsonObject, fullUrl: string | undefined) {
		const target = targetOf(fullUrl ?? '');
		const id = textOf(patient['id']) ?? (target.form === 'rest' ? target.id : undefined);
		this.#base = baseOf(fullUrl);
		this.#isFromAnywhere = fullUrl === undefined || (target.form === 'rest' && target.base === undefined);
		if (fullUrl !== undefined && /^[a-z][a-z0-9+.-]*:/i.test(fullUrl)) this.#keys.add(keyOf(fullUrl));
		if (id !== undefined) {
			this.#keys.add(keyOf(`urn:uuid:${id}`));
			this.#addName({ id, base: this.#base });
		}
		// Records of a Patient that was merged into this one are its own. No other kind of link says so for certain.
		for (const { type, other } of objectsOf(patient['link'])) if (type === 'replaces') this.#addReplaced(other);
		for (const { system, value } of identifiersOf(patient['identifier'])) {
			this.#identifiers.set(value, (this.#identifiers.get(value) ?? new Set()).add(system));
			this.#systems.add(system);
		}
	}

	#addReplaced(other: Json | undefined): void {
		if (!isObject(other) || ('type' in other && typeOfReference(other) !== 'Patient')) return;
		const target = targetOf(textOf(other['reference']) ?? '');
		if (target.form === 'urn') this.#keys.add(target.urn);
		if (target.form === 'rest' && target.type === 'Patient') this.#addName({ id: target.id, base: target.base ?? this.#base });
	}

	#addName(name: Name): void {
		const names = this.#names.get(name.id) ?? [];
		if (!names.some(({ base }) => base === name.base)) names.push(name);
		this.#names.set(name.id, names);
	}

	/** `base` is the server of the entry in which the claim stands, and may become what is taken for the Patient's; `typeOf` gives the type of an entry by its key. */
	judge(claim: Claim, base: string | undefined, typeOf: (key: string) => string | undefined): Verdict {
		const verdict = this.#judgeWhole(claim, base, typeOf);
		// Where anything may stand, what cannot be told to be a Patient is none.
		const isPatient = claim.type === 'Patient' || /(^|\/)Patient[/?]/.test(claim.reference ?? '');
		return verdict === 'unclear' && !isPatient && OPEN_ELEMENTS.has(claim.element) ? { resource: keyOf(claim.reference ?? '') } : verdict;
	}

	#judgeWhole(claim: Claim, base: string | undefined, typeOf: (key: string) => string | undefined): Verdict {
		if (claim.reference === undefined) return this.#judgeIdentifiers(claim);
		const verdict = this.#judgeReference(claim.reference, base, typeOf);
		// Several statements in one reference: they must not contradict each other.
		const isPatient = verdict === 'the patient';
		if (claim.type !== undefined && verdict !== 'another patient' && isPatient !== (claim.type === 'Patient')) return 'unclear';
		return isPatient && this.#contradicts(claim.identifiers) ? 'unclear' : verdict;
	}

	#judgeReference(reference: string, base: string | undefined, typeOf: (key: string) => string | undefined): Verdict {
		const key = keyOf(reference);
		if (this.#keys.has(key)) return 'the patient';
		const target = targetOf(reference);
		switch (target.form) {
			case 'urn': {
				const type = typeOf(key);
				return type === undefined ? 'unclear' : type === 'Patient' ? 'another patient' : { resource: key };
			}
			case 'conditional':
				return target.type === 'Patient' ? this.#judgeQuery(target.query) : { resource: key };
			case 'rest': {
				if (target.type !== 'Patient') return { resource: key };
				return this.#judgeName(target.id, target.base, base);
			}
			default:
				return 'unclear';
		}
	}

	/** An id means something on one server only: a relative reference is of the server of its own entry, if that is known. */
	#judgeName(id: string, base: string | undefined, baseOfEntry: string | undefined): Verdict {
		const server = base ?? baseOfEntry;
		const verdicts = (this.#names.get(id) ?? []).map((name): Verdict => {
			if (server === undefined) return name.base === this.#base ? 'the patient' : 'unclear';
			if (name.base !== undefined) return name.base === server ? 'the patient' : 'another patient';
			return this.#isFromAnywhere && server === baseOfEntry && this.#assumes(server) ? 'the patient' : 'unclear';
		});
		return verdicts.find((verdict) => verdict === 'the patient') ?? verdicts.find((verdict) => verdict === 'unclear') ?? 'another patient';
	}

	/** The first server of an entry that names the patient is taken for the Patient's; on another, the same id may be another person. */
	#assumes(server: string): boolean {
		this.#assumedBase ??= server;
		return this.#assumedBase === server;
	}

	#judgeQuery(query: URLSearchParams): Verdict {
		const [value, ...more] = query.getAll('identifier');
		if (value === undefined || more.length > 0 || [...query.keys()].length > 1 || value.includes(',')) return 'unclear';
		const bar = value.indexOf('|');
		const [system, text] = bar < 0 ? [undefined, value] : [value.slice(0, bar), value.slice(bar + 1)];
		const systems = this.#identifiers.get(text);
		const isThis = systems !== undefined && (system === undefined || systems.has(system) || (system === '' && systems.has(undefined)));
		return isThis ? 'the patient' : 'another patient';
	}

	#judgeIdentifiers({ identifiers, type, isContainedPatient }: Claim): Verdict {
		if (type === '') return 'unclear';
		if (type !== undefined && type !== 'Patient') return { resource: type };
		if (identifiers.some((one) => this.#has(one))) return this.#contradicts(identifiers) ? 'unclear' : 'the patient';
		if (identifiers.length === 0 || this.#identifiers.size === 0) return 'unclear';
		return this.#contradicts(identifiers) || type === 'Patient' || isContainedPatient ? 'another patient' : 'unclear';
	}

	#has({ system, value }: Identifier): boolean {
		return this.#identifiers.get(value)?.has(system) === true;
	}

	/** Whether one of them is of a system in which the Patient has others, and not this one. */
	#contradicts(identifiers: Identifier[]): boolean {
		return identifiers.some((one) => one.system !== undefined && this.#systems.has(one.system) && !this.#has(one));
	}
}

/** Sentences on what the Patient says about itself that whoever keeps its record should know. */
export function notesOnPatient(patient: JsonObject, name: string): string[] {
	const isReplaced = objectsOf(patient['link']).some(({ type }) => type === 'replaced-by');
	return [
		...(patient['active'] === false ? [`${name} says of the Patient that its record is no longer in use ("active" is false).`] : []),
		...(isReplaced ? [`${name} says of the Patient that another one has replaced it ("link"): newer records may be that one's.`] : []),
	];
}
