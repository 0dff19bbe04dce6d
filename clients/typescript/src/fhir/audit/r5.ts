/** AuditEvents of FHIR R5 (5.0.0). */
import { concept } from '../consent/codes.ts';
import { uuidOf } from '../consent/identifiers.ts';
import { type Element, writeMoment } from '../consent/moments.ts';
import { reference } from '../consent/setting.ts';
import { HL7 } from '../consent/systems.ts';
import type { Agent } from './agents.ts';
import type { Draft, Outcome } from './draft.ts';
import type { Entity } from './fields.ts';
import { type AuditSetting, SYSTEM } from './names.ts';

const OUTCOMES: Record<Outcome, string> = { success: 'success', partial: 'warning', refused: 'error' };

export function writeR5(draft: Draft, identifier: Element, { subject, names }: AuditSetting): Element {
	const { act, event, recorded, happened, outcome, outcomeText, purposes, agents, entities, extensions, observer, isSeenByChain } = draft;
	return {
		resourceType: 'AuditEvent',
		id: uuidOf(identifier),
		extension: extensions,
		category: [concept({ ...act.type })],
		code: concept(event, ...act.subtypes.map((coding) => ({ ...coding }))),
		action: act.letter,
		...(happened === undefined ? {} : { occurredPeriod: writeMoment('start', BigInt(happened)) }),
		...writeMoment('recorded', BigInt(recorded)),
		outcome: { code: { system: SYSTEM.severity, code: OUTCOMES[outcome] }, ...(outcomeText === undefined ? {} : { detail: [{ text: outcomeText }] }) },
		...(purposes.length > 0 ? { authorization: purposes.map((code) => concept({ system: HL7.purpose, code })) } : {}),
		...(subject === undefined ? {} : { patient: reference('Patient', names.patient, subject) }),
		agent: agents.map(agentElement),
		source: { observer, type: [concept({ system: SYSTEM.sourceType, code: isSeenByChain ? '6' : '4' })] },
		...(entities.length > 0 ? { entity: entities.map(entityElement) } : {}),
	};
}

function agentElement({ type, who, isRequestor, extension }: Agent): Element {
	return { ...(extension ? { extension } : {}), type: concept({ ...type }), who, requestor: isRequestor };
}

/** R5 has no types of entities: what an entity refers to, and its field, tell. */
function entityElement({ what, role, extension }: Entity): Element {
	return { ...(extension.length > 0 ? { extension } : {}), ...(what ? { what } : {}), ...(role ? { role: concept(role) } : {}) };
}
