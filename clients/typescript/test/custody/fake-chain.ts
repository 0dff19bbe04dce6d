/**
 * A chain that exists in memory alone, as far as a custodian, a reader and a patient ask it. Its two heads may differ, be old, and say no: a ticket
 * holds only for its holder at its custodian, in its time, once, and as long as its ground lasts.
 */
import { encodeAddress } from '@polkadot/util-crypto';
import type { Chain } from '../../src/chain/chain.ts';
import { ChainError } from '../../src/chain/errors.ts';
import type { Receipt } from '../../src/chain/events.ts';
import type { Place } from '../../src/chain/following.ts';
import type { Basis, EncryptionKey, Target, TicketFault, TicketTarget } from '../../src/chain/generated/told.ts';
import { keyArgument } from '../../src/chain/published-keys.ts';
import type { NoReceipt } from '../../src/chain/receipts.ts';
import { targetArgument, toldReleaseTarget } from '../../src/custody/release-targets.ts';
import { bytesToHex, hexToBytes } from '../../src/format/bytes.ts';
import { claimOf } from '../../src/format/ticket-secret.ts';
import type { EmergencyRingOnChain } from '../../src/format/emergency-ring.ts';
import type { PublicKey } from '../../src/format/suites.ts';
import { verifyInclusion } from '../../src/format/merkle.ts';

export interface FakeTicket {
	holder: Uint8Array;
	claim: Uint8Array;
	custodian: number;
	/** Of the practitioner; the holder is a gateway where there is a pseudonym. */
	organization: number;
	pseudonym?: Uint8Array;
	/** The holder is on the patient's side. */
	isPerson?: boolean;
	target: Target;
	basis: Basis;
	/** What it permits beside that. */
	others?: TicketTarget[];
	/** It is for an encounter: it serves again and again. */
	isForEncounter?: boolean;
	/** It is for a team: accounts of the organization, and pseudonyms that the holder, a gateway, shows it for. */
	team?: Uint8Array[];
	isRedeemed?: boolean;
	isExpired?: boolean;
	/** The grant was revoked, the session closed. */
	isGroundGone?: boolean;
}

export interface FakePatient {
	controller: Uint8Array;
	powers?: [account: Uint8Array, powers: number][];
	key?: { key: PublicKey; card: Uint8Array; epoch: number };
	frozenUntil?: number;
	ring?: EmergencyRingOnChain;
	confidential?: number[];
	allConfidential?: { exceptions: number[] };
	/** Of the envelopes of live grants, by grant. */
	envelopes: Map<number, { commitment: Uint8Array; keyEpoch: number }>;
}

/** What the chain says at one of its heads. */
export interface FakeState {
	now: number;
	tickets: Map<number, FakeTicket>;
	patient: FakePatient;
	anchors: { recordClass: number; root: Uint8Array; leaves: number; organization?: number; isErased?: boolean; isEvicted?: boolean; patient?: Uint8Array }[];
	/** The entries of the patient's trail, and the place of the first of them. */
	trail: { actor?: object; event: object }[];
	trailFrom: number;
	practitioners: Map<string, PublicKey>;
	organizations: Map<number, PublicKey>;
}

/** That holds what is sent. */
export const BLOCK = `0x${'b1'.repeat(32)}`;

export class FakeChain {
	readonly genesis = new Uint8Array(32).fill(0x9e);
	/** The finalized head has the same state until a test gives it one of its own. */
	best: FakeState;
	finalized: FakeState;
	/** Calls that were sent, in order. */
	readonly sent: string[] = [];
	/** By the hashes of their transactions. */
	readonly receipts = new Map<string, Receipt>();
	/** What whoever sends the next redemptions is told of the blocks that hold them, */
	finality: Promise<void> = Promise.resolve();
	/** and what the chain says of those blocks. */
	becomesFinal: (place: Place) => Promise<boolean> = async () => true;
	/** Whether the chain says of every leaf that it is there, or of none. */
	inclusion: boolean | undefined;

	constructor(now: number, controller: Uint8Array) {
		this.best = {
			now, tickets: new Map(), patient: { controller, envelopes: new Map() }, anchors: [], trail: [], trailFrom: 0, practitioners: new Map(), organizations: new Map(),
		};
		this.finalized = this.best;
	}

	/** From now on the heads differ: what is changed afterwards in `best` is not final. */
	fork(): void {
		this.finalized = { ...this.best, tickets: new Map(this.best.tickets), patient: { ...this.best.patient }, anchors: [...this.best.anchors], trail: [...this.best.trail] };
	}

	get asChain(): Chain {
		return this as unknown as Chain;
	}

	async heads() {
		return { best: 'best', finalized: 'finalized' };
	}

	async now(block = 'best'): Promise<number> {
		return this.#at(block).now;
	}

	call(section: string, method: string, named: object) {
		return { section, method, named };
	}

	/** Redeems a ticket, as the chain does. */
	async send({ section, method, named }: { section: string; method: string; named: Redemption }, { publicKey }: { publicKey: Uint8Array }) {
		const { sequence, holder, practitioner, custodian, secret, targets } = named;
		const ticket = this.best.tickets.get(sequence);
		const refused = (error: string) => new ChainError(`${section}.${method}`, `auditLog.${error}`);
		const pseudonym = practitioner === null ? null : hexToBytes(practitioner.slice(2));
		const fault = faultOf(ticket, { holder, practitioner: pseudonym, custodian });
		if (fault || !ticket) throw refused(fault ?? 'TicketNotFound');
		if (bytesToHex(claimOf(secret)) !== bytesToHex(ticket.claim)) throw refused('WrongSecret');
		const permitted = targetsOf(ticket).map(({ target }) => JSON.stringify(targetArgument(toldReleaseTarget(target))));
		if (!targets.every((target) => permitted.includes(JSON.stringify(target)))) throw refused('NotCovered');
		if (!ticket.isForEncounter) this.best.tickets.set(sequence, { ...ticket, isRedeemed: true });
		this.best.trail.push({ actor: { practitioner: { organization: custodian, account: encodeAddress(publicKey) } }, event: { recordsReleased: { ticket: sequence, targets } } });
		this.sent.push(`${section}.${method}`);
		const number = this.sent.length;
		const receipt = { block: BLOCK, number, hash: `0x${number.toString(16).padStart(64, '0')}`, events: [released(named)], finalized: this.finality };
		this.receipts.set(receipt.hash, receipt as unknown as Receipt);
		return receipt;
	}

	async receiptAt(block: string, hash: string): Promise<Receipt | NoReceipt> {
		return block === BLOCK ? (this.receipts.get(hash) ?? 'not-in-block') : 'no-block';
	}

	async ask(section: string, method: string, args: unknown[], block?: string) {
		// A node takes its time, and others are at work meanwhile.
		await new Promise((resolve) => setImmediate(resolve));
		const answer = this.#answer(`${section}.${method}`, args, this.#at(block ?? 'best'));
		return { toJSON: () => answer, isEmpty: answer === null };
	}

	/** Whoever may redeem redeems, with a secret that it read in the pool. */
	async redeems(signer: { publicKey: Uint8Array }, named: Redemption): Promise<void> {
		await this.send({ section: 'auditLog', method: 'redeemTicket', named }, signer);
		this.sent.pop();
	}

	#answer(question: string, args: unknown[], state: FakeState): unknown {
		switch (question) {
			case 'auditLogApi.checkTicket':
				return this.#checkTicket(args as [Uint8Array, number, Uint8Array, string | null, number], state);
			case 'providerRegistryApi.practitioner': {
				const [organization, practitioner] = args as [number, { Account: Uint8Array } | { Pseudonym: Uint8Array }];
				const key = state.practitioners.get(`${organization} ${bytesToHex('Account' in practitioner ? practitioner.Account : practitioner.Pseudonym)}`);
				return { key: key ? told(key) : null };
			}
			case 'providerRegistryApi.organization': {
				const key = state.organizations.get(args[0] as number);
				return { key: key ? told(key) : null };
			}
			case 'patientIdentityApi.patient': {
				const { controller, key, frozenUntil = null } = state.patient;
				return {
					status: 'Active', controller: encodeAddress(controller), frozenUntil,
					key: key ? { ...told(key.key), epoch: key.epoch, card: `0x${bytesToHex(key.card)}` } : null,
				};
			}
			case 'patientIdentityApi.powersOf': {
				const account = bytesToHex(args[1] as Uint8Array);
				if (account === bytesToHex(state.patient.controller)) return 0b11111;
				return state.patient.powers?.find(([whose]) => bytesToHex(whose) === account)?.[1] ?? null;
			}
			case 'recordAnchorApi.anchor': {
				const anchor = state.anchors[args[1] as number];
				const isThere = anchor && !anchor.isEvicted && (!anchor.patient || bytesToHex(anchor.patient) === bytesToHex(args[0] as Uint8Array));
				return isThere ? { number: args[1], anchor: toldAnchor(anchor), status: anchor.isErased ? 'Erased' : 'Current', dispute: null, coSignatures: [] } : null;
			}
			case 'recordAnchorApi.anchorByRoot': {
				const [, side, root] = args as [Uint8Array, 'Patient' | { Organization: number }, Uint8Array];
				const organization = side === 'Patient' ? undefined : side.Organization;
				const number = state.anchors.findIndex((anchor) => anchor.organization === organization && bytesToHex(anchor.root) === bytesToHex(root));
				return number < 0 ? null : number;
			}
			case 'recordAnchorApi.verifyInclusion': {
				const [, number, index, leaf, proof] = args as [Uint8Array, number, number, Uint8Array, Uint8Array[]];
				const { root, leaves } = state.anchors[number]!;
				return (this.inclusion ?? verifyInclusion(root, leaves, index, leaf, proof)) ? { ok: null } : { err: 'RootMismatch' };
			}
			case 'auditLogApi.head':
				return { first: state.trailFrom, next: state.trailFrom + state.trail.length };
			case 'auditLogApi.entries': {
				const [, from, limit] = args as [object, number, number];
				const at = Math.max(from - state.trailFrom, 0);
				return state.trail.slice(at, at + limit).map((entry, index) => [state.trailFrom + at + index, { actor: {}, ...entry }]);
			}
			case 'consentApi.liveGrants':
				return [...state.patient.envelopes.keys()].map((id) => [0, { id }]);
			case 'consentApi.envelope': {
				const envelope = state.patient.envelopes.get(args[1] as number);
				if (!envelope) return null;
				const { keyEpoch, commitment } = envelope;
				return { envelope: { keyEpoch, granteeKeyEpoch: 0, commitment: `0x${bytesToHex(commitment)}` }, isPatientKeyStale: false, isGranteeKeyStale: false };
			}
			case 'consentApi.emergencyRing': {
				const { ring } = state.patient;
				if (!ring) return null;
				const { custodians, threshold, epoch, commitment } = ring;
				return { ring: { custodians, threshold, keyEpoch: epoch, commitment: `0x${bytesToHex(commitment)}` }, since: 0, byController: true, isStale: false };
			}
			case 'consentApi.restrictions': {
				const { confidential = [], allConfidential = null } = state.patient;
				return { refusals: [], confidential: confidential.map((recordClass) => ({ class: recordClass, since: 0 })), allConfidential };
			}
			default:
				throw new Error(`nobody should ask ${question}`);
		}
	}

	#checkTicket([, sequence, holder, practitioner, custodian]: [Uint8Array, number, Uint8Array, string | null, number], { tickets }: FakeState) {
		const ticket = tickets.get(sequence);
		const shown = { holder, practitioner: practitioner === null ? null : hexToBytes(practitioner.slice(2)), custodian };
		const err = faultOf(ticket, shown);
		if (err || !ticket) return { err };
		const requester = actorOf(ticket);
		const reader = ticket.team ? actorOf({ ...ticket, holder, ...(shown.practitioner ? { pseudonym: shown.practitioner } : {}) }) : requester;
		return {
			ok: {
				requester, reader, action: 'Access', purpose: 'Treatment', targets: targetsOf(ticket), custodian, issuedAt: 0, expiresAt: 0,
				claim: `0x${bytesToHex(ticket.claim)}`, isSingleUse: !ticket.isForEncounter,
			},
		};
	}

	#at(block: string): FakeState {
		return block === 'finalized' ? this.finalized : this.best;
	}
}

/** The event of a redemption. */
function released({ patient, sequence, custodian }: Redemption): object {
	const data = [{ toHex: () => `0x${bytesToHex(patient)}` }, sequence, custodian];
	return { event: { section: 'auditLog', method: 'RecordsReleased', data: Object.assign(data, { names: ['patient', 'ticket', 'custodian'] }) } };
}

interface Redemption {
	patient: Uint8Array;
	sequence: number;
	holder: Uint8Array;
	practitioner: string | null;
	custodian: number;
	secret: Uint8Array;
	targets: object[];
}

/** What it still permits. */
function targetsOf({ target, basis, others = [] }: FakeTicket): TicketTarget[] {
	return [{ target, basis }, ...others];
}

function faultOf(ticket: FakeTicket | undefined, { holder, practitioner, custodian }: { holder: Uint8Array; practitioner: Uint8Array | null; custodian: number }): TicketFault | undefined {
	if (!ticket) return 'TicketNotFound';
	const readers = (ticket.team ?? [ticket.holder]).map(bytesToHex);
	// Through its gateway it is shown for one of the team; a ticket that is for nobody else names nobody else.
	if (!readers.includes(bytesToHex(practitioner ?? holder)) || (practitioner !== null && bytesToHex(holder) !== bytesToHex(ticket.holder))) return 'NotTicketHolder';
	if (ticket.custodian !== custodian) return 'WrongCustodian';
	if (ticket.isExpired) return 'TicketExpired';
	if (ticket.isRedeemed) return 'TicketRedeemed';
	return ticket.isGroundGone ? 'NoLongerPermitted' : undefined;
}

/** As much of it as is asked for. */
function toldAnchor(anchor: FakeState['anchors'][number]): object {
	const { recordClass, root, leaves, isErased } = anchor;
	return { class: recordClass, batch: isErased ? null : { root: `0x${bytesToHex(root)}`, leaves }, author: authorOf(anchor), erasedAt: isErased ? 1 : null };
}

function authorOf({ organization }: FakeState['anchors'][number]): object {
	return organization === undefined ? { person: encodeAddress(new Uint8Array(32)) } : { practitioner: { organization, account: encodeAddress(new Uint8Array(32)) } };
}

function actorOf({ holder, organization, pseudonym, isPerson }: FakeTicket): object {
	const account = encodeAddress(holder);
	if (isPerson) return { person: account };
	return pseudonym ? { gateway: { organization, account, practitioner: `0x${bytesToHex(pseudonym)}` } } : { practitioner: { organization, account } };
}

function told(key: PublicKey): EncryptionKey {
	const { suite, bytes } = keyArgument(key);
	return { public: { suite, bytes: `0x${bytesToHex(bytes)}` }, epoch: 0 };
}
