/**
 * Which elements of a resource say when care took place or was written down, from HL7's StructureDefinitions of R4 and R5: every date,
 * dateTime, instant, Period and Timing at any depth, except what is excluded below; and, as a supplement, those inside Attachment, Annotation and Dosage.
 */
import { releases, type ElementDefinition } from './hl7.ts';
import { constantFile, writeGenerated } from './write.ts';

const DATE_TYPES = new Set(['date', 'dateTime', 'instant', 'Period', 'Timing']);
/** Elements of data types that date a part of the resource, such as a note, but not by themselves the care that it tells of. */
const INSIDE: Record<string, string> = { Attachment: 'creation', Annotation: 'time', Dosage: 'timing' };

/** By the element's last name, choice types by what stands before `[x]`. */
const EXCLUDED_NAMES = new Set([
	// When a person was born or died: never on the chain, not even the month.
	'birthDate', 'born', 'deceased',
	// How long a thing keeps, when it was made.
	'expirationDate', 'expiry', 'useBy', 'manufactureDate',
	// When a definition was published, reviewed, and how long it is valid.
	'approvalDate', 'lastReviewDate', 'publicationDate', 'validityPeriod', 'validTo', 'lockedDate',
	// What is planned: it says nothing about care that took place.
	'plannedStartDate', 'plannedEndDate', 'nextScheduled', 'due', 'planningHorizon', 'dateCriterion', 'requestedPeriod', 'excludingDate',
	// Answers and values: content, which may well be a date of birth.
	'value', 'answer', 'defaultValue', 'measureScore',
]);
/** By the whole path. */
const EXCLUDED_PATHS = new Set([
	'ImmunizationRecommendation.recommendation.dateCriterion.value', 'RiskAssessment.prediction.when[x]',
	'Consent.provision.period', 'Consent.provision.dataPeriod', 'Permission.validity', 'Task.restriction.period', 'Transport.restriction.period',
]);
/** Who and where: they say how somebody or something is now, and none of their dates is of care. */
const UNDATED = new Set([
	'Endpoint', 'HealthcareService', 'Location', 'Organization', 'OrganizationAffiliation', 'Patient', 'Person', 'Practitioner',
	'PractitionerRole', 'RelatedPerson',
]);

interface Entry {
	dates: Set<string>;
	supplements: Set<string>;
	others: Set<string>;
	choices: Set<string>;
	besides: Set<string>;
	same: Map<string, string>;
}

const table = new Map<string, Entry>();
for (const { structures } of releases()) {
	for (const { type, snapshot } of structures) {
		if (UNDATED.has(type)) continue;
		const entry = table.get(type) ?? { dates: new Set(), supplements: new Set(), others: new Set(), choices: new Set(), besides: new Set(), same: new Map() };
		for (const element of snapshot.element) addElement(entry, type, element);
		table.set(type, entry);
	}
}
for (const { structures } of releases()) {
	for (const { type, snapshot } of structures) {
		for (const choice of table.get(type)?.choices ?? []) {
			const name = `${type}.${choice}`;
			const isOther = ({ path }: ElementDefinition) => path.startsWith(name) && /^[A-Za-z]+$/.test(path.slice(name.length));
			for (const { path } of snapshot.element.filter(isOther)) table.get(type)?.besides.add(path.slice(type.length + 1));
		}
	}
}

const sorted = [...table].sort(([a], [b]) => (a < b ? -1 : 1)).map(([type, { dates, supplements, others, choices, besides, same }]) => {
	const repeats = [...same].filter(([, target]) => [...dates, ...supplements].some((path) => path.startsWith(`${target}.`))).sort();
	return [type, {
		dates: [...dates].sort(),
		...(supplements.size > 0 ? { supplements: [...supplements].sort() } : {}),
		...(others.size > 0 ? { others: [...others].sort() } : {}),
		...(choices.size > 0 ? { choices: [...choices].sort() } : {}),
		...(besides.size > 0 ? { besides: [...besides].sort() } : {}),
		...(repeats.length > 0 ? { repeats: Object.fromEntries(repeats) } : {}),
	}];
});
writeGenerated(
	'clients/typescript/src/format/generated/date-elements.ts',
	`/** What a type's dates are. */
export interface DateElements {
	/** Paths of dates, Periods and Timings that say when care took place or was written down. */
	readonly dates: readonly string[];
	/** Paths of dates of a part, such as a note: they count beside one of \`dates\`, and alone tell nothing. */
	readonly supplements?: readonly string[];
	/** Paths of what may stand in the place of one of them and tells no date, such as an age or a text. */
	readonly others?: readonly string[];
	/** Paths of choices without their type, such as \`onset\` of \`onset[x]\`: what else begins with one stands in the place of a date. */
	readonly choices?: readonly string[];
	/** Paths of elements that begin like a choice and are another element. */
	readonly besides?: readonly string[];
	/** Paths of elements that hold the same elements as another, such as \`action.action\` and \`action\`. */
	readonly repeats?: Readonly<Record<string, string>>;
}

${constantFile('Types that say who and where: none of their dates is of care. Written by `npm run generate`.', 'UNDATED_TYPES', 'readonly string[]', [...UNDATED].sort())}
${constantFile('Date elements of every other type. Written from HL7\'s definitions of R4 and R5 by `npm run generate`.', 'DATE_ELEMENTS', 'Readonly<Record<string, DateElements>>', Object.fromEntries(sorted))}`,
);

function addElement({ dates, supplements, others, choices, same }: Entry, resourceType: string, { path, type = [], contentReference }: ElementDefinition): void {
	const below = path.slice(resourceType.length + 1);
	if (contentReference !== undefined) {
		same.set(below, contentReference.replace(/^.*#/, '').slice(resourceType.length + 1));
		return;
	}
	const isChoice = below.endsWith('[x]');
	const base = isChoice ? below.slice(0, -'[x]'.length) : below;
	if (isExcluded(path, base)) return;
	const isDated = type.some(({ code }) => DATE_TYPES.has(code));
	if (isChoice && isDated) for (const spelling of spellingsOf(base)) choices.add(spelling);
	for (const { code } of type) {
		const name = isChoice ? `${base}${code.slice(0, 1).toUpperCase()}${code.slice(1)}` : base;
		if (DATE_TYPES.has(code)) dates.add(name);
		else if (isDated) others.add(name);
		const inside = INSIDE[code];
		if (inside !== undefined) supplements.add(`${name}.${inside}`);
	}
}

/** R5 writes "occurence" once; those who write it as all other types do mean the same. */
function spellingsOf(path: string): string[] {
	return path.endsWith('occurence') ? [path, path.replace(/occurence$/, 'occurrence')] : [path];
}

function isExcluded(path: string, base: string): boolean {
	return EXCLUDED_PATHS.has(path) || EXCLUDED_NAMES.has(base.split('.').at(-1) as string);
}
