/** One load: as much of one call as the chain takes, for so many blocks. */
import { type Block, blocksBetween } from './blocks.ts';
import { type Rate, rateOf } from './figures.ts';
import type { Setting } from './machine.ts';
import { type Proposed, proposedIn } from './node-log.ts';
import { organizationOf, patientFor, type World } from './people.ts';
import { REACH, Sender } from './sender.ts';
import type { Template } from '../load/template.ts';

/** What more is signed than blocks are expected to take: weights that are given back let more in. */
const SPARE = 1.6;
/** How long what was handed in may take. */
const LONGEST_BLOCKS = 30;

export type LoadName = 'request_access' | 'transfer_keep_alive' | 'request_access_to_many';

/** A call for each account in turn. */
export type CallOf = (index: number, turn: number) => Uint8Array;

export interface Load {
	name: LoadName;
	rate: Rate;
	/** How many cores the sender and the node used while the load went on. */
	senderCores: number;
	nodeCores: number;
	/** How many transactions were signed before, and how long that took, in seconds. */
	signed: number;
	signedIn: number;
	/** How many were handed in and are in no block: the pool has lost them. */
	lost: number;
	refusals: [string, number][];
	/** Each block of the run, also those that do not count. */
	run: (Block & Partial<Proposed>)[];
}

/** What is measured: a node, or several. */
export interface Measured {
	/** How many seconds of a core it has used. */
	coreSeconds(): number;
	/** For how many blocks the pool is kept filled, as far as it keeps so many of an account: what waits there each node checks again with each block. */
	waiting: number;
	/** What it has logged so far. */
	log(): string;
	setting: Setting;
}

/** What the practitioners send in a load. */
export function callsOf(world: World, name: LoadName, targets: number): CallOf {
	const { calls, practitioners } = world;
	const perOrganization = (make: (organization: number) => Template): CallOf => {
		const templates = [0, 1].map((index) => make(organizationOf(index)));
		return (index, turn) => templates[index % templates.length]!.fill(patientFor(world, index, turn));
	};
	if (name === 'request_access') return perOrganization((organization) => calls.request(organization));
	if (name === 'request_access_to_many') return perOrganization((organization) => calls.requestMany(organization, targets));
	const transfer = calls.transfer();
	return (index) => transfer.fill(practitioners[(index + 1) % practitioners.length]!.key.account);
}

/** How many transactions with this call a block is expected to hold, by what it is accounted with before it is executed. */
export async function capacityFor({ scene: { api }, wire, signer, practitioners }: World, callOf: CallOf, { room }: Setting): Promise<number> {
	const before = practitioners[0]!.nonce;
	const signed = signer.stock(practitioners.slice(0, 1), 1, callOf)[0]!.signed[0]!;
	practitioners[0]!.nonce = before;
	const { weight } = await wire.ask<{ weight: { ref_time: number } }>('payment_queryInfo', `0x${Buffer.from(signed).toString('hex')}`);
	const { normal } = (api.consts['system']!['blockWeights'] as unknown as { perClass: { normal: { baseExtrinsic: { refTime: { toNumber(): number } } } } }).perClass;
	const each = (weight.ref_time + normal.baseExtrinsic.refTime.toNumber()) / 1e9;
	return Math.floor(Math.min(room.weight / each, room.bytes / signed.length));
}

/** Runs a load of at least `blocks` blocks with the pool kept filled, and says what it came to. */
export async function runLoad(world: World, measured: Measured, name: LoadName, targets: number, blocks: number): Promise<Load> {
	const { scene, wire, watch, signer, practitioners } = world;
	const callOf = callsOf(world, name, targets);
	const capacity = await capacityFor(world, callOf, measured.setting);
	const count = Math.ceil(capacity * (blocks + 2) * SPARE) + practitioners.length * REACH;
	const signing = performance.now();
	const stocks = signer.stock(practitioners, count, callOf);
	const signedIn = (performance.now() - signing) / 1_000;

	const sender = new Sender(wire, stocks, Math.min(REACH, Math.ceil((capacity * measured.waiting) / practitioners.length)));
	const [began, nodeBefore, before] = [performance.now(), measured.coreSeconds(), process.cpuUsage()];
	const [first, last] = await keepFilled(sender, world, blocks + 1);
	const seconds = (performance.now() - began) / 1_000;
	const [used, nodeUsed] = [process.cpuUsage(before), measured.coreSeconds() - nodeBefore];
	await wire.quiet();
	const lost = await settle(sender, world);
	await watch.untilFinal(last);
	const run = await blocksBetween(scene, first, last);
	// What no block holds is signed anew by the next load.
	for (const [index, { name: account, signed }] of stocks.entries()) practitioners[index]!.nonce -= signed.length - sender.includedOf(account);
	const proposed = proposedIn(measured.log());
	return {
		name, rate: rateOf(run, last, proposed, measured.setting.room, measured.setting.slotMs),
		senderCores: (used.user + used.system) / 1e6 / seconds, nodeCores: nodeUsed / seconds, signed: count, signedIn, lost, refusals: sender.refusals,
		run: run.map((block) => ({ ...block, ...proposed.get(block.number) })),
	};
}

/** Keeps the pool filled for `blocks` blocks that hold something; gives the first and the last of them. */
async function keepFilled(sender: Sender, { watch }: World, blocks: number): Promise<[number, number]> {
	let [first, last] = [0, 0];
	await new Promise<void>((resolve, reject) => {
		const end = watch.onBest(({ number, signers }) => {
			const before = sender.left;
			sender.note(signers);
			if (first === 0 && sender.left < before) first = number;
			last = number;
			if ((first > 0 && number >= first + blocks - 1) || sender.stocked === 0) {
				end();
				resolve();
			} else {
				sender.fill().catch(reject);
			}
		});
		sender.fill().catch(reject);
	});
	return [first, last];
}

/** Waits until blocks hold what was handed in; gives how many the pool has lost. */
async function settle(sender: Sender, { watch }: World): Promise<number> {
	for (let waited = 0; sender.inPool > 0 && waited < LONGEST_BLOCKS; waited++) {
		sender.note((await watch.next()).signers);
		await sender.retry();
	}
	return sender.inPool;
}
