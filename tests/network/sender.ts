/** An account that sends one transaction after the other, as a careful user's client does. */
import type { KeyringPair } from '@polkadot/keyring/types';
import type { Chain, Transaction } from '@salus/client/chain';

/** How many blocks a transaction is good for: as many as the chain knows the hashes of. */
const LIFETIME_BLOCKS = 256;
/**
 * How many may wait to be final: as many as a pool keeps of an account. After a fork all that were in its blocks are in the pool again, and one too
 * many would be refused.
 */
const AHEAD = 16;

/** What a node says of bytes that it has banned. */
const BANNED = 'temporarily banned';

export class Sender {
	/** How often it sends. */
	readonly everyMs: number;
	readonly #chain: Chain;
	readonly #account: KeyringPair;
	readonly #callOf: (nonce: number) => Transaction;
	/** What was signed, by nonce: the same call, once or several times. */
	readonly #signed: Transaction[][] = [];
	/** How many of it were ever handed in. */
	#handedIn = 0;
	#again = 0;
	readonly #refusals: string[] = [];

	/** `account` has sent nothing yet; `callOf` says what it sends with which nonce. */
	constructor(chain: Chain, account: KeyringPair, everyMs: number, callOf: (nonce: number) => Transaction) {
		this.everyMs = everyMs;
		this.#chain = chain;
		this.#account = account;
		this.#callOf = callOf;
	}

	/** For each nonce the hashes of all that was signed for it. */
	get hashes(): string[][] {
		return this.#signed.map((versions) => versions.map(({ hash }) => hash.toHex()));
	}

	/** How many were handed in again. */
	get again(): number {
		return this.#again;
	}

	/** Why the node did not take something, each time that it did not. */
	get refusals(): string[] {
		return this.#refusals;
	}

	async makeNext(): Promise<void> {
		const { nextOfFinal } = await this.#standing();
		if (this.#signed.length - nextOfFinal < AHEAD) this.#signed.push([await this.#sign(this.#signed.length)]);
	}

	/**
	 * Hands in whatever the node has neither in a block nor in its pool: what is new, what it refused, what was in the pool of a node that was killed. These are the very bytes that
	 * were signed; but a node bans bytes that it has refused for half an hour, so then the call is signed anew, with a later block as the first of its lifetime. Of one account
	 * and nonce only one can ever be in a chain, so all of this can be done as often as one likes.
	 */
	async handIn(): Promise<void> {
		const { nextOfPool } = await this.#standing();
		for (let nonce = nextOfPool; nonce < this.#signed.length; nonce++) {
			if (nonce < this.#handedIn) this.#again += 1;
			this.#handedIn = Math.max(this.#handedIn, nonce + 1);
			const refusal = await this.#submit(this.#signed[nonce]?.at(-1) as Transaction);
			if (refusal === undefined) continue;
			this.#refusals.push(refusal);
			if (refusal.includes(BANNED)) this.#signed[nonce]?.push(await this.#sign(nonce));
			// Whether it is refused or is there already, the next turn sees.
			return;
		}
	}

	/** Why the node does not take it, if it does not. */
	async #submit(transaction: Transaction): Promise<string | undefined> {
		try {
			await this.#chain.read((api) => api.rpc.author.submitExtrinsic(transaction));
			return undefined;
		} catch (error) {
			return (error as Error).message;
		}
	}

	/** Whether final blocks have used as many nonces as were signed for. */
	async isAllFinal(): Promise<boolean> {
		return (await this.#standing()).nextOfFinal >= this.#signed.length;
	}

	/** The next nonce for whoever counts what is in the pool, and for whoever counts final blocks only. */
	async #standing(): Promise<{ nextOfPool: number; nextOfFinal: number }> {
		const { address } = this.#account;
		return this.#chain.read(async (api) => {
			const [nextOfPool, nextOfFinal] = await Promise.all([
				api.rpc.system.accountNextIndex(address),
				api.rpc.chain.getFinalizedHead().then((final) => api.at(final)).then(({ call }) => call['accountNonceApi']!['accountNonce']!(address)),
			]);
			return { nextOfPool: nextOfPool.toNumber(), nextOfFinal: Number(nextOfFinal.toString()) };
		});
	}

	/** Signs with the final block as the one that its lifetime begins with: one that is on no fork, so that what gets lost with a fork is still good. */
	async #sign(nonce: number): Promise<Transaction> {
		const call = this.#callOf(nonce);
		const final = await this.#chain.read(async ({ rpc: { chain } }) => chain.getHeader(await chain.getFinalizedHead()));
		const era = this.#chain.api.registry.createType('ExtrinsicEra', { current: final.number.toNumber(), period: LIFETIME_BLOCKS });
		return call.signAsync(this.#account, { nonce, era, blockHash: final.hash });
	}
}
