/** One attack on a node of its own. */
import { METRICS, startNode } from '../demo/node-process.ts';
import { type Attacker, startAttacker } from './attacker-process.ts';
import { type Fullness, fullnessOf } from './blocks.ts';
import type { Kind, Options } from './options.ts';
import { freePort, type PoolSample, samplePool } from './pool.ts';
import { arm, people, type Share, sharesOf } from './prepare.ts';
import { Scene } from '../load/scene.ts';
import { pause, type Summary, suffer, summaryOf } from './victims.ts';
import type { Tally } from './volley.ts';

/** A round of the guardians takes two blocks at least. */
const ROUND_SECONDS = 4;
/** Who floods has so long to fill the pool before anybody comes. */
const FILLING_MS = 10_000;

/** The crews of one process, and what it did. */
interface Flooded extends Tally {
	share: Share;
	crews: Record<string, number>;
	/** How long it took to gather them. */
	gatheredIn: number;
	steps: Record<string, number>;
}

export interface Attack {
	kinds: Kind[];
	/** How long it took until all accounts were there. */
	preparedIn: number;
	flooded: Flooded[];
	pool: PoolSample[];
	blocks: Fullness;
	needs: Summary[];
}

/** Plays an attack of `kinds` at once. `progress` is told what is being done. */
export async function attack(binary: string, kinds: Kind[], { accounts, seconds, slack }: Pick<Options, 'accounts' | 'seconds' | 'slack'>, progress: (text: string) => void): Promise<Attack> {
	const begun = performance.now();
	const port = await freePort();
	const node = await startNode(binary, false, [METRICS, String(port)]);
	const attackers: Attacker[] = [];
	try {
		const scene = await Scene.connect(node.url);
		const shares = sharesOf(kinds, accounts);
		progress(`A node is up; ${shares.map(({ kind, accounts: some }) => `${some} accounts of a ${kind}`).join(', ')} are being gathered.`);
		attackers.push(...shares.map((share) => startAttacker(node.url, share, seconds)));
		// First those who must not be kept out: the others' registrations would be before theirs already.
		const [{ patient, guarded }] = await Promise.all([people(scene, Math.ceil(seconds / ROUND_SECONDS)), arm(scene, shares)]);
		progress(`Who must not be kept out is there after ${((performance.now() - begun) / 1_000).toFixed(0)} s.`);
		const ready = await Promise.all(attackers.map((attacker) => attacker.gather()));
		const preparedIn = (performance.now() - begun) / 1_000;
		for (const [index, { crews, steps, seconds: took, presigned }] of ready.entries()) {
			const { kind } = shares[index]!;
			const told = Object.entries(crews).map(([crew, count]) => `${count} ${crew}`).join(', ');
			const stepsTold = Object.entries(steps).map(([step, lasted]) => `${step} ${lasted.toFixed(0)} s`).join(', ');
			progress(`  ${kind}: ${told}, gathered in ${took.toFixed(0)} s${stepsTold && ` (${stepsTold})`}; ${presigned} transactions are signed.`);
		}
		progress(`All are ready after ${preparedIn.toFixed(0)} s. The flood goes on for ${seconds} s.`);
		const until = Date.now() + seconds * 1_000;
		const sampling = samplePool(port);
		const floods = Promise.all(attackers.map((attacker) => attacker.flood()));
		floods.catch(() => {});
		await pause(Math.min(FILLING_MS, (seconds * 1_000) / 6));
		const heightNow = async () => (await scene.api.rpc.chain.getHeader()).number.toNumber();
		const first = await heightNow();
		const needs = await suffer(scene, patient, guarded, until - 6_000);
		const last = await heightNow();
		const tallies = await floods;
		const pool = sampling.stop();
		const blocks = await fullnessOf(scene, first, last);
		await scene.api.disconnect();
		return {
			kinds, preparedIn, pool, blocks, needs: needs.map((need) => summaryOf(need, slack)),
			flooded: tallies.map((tally, index) => ({ ...tally, share: shares[index]!, crews: ready[index]!.crews, gatheredIn: ready[index]!.seconds, steps: ready[index]!.steps })),
		};
	} finally {
		await Promise.all(attackers.map((attacker) => attacker.stop()));
		await node.child.stop();
	}
}
