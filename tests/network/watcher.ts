/** Watches the blocks of a validator: in which slots they are made, how many are on forks, and how soon they are final. */
import type { Header } from '@polkadot/types/interfaces';
import { Chain } from '@salus/client/chain';
import { onEnd } from '../../scripts/demo/cleanup.ts';
import { urlOf, type Validator } from '../../scripts/network/validator.ts';
import { slotIn } from './final-chain.ts';

const SLOT_MS = 2_000;

export class Watcher {
	readonly chain: Chain;
	/** How long after their slots began final blocks became so, each, in milliseconds. */
	readonly finality: number[] = [];
	readonly #seen = new Map<string, Header>();
	#lastFinal: Header;
	#tell: () => void = () => {};

	private constructor(chain: Chain, lastFinal: Header) {
		this.chain = chain;
		this.#lastFinal = lastFinal;
	}

	static async of(validator: Validator): Promise<Watcher> {
		const chain = await Chain.connect(urlOf(validator));
		onEnd({ now: () => {}, gently: () => chain.disconnect() });
		const { rpc } = chain.api;
		const watcher = new Watcher(chain, await rpc.chain.getHeader(await rpc.chain.getFinalizedHead()));
		await rpc.chain.subscribeAllHeads((header) => void watcher.#seen.set(header.hash.toHex(), header));
		await rpc.chain.subscribeFinalizedHeads((header) => watcher.#see(header));
		return watcher;
	}

	/** How many blocks there were beside another one of their height. */
	get forks(): number {
		return this.#seen.size - new Set([...this.#seen.values()].map(({ number }) => number.toNumber())).size;
	}

	/** The slot of the last final block. */
	get lastSlot(): number {
		return slotOf(this.#lastFinal);
	}

	/** Resolves when a block of this slot or a later one is final. */
	async untilSlot(slot: number): Promise<void> {
		while (this.lastSlot < slot) {
			await this.chain.connection.during(new Promise<void>((resolve) => {
				this.#tell = resolve;
			}));
		}
	}

	/** A node tells of the last block only of those that became final together. */
	#see(last: Header): void {
		const before = this.#lastFinal.number.toNumber();
		for (let header: Header | undefined = last; header && header.number.toNumber() > before; header = this.#seen.get(header.parentHash.toHex())) {
			this.finality.push(Date.now() - slotOf(header) * SLOT_MS);
		}
		this.#lastFinal = last;
		this.#tell();
	}
}

function slotOf({ digest }: Header): number {
	return slotIn(digest.logs.map((log) => log.toHex()));
}
