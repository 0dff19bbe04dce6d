/** Throws transactions in as fast as the node answers. */
import type { Flooder, Habit, Throw } from './flooder.ts';
import { type Birth, type Fork, signedTransaction } from '../load/payload.ts';
import { rowsOf } from '../load/rows.ts';
import { inShort, type Wire } from '../load/wire.ts';

/** How many accounts' nonces are asked for at a time, and how often. */
const REFRESHED = 500;
const REFRESH_MS = 400;
/** What a process has thrown in, and what the pool said of it. */
export interface Tally {
	seconds: number;
	thrown: number;
	bytes: number;
	/** Signed before the flood began. */
	presigned: number;
	/** What part of the time the sender waited for the node. */
	waiting: number;
	/** What part of a core the sender used. */
	cpu: number;
	/** How often the pool said what. */
	answers: [string, number][];
}

/** Something signed, and what it takes back if it is refused. */
interface Shot {
	flooder: Flooder;
	nonce: number;
	isNext: boolean;
	signed: Uint8Array;
}

export class Volley {
	readonly #wire: Wire;
	readonly #fork: Fork;
	readonly #flooders: Flooder[];
	readonly #habit: Habit;
	readonly #stock: Shot[] = [];
	readonly #answers = new Map<string, number>();
	#turn = 0;
	#thrown = 0;
	#bytes = 0;
	#birth: Birth;

	constructor(wire: Wire, fork: Fork, birth: Birth, flooders: Flooder[], habit: Habit) {
		this.#wire = wire;
		this.#fork = fork;
		this.#birth = birth;
		this.#flooders = flooders;
		this.#habit = habit;
	}

	/** Signs `count` transactions for later, each good for ever. */
	presign(count: number): void {
		for (let signed = 0; signed < count; signed++) {
			const shot = this.#load(({ lifetime: _, ...thrown }) => thrown);
			if (shot) this.#stock.push(shot);
		}
	}

	/** Eras count from this block on. */
	set birth(birth: Birth) {
		this.#birth = birth;
	}

	/** Throws until `until`: first what is signed already, then what is signed as it goes. */
	async fire(until: number): Promise<Tally> {
		const begun = performance.now();
		const usedBefore = process.cpuUsage();
		const waitedBefore = this.#wire.waited;
		const presigned = this.#stock.length;
		const refreshing = this.#refresh(until);
		this.#stock.reverse();
		while (Date.now() < until) {
			const shot = this.#stock.pop() ?? this.#load();
			if (shot) await this.#throwIn(shot);
			// Answers have to be read, too.
			if (this.#thrown % 64 === 0) await new Promise((resolve) => setImmediate(resolve));
		}
		await Promise.all([this.#wire.quiet(), refreshing]);
		const milliseconds = performance.now() - begun;
		const { user, system } = process.cpuUsage(usedBefore);
		return {
			seconds: milliseconds / 1_000, thrown: this.#thrown, bytes: this.#bytes, presigned,
			waiting: (this.#wire.waited - waitedBefore) / milliseconds, cpu: (user + system) / 1_000 / milliseconds,
			answers: [...this.#answers].sort(([, one], [, other]) => other - one),
		};
	}

	/** Signs what is next in turn. */
	#load(change: (thrown: Throw) => Throw = (thrown) => thrown): Shot | undefined {
		const flooder = this.#flooders[this.#turn % this.#flooders.length]!;
		const round = Math.floor(this.#turn / this.#flooders.length);
		// Now and then from what the chain says: what the pool has dropped leaves a gap.
		if (round % 4 === 3) flooder.nonce = flooder.next;
		this.#turn++;
		const { call, ahead = 0, lifetime, tip = 0n } = change(this.#habit(flooder, round));
		const nonce = flooder.nonce + ahead;
		const terms = lifetime === undefined ? { nonce, tip } : { nonce, tip, lifetime };
		const signed = signedTransaction(call, flooder.key, terms, this.#fork, this.#birth);
		if (ahead === 0) flooder.nonce++;
		return { flooder, nonce, isNext: ahead === 0, signed };
	}

	async #throwIn({ flooder, nonce, isNext, signed }: Shot): Promise<void> {
		this.#thrown++;
		this.#bytes += signed.length;
		await this.#wire.throwIn(signed, (refused) => {
			const text = refused === undefined ? 'taken' : inShort(refused);
			this.#answers.set(text, (this.#answers.get(text) ?? 0) + 1);
			if (refused !== undefined && isNext && flooder.nonce === nonce + 1) flooder.nonce = Math.max(nonce, flooder.next);
		});
	}

	/** Keeps up with what the chain says of the flooders' nonces. */
	async #refresh(until: number): Promise<void> {
		for (let begun = 0; Date.now() < until; begun = (begun + REFRESHED) % this.#flooders.length) {
			const some = this.#flooders.slice(begun, begun + REFRESHED);
			const rows = await rowsOf(this.#wire, some.map(({ key }) => key.account));
			for (const [index, { nonce }] of rows.entries()) {
				const flooder = some[index]!;
				flooder.next = nonce;
				flooder.nonce = Math.max(flooder.nonce, nonce);
			}
			await new Promise((resolve) => setTimeout(resolve, REFRESH_MS));
		}
	}
}
