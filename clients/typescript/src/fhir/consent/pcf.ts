/**
 * A patient's consent for those who carry out IHE's profile Privacy Consent on FHIR (PCF, R4). It has fewer elements than the chain has
 * rules: no action, no class, one level of exceptions. So this export is only ever narrower than the chain: what can't be said
 * exactly is narrowed or left out, and told. It is not meant to come back.
 */
import { containedActor, writeActor } from './actors.ts';
import { directivesOf } from './chain-state.ts';
import { concept } from './codes.ts';
import { writeConsenter } from './consenter.ts';
import { type Actor, type Directive, type Rule } from './directives.ts';
import { grantOf } from './grant-parts.ts';
import { uuidOf, writeIdentifier } from './identifiers.ts';
import { type Element, LAST_DATE_TIME, dateTime, writeMoment } from './moments.ts';
import { shareTaken } from './overlap.ts';
import { Inexpressible } from './reader.ts';
import { restrictionOf } from './restriction-parts.ts';
import { writeLimits, writePeriodOf } from './rules.ts';
import { Setting, reference } from './setting.ts';
import { ALL_ACTIONS, type ConsentState } from './state.ts';
import { CONSENT_DOCUMENT, HL7 } from './systems.ts';

/** What PCF asks for and the chain doesn't know. */
export interface PcfContext {
	/** Reference to the organization that presented the policy and carries it out. */
	organization: Element;
	/** Reference to what was signed, where a grant has no terms of its own. */
	source: Element;
	/** The policy that was presented. Whoever names it says that it permits nothing that no Consent permits. */
	policy: string;
}

export interface PcfExport {
	bundle: Element;
	/** What was left out or narrowed, counted, one sentence for each reason. Nothing of it stands in the Bundle, whose reader it doesn't concern. */
	told: string[];
}

const PROFILE = 'https://profiles.ihe.net/ITI/PCF/StructureDefinition/IHE.PCF.consent';
/** The purposes of PCF's basic profile. */
const BASIC_PURPOSES = ['TREAT', 'HPAYMT', 'HOPERAT', 'BTG'];
/** v3-ParticipationType: any recipient of information. */
const RECIPIENT = 'IRCP';

export function toPcfBundle(state: ConsentState, context: PcfContext): PcfExport {
	if (state.at > LAST_DATE_TIME) throw new Inexpressible('state.at', 'FHIR has no moments after the year 9999.');
	const setting = new Setting('R4', state.chain, state.patient);
	const directives = directivesOf(state);
	const restrictions = directives.filter(({ decision }) => decision === 'deny');
	const reasons = new Map<string, number>();
	const tell = (reason: string) => reasons.set(reason, (reasons.get(reason) ?? 0) + 1);
	const resources = directives.flatMap((directive) => {
		const said = directive.decision === 'permit' ? grantRule(directive, restrictions) : restrictionRule(directive);
		if (said.told !== undefined) tell(said.told);
		return said.rule ? [consentOf({ ...directive, rule: said.rule }, setting, context)] : [];
	});
	const entry = resources.map((resource) => ({ fullUrl: `urn:uuid:${String(resource['id'])}`, resource }));
	return {
		bundle: { resourceType: 'Bundle', type: 'collection', timestamp: dateTime(state.at), ...(entry.length > 0 ? { entry } : {}) },
		told: [...reasons].map(([reason, count]) => `${count} ${reason}.`),
	};
}

/** A rule as PCF can say it, if it can, and what has to be told of it. */
interface Said {
	rule?: Rule;
	told?: string;
}

function grantRule(directive: Directive, restrictions: Directive[]): Said {
	const parts = grantOf(directive);
	const { scope, content, actions } = parts.provision;
	const touching = restrictions.filter((restriction) => shareTaken(parts, restriction) !== 'nothing');
	const leftOut = (why: string) => ({ told: `of the grants left out: ${why}` });
	if (touching.some((restriction) => shareTaken(parts, restriction) === 'all')) return leftOut('a refusal takes all of it away');
	if ('classes' in scope || 'allBut' in scope) return leftOut('it is for some classes, and PCF has no element for classes');
	if (actions !== ALL_ACTIONS) return leftOut('it is for some actions, and PCF has no element for actions');
	if (content) return leftOut('it is for the content of some months, and PCF takes dataPeriod for the time at which records were written');
	if (touching.some(({ rule }) => rule.classes)) return leftOut('a refusal of a class touches it, and PCF has no element for classes');
	if (parts.excludesConfidential && restrictions.some(({ rule }) => rule.actor === 'representatives')) {
		return leftOut('a representative gave it, so that it covers no confidential class, and PCF has no element for classes');
	}
	const { period, actor, purposes, anchors, exceptions } = directive.rule;
	return {
		rule: {
			...(period ? { period } : {}), ...(actor ? { actor } : {}), ...(purposes ? { purposes } : {}), ...(anchors ? { anchors } : {}),
			exceptions: [...exceptions.filter((exception) => exception.purposes), ...touching.map(({ rule }) => limitsOf(rule))],
		},
	};
}

function restrictionRule({ rule, ...directive }: Directive): Said {
	const parts = restrictionOf({ rule, ...directive });
	if (parts.kind === 'confidential-class' || parts.kind === 'all-confidential') return { told: 'of the confidential classes left out: PCF has no element for classes' };
	if (rule.classes) return { told: 'of the refusals left out: it is of a class, and PCF has no element for classes. Grants that it touches are left out, too' };
	// Without actions, an exception for broken glass would be for more than a session may do.
	const isNarrowed = rule.exceptions.length > 0;
	return {
		rule: { ...(rule.period ? { period: rule.period } : {}), ...limitsOf(rule) },
		...(isNarrowed ? { told: 'of the refusals written without the exception for emergencies: PCF has no element for its actions' } : {}),
	};
}

function limitsOf({ actor, purposes }: Rule): Rule {
	return { ...(actor ? { actor } : {}), ...(purposes ? { purposes } : {}), exceptions: [] };
}

function consentOf(directive: Directive, setting: Setting, { organization, source, policy }: PcfContext): Element {
	const { decision, rule, made, terms } = directive;
	const consenter = writeConsenter(directive, setting);
	const contained = [rule.actor && containedActor(rule.actor, setting), consenter.contained].filter((resource) => resource !== undefined);
	const { system, value } = writeIdentifier(directive, setting);
	return {
		resourceType: 'Consent',
		// Another id than that of the full export, and no identifier of the chain: this is not the same consent, but less.
		id: uuidOf({ system: `${String(system)}#pcf`, value }),
		meta: { profile: [`${PROFILE}${isBasic(rule) ? 'Basic' : 'Intermediate'}`] },
		...(contained.length > 0 ? { contained } : {}),
		status: 'active',
		scope: concept({ system: HL7.scope, code: 'patient-privacy' }),
		category: [concept({ system: HL7.loinc, code: CONSENT_DOCUMENT })],
		patient: setting.patientReference,
		...writeMoment('dateTime', made ?? rule.period?.from ?? 0n),
		performer: [consenter.reference],
		organization: [organization],
		sourceReference: terms === undefined ? source : reference('DocumentReference', setting.names.terms, terms),
		policy: [{ uri: policy }],
		provision: provision(rule, decision, setting),
	};
}

function isBasic({ purposes = [], anchors, exceptions }: Rule): boolean {
	return anchors === undefined && exceptions.length === 0 && purposes.every((code) => BASIC_PURPOSES.includes(code));
}

function provision(rule: Rule, decision: Directive['decision'], setting: Setting): Element {
	const { actor, ...limits } = rule;
	const nested = rule.exceptions.map((exception) => provision(exception, decision === 'permit' ? 'deny' : 'permit', setting));
	return {
		type: decision, ...writePeriodOf(rule), ...(actor ? { actor: [recipient(actor, setting)] } : {}), ...writeLimits(limits, setting),
		...(nested.length > 0 ? { provision: nested } : {}),
	};
}

function recipient(actor: Actor, setting: Setting): Element {
	return writeActor(actor, setting, RECIPIENT);
}
