/** AuditEvents of FHIR R4 (4.0.1), by IHE's Basic Audit Log Patterns where they fit. */
import { concept } from '../consent/codes.ts';
import { uuidOf } from '../consent/identifiers.ts';
import { type Element, writeMoment } from '../consent/moments.ts';
import { HL7 } from '../consent/systems.ts';
import type { Agent } from './agents.ts';
import { profilesOf } from './balp.ts';
import type { Draft, Outcome } from './draft.ts';
import type { Entity } from './fields.ts';
import { DATA_ABSENT_REASON, SYSTEM } from './names.ts';

/** HL7's codes for outcomes: success, minor and serious failure. IHE's example of a denial has the last one. */
const OUTCOMES: Record<Outcome, string> = { success: '0', partial: '4', refused: '8' };

export function writeR4(draft: Draft, identifier: Element): Element {
	const { act, recorded, happened, outcome, outcomeText, purposes, agents, entities, extensions, observer, isFlawed, isSeenByChain } = draft;
	const resource: Element = {
		extension: extensions,
		type: act.type,
		...(act.subtypes.length > 0 ? { subtype: act.subtypes } : {}),
		action: act.letter,
		...(happened === undefined ? {} : { period: writeMoment('start', BigInt(happened)) }),
		...writeMoment('recorded', BigInt(recorded)),
		outcome: OUTCOMES[outcome],
		...(outcomeText === undefined ? {} : { outcomeDesc: outcomeText }),
		...(purposes.length > 0 ? { purposeOfEvent: purposes.map((code) => concept({ system: HL7.purpose, code })) } : {}),
		agent: agents.map(agentElement),
		// HL7: 6 is a security server, 4 an application server.
		source: { observer, type: [{ system: SYSTEM.sourceType, code: isSeenByChain ? '6' : '4' }] },
		...(entities.length > 0 ? { entity: entities.map(entityElement) } : {}),
	};
	const profile = isFlawed ? [] : profilesOf(resource);
	return { resourceType: 'AuditEvent', id: uuidOf(identifier), ...(profile.length > 0 ? { meta: { profile } } : {}), ...resource };
}

function agentElement({ type, who, isRequestor, isDevice, extension }: Agent): Element {
	return {
		...(extension ? { extension } : {}),
		type: concept({ ...type }),
		who,
		requestor: isRequestor,
		// IHE asks for the address that was seen. A chain sees none, and says so.
		...(isDevice ? { network: { _address: { extension: [{ url: DATA_ABSENT_REASON, valueCode: 'unknown' }] } } } : {}),
	};
}

function entityElement({ what, type, role, extension }: Entity): Element {
	return { ...(extension.length > 0 ? { extension } : {}), ...(what ? { what } : {}), type, ...(role ? { role } : {}) };
}
