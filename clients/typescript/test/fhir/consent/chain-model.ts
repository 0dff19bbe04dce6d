/** Rules 4 to 6 of docs/decision.md, from the text: what the chain permits to those who practise for an organization. */
import { ROLES } from '../../../src/chain/codes.ts';
import type { ConsentState, Grant, Refusal } from '../../../src/fhir/consent/state.ts';
import type { FhirRequest } from './evaluator.ts';
import { CROWD, type Dice } from './random-state.ts';

const ACTIONS = ['access', 'collect', 'correct', 'disclose', 'use'];
export const PURPOSES = [
	'TREAT', 'ETREAT', 'HPAYMT', 'HOPERAT', 'CAREMGT', 'HRESCH', 'CLINTRCH', 'PUBHLTH', 'PATRQT', 'FAMRQT', 'PWATRNY', 'COVERAGE', 'HSYSADMIN',
];
const ETREAT = PURPOSES.indexOf('ETREAT');

export interface ChainRequest {
	at: bigint;
	organization: number;
	practitioner: { account: string } | { pseudonym: string };
	role: string;
	action: number;
	purpose: number;
	class: number;
	/** The record that is asked for, which is of the class; without one, all of the class. */
	anchor: number | undefined;
	/** Months from and until, of the anchor or as asked for. */
	months: { from: number; until: number } | undefined;
	/** Whether the practitioner opened a session, and uses it. */
	inSession: boolean;
}

export function randomRequest(dice: Dice, state: ConsentState): ChainRequest {
	const inSession = dice.upTo(3) === 0;
	const from = dice.upTo(900);
	const anchor = dice.is() ? dice.upTo(CROWD.anchors - 1) : undefined;
	return {
		at: state.at + BigInt(dice.upTo(200_000)),
		organization: dice.upTo(CROWD.organizations - 1),
		practitioner: dice.one<ChainRequest['practitioner']>(() => ({ account: CROWD.accounts[0] as string }), () => ({ account: CROWD.accounts[1] as string }), () => ({ pseudonym: CROWD.pseudonym })),
		role: ROLES[dice.upTo(1)] as string,
		action: dice.upTo(ACTIONS.length - 1),
		purpose: inSession ? ETREAT : dice.upTo(PURPOSES.length - 1),
		class: CROWD.classes[dice.upTo(CROWD.classes.length - 1)] as number,
		anchor,
		months: anchor !== undefined || dice.is() ? { from, until: from + 1 + dice.upTo(5) } : undefined,
		inSession,
	};
}

export function permits(state: ConsentState, request: ChainRequest): boolean {
	const { refusals, refuseAll, optOut } = state.restrictions;
	// A session reads and adds, for emergency treatment; there is none for who opted out.
	const session = request.inSession && optOut === null && request.purpose === ETREAT && request.action <= 1;
	const all = refuseAll ? [{ whom: { everybody: null }, class: null, purposes: null, evenInEmergency: refuseAll.evenInEmergency }] : [];
	const refused = [...refusals.map(({ refusal }) => refusal), ...all].filter((refusal) => refuses(refusal, request));
	if (refused.some(({ evenInEmergency }) => evenInEmergency || !session)) return false;
	return session || state.grants.some(([organization, grant]) => covers(state, organization, grant, request));
}

export function refuses({ whom, class: recordClass, purposes }: Refusal, request: ChainRequest): boolean {
	const isMeant = 'everybody' in whom || ('organization' in whom ? whom.organization === request.organization : isSame(whom.practitioner, request.practitioner));
	return isMeant && (recordClass === null || recordClass === request.class) && (purposes === null || has(purposes, request.purpose));
}

function covers({ restrictions }: ConsentState, organization: number, { excludesConfidential, provision }: Grant, request: ChainRequest): boolean {
	const { grantee, scope, content, actions, purposes, period } = provision;
	const isGrantee = 'organization' in grantee
		|| ('role' in grantee ? grantee.role === request.role
			: isSame('practitioner' in grantee ? { account: grantee.practitioner } : grantee, request.practitioner));
	const inScope = 'all' in scope
		|| ('classes' in scope && scope.classes.includes(request.class))
		|| ('allBut' in scope && !scope.allBut.includes(request.class))
		|| ('anchors' in scope && request.anchor !== undefined && scope.anchors.includes(request.anchor));
	const inContent = content === null || (request.months !== undefined && content.from <= request.months.from && request.months.until <= content.until);
	const isConfidential = restrictions.confidential.some(({ class: marked }) => marked === request.class)
		|| (restrictions.allConfidential !== null && !restrictions.allConfidential.exceptions.includes(request.class));
	return organization === request.organization && isGrantee && inScope && inContent && has(actions, request.action) && has(purposes, request.purpose)
		&& period.from <= request.at && (period.until === null || request.at < period.until) && !(excludesConfidential && isConfidential);
}

const has = (bits: number, index: number) => (bits & (1 << index)) !== 0;
const isSame = (one: unknown, other: unknown) => JSON.stringify(one) === JSON.stringify(other);

/** How a reader of the Consents would see the request. A session is broken glass to it. */
export function asFhir(state: ConsentState, request: ChainRequest, typeOf: (recordClass: number) => string): FhirRequest {
	const { at, practitioner, anchor, months } = request;
	return {
		at, organization: String(request.organization),
		practitioner: 'account' in practitioner ? practitioner.account : practitioner.pseudonym,
		roles: [request.role.replace(/(?!^)[A-Z]/g, (letter) => `-${letter}`).toLowerCase()],
		action: ACTIONS[request.action] as string,
		purpose: request.inSession ? 'BTG' : (PURPOSES[request.purpose] as string),
		type: typeOf(request.class),
		...(anchor === undefined ? {} : { anchor: `${state.patient}/${anchor}` }),
		...(months ? { months: [monthOf(months.from), monthOf(months.until - 1)] } : {}),
		// Nobody but the patient's own system labels records as confidential: other readers have to do without.
		labels: [],
	};
}

function monthOf(month: number): string {
	return `${1970 + Math.floor(month / 12)}-${String(1 + (month % 12)).padStart(2, '0')}`;
}
