/** Measures what nodes of our own carry. `--help` tells the options. */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { InputError } from '@salus/client/errors';
import { buildNode } from '../demo/build.ts';
import { cleanUp, isStopping, watchForTheEnd } from '../demo/cleanup.ts';
import { startNode } from '../demo/node-process.ts';
import { Scene } from '../load/scene.ts';
import { Wire } from '../load/wire.ts';
import { silencePolkadot } from '../quiet.ts';
import { MOST_TARGETS } from './calls.ts';
import { type Compare, compareCalls } from './comparison.ts';
import { isInTime, isWithinBounds, weightPerSecond } from './figures.ts';
import { custodiansFor } from './custodians.ts';
import { follow } from './follower.ts';
import { measureLatency } from './latency.ts';
import { type LoadName, type Measured, runLoad } from './load.ts';
import { coreSecondsOf, settingOf } from './machine.ts';
import { HELP, type Options, parseOptions } from './options.ts';
import { appointCustodians, divideFor, gather, type World } from './people.ts';
import { measureReleases } from './releases.ts';
import { compareLine, latencyLines, loadLines, releaseLines, settingLines } from './telling.ts';
import { type Nodes, startValidators } from './validators.ts';
import { Watch } from './watch.ts';

const CONNECTIONS = 4;
/** As many as a block holds requests: what one transaction has read or written, no other of its block has at hand. */
const COMPARED_PATIENTS = 2_400;
/** For how many slots latency is measured, for each block of a load that counts. */
const LATENCY_SLOTS = 1.25;
/** For how many blocks the pool of a development node is kept filled. */
const WAITING_BLOCKS = 4;
/** How many releases a second, and for how many slots, show what one weighs. */
const TRIAL_RATE = 10;
const TRIAL_SLOTS = 2;
const LOADS: [LoadName, number][] = [['request_access', 1], ['transfer_keep_alive', 1], ['request_access_to_many', MOST_TARGETS]];

async function main(): Promise<void> {
	const options = parseOptions(process.argv.slice(2));
	if (options.help) {
		process.stdout.write(HELP);
		return;
	}
	silencePolkadot();
	watchForTheEnd();
	const binary = await buildNode();
	const further = ['--pool-type', options.pool];
	const nodes = options.validators === undefined ? await startAlone(binary, further) : await startValidators(binary, options.validators, further);
	await Promise.race([nodes.died, measure(nodes, binary, options)]);
}

/** Starts a development node, which makes all blocks. */
async function startAlone(binary: string, further: string[]): Promise<Nodes> {
	const { url, pid, folder, child } = await startNode(binary, false, further);
	const died = child.ended.then((how): never => {
		throw new InputError('node.ended', `The node ended (${how}) before all was measured.`);
	});
	return { urls: [url], died, waiting: WAITING_BLOCKS, coreSeconds: () => coreSecondsOf(pid), log: () => readFileSync(join(folder, 'node.log'), 'utf8') };
}

/** Measures on nodes that run. */
async function measure(nodes: Nodes, binary: string, options: Options): Promise<void> {
	const [url] = nodes.urls as [string];
	const scene = await Scene.connect(url);
	const measured: Measured = { ...nodes, setting: await settingOf(scene) };
	tell([...settingLines(measured.setting), `Transaction pool: ${options.pool}`]);
	const watch = await Watch.start(scene.api);
	const begun = performance.now();
	// A network's chain has no superuser who could.
	if (!options.isAsShipped) await divideFor(scene, 'care');
	const wire = await Wire.connect(url, CONNECTIONS);
	const patients = options.compares ? COMPARED_PATIENTS : options.practitioners;
	const world = await gather(scene, wire, watch, { practitioners: options.practitioners, patients });
	tell([`${options.practitioners} practitioners of two organizations and ${patients} patients are in place after ${((performance.now() - begun) / 1_000).toFixed(0)} s.`]);
	const figures = options.compares
		? await comparison(world, measured, binary, options)
		: options.validators === undefined ? await loads(world, measured, options) : await releases(world, measured, nodes.urls, options);
	if (options.json !== undefined) writeFileSync(options.json, `${JSON.stringify({ setting: measured.setting, options, ...figures }, null, '\t')}\n`);
	await watch.stop();
	await wire.close();
	await scene.api.disconnect();
}

/** The three loads, and how long requests wait. */
async function loads(world: World, measured: Measured, { blocks, isAsShipped }: Options): Promise<object> {
	tell([isAsShipped ? 'Blocks are divided among lanes as a chain has it at first.' : 'The superuser has given 96 % of a block to care: what is measured is the block.']);
	const all = [];
	for (const [name, targets] of LOADS) {
		const load = await runLoad(world, measured, name, targets, blocks);
		tell(loadLines(load, targets));
		all.push(load);
	}
	const [requests, transfers] = all.map(({ rate }) => rate.perSecond) as [number, number];
	tell([`request_access to transfer_keep_alive: ${(requests / transfers).toFixed(2)}`]);
	const latency = await measureLatency(world, requests / 2, (blocks * LATENCY_SLOTS * measured.setting.slotMs) / 1_000);
	tell(latencyLines(latency));
	return { loads: all, latency };
}

/** What the network carries in requests, and how long releases take at half of it. */
async function releases(world: World, measured: Measured, urls: string[], { blocks, checks }: Options): Promise<object> {
	const load = await runLoad(world, measured, 'request_access', 1, blocks);
	tell(loadLines(load, 1));
	const { slotMs } = measured.setting;
	const at = async (rate: number, slots: number) => {
		const custodians = await appointCustodians(world.scene, custodiansFor(rate));
		return measureReleases(world, measured, urls, custodians, { rate, slots, slotMs });
	};
	const { weightEach } = await at(TRIAL_RATE, TRIAL_SLOTS);
	const found = await at(weightPerSecond(load.rate) / 2 / weightEach, blocks * LATENCY_SLOTS);
	tell(releaseLines(found, load.rate));
	if (checks && !isInTime(found)) process.exitCode = 1;
	return { load, releases: found };
}

async function comparison(world: World, measured: Measured, binary: string, { blocks, checks }: Options): Promise<object> {
	const follower = await follow(binary, world.scene.api);
	const samples = Math.max(2, Math.ceil(blocks / 4));
	const compared: Compare[] = await compareCalls(world, measured, follower, samples, (one) => tell([compareLine(one)]));
	if (checks && !compared.every(isWithinBounds)) process.exitCode = 1;
	return { compared };
}

function tell(lines: string[]): void {
	process.stdout.write(`${lines.join('\n')}\n`);
}

async function fail(error: unknown): Promise<never> {
	// While we are stopping, connections end under our hands.
	if (isStopping()) return new Promise(() => {});
	process.stderr.write(`${error instanceof InputError ? error.message : String((error as Error).stack)}\n`);
	await cleanUp();
	process.exit(1);
}

process.on('unhandledRejection', fail);
main().then(async () => {
	await cleanUp();
	process.exit();
}, fail);
