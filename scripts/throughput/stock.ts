/** Accounts and what they have signed for later. */
import type { Key } from '../load/keys.ts';
import { type Birth, type Fork, signedTransaction } from '../load/payload.ts';

/** An account that sends, with its next nonce. */
export interface Sending {
	key: Key;
	/** Its account, in hexadecimal digits. */
	name: string;
	/** The nonce of what it signs next. */
	nonce: number;
}

/** What one account has signed, one after the other. */
export interface Stock {
	name: string;
	signed: Uint8Array[];
}

export function sendingOf(key: Key): Sending {
	return { key, name: Buffer.from(key.account).toString('hex'), nonce: 0 };
}

/** Signs for the chain that it was made for. Transactions are good for ever. */
export class Signer {
	readonly #fork: Fork;
	readonly #birth: Birth;

	constructor(fork: Fork) {
		this.#fork = fork;
		this.#birth = { number: 0, hash: fork.genesis };
	}

	/** Signs `count` transactions by turns, the one after `begin` others first, each account's next one with the call that `callOf` says. */
	stock(accounts: Sending[], count: number, callOf: (index: number, turn: number) => Uint8Array, begin = 0): Stock[] {
		const stocks = accounts.map(({ name }) => ({ name, signed: [] as Uint8Array[] }));
		for (let done = begin; done < begin + count; done++) {
			const index = done % accounts.length;
			const account = accounts[index]!;
			const call = callOf(index, Math.floor(done / accounts.length));
			stocks[index]!.signed.push(this.sign(account, call));
		}
		return stocks;
	}

	/** Signs the account's next transaction. */
	sign(account: Sending, call: Uint8Array): Uint8Array {
		return signedTransaction(call, account.key, { nonce: account.nonce++ }, this.#fork, this.#birth);
	}
}
