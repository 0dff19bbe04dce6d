/** Follows the chain as a node tells of it: each block of the best chain with who signed in it, and each final block. */
import type { ApiPromise } from '@polkadot/api';
import { type Block, Branches } from './branches.ts';
import { signerOf } from './extrinsic.ts';

/** A block as it was first seen here. */
export interface Seen extends Block {
	/** When the node told of it, or of one after it, by `performance.now()`. */
	at: number;
	/** Who signed each of its transactions that were in no block seen before, in their order. */
	signers: string[];
}

/** A final block, and when the node told that it is. */
export interface Final extends Block {
	at: number;
}

type OnBest = (seen: Seen) => void;
type OnFinal = (final: Final) => void;

export class Watch {
	readonly #branches: Branches;
	readonly #best = new Set<OnBest>();
	readonly #final = new Set<OnFinal>();
	#ends: (() => void)[] = [];
	#queue: Promise<void> = Promise.resolve();
	#isOver = false;
	/** Up to which block the chain is final. */
	finalized = 0;

	private constructor(api: ApiPromise) {
		this.#branches = new Branches((hash) => read(api, hash));
	}

	static async start(api: ApiPromise): Promise<Watch> {
		const watch = new Watch(api);
		watch.#ends = await Promise.all([
			api.rpc.chain.subscribeNewHeads(({ hash }) => watch.#hear(hash.toHex(), performance.now())),
			api.rpc.chain.subscribeFinalizedHeads(({ hash }) => watch.#finalize(hash.toHex(), performance.now())),
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
				if (reached.number < number) return;
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

	/** Ends it, once all is told that the node has told of. */
	async stop(): Promise<void> {
		// polkadot.js may call back once more.
		this.#isOver = true;
		for (const end of this.#ends) end();
		await this.#queue;
	}

	#hear(hash: string, at: number): void {
		if (this.#isOver) return;
		this.#queue = this.#queue.then(async () => {
			for (const { fresh, ...block } of await this.#branches.best(hash)) {
				const signers = fresh.flatMap((extrinsic) => signerOf(extrinsic) ?? []);
				for (const listener of [...this.#best]) listener({ ...block, at, signers });
			}
		});
	}

	#finalize(hash: string, at: number): void {
		if (this.#isOver) return;
		this.#queue = this.#queue.then(async () => {
			for (const block of await this.#branches.final(hash)) {
				this.finalized = block.number;
				for (const listener of [...this.#final]) listener({ ...block, at });
			}
		});
	}
}

async function read(api: ApiPromise, hash: string): Promise<Block> {
	const { block: { header, extrinsics } } = (await api.rpc.chain.getBlock.raw(hash)) as unknown as { block: { header: { number: string; parentHash: string }; extrinsics: string[] } };
	return { number: Number(header.number), hash, parent: header.parentHash, extrinsics };
}
