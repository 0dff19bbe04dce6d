/** What kind of Consent it is: a consent to the use of records, and nothing else. */
import { withArticle } from '../wording.ts';
import { type Code, concept, endConcept, readCoding } from './codes.ts';
import { type Directive, kindOf } from './directives.ts';
import type { Element } from './moments.ts';
import type { Reader } from './reader.ts';
import type { Setting } from './setting.ts';
import { CONSENT_DOCUMENT, HL7, KINDS, KIND_SYSTEM } from './systems.ts';

/**
 * Categories that say no more than that a patient consents to the use or disclosure of records, or refuses it. HL7's others are of other
 * consents (such as `dnr`, `research`) or say in which case (`emrgonly`) or for which action (`INFAO`) this one holds.
 */
const OF_PRIVACY: Readonly<Record<string, readonly string[]>> = {
	/** Patient consent; privacy policy acknowledgement; release of information consent. */
	[HL7.loinc]: [CONSENT_DOCUMENT, '57016-8', '64292-6'],
	/** Information disclosure; information access. */
	[HL7.directive]: ['IDSCL', 'INFA'],
	[HL7.scope]: ['patient-privacy'],
	[KIND_SYSTEM]: KINDS,
};

export function categories(directive: Directive): Element[] {
	return [
		concept({ system: HL7.loinc, code: CONSENT_DOCUMENT }),
		concept({ system: KIND_SYSTEM, code: kindOf(directive) }),
	];
}

/** The kind that a category of ours states. Whatever else stands there must be of a privacy consent. In R5 nothing else says what it is. */
export function readCategories(consent: Reader, setting: Setting): string | undefined {
	const kinds = new Set<string>();
	const all = consent.items('category');
	if (all.length === 0 && setting.release === 'R5') {
		return consent.refuse('it has no category, so that it could be a consent to anything: R5 says there what a Consent is about, such as LOINC 59284-0.');
	}
	for (const category of all) {
		const codings = category.items('coding');
		if (codings.length === 0) return category.refuse('there is no code in it.');
		endConcept(category, codings);
		for (const coding of codings) {
			const code = readCoding(coding);
			if (!isOfPrivacy(code, setting)) {
				return coding.refuse(`the chain knows consents to the use of records only, and "${code.code}" of ${code.system} is none of their categories.`);
			}
			if (code.system === KIND_SYSTEM) kinds.add(code.code);
		}
	}
	if (kinds.size > 1) return consent.refuse(`its categories make it several kinds of consent: ${[...kinds].join(', ')}.`);
	return [...kinds][0];
}

function isOfPrivacy(code: Code, { map }: Setting): boolean {
	const known = Object.hasOwn(OF_PRIVACY, code.system) && OF_PRIVACY[code.system]?.includes(code.code);
	return known === true || map?.isPrivacyCategory(code) === true;
}

/** Refuses a directive of another kind than its identifier and its category say. */
export function checkKind(consent: Reader, directive: Directive, stated: (string | undefined)[]): void {
	const kind = kindOf(directive);
	const other = stated.find((name) => name !== undefined && name !== kind);
	if (other !== undefined) consent.refuse(`it says that it is ${withArticle(other)}, and its rules make it ${withArticle(kind)}.`);
}
