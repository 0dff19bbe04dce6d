/** An entry as both releases of FHIR tell it, before it takes the form of one. */
import type { AuditedEvent, Basis, Purpose, Recipient, Target } from '../../chain/generated/told.ts';
import type { Element } from '../consent/moments.ts';
import { reference } from '../consent/setting.ts';
import { type Act } from './acts.ts';
import { AGENT, type Agent, agentsOf, organizationOf, organizationReference, partsOf, recorder } from './agents.ts';
import { outcomeText } from './answers.ts';
import { EVENTS, type EventName } from './events.ts';
import { type Entity, type Field, PATIENT_ROLE, PERSON, type Parts, fieldExtension } from './fields.ts';
import { type AuditSetting, ENTRY_EXTENSION, EVENT_SYSTEM, entryIdentifier, kebab } from './names.ts';
import type { PlacedEntry } from './trail.ts';
import { purposeCode, tooNew } from './values.ts';

/** How it ended: all as it was asked for, a part of it, or nothing. */
export type Outcome = 'success' | 'partial' | 'refused';

export interface Draft extends Parts {
	act: Act;
	/** The code of Salus for what happened. */
	event: Element;
	recorded: number;
	outcome: Outcome;
	outcomeText?: string;
	observer: Element;
	/** A release that no ticket covers is told, and claims no profile of disclosures that somebody authorized. */
	isFlawed: boolean;
	/** Whether the chain itself saw it, and no organization tells it. */
	isSeenByChain: boolean;
}

/** What an event's entry tells, by its name. */
export function nameOf(event: AuditedEvent): EventName {
	const [name, ...others] = Object.keys(event) as EventName[];
	if (name === undefined || others.length > 0 || !Object.hasOwn(EVENTS, name)) throw tooNew(`the event ${Object.keys(event).join()}`);
	return name;
}

/** The entries of a trail by their places, for tickets. */
export type Tickets = ReadonlyMap<string, PlacedEntry>;

/** The patient whom an event names, or whose trail it is. */
export function subjectOf(event: AuditedEvent, trail: AuditSetting['trail']): string | undefined {
	const content = Object.values(event)[0] as { patient?: string | null } | null;
	return content?.patient ?? trail.patient;
}

export function draftOf(placed: PlacedEntry, setting: AuditSetting, tickets: Tickets): Draft {
	const { entry } = placed;
	const name = nameOf(entry.event);
	const { act, fields } = EVENTS[name] as { act: Act; fields: Record<string, Field<unknown>> };
	const content = (entry.event[name] ?? {}) as Record<string, unknown>;
	const into: Parts = { extensions: [], entities: [], purposes: [], agents: agentsOf(entry.actor, act.style, setting) };
	if (act.style === 'attempt') into.agents.push({ type: AGENT.authorizationServer, who: recorder(setting), isRequestor: false });
	for (const [field, how] of Object.entries(fields)) how.write(into, field, content[field], setting);
	const organization = act.style === 'release' ? organizationOf(entry.actor) : undefined;
	if (act.style === 'release') completeFromTicket(into, entry.event, setting, tickets);
	return {
		...into,
		act,
		event: { system: EVENT_SYSTEM, code: kebab(name) },
		entities: withSubject(into.entities, setting),
		extensions: [entryExtension(placed, name, setting), ...into.extensions],
		recorded: entry.at,
		...outcomeOf(entry.event, act),
		observer: organization === undefined ? recorder(setting) : organizationReference(organization, setting),
		isFlawed: isFlawed(entry.event),
		isSeenByChain: organization === undefined,
	};
}

function entryExtension({ sequence, before, head, entry }: PlacedEntry, name: EventName, setting: AuditSetting): Element {
	return {
		url: ENTRY_EXTENSION,
		extension: [
			{ url: 'identifier', valueIdentifier: entryIdentifier(setting, sequence) },
			{ url: 'version', valueCode: kebab(entry.version) },
			{ url: 'event', valueCoding: { system: EVENT_SYSTEM, code: kebab(name) } },
			{ url: 'before', valueString: before },
			{ url: 'head', valueString: head },
		],
	};
}

/** The patient comes first, unless an event names it by itself. */
function withSubject(entities: Entity[], { subject, names }: AuditSetting): Entity[] {
	const named = JSON.stringify(fieldExtension('patient'));
	const isNamed = entities.some(({ extension }) => extension.some((item) => JSON.stringify(item) === named));
	if (subject === undefined || isNamed) return entities;
	return [{ what: reference('Patient', names.patient, subject), type: PERSON, role: PATIENT_ROLE, extension: [] }, ...entities];
}

/** What only the ticket tells of a release: what for, to whom, and whether the patient consented. */
function completeFromTicket(into: Parts, { recordsReleased, releaseReported }: AuditedEvent, setting: AuditSetting, tickets: Tickets): void {
	const sequence = recordsReleased?.ticket ?? releaseReported?.ticket ?? undefined;
	const entry = sequence === undefined ? undefined : tickets.get(String(sequence))?.entry;
	const attempt = entry?.event.accessRequested;
	if (!entry || !attempt) return;
	if (recordsReleased) into.purposes.push(purposeCode(attempt.purpose as Purpose));
	const { recipient, targets } = (recordsReleased ?? releaseReported) as { recipient: Recipient; targets: Target[] };
	const destination = into.agents.find(({ type }) => type === AGENT.destination) as Agent;
	if (recipient.requester !== undefined) {
		const { who, organization } = partsOf(entry.actor, setting);
		destination.who = who ?? organizationReference(organization as number, setting);
	}
	// What no ticket covers nobody authorized; and of a ticket only the grounds of what was released count, which is all of it where no target is named.
	const isReleased = (target: Target) => targets.length === 0 || targets.some((one) => JSON.stringify(one) === JSON.stringify(target));
	const isByGrant = attempt.answers.some((answer) => (answer.outcome.permitted as Basis | undefined)?.grant !== undefined && answer.targets.some(isReleased));
	if (isByGrant && !isFlawed({ releaseReported }) && setting.subject !== undefined) {
		into.agents.push({ type: AGENT.authorizer, who: reference('Patient', setting.names.patient, setting.subject), isRequestor: false });
	}
}

/** Whether it was reported, and no ticket covers it. */
function isFlawed({ releaseReported }: Pick<AuditedEvent, 'releaseReported'>): boolean {
	return (releaseReported?.flaw ?? null) !== null;
}

function outcomeOf({ accessRequested, releaseReported }: AuditedEvent, { isRefused }: Act): Pick<Draft, 'outcome' | 'outcomeText'> {
	if (accessRequested) {
		const { answers } = accessRequested;
		const permitted = answers.filter(({ outcome }) => outcome.permitted !== undefined).length;
		const text = outcomeText(answers);
		return { outcome: permitted === 0 ? 'refused' : permitted < answers.length ? 'partial' : 'success', ...(text === '' ? {} : { outcomeText: text }) };
	}
	const flaw = releaseReported?.flaw;
	if (flaw) return { outcome: 'partial', outcomeText: `Released although no ticket covers it: ${kebab(flaw).replaceAll('-', ' ')}.` };
	return { outcome: isRefused ? 'refused' : 'success' };
}
