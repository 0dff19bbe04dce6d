/**
 * A custodian: keeps sealed records, envelopes and rings, of which it can read nothing, and hands them out as `docs/record-format.md`
 * says. It answers requests; how they reach it, and from whom it takes in batches, is its own affair.
 */
import { encodeAddress } from '@polkadot/util-crypto';
import { type Chain, optional } from '../chain/chain.ts';
import { ChainError } from '../chain/errors.ts';
import type { Receipt } from '../chain/events.ts';
import type { Ticket, TicketFault } from '../chain/generated/told.ts';
import { isToldKey } from '../chain/published-keys.ts';
import type { Signer } from '../chain/signer.ts';
import { assertLength, bytesToHex, equalBytes, hexToBytes } from '../format/bytes.ts';
import { assertCanSealTo } from '../format/hpke.ts';
import { MerkleTree } from '../format/merkle.ts';
import type { ReleasedEmergency } from '../format/emergency-ring.ts';
import { type ReleaseHead, type ReleasePart, sealReleases } from '../format/release.ts';
import { type ReleaseRequest, releaseRequestBytes } from '../format/release-request.ts';
import type { ReleaseTarget } from '../format/release-target.ts';
import type { PatientRequest } from '../format/patient-request.ts';
import type { ReleasedRecord } from '../format/released-record.ts';
import { leafOfHash } from '../format/sealed-record.ts';
import type { PrivateKey } from '../format/suites.ts';
import { anchorOf } from '../records/finding.ts';
import { concurrently } from './concurrently.ts';
import { dropErased } from './erased.ts';
import { CustodyRefusal } from './faults.ts';
import { type Granted, grantedTo, nameOf } from './granted.ts';
import { freshHeads, type Heads } from './heads.ts';
import { dropUnnamed, type Entrusted, releasedEmergencyOf, takeEmergencyRing, takeEnvelope } from './named.ts';
import { keptFrom, isEarlier, epochOf } from './kept-headers.ts';
import { oneAtATime } from './one-at-a-time.ts';
import { answerPatient, dropLapsed, type PatientAnswer, type PatientDesk } from './patient-desk.ts';
import { PendingRedemptions } from './pending-redemptions.ts';
import { publishedKeyOfReader } from './reader-key.ts';
import { redeemerOf } from './redeemer.ts';
import type { ReleaseReports } from './reports.ts';
import { targetArgument } from './release-targets.ts';
import { checkRequest, claimNonce } from './requests.ts';
import type { CustodianService, Release, SealedRecords } from './service.ts';
import type { CustodianStores, HandedBatch, KeptBatch } from './stores.ts';
import { unrecorded } from './unrecorded.ts';

export interface CustodianParts {
	/** The custodian's number on the chain. */
	organization: number;
	/** Redeems tickets: listed there as a custodian. */
	signer: Signer;
	stores: CustodianStores;
	/** The private halves of keys that the organization published; what was sealed to an earlier one stays readable with it. */
	keys?: PrivateKey[];
	/** Milliseconds since 1970. */
	clock: () => number;
	/** Keeps what the chain has to be told of afterwards: a release whose redemption is lost after a fork. Without, whoever runs the custodian is told, and has to. */
	reports?: Pick<ReleaseReports, 'add'>;
	/** Is told what whoever runs the custodian has to see to, such as a share that does not open; without, it is a warning on the console. */
	tell?: (trouble: Error) => void;
}

/** How many sealed records are looked for at a time. */
const LOOKED_FOR_AT_A_TIME = 64;

/** Which ticket, and whose. */
export interface TicketName {
	patient: Uint8Array;
	sequence: number;
	/** The account that shows it: the one that asked for it, or one of the team that it is for. */
	holder: Uint8Array;
	/** Of a ticket for a team that a gateway shows: for whom. */
	practitioner?: Uint8Array | null | undefined;
}

/** What the chain says about a ticket at the two heads; `undefined` stands for "it holds". */
export interface Judgement {
	best: TicketFault | undefined;
	finalized: TicketFault | undefined;
}

/** What goes into a part of a release, found before the ticket is redeemed. */
interface Found {
	head: ReleaseHead;
	batch: { kept: KeptBatch; tree: MerkleTree } | undefined;
}

export class Custodian implements CustodianService, PatientDesk, Entrusted {
	readonly chain: Chain;
	readonly organization: number;
	readonly stores: CustodianStores;
	readonly keys: PrivateKey[];
	readonly clock: () => number;
	readonly tell: (trouble: Error) => void;
	readonly #signer: Signer;
	readonly #pending: PendingRedemptions;

	constructor(chain: Chain, { organization, signer, stores, keys = [], clock, reports, tell = (trouble) => console.warn(trouble.message) }: CustodianParts) {
		this.chain = chain;
		this.organization = organization;
		this.stores = stores;
		this.keys = keys;
		this.clock = clock;
		this.tell = tell;
		this.#signer = signer;
		this.#pending = new PendingRedemptions({ chain, account: signer.publicKey, store: stores.redemptions, reports, tell });
	}

	/**
	 * Takes in a batch whose sealed records are in the patient's store already, or come out of `from`, if its leaves give the root on the chain and its header may be one. Handed in twice it
	 * changes nothing, and nobody puts another batch in its place; with another header it is refused, since that one would be lost without a word.
	 */
	async takeBatch(batch: HandedBatch, from?: SealedRecords): Promise<void> {
		const { patient, anchor, recordClass, records, header } = batch;
		return oneAtATime(this.stores, patient, async () => {
			const known = await this.#anchor(patient, anchor);
			// Of one that was erased there is nothing to keep any more.
			if (!known?.batch || known.class !== recordClass || known.batch.leaves !== records.length || !hasRoot(batch, known.batch.root)) {
				throw new CustodyRefusal('custody.not-as-committed', 'the batch does not give the root that stands on the chain');
			}
			const present = (await this.chain.ask('patientIdentityApi', 'patient', [patient])).toJSON()?.key?.epoch ?? 0;
			if (epochOf(header, present) < 0) throw new CustodyRefusal('custody.not-as-committed', 'the header is none, or of an epoch that has not begun');
			if (from) await this.#fetchMissing(batch, from);
			if (!(await this.#hasAll(batch))) throw new CustodyRefusal('custody.not-as-committed', 'a sealed record of the batch is missing');
			const kept = await this.stores.batches.get(patient, anchor);
			// One of another class or root stood in a block that is gone.
			if (!kept || kept.recordClass !== recordClass || !hasRoot(kept, known.batch.root)) return this.stores.batches.put(keptFrom(batch));
			// One that is kept may have a later header by now.
			if (!equalBytes(kept.header, header) && !isEarlier(kept, header)) throw new CustodyRefusal('custody.other-header', 'the batch is kept with another header');
		});
	}

	/** Takes in an envelope that a live grant names, from whoever brings it. */
	async takeEnvelope(patient: Uint8Array, envelope: Uint8Array): Promise<void> {
		return takeEnvelope(this, patient, envelope);
	}

	/** Takes in an emergency ring that the chain names and of which the own share opens, from whoever brings it: its JSON text. */
	async takeEmergencyRing(ring: string): Promise<void> {
		return takeEmergencyRing(this, ring);
	}

	/**
	 * Destroys the patient's envelopes and emergency rings that the chain names no longer, batches that the patient has erased, and headers, but for the writer's, and backups that
	 * were replaced 90 days ago. How many there were.
	 */
	async dropUnnamed(patient: Uint8Array): Promise<number> {
		return oneAtATime(this.stores, patient, async () => (await dropUnnamed(this, patient)) + (await dropErased(this, patient)) + (await dropLapsed(this, patient)));
	}

	/** Answers a request by the patient's side, which signed for its content, too. */
	async answer(request: PatientRequest, content: Uint8Array): Promise<PatientAnswer> {
		return answerPatient(this, request, content);
	}

	/** To be called when the service starts, before reports are filed: watches what was released before, and whose redemption was not known to be final when the service ended. */
	async resume(): Promise<void> {
		return this.#pending.resume();
	}

	/** What the chain says about a ticket, at the best and at the finalized head. */
	async judge(ticket: TicketName): Promise<Judgement> {
		assertLength(ticket.patient, 32, 'a patient id');
		assertLength(ticket.holder, 32, 'an account');
		if (ticket.practitioner) assertLength(ticket.practitioner, 32, 'a pseudonym');
		const { best, finalized } = await this.#ticketAt(await freshHeads(this.chain, this.clock), ticket);
		return { best: best.err, finalized: finalized.err };
	}

	/**
	 * Answers a release request: all checks in their order, and only then is the ticket redeemed and anything handed out: all that the request names, or nothing.
	 * An answer that is lost on its way is not given again. Where the ticket serves once, it is used up, whatever the request named, and the reader asks the
	 * chain for another; where it is for an encounter, it makes another request.
	 */
	async release(request: ReleaseRequest): Promise<Release> {
		const { patient, sequence, holder, custodian, nonce } = request;
		checkRequest(this, request, holder, releaseRequestBytes(request));
		const heads = await freshHeads(this.chain, this.clock);
		const { ticket, granted } = await this.#granted(heads, request);
		await this.#checkReader(request, ticket, granted, heads.finalized);
		const found = await this.#findAll(patient, granted, heads.finalized);
		await claimNonce(this, holder, nonce);
		const receipt = await this.#redeem(request);
		await this.#pending.add(unrecorded(request, ticket, granted, this.clock()), receipt, ticket.isSingleUse);
		const records = found.reduce((sum, { head }) => sum + head.records, 0);
		return { receipt: Promise.resolve(receipt), records, stream: sealReleases({ patient, sequence, custodian, nonce }, request, this.#parts(found)) };
	}

	async #ticketAt({ best, finalized }: Heads, { patient, sequence, holder, practitioner }: TicketName) {
		const at = async (block: string) =>
			(await this.chain.ask('auditLogApi', 'checkTicket', [patient, sequence, holder, optional(practitioner), this.organization], block)).toJSON();
		const [atBest, atFinalized] = await Promise.all([at(best), at(finalized)]);
		return { best: atBest, finalized: atFinalized };
	}

	/** The ticket, which holds at both heads, and what of it the request names; the holder has shown that it is the one who asked. */
	async #granted(heads: Heads, request: ReleaseRequest): Promise<{ ticket: Ticket; granted: Granted[] }> {
		const { best, finalized } = await this.#ticketAt(heads, request);
		for (const { err } of [best, finalized]) if (err !== undefined) throw await this.#voidTicket(request, err);
		const ticket = finalized.ok as Ticket;
		return { ticket, granted: grantedTo(request, best.ok as Ticket, ticket) };
	}

	/** Throws unless the key in the request is the reader's, where the reader has published one. */
	async #checkReader(request: ReleaseRequest, { reader }: Ticket, granted: Granted[], block: string): Promise<void> {
		const published = await publishedKeyOfReader(this.chain, request.patient, { reader, bases: granted.map(({ basis }) => basis) }, block);
		if (published && !isToldKey(request, published.public)) throw new CustodyRefusal('custody.wrong-key', 'the key in the request is not the one that the reader published');
		await assertCanSealTo(request).catch(() => {
			throw new CustodyRefusal('custody.wrong-key', 'nothing can be sealed to the key in the request');
		});
	}

	/** What the request names, as far as it is kept here; refused if anything of it is not, while the ticket still holds. */
	async #findAll(patient: Uint8Array, granted: Granted[], block: string): Promise<Found[]> {
		// Many records on one ground are the usual case.
		const envelopes = new Map<number, Promise<Uint8Array | null>>();
		const envelopeOf = (grant: number) => {
			const envelope = envelopes.get(grant) ?? this.#envelope(patient, grant, block);
			envelopes.set(grant, envelope);
			return envelope;
		};
		let emergency: Promise<ReleasedEmergency | null> | undefined;
		const found: Found[] = [];
		for (const { target, basis } of granted) {
			const batch = 'anchor' in target ? await this.#batch(patient, target.anchor, block) : undefined;
			if (basis.emergency !== undefined) emergency ??= releasedEmergencyOf(this, patient, block);
			const handed = {
				envelope: basis.grant === undefined ? null : await envelopeOf(basis.grant),
				emergency: basis.emergency === undefined ? null : ((await emergency) ?? null),
			};
			if (!batch && !handed.envelope && !handed.emergency) throw new CustodyRefusal('custody.nothing-kept', `nothing of ${nameOf(target)} is kept here`);
			found.push({ head: headOf(target, batch?.kept, handed), batch });
		}
		return found;
	}

	async #batch(patient: Uint8Array, anchor: number, block: string): Promise<Found['batch']> {
		const [kept, known] = await Promise.all([this.stores.batches.get(patient, anchor), this.#anchor(patient, anchor, block)]);
		// It may have been taken in from a block that is gone, and its number may be another batch's now.
		const tree = kept && known && treeOf(kept);
		if (!tree || !known.batch || !equalBytes(tree.root, hexToBytes(known.batch.root.slice(2)))) throw new CustodyRefusal('custody.nothing-kept', 'no such batch is kept here');
		if (!(await this.#hasAll(kept))) {
			const lost = new CustodyRefusal('custody.nothing-kept', `a sealed record of anchor ${anchor} is missing`);
			this.tell(lost);
			throw lost;
		}
		return { kept, tree };
	}

	async #fetchMissing({ patient, records }: HandedBatch, from: SealedRecords): Promise<void> {
		const store = this.stores.recordsOf(patient);
		for (const { name } of records) if (!(await store.has(name))) await store.put(await from.get(name));
	}

	/** Whether all sealed records of a batch are in the store, whole. */
	async #hasAll({ patient, records }: HandedBatch): Promise<boolean> {
		const store = this.stores.recordsOf(patient);
		for await (const isThere of concurrently(records, LOOKED_FOR_AT_A_TIME, ({ name }) => store.has(name))) if (!isThere) return false;
		return true;
	}

	/** The envelope that the grant names, if it is kept here. */
	async #envelope(patient: Uint8Array, grant: number, block: string): Promise<Uint8Array | null> {
		const status = (await this.chain.ask('consentApi', 'envelope', [patient, grant], block)).toJSON();
		return (status && (await this.stores.envelopes.get(patient, status.envelope.commitment.slice(2)))) ?? null;
	}

	async #anchor(patient: Uint8Array, anchor: number, block?: string) {
		return (await anchorOf(this.chain, patient, anchor, block))?.anchor;
	}

	async #redeem(request: ReleaseRequest): Promise<Receipt> {
		const { patient, sequence, holder, practitioner, secret, targets } = request;
		const call = this.chain.call('auditLog', 'redeemTicket', {
			patient, sequence, holder, practitioner: optional(practitioner), custodian: this.organization, secret, targets: targets.map(targetArgument),
		});
		try {
			return await this.chain.send(call, this.#signer);
		} catch (error) {
			if (!(error instanceof ChainError)) throw error;
			// The ground of a target has just gone.
			if (error.error === 'auditLog.NotCovered') throw new CustodyRefusal('custody.not-covered', 'the ticket does not permit all of it any more');
			// Another request with the same ticket was faster, or the ground of the ticket has just gone.
			const fault = TICKET_FAULTS.find((name) => error.error === `auditLog.${name}`);
			throw fault ? await this.#voidTicket(request, fault) : error;
		}
	}

	/**
	 * The refusal of a ticket that does not hold. If it was redeemed by somebody else of this organization, whoever runs the custodian is told: the secret is public
	 * once a redemption is sent, so one who may redeem can be faster. Nothing is handed out then: the trail names who says to have released it, and the reader, who
	 * asks the chain for another ticket, or the patient can have that answered for.
	 */
	async #voidTicket({ patient, sequence }: TicketName, fault: TicketFault): Promise<CustodyRefusal> {
		const refusal = voidTicket(fault);
		if (fault !== 'TicketRedeemed') return refusal;
		const redeemer = await redeemerOf(this.chain, patient, sequence).catch(() => undefined);
		if (redeemer && !equalBytes(redeemer, this.#signer.publicKey)) {
			this.tell(new CustodyRefusal('custody.void-ticket', `ticket ${sequence} of patient ${bytesToHex(patient)} was used up by ${encodeAddress(redeemer)}, not by this service`, fault));
		}
		return refusal;
	}

	/** The parts of a release, each made when it is fetched. */
	*#parts(found: Found[]): Generator<ReleasePart> {
		for (const one of found) yield { head: one.head, records: this.#records(one) };
	}

	async *#records({ batch }: Found): AsyncGenerator<ReleasedRecord> {
		if (!batch) return;
		for (const [index, { commitment, name }] of batch.kept.records.entries()) {
			yield { index, commitment, proof: batch.tree.proof(index), sealed: await this.#record(batch.kept.patient, name) };
		}
	}

	/** A sealed record for a release that has begun. The ticket is redeemed by then, so whoever runs the custodian has to know what the reader did not get. */
	async #record(patient: Uint8Array, name: string): Promise<Uint8Array> {
		try {
			return await this.stores.recordsOf(patient).get(name);
		} catch (error) {
			this.tell(error as Error);
			throw error;
		}
	}
}

const TICKET_FAULTS: readonly TicketFault[] = [
	'TicketNotFound', 'NotTicketHolder', 'WrongCustodian', 'TicketExpired', 'TicketRedeemed', 'NoLongerPermitted', 'NothingToRelease',
];

function voidTicket(fault: TicketFault): CustodyRefusal {
	return new CustodyRefusal('custody.void-ticket', `the ticket does not hold (${fault})`, fault);
}

function headOf(target: ReleaseTarget, kept: KeptBatch | undefined, handed: Pick<ReleaseHead, 'envelope' | 'emergency'>): ReleaseHead {
	if (kept) return { anchor: kept.anchor, recordClass: kept.recordClass, header: kept.header, records: kept.records.length, ...handed };
	return { anchor: null, recordClass: 'recordClass' in target ? target.recordClass : 0, header: null, records: 0, ...handed };
}

function treeOf({ records }: HandedBatch): MerkleTree {
	return new MerkleTree(records.map(({ commitment, name }) => leafOfHash(commitment, hexToBytes(name))));
}

function hasRoot(batch: HandedBatch, root: string): boolean {
	return batch.records.length > 0 && equalBytes(treeOf(batch).root, hexToBytes(root.slice(2)));
}
