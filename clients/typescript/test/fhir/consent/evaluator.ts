/**
 * What a Consent answers to a request by FHIR's text alone, for whoever knows nothing of a chain but whom its identifiers name. It shares
 * no code with what writes Consents. R5: `decision` is the default, a provision an exception to what it stands in, provisions beside
 * each other are alternatives, within one all elements must fit and within an element any value. R4, by the profile of the export: the
 * root's type is what it says of all that it is limited to, and of the rest it says nothing.
 */
import type { Element } from '../../../src/fhir/consent/moments.ts';

/** A request as a reader sees it: identifiers and codes. */
export interface FhirRequest {
	at: bigint;
	/** Identifiers of the organization and of the practitioner; none for a representative. */
	organization?: string;
	practitioner?: string;
	/** Codes of the roles that the practitioner has in the organization. */
	roles: string[];
	/** The patient whom the actor represents. */
	represents?: string;
	action: string;
	/** ActReason. Breaking the glass is asked for by its own code. */
	purpose: string;
	/** The code of the class. */
	type: string;
	/** The identifier of the record's anchor; none for a request of a class. */
	anchor?: string;
	/** The first and the last month of the content, such as `2020-03`; none for a request of all of a class. */
	months?: [string, string];
	/** Labels of the record. */
	labels: string[];
}

/** Whether a code that a Consent names means the code of the request: exactly, or with whatever lies below it. */
export type PurposeReading = (named: string, asked: string) => boolean;

export type Answer = 'permit' | 'deny' | 'nothing';

type Json = Record<string, any>;

export class Evaluator {
	readonly #consent: Json;
	readonly #purposes: PurposeReading;

	constructor(consent: Element, purposes: PurposeReading) {
		this.#consent = consent;
		this.#purposes = purposes;
	}

	answer(request: FhirRequest): Answer {
		const { decision, period, provision } = this.#consent;
		if (decision === undefined) return this.#answerR4(provision, request);
		if (!isWithin(period, request.at)) return 'nothing';
		const isException = (provision ?? []).some((item: Json) => this.#excepts(item, request));
		return isException ? opposite(decision) : decision;
	}

	#answerR4(root: Json, request: FhirRequest): Answer {
		if (!this.#fits(root, request)) return 'nothing';
		for (const nested of root['provision'] ?? []) if (nested.type === root['type']) throw new Error('An exception says the same.');
		const isException = (root['provision'] ?? []).some((item: Json) => this.#excepts(item, request));
		return isException ? opposite(root['type']) : root['type'];
	}

	/** Whether a provision fits and none of those in it does. */
	#excepts(provision: Json, request: FhirRequest): boolean {
		return this.#fits(provision, request) && !(provision['provision'] ?? []).some((item: Json) => this.#excepts(item, request));
	}

	#fits(provision: Json, request: FhirRequest): boolean {
		const any = (name: string, fits: (item: Json) => boolean) => provision[name] === undefined || provision[name].some(fits);
		return isWithin(provision['period'], request.at)
			&& any('actor', (actor) => this.#isActor(actor['reference'], request))
			&& any('action', (action) => action['coding'][0].code === request.action)
			&& any('purpose', (purpose) => this.#purposes(purpose['code'], request.purpose))
			&& any('securityLabel', (label) => request.labels.includes(label['code']))
			&& any('class', (coding) => coding['code'] === request.type)
			&& any('resourceType', (coding) => coding['code'] === request.type)
			&& any('data', (data) => data['meaning'] === 'instance' && request.anchor !== undefined && data['reference'].identifier.value === request.anchor)
			&& (provision['dataPeriod'] === undefined || isOfContent(provision['dataPeriod'], request.months));
	}

	#isActor(reference: Json, request: FhirRequest): boolean {
		if (reference['reference'] === undefined) return isOne(reference, request);
		const contained = (this.#consent['contained'] as Json[]).find(({ id }) => `#${id}` === reference['reference']) as Json;
		if (contained['resourceType'] === 'PractitionerRole') return isOne(contained['practitioner'], request) && isOne(contained['organization'], request);
		const by = new Map<string, Json>(contained['characteristic'].map((item: Json) => [item['code'].coding[0].code, item]));
		if (by.has('represents')) return by.get('represents')?.['valueReference'].identifier.value === request.represents;
		return isOne(by.get('organization')?.['valueReference'], request) && request.roles.includes(by.get('role')?.['valueCodeableConcept'].coding[0].code);
	}
}

function isOne({ identifier }: Json, { organization, practitioner }: FhirRequest): boolean {
	const isOrganization = identifier.system.endsWith('/organization');
	return identifier.value === (isOrganization ? organization : practitioner);
}

/** FHIR: both ends are part of a period. */
function isWithin(period: Json | undefined, at: bigint): boolean {
	if (period === undefined) return true;
	const moment = new Date(Number(at)).toISOString();
	return (period['start'] === undefined || period['start'] <= moment) && (period['end'] === undefined || moment <= period['end']);
}

function isOfContent(period: Json, months: [string, string] | undefined): boolean {
	return months !== undefined && (period['start'] === undefined || period['start'] <= months[0]) && (period['end'] === undefined || months[1] <= period['end']);
}

function opposite(decision: string): Answer {
	return decision === 'permit' ? 'deny' : 'permit';
}
