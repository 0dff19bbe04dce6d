/**
 * Sending transactions. What is sent is signed for one nonce, and a call must never be included twice; so whether
 * to sign it anew, for another nonce, is decided case by case:
 *
 * - The pool did not take it (`1014 Priority is too low`, `1010 … outdated`, `… valid in the future`, `1021`): another transaction
 *   has the nonce, or it is ahead. No pool has ours, no block can: signed anew.
 * - It was taken, and then `usurped`, or found `invalid` while another transaction used its nonce: this node's pool let go of it,
 *   but others may have it. Signed anew only when a *final* block has used the nonce and none holds ours.
 * - `future`: the pool keeps it until the nonces before it are used. It may still be included, at any time: we wait.
 * - `dropped`, no block in time, a node that went away: it may be included by whoever else has it. Never signed anew.
 * - `1013 Already imported`: the pool has these very bytes, and somebody else watches them. We look for them in the blocks.
 */
import type { SubmittableResult } from '@polkadot/api';
import type { SubmittableExtrinsic } from '@polkadot/api/types';
import type { DispatchError } from '@polkadot/types/interfaces';
import { SalusError } from '../errors.ts';
import type { Connection } from './connection.ts';
import { ChainError, isNonceConflict, lostError, poolAnswer } from './errors.ts';
import { errorName, type Receipt } from './events.ts';
import { follow, type Found, nonceAt, type Sent, untilFinal } from './following.ts';
import { type Signer, toPolkadotSigner } from './signer.ts';

export type Transaction = SubmittableExtrinsic<'promise'>;

/** Free transactions above the limit of a block wait in the pool, so one can take a while. */
const INCLUSION_TIMEOUT_MS = 180_000;
/** How long a block may take to be final. */
const FINALITY_TIMEOUT_MS = 600_000;
/** How often a call is signed anew because others took its nonce. */
const ATTEMPTS = 8;
/** The longest wait before the second attempt; it doubles, and is drawn at random, so that two processes get out of step. */
const FIRST_WAIT_MS = 100;

/** A transaction that a node took into its pool. */
export interface Submission {
	/** Resolves when a block holds it and the call succeeded there. It may be left alone: that is no unhandled rejection. */
	included: Promise<Receipt>;
}

/** What a wait can be ended by; for a transaction, all waits that come of sending it. */
export interface Wait {
	signal?: AbortSignal;
}

/** A call on its way: what it takes to sign it anew. */
interface Order {
	transaction: Transaction;
	signer: Signer;
	signal: AbortSignal | undefined;
}

export class Sender {
	readonly #connection: Connection;
	readonly #firstWaitMs: number;
	readonly #inclusionTimeoutMs: number;
	readonly #finalityTimeoutMs: number;
	/** Of each account, the submission that the next one waits for. */
	readonly #queues = new Map<string, Promise<unknown>>();

	constructor(
		connection: Connection,
		{ firstWaitMs = FIRST_WAIT_MS, inclusionTimeoutMs = INCLUSION_TIMEOUT_MS, finalityTimeoutMs = FINALITY_TIMEOUT_MS } = {},
	) {
		this.#connection = connection;
		this.#firstWaitMs = firstWaitMs;
		this.#inclusionTimeoutMs = inclusionTimeoutMs;
		this.#finalityTimeoutMs = finalityTimeoutMs;
	}

	/**
	 * Signs and sends; resolves when the node has taken the transaction into its pool. Transactions of
	 * one account are submitted one after the other, so that the next one's nonce counts this one.
	 */
	submit(transaction: Transaction, signer: Signer, { signal }: Wait = {}): Promise<Submission> {
		return this.#enqueue(signer.address, () => this.#submitAnew({ transaction, signer, signal }, 1));
	}

	#enqueue<T>(address: string, work: () => Promise<T>): Promise<T> {
		const before = this.#queues.get(address) ?? Promise.resolve();
		const mine = before.then(work);
		const done = mine.then(() => {}, () => {}).then(() => {
			if (this.#queues.get(address) === done) this.#queues.delete(address);
		});
		this.#queues.set(address, done);
		return mine;
	}

	/** Submits a call, signing it anew as long as the pool takes none of what is signed. */
	async #submitAnew(order: Order, firstAttempt: number): Promise<Submission> {
		for (let attempt = firstAttempt; ; attempt++) {
			try {
				return await this.#submitOnce(order, attempt);
			} catch (error) {
				if (!(error instanceof ChainError) || error.code !== 'chain.invalid' || !isNonceConflict(error.error)) throw error;
				if (attempt >= ATTEMPTS) throw new ChainError(nameOf(order.transaction), error.error, 'chain.nonce', { cause: error });
				await this.#connection.pause(Math.random() * this.#firstWaitMs * 2 ** (attempt - 1), order.signal);
			}
		}
	}

	async #submitOnce(order: Order, attempt: number): Promise<Submission> {
		const { transaction, signer, signal } = order;
		const connection = this.#connection;
		const call = nameOf(transaction);
		const [nonce, since] = await connection.question(() => this.#nextNonce(signer.address), signal);
		// Nothing is sent yet, so this may be asked again.
		const signed = await connection.question(() => sign(transaction, signer, nonce), signal);
		const sent: Sent = { hash: signed.hash.toHex(), address: signer.address, nonce, since, dies: deathOf(signed, since) };
		const watch = new Watch();
		try {
			await connection.during(signed.send((result) => watch.see(result)), signal);
		} catch (error) {
			watch.end(endingOf(call, error, connection));
		}
		return { included: quietly(this.#inclusion(order, { call, sent, watch, attempt })) };
	}

	async #nextNonce(address: string): Promise<[nonce: number, best: number]> {
		const { rpc } = this.#connection.api;
		const [nonce, { number }] = await Promise.all([rpc.system.accountNextIndex(address), rpc.chain.getHeader()]);
		return [nonce.toNumber(), number.toNumber()];
	}

	/** What became of a transaction that the node took, or may have taken. */
	async #inclusion(order: Order, pending: Pending): Promise<Receipt> {
		const { call, sent, watch, attempt } = pending;
		const deadline = Date.now() + this.#inclusionTimeoutMs;
		const ending = await this.#ending(watch, order.signal);
		if (typeof ending === 'object') return this.#receipt(order, pending, ending);
		if (ending === 'timeout') throw new ChainError(call, watch.status, 'chain.timeout');
		if ((ending === 'invalid' || ending === 'dropped') && !(await this.#isNonceUsed(sent, order.signal))) {
			throw new ChainError(call, watch.status, 'chain.dropped');
		}
		const outcome = await follow(this.#connection, sent, deadline, order.signal);
		if (typeof outcome === 'object') return this.#receipt(order, pending, outcome.found);
		if (outcome === 'expired') throw new ChainError(call, watch.status, 'chain.expired');
		if (outcome === 'unknown') {
			throw ending === 'lost' ? lostError(` Whether a block holds ${call} is unknown.`) : new ChainError(call, watch.status, 'chain.dropped');
		}
		if (attempt >= ATTEMPTS) throw new ChainError(call, watch.status, 'chain.nonce');
		const { included } = await this.#enqueue(order.signer.address, () => this.#submitAnew(order, attempt + 1));
		return included;
	}

	async #ending(watch: Watch, signal: AbortSignal | undefined): Promise<Ending> {
		const timer = setTimeout(() => watch.end('timeout'), this.#inclusionTimeoutMs);
		try {
			return await this.#connection.during(watch.ended, signal);
		} catch (error) {
			if (!this.#connection.reconnects || this.#connection.isOver || signal?.aborted) throw error;
			watch.end('lost');
			return 'lost';
		} finally {
			clearTimeout(timer);
		}
	}

	#receipt({ signal }: Order, { call, sent: { hash }, watch }: Pending, found: Found): Receipt {
		const { block, number, events } = found;
		const failed = events.find(({ event }) => event.section === 'system' && event.method === 'ExtrinsicFailed');
		if (failed) throw new ChainError(call, errorName(failed.event.data[0] as DispatchError));
		return { block, number, hash, events, finalized: quietly(this.#finality(call, watch, found, signal)) };
	}

	async #finality(call: string, watch: Watch, found: Found, signal: AbortSignal | undefined): Promise<void> {
		const deadline = Date.now() + this.#finalityTimeoutMs;
		const told = await this.#toldFinal(watch, signal);
		if (told === found.block) return;
		// After a fork: the receipt tells what the call did in a block that is none of the chain's.
		if (told !== undefined) throw new ChainError(call, 'IncludedElsewhere', 'chain.not-final');
		const finality = watch.isNeverFinal ? 'late' : await untilFinal(this.#connection, found, deadline, signal);
		if (finality === 'replaced') throw new ChainError(call, 'Replaced', 'chain.not-final');
		if (finality === 'late') throw new ChainError(call, watch.status, 'chain.not-final');
	}

	/** The final block that holds a transaction, as far as the node tells it in time. */
	async #toldFinal(watch: Watch, signal: AbortSignal | undefined): Promise<string | undefined> {
		let timer: NodeJS.Timeout | undefined;
		const late = new Promise<undefined>((resolve) => {
			timer = setTimeout(() => resolve(undefined), this.#finalityTimeoutMs);
		});
		try {
			return await this.#connection.during(Promise.race([watch.final, late]), signal);
		} catch (error) {
			if (!this.#connection.reconnects || this.#connection.isOver || signal?.aborted) throw error;
			return undefined;
		} finally {
			clearTimeout(timer);
		}
	}

	async #isNonceUsed({ address, nonce }: Sent, signal: AbortSignal | undefined): Promise<boolean> {
		return (await this.#connection.question(() => nonceAt(this.#connection.api, address), signal)) > nonce;
	}
}

/** A transaction that was sent. */
interface Pending {
	call: string;
	sent: Sent;
	watch: Watch;
	attempt: number;
}

/** A block that holds the transaction; or how the node stopped watching it before, or we did. */
type Ending = Found | 'usurped' | 'invalid' | 'dropped' | 'elsewhere' | 'lost' | 'timeout';

/** What a node tells of a transaction that it was asked to watch. */
class Watch {
	readonly ended: Promise<Ending>;
	/** The final block that holds it; `undefined` if the node stopped watching before it told one. */
	readonly final: Promise<string | undefined>;
	/** The last that was told, or what ended the watch. */
	status = 'Sent';
	isNeverFinal = false;
	#end!: (ending: Ending) => void;
	#finish!: (block: string | undefined) => void;

	constructor() {
		this.ended = new Promise((resolve) => {
			this.#end = resolve;
		});
		this.final = new Promise((resolve) => {
			this.#finish = resolve;
		});
	}

	/** A block that is retracted after it was told of ends nothing: it may come back, or another one holds the transaction. */
	see({ status, events, internalError, blockNumber }: SubmittableResult): void {
		this.status = status.type;
		if (status.isFinalized) this.#finish(status.asFinalized.toHex());
		// A node that finalizes every block at once never says "in block".
		if (status.isInBlock || status.isFinalized) {
			const block = (status.isInBlock ? status.asInBlock : status.asFinalized).toHex();
			// It is in this block, but the block's events could not be read: look for it there again.
			if (internalError || !blockNumber) this.#end('elsewhere');
			else this.#end({ block, number: blockNumber.toNumber(), events });
		}
		if (status.isUsurped) this.end('usurped');
		if (status.isInvalid) this.end('invalid');
		if (status.isDropped) this.end('dropped');
		if (status.isFinalityTimeout) {
			this.isNeverFinal = true;
			this.#finish(undefined);
		}
	}

	/** The node tells no more of it, or we listen no longer. */
	end(ending: Exclude<Ending, Found>): void {
		this.#end(ending);
		this.#finish(undefined);
	}
}

/** What an error of sending means for the transaction; thrown on if it means that no node has it. */
function endingOf(call: string, error: unknown, connection: Connection): 'elsewhere' | 'lost' {
	const answer = poolAnswer(error);
	if (answer === 'AlreadyImported') return 'elsewhere';
	if (answer !== undefined) throw new ChainError(call, answer, 'chain.invalid', { cause: error });
	// Neither an answer of the pool nor taken for certain.
	if (connection.reconnects && !connection.isOver && !connection.isUp) return 'lost';
	if (error instanceof SalusError) throw error;
	if (connection.isOver) throw lostError();
	throw new SalusError('node.error', `The node could not take ${call}: ${error instanceof Error ? error.message : String(error)}`, { cause: error });
}

function sign(transaction: Transaction, signer: Signer, nonce: number): Promise<Transaction> {
	return transaction.signAsync(signer.address, { nonce, signer: toPolkadotSigner(signer) });
}

/** The first block that is too late for a transaction. */
function deathOf({ era }: Transaction, since: number): number | undefined {
	return era.isMortalEra ? era.asMortalEra.death(since) : undefined;
}

/** A call's name, such as `consent.grant`. */
export function nameOf({ method: { section, method } }: Transaction): string {
	return `${section}.${method}`;
}

/** A promise that may be left alone: its rejection is no unhandled one. */
export function quietly<T>(promise: Promise<T>): Promise<T> {
	promise.catch(() => {});
	return promise;
}
