/** Follows the chain: each best block with who signed in it, and how far the chain is final. */
import type { ApiPromise } from '@polkadot/api';
import { signerOf } from './extrinsic.ts';

/** A block as it was first seen here. */
export interface Seen {
	number: number;
	/** When the node told of it, by `performance.now()`. */
	at: number;
	/** Who signed each of its transactions, in their order. */
	signers: string[];
}

type OnBest = (seen: Seen) => void;
type OnFinal = (number: number, at: number) => void;

export class Watch {
	readonly #api: ApiPromise;
	readonly #best = new Set<OnBest>();
	readonly #final = new Set<OnFinal>();
	#ends: (() => void)[] = [];
	#queue: Promise<void> = Promise.resolve();
	/** The number of the last best block that was seen. */
	height = 0;
	/** Up to which block the chain is final. */
	finalized = 0;

	private constructor(api: ApiPromise) {
		this.#api = api;
	}

	static async start(api: ApiPromise): Promise<Watch> {
		const watch = new Watch(api);
		watch.#ends = await Promise.all([
			api.rpc.chain.subscribeNewHeads((header) => watch.#hear(header.number.toNumber(), performance.now())),
			api.rpc.chain.subscribeFinalizedHeads((header) => watch.#finalize(header.number.toNumber(), performance.now())),
		]);
		return watch;
	}

	/** Tells `listener` of each block from now on; gives what ends it. */
	onBest(listener: OnBest): () => void {
		this.#best.add(listener);
		return () => this.#best.delete(listener);
	}

	onFinal(listener: OnFinal): () => void {
		this.#final.add(listener);
		return () => this.#final.delete(listener);
	}

	/** Waits until the block `number` is final. */
	async untilFinal(number: number): Promise<void> {
		if (this.finalized >= number) return;
		await new Promise<void>((resolve) => {
			const end = this.onFinal((reached) => {
				if (reached < number) return;
				end();
				resolve();
			});
		});
	}

	/** Waits until `holds`, for so many blocks at most; says whether it does. */
	async until(holds: () => boolean, blocks: number): Promise<boolean> {
		for (let waited = 0; waited < blocks && !holds(); waited++) await this.next();
		return holds();
	}

	/** Waits for the next block. */
	async next(): Promise<Seen> {
		return new Promise((resolve) => {
			const end = this.onBest((seen) => {
				end();
				resolve(seen);
			});
		});
	}

	stop(): void {
		for (const end of this.#ends) end();
	}

	/** Blocks are told of one after the other, also those between two that the node tells of. */
	#hear(number: number, at: number): void {
		const first = this.height === 0 ? number : this.height + 1;
		this.height = Math.max(this.height, number);
		for (let each = first; each <= number; each++) this.#queue = this.#queue.then(() => this.#read(each, at));
	}

	async #read(number: number, at: number): Promise<void> {
		const hash = await this.#api.rpc.chain.getBlockHash(number);
		const { block } = (await this.#api.rpc.chain.getBlock.raw(hash)) as unknown as { block: { extrinsics: string[] } };
		const signers = block.extrinsics.flatMap((extrinsic) => signerOf(extrinsic) ?? []);
		for (const listener of [...this.#best]) listener({ number, at, signers });
	}

	#finalize(number: number, at: number): void {
		this.finalized = Math.max(this.finalized, number);
		for (const listener of [...this.#final]) listener(number, at);
	}
}
