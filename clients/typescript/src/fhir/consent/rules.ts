/** Rules: what a provision is limited to. */
import { type Code, concept, readCoding, readConcept } from './codes.ts';
import { type Contained, readActor, writeActor } from './actors.ts';
import type { Rule } from './directives.ts';
import { type Element, readMonths, readPeriod, writeMonths, writePeriod } from './moments.ts';
import type { Reader } from './reader.ts';
import { numberWithin, referredTo } from './references.ts';
import { type Setting, reference } from './setting.ts';
import { CLASS_SYSTEM, CONFIDENTIAL, HL7, LABEL_SYSTEM, type Release, classCoding, classOfCoding } from './systems.ts';

/** The members of a provision that both releases have, in FHIR's order. */
export function writeLimits(rule: Rule, setting: Setting): Element {
	const { actor, actions, label, purposes, classes, content, anchors } = rule;
	const { release, names, patient } = setting;
	return {
		...(actor ? { actor: [writeActor(actor, setting)] } : {}),
		...(actions ? { action: actions.map((code) => concept({ system: HL7.action, code })) } : {}),
		...(label ? { securityLabel: [{ system: LABEL_SYSTEM, code: label }] } : {}),
		...(purposes ? { purpose: purposes.map((code) => ({ system: HL7.purpose, code })) } : {}),
		...(classes ? { [classElement(release)]: classes.map((recordClass) => classCoding(recordClass, release)) } : {}),
		...(content ? { dataPeriod: writeMonths(content) } : {}),
		...(anchors
			? { data: anchors.map((anchor) => ({ meaning: 'instance', reference: reference(undefined, names.anchor, `${patient}/${anchor}`) })) }
			: {}),
	};
}

/** The same, read. Exceptions and what only one release has are left to it. */
export function readLimits(provision: Reader, contained: Contained, setting: Setting): Rule {
	const actor = provision.only('actor', 'on the chain each has a grant or a refusal of its own.');
	const actions = provision.items('action').map((action) => codeIn(action, readConcept(action), HL7.action));
	const purposes = provision.items('purpose').map((purpose) => codeIn(purpose, readCoding(purpose), HL7.purpose));
	const classes = provision.items(classElement(setting.release)).map((coding) => readClass(coding, setting.release));
	const label = provision.only('securityLabel', 'the chain has one.');
	const period = provision.maybe('period');
	const content = provision.maybe('dataPeriod');
	const anchors = provision.items('data').map((data) => readAnchor(data, setting));
	if (label) {
		const { system, code } = readCoding(label);
		if (system !== LABEL_SYSTEM || code !== CONFIDENTIAL) label.refuse('the chain has no such label.');
	}
	return {
		...(period ? { period: readPeriod(period, setting.timeZone) } : {}),
		...(actor ? { actor: readActor(actor, contained, setting) } : {}),
		...(actions.length > 0 ? { actions } : {}),
		...(purposes.length > 0 ? { purposes } : {}),
		...(classes.length > 0 ? { classes } : {}),
		...(content ? { content: readMonths(content) } : {}),
		...(anchors.length > 0 ? { anchors } : {}),
		...(label ? { label: CONFIDENTIAL } : {}),
		exceptions: [],
	};
}

export function writePeriodOf(rule: Rule): Element {
	return rule.period ? { period: writePeriod(rule.period) } : {};
}

function classElement(release: Release): string {
	return release === 'R4' ? 'class' : 'resourceType';
}

function codeIn(element: Reader, { system, code }: Code, expected: string): string {
	return system === expected ? code : element.refuse(`the chain has no codes of ${system} here.`);
}

function readClass(coding: Reader, release: Release): number {
	const { system, code } = readCoding(coding);
	return classOfCoding(system, code, release)
		?? coding.refuse(`the chain's classes are the resource types of FHIR (${HL7.types[release]}) and the numbers of ${CLASS_SYSTEM}.`);
}

function readAnchor(data: Reader, setting: Setting): number {
	data.member('meaning').expect('instance', ': the chain permits records under an anchor, and nothing that is related to them');
	const ref = data.member('reference');
	data.pass('id').end();
	return numberWithin(ref, referredTo(ref, undefined, setting.names.anchor, setting), setting);
}

