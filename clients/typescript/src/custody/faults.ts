/** What a custodian refuses, and whose fault it is that a record cannot be read. */
import { SalusError } from '../errors.ts';
import type { TicketFault } from '../chain/generated/told.ts';

export type RefusalCode =
	/** A request for another chain. */
	| 'custody.wrong-chain'
	/** A request to another custodian. */
	| 'custody.wrong-custodian'
	/** The account that is named did not sign exactly this request. */
	| 'custody.not-signed'
	/** The request's time is more than a minute from the custodian's. */
	| 'custody.wrong-time'
	/** A request of the account's with this nonce was answered before. */
	| 'custody.seen-before'
	/** A head of the chain is too old to be trusted. */
	| 'custody.stale-head'
	/** The chain says that the ticket does not hold; `ticketFault` tells why. */
	| 'custody.void-ticket'
	/** The secret in the request is not the one that the holder of the ticket committed to. */
	| 'custody.wrong-secret'
	/** The ticket does not permit something that the request names, or not any more. */
	| 'custody.not-covered'
	/** The key in the request is not the one that the reader published. */
	| 'custody.wrong-key'
	/** There is nothing here of what the request names, or of a part of it. */
	| 'custody.nothing-kept'
	/** What is handed in is not what the chain commits to, or not of a form that can be kept. */
	| 'custody.not-as-committed'
	/** The signer does not speak for the patient, or not for this. */
	| 'custody.not-authorized'
	/** The guardians have frozen the patient's side. */
	| 'custody.frozen'
	/** What is handed in is no later than what is kept. */
	| 'custody.outdated'
	/** The batch is kept with another header than it is handed in with now. */
	| 'custody.other-header'
	/** Something else than what a patient's side may ask. */
	| 'custody.unknown-kind'
	/** More than is taken from one account in a day. */
	| 'custody.too-many'
	/** A service refuses, and tells nobody why. */
	| 'custody.refused'
	/** What was sent to a service is of no form that it answers. */
	| 'custody.malformed'
	/** A service takes it only in a session, and begins none that serves. */
	| 'custody.no-session'
	/** Sealed records of the batch are not there, and nowhere to be had. */
	| 'custody.missing-records'
	/** More than a service keeps for this writer. */
	| 'custody.over-quota';

/**
 * The custodian does nothing of what was asked: it handed out nothing, and changed nothing that it keeps. A ticket that still holds can be shown again in
 * another request. One that serves once and is redeemed cannot, whatever came of the answer: whoever lost it on its way asks the chain for another ticket.
 */
export class CustodyRefusal extends SalusError {
	override name = 'CustodyRefusal';
	declare readonly code: RefusalCode;
	/** The chain's own word on a ticket that does not hold. */
	readonly ticketFault: TicketFault | undefined;

	constructor(code: RefusalCode, why: string, ticketFault?: TicketFault) {
		super(code, `The custodian refuses: ${why}.`);
		this.ticketFault = ticketFault;
	}
}

export type UnavailableCode =
	/** Nobody answers at the address, or not in time. */
	| 'custody.unreachable'
	/** It answers that it cannot now: its node or its store does not do its part, and nothing is guessed. Of a release nothing was handed out. */
	| 'custody.unavailable'
	/** It was asked too often, and answers again after a while. */
	| 'custody.busy'
	/** What came is not what a custodian answers. */
	| 'custody.no-answer'
	/** Its answer broke off on the way. */
	| 'custody.broken-off'
	/** Another custodian, or one of another chain, answers at the address. */
	| 'custody.other-service';

/** A custodian's service that is not to be had now, or is none: it has refused nothing. */
export class CustodyUnavailable extends SalusError {
	override name = 'CustodyUnavailable';
	declare readonly code: UnavailableCode;
	/** After how many seconds it may be asked again, where it says so. */
	readonly retryAfter: number | undefined;
	/** It is certain that nothing was done. Otherwise what was asked may have been done, and the answer be lost: a ticket that serves once may be used up. */
	readonly isUndone: boolean;

	constructor(code: UnavailableCode, custodian: number, what: string, { retryAfter, isUndone = false, ...options }: ErrorOptions & { retryAfter?: number | undefined; isUndone?: boolean } = {}) {
		super(code, `Custodian ${custodian} is not to be had: ${what}.`, options);
		this.retryAfter = retryAfter;
		this.isUndone = isUndone;
	}
}

export type CustodianFaultCode =
	/** The answer is none to this request: it is sealed to another key or for another request, altered, or broken off. */
	| 'custodian.unreadable'
	/** A record with its commitment gives no leaf under the root on the chain. */
	| 'custodian.false-record'
	/** There are fewer records than the anchor says, or more. */
	| 'custodian.missing-records'
	/** It is of another anchor or class than the ticket's. */
	| 'custodian.wrong-batch'
	/** The envelope is not the one that the grant names. */
	| 'custodian.false-envelope'
	/** A share of an emergency ring, or the ring, is not the one to which the chain commits. */
	| 'custodian.false-share'
	/** A piece, or a chunk of one, is not the one in the plan on the chain. */
	| 'custodian.false-piece'
	/** What it says of the redemption of a ticket does not stand on the chain. */
	| 'custodian.false-receipt';

/** Whoever kept the records handed out something else, or less, than what the chain commits to. */
export class CustodianFault extends SalusError {
	override name = 'CustodianFault';
	declare readonly code: CustodianFaultCode;
	/** The organization that keeps the records. */
	readonly custodian: number;
	/** The record's place in its batch, where it is about one. */
	readonly index: number | undefined;

	constructor(code: CustodianFaultCode, custodian: number, what: string, index?: number, options?: ErrorOptions) {
		super(code, `Custodian ${custodian} is to blame: ${what}.`, options);
		this.custodian = custodian;
		this.index = index;
	}
}

export type WriterFaultCode =
	/** The record does not open with the batch's key, or is another than was committed to. */
	| 'writer.false-record'
	/** What opened is not the canonical form of a record. */
	| 'writer.not-canonical'
	/** The record is of another class than its anchor. */
	| 'writer.other-class';

/** The chain commits to exactly these bytes, and they are no record: whoever wrote them is to blame. */
export class WriterFault extends SalusError {
	override name = 'WriterFault';
	declare readonly code: WriterFaultCode;
	/** The record's place in its batch. */
	readonly index: number;

	constructor(code: WriterFaultCode, index: number, what: string, options?: ErrorOptions) {
		super(code, `Whoever wrote record ${index} is to blame: ${what}.`, options);
		this.index = index;
	}
}

export type HeaderFaultCode =
	/** It does not open with the class's private key of its epoch. */
	| 'header.unopened'
	/** It gives another key than the records were sealed with. */
	| 'header.other-key';

/**
 * The header belongs to another key. The chain commits to no header, since moving exchanges it: whoever wrote, moved or kept it is to blame, and another
 * copy of it settles who.
 */
export class HeaderFault extends SalusError {
	override name = 'HeaderFault';
	declare readonly code: HeaderFaultCode;

	constructor(code: HeaderFaultCode, what: string, options?: ErrorOptions) {
		super(code, `The header of the batch is spoilt: ${what}.`, options);
	}
}
