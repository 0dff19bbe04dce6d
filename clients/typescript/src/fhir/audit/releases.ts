/** Who got records that a custodian released, and which. */
import type { Recipient, Target } from '../../chain/generated/told.ts';
import type { Element } from '../consent/moments.ts';
import type { Reader } from '../consent/reader.ts';
import { reference } from '../consent/setting.ts';
import { account } from '../consent/state.ts';
import { AGENT, actorOf, agentOf, clientReference, organizationReference, partsOf, readOrganization } from './agents.ts';
import { type Field, type Parts, REPORT_ROLE, SYSTEM_OBJECT, fieldExtension } from './fields.ts';
import { type AuditSetting, extensionUrl } from './names.ts';
import { anchorIn, anchorReference, coded, extension, recordClass, target as targetValue, valueIn } from './values.ts';

const recipientKind = coded<keyof Recipient>('recipient', { requester: 0, actor: 0, organization: 0, patientsSide: 0, outside: 0 });

/** The agent who received. Whom "who asked" is, the entry of the ticket tells: `asWhoAsked` puts it here if it is at hand. */
export const recipient: Field<Recipient> = {
	write: (into, _, told, setting) => {
		const kind = extension('recipient', recipientKind.write(Object.keys(told)[0] as keyof Recipient, setting));
		into.agents.push({ type: AGENT.destination, isRequestor: false, isDevice: true, ...destination(told, kind, setting) });
	},
	read: (given, _, setting) => {
		const agent = agentOf(given.agents, AGENT.destination) ?? given.resource.refuse('there is no agent who received.');
		const who = agent.member('who');
		const kind = recipientKind.read(extensionOf(agent, 'recipient') ?? agent.refuse('it does not say how the recipient is known.'), setting);
		switch (kind) {
			case 'actor': return { actor: readRecipientActor(agent, who, setting) };
			case 'organization': return { organization: readOrganization(who, setting) };
			case 'outside': return { outside: valueIn(who, setting.names.commitment).bytes32() };
			default: return { [kind]: null } as unknown as Recipient;
		}
	},
};

function destination(told: Recipient, kind: Element, setting: AuditSetting): { who: Element; extension: Element[] } {
	const { names, subject } = setting;
	if (told.actor !== undefined) {
		const { who, organization, client } = partsOf(told.actor, setting);
		return {
			who: who ?? organizationReference(organization as number, setting),
			extension: [
				kind,
				...(organization === undefined ? [] : [extension('recipientOrganization', { valueReference: organizationReference(organization, setting) })]),
				...(client === undefined ? [] : [extension('recipientClient', { valueReference: clientReference(client, setting) })]),
			],
		};
	}
	if (told.organization !== undefined) return { who: organizationReference(told.organization, setting), extension: [kind] };
	if (told.outside !== undefined) return { who: reference(undefined, names.commitment, told.outside), extension: [kind] };
	if (told.patientsSide !== undefined && subject !== undefined) return { who: reference('Patient', names.patient, subject), extension: [kind] };
	return { who: { display: told.patientsSide === undefined ? 'Who asked for the ticket' : 'The patient\'s side' }, extension: [kind] };
}

function readRecipientActor(agent: Reader, who: Reader, setting: AuditSetting) {
	const organization = extensionOf(agent, 'recipientOrganization');
	const client = extensionOf(agent, 'recipientClient');
	const isOrganization = who.member('identifier').member('system').value === setting.names.organization;
	return actorOf(
		agent, isOrganization ? undefined : who, organization && readOrganization(organization.member('valueReference'), setting),
		client && account(valueIn(client.member('valueReference'), setting.names.account)), setting,
	);
}

function extensionOf(agent: Reader, name: string): Reader | undefined {
	return agent.items('extension').find((item) => item.member('url').value === extensionUrl(name));
}

/** What was released: an entity for each record or class; none where all that the ticket permits was. */
export const targets: Field<Target[]> = {
	write: (into: Parts, name, told, setting) => {
		for (const item of told) {
			const isAnchor = item.anchor !== undefined;
			into.entities.push({
				extension: [fieldExtension(name), ...(isAnchor ? [] : [extension('target', targetValue.write(item, setting))])],
				...(isAnchor ? { what: anchorReference(item.anchor, setting) } : {}),
				type: isAnchor ? SYSTEM_OBJECT : typeOf(item.class.class, setting),
				role: REPORT_ROLE,
			});
		}
	},
	read: (given, name, setting) => given.entities(name).map((entity) => {
		const ofClass = extensionOf(entity, 'target');
		return ofClass ? targetValue.read(ofClass, setting) : { anchor: anchorIn(entity.member('what'), setting) };
	}),
};

/** A class is FHIR's type of the records, where R4 has one. */
function typeOf(told: number, setting: AuditSetting): Element {
	return recordClass.write(told, setting)['valueCoding'] as Element;
}
