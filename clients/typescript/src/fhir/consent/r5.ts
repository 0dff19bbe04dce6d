/** Consents of FHIR R5 (5.0.0). */
import type { Directive, Rule } from './directives.ts';
import { isAboutEverything, underDefault } from './directives.ts';
import { Contained, readOrganization, writeActor } from './actors.ts';
import { categories, checkKind, readCategories } from './category.ts';
import { readExtensions } from './codes.ts';
import { passHeader } from './header.ts';
import { readIdentifier, uuidOf, writeIdentifier } from './identifiers.ts';
import { type Element, readDay, readPeriod, writeDay } from './moments.ts';
import type { Reader } from './reader.ts';
import { numberWithin, readReference } from './references.ts';
import { readLimits, writeLimits, writePeriodOf } from './rules.ts';
import { type Setting, reference } from './setting.ts';
import {
	type Decision, isIgnoredSource, opposite, passIgnored, readBase, readByRepresentative, readPolicy, readStatus, withDeniedPurposes,
} from './statement.ts';
import { DECISION_ORDER, EXTENSION } from './systems.ts';

export function writeR5(directive: Directive, setting: Setting): Element {
	const { decision, rule, made, terms, ancestors, byController } = directive;
	const { names, patientReference } = setting;
	const identifier = writeIdentifier(directive, setting);
	const actor = rule.actor ? writeActor(rule.actor, setting) : undefined;
	const grantee = decision === 'permit' && typeof rule.actor === 'object' && 'organization' in rule.actor ? rule.actor.organization : undefined;
	const sources = [
		...(terms === undefined ? [] : [reference('DocumentReference', names.terms, terms)]),
		...ancestors.map((ancestor) => reference('Consent', names.consent.grant, `${directive.patient}/${ancestor}`)),
	];
	return {
		resourceType: 'Consent',
		id: uuidOf(identifier),
		...(actor?.contained ? { contained: [actor.contained] } : {}),
		...(byController === undefined ? {} : { extension: [{ url: EXTENSION.byController, valueBoolean: byController }] }),
		identifier: [identifier],
		status: 'active',
		category: categories(directive),
		subject: patientReference,
		...(made === undefined ? {} : writeDay('date', made)),
		...writePeriodOf(rule),
		grantor: [patientReference],
		...(grantee === undefined ? {} : { grantee: [reference('Organization', names.organization, String(grantee))] }),
		...(sources.length > 0 ? { sourceReference: sources } : {}),
		policyBasis: { url: DECISION_ORDER },
		...decisionAndProvisions(directive, setting, actor?.actor),
	};
}

/** `decision` is the default, and every provision an exception to what it stands in. */
function decisionAndProvisions({ decision, rule }: Directive, setting: Setting, actor?: Element): Element {
	const [base, provisions] = isAboutEverything(rule)
		? [decision, rule.exceptions.map((exception) => provision(exception, setting))]
		: [opposite(decision), [provision(rule, setting, actor)]];
	return { decision: base, ...(provisions.length > 0 ? { provision: provisions } : {}) };
}

function provision(rule: Rule, setting: Setting, actor?: Element): Element {
	const exceptions = rule.exceptions.map((exception) => provision(exception, setting));
	return { ...writeLimits(rule, setting, actor), ...(exceptions.length > 0 ? { provision: exceptions } : {}) };
}

export function readR5(consent: Reader, setting: Setting): Directive {
	passHeader(consent);
	consent.pass('subject');
	readStatus(consent);
	const byController = readByController(consent);
	const byRepresentative = readByRepresentative(consent, 'grantor', setting);
	readPolicies(consent, setting);
	passIgnored(consent, { manager: 'manager', controller: 'controller', sourceAttachment: 'source' }, setting);
	const { terms, ancestors } = readSources(consent, setting);
	const contained = new Contained(consent);
	const { decision, rule } = readRoot(consent, contained, setting);
	contained.end();
	checkGrantee(consent, rule, setting);
	const made = readDay(consent, 'date');
	const identifier = readIdentifier(consent, setting);
	const category = readCategories(consent, setting);
	const stated = identifier?.kind ?? category;
	consent.end();
	const directive = withDeniedPurposes({
		path: consent.path, patient: setting.patient, decision, rule, ancestors,
		...(stated === undefined ? {} : { stated }),
		...(identifier?.number === undefined ? {} : { number: identifier.number }),
		...(made === undefined ? {} : { made }),
		...(terms === undefined ? {} : { terms }),
		...(byController === undefined ? {} : { byController }),
		...(byRepresentative ? { byRepresentative } : {}),
	});
	checkKind(consent, directive, [identifier?.kind, category]);
	return directive;
}

function readByController(consent: Reader): boolean | undefined {
	let byController: boolean | undefined;
	readExtensions(consent, [EXTENSION.byController], (_, extension) => {
		if (byController !== undefined) extension.refuse('this stands here twice.');
		byController = extension.member('valueBoolean').truth();
	});
	return byController;
}

function readPolicies(consent: Reader, setting: Setting): void {
	const policy = consent.maybe('policyBasis');
	if (policy) {
		readPolicy(policy.member('url'), setting);
		policy.pass('id').end();
	}
	// Without a map every basis in law is left to the end, which refuses it.
	if (!setting.map) return;
	for (const basis of consent.items('regulatoryBasis')) {
		if (readBase(basis, setting) !== undefined) basis.refuse('in R5 "decision" says what holds for everything else.');
	}
}

function readSources(consent: Reader, setting: Setting): { terms: string | undefined; ancestors: number[] } {
	let terms: string | undefined;
	const ancestors: number[] = [];
	for (const source of consent.items('sourceReference')) {
		if (isIgnoredSource(source, setting)) continue;
		const { system, value } = readReference(source, setting);
		if (system.value === setting.names.terms && terms === undefined) terms = value.bytes32();
		else if (system.value === setting.names.consent.grant) ancestors.push(numberWithin(value, value.text(), setting));
		else source.refuse('the chain knows one commitment to terms, and the grants from which a grant was passed on.');
	}
	return { terms, ancestors };
}

/** What decision, period and provisions say together. */
function readRoot(consent: Reader, contained: Contained, setting: Setting): { decision: Decision; rule: Rule } {
	const written = consent.member('decision');
	const base = written.value;
	if (base !== 'permit' && base !== 'deny') return written.refuse('this must be permit or deny.');
	const period = consent.maybe('period');
	const rules = consent.items('provision').map((item) => readRule(item, contained, setting));
	return underDefault(consent, base, period && readPeriod(period, setting.timeZone), rules);
}

function readRule(provision: Reader, contained: Contained, setting: Setting): Rule {
	const rule = readLimits(provision, contained, setting);
	const exceptions = provision.items('provision').map((nested) => readRule(nested, contained, setting));
	provision.pass('id').end();
	return { ...rule, exceptions };
}

/** The grantee stands in the actor, and in `grantee` for those who search. */
function checkGrantee(consent: Reader, { actor }: Rule, setting: Setting): void {
	const grantee = consent.only('grantee', 'a grant on the chain is for one organization.');
	if (!grantee) return;
	const organization = readOrganization(grantee, setting);
	if (typeof actor !== 'object' || !('organization' in actor) || actor.organization !== organization) {
		grantee.refuse('its provision is about somebody else.');
	}
}
