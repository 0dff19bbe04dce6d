/** What a node tells of the chain, put in order: each block once, those between two that it tells of included, whichever branch is the best one. */

export interface Block {
	number: number;
	hash: string;
	parent: string;
	/** Its transactions and inherents, in hexadecimal digits with 0x before. */
	extrinsics: string[];
}

/** A block that is part of the best chain for the first time. */
export interface Told extends Block {
	/** Those of its extrinsics that no block held which was told of before: after a fork a transaction comes into a block again. */
	fresh: string[];
}

export class Branches {
	readonly #read: (hash: string) => Promise<Block>;
	readonly #known = new Map<string, Block>();
	readonly #told = new Set<string>();
	/** What told blocks hold, and the last of them that does. */
	readonly #held = new Map<string, number>();
	#final: Block | undefined;

	/** `read` asks the node. */
	constructor(read: (hash: string) => Promise<Block>) {
		this.#read = read;
	}

	/** The blocks that are new to the best chain since `hash` is the best one, in their order. The first time it is that block alone. */
	async best(hash: string): Promise<Told[]> {
		const isFirst = this.#told.size === 0;
		const least = this.#final?.number ?? 0;
		const found = await this.#backFrom(hash, ({ hash, number }) => this.#told.has(hash) || number < least, isFirst);
		return found.map((block) => {
			this.#told.add(block.hash);
			const fresh = block.extrinsics.filter((extrinsic) => !this.#held.has(extrinsic));
			for (const extrinsic of block.extrinsics) this.#held.set(extrinsic, block.number);
			return { ...block, fresh };
		});
	}

	/** The blocks that are final since `hash` is, in their order. The first time it is that block alone. What is older is forgotten. */
	async final(hash: string): Promise<Block[]> {
		const last = this.#final;
		const found = await this.#backFrom(hash, ({ number }) => last !== undefined && number <= last.number, last === undefined);
		this.#final = found.at(-1) ?? last;
		this.#forget();
		return found;
	}

	async #backFrom(hash: string, isEnd: (block: Block) => boolean, isOne: boolean): Promise<Block[]> {
		const found: Block[] = [];
		for (let block = await this.#block(hash); !isEnd(block); block = await this.#block(block.parent)) {
			found.unshift(block);
			if (isOne) break;
		}
		return found;
	}

	async #block(hash: string): Promise<Block> {
		const block = this.#known.get(hash) ?? (await this.#read(hash));
		this.#known.set(hash, block);
		return block;
	}

	/** No branch begins before the last final block. */
	#forget(): void {
		const least = this.#final?.number ?? 0;
		for (const { hash, number } of this.#known.values()) {
			if (number >= least) continue;
			this.#known.delete(hash);
			this.#told.delete(hash);
		}
		for (const [extrinsic, number] of this.#held) if (number < least) this.#held.delete(extrinsic);
	}
}
