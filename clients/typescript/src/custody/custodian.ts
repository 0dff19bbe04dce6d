/**
 * A custodian: keeps sealed records, envelopes and rings, of which it can read nothing, and hands them out as `docs/record-format.md`
 * says. It answers requests; how they reach it, and from whom it takes in batches, is its own affair.
 */
import type { Chain } from '../chain/chain.ts';
import { ChainError } from '../chain/errors.ts';
import type { Receipt } from '../chain/events.ts';
import type { Ticket, TicketFault } from '../chain/generated/told.ts';
import { isToldKey } from '../chain/published-keys.ts';
import type { Signer } from '../chain/signer.ts';
import { assertLength, equalBytes, hexToBytes } from '../format/bytes.ts';
import { assertCanSealTo } from '../format/hpke.ts';
import { MerkleTree } from '../format/merkle.ts';
import { type ReleaseHead, sealRelease } from '../format/release.ts';
import { type ReleaseRequest, releaseRequestBytes } from '../format/release-request.ts';
import type { PatientRequest } from '../format/patient-request.ts';
import type { ReleasedRecord } from '../format/released-record.ts';
import { leafOfHash } from '../format/sealed-record.ts';
import type { PrivateKey } from '../format/suites.ts';
import { anchorOf } from '../records/finding.ts';
import { concurrently } from './concurrently.ts';
import { dropErased } from './erased.ts';
import { CustodyRefusal } from './faults.ts';
import { freshHeads, type Heads } from './heads.ts';
import { dropUnnamed, type Entrusted, releasedEmergencyOf, takeEmergencyRing, takeEnvelope } from './named.ts';
import { keptFrom, isEarlier, epochOf } from './kept-headers.ts';
import { oneAtATime } from './one-at-a-time.ts';
import { answerPatient, dropLapsed, type PatientAnswer, type PatientDesk } from './patient-desk.ts';
import { publishedKeyOfReader } from './reader-key.ts';
import { checkRequest, claimNonce } from './requests.ts';
import type { CustodianStores, HandedBatch, KeptBatch } from './stores.ts';

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
	/** Is told what whoever runs the custodian has to see to, such as a share that does not open; without, it is a warning on the console. */
	tell?: (trouble: Error) => void;
}

/** How many sealed records are looked for at a time. */
const LOOKED_FOR_AT_A_TIME = 64;

/** Which ticket, and whose. */
export interface TicketName {
	patient: Uint8Array;
	sequence: number;
	/** The account that it was issued to. */
	holder: Uint8Array;
}

/** What the chain says about a ticket at the two heads; `undefined` stands for "it holds". */
export interface Judgement {
	best: TicketFault | undefined;
	finalized: TicketFault | undefined;
}

/** What is handed out for a ticket. */
export interface Release {
	/** That the ticket is redeemed. */
	receipt: Receipt;
	/** How many records there are. */
	records: number;
	/** The release in parts, each made when it is fetched, since a batch may have tens of thousands of records. */
	stream: AsyncGenerator<Uint8Array>;
}

/** What goes into a release, found before the ticket is redeemed. */
interface Found {
	head: ReleaseHead;
	batch: { kept: KeptBatch; tree: MerkleTree } | undefined;
}

export class Custodian implements PatientDesk, Entrusted {
	readonly chain: Chain;
	readonly organization: number;
	readonly stores: CustodianStores;
	readonly keys: PrivateKey[];
	readonly clock: () => number;
	readonly tell: (trouble: Error) => void;
	readonly #signer: Signer;

	constructor(chain: Chain, { organization, signer, stores, keys = [], clock, tell = (trouble) => console.warn(trouble.message) }: CustodianParts) {
		this.chain = chain;
		this.organization = organization;
		this.stores = stores;
		this.keys = keys;
		this.clock = clock;
		this.tell = tell;
		this.#signer = signer;
	}

	/**
	 * Takes in a batch whose sealed records are in the patient's store already, if its leaves give the root on the chain and its header may be one. Handed in twice it
	 * changes nothing, and nobody puts another batch in its place; with another header it is refused, since that one would be lost without a word.
	 */
	async takeBatch(batch: HandedBatch): Promise<void> {
		const { patient, anchor, recordClass, records, header } = batch;
		return oneAtATime(this.stores, patient, async () => {
			const known = await this.#anchor(patient, anchor);
			// Of one that was erased there is nothing to keep any more.
			if (!known?.batch || known.class !== recordClass || known.batch.leaves !== records.length || !hasRoot(batch, known.batch.root)) {
				throw new CustodyRefusal('custody.not-as-committed', 'the batch does not give the root that stands on the chain');
			}
			const present = (await this.chain.ask('patientIdentityApi', 'patient', [patient])).toJSON()?.key?.epoch ?? 0;
			if (epochOf(header, present) < 0) throw new CustodyRefusal('custody.not-as-committed', 'the header is none, or of an epoch that has not begun');
			if (!(await this.#hasAll(batch))) throw new CustodyRefusal('custody.not-as-committed', 'a sealed record of the batch is missing');
			const kept = await this.stores.batches.get(patient, anchor);
			// One of another root stood in a block that is gone.
			if (!kept || !hasRoot(kept, known.batch.root)) return this.stores.batches.put(keptFrom(batch));
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

	/** What the chain says about a ticket, at the best and at the finalized head. */
	async judge(ticket: TicketName): Promise<Judgement> {
		assertLength(ticket.patient, 32, 'a patient id');
		assertLength(ticket.holder, 32, 'an account');
		const { best, finalized } = await this.#ticketAt(await freshHeads(this.chain, this.clock), ticket);
		return { best: best.err, finalized: finalized.err };
	}

	/**
	 * Answers a release request: all checks in their order, and only then is the ticket redeemed and anything handed out. An answer that is lost on its way is
	 * not given again, since the ticket is redeemed: the reader asks the chain for another ticket.
	 */
	async release(request: ReleaseRequest): Promise<Release> {
		const { patient, sequence, holder, nonce } = request;
		checkRequest(this, request, holder, releaseRequestBytes(request));
		const heads = await freshHeads(this.chain, this.clock);
		const ticket = await this.#heldTicket(heads, request);
		await this.#checkReader(request, ticket, heads.finalized);
		const found = await this.#find(patient, ticket, heads.finalized);
		await claimNonce(this, holder, nonce);
		const receipt = await this.#redeem({ patient, sequence, holder });
		const context = { patient, sequence, custodian: this.organization, nonce };
		return { receipt, records: found.head.records, stream: sealRelease(context, request, found.head, this.#records(found)) };
	}

	async #ticketAt({ best, finalized }: Heads, { patient, sequence, holder }: TicketName) {
		const at = async (block: string) =>
			(await this.chain.ask('auditLogApi', 'checkTicket', [patient, sequence, holder, this.organization], block)).toJSON();
		const [atBest, atFinalized] = await Promise.all([at(best), at(finalized)]);
		return { best: atBest, finalized: atFinalized };
	}

	async #heldTicket(heads: Heads, name: TicketName): Promise<Ticket> {
		const { best, finalized } = await this.#ticketAt(heads, name);
		for (const { err } of [best, finalized]) if (err !== undefined) throw voidTicket(err);
		return finalized.ok as Ticket;
	}

	/** Throws unless the key in the request is the reader's, where the reader has published one. */
	async #checkReader(request: ReleaseRequest, ticket: Ticket, block: string): Promise<void> {
		const published = await publishedKeyOfReader(this.chain, request.patient, ticket, block);
		if (published && !isToldKey(request, published.public)) throw new CustodyRefusal('custody.wrong-key', 'the key in the request is not the one that the reader published');
		await assertCanSealTo(request).catch(() => {
			throw new CustodyRefusal('custody.wrong-key', 'nothing can be sealed to the key in the request');
		});
	}

	/** What the ticket is for, as far as it is kept here. */
	async #find(patient: Uint8Array, { target, basis }: Ticket, block: string): Promise<Found> {
		const batch = target.anchor === undefined ? undefined : await this.#batch(patient, target.anchor, block);
		const [envelope, emergency] = await Promise.all([
			basis.grant === undefined ? null : this.#envelope(patient, basis.grant, block),
			basis.emergency === undefined ? null : releasedEmergencyOf(this, patient, block),
		]);
		if (!batch && !envelope && !emergency) throw new CustodyRefusal('custody.nothing-kept', 'nothing that the ticket is for is kept here');
		const { anchor = null, recordClass = target.class?.class as number, header = null, records = [] } = batch?.kept ?? {};
		return { head: { anchor, recordClass, header, records: records.length, envelope, emergency }, batch };
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

	async #redeem({ patient, sequence, holder }: TicketName): Promise<Receipt> {
		const call = this.chain.call('auditLog', 'redeemTicket', { patient, sequence, holder, custodian: this.organization });
		try {
			return await this.chain.send(call, this.#signer);
		} catch (error) {
			// Another request with the same ticket was faster, or the ground of the ticket has just gone.
			const fault = error instanceof ChainError ? TICKET_FAULTS.find((name) => error.error === `auditLog.${name}`) : undefined;
			throw fault ? voidTicket(fault) : error;
		}
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

function treeOf({ records }: HandedBatch): MerkleTree {
	return new MerkleTree(records.map(({ commitment, name }) => leafOfHash(commitment, hexToBytes(name))));
}

function hasRoot(batch: HandedBatch, root: string): boolean {
	return batch.records.length > 0 && equalBytes(treeOf(batch).root, hexToBytes(root.slice(2)));
}
