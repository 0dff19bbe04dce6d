/**
 * A process that floods: `attackers.ts URL KIND ACCOUNTS SECONDS SHARE`. Told to, it gathers its accounts, and then floods, says what
 * the pool answered, and ends; it ends, too, when nobody listens any more.
 */
import { once } from 'node:events';
import { cryptoWaitReady } from '@polkadot/util-crypto';
import { Crowd } from './crowd.ts';
import { type Flooder, flooderOf, type Habit } from './flooder.ts';
import { forgersHabit } from './forger.ts';
import { hospitalsHabit } from './hospital.ts';
import { keyOf } from '../load/keys.ts';
import type { Kind } from './options.ts';
import { payersHabit } from './payer.ts';
import { type Birth, type Fork, forkOf } from '../load/payload.ts';
import { rowsOf } from '../load/rows.ts';
import { insiderName, payerName, RESCUERS_EACH, sponsorName, Scene } from '../load/scene.ts';
import { Volley, type Tally } from './volley.ts';
import { Wire } from '../load/wire.ts';

/** What a process says. */
export type Said = { ready: { crews: Record<string, number>; seconds: number; steps: Record<string, number>; presigned: number } } | { done: Tally };

/** What a process is told: to gather its accounts, and to flood. */
export type Word = 'gather' | 'flood';

const words: unknown[] = [];
const CONNECTIONS = 2;
/** How much is signed before the flood begins: at most so many transactions, and so many bytes. */
const PRESIGNED = 24_000;

async function main([url, kind, accounts, seconds, share]: string[]): Promise<void> {
	process.once('disconnect', () => process.exit(1));
	process.on('message', (word) => words.push(word));
	await cryptoWaitReady();
	const [scene, wire] = await Promise.all([Scene.connect(url!), Wire.connect(url!, CONNECTIONS)]);
	const fork = forkOf(scene.api);
	const birth = await birthOf(scene);
	await told('gather');
	const begun = performance.now();
	const { flooders, habit, steps = {} } = await gather(scene, wire, fork, birth, kind as Kind, Number(accounts), share!);
	const volley = new Volley(wire, fork, birth, flooders, habit);
	await scene.api.rpc.chain.subscribeNewHeads((header) => {
		// The pool may not know the newest block yet.
		volley.birth = { number: header.number.toNumber() - 1, hash: header.parentHash.toU8a() };
	});
	const presigned = Math.min(PRESIGNED, flooders.length * 3, Number(seconds) * 400);
	volley.presign(presigned);
	const crews: Record<string, number> = {};
	for (const { crew } of flooders) crews[crew] = (crews[crew] ?? 0) + 1;
	tell({ ready: { crews, steps, seconds: (performance.now() - begun) / 1_000, presigned } });
	await told('flood');
	tell({ done: await volley.fire(Date.now() + Number(seconds) * 1_000) });
	// The message has to be out before the process is gone.
	setTimeout(() => process.exit(0), 500);
}

async function gather(scene: Scene, wire: Wire, fork: Fork, birth: Birth, kind: Kind, accounts: number, share: string): Promise<{ flooders: Flooder[]; habit: Habit; steps?: Record<string, number> }> {
	if (kind === 'forger') {
		const crowd = new Crowd(scene, wire, fork, birth, `forger/${share}`);
		return { flooders: await crowd.gather(accounts, scene.key(sponsorName(share))), habit: forgersHabit(scene), steps: crowd.steps };
	}
	const patient = new Uint8Array(32);
	const flooders = Array.from({ length: accounts }, (_, index) =>
		kind === 'hospital'
			? flooderOf(keyOf(insiderName(share, index)), index < RESCUERS_EACH ? 'rescuer' : 'insider', patient)
			: flooderOf(keyOf(payerName(share, index)), 'payer', patient));
	const rows = await rowsOf(wire, flooders.map(({ key }) => key.account));
	for (const [index, { nonce }] of rows.entries()) Object.assign(flooders[index]!, { nonce, next: nonce });
	const known = flooders.filter((_, index) => rows[index]!.isKnown);
	return { flooders: known, habit: kind === 'hospital' ? await hospitalsHabit(scene) : payersHabit(scene) };
}

async function birthOf({ api }: Scene): Promise<Birth> {
	const header = await api.rpc.chain.getHeader();
	return { number: header.number.toNumber(), hash: header.hash.toU8a() };
}

/** Waits for a word. Words come in their order, but may come before anybody waits. */
async function told(word: Word): Promise<void> {
	while (words.shift() !== word) await once(process, 'message');
}

function tell(said: Said): void {
	process.send?.(said);
}

await main(process.argv.slice(2));
