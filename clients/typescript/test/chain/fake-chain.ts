/**
 * A chain that exists in memory alone, as far as sending takes one. It refuses what a node refuses: a nonce that is used, one that
 * another transaction in the pool has. Blocks are made, on whatever fork, made final, and forgotten when the test says so.
 */
import { Connection, type ConnectionOptions } from '../../src/chain/connection.ts';
import { Sender, type Transaction } from '../../src/chain/sending.ts';

interface Signed {
	call: string;
	address: string;
	nonce: number;
	hash: string;
	see: (status: string, block?: Block) => void;
}

interface Block {
	hash: string;
	number: number;
	held: Signed[];
	parent: Block | undefined;
}

/** An error as a node's JSON-RPC gives it. */
export function rpcError(code: number, data: string): Error {
	return Object.assign(new Error(`${code}: ${data}`), { code, data });
}

/** A block and those before it, the first one first. */
function ancestry(block: Block): Block[] {
	return block.parent ? [...ancestry(block.parent), block] : [block];
}

const hex = (text: string) => ({ toHex: () => text });
const number = (value: number) => ({ toNumber: () => value, toString: () => String(value) });

export class FakeChain {
	/** The best chain. */
	blocks: Block[] = [{ hash: '0xgenesis', number: 0, held: [], parent: undefined }];
	/** All blocks that the node has, those of other forks, too. */
	known = [...this.blocks];
	pool: Signed[] = [];
	finalized = 0;
	/** How many times each call was signed. */
	readonly signed: Record<string, number> = {};
	/** Calls that fail in a block. */
	readonly failing = new Set<string>();
	/** What the pool answers instead of looking at the nonce. */
	refusal: (() => Error | undefined) | undefined;
	/** What `accountNextIndex` answers, where it is not what it should. */
	staleIndex: number | undefined;
	/** Whether the node tells nobody what becomes of transactions. */
	isMute = false;
	genesis = '0xgenesis';
	#made = 1;

	get best(): Block {
		return this.blocks.at(-1) as Block;
	}

	/** A connection of its own to this chain, as another process has. */
	connect(options?: ConnectionOptions): FakeNode {
		const node = new FakeNode(this, options);
		nodes.push(node);
		return node;
	}

	/** How many blocks hold a call. */
	timesIncluded(call: string): number {
		return this.blocks.flatMap(({ held }) => held).filter((signed) => signed.call === call).length;
	}

	nonceAt(block: Block, address: string): number {
		const used = ancestry(block).flatMap(({ held }) => held);
		return used.filter((signed) => signed.address === address).length;
	}

	nextIndex(address: string): number {
		const ready = this.pool.filter((signed) => signed.address === address).length;
		return this.staleIndex ?? this.nonceAt(this.best, address) + ready;
	}

	take(signed: Signed): void {
		const refusal = this.refusal?.();
		if (refusal) throw refusal;
		const next = this.nonceAt(this.best, signed.address);
		if (signed.nonce < next) throw rpcError(1010, 'Transaction is outdated');
		if (this.pool.some((other) => other.address === signed.address && other.nonce === signed.nonce)) throw rpcError(1014, 'The transaction has too low priority');
		this.pool.push(signed);
		this.tell(signed, signed.nonce > this.nextIndex(signed.address) - 1 ? 'Future' : 'Ready');
	}

	/** Makes a block of what is next in the pool, or of `held`; on top of an earlier one it begins a fork that wins. */
	produce(held?: Signed[], parent = this.best): Block {
		this.adopt(parent);
		const block: Block = { hash: `0xblock${this.#made++}`, number: parent.number + 1, held: held ?? [], parent };
		if (!held) {
			for (let more = true; more; ) {
				const next = this.pool.find(({ address, nonce }) => nonce === this.nonceAt(this.best, address) + block.held.filter((other) => other.address === address).length && !block.held.some((other) => other.address === address && other.nonce === nonce));
				if (next) block.held.push(next);
				more = next !== undefined;
			}
		}
		this.known.push(block);
		this.adopt(block);
		return block;
	}

	/** Makes `block` the best one, as a node does with a longer fork. What only the blocks of the other fork held is in the pool again. */
	adopt(block: Block): void {
		const chain = ancestry(block);
		const retracted = this.blocks.filter((other) => !chain.includes(other));
		const enacted = chain.filter((other) => !this.blocks.includes(other));
		if (retracted.some(({ number }) => number <= this.finalized)) throw new Error('a final block stays');
		this.blocks = chain;
		for (const other of retracted) for (const signed of other.held) {
			this.pool.push(signed);
			this.tell(signed, 'Retracted', other);
		}
		for (const other of enacted) {
			this.pool = this.pool.filter((signed) => !other.held.includes(signed));
			for (const signed of other.held) this.tell(signed, 'InBlock', other);
		}
	}

	/** Makes the best chain final, and forgets what is on other forks. */
	finalize(): void {
		for (const block of this.blocks.slice(this.finalized + 1)) for (const signed of block.held) this.tell(signed, 'Finalized', block);
		this.finalized = this.best.number;
		this.known = [...this.blocks];
	}

	tell(signed: Signed, status: string, block?: Block): void {
		if (!this.isMute) signed.see(status, block);
	}

	/** A transaction that another process signed. */
	foreign(call: string, address: string, nonce: number): Signed {
		return { call, address, nonce, hash: `0x${call}.${nonce}.foreign`, see: () => {} };
	}

	/** What a signed transaction did in a block. */
	eventsOf(signed: Signed, index: number): object[] {
		const phase = { isApplyExtrinsic: true, asApplyExtrinsic: number(index) };
		const error = { isModule: true, asModule: {}, registry: { findMetaError: () => ({ section: 'consent', name: 'StaleKeyEpoch' }) } };
		return this.failing.has(signed.call)
			? [{ phase, event: { section: 'system', method: 'ExtrinsicFailed', data: [error] } }]
			: [{ phase, event: { section: 'system', method: 'ExtrinsicSuccess', data: [] } }];
	}
}

const nodes: FakeNode[] = [];

/** Ends all that still waits. */
export async function closeAll(): Promise<void> {
	await Promise.all(nodes.map(({ connection }) => connection.close()));
}

/** A node, and a client's connection to it. */
class FakeNode {
	readonly connection: Connection;
	readonly sender: Sender;
	/** Questions that wait until the test lets the node answer. */
	hold: Promise<void> | undefined;
	isUp = true;
	/** Counts the times that it went away: who watched a transaction until then is told no more. */
	#losses = 0;
	readonly #chain: FakeChain;
	readonly #listeners: Record<string, (() => void)[]> = {};
	readonly #open = new Set<(error: Error) => void>();

	constructor(chain: FakeChain, options?: ConnectionOptions) {
		this.#chain = chain;
		const provider = { send: async (method: string) => this.answer(() => (method === 'chain_getBlockHash' ? chain.genesis : { specVersion: 1 })) };
		this.connection = new Connection(this.#api() as never, provider as never, options);
		this.sender = new Sender(this.connection, { firstWaitMs: 5, inclusionTimeoutMs: 3_000, finalityTimeoutMs: 3_000 });
	}

	/** The node goes away, as polkadot.js tells it: first all questions fail, then the event comes. */
	drop(): void {
		this.isUp = false;
		this.#losses += 1;
		for (const reject of this.#open) reject(new Error('disconnected from ws://fake: 1006:: Abnormal Closure'));
		this.#open.clear();
		for (const listener of this.#listeners['disconnected'] ?? []) listener();
	}

	comeBack(): void {
		this.isUp = true;
		for (const listener of this.#listeners['connected'] ?? []) listener();
	}

	transaction(call: string): Transaction {
		const [section, method] = call.split('.');
		const chain = this.#chain;
		const node = this;
		const transaction = {
			method: { section, method },
			async signAsync(address: string, { nonce }: { nonce: number }) {
				const count = (chain.signed[call] ?? 0) + 1;
				chain.signed[call] = count;
				const hash = `0x${call}.${nonce}.${count}`;
				const send = async (callback: (result: object) => void) => {
					const losses = node.#losses;
					const see = (status: string, block?: Block) => {
						if (node.isUp && losses === node.#losses) callback(resultOf(chain, signed, status, block));
					};
					const signed: Signed = { call, address, nonce, hash, see };
					await node.answer(() => chain.take(signed));
				};
				return { ...transaction, hash: hex(hash), encodedLength: 100, era: { isMortalEra: true, asMortalEra: { death: (since: number) => since + 64 } }, send };
			},
		};
		return transaction as unknown as Transaction;
	}

	async answer<T>(work: () => T): Promise<T> {
		if (!this.isUp) throw new Error('WebSocket is not connected');
		let reject!: (error: Error) => void;
		const gone = new Promise<never>((_, no) => {
			reject = no;
		});
		this.#open.add(reject);
		try {
			return await Promise.race([(this.hold ?? Promise.resolve()).then(work), gone]);
		} finally {
			this.#open.delete(reject);
		}
	}

	#api() {
		const chain = this.#chain;
		const known = (hash: string) => chain.known.find((block) => block.hash === hash);
		const at = (hash: string | undefined) => {
			const block = hash === undefined ? chain.best : known(hash);
			if (!block) throw new Error('State already discarded');
			return block;
		};
		// Of a block that the node does not have, polkadot.js makes a header that is empty.
		const header = (block: Block | undefined) => ({ number: number(block?.number ?? 0), hash: hex(block?.hash ?? '0x00') });
		const nonceApi = (hash?: string) => ({ accountNonceApi: { accountNonce: (address: string) => this.answer(() => number(chain.nonceAt(at(hash), address))) } });
		return {
			on: (event: string, listener: () => void) => {
				this.#listeners[event] = [...(this.#listeners[event] ?? []), listener];
			},
			disconnect: async () => {},
			genesisHash: hex('0xgenesis'),
			runtimeVersion: { specVersion: number(1) },
			call: nonceApi(),
			at: async (hash: string) => ({
				call: nonceApi(hash),
				query: { system: { events: () => this.answer(() => at(hash).held.flatMap((signed, index) => chain.eventsOf(signed, index))) } },
			}),
			rpc: {
				system: { accountNextIndex: (address: string) => this.answer(() => number(chain.nextIndex(address))) },
				chain: {
					getHeader: (hash?: string) => this.answer(() => header(hash === undefined ? chain.best : known(hash))),
					getFinalizedHead: () => this.answer(() => hex((chain.blocks[chain.finalized] as Block).hash)),
					getBlockHash: (index: number) => this.answer(() => hex((chain.blocks[index] as Block).hash)),
					getBlock: (hash: string) => this.answer(() => ({ block: { extrinsics: at(hash).held.map((signed) => ({ hash: hex(signed.hash) })) } })),
				},
			},
		};
	}
}

function resultOf(chain: FakeChain, signed: Signed, type: string, block?: Block) {
	const is = Object.fromEntries(['InBlock', 'Finalized', 'Retracted', 'Usurped', 'Invalid', 'Dropped', 'FinalityTimeout'].map((name) => [`is${name}`, name === type]));
	const hash = hex(block?.hash ?? '');
	return { status: { type, ...is, asInBlock: hash, asFinalized: hash }, blockNumber: block && number(block.number), events: block ? chain.eventsOf(signed, block.held.indexOf(signed)) : [] };
}
