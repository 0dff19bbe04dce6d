/** What Consents of both releases say beside their rules: that they are in force, whose word they are, by which policies. */
import { readConcept } from './codes.ts';
import { type Directive, type Rule, isAboutEverything, isFromChain } from './directives.ts';
import type { Ignorable } from './map.ts';
import { deniedPurposes } from './purposes.ts';
import type { Reader } from './reader.ts';
import type { Setting } from './setting.ts';
import { ACTION_CODES, BREAK_THE_GLASS, DECISION_ORDER, HL7, parseNamespace } from './systems.ts';

export type Decision = Directive['decision'];

export const opposite = (decision: Decision): Decision => (decision === 'permit' ? 'deny' : 'permit');

export function readStatus(consent: Reader): void {
	consent.member('status').expect('active', ', for on the chain there are no others');
}

/** A policy by its URI: the chain's own order of decisions, or one that the map says is no other. */
export function readPolicy(uri: Reader, { map }: Setting): void {
	if (uri.text() !== DECISION_ORDER && map?.isKnownPolicy(uri.text()) !== true) {
		uri.refuse(`this must be "${DECISION_ORDER}", or a policy that a file for --map lists: the chain can carry out no other policy.`);
	}
}

/** What a code for a policy says about everything that the Consent doesn't mention; `undefined`: nothing. */
export function readBase(rule: Reader, { map }: Setting): Decision | undefined {
	const coded = readConcept(rule);
	const own = coded.system === HL7.directive && (coded.code === 'OPTIN' || coded.code === 'OPTOUT') ? coded.code : undefined;
	switch (own ?? map?.meaningOf(coded)) {
		case 'OPTIN': return 'permit';
		case 'OPTOUT': return 'deny';
		case 'nothing': return undefined;
		default: return rule.refuse(`the chain can carry out no policy "${coded.code}": a file for --map can say what it means.`);
	}
}

/** Leaves out what the map says may be ignored, and notes it. What it doesn't list stays, and is refused at the end. */
export function passIgnored(consent: Reader, elements: Readonly<Record<string, Ignorable>>, { map, notes }: Setting): void {
	for (const [element, name] of Object.entries(elements)) {
		if (map?.ignores(name) !== true || !consent.maybe(element)) continue;
		consent.pass(element);
		notes.push(`${consent.path}.${element}: left out, as the map says.`);
	}
}

/** Whether a source is neither a number nor a commitment of the chain, and the map says that such may be ignored; noted if so. */
export function isIgnoredSource(source: Reader, { map, notes }: Setting): boolean {
	const system = source.maybe('identifier')?.maybe('system');
	if (map?.ignores('source') !== true || parseNamespace(String(system?.value ?? ''))) return false;
	notes.push(`${source.path}: left out, as the map says.`);
	return true;
}

/**
 * The directive with its exceptions in short, and all that it denies: every action, if it lists them all, and the purposes below those that it names. A Consent that the
 * chain itself exported names exactly those of the chain, which form no tree there.
 */
export function withWholeDenial(written: Directive): Directive {
	const directive = withoutRepeatedLimits(written);
	const { decision, rule: { actions, ...others } } = directive;
	if (decision === 'permit') return directive;
	const rule = actions === undefined || isEveryAction(actions) ? others : { ...others, actions };
	if (!rule.purposes || isFromChain(directive) || takesBackBreakTheGlass(rule)) return { ...directive, rule };
	const { purposes, ...rest } = rule;
	const denied = deniedPurposes(purposes);
	return { ...directive, rule: denied ? { ...rest, purposes: denied } : rest };
}

/** In a denial the purposes of an exception say that it is for emergencies, also where they are those that are denied. */
const REPEATABLE = { permit: ['actor', 'actions', 'purposes', 'classes'], deny: ['actor', 'actions', 'classes'] } as const;

/**
 * The directive without limits of its exceptions that are its own, within which they stand anyway. An exception that repeats all of its limits
 * takes back everything; it stays as it is, and is refused.
 */
function withoutRepeatedLimits(directive: Directive): Directive {
	const { rule } = directive;
	const exceptions = rule.exceptions.map((exception) => {
		const repeated = REPEATABLE[directive.decision].filter((limit) => rule[limit] !== undefined && isSameLimit(rule[limit], exception[limit]));
		const rest: Rule = { ...exception };
		for (const limit of repeated) delete rest[limit];
		return isAboutEverything(rest) ? exception : rest;
	});
	return { ...directive, rule: { ...rule, exceptions } };
}

function isSameLimit(one: unknown, other: unknown): boolean {
	const [a, b] = [one, other].map((limit) => JSON.stringify(Array.isArray(limit) ? limit.map(String).sort() : limit));
	return a === b;
}

function isEveryAction(actions: string[]): boolean {
	return actions.length === ACTION_CODES.length && ACTION_CODES.every((code) => actions.includes(code));
}

/** A denial that names breaking the glass holds even in an emergency; with an exception it says two things, and is refused as it is written. */
function takesBackBreakTheGlass({ purposes, exceptions }: Rule): boolean {
	return purposes?.includes(BREAK_THE_GLASS) === true && purposes.length > 1 && exceptions.length > 0;
}
