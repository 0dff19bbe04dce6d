/** A Salus chain as its clients use it: send a transaction, ask a question, read the clock. */
import type { ApiPromise, SubmittableResult } from '@polkadot/api';
import type { SubmittableExtrinsic } from '@polkadot/api/types';
import type { KeyringPair } from '@polkadot/keyring/types';
import type { WsProvider } from '@polkadot/rpc-provider';
import type { Result } from '@polkadot/types';
import type { Codec } from '@polkadot/types/types';
import type { DispatchError, EventRecord } from '@polkadot/types/interfaces';
import { stringCamelCase, u8aToHex } from '@polkadot/util';
import { SalusError } from '../errors.ts';
import { connect } from './connect.ts';

export type Transaction = SubmittableExtrinsic<'promise'>;

/** Thirty blocks. Free transactions above the limit of a block wait in the pool, so one can take a while. */
const INCLUSION_TIMEOUT_MS = 180_000;
const CLOCK_POLL_MS = 1_000;

/** What became of a transaction. */
export interface Receipt {
	/** The block that holds it. */
	block: string;
	/** The transaction's own hash, `0x…`. */
	hash: string;
	events: EventRecord[];
	/** Resolves when that block is final. */
	finalized: Promise<void>;
}

/** A transaction that the chain included and refused, or would not include. */
export class ChainError extends SalusError {
	override name = 'ChainError';
	/** The error's name, such as `consent.StaleKeyEpoch`. */
	readonly error: string;

	constructor(call: string, error: string) {
		super('chain.refused', `The chain refused ${call}: ${error}.`);
		this.error = error;
	}
}

export class Chain {
	readonly api: ApiPromise;
	readonly provider: WsProvider;
	/** Rejects when the node goes away. */
	readonly lost: Promise<never>;
	#queues = new Map<string, Promise<unknown>>();
	#closing = false;

	private constructor(api: ApiPromise, provider: WsProvider) {
		this.api = api;
		this.provider = provider;
		this.lost = new Promise((_, reject) => {
			api.on('disconnected', () => {
				if (!this.#closing) reject(new Error('The node went away in the middle.'));
			});
		});
		this.lost.catch(() => {});
	}

	static async connect(url: string): Promise<Chain> {
		const { api, provider } = await connect(url);
		return new Chain(api, provider);
	}

	async disconnect(): Promise<void> {
		this.#closing = true;
		await this.api.disconnect();
	}

	get genesis(): Uint8Array {
		return this.api.genesisHash.toU8a();
	}

	/** A call with its arguments by name. Names that the chain does not have, and those that are left out, are errors. */
	call(section: string, method: string, named: object): Transaction {
		const call = this.api.tx[section]?.[method];
		if (!call) throw new Error(`The chain has no ${section}.${method}.`);
		const names = call.meta.args.map(({ name }) => stringCamelCase(name.toString()));
		if ([...names].sort().join() !== Object.keys(named).sort().join()) {
			throw new Error(`${section}.${method} takes ${names.join(', ')}, not ${Object.keys(named).join(', ')}.`);
		}
		return call(...names.map((name) => (named as Record<string, unknown>)[name]));
	}

	/** Signs and sends; resolves when a block holds the transaction and it succeeded there. */
	async send(transaction: Transaction, signer: KeyringPair): Promise<Receipt> {
		const { included } = await this.submit(transaction, signer);
		return included;
	}

	/**
	 * Signs and sends; resolves when the node has taken the transaction into its pool. Transactions of
	 * one account are submitted one after the other, so that the next one's nonce counts this one.
	 */
	async submit(transaction: Transaction, signer: KeyringPair): Promise<{ included: Promise<Receipt> }> {
		const before = this.#queues.get(signer.address) ?? Promise.resolve();
		const submission = before.catch(() => {}).then(() => this.#submitNow(transaction, signer));
		this.#queues.set(signer.address, submission);
		return Promise.race([submission, this.lost]);
	}

	/** Asks a runtime API, at the best block or at `block`. */
	async ask(section: string, method: string, args: unknown[], block?: string): Promise<Codec> {
		const api = block === undefined ? this.api : await this.api.at(block);
		const question = api.call[section]?.[method];
		if (!question) throw new Error(`The chain has no ${section}.${method}.`);
		return Promise.race([question(...args), this.lost]) as Promise<Codec>;
	}

	/** The chain's clock at `block` or now, in milliseconds since 1970. */
	async now(block?: string): Promise<number> {
		const api = block === undefined ? this.api : await this.api.at(block);
		return Number((await api.query['timestamp']?.['now']?.())?.toString());
	}

	/** Resolves when the chain's clock has reached `moment`. */
	async untilMoment(moment: number): Promise<void> {
		while ((await this.now()) < moment) {
			await Promise.race([new Promise((resolve) => setTimeout(resolve, CLOCK_POLL_MS)), this.lost]);
		}
	}

	/**
	 * Throws if the call that a transaction carried inside failed. The transaction itself succeeded: what came
	 * of the inner call stands in the field `field` of the event `section.method`.
	 */
	expectInner(receipt: Receipt, call: string, section: string, method: string, field: string): void {
		const result = findEvent(receipt, section, method)[field] as unknown as Result<Codec, DispatchError | (Codec & { error: DispatchError })>;
		if (!result.isErr) return;
		const failure = result.asErr;
		throw new ChainError(call, this.#errorName('error' in failure ? failure.error : failure));
	}

	/** The heads that a custodian asks at. */
	async heads(): Promise<{ best: string; finalized: string }> {
		const [best, finalized] = await Promise.all([this.api.rpc.chain.getBlockHash(), this.api.rpc.chain.getFinalizedHead()]);
		return { best: best.toHex(), finalized: finalized.toHex() };
	}

	async #submitNow(transaction: Transaction, signer: KeyringPair): Promise<{ included: Promise<Receipt> }> {
		const call = nameOf(transaction);
		const nonce = await this.api.rpc.system.accountNextIndex(signer.address);
		const signed = await transaction.signAsync(signer, { nonce });
		const hash = signed.hash.toHex();
		const final = withResolvers<void>();
		const included = withResolvers<Receipt>();
		for (const promise of [final.promise, included.promise]) promise.catch(() => {});
		const fail = (error: Error) => [final, included].forEach(({ reject }) => reject(error));
		const timer = setTimeout(() => fail(new ChainError(call, 'no block took it within three minutes')), INCLUSION_TIMEOUT_MS);
		included.promise.finally(() => clearTimeout(timer)).catch(() => {});
		try {
			await signed.send((result) => {
				const { status } = result;
				// A node that finalizes every block at once never says "in block".
				if (status.isInBlock || status.isFinalized) {
					const block = status.isInBlock ? status.asInBlock : status.asFinalized;
					const error = result.dispatchError;
					if (error) fail(new ChainError(call, this.#errorName(error)));
					else included.resolve({ block: block.toHex(), hash, events: result.events, finalized: final.promise });
				}
				if (status.isFinalized) final.resolve();
				if (isLost(result)) fail(new ChainError(call, `its state is ${status.type}`));
			});
		} catch (error) {
			clearTimeout(timer);
			throw new ChainError(call, error instanceof Error ? error.message : String(error));
		}
		return { included: Promise.race([included.promise, this.lost]) };
	}

	#errorName(error: DispatchError): string {
		if (!error.isModule) return error.toString();
		const { section, name } = this.api.registry.findMetaError(error.asModule);
		return `${section}.${name}`;
	}
}

/** Bytes for an argument that may be missing: raw bytes in its place are taken for their own encoding. */
export function optional(bytes: Uint8Array | null | undefined): string | null {
	return bytes ? u8aToHex(bytes) : null;
}

/** A call's name, such as `consent.grant`. */
export function nameOf({ method: { section, method } }: Transaction): string {
	return `${section}.${method}`;
}

/** The event `section.method` among a transaction's events. */
export function findEvent(receipt: Receipt, section: string, method: string): Record<string, Codec> {
	const found = receipt.events.find(({ event }) => event.section === section && event.method === method);
	if (!found) throw new Error(`The transaction left no event ${section}.${method}.`);
	const names = found.event.data.names ?? [];
	return Object.fromEntries(names.map((name, index) => [name, found.event.data[index] as Codec]));
}

/** The field `field` of the event `section.method`, a number. */
export function numberIn(receipt: Receipt, section: string, method: string, field: string): number {
	return Number(findEvent(receipt, section, method)[field]?.toString());
}

function isLost({ status }: SubmittableResult): boolean {
	return status.isInvalid || status.isDropped || status.isUsurped || status.isFinalityTimeout;
}

function withResolvers<T>() {
	let resolve!: (value: T) => void;
	let reject!: (error: Error) => void;
	const promise = new Promise<T>((yes, no) => {
		resolve = yes;
		reject = no;
	});
	return { promise, resolve, reject };
}
