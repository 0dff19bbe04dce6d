/** Consents of FHIR R4 (4.0.1). */
import type { Directive, Rule } from './directives.ts';
import { isAboutEverything, isFromChain, underDefault } from './directives.ts';
import { Contained, containedActor } from './actors.ts';
import { categories, checkKind, readCategories } from './category.ts';
import { concept, readConcept, readExtensions } from './codes.ts';
import { checkConsenter, readConsenter, writeConsenter } from './consenter.ts';
import { passHeader } from './header.ts';
import { readIdentifier, uuidOf, writeIdentifier } from './identifiers.ts';
import { type Element, readOptionalMoment, writeMoment } from './moments.ts';
import { readNested, writeCopiedFrom } from './nested.ts';
import type { Reader } from './reader.ts';
import { numberWithin, readTerms, referredTo } from './references.ts';
import { readLimits, writeLimits, writePeriodOf } from './rules.ts';
import { type Setting, reference } from './setting.ts';
import {
	type Decision, isIgnoredSource, opposite, passIgnored, readBase, readPolicy, readStatus, withWholeDenial,
} from './statement.ts';
import { DECISION_ORDER, EXTENSION, HL7, TYPED_ROOT } from './systems.ts';

export function writeR4(directive: Directive, setting: Setting): Element {
	const { decision, rule, made, terms, ancestors, byController } = directive;
	const { names, patientReference } = setting;
	const identifier = writeIdentifier(directive, setting);
	const consenter = writeConsenter(directive, setting);
	const contained = [rule.actor && containedActor(rule.actor, setting), consenter.contained].filter((resource) => resource !== undefined);
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
		meta: { profile: [TYPED_ROOT] },
		...(contained.length > 0 ? { contained } : {}),
		...(extension.length > 0 ? { extension } : {}),
		identifier: [identifier],
		status: 'active',
		scope: concept({ system: HL7.scope, code: 'patient-privacy' }),
		category: categories(directive),
		patient: patientReference,
		...(issued === undefined ? {} : writeMoment('dateTime', issued)),
		performer: [consenter.reference],
		...(terms === undefined ? {} : { sourceReference: reference('DocumentReference', names.terms, terms) }),
		policy: [{ uri: DECISION_ORDER }],
		// Whoever refuses everything has opted out. What else is permitted or denied beside a grant or a refusal, it doesn't say.
		...(decision === 'deny' && isAboutEverything(rule) ? { policyRule: concept({ system: HL7.directive, code: 'OPTOUT' }) } : {}),
		provision: provision(rule, decision, setting),
	};
}

function provision(rule: Rule, decision: Decision, setting: Setting): Element {
	const nested = [
		...rule.exceptions.map((exception) => provision(exception, opposite(decision), setting)),
		...(rule.copies ?? []).map((copy) => ({ ...writeCopiedFrom(copy, setting), ...provision(copy.rule, opposite(decision), setting) })),
	];
	return { type: decision, ...writePeriodOf(rule), ...writeLimits(rule, setting), ...(nested.length > 0 ? { provision: nested } : {}) };
}

export function readR4(consent: Reader, setting: Setting): Directive {
	passHeader(consent);
	consent.pass('patient');
	readStatus(consent);
	readScope(consent.member('scope'));
	const { ancestors, byController } = readOwnExtensions(consent, setting);
	for (const policy of consent.items('policy')) {
		readPolicy(policy.member('uri'), setting);
		policy.pass('id').end();
	}
	passIgnored(consent, { organization: 'organization', sourceAttachment: 'source' }, setting);
	const source = consent.maybe('sourceReference');
	const terms = source && !isIgnoredSource(source, setting) ? readTerms(source, setting) : undefined;
	const contained = new Contained(consent);
	const identifier = readIdentifier(consent, setting);
	const consenter = readConsenter(consent, 'performer', contained, setting, identifier !== undefined);
	const { decision, rule } = readRoot(consent, contained, setting);
	contained.end();
	const issued = readOptionalMoment(consent, 'dateTime');
	const category = readCategories(consent, setting);
	const stated = identifier?.kind ?? category;
	consent.end();
	const directive = withWholeDenial({
		path: consent.path, patient: setting.patient, decision, rule, ancestors,
		...(stated === undefined ? {} : { stated }),
		...(identifier?.number === undefined ? {} : { number: identifier.number }),
		...(decision === 'permit' && issued !== undefined ? { made: issued } : {}),
		...(terms === undefined ? {} : { terms }),
		...(byController === undefined ? {} : { byController }),
		...(consenter === 'representative' ? { byRepresentative: true } : {}),
	});
	// In Consents of others it only tells when the paper was signed.
	const isOfChain = identifier !== undefined || isFromChain(directive);
	if (isOfChain && decision === 'deny' && rule.period && issued !== undefined && issued !== rule.period.from) {
		consent.refuse('a restriction is of the moment at which it begins: dateTime and period differ.');
	}
	checkKind(consent, directive, [identifier?.kind, category]);
	checkConsenter(consent, directive, consenter);
	return directive;
}

function readScope(scope: Reader): void {
	const { system, code } = readConcept(scope);
	if (system !== HL7.scope || code !== 'patient-privacy') scope.refuse('the chain knows consents to the use of records (patient-privacy) only.');
}

function readOwnExtensions(consent: Reader, setting: Setting): { ancestors: number[]; byController: boolean | undefined } {
	const ancestors: number[] = [];
	let byController: boolean | undefined;
	readExtensions(consent, [EXTENSION.ancestor, EXTENSION.byController], (url, extension) => {
		if (url === EXTENSION.ancestor) ancestors.push(readAncestor(extension.member('valueReference'), setting));
		else if (byController === undefined) byController = extension.member('valueBoolean').truth();
		else extension.refuse('this stands here twice.');
	});
	return { ancestors, byController };
}

export function readAncestor(ref: Reader, setting: Setting): number {
	return numberWithin(ref, referredTo(ref, 'Consent', setting.names.consent.grant, setting), setting);
}

/**
 * What the base policy and the root provision say together. R4 calls the root an exception to the base, and gives it no type; much that
 * is published gives it one, and some a root that is the base itself. So a type counts if there is one, and otherwise the opposite
 * of the base; and a root with a type and without limits is a default, whose exceptions are the rules. A default that is not the base
 * is refused: one of them says the opposite of the other about everything.
 */
function readRoot(consent: Reader, contained: Contained, setting: Setting): { decision: Decision; rule: Rule } {
	const policyRule = consent.maybe('policyRule');
	const base = policyRule && readBase(policyRule, setting);
	const root = consent.maybe('provision');
	if (!root) return underDefault(consent, base ?? consent.refuse('it neither permits nor denies anything.'), undefined, []);
	const type = root.maybe('type');
	const decision = type ? readType(type) : base && opposite(base);
	if (!decision) return root.refuse('it neither permits nor denies: there is no type, and no policyRule OPTIN or OPTOUT.');
	if (base === 'permit' && decision === 'permit') {
		return consent.refuse('OPTIN says that everything else is permitted, too; the chain permits what is granted and nothing else.');
	}
	const rule = readRule(root, decision, contained, setting);
	if (isAboutEverything(rule) && base !== undefined && base !== decision) {
		return consent.refuse('its policyRule and its provision say the opposite about everything, so that it can be read two ways.');
	}
	if (type && isAboutEverything(rule)) return underDefault(consent, decision, rule.period, rule.exceptions);
	if (base === 'deny' && decision === 'deny') return consent.refuse('OPTOUT denies everything, and its provision something: it must say which.');
	return { decision, rule };
}

function readType(type: Reader): Decision {
	return type.value === 'permit' || type.value === 'deny' ? type.value : type.refuse('this must be permit or deny.');
}

function readRule(provision: Reader, decision: Decision, contained: Contained, setting: Setting): Rule {
	provision.pass('type', 'id');
	const rule = readLimits(provision, contained, setting);
	const nested = readNested(provision.items('provision'), setting, (inner) => {
		inner.member('type').expect(opposite(decision), ': an exception is of the other kind than what it is an exception to');
		return readRule(inner, opposite(decision), contained, setting);
	});
	provision.end();
	return { ...rule, ...nested };
}
