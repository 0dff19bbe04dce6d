/** Measures what a node of our own carries. `--help` tells the options. */
import { writeFileSync } from 'node:fs';
import { cpus, totalmem } from 'node:os';
import { InputError } from '@salus/client/errors';
import { buildNode } from '../demo/build.ts';
import { ALL_STATES, startNode } from '../demo/node-process.ts';
import type { Fork } from '../flood/payload.ts';
import { Scene } from '../flood/scene.ts';
import { Wire } from '../flood/wire.ts';
import { type Block, busy, carried, type Rate, rateOf } from './carried.ts';
import { type Cast, fund, gather } from './cast.ts';
import { type Waits, waits } from './latency.ts';
import { anchors, grantsAndRevocations, type HeldTicket, type Load, redemptions, requests, requestsForMany, transfers } from './loads.ts';
import { HELP, type Options, parseOptions } from './options.ts';
import { sendAll, type Sent, sign } from './sender.ts';

const CONNECTIONS = 4;
const IDLE_BLOCKS = 5;
const LONGEST_MS = 240_000;
const LATENCY_SECONDS = 20;
/** How far weights may be from the time that blocks take. */
const [LEAST, MOST] = [1.1, 2];

interface Measured extends Rate, Sent {
	name: string;
	targets: number;
}

interface Figures {
	machine: string;
	loads: Measured[];
	latency: Waits;
}

async function main(): Promise<void> {
	const options = parseOptions(process.argv.slice(2));
	if (options.help) {
		process.stdout.write(HELP);
		return;
	}
	const figures = await measure(await buildNode(), options);
	if (options.json !== undefined) writeFileSync(options.json, `${JSON.stringify(figures, undefined, '\t')}\n`);
	const wrong = figures.loads.filter(({ accounted, elapsed }) => accounted < elapsed * LEAST || accounted > elapsed * MOST);
	for (const { name, accounted, elapsed } of wrong) say(`${name}: its weight is ${(accounted / elapsed).toFixed(2)} times the time that it takes.`);
	if (options.check && wrong.length > 0) process.exitCode = 1;
}

async function measure(binary: string, { practitioners, blocks }: Options): Promise<Figures> {
	const machine = `${cpus()[0]?.model ?? 'an unknown processor'}, ${cpus().length} cores, ${Math.round(totalmem() / 2 ** 30)} GiB`;
	say(`On ${machine}.`);
	const node = await startNode(binary, false, ALL_STATES);
	try {
		const [scene, wire] = await Promise.all([Scene.connect(node.url), Wire.connect(node.url, CONNECTIONS)]);
		const { api } = scene;
		const fork = forkOf(scene);
		const begun = performance.now();
		const cast = await gather(scene, wire, fork, practitioners);
		say(`${cast.practitioners.length} practitioners and ${cast.patients.length} patients are there after ${Math.round((performance.now() - begun) / 1_000)} s.`);
		const idle = await idleBlock(scene, node.folder);
		const loads: Measured[] = [];
		const run = async (load: Load, count = blocks) => {
			const [measured, found] = await fill(scene, wire, fork, node.folder, load, count, idle);
			loads.push(measured);
			say(told(measured));
			return found;
		};
		await run(requests(scene, cast));
		const half = loads[0]!.perSecond / 2;
		const latency = await latencyAt(scene, wire, fork, cast, half);
		say(waitsTold(latency));
		await run(requestsForMany(scene, cast));
		await run(anchors(scene, cast));
		await run(grantsAndRevocations(scene, cast));
		// Tickets hold for minutes: these are fresh.
		const tickets = ticketsIn(await asked(scene, wire, fork, node.folder, cast, Math.min(8, blocks)));
		await run(redemptions(scene, cast, tickets), Math.min(8, blocks));
		await fund(scene, cast.practitioners.map(({ key }) => key));
		await run(transfers(scene, cast));
		const [request, transfer] = [loads[0]!, loads.at(-1)!];
		say(`Requests to transfers: ${(request.perSecond / transfer.perSecond).toFixed(2)}.`);
		await Promise.all([api.disconnect(), wire.close()]);
		return { machine, loads, latency };
	} finally {
		await node.child.stop();
	}
}

/** Fills blocks with a load, and says what they carried. */
async function fill(scene: Scene, wire: Wire, fork: Fork, folder: string, load: Load, blocks: number, idle: Block): Promise<[Measured, Block[]]> {
	const each = Math.ceil((load.expected * (blocks + 3)) / load.keys.length);
	const queues = await sign(wire, fork, load.keys, each, load.callOf);
	const first = await height(scene);
	const until = Date.now() + Math.min(LONGEST_MS, (blocks + 4) * 2_000 + 8_000);
	const sent = await sendAll(wire, queues, until);
	const last = await height(scene);
	const found = await carried(scene.api, folder, first, last, load.isSuccess);
	const rate = rateOf(busy(found).slice(0, blocks), idle);
	if (!rate) throw new Error(`${load.name}: no blocks were full: ${JSON.stringify(sent.refused.slice(0, 3))}; ${JSON.stringify(found.slice(0, 5))}`);
	return [{ name: load.name, targets: load.targets, ...rate, ...sent }, found];
}

async function idleBlock(scene: Scene, folder: string): Promise<Block> {
	const first = await height(scene);
	while ((await height(scene)) < first + IDLE_BLOCKS) await new Promise((resolve) => setTimeout(resolve, 500));
	const blocks = await carried(scene.api, folder, first, first + IDLE_BLOCKS, () => false);
	return blocks.sort((one, other) => one.elapsed - other.elapsed)[Math.floor(blocks.length / 2)]!;
}

async function latencyAt(scene: Scene, wire: Wire, fork: Fork, cast: Cast, perSecond: number): Promise<Waits> {
	const { keys, callOf } = requests(scene, cast);
	const queues = await sign(wire, fork, keys, Math.ceil((perSecond * LATENCY_SECONDS) / keys.length) + 1, callOf);
	return waits(scene.api, wire, queues, perSecond, LATENCY_SECONDS);
}

/** Has everybody ask once more, and gives the tickets. */
async function asked(scene: Scene, wire: Wire, fork: Fork, folder: string, cast: Cast, blocks: number): Promise<HeldTicket[]> {
	const load = requests(scene, cast);
	const queues = await sign(wire, fork, load.keys, Math.ceil((load.expected * blocks) / load.keys.length), load.callOf);
	const first = await height(scene);
	await sendAll(wire, queues, Date.now() + blocks * 2_000 + 8_000);
	const last = await height(scene);
	const tickets: HeldTicket[] = [];
	await carried(scene.api, folder, first, last, (event) => {
		if (!load.isSuccess(event)) return false;
		const [patient, holder, , sequence] = event.data.map((part) => part.toJSON());
		tickets.push({ patient: patient as string, holder: holder as string, sequence: sequence as number });
		return true;
	});
	return tickets;
}

function ticketsIn(tickets: HeldTicket[]): HeldTicket[] {
	if (tickets.length === 0) throw new Error('Nobody was given a ticket.');
	return tickets;
}

function forkOf({ api }: Scene): Fork {
	return { genesis: api.genesisHash.toU8a(), specVersion: api.runtimeVersion.specVersion.toNumber(), transactionVersion: api.runtimeVersion.transactionVersion.toNumber() };
}

async function height({ api }: Scene): Promise<number> {
	return (await api.rpc.chain.getHeader()).number.toNumber();
}

function told({ name, perSecond, each, blocks, targets, accounted, elapsed, others, cpu, refused }: Measured): string {
	const answers = targets === 1 ? '' : `, ${Math.round(perSecond * targets)} targets`;
	const spoilt = others === 0 ? '' : `; ${others} others or failed`;
	const why = refused.length === 0 ? '' : `; the pool refused ${refused.map(([text, times]) => `${times} × ${text.slice(0, 60)}`).slice(0, 3).join(', ')}`;
	return `${name}: ${Math.round(perSecond)} a second${answers}; ${Math.round(each)} in each of ${blocks} blocks; accounted ${accounted.toFixed(3)} ms, elapsed ${elapsed.toFixed(3)} ms (${(accounted / elapsed).toFixed(2)} times)${spoilt}; the sender used ${Math.round(cpu * 100)} % of a core${why}`;
}

function waitsTold({ sent, lost, perSecond, inBlock, final }: Waits): string {
	const seconds = ({ p50, p99, worst }: Waits['final']) => `p50 ${(p50 / 1_000).toFixed(2)} s, p99 ${(p99 / 1_000).toFixed(2)} s, worst ${(worst / 1_000).toFixed(2)} s`;
	return `At ${Math.round(perSecond)} a second (${sent} sent, ${lost} lost): in a block after ${seconds(inBlock)}; final after ${seconds(final)}`;
}

function say(text: string): void {
	process.stdout.write(`${text}\n`);
}

main().catch((error: unknown) => {
	process.stderr.write(`${error instanceof InputError ? error.message : String((error as Error).stack)}\n`);
	process.exitCode = 1;
});
