/** Whether a reference points to the patient whose record it is. */
import type { JsonObject } from '../../format/json.ts';
import { type Claim, type Identifier, identifiersOf } from './claims.ts';
import { objectsOf, textOf, valuesAt } from './json.ts';
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

/** By how many names the patient of a record can be called. */
export class PatientIdentity {
	readonly #id: string | undefined;
	readonly #base: string | undefined;
	/** Keys of whole references: the fullUrl, a `urn:uuid:` of the id, and those of Patients that this one replaces. */
	readonly #keys: Set<string>;
	readonly #identifiers: Identifier[];

	constructor(patient: JsonObject, fullUrl: string | undefined) {
		const target = targetOf(fullUrl ?? '');
		this.#id = textOf(patient['id']) ?? (target.form === 'rest' ? target.id : undefined);
		this.#base = baseOf(fullUrl);
		this.#identifiers = identifiersOf(patient['identifier']);
		// Records of a Patient that was merged into this one are its own. No other kind of link says so for certain.
		const replaced = objectsOf(patient['link']).filter(({ type }) => type === 'replaces').flatMap((link) => valuesAt(link, ['other', 'reference']));
		this.#keys = new Set([fullUrl, this.#id === undefined ? undefined : `urn:uuid:${this.#id}`, ...replaced]
			.filter((name) => typeof name === 'string')
			.map(keyOf));
	}

	/** `base` is the server of the entry in which the claim stands; `typeOf` gives the type of an entry by its key. */
	judge(claim: Claim, base: string | undefined, typeOf: (key: string) => string | undefined): Verdict {
		const verdict = this.#judgeWhole(claim, base, typeOf);
		// Where anything may stand, what cannot be told to be a Patient is none.
		const isPatient = claim.type === 'Patient' || /(^|\/)Patient[/?]/.test(claim.reference ?? '');
		return verdict === 'unclear' && !isPatient && OPEN_ELEMENTS.has(claim.element) ? { resource: keyOf(claim.reference ?? '') } : verdict;
	}

	#judgeWhole(claim: Claim, base: string | undefined, typeOf: (key: string) => string | undefined): Verdict {
		if (claim.reference === undefined) return this.#judgeIdentifiers(claim);
		const verdict = this.#judgeReference(claim.reference, base, typeOf);
		// Two statements in one reference: they must not contradict each other.
		return verdict === 'the patient' && this.#contradicts(claim.identifiers) ? 'unclear' : verdict;
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
				if (target.id !== this.#id) return 'another patient';
				// An id means something on one server only: a relative reference is of the server of its own entry.
				const server = target.base ?? base;
				if (server === undefined || server === this.#base) return 'the patient';
				if (this.#base !== undefined) return 'another patient';
				return server === base ? 'the patient' : 'unclear';
			}
			default:
				return 'unclear';
		}
	}

	#judgeQuery(query: URLSearchParams): Verdict {
		const [value, ...more] = query.getAll('identifier');
		if (value === undefined || more.length > 0 || [...query.keys()].length > 1 || value.includes(',')) return 'unclear';
		const bar = value.indexOf('|');
		const [system, text] = bar < 0 ? [undefined, value] : [value.slice(0, bar), value.slice(bar + 1)];
		const isThis = this.#identifiers.some((own) => own.value === text && (system === undefined || (own.system ?? '') === system));
		return isThis ? 'the patient' : 'another patient';
	}

	#judgeIdentifiers({ identifiers, type, isContainedPatient }: Claim): Verdict {
		if (type !== undefined && type !== 'Patient') return { resource: type };
		if (identifiers.some((one) => this.#has(one))) return 'the patient';
		if (identifiers.length === 0 || this.#identifiers.length === 0) return 'unclear';
		return this.#contradicts(identifiers) || type === 'Patient' || isContainedPatient ? 'another patient' : 'unclear';
	}

	#has({ system, value }: Identifier): boolean {
		return this.#identifiers.some((own) => own.system === system && own.value === value);
	}

	/** Whether one of them is of a system in which the Patient has another, and none is the Patient's. */
	#contradicts(identifiers: Identifier[]): boolean {
		if (identifiers.some((one) => this.#has(one))) return false;
		return identifiers.some(({ system }) => system !== undefined && this.#identifiers.some((own) => own.system === system));
	}
}
