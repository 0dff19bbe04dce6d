/** Hands in what is signed: each account has only so many in the pool, and goes on as blocks take them. */
import { inShort, type Wire } from '../load/wire.ts';
import type { Stock } from './stock.ts';

/** How many transactions of an account the pool keeps. */
export const REACH = 16;
/** After so many blocks without one of an account's transactions, what it has in the pool is handed in again. */
const PATIENCE = 5;

/** How far an account has come: what blocks hold of it, and what was handed in. */
interface Row {
	signed: Uint8Array[];
	included: number;
	handedIn: number;
	/** What the pool refused, to be handed in again. */
	refused: Set<number>;
	/** For how many blocks none of it was in one. */
	idle: number;
}

export class Sender {
	readonly #wire: Wire;
	readonly #rows: Map<string, Row>;
	readonly #reach: number;
	readonly #answers = new Map<string, number>();
	#left: number;
	#waiting: number;

	constructor(wire: Wire, stocks: Stock[], reach = REACH) {
		this.#wire = wire;
		this.#reach = reach;
		this.#rows = new Map(stocks.map(({ name, signed }) => [name, { signed, included: 0, handedIn: 0, refused: new Set<number>(), idle: 0 }]));
		this.#left = stocks.reduce((sum, { signed }) => sum + signed.length, 0);
		this.#waiting = this.#left;
	}

	/** How many no block holds yet. */
	get left(): number {
		return this.#left;
	}

	/** How many have not been handed in yet. */
	get stocked(): number {
		return this.#waiting;
	}

	/** How many wait in the pool, or were refused and are handed in again. */
	get inPool(): number {
		return this.#left - this.#waiting;
	}

	/** How many of an account blocks hold. */
	includedOf(name: string): number {
		return this.#rows.get(name)?.included ?? 0;
	}

	/** How often the pool refused something, by its words. */
	get refusals(): [string, number][] {
		return [...this.#answers].sort(([, one], [, other]) => other - one);
	}

	/** Hands in the next of each account, up to what the pool keeps of it: by turns, so that none waits for another. */
	async fill(): Promise<void> {
		const handed: Promise<void>[] = [this.retry()];
		for (let some = true; some; ) {
			some = false;
			for (const row of this.#rows.values()) {
				if (row.handedIn >= row.signed.length || row.handedIn - row.included >= this.#reach) continue;
				handed.push(this.#handIn(row, row.handedIn++));
				this.#waiting--;
				some = true;
			}
		}
		await Promise.all(handed);
	}

	/** Hands in again what was refused. */
	async retry(): Promise<void> {
		const handed: Promise<void>[] = [];
		for (const row of this.#rows.values()) {
			for (const index of row.refused) handed.push(this.#handIn(row, index));
			row.refused.clear();
		}
		await Promise.all(handed);
	}

	/** Takes note of a block by who signed in it. */
	note(signers: string[]): void {
		for (const row of this.#rows.values()) row.idle++;
		for (const signer of signers) {
			const row = this.#rows.get(signer);
			if (!row || row.included >= row.signed.length) continue;
			row.included++;
			row.idle = 0;
			this.#left--;
		}
		for (const row of this.#rows.values()) {
			if (row.handedIn < row.included) {
				this.#waiting -= row.included - row.handedIn;
				row.handedIn = row.included;
			}
			if (row.idle < PATIENCE || row.handedIn === row.included) continue;
			for (let index = row.included; index < row.handedIn; index++) row.refused.add(index);
			row.idle = 0;
		}
	}

	async #handIn(row: Row, index: number): Promise<void> {
		if (index < row.included) return;
		await this.#wire.throwIn(row.signed[index]!, (refused) => {
			// It was handed in again though it was there all the time.
			if (refused === undefined || /already imported/i.test(refused)) return;
			const words = inShort(refused);
			this.#answers.set(words, (this.#answers.get(words) ?? 0) + 1);
			if (index >= row.included) row.refused.add(index);
		});
	}
}
