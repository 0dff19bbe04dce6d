/** The custodians of an organization, at its node: they look at a ticket at both heads and redeem it, as `docs/record-format.md` says. */
import type { Wire } from '../load/wire.ts';
import type { Template } from '../load/template.ts';
import { ORGANIZATIONS } from './people.ts';
import { REACH } from './sender.ts';
import type { Sending, Signer } from './stock.ts';

/** A ticket as its holder shows it. */
export interface Shown {
	patient: Uint8Array;
	sequence: bigint;
	holder: Uint8Array;
	secret: Uint8Array;
}

export interface Heads {
	best: string;
	finalized: string;
}

/** For how long redemptions may wait for a block without others waiting for them, in seconds. */
const LONGEST_WAIT = 8;

/** How many accounts of each organization redeem `rate` tickets a second of all organizations: one has no more redemptions waiting than the pool keeps. */
export function custodiansFor(rate: number): number {
	return Math.ceil((rate / ORGANIZATIONS.length) * (LONGEST_WAIT / REACH));
}

export class Custodians {
	readonly #wire: Wire;
	readonly #signer: Signer;
	readonly #organization: number;
	readonly #call: Template;
	/** Each account as often as it may have one more transaction in the pool, by turns. */
	readonly #free: Sending[];
	readonly #waiting: ((account: Sending) => void)[] = [];

	/** `call` is the redemption of tickets whose custodian `organization` is. */
	constructor(wire: Wire, signer: Signer, organization: number, call: Template, accounts: Sending[]) {
		this.#wire = wire;
		this.#signer = signer;
		this.#organization = organization;
		this.#call = call;
		this.#free = Array.from({ length: REACH }, () => accounts).flat();
	}

	/** Redeems a ticket that holds at both heads, as soon as an account may have one more in the pool. `handedIn` is told of the transaction right before it goes out. */
	async redeem(shown: Shown, heads: Heads, handedIn: (extrinsic: Uint8Array, account: Sending) => void): Promise<void> {
		await Promise.all(Object.values(heads).map((head) => this.#check(shown, head)));
		const account = this.#free.shift() ?? (await new Promise<Sending>((resolve) => this.#waiting.push(resolve)));
		const call = this.#call.fill(shown.patient, littleEndian(shown.sequence), shown.holder, shown.secret);
		const extrinsic = this.#signer.sign(account, call);
		handedIn(extrinsic, account);
		await new Promise<void>((resolve, reject) => {
			this.#wire.throwIn(extrinsic, (refused) => (refused === undefined ? resolve() : reject(new Error(`A redemption was refused: ${refused}`)))).catch(reject);
		});
	}

	/** A block holds a transaction of `account`: it may have another one in the pool. */
	release(account: Sending): void {
		const next = this.#waiting.shift();
		if (next) next(account);
		else this.#free.push(account);
	}

	async #check(shown: Shown, head: string): Promise<void> {
		const answer = await this.#wire.ask<string>('state_call', 'AuditLogApi_check_ticket', questionOf(shown, this.#organization), head);
		if (!holds(answer)) throw new Error(`A ticket does not hold at ${head}: the chain answers ${answer}.`);
	}
}

/** The arguments of `check_ticket`, encoded; no gateway shows the ticket. */
export function questionOf({ patient, sequence, holder }: Omit<Shown, 'secret'>, custodian: number): string {
	const number = Buffer.alloc(4);
	number.writeUInt32LE(custodian);
	return `0x${Buffer.concat([patient, littleEndian(sequence), holder, Uint8Array.of(0), number]).toString('hex')}`;
}

/** Whether the answer of `check_ticket` is a ticket: of a `Result`, 0 is `Ok`. */
export function holds(answer: string): boolean {
	return answer.startsWith('0x00');
}

function littleEndian(sequence: bigint): Uint8Array {
	const bytes = Buffer.alloc(8);
	bytes.writeBigUInt64LE(sequence);
	return bytes;
}
