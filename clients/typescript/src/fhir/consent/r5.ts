/** Consents of FHIR R5 (5.0.0). */
import type { Directive, Rule } from './directives.ts';
import { isAboutEverything, underDefault } from './directives.ts';
import { Contained, containedActor, readOrganization } from './actors.ts';
import { categories, checkKind, readCategories } from './category.ts';
import { readExtensions } from './codes.ts';
import { checkConsenter, readConsenter, writeConsenter } from './consenter.ts';
import { deniedTwice, toDenyTwice } from './denied-twice.ts';
import { passHeader } from './header.ts';
import { readIdentifier, uuidOf, writeIdentifier } from './identifiers.ts';
import { type Element, readDay, readPeriod, writeDay } from './moments.ts';
import { readNested, writeCopiedFrom } from './nested.ts';
import type { Reader } from './reader.ts';
import { numberWithin, readReference } from './references.ts';
import { readLimits, writeLimits, writePeriodOf } from './rules.ts';
import { type Setting, reference } from './setting.ts';
import {
	type Decision, isIgnoredSource, passIgnored, readBase, readPolicy, readStatus, withWholeDenial,
} from './statement.ts';
import { DECISION_ORDER, EXTENSION } from './systems.ts';

export function writeR5(directive: Directive, setting: Setting): Element {
	const { decision, rule, made, terms, ancestors, byController } = directive;
	const { names, patientReference } = setting;
	const identifier = writeIdentifier(directive, setting);
	const consenter = writeConsenter(directive, setting);
	const contained = [rule.actor && containedActor(rule.actor, setting), consenter.contained].filter((resource) => resource !== undefined);
	const grantee = decision === 'permit' && typeof rule.actor === 'object' && 'organization' in rule.actor ? rule.actor.organization : undefined;
	const sources = [
		...(terms === undefined ? [] : [reference('DocumentReference', names.terms, terms)]),
		...ancestors.map((ancestor) => reference('Consent', names.consent.grant, `${directive.patient}/${ancestor}`)),
	];
	return {
		resourceType: 'Consent',
		id: uuidOf(identifier),
		...(contained.length > 0 ? { contained } : {}),
		...(byController === undefined ? {} : { extension: [{ url: EXTENSION.byController, valueBoolean: byController }] }),
		identifier: [identifier],
		status: 'active',
		category: categories(directive),
		subject: patientReference,
		...(made === undefined ? {} : writeDay('date', made)),
		...writePeriodOf(rule),
		grantor: [consenter.reference],
		...(grantee === undefined ? {} : { grantee: [reference('Organization', names.organization, String(grantee))] }),
		...(sources.length > 0 ? { sourceReference: sources } : {}),
		policyBasis: { url: DECISION_ORDER },
		...decisionAndProvisions(directive, setting),
	};
}

/**
 * `decision` is the default, and every provision an exception to what it stands in. The default is always to deny, for a Consent that
 * permits what it doesn't mention would permit everything else to everybody.
 */
function decisionAndProvisions({ decision, rule }: Directive, setting: Setting): Element {
	const provisions = decision === 'permit' ? [rule] : isAboutEverything(rule) ? rule.exceptions : [toDenyTwice(rule)];
	return { decision: 'deny', ...(provisions.length > 0 ? { provision: provisions.map((item) => provision(item, setting)) } : {}) };
}

function provision(rule: Rule, setting: Setting): Element {
	const nested = [
		...rule.exceptions.map((exception) => provision(exception, setting)),
		...(rule.copies ?? []).map((copy) => ({ ...writeCopiedFrom(copy, setting), ...provision(copy.rule, setting) })),
	];
	return { ...writeLimits(rule, setting), ...(nested.length > 0 ? { provision: nested } : {}) };
}

export function readR5(consent: Reader, setting: Setting): Directive {
	passHeader(consent);
	consent.pass('subject');
	readStatus(consent);
	const byController = readByController(consent);
	readPolicies(consent, setting);
	passIgnored(consent, { manager: 'manager', controller: 'controller', sourceAttachment: 'source' }, setting);
	const { terms, ancestors } = readSources(consent, setting);
	const contained = new Contained(consent);
	const identifier = readIdentifier(consent, setting);
	const category = readCategories(consent, setting);
	const stated = identifier?.kind ?? category;
	const consenter = readConsenter(consent, 'grantor', contained, setting, identifier !== undefined);
	const { decision, rule } = readRoot(consent, contained, setting, stated);
	contained.end();
	checkGrantee(consent, rule, setting);
	const made = readDay(consent, 'date');
	consent.end();
	const directive = withWholeDenial({
		path: consent.path, patient: setting.patient, decision, rule, ancestors,
		...(stated === undefined ? {} : { stated }),
		...(identifier?.number === undefined ? {} : { number: identifier.number }),
		...(made === undefined ? {} : { made }),
		...(terms === undefined ? {} : { terms }),
		...(byController === undefined ? {} : { byController }),
		...(consenter === 'representative' ? { byRepresentative: true } : {}),
	});
	checkKind(consent, directive, [identifier?.kind, category]);
	checkConsenter(consent, directive, consenter);
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
function readRoot(consent: Reader, contained: Contained, setting: Setting, stated: string | undefined): { decision: Decision; rule: Rule } {
	const written = consent.member('decision');
	const base = written.value;
	if (base !== 'permit' && base !== 'deny') return written.refuse('this must be permit or deny.');
	const period = consent.maybe('period');
	const rules = consent.items('provision').map((item) => readRule(item, contained, setting));
	const read = period && readPeriod(period, setting.timeZone);
	const restriction = base === 'deny' ? deniedTwice(rules, stated) : undefined;
	if (restriction) return { decision: 'deny', rule: { ...(read ? { period: read } : {}), ...restriction } };
	return underDefault(consent, base, read, rules);
}

function readRule(provision: Reader, contained: Contained, setting: Setting): Rule {
	const rule = readLimits(provision, contained, setting);
	const nested = readNested(provision.items('provision'), setting, (inner) => readRule(inner, contained, setting));
	provision.pass('id').end();
	return { ...rule, ...nested };
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
