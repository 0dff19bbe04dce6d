/** What becomes of calls that did not succeed, and of a node that does not answer: errors with codes and names. */
import { SalusError } from '../errors.ts';

/** Why a call did not succeed, as far as the chain or its node's pool says. */
export type ChainErrorCode =
	/** A block holds the transaction, and the call failed in it. */
	| 'chain.refused'
	/** The node's pool did not take the transaction: no block can hold it. */
	| 'chain.invalid'
	/** The pool took the transaction and dropped it; another node may still have it. */
	| 'chain.dropped'
	/** Others used this account's nonces faster than we could. */
	| 'chain.nonce'
	/** No block held the transaction while it was valid, and none can any more. */
	| 'chain.expired'
	/** No block held the transaction in time; one still may. */
	| 'chain.timeout'
	/** The block that held the transaction was not made final; `error` is `IncludedElsewhere` or `Replaced` where another one was. */
	| 'chain.not-final';

/** Why a block is not final, by the error's name. */
const NOT_FINAL: Record<string, string> = {
	IncludedElsewhere: 'another block, which is final, holds the call',
	Replaced: 'another one is final in its place, and whether one holds the call is unknown',
};

const SENTENCES: Record<ChainErrorCode, (call: string, error: string) => string> = {
	'chain.refused': (call, error) => `The chain refused ${call}: ${error}.`,
	'chain.invalid': (call, error) => `The node did not take ${call}: ${error}.`,
	'chain.dropped': (call, error) => `The node dropped ${call} (${error}); whether a block takes it is unknown.`,
	'chain.nonce': (call, error) => `${call} was overtaken again and again by other transactions of its account: ${error}.`,
	'chain.expired': (call, error) => `No block took ${call} while it was valid: ${error}.`,
	'chain.timeout': (call, error) => `No block took ${call} in time (${error}); whether one will is unknown.`,
	'chain.not-final': (call, error) => `The block that was reported to hold ${call} is not final: ${NOT_FINAL[error] ?? `it took too long (${error})`}.`,
};

/** A call that the chain refused, or that came into no block. */
export class ChainError extends SalusError {
	override name = 'ChainError';
	/** The error's name: `consent.StaleKeyEpoch` for a call that failed, `InvalidTransaction.Payment` for one that was not taken. */
	readonly error: string;

	constructor(call: string, error: string, code: ChainErrorCode = 'chain.refused', options?: ErrorOptions) {
		super(code, SENTENCES[code](call, error), options);
		this.error = error;
	}
}

/** The node is gone. `about` adds what that leaves open. */
export function lostError(about = ''): SalusError {
	return new SalusError('node.lost', `The node went away in the middle.${about}`);
}

/** The caller wants to wait no longer. */
export function abortedError(signal: AbortSignal): SalusError {
	return new SalusError('input.aborted', 'The wait was given up; what was sent before stays sent.', { cause: signal.reason });
}

/** The numbers of a node's answers about its pool (`sc-rpc-api`, `author`). */
const POOL_ANSWERS: Record<number, string> = {
	1002: 'VerificationError',
	1011: 'UnknownTransaction',
	1012: 'TemporarilyBanned',
	1013: 'AlreadyImported',
	1014: 'PriorityTooLow',
	1015: 'CycleDetected',
	1016: 'ImmediatelyDropped',
	1018: 'Unactionable',
	1019: 'NoTags',
	1020: 'InvalidBlock',
	1021: 'FutureRejected',
};
const INVALID_TRANSACTION = 1010;
/** The node tells an invalid transaction's reason as a sentence only (`sp_runtime`, `InvalidTransaction`). */
const REASONS: [beginning: string, name: string][] = [
	['Transaction call is not expected', 'Call'],
	['Inability to pay some fees', 'Payment'],
	['Transaction will be valid in the future', 'Future'],
	['Transaction is outdated', 'Stale'],
	['Transaction has a bad signature', 'BadProof'],
	['Transaction has an ancient birth block', 'AncientBirthBlock'],
	['Transaction would exhaust the block limits', 'ExhaustsResources'],
	['A call was labelled as mandatory', 'BadMandatory'],
	['Transaction dispatch is mandatory', 'MandatoryValidation'],
	['Invalid signing address', 'BadSigner'],
	['The implicit data was unable to be calculated', 'IndeterminateImplicit'],
	['The transaction extension did not authorize any origin', 'UnknownOrigin'],
];

/** Why the chain does not admit a transaction, by the number that a node tells (`pallet-admission`, `Refusal`). */
const REFUSALS: Record<string, string> = {
	1: 'TooLongLived',
	2: 'TooLong',
	3: 'TooFarAhead',
	4: 'BudgetSpent',
};

/** The name of a node's answer to a transaction that its pool did not take; `undefined` if the answer is about something else. */
export function poolAnswer(error: unknown): string | undefined {
	const { code, data } = error as { code?: unknown; data?: unknown };
	if (typeof code !== 'number') return undefined;
	if (code !== INVALID_TRANSACTION) return POOL_ANSWERS[code];
	const text = String(data ?? (error as Error).message ?? '');
	const custom = /Custom error: (\d+)/.exec(text);
	if (custom?.[1]) return REFUSALS[custom[1]] ? `admission.${REFUSALS[custom[1]]}` : `InvalidTransaction.Custom(${custom[1]})`;
	const reason = REASONS.find(([beginning]) => text.includes(beginning));
	return `InvalidTransaction.${reason ? reason[1] : 'Unknown'}`;
}

/**
 * Whether the pool did not take a transaction because another one of the same account has its nonce, or
 * because the nonce is ahead of the account's, or too many of the account's are before it. Whatever was answered so is in no pool: nobody can include it.
 */
export function isNonceConflict(answer: string): boolean {
	return ['PriorityTooLow', 'FutureRejected', 'InvalidTransaction.Stale', 'InvalidTransaction.Future', 'admission.TooFarAhead'].includes(answer);
}
