/**
 * Which elements say whose a resource is, from HL7's CompartmentDefinition "Patient" and its search parameters, R4 and R5.
 *
 * The compartment also lists by whom or for whom something was done (performer, author, recipient …): a patient may do that
 * for another, so only the parameters below decide. To them come the elements of that kind that are no part of the compartment,
 * such as R4's Device.patient: these need be filled only where HL7 requires it.
 */
import { releases, type ElementDefinition } from './hl7.ts';
import { constantFile, writeGenerated } from './write.ts';

/** Search parameters of the compartment that say whose a resource is. */
const PARAMETERS = new Set(['patient', 'subject', 'individual', 'beneficiary']);
/** The same where a type has none of these: its patient is one of several who take part. */
const PARAMETERS_OF_TAKING_PART = new Set(['actor', 'member']);
/** Elements at the top level that say it by their name. */
const ELEMENTS = new Set(['patient', 'subject', 'individual', 'beneficiary', 'candidate', 'for', 'deliverFor']);
/** `AuditEvent.agent.who` is who did it, not whom it is about. */
const EXCLUDED = new Set(['AuditEvent.agent.who']);
/** Stands proxy for what a Binary is about; no search parameter, and open to every type. */
const ADDED = { Binary: ['securityContext'] };
const PATIENT = ['Patient', 'Resource'].map((type) => `http://hl7.org/fhir/StructureDefinition/${type}`);
/** These can be of no patient at all: a Group of devices, the Schedule of a room. */
const MAY_BE_NOBODYS = new Set(['Group', 'Schedule']);

/** May point to a patient, but tell no more than who belongs to the patient, who pays, with what and when somebody has time. */
const NO_CARE = new Set(['Coverage', 'Device', 'Group', 'Person', 'RelatedPerson', 'Schedule']);

const required = new Map<string, Set<string>>();
const optional = new Map<string, Set<string>>(Object.entries(ADDED).map(([type, paths]) => [type, new Set(paths)]));

for (const { patientCompartment, searchParameters, structures } of releases()) {
	for (const { code: type, param = [] } of patientCompartment.resource) {
		if (type === 'Patient') continue;
		const telling = param.filter((name) => PARAMETERS.has(name));
		for (const name of telling.length > 0 ? telling : param.filter((name) => PARAMETERS_OF_TAKING_PART.has(name))) {
			for (const parameter of searchParameters) {
				if (parameter.code !== name || !parameter.base.includes(type)) continue;
				for (const path of pathsOf(type, parameter.expression ?? '')) add(MAY_BE_NOBODYS.has(type) ? optional : required, type, path);
			}
		}
	}
	for (const { type, snapshot } of structures) {
		for (const element of snapshot.element) {
			const [, name = '', deeper] = element.path.split('.');
			if (deeper === undefined && ELEMENTS.has(name) && canBePatient(element)) add(required.has(type) || element.min > 0 ? required : optional, type, name);
		}
	}
}
// A type may come into the compartment, or be required to say it, only with R5.
for (const type of required.keys()) {
	for (const path of optional.get(type) ?? []) add(required, type, path);
	optional.delete(type);
}

const table = Object.fromEntries([...required, ...optional]
	.sort(([a], [b]) => (a < b ? -1 : 1))
	.map(([type, paths]) => [type, { paths: [...paths].sort(), required: required.has(type) }]));
writeGenerated(
	'clients/typescript/src/fhir/records/generated/patient-compartment.ts',
	constantFile(
		'Elements that say whose a resource is, and whether one must, written from HL7\'s definitions of R4 and R5 by `npm run generate`.',
		'PATIENT_ELEMENTS', 'Readonly<Record<string, { readonly paths: readonly string[]; readonly required: boolean }>>', table,
	),
);
writeGenerated(
	'clients/typescript/src/format/generated/patient-data-types.ts',
	constantFile(
		'Types whose resources are data of a patient, written from HL7\'s definitions of R4 and R5 by `npm run generate`.',
		'PATIENT_DATA_TYPES', 'readonly string[]', Object.keys(table).filter((type) => !NO_CARE.has(type)),
	),
);

/** The element paths of one type in an expression, such as `Flag.subject.where(resolve() is Patient) | Goal.subject`. */
function pathsOf(type: string, expression: string): string[] {
	return expression.split('|')
		.map((part) => part.trim().replace(/^\(/, '').replace(/\s+as\s+\w+\)$/, '').replace(/\.(where|ofType)\(.*$/, ''))
		.filter((path) => path.startsWith(`${type}.`) && !EXCLUDED.has(path))
		.map((path) => path.slice(type.length + 1));
}

function canBePatient({ type = [] }: ElementDefinition): boolean {
	return type.some(({ code, targetProfile = [] }) => code === 'Reference' && PATIENT.some((profile) => targetProfile.includes(profile)));
}

function add(to: Map<string, Set<string>>, type: string, path: string): void {
	to.set(type, (to.get(type) ?? new Set()).add(path));
}
