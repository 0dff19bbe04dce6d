/** A Salus chain as its clients use it: send a transaction, ask a question, read the clock. */
import type { ApiPromise } from '@polkadot/api';
import type { WsProvider } from '@polkadot/rpc-provider';
import { stringCamelCase, u8aToHex } from '@polkadot/util';
import { SalusError } from '../errors.ts';
import { type Answer, asAnswer } from './asking.ts';
import { connect } from './connect.ts';
import { Connection, type ConnectionOptions } from './connection.ts';
import { expectInner, type Receipt } from './events.ts';
import { type Place, untilFinal } from './following.ts';
import { type NoReceipt, receiptAt } from './receipts.ts';
import { Sender, type Submission, type Transaction, type Wait } from './sending.ts';
import type { Signer } from './signer.ts';
import type { Arguments, Named, Told } from './types.ts';

const CLOCK_POLL_MS = 1_000;

export class Chain {
	/** Waits and questions, as they go on or end when the node goes away. */
	readonly connection: Connection;
	readonly #sender: Sender;

	private constructor(connection: Connection) {
		this.connection = connection;
		this.#sender = new Sender(connection);
	}

	/** Connects to the node at `url`, such as `ws://127.0.0.1:9944`. */
	static async connect(url: string, options: ConnectionOptions & Wait = {}): Promise<Chain> {
		const { api, provider } = await connect(url, options);
		return new Chain(new Connection(api, provider, options));
	}

	get api(): ApiPromise {
		return this.connection.api;
	}

	get provider(): WsProvider {
		return this.connection.provider;
	}

	/** Rejects when the node is gone for good. */
	get lost(): Promise<never> {
		return this.connection.lost;
	}

	get genesis(): Uint8Array {
		return this.api.genesisHash.toU8a();
	}

	async disconnect(): Promise<void> {
		await this.connection.close();
	}

	/**
	 * A call with its arguments by name. Names that the chain does not have, and those that are left out, are errors; of
	 * Salus's own calls the compiler knows the arguments.
	 */
	call<S extends string, M extends string>(section: S, method: M, named: Named<S, M>): Transaction {
		const call = this.api.tx[section]?.[method];
		if (!call) throw new SalusError('chain.unknown-call', `The chain has no ${section}.${method}.`);
		const names = call.meta.args.map(({ name }) => stringCamelCase(name.toString()));
		if ([...names].sort().join() !== Object.keys(named).sort().join()) {
			throw new SalusError('chain.wrong-arguments', `${section}.${method} takes ${names.join(', ')}, not ${Object.keys(named).join(', ')}.`);
		}
		return call(...names.map((name) => (named as Record<string, unknown>)[name]));
	}

	/** Signs and sends; resolves when a block holds the transaction and it succeeded there. */
	async send(transaction: Transaction, signer: Signer, wait: Wait = {}): Promise<Receipt> {
		const { included } = await this.submit(transaction, signer, wait);
		return included;
	}

	/**
	 * Signs and sends; resolves when the node has taken the transaction into its pool. Transactions of
	 * one account are submitted one after the other, so that the next one's nonce counts this one.
	 */
	async submit(transaction: Transaction, signer: Signer, wait: Wait = {}): Promise<Submission> {
		return this.#sender.submit(transaction, signer, wait);
	}

	/**
	 * Asks a runtime API, at the best block or at `block`. The answer is the SCALE value; of Salus's own questions the
	 * compiler knows what its `toJSON` gives.
	 */
	async ask<S extends string, M extends string>(
		section: S, method: M, args: Arguments<S, M>, block?: string, { signal }: Wait = {},
	): Promise<Answer<Told<S, M>>> {
		const answer = await this.connection.question(async () => {
			const api = block === undefined ? this.api : await this.api.at(block);
			const question = api.call[section]?.[method];
			if (!question) throw new SalusError('chain.unknown-question', `The chain has no ${section}.${method}.`);
			return question(...(args as unknown[]));
		}, signal);
		return asAnswer<Told<S, M>>(answer);
	}

	/** The chain's clock at `block` or now, in milliseconds since 1970. */
	async now(block?: string, { signal }: Wait = {}): Promise<number> {
		const now = await this.connection.question(async () => {
			const api = block === undefined ? this.api : await this.api.at(block);
			const clock = api.query['timestamp']?.['now'];
			if (!clock) throw new SalusError('chain.unknown-storage', 'The chain keeps no timestamp.now.');
			return clock();
		}, signal);
		return Number(now.toString());
	}

	/** What `work` asks by stock polkadot.js, where this client has no method for it. It may be asked twice, so it must change nothing. */
	async read<T>(work: (api: ApiPromise) => PromiseLike<T>, { signal }: Wait = {}): Promise<T> {
		return this.connection.question(() => work(this.api), signal);
	}

	/** Resolves when the chain's clock has reached `moment`. */
	async untilMoment(moment: number, { signal }: Wait = {}): Promise<void> {
		while ((await this.now(undefined, { signal })) < moment) await this.connection.pause(CLOCK_POLL_MS, signal);
	}

	/** Whether a block becomes final; resolves once it is, or another one is in its place. The node need not have the block. */
	async becomesFinal(place: Place, { signal }: Wait = {}): Promise<boolean> {
		return (await untilFinal(this.connection, place, Number.POSITIVE_INFINITY, signal)) === 'final';
	}

	/**
	 * The receipt of a transaction that somebody else says it sent, by its hash and that of the block, both `0x…`; or why there is none. One that failed there is a
	 * `ChainError`.
	 */
	async receiptAt(block: string, hash: string, { signal }: Wait = {}): Promise<Receipt | NoReceipt> {
		return receiptAt(this.connection, block, hash, signal);
	}

	/** Throws if the call that a transaction carried inside failed, see `expectInner`. */
	expectInner(receipt: Receipt, call: string, section: string, method: string, field: string): void {
		expectInner(receipt, call, section, method, field);
	}

	/** The heads that a custodian asks at. */
	async heads(): Promise<{ best: string; finalized: string }> {
		const { chain } = this.api.rpc;
		const [best, finalized] = await this.connection.question(() => Promise.all([chain.getBlockHash(), chain.getFinalizedHead()]));
		return { best: best.toHex(), finalized: finalized.toHex() };
	}
}

/** Bytes for an argument that may be missing: raw bytes in its place are taken for their own encoding. */
export function optional(bytes: Uint8Array | null | undefined): `0x${string}` | null {
	return bytes ? u8aToHex(bytes) : null;
}
