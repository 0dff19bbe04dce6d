/** The names that the mapping uses: HL7's own, and those of Salus for what HL7 has no word for. */
import { className, classOf, FIRST_OPAQUE_LABEL } from '../../format/classes.ts';
import { ACTIONS, PURPOSES, ROLES, type Role } from '../../chain/codes.ts';

/** The releases of FHIR that Consents are written for and read from. */
export const RELEASES = ['R4', 'R5'] as const;
export type Release = (typeof RELEASES)[number];

/** Names of Salus begin with this. Nothing is served there: a name need only be nobody else's (RFC 2606, ".example"). */
export const BASE = 'https://salus.example/fhir';

/** In what order permissions and refusals are weighed: `docs/decision.md`. */
export const DECISION_ORDER = `${BASE}/policy/decision-order`;

/** Code systems of Salus. */
export const KIND_SYSTEM = `${BASE}/CodeSystem/consent-kind`;
export const CLASS_SYSTEM = `${BASE}/CodeSystem/record-class`;
export const ROLE_SYSTEM = `${BASE}/CodeSystem/role`;
export const LABEL_SYSTEM = `${BASE}/CodeSystem/label`;
export const CHARACTERISTIC_SYSTEM = `${BASE}/CodeSystem/characteristic`;

/** The label of records in classes that the patient marked as confidential. */
export const CONFIDENTIAL = 'confidential';

/** Extensions of Salus. */
export const EXTENSION = {
	/** A grant from which a grant was passed on (R4 only; R5 has room in `sourceReference`). */
	ancestor: `${BASE}/StructureDefinition/ancestor`,
	/** Whether the controller itself made a restriction, so that no representative lifts it. */
	byController: `${BASE}/StructureDefinition/by-controller`,
	/** On a nested denial: the restriction, exported as a Consent of its own, of which it is a copy. */
	copiedFrom: `${BASE}/StructureDefinition/copied-from`,
	/** A moment that the element beside it is too narrow for. */
	moment: `${BASE}/StructureDefinition/moment`,
} as const;

/** How an R4 export is to be read: the root provision has a type, and permits or denies what it is limited to and nothing else. */
export const TYPED_ROOT = `${BASE}/StructureDefinition/consent-with-typed-root`;

/** HL7's systems. */
export const HL7 = {
	scope: 'http://terminology.hl7.org/CodeSystem/consentscope',
	action: 'http://terminology.hl7.org/CodeSystem/consentaction',
	purpose: 'http://terminology.hl7.org/CodeSystem/v3-ActReason',
	directive: 'http://terminology.hl7.org/CodeSystem/v3-ActCode',
	participation: 'http://terminology.hl7.org/CodeSystem/v3-ParticipationType',
	loinc: 'http://loinc.org',
	/** Resource types: R5 gave the system another name. */
	types: { R4: 'http://hl7.org/fhir/resource-types', R5: 'http://hl7.org/fhir/fhir-types' },
} as const;

/** LOINC's "Patient Consent", by which HL7's own examples file a privacy consent. */
export const CONSENT_DOCUMENT = '59284-0';

/** `consentaction` codes, in the order of the chain's codes. */
export const ACTION_CODES = ACTIONS.map((action) => action.toLowerCase());

/** ActReason codes, in the order of the chain's codes. */
export const PURPOSE_CODES = [
	'TREAT', 'ETREAT', 'HPAYMT', 'HOPERAT', 'CAREMGT', 'HRESCH', 'CLINTRCH', 'PUBHLTH', 'PATRQT', 'FAMRQT', 'PWATRNY',
	'COVERAGE', 'HSYSADMIN',
] as const satisfies { length: (typeof PURPOSES)['length'] };

/** ActReason: breaking the glass, which the chain knows as an emergency session and not as a purpose. */
export const BREAK_THE_GLASS = 'BTG';

/** Role codes, in the order of the chain's codes. */
export const ROLE_CODES = ROLES.map((role) => role.replace(/(?<=[a-z])[A-Z]/g, (letter) => `-${letter}`).toLowerCase());

/** What a Consent stands for. */
export const KINDS = ['grant', 'refusal', 'refuse-all', 'emergency-opt-out', 'confidential-class', 'all-confidential'] as const;
export type Kind = (typeof KINDS)[number];

/** Classes up to this one are R4's resource types; the later ones came with R5. */
const LAST_OF_R4 = 146;
/** R4's resource types that R5 has no more. */
const GONE_IN_R5 = new Set([
	'CatalogEntry', 'DeviceUseStatement', 'DocumentManifest', 'EffectEvidenceSynthesis', 'Media', 'MedicinalProduct',
	'MedicinalProductAuthorization', 'MedicinalProductContraindication', 'MedicinalProductIndication', 'MedicinalProductIngredient',
	'MedicinalProductInteraction', 'MedicinalProductManufactured', 'MedicinalProductPackaged', 'MedicinalProductPharmaceutical',
	'MedicinalProductUndesirableEffect', 'RequestGroup', 'ResearchDefinition', 'ResearchElementDefinition', 'RiskEvidenceSynthesis',
	'SubstanceSpecification',
]);

/** A class as a code: by its FHIR type if this release has the type, by its number in the system of Salus otherwise. */
export function classCoding(recordClass: number, release: Release): { system: string; code: string } {
	const type = className(recordClass);
	const isType = classOf(type) === recordClass && hasType(recordClass, type, release);
	return isType ? { system: HL7.types[release], code: type } : { system: CLASS_SYSTEM, code: String(recordClass) };
}

/** The class of a code; `undefined` if the chain has none for it, or this release another code. */
export function classOfCoding(system: string, code: string, release: Release): number | undefined {
	const recordClass = system === CLASS_SYSTEM && /^(0|[1-9]\d{0,4})$/.test(code) ? Number(code) : classOf(code);
	if (recordClass === undefined || recordClass > 0xffff) return undefined;
	const expected = classCoding(recordClass, release);
	return expected.system === system && expected.code === code ? recordClass : undefined;
}

function hasType(recordClass: number, type: string, release: Release): boolean {
	if (recordClass >= FIRST_OPAQUE_LABEL) return false;
	return release === 'R4' ? recordClass <= LAST_OF_R4 : !GONE_IN_R5.has(type);
}

/** The namespaces of what one chain numbers. Numbers of two chains are not the same, so the chain's genesis is in each. */
export interface Namespaces {
	patient: string;
	organization: string;
	account: string;
	pseudonym: string;
	anchor: string;
	terms: string;
	state: string;
	/** Of those who consent for the patient; only a map names them, no Consent. */
	representative: string;
	consent: Record<Kind, string>;
}

export function namespaces(chain: string): Namespaces {
	const name = (what: string) => `${BASE}/sid/${chain.slice(2)}/${what}`;
	return {
		patient: name('patient'),
		organization: name('organization'),
		account: name('account'),
		pseudonym: name('pseudonym'),
		anchor: name('anchor'),
		terms: name('terms'),
		state: name('consent-state'),
		representative: name('representative'),
		consent: Object.fromEntries(KINDS.map((kind) => [kind, name(kind)])) as Record<Kind, string>,
	};
}

/** The chain that a namespace of Salus belongs to, and what it numbers. */
export function parseNamespace(system: string): { chain: string; what: string } | undefined {
	const match = /^https:\/\/salus\.example\/fhir\/sid\/([0-9a-f]{64})\/([a-z-]+)$/.exec(system);
	return match ? { chain: `0x${match[1]}`, what: match[2] as string } : undefined;
}

/** The codes of the bits that are set, in the order of the chain's codes. */
export function codesOf(bits: number, codes: readonly string[]): string[] {
	return codes.filter((_, index) => (bits & (1 << index)) !== 0);
}

/** The set of these codes; `undefined` if one of them is not the chain's, or stands there twice. */
export function bitsOf(chosen: readonly string[], codes: readonly string[]): number | undefined {
	let bits = 0;
	for (const code of chosen) {
		const bit = 1 << codes.indexOf(code);
		if (!codes.includes(code) || (bits & bit) !== 0) return undefined;
		bits |= bit;
	}
	return bits;
}

export function roleCode(role: Role): string {
	return ROLE_CODES[ROLES.indexOf(role)] as string;
}

export function roleOfCode(code: string): Role | undefined {
	return ROLES[ROLE_CODES.indexOf(code)];
}
