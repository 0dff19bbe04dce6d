/** A light client: it holds no state, checks GRANDPA's proofs and asks full nodes for what it wants to know, with proofs. */
import { Worker } from 'node:worker_threads';
import { type Chain, type Client, start } from 'smoldot';

/** Runs the client out of this thread's way, and so that its timers, which it leaves behind for up to a minute, end with it. */
const IN_A_WORKER = `require('smoldot/worker').run(require('node:worker_threads').workerData)`;

interface Answer {
	id?: number;
	result?: unknown;
	error?: { message: string };
}

export class LightClient {
	readonly #worker: Worker;
	readonly #client: Client;
	readonly #chain: Chain;
	readonly #waiting = new Map<number, (answer: Answer) => void>();
	#asked = 0;

	private constructor(worker: Worker, client: Client, chain: Chain) {
		this.#worker = worker;
		this.#client = client;
		this.#chain = chain;
		void this.#listen();
	}

	/** Starts one on the chain of a raw specification, which names nodes to begin with. What it warns of goes to `onWarning`. */
	static async start(chainSpec: string, onWarning: (text: string) => void): Promise<LightClient> {
		const { port1, port2 } = new MessageChannel();
		const worker = new Worker(IN_A_WORKER, { eval: true, workerData: port2, transferList: [port2] });
		const client = start({ portToWorker: port1, maxLogLevel: 2, logCallback: (_, target, message) => onWarning(`${target}: ${message}`) });
		return new LightClient(worker, client, await client.addChain({ chainSpec }));
	}

	/** Asks it one thing, as one would ask a node. */
	async ask<T>(method: string, ...params: unknown[]): Promise<T> {
		const id = ++this.#asked;
		const answered = new Promise<Answer>((resolve) => this.#waiting.set(id, resolve));
		this.#chain.sendJsonRpc(JSON.stringify({ jsonrpc: '2.0', id, method, params }));
		const { result, error } = await answered;
		if (error) throw new Error(`${method}: ${error.message}`);
		return result as T;
	}

	async end(): Promise<void> {
		await this.#client.terminate();
		await this.#worker.terminate();
	}

	async #listen(): Promise<void> {
		try {
			for await (const text of this.#chain.jsonRpcResponses) {
				const answer: Answer = JSON.parse(text);
				if (answer.id !== undefined) this.#waiting.get(answer.id)?.(answer);
			}
		} catch {
			// It was ended.
		}
	}
}
