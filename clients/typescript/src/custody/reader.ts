/**
 * Who reads: asks a custodian for what a ticket is for, opens the release, and checks all of it against the chain. Whoever is to blame if something is
 * not as it must be is named by the error.
 */
import type { Chain } from '../chain/chain.ts';
import { type Signer, signedBy } from '../chain/signer.ts';
import { type Bond, envelopeOf, isNamed, openNamedEnvelope } from '../consent/envelopes.ts';
import type { Envelope } from '../consent/sealed-keys.ts';
import { SalusError } from '../errors.ts';
import { BatchOpener, readHeader } from '../format/batch.ts';
import { equalBytes, FormatError, hexToBytes } from '../format/bytes.ts';
import type { ByteSource } from '../format/byte-stream.ts';
import type { ClassKeys } from '../format/class-keys.ts';
import { hpkeOpen, hpkeSeal } from '../format/hpke.ts';
import { assertClass, type RecordContent, readRecordContent } from '../format/record-content.ts';
import { type OpenedRelease, openReleases, type ReleaseHead } from '../format/release.ts';
import { makeReleaseRequest, type ReleaseRequest } from '../format/release-request.ts';
import type { ReleaseTarget } from '../format/release-target.ts';
import { type AnchoredBatch, openReleased, RecordFault, type ReleasedRecord } from '../format/released-record.ts';
import { leafOf, type OpenedRecord } from '../format/sealed-record.ts';
import type { KeyPair, PrivateKey } from '../format/suites.ts';
import { anchorOf } from '../records/finding.ts';
import { isIncluded } from '../records/proofs.ts';
import type { HeldTicket } from './asking.ts';
import { concurrently } from './concurrently.ts';
import { CustodianFault, HeaderFault, WriterFault } from './faults.ts';

export interface ReaderParts {
	/** The ticket's holder, or one of the team that it is for. */
	signer: Signer;
	/** The reader's published key; of somebody who has none, such as a representative, any. */
	key: KeyPair;
	/** Milliseconds since 1970. */
	clock: () => number;
}

/** A record that was read: what the chain commits to, and nothing else. */
export interface ReadRecord {
	index: number;
	content: RecordContent;
	opened: OpenedRecord;
}

/** The private key of a class in an epoch, from an envelope, from an emergency ring or kept from then; `undefined` if there is none. */
export type KeyOfClass = (recordClass: number, epoch: number) => Promise<PrivateKey | undefined>;

export class Reader {
	readonly #chain: Chain;
	readonly #signer: Signer;
	readonly #key: KeyPair;
	readonly #clock: () => number;

	constructor(chain: Chain, { signer, key, clock }: ReaderParts) {
		this.#chain = chain;
		this.#signer = signer;
		this.#key = key;
		this.#clock = clock;
	}

	/** Asks for what a ticket permits, or for some of it: all of that comes, in this order, or nothing. The request is good for a minute, once. */
	async request({ patient, sequence, custodian, secret, targets, practitioner }: HeldTicket, wanted: ReleaseTarget[] = targets): Promise<ReleaseRequest> {
		const ticket = { genesis: this.#chain.genesis, patient, sequence, custodian, secret, targets: wanted, practitioner, holder: this.#signer.publicKey };
		return makeReleaseRequest(
			{ ...ticket, reader: this.#key, time: this.#clock() },
			(message) => signedBy(async () => this.#signer.sign(message, { withType: true })),
		);
	}

	/** Opens the answer to a request for one target. */
	async open(ticket: HeldTicket, request: ReleaseRequest, answer: ByteSource): Promise<ReceivedRelease> {
		if (request.targets.length !== 1) throw new SalusError('reader.several-targets', 'The request was for several targets: its answer has several parts.');
		const { value } = await this.openEach(ticket, request, answer).next();
		return value as ReceivedRelease;
	}

	/**
	 * Opens the answer to a request part by part, in the order of its targets. Records of a part that were not read when the next one is asked for are passed
	 * over. It ends when all parts have come; what was broken off is the custodian's fault.
	 */
	async *openEach(ticket: HeldTicket, { targets, nonce, suite, publicKey }: ReleaseRequest, answer: ByteSource): AsyncGenerator<ReceivedRelease, void> {
		const { patient, sequence, custodian } = ticket;
		if (suite !== this.#key.suite || !equalBytes(publicKey, this.#key.publicKey)) throw new SalusError('reader.wrong-key', 'The request was made with another key.');
		const parts = openReleases({ patient, sequence, custodian, nonce }, this.#key, targets.length, answer);
		const next = () => parts.next().catch(async (cause) => {
			if (cause instanceof FormatError && !(await isPair(this.#key))) throw new SalusError('reader.wrong-key', 'The private key is not that of the public one.', { cause });
			throw blamed(custodian, 'its answer to the request does not open', cause);
		});
		for (const target of targets) {
			const { head, records } = (await next()).value as OpenedRelease;
			if (!isOfTarget(head, target)) throw new CustodianFault('custodian.wrong-batch', custodian, 'it handed out something else than was asked for');
			yield new ReceivedRelease(this.#chain, ticket, head, records, this.#key);
		}
		await next();
	}
}

/** What a custodian handed out for one target. */
export class ReceivedRelease {
	readonly ticket: HeldTicket;
	readonly head: ReleaseHead;
	readonly #chain: Chain;
	readonly #records: AsyncGenerator<ReleasedRecord>;
	readonly #key: PrivateKey;

	constructor(chain: Chain, ticket: HeldTicket, head: ReleaseHead, records: AsyncGenerator<ReleasedRecord>, key: PrivateKey) {
		this.#chain = chain;
		this.ticket = ticket;
		this.head = head;
		this.#records = records;
		this.#key = key;
	}

	/** The class keys of the grant under which the ticket was issued, and their epoch. */
	async classKeys(bond: Omit<Bond, 'patient'>, grant: number): Promise<{ keys: ClassKeys; epoch: number }> {
		const { patient } = this.ticket;
		const named = await envelopeOf(this.#chain, patient, grant);
		if (!named) throw new SalusError('consent.no-envelope', 'The grant came without keys.');
		const { envelope: sealed } = this.head;
		if (!sealed) throw new SalusError('reader.no-envelope', 'The custodian does not have the envelope of the grant.');
		const envelope = isNamed(named.envelope, sealed) ? named.envelope : await this.#earlierEnvelope(grant, named.envelope, sealed);
		return { keys: await openNamedEnvelope({ ...bond, patient }, envelope, this.#key, sealed), epoch: envelope.keyEpoch };
	}

	/** What the grant named when the ticket was issued, if that is what was handed out: it may have been replaced while the custodian was asked. */
	async #earlierEnvelope(grant: number, present: Envelope, sealed: Uint8Array): Promise<Envelope> {
		const { patient, custodian, block } = this.ticket;
		const then = block === undefined ? undefined : (await envelopeOf(this.#chain, patient, grant, block))?.envelope;
		if (then && isNamed(then, sealed)) return then;
		if (then?.commitment === present.commitment) throw new CustodianFault('custodian.false-envelope', custodian, 'the envelope is not the one that the grant names');
		throw new SalusError('reader.envelope-replaced', 'The envelope is not the one that the grant names now; it may have been replaced since the ticket was issued.');
	}

	/**
	 * The records in order, each checked and opened, several at a time. The first that is not as it must be ends it; but where the header gives another key
	 * than one was sealed with, the others are looked at before it is said who is to blame.
	 */
	async *records(keyOf: KeyOfClass, atATime = 16): AsyncGenerator<ReadRecord, void> {
		const { patient, custodian } = this.ticket;
		const { anchor, header, records } = this.head;
		if (anchor === null || header === null) return;
		const known = await anchorOf(this.#chain, patient, anchor);
		if (!known) throw new SalusError('reader.unknown-anchor', 'The chain has no such anchor.');
		const { class: recordClass, batch: anchored } = known.anchor;
		if (!anchored) throw new SalusError('reader.erased', 'The patient has erased these records.');
		const { leaves } = anchored;
		if (this.head.recordClass !== recordClass) throw new CustodianFault('custodian.wrong-batch', custodian, 'it says another class than the anchor');
		if (records !== leaves) throw new CustodianFault('custodian.missing-records', custodian, `it handed out ${records} of ${leaves} records`);
		const batch = await openBatch({ patient, recordClass }, header, keyOf);
		const root = hexToBytes(anchored.root.slice(2));
		const outcomes = concurrently(this.#blamed(), atATime, async (record) => {
			await this.#checkKept(record, anchor, { root, records: leaves });
			return read(batch, recordClass, record);
		});
		let otherKey: OtherKey | undefined;
		let isHeaderRight = false;
		for await (const outcome of outcomes) {
			if (outcome instanceof OtherKey) otherKey ??= outcome;
			else isHeaderRight = true;
			// Whoever sealed one record with the key of the header is who sealed the other without.
			if (otherKey && isHeaderRight) throw new WriterFault('writer.false-record', otherKey.index, otherKey.cause.message, { cause: otherKey.cause });
			if (!otherKey) yield outcome as ReadRecord;
		}
		if (otherKey) throw new HeaderFault('header.other-key', otherKey.cause.message, { cause: otherKey.cause });
	}

	/** What was handed out, where what was broken off or altered on its way is the custodian's to answer for. */
	async *#blamed(): AsyncGenerator<ReleasedRecord> {
		for (;;) {
			const { done, value } = await this.#records.next().catch((cause) => {
				throw blamed(this.ticket.custodian, 'its answer to the request breaks off or was altered', cause);
			});
			if (done) return;
			yield value;
		}
	}

	/** Throws unless commitment and sealed record are under the anchor's root, by our own reckoning and by the chain's. */
	async #checkKept({ index, commitment, proof, sealed }: ReleasedRecord, anchor: number, batch: AnchoredBatch): Promise<void> {
		const { patient, custodian } = this.ticket;
		// One whose commitment has another length gives no leaf.
		const leaf = commitment.length === 32 ? leafOf(commitment, sealed) : undefined;
		if (!leaf || !(await isIncluded(this.#chain, patient, anchor, batch, { index, leaf, proof }))) {
			throw new CustodianFault('custodian.false-record', custodian, `record ${index} is not what the chain commits to`, index);
		}
	}
}

function isOfTarget({ anchor, recordClass }: ReleaseHead, target: ReleaseTarget): boolean {
	return 'anchor' in target ? anchor === target.anchor : anchor === null && recordClass === target.recordClass;
}

async function openBatch(context: { patient: Uint8Array; recordClass: number }, header: Uint8Array, keyOf: KeyOfClass): Promise<BatchOpener> {
	try {
		const { epoch } = readHeader(header);
		const key = await keyOf(context.recordClass, epoch);
		if (!key) throw new SalusError('reader.no-key', `There is no key of class ${context.recordClass} in epoch ${epoch}.`);
		return await BatchOpener.begin(context, key, header);
	} catch (error) {
		throw error instanceof FormatError ? new HeaderFault('header.unopened', 'it does not open with the key of its class and epoch', { cause: error }) : error;
	}
}

/** A record that was sealed with another key than the header gave: one of the two is wrong. */
class OtherKey {
	readonly index: number;
	readonly cause: RecordFault;

	constructor(index: number, cause: RecordFault) {
		this.index = index;
		this.cause = cause;
	}
}

/** What the chain commits to is what the writer made of it, for better or worse. */
function read(batch: BatchOpener, recordClass: number, record: ReleasedRecord): ReadRecord | OtherKey {
	const { index } = record;
	try {
		const opened = blamingWriter('writer.false-record', index, () => openReleased(batch, record));
		const content = blamingWriter('writer.not-canonical', index, () => readRecordContent(opened.canonical));
		blamingWriter('writer.other-class', index, () => assertClass(content, recordClass));
		return { index, content, opened };
	} catch (error) {
		if (error instanceof RecordFault && error.by === 'header') return new OtherKey(index, error);
		throw error;
	}
}

function blamed(custodian: number, what: string, cause: unknown): unknown {
	return cause instanceof FormatError ? new CustodianFault('custodian.unreadable', custodian, what, undefined, { cause }) : cause;
}

/** What is under the anchor's root is the writer's to answer for, unless it may be the header that is wrong. */
function blamingWriter<T>(code: WriterFault['code'], index: number, work: () => T): T {
	try {
		return work();
	} catch (cause) {
		if (!(cause instanceof FormatError) || (cause instanceof RecordFault && cause.by === 'header')) throw cause;
		throw new WriterFault(code, index, cause.message, { cause });
	}
}

/** Whether what is sealed to the public key opens with the private one. */
async function isPair(key: KeyPair): Promise<boolean> {
	const nothing = new Uint8Array();
	return hpkeSeal(key, nothing, nothing).then((sealed) => hpkeOpen(key, nothing, sealed)).then(
		() => true,
		() => false,
	);
}
