/** Floods a node of our own, and says how those fared who must not be kept out. `--help` tells the options. */
import { fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { InputError } from '@salus/client/errors';
import { buildNode } from '../demo/build.ts';
import { startNode } from '../demo/node-process.ts';
import type { Kind } from './attackers.ts';
import { CLINIC, HOSPITAL, Scene } from './scene.ts';
import { pause, suffer, summary } from './victims.ts';

const KINDS: Kind[] = ['forger', 'hospital', 'payer'];
const HELP = `Floods a development node of its own and says how those fared who must not be kept out.

  --attack KIND    forger, hospital or payer; may be repeated; all of them, one after the other, without
  --accounts N     how many accounts a forger has: 10000
  --seconds N      for how long each attack goes on: 120
  --small          300 accounts, 30 seconds
`;

async function main(): Promise<void> {
	const { values } = parseArgs({
		options: {
			attack: { type: 'string', multiple: true }, accounts: { type: 'string' }, seconds: { type: 'string' },
			small: { type: 'boolean' }, help: { type: 'boolean' },
		},
	});
	if (values.help) {
		process.stdout.write(HELP);
		return;
	}
	const kinds = (values.attack ?? KINDS) as Kind[];
	const unknown = kinds.find((kind) => !KINDS.includes(kind));
	if (unknown) throw new InputError('input.option', `${unknown}: there is no such attack.`);
	const accounts = count('--accounts', values.accounts ?? (values.small ? '300' : '10000'));
	const seconds = count('--seconds', values.seconds ?? (values.small ? '30' : '120'));
	const binary = await buildNode();
	let failed = false;
	for (const kind of kinds) failed = !(await attack(binary, kind, accounts, seconds)) || failed;
	process.exitCode = failed ? 1 : 0;
}

function count(option: string, text: string): number {
	if (!/^[1-9]\d{0,5}$/.test(text)) throw new InputError('input.option', `${option}: ${text} is no number from 1 to 999999.`);
	return Number(text);
}

/** Plays one attack on a node of its own; says whether everybody fared as promised. */
async function attack(binary: string, kind: Kind, accounts: number, seconds: number): Promise<boolean> {
	const node = await startNode(binary);
	try {
		const scene = await Scene.connect(node.url);
		const rounds = Math.max(2, Math.ceil(seconds / 12));
		const { patient, guarded } = await prepare(scene, rounds);
		const child = fork(fileURLToPath(new URL('attackers.ts', import.meta.url)), [node.url, kind, String(accounts), String(seconds)]);
		const [{ ready }] = (await once(child, 'message')) as [{ ready: number }];
		say(`${kind}: ${ready} accounts flood for ${seconds} s.`);
		const answered = once(child, 'message') as Promise<[{ answers: [string, number][] }]>;
		// The pool fills before anybody comes.
		await pause(Math.min(10_000, (seconds * 1_000) / 4));
		const until = Date.now() + (seconds * 1_000 * 3) / 4;
		const first = (await scene.api.rpc.chain.getHeader()).number.toNumber();
		const needs = await suffer(scene, patient, guarded, until);
		const [{ answers }] = await answered;
		for (const [text, count] of answers) say(`  the pool to the flood: ${count} × ${text}`);
		await fullness(scene, first);
		let kept = true;
		for (const need of needs) {
			const { sent, median, worst, refused } = summary(need);
			const isKept = refused.length === 0 && worst <= need.within;
			kept = kept && (isKept || !Number.isFinite(need.within));
			const told = refused.length > 0 ? `; refused ${refused.length}: ${[...new Set(refused)].join(', ')}` : '';
			say(`  ${isKept ? 'kept  ' : 'BROKEN'} ${need.name}: ${sent} sent, in a block after ${median} (median), ${worst} (worst) of ${need.within}${told}`);
		}
		await scene.api.disconnect();
		return kept;
	} finally {
		await node.child.stop();
	}
}

/** The people who must not be kept out, and the insiders of the hospital that may flood. */
async function prepare(scene: Scene, rounds: number): Promise<{ patient: string; guarded: Awaited<ReturnType<Scene['guarded']>>[] }> {
	const [bob, dave] = [scene.key('Bob'), scene.key('Dave')];
	const insider = (name: string, organization: number, roles: number) =>
		scene.call('providerRegistry', 'addPractitioner', organization, { Account: scene.key(name).publicKey }, roles, { from: 0, until: null });
	await scene.asRoot(scene.call('utility', 'batch', [
		scene.call('parameters', 'setParameter', { Recovery: { RecoveryDelay: [null, 4_000] } }),
		scene.call('providerRegistry', 'setEmergencyRole', HOSPITAL, { Account: bob.publicKey }, true),
		scene.call('consent', 'licenseBreakGlass', HOSPITAL, { maxOpen: 1_000, maxPerDay: 1_000 }),
	]));
	await Promise.all([
		scene.send(insider('victims-physician', HOSPITAL, 1), scene.key('Alice')),
		scene.send(scene.call('utility', 'batch', Array.from({ length: 60 }, (_, index) => insider(`insider/${index}`, CLINIC, 1))), dave),
	]);
	const patient = await scene.register(scene.key('victim'));
	await scene.send(scene.attest(patient), bob);
	const guarded = [];
	for (let round = 0; round < rounds; round += 8) {
		const names = Array.from({ length: Math.min(8, rounds - round) }, (_, index) => `guarded/${round + index}`);
		guarded.push(...(await Promise.all(names.map((name) => scene.guarded(name)))));
	}
	return { patient, guarded };
}

/** Says how full the blocks since `first` are. */
async function fullness(scene: Scene, first: number): Promise<void> {
	const { api } = scene;
	const last = (await api.rpc.chain.getHeader()).number.toNumber();
	const limits = api.consts['system']!['blockWeights'] as unknown as { perClass: { normal: { maxTotal: { unwrap(): { refTime: { toBigInt(): bigint } } } } } };
	const room = limits.perClass.normal.maxTotal.unwrap().refTime.toBigInt();
	let [used, transactions] = [0n, 0];
	for (let number = first + 1; number <= last; number++) {
		const hash = await api.rpc.chain.getBlockHash(number);
		const at = await api.at(hash);
		const weight = (await at.query['system']!['blockWeight']!()) as unknown as { normal: { refTime: { toBigInt(): bigint } } };
		used += weight.normal.refTime.toBigInt();
		transactions += (await api.rpc.chain.getBlock(hash)).block.extrinsics.length - 1;
	}
	const blocks = Math.max(1, last - first);
	say(`  ${blocks} blocks: ${Math.round(transactions / blocks)} transactions each, ${Number((used * 100n) / (room * BigInt(blocks)))} % of the weight for ordinary ones`);
}

function say(text: string): void {
	process.stdout.write(`${text}\n`);
}

main().catch((error: unknown) => {
	process.stderr.write(`${error instanceof InputError ? error.message : String((error as Error).stack)}\n`);
	process.exitCode = 1;
});
