/** Whose Consents are written or read, for which release, and what is known of names that others gave. */
import type { FhirMap } from './map.ts';
import type { Element } from './moments.ts';
import { type Namespaces, type Release, namespaces } from './systems.ts';

/** What a user can say about Consents that were not written for a chain. */
export interface Reading {
	/** Whom references, identifiers and policies of a hospital mean on the chain. */
	map?: FhirMap | undefined;
	/** The IANA time zone of days without one, such as `Europe/Berlin`. */
	timeZone?: string | undefined;
}

export class Setting {
	readonly release: Release;
	readonly chain: string;
	readonly patient: string;
	readonly names: Namespaces;
	readonly map: FhirMap | undefined;
	readonly timeZone: string | undefined;
	/** What was left out because the user said that it may be, one sentence each. */
	readonly notes: string[] = [];

	constructor(release: Release, chain: string, patient: string, { map, timeZone }: Reading = {}) {
		this.release = release;
		this.chain = chain;
		this.patient = patient;
		this.names = namespaces(chain);
		this.map = map;
		this.timeZone = timeZone;
	}

	get patientReference(): Element {
		return reference('Patient', this.names.patient, this.patient);
	}
}

/** A reference by identifier: what it names need not be on any FHIR server. */
export function reference(type: string | undefined, system: string, value: string): Element {
	return { ...(type === undefined ? {} : { type }), identifier: { system, value } };
}
