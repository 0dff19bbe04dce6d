/** The first checks of whatever is asked of a custodian: it is meant for it, signed, and of now. */
import { FormatError, equalBytes } from './bytes.ts';
import { isSignedBy } from './signatures.ts';

/** How far a request's time may be from the custodian's own clock. */
const MAX_CLOCK_DIFFERENCE = 60_000;
/** How long a custodian remembers nonces: longer than any request that it has seen stays fresh. */
export const NONCE_MEMORY = 2 * MAX_CLOCK_DIFFERENCE + 1;

/** What requests of all kinds say. */
export interface Addressed {
	/** The chain's genesis hash. */
	genesis: Uint8Array;
	custodian: number;
	/** In milliseconds since 1970. */
	time: number;
	signature: Uint8Array;
}

/** Which chain and custodian answers, and when. */
export interface Addressee {
	genesis: Uint8Array;
	custodian: number;
	/** By its own clock. */
	now: number;
}

/** For another chain, to another custodian, not signed by the account that it names, of another time. */
export type RequestFault = 'wrong-chain' | 'wrong-custodian' | 'not-signed' | 'wrong-time';

/** What is wrong with a request, in the order of the checks; nothing, if `account` signed exactly `message` and all else is as it must be. */
export function requestFault(request: Addressed, account: Uint8Array, message: Uint8Array, own: Addressee): RequestFault | undefined {
	if (!equalBytes(request.genesis, own.genesis)) return 'wrong-chain';
	if (request.custodian !== own.custodian) return 'wrong-custodian';
	if (!isSignedBy(account, message, request.signature)) return 'not-signed';
	return Math.abs(own.now - request.time) <= MAX_CLOCK_DIFFERENCE ? undefined : 'wrong-time';
}

/** Throws a {@link FormatError} if something is wrong. */
export function assertRequest(request: Addressed, account: Uint8Array, message: Uint8Array, own: Addressee): void {
	const fault = requestFault(request, account, message, own);
	if (fault) throw new FormatError(`a request that must not be answered: ${fault}`);
}
