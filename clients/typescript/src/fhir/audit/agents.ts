/** Who did it: an actor of the chain as agents of an AuditEvent. */
import type { Actor } from '../../chain/generated/told.ts';
import { readConcept } from '../consent/codes.ts';
import type { Element } from '../consent/moments.ts';
import type { Reader } from '../consent/reader.ts';
import { reference } from '../consent/setting.ts';
import { account } from '../consent/state.ts';
import { HL7 } from '../consent/systems.ts';
import { accountText } from './accounts.ts';
import { type AuditSetting, GOVERNANCE, SYSTEM, numberIn } from './names.ts';
import { valueIn } from './values.ts';

export interface Agent {
	type: Code;
	who: Element;
	isRequestor: boolean;
	/** Whether it is a machine, whose address the chain does not know. */
	isDevice?: boolean;
	extension?: Element[];
}

interface Code {
	system: string;
	code: string;
}

/** What an entry tells, as far as its agents are other ones for it. */
export type Style = 'plain' | 'attempt' | 'release';

export const AGENT = {
	/** The account that signs, as a program. */
	client: { system: SYSTEM.dicom, code: '110150' },
	author: { system: HL7.participation, code: 'AUT' },
	reader: { system: HL7.participation, code: 'IRCP' },
	custodian: { system: HL7.participation, code: 'CST' },
	provider: { system: SYSTEM.roleClass, code: 'PROV' },
	authorizationServer: { system: SYSTEM.securityRole, code: 'authserver' },
	source: { system: SYSTEM.dicom, code: '110153' },
	destination: { system: SYSTEM.dicom, code: '110152' },
	/** SNOMED CT: record keeping clerk; IHE's code for the custodian of a disclosure. */
	recordKeeper: { system: SYSTEM.snomed, code: '159541003' },
	/** SNOMED CT: patient advocate; IHE's code for who authorized a disclosure. */
	authorizer: { system: SYSTEM.snomed, code: '429577009' },
} as const satisfies Record<string, Code>;

const USER: Record<Style, Code> = { plain: AGENT.author, attempt: AGENT.reader, release: AGENT.recordKeeper };
const ORGANIZATION: Record<Style, Code> = { plain: AGENT.provider, attempt: AGENT.provider, release: AGENT.source };

/** The parts of an actor: who it is, for which organization, and by which program. */
export interface ActorParts {
	who?: Element;
	organization?: number;
	client?: string;
}

export function partsOf(actor: Actor, { names, chain }: AuditSetting): ActorParts {
	if (actor.person !== undefined) return { who: reference(undefined, names.account, accountText(actor.person)) };
	if (actor.practitioner !== undefined) {
		const { organization, account: signer } = actor.practitioner;
		return { who: reference('Practitioner', names.account, accountText(signer)), organization };
	}
	if (actor.gateway !== undefined) {
		const { organization, account: signer, practitioner } = actor.gateway;
		return { who: reference('Practitioner', names.pseudonym, practitioner), organization, client: accountText(signer) };
	}
	if (actor.organization !== undefined) return { organization: actor.organization.organization, client: accountText(actor.organization.account) };
	return { who: actor.authority === undefined ? reference('Device', names.recorder, chain) : reference('Organization', names.authority, GOVERNANCE) };
}

/** The actor whom these parts tell. */
export function actorOf(place: Reader, who: Reader | undefined, organization: number | undefined, client: string | undefined, { names }: AuditSetting): Actor {
	const missing = (what: string): never => place.refuse(`${what} is missing among the agents.`);
	if (who === undefined) return { organization: { organization: organization ?? missing('an organization'), account: client ?? missing('the account that signed') } };
	const identifier = who.member('identifier');
	const system = identifier.member('system');
	const value = identifier.member('value');
	switch (system.text()) {
		case names.account: return organization === undefined ? { person: account(value) } : { practitioner: { organization, account: account(value) } };
		case names.pseudonym: return {
			gateway: { organization: organization ?? missing('an organization'), account: client ?? missing('the account that signed'), practitioner: value.bytes32() },
		};
		case names.recorder: return { chain: null };
		case names.authority: return { authority: null };
		default: return system.refuse('the chain has no actor of this namespace.');
	}
}

export function organizationReference(organization: number, { names }: AuditSetting): Element {
	return reference('Organization', names.organization, String(organization));
}

export function readOrganization(ref: Reader, { names }: AuditSetting): number {
	const value = valueIn(ref, names.organization);
	return numberIn(value, value.text(), 0xffff_ffffn);
}

export function clientReference(client: string, { names }: AuditSetting): Element {
	return reference('Device', names.account, client);
}

/** The chain itself, which decides and writes down. */
export function recorder({ names, chain }: AuditSetting): Element {
	return reference('Device', names.recorder, chain);
}

/** The agents that an actor is. IHE wants a client beside everybody who asks for access: an own account is one, too. */
export function agentsOf(actor: Actor, style: Style, setting: AuditSetting): Agent[] {
	const { who, organization, client } = partsOf(actor, setting);
	const program = client ?? (style === 'attempt' ? ownAccount(actor) : undefined);
	return [
		...(program === undefined ? [] : [{ type: AGENT.client, who: clientReference(program, setting), isRequestor: false, isDevice: true }]),
		...(who === undefined ? [] : [{ type: USER[style], who, isRequestor: true }]),
		...(organization === undefined ? [] : [{
			type: ORGANIZATION[style], who: organizationReference(organization, setting), isRequestor: who === undefined, isDevice: style === 'release',
		}]),
	];
}

function ownAccount(actor: Actor): string | undefined {
	return actor.practitioner && accountText(actor.practitioner.account);
}

/** The actor, out of the agents. */
export function readActor(place: Reader, agents: Reader[], style: Style, setting: AuditSetting): Actor {
	const organization = agentOf(agents, ORGANIZATION[style]);
	const client = agentOf(agents, AGENT.client);
	return actorOf(
		place, agentOf(agents, USER[style])?.member('who'), organization && readOrganization(organization.member('who'), setting),
		client && account(valueIn(client.member('who'), setting.names.account)), setting,
	);
}

/** The agent of a type. */
export function agentOf(agents: Reader[], { system, code }: Code): Reader | undefined {
	const found = agents.filter((agent) => {
		const type = readConcept(agent.member('type'));
		return type.system === system && type.code === code;
	});
	return found.length > 1 ? found[1]?.refuse(`there is another agent of type ${code}.`) : found[0];
}

/** The organization that an actor acts for. */
export function organizationOf(actor: Actor): number | undefined {
	return (actor.practitioner ?? actor.gateway ?? actor.organization)?.organization;
}
