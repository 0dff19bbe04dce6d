/** Connections over which transactions are thrown in: many are in flight, and nobody follows what becomes of them. */
import { WsProvider } from '@polkadot/rpc-provider';

/** How many wait on one connection for the pool's answer. */
const IN_FLIGHT = 128;

/** What a refusal says of the transaction itself, such as its priority. */
const ITS_OWN = /: (\(|Any |The transaction).*$/s;

export class Wire {
	readonly #providers: WsProvider[];
	readonly #waiting: (() => void)[] = [];
	#inFlight = 0;
	/** For how long the sender had nothing to do but wait for the node, in milliseconds. */
	waited = 0;

	private constructor(providers: WsProvider[]) {
		this.#providers = providers;
	}

	static async connect(url: string, connections: number): Promise<Wire> {
		const providers = Array.from({ length: connections }, () => new WsProvider(url, false));
		await Promise.all(providers.map((provider) => provider.connect().then(() => provider.isReady)));
		return new Wire(providers);
	}

	/** Asks the node something. */
	async ask<T>(method: string, ...parameters: unknown[]): Promise<T> {
		return this.#providers[0]!.send<T>(method, parameters);
	}

	/** Throws a transaction in as soon as fewer than the most are in flight. `answered` gets why the pool refused it, if it did. */
	async throwIn(transaction: Uint8Array, answered: (refused?: string) => void): Promise<void> {
		if (this.#inFlight >= IN_FLIGHT * this.#providers.length) {
			const begun = performance.now();
			await new Promise<void>((resolve) => this.#waiting.push(resolve));
			this.waited += performance.now() - begun;
		}
		this.#inFlight++;
		const provider = this.#providers[this.#inFlight % this.#providers.length]!;
		provider
			.send('author_submitExtrinsic', [`0x${Buffer.from(transaction).toString('hex')}`])
			.then(() => answered(), (error: Error) => answered(error.message))
			.finally(() => {
				this.#inFlight--;
				this.#waiting.shift()?.();
			});
	}

	/** Waits until all that was thrown in is answered. */
	async quiet(): Promise<void> {
		while (this.#inFlight > 0) await new Promise((resolve) => setTimeout(resolve, 20));
	}

	async close(): Promise<void> {
		await Promise.all(this.#providers.map((provider) => provider.disconnect()));
	}
}

/** What of a refusal other transactions are told, too. */
export function inShort(refused: string): string {
	return refused.replace(ITS_OWN, '');
}
