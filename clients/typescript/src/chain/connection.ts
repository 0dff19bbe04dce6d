/** A connection to a node: whether it is up, and what happens to those who wait when it is not. */
import type { ApiPromise } from '@polkadot/api';
import type { WsProvider } from '@polkadot/rpc-provider';
import { SalusError } from '../errors.ts';
import { abortedError, lostError } from './errors.ts';

/** How a connection behaves when its node goes away. */
export interface ConnectionOptions {
	/** Whether to connect again; without, everything that waits fails at once. */
	reconnect?: boolean;
	/** How long questions wait for the node to come back. */
	reconnectWithinMs?: number;
}

const RECONNECT_WITHIN_MS = 60_000;
/** How long the metadata of an upgraded runtime may take to arrive. */
const UPGRADE_TIMEOUT_MS = 10_000;
const UPGRADE_POLL_MS = 100;

/** Ends a wait by an error. */
type Wake = (error: SalusError) => void;

export class Connection {
	readonly api: ApiPromise;
	readonly provider: WsProvider;
	/** Rejects when the node is gone for good. */
	readonly lost: Promise<never>;
	readonly #reconnectWithinMs: number | undefined;
	/** Those who wait for something of this node; a node that goes away ends them all. */
	readonly #waiting = new Set<Wake>();
	/** Those who wait until the node is back. */
	readonly #awaitingReconnect = new Set<() => void>();
	#isUp = true;
	/** Counts the times that the node went away. */
	#losses = 0;
	/** Why this connection ended for good. */
	#ended: SalusError | undefined;
	#giveUp: NodeJS.Timeout | undefined;
	#rejectLost!: Wake;

	constructor(api: ApiPromise, provider: WsProvider, { reconnect = false, reconnectWithinMs = RECONNECT_WITHIN_MS }: ConnectionOptions = {}) {
		this.api = api;
		this.provider = provider;
		this.#reconnectWithinMs = reconnect ? reconnectWithinMs : undefined;
		this.lost = new Promise((_, reject) => {
			this.#rejectLost = reject;
		});
		this.lost.catch(() => {});
		api.on('disconnected', () => this.#goDown());
		api.on('connected', () => void this.#comeBack());
	}

	/** Whether this connection is made again when the node goes away. */
	get reconnects(): boolean {
		return this.#reconnectWithinMs !== undefined;
	}

	/** Whether the node is there now. */
	get isUp(): boolean {
		return this.#isUp;
	}

	/** Whether this connection has ended for good. */
	get isOver(): boolean {
		return this.#ended !== undefined;
	}

	/** Closes the connection; whoever still waits is told so. */
	async close(): Promise<void> {
		this.#end(new SalusError('node.closed', 'The connection was closed.'));
		await this.api.disconnect();
	}

	/**
	 * What `work` asks of the node. With reconnecting it is asked again when the node went away before it
	 * answered, so `work` must change nothing.
	 */
	async question<T>(work: () => PromiseLike<T>, signal?: AbortSignal): Promise<T> {
		for (;;) {
			await this.#untilUp(signal);
			const losses = this.#losses;
			try {
				return await this.during(work(), signal);
			} catch (error) {
				if (this.#ended) throw this.#ended;
				if (losses === this.#losses) throw asSalusError(error);
				if (!this.reconnects) throw lostError();
			}
		}
	}

	/** The outcome of `work`, or an error as soon as the node goes away or `signal` is given. */
	during<T>(work: PromiseLike<T>, signal?: AbortSignal): Promise<T> {
		return new Promise<T>((resolve, reject) => {
			const abort = () => settle(() => reject(abortedError(signal as AbortSignal)));
			const wake: Wake = (error) => settle(() => reject(error));
			const settle = (act: () => void) => {
				this.#waiting.delete(wake);
				signal?.removeEventListener('abort', abort);
				act();
			};
			// Whatever becomes of `work` when nobody waits for it any more, it is no unhandled rejection.
			work.then((value) => settle(() => resolve(value)), (error: unknown) => settle(() => reject(error)));
			if (this.#ended) wake(this.#ended);
			else if (!this.#isUp) wake(lostError());
			else if (signal?.aborted) abort();
			else {
				this.#waiting.add(wake);
				signal?.addEventListener('abort', abort, { once: true });
			}
		});
	}

	/** Waits so long; an error as soon as the node is gone for good or `signal` is given. */
	async pause(ms: number, signal?: AbortSignal): Promise<void> {
		await this.#untilUp(signal);
		let timer: NodeJS.Timeout | undefined;
		const over = new Promise<void>((resolve) => {
			timer = setTimeout(resolve, ms);
		});
		try {
			await this.during(over, signal);
		} catch (error) {
			// A loss that is made good is no reason to stop waiting.
			if (this.#ended || signal?.aborted || !this.reconnects) throw error;
		} finally {
			clearTimeout(timer);
		}
	}

	/** Resolves when the node is there. */
	async #untilUp(signal?: AbortSignal): Promise<void> {
		if (this.#ended) throw this.#ended;
		if (signal?.aborted) throw abortedError(signal);
		if (this.#isUp) return;
		let back!: () => void;
		let abort!: () => void;
		await new Promise<void>((resolve, reject) => {
			back = () => (this.#ended ? reject(this.#ended) : resolve());
			abort = () => reject(abortedError(signal as AbortSignal));
			this.#awaitingReconnect.add(back);
			signal?.addEventListener('abort', abort, { once: true });
		}).finally(() => {
			this.#awaitingReconnect.delete(back);
			signal?.removeEventListener('abort', abort);
		});
	}

	#goDown(): void {
		if (this.#ended) return;
		this.#losses += 1;
		if (this.#reconnectWithinMs === undefined) {
			this.#end(lostError());
			return;
		}
		this.#isUp = false;
		for (const wake of [...this.#waiting]) wake(lostError());
		this.#giveUp ??= setTimeout(() => this.#abandon(lostError()), this.#reconnectWithinMs);
	}

	async #comeBack(): Promise<void> {
		if (this.#ended || this.#isUp) return;
		const losses = this.#losses;
		try {
			await this.#recognize();
		} catch (error) {
			// It went away again: there will be another attempt.
			if (losses === this.#losses) this.#abandon(asSalusError(error));
			return;
		}
		if (this.#ended || losses !== this.#losses) return;
		clearTimeout(this.#giveUp);
		this.#giveUp = undefined;
		this.#isUp = true;
		for (const back of [...this.#awaitingReconnect]) back();
	}

	/** Makes sure that the node that answers now is one of the same chain, and that we know its present runtime. */
	async #recognize(): Promise<void> {
		const genesis = await this.provider.send<string>('chain_getBlockHash', [0]);
		if (genesis !== this.api.genesisHash.toHex()) {
			throw new SalusError('node.other-chain', 'The node came back with another chain.');
		}
		const { specVersion } = await this.provider.send<{ specVersion: number }>('state_getRuntimeVersion', []);
		const deadline = Date.now() + UPGRADE_TIMEOUT_MS;
		while (this.api.runtimeVersion.specVersion.toNumber() !== specVersion) {
			if (Date.now() > deadline) throw new SalusError('node.unreadable', 'The node came back with a runtime that it does not describe.');
			await new Promise((resolve) => setTimeout(resolve, UPGRADE_POLL_MS));
		}
	}

	/** Ends a connection that cannot be made again. */
	#abandon(error: SalusError): void {
		this.#end(error);
		this.api.disconnect().catch(() => {});
	}

	#end(error: SalusError): void {
		if (this.#ended) return;
		this.#ended = error;
		this.#isUp = false;
		clearTimeout(this.#giveUp);
		this.#rejectLost(error);
		for (const wake of [...this.#waiting]) wake(error);
		for (const back of [...this.#awaitingReconnect]) back();
	}
}

/** A node's own error, with a code. */
function asSalusError(error: unknown): SalusError {
	if (error instanceof SalusError) return error;
	const said = error instanceof Error ? error.message : String(error);
	return new SalusError('node.error', `The node could not answer: ${said}`, { cause: error });
}
