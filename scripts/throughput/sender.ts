/** Keeps the pool full: signed beforehand, each account's transactions one after the other, as far ahead as the pool takes them. */
import type { Key } from '../flood/keys.ts';
import { type Fork, signedTransaction } from '../flood/payload.ts';
import { rowsOf } from '../flood/rows.ts';
import type { Wire } from '../flood/wire.ts';

/** How many of an account's transactions the pool keeps. */
const AHEAD = 15;
const POLL_MS = 300;
const DRAINED_MS = 60_000;

/** What an account sends: signed, and from which nonce on. */
export interface Queue {
	key: Key;
	first: number;
	signed: Uint8Array[];
}

/** Signs `count` calls of each key, from its next nonce on. */
export async function sign(wire: Wire, fork: Fork, keys: Key[], count: number, callOf: (account: number, turn: number) => Uint8Array): Promise<Queue[]> {
	const rows = await rowsOf(wire, keys.map(({ account }) => account));
	const birth = { number: 0, hash: fork.genesis };
	return keys.map((key, account) => {
		const first = rows[account]!.nonce;
		const signed = Array.from({ length: count }, (_, turn) => signedTransaction(callOf(account, turn), key, { nonce: first + turn }, fork, birth));
		return { key, first, signed };
	});
}

export interface Sent {
	sent: number;
	/** Why the pool refused what, and how often. */
	refused: [string, number][];
	/** What part of a core the sender used. */
	cpu: number;
}

/** Sends all of `queues` until `until`, and ends when blocks hold what was sent. */
export async function sendAll(wire: Wire, queues: Queue[], until: number): Promise<Sent> {
	const refused = new Map<string, number>();
	const [begun, used] = [performance.now(), process.cpuUsage()];
	const places = queues.map(({ first }) => first);
	let sent = 0;
	for (let isOpen = true; isOpen && Date.now() < until; ) {
		const rows = await rowsOf(wire, queues.map(({ key }) => key.account));
		isOpen = queues.some(({ first, signed }, index) => rows[index]!.nonce < first + signed.length);
		// Turn by turn, so that the pool gets everybody's next before somebody's next but one.
		for (let ahead = 0; ahead < AHEAD; ahead++) {
			for (const [index, { first, signed }] of queues.entries()) {
				const nonce = rows[index]!.nonce + ahead;
				const transaction = signed[nonce - first];
				if (nonce < places[index]! || transaction === undefined) continue;
				places[index] = nonce + 1;
				sent++;
				await wire.throwIn(transaction, (why) => {
					if (why === undefined) return;
					refused.set(why, (refused.get(why) ?? 0) + 1);
					places[index] = Math.min(places[index]!, nonce);
				});
			}
		}
		await wire.quiet();
		await new Promise((resolve) => setTimeout(resolve, POLL_MS));
	}
	const { user, system } = process.cpuUsage(used);
	const seconds = (performance.now() - begun) / 1_000;
	await drained(wire, queues, places);
	return { sent, refused: [...refused].sort(([, one], [, other]) => other - one), cpu: (user + system) / 1e6 / seconds };
}

/** Waits until blocks hold what was sent: what comes after it begins with the nonces that the chain knows. */
async function drained(wire: Wire, queues: Queue[], places: number[]): Promise<void> {
	for (const until = Date.now() + DRAINED_MS; Date.now() < until; ) {
		const rows = await rowsOf(wire, queues.map(({ key }) => key.account));
		if (rows.every(({ nonce }, index) => nonce >= places[index]!)) return;
		await new Promise((resolve) => setTimeout(resolve, POLL_MS));
	}
}
