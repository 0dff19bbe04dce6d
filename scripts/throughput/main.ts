/** Measures what a node of our own carries. `--help` tells the options. */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { InputError } from '@salus/client/errors';
import { buildNode } from '../demo/build.ts';
import { cleanUp, isStopping, watchForTheEnd } from '../demo/cleanup.ts';
import { type DevelopmentNode, startNode } from '../demo/node-process.ts';
import { Scene } from '../load/scene.ts';
import { Wire } from '../load/wire.ts';
import { silencePolkadot } from '../quiet.ts';
import { MOST_TARGETS } from './calls.ts';
import { type Compare, compareCalls } from './comparison.ts';
import { isWithinBounds } from './figures.ts';
import { follow } from './follower.ts';
import { measureLatency } from './latency.ts';
import { type LoadName, type Measured, runLoad } from './load.ts';
import { settingOf } from './machine.ts';
import { HELP, type Options, parseOptions } from './options.ts';
import { divideFor, gather, type World } from './people.ts';
import { compareLine, latencyLines, loadLines, settingLines } from './telling.ts';
import { Watch } from './watch.ts';

const CONNECTIONS = 4;
/** As many as a block holds requests: what one transaction has read or written, no other of its block has at hand. */
const COMPARED_PATIENTS = 2_400;
/** For how many slots latency is measured, for each block of a load that counts. */
const LATENCY_SLOTS = 1.25;
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
	const node = await startNode(binary, false, ['--pool-type', options.pool]);
	const died = node.child.ended.then((how) => {
		throw new InputError('node.ended', `The node ended (${how}) before all was measured.`);
	});
	await Promise.race([died, measure(node, binary, options)]);
}

/** Measures on a node that runs. */
async function measure(node: DevelopmentNode, binary: string, options: Options): Promise<void> {
	const scene = await Scene.connect(node.url);
	const measured: Measured = { pid: node.pid, log: () => readFileSync(join(node.folder, 'node.log'), 'utf8'), setting: await settingOf(scene) };
	tell([...settingLines(measured.setting), `Transaction pool: ${options.pool}`]);
	const watch = await Watch.start(scene.api);
	const begun = performance.now();
	if (!options.isAsShipped) await divideFor(scene, 'care');
	const wire = await Wire.connect(node.url, CONNECTIONS);
	const patients = options.compares ? COMPARED_PATIENTS : options.practitioners;
	const world = await gather(scene, wire, watch, { practitioners: options.practitioners, patients });
	tell([`${options.practitioners} practitioners of two organizations and ${patients} patients are in place after ${((performance.now() - begun) / 1_000).toFixed(0)} s.`]);
	const figures = options.compares ? await comparison(world, measured, binary, options) : await loads(world, measured, options);
	if (options.json !== undefined) writeFileSync(options.json, `${JSON.stringify({ setting: measured.setting, options, ...figures }, null, '\t')}\n`);
	watch.stop();
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
