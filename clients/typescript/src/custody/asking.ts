/**
 * Asking the chain for access: each request commits to a secret of its own, which its holder keeps with the ticket and tells nobody but the custodian that it
 * asks to release. A ticket whose secret is lost is worth nothing; its holder asks again.
 */
import { type Chain, optional } from '../chain/chain.ts';
import type { Capacity, PractitionerId, Purpose, Role } from '../chain/codes.ts';
import { findEvent, type Receipt } from '../chain/events.ts';
import type { Transaction } from '../chain/sending.ts';
import type { Signer } from '../chain/signer.ts';
import type { Target } from '../consent/decision.ts';
import { SalusError } from '../errors.ts';
import type { ReleaseTarget } from '../format/release-target.ts';
import { claimOf, randomTicketSecret } from '../format/ticket-secret.ts';
import { releaseTargetOf, toldReleaseTarget } from './release-targets.ts';

/** A ticket as its holder knows it. */
export interface HeldTicket {
	patient: Uint8Array;
	sequence: number;
	custodian: number;
	/** What only its holder has: `randomTicketSecret`. */
	secret: Uint8Array;
	/** What it permits, in the order in which it was asked for. */
	targets: ReleaseTarget[];
	/** Of a ticket for a team that a gateway shows: for whom. */
	practitioner?: Uint8Array | null | undefined;
	/** The block that holds it. What the chain named then, and still names, a custodian must have; without, nobody is blamed for what may have been replaced. */
	block?: string | undefined;
}

/** What is asked, but for the targets. */
export interface AccessQuestion {
	patient: Uint8Array;
	/** Who shall release. */
	custodian: number;
	/** One that shows records; to read, if nothing is said. */
	action?: 'Access' | 'Disclose' | 'Use';
	purpose: Purpose;
	capacity: Capacity;
	/** A salted commitment to a reason in words, which stay off the chain. */
	reason?: Uint8Array | null;
}

/** For how long a ticket serves that is for an encounter, and whom: who asks, or whoever has a role in the organization of who asks. */
export interface Encounter {
	/** 1 to as many as the chain allows. */
	hours: number;
	team?: Role | undefined;
}

/** A request for access that was not sent yet. */
export interface AccessRequestCall {
	call: Transaction;
	/** To be kept with the ticket. */
	secret: Uint8Array;
	/** The ticket, by the receipt of the call; `undefined` if nothing was permitted. */
	ticketIn(receipt: Receipt): Promise<HeldTicket | undefined>;
}

/** What came of a request. */
export interface AccessAnswer {
	receipt: Receipt;
	/** `undefined` if nothing was permitted: nobody is told why. A custodian takes it once the receipt's block is final. */
	ticket: HeldTicket | undefined;
}

/** The call that asks for one target, for several, or for an encounter; for whoever sends it otherwise than by {@link askFor} and its like. */
export function accessRequest(
	chain: Chain, question: AccessQuestion, targets: readonly Target[], { encounter, secret = randomTicketSecret() }: { encounter?: Encounter; secret?: Uint8Array } = {},
): AccessRequestCall {
	const { patient, custodian, action = 'Access', purpose, capacity } = question;
	const named = { patient, action, purpose, capacity, custodian, reason: optional(question.reason), claim: claimOf(secret) };
	const [only] = targets;
	const isOne = only !== undefined && targets.length === 1 && encounter === undefined;
	const call = isOne
		? chain.call('auditLog', 'requestAccess', { ...named, target: only })
		: chain.call('auditLog', 'requestAccessToMany', { ...named, targets, encounter: encounter ? encounterArgument(encounter) : null });
	// Whoever asks for a team through a gateway reads as one of the team.
	const practitioner = encounter?.team && typeof capacity === 'object' && 'Gateway' in capacity ? capacity.Gateway.practitioner : null;
	const ticketIn = async (receipt: Receipt) => {
		const { ticket } = findEvent(receipt, 'auditLog', 'AccessAnswered');
		if (!ticket || ticket.isEmpty) return undefined;
		const [sequence, { block }] = [Number(ticket.toString()), receipt];
		const permitted = isOne ? [releaseTargetOf(only)] : await permittedIn(chain, patient, sequence, block);
		return { patient, sequence, custodian, secret, targets: permitted, practitioner, block };
	};
	return { call, secret, ticketIn };
}

/** Asks for one anchor or class. */
export async function askFor(chain: Chain, signer: Signer, question: AccessQuestion, target: Target): Promise<AccessAnswer> {
	return ask(chain, signer, accessRequest(chain, question, [target]));
}

/** Asks for up to 64 anchors and classes of one patient at once; the ticket names those that are permitted. */
export async function askForMany(chain: Chain, signer: Signer, question: AccessQuestion, targets: readonly Target[]): Promise<AccessAnswer> {
	return ask(chain, signer, accessRequest(chain, question, targets));
}

/** The same for some hours, in which the ticket serves again and again: each release is judged anew, and is an entry of its own. */
export async function askForEncounter(
	chain: Chain, signer: Signer, question: AccessQuestion, targets: readonly Target[], encounter: Encounter,
): Promise<AccessAnswer> {
	return ask(chain, signer, accessRequest(chain, question, targets, { encounter }));
}

/**
 * A ticket for a team as one of the team shows it, by an own account or through a gateway. How the secret reaches the team is the organization's affair:
 * it is no key, and without an account of the team it is worth nothing.
 */
export function ticketOfMember(ticket: HeldTicket, member: PractitionerId): HeldTicket {
	return { ...ticket, practitioner: 'Pseudonym' in member ? member.Pseudonym : null };
}

async function ask(chain: Chain, signer: Signer, { call, ticketIn }: AccessRequestCall): Promise<AccessAnswer> {
	const receipt = await chain.send(call, signer);
	return { receipt, ticket: await ticketIn(receipt) };
}

/** What an entry permitted of what was asked for. */
async function permittedIn(chain: Chain, patient: Uint8Array, sequence: number, block: string): Promise<ReleaseTarget[]> {
	const [entry] = (await chain.ask('auditLogApi', 'entries', [{ Patient: patient }, sequence, 1], block)).toJSON();
	const attempt = entry?.[0] === sequence ? entry[1].event.accessRequested : undefined;
	if (!attempt) throw new SalusError('custody.no-attempt', 'The block of the answer does not hold its entry.');
	return attempt.answers.flatMap(({ outcome, targets }) => (outcome.permitted ? targets.map(toldReleaseTarget) : []));
}

function encounterArgument({ hours, team }: Encounter) {
	return { hours, holder: team ? { Role: team } : 'Requester' } as const;
}
