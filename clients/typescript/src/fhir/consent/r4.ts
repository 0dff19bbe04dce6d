/** Consents of FHIR R4 (4.0.1). */
import type { Directive, Rule } from './directives.ts';
import { isAboutEverything, underDefault } from './directives.ts';
import {
	Contained, type Setting, categories, checkKind, concept, numberWithin, readCategories, readConcept, readExtensions, readIdentifier,
	readLimits, reference, referredTo, uuidOf, writeActor, writeIdentifier, writeLimits, writePeriodOf,
} from './elements.ts';
import { type Element, readOptionalMoment, writeMoment } from './moments.ts';
import type { Reader } from './reader.ts';
import { DECISION_ORDER, EXTENSION, HL7 } from './systems.ts';

type Decision = Directive['decision'];

const opposite = (decision: Decision): Decision => (decision === 'permit' ? 'deny' : 'permit');

export function writeR4(directive: Directive, setting: Setting): Element {
	const { decision, rule, made, terms, ancestors, byController } = directive;
	const { names, patientReference } = setting;
	const identifier = writeIdentifier(directive, setting);
	const actor = rule.actor ? writeActor(rule.actor, setting) : undefined;
	const extension = [
		...ancestors.map((ancestor) => ({
			url: EXTENSION.ancestor, valueReference: reference('Consent', names.consent.grant, `${directive.patient}/${ancestor}`),
		})),
		...(byController === undefined ? [] : [{ url: EXTENSION.byController, valueBoolean: byController }]),
	];
	const issued = made ?? rule.period?.from;
	return {
		resourceType: 'Consent',
		id: uuidOf(identifier),
		...(actor?.contained ? { contained: [actor.contained] } : {}),
		...(extension.length > 0 ? { extension } : {}),
		identifier: [identifier],
		status: 'active',
		scope: concept({ system: HL7.scope, code: 'patient-privacy' }),
		category: categories(directive),
		patient: patientReference,
		...(issued === undefined ? {} : writeMoment('dateTime', issued)),
		performer: [patientReference],
		...(terms === undefined ? {} : { sourceReference: reference('DocumentReference', names.terms, terms) }),
		policy: [{ uri: DECISION_ORDER }],
		// Whoever refuses everything has opted out. What else is permitted or denied beside a grant or a refusal, it doesn't say.
		...(decision === 'deny' && isAboutEverything(rule) ? { policyRule: concept({ system: HL7.directive, code: 'OPTOUT' }) } : {}),
		provision: provision(rule, decision, setting, actor?.actor),
	};
}

function provision(rule: Rule, decision: Decision, setting: Setting, actor?: Element): Element {
	const exceptions = rule.exceptions.map((exception) => provision(exception, opposite(decision), setting));
	return {
		type: decision,
		...writePeriodOf(rule),
		...writeLimits(rule, setting, actor),
		...(exceptions.length > 0 ? { provision: exceptions } : {}),
	};
}

export function readR4(consent: Reader, setting: Setting): Directive {
	consent.pass('resourceType', 'id', 'meta', 'language', 'text', 'patient');
	consent.member('status').expect('active', ', for on the chain there are no others');
	const scope = consent.member('scope');
	const { system, code } = readConcept(scope);
	if (system !== HL7.scope || code !== 'patient-privacy') scope.refuse('the chain knows consents to the use of records (patient-privacy) only.');
	const ancestors: number[] = [];
	let byController: boolean | undefined;
	readExtensions(consent, [EXTENSION.ancestor, EXTENSION.byController], (url, extension) => {
		if (url === EXTENSION.byController) byController = extension.member('valueBoolean').truth();
		else ancestors.push(readAncestor(extension.member('valueReference'), setting));
	});
	const performer = consent.only('performer', 'the chain knows the patient as the one who consents.');
	if (performer && referredTo(performer, 'Patient', setting.names.patient) !== setting.patient) performer.refuse('this is another patient.');
	const policy = consent.only('policy', 'the chain has one order of decisions.');
	policy?.member('uri').expect(DECISION_ORDER, ': the chain can carry out no other policy');
	policy?.end();
	const source = consent.maybe('sourceReference');
	const terms = source && referredTo(source, 'DocumentReference', setting.names.terms);
	const contained = new Contained(consent);
	const { decision, rule } = readRoot(consent, contained, setting);
	contained.end();
	const issued = readOptionalMoment(consent, 'dateTime');
	const identifier = readIdentifier(consent, setting);
	const category = readCategories(consent);
	const stated = identifier?.kind ?? category;
	consent.end();
	if (decision === 'deny' && rule.period && issued !== undefined && issued !== rule.period.from) {
		consent.refuse('a restriction is of the moment at which it begins: dateTime and period differ.');
	}
	const directive: Directive = {
		path: consent.path, patient: setting.patient, decision, rule, ancestors,
		...(stated === undefined ? {} : { stated }),
		...(identifier?.number === undefined ? {} : { number: identifier.number }),
		...(decision === 'permit' && issued !== undefined ? { made: issued } : {}),
		...(terms === undefined ? {} : { terms }),
		...(byController === undefined ? {} : { byController }),
	};
	checkKind(consent, directive, [identifier?.kind, category]);
	return directive;
}

export function readAncestor(ref: Reader, setting: Setting): number {
	return numberWithin(ref, referredTo(ref, 'Consent', setting.names.consent.grant), setting);
}

/**
 * What the base policy and the root provision say together. R4 calls the root an exception to the base, and gives it no type; much that
 * is published gives it one, and some a root that is the base itself. So a type counts if there is one, and otherwise the opposite
 * of the base; and a root with a type and without limits is a default, whose exceptions are the rules.
 */
function readRoot(consent: Reader, contained: Contained, setting: Setting): { decision: Decision; rule: Rule } {
	const base = readBase(consent.maybe('policyRule'));
	const root = consent.maybe('provision');
	if (!root) return underDefault(consent, base ?? consent.refuse('it neither permits nor denies anything.'), undefined, []);
	const type = root.maybe('type');
	const decision = type ? readType(type) : base && opposite(base);
	if (!decision) return root.refuse('it neither permits nor denies: there is no type, and no policyRule OPTIN or OPTOUT.');
	if (base === 'permit' && decision === 'permit') {
		return consent.refuse('OPTIN says that everything else is permitted, too; the chain permits what is granted and nothing else.');
	}
	const rule = readRule(root, decision, contained, setting);
	if (type && isAboutEverything(rule)) return underDefault(consent, decision, rule.period, rule.exceptions);
	if (base === 'deny' && decision === 'deny') return consent.refuse('OPTOUT denies everything, and its provision something: it must say which.');
	return { decision, rule };
}

function readBase(rule: Reader | undefined): Decision | undefined {
	if (!rule) return undefined;
	const { system, code } = readConcept(rule);
	if (system === HL7.directive && code === 'OPTIN') return 'permit';
	if (system === HL7.directive && code === 'OPTOUT') return 'deny';
	return rule.refuse(`the chain can carry out no policy "${code}".`);
}

function readType(type: Reader): Decision {
	return type.value === 'permit' || type.value === 'deny' ? type.value : type.refuse('this must be permit or deny.');
}

function readRule(provision: Reader, decision: Decision, contained: Contained, setting: Setting): Rule {
	provision.pass('type', 'id');
	const rule = readLimits(provision, contained, setting);
	const exceptions = provision.items('provision').map((nested) => {
		nested.member('type').expect(opposite(decision), ': an exception is of the other kind than what it is an exception to');
		return readRule(nested, opposite(decision), contained, setting);
	});
	provision.end();
	return { ...rule, exceptions };
}
