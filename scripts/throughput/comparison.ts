/** What calls are accounted with, and how long nodes take for them: blocks nearly full of one call each, with an empty one before each. */
import { blockAt } from './blocks.ts';
import { type Comparison, compare, type Sample } from './figures.ts';
import type { Follower } from './follower.ts';
import { type CallOf, callsOf, capacityFor, type Measured } from './load.ts';
import { deliver, divideFor, FIRST_GRANTS, organizationOf, patientFor, type World } from './people.ts';
import type { Lane } from './lanes.ts';
import { importsIn, proposedIn } from './node-log.ts';
import { Sender } from './sender.ts';
import type { Sending, Stock } from './stock.ts';

/** How full blocks are meant to be: one that is full is worked on until half the time for it is over, whatever it holds by then. */
const FILLED = 0.92;
/** A block that is less full does not count. */
const LEAST_FILLED = 0.5;
/** How many bursts are tried for each block that is to count. */
const TRIES = 3;
/** How many of the first burst, which shows how many a block holds. */
const TRIAL = 60;
const FEW_TARGETS = 8;
/** How many grants each patient gives, so that there are some to revoke. */
const MORE_GRANTS = 10;
const LONGEST_BLOCKS = 30;

/** A call that is compared: who sends it, and how blocks are divided meanwhile. */
interface Compared {
	name: string;
	lane: Lane;
	accounts: Sending[];
	callOf: CallOf;
	/** What has to be there before. */
	prepare?: () => Promise<void>;
}

/** The calls that are commonest where people are treated. */
function comparedCalls(world: World): Compared[] {
	const { calls, practitioners, patients } = world;
	const anchors = [0, 1].map((index) => calls.anchor(organizationOf(index)));
	const root = (index: number, turn: number) => {
		const bytes = Buffer.alloc(32);
		bytes.writeUInt32LE(index, 0);
		bytes.writeUInt32LE(turn + 1, 4);
		return bytes;
	};
	const grants: CallOf = (index, turn) => calls.grantClass(organizationOf(turn), turn + 1).fill(patients[index]!.id);
	return [
		{ name: 'request_access', lane: 'care', accounts: practitioners, callOf: callsOf(world, 'request_access', 1) },
		{ name: `request_access_to_many (${FEW_TARGETS})`, lane: 'care', accounts: practitioners, callOf: callsOf(world, 'request_access_to_many', FEW_TARGETS) },
		{
			name: 'anchor', lane: 'care', accounts: practitioners,
			callOf: (index, turn) => anchors[index % anchors.length]!.fill(patientFor(world, index, turn), root(index, turn)),
		},
		{ name: 'grant', lane: 'patients', accounts: patients, callOf: grants },
		{
			name: 'revoke', lane: 'protect', accounts: patients, callOf: (index, turn) => calls.revoke(FIRST_GRANTS + turn).fill(patients[index]!.id),
			prepare: async () => {
				await divideFor(world.scene, 'patients');
				await deliver(world, world.signer.stock(patients, patients.length * MORE_GRANTS, (index, turn) => grants(index, turn)));
			},
		},
		{ name: 'transfer_keep_alive', lane: 'care', accounts: practitioners, callOf: callsOf(world, 'transfer_keep_alive', 1) },
	];
}

/** What came of one call. */
export interface Compare extends Comparison {
	name: string;
}

/** Compares all calls, `blocks` of each. `told` hears of each as it is done. */
export async function compareCalls(world: World, measured: Measured, follower: Follower, blocks: number, told: (compared: Compare) => void): Promise<Compare[]> {
	const compared: Compare[] = [];
	for (const call of comparedCalls(world)) {
		await call.prepare?.();
		await divideFor(world.scene, call.lane);
		const one = await compareOne(world, measured, follower, call, blocks);
		compared.push(one);
		told(one);
	}
	return compared;
}

async function compareOne(world: World, measured: Measured, follower: Follower, { name, accounts, callOf }: Compared, wanted: number): Promise<Compare> {
	const { scene, signer } = world;
	const { setting } = measured;
	let size = Math.min(TRIAL, await capacityFor(world, callOf, setting));
	const samples: Sample[] = [];
	let sent = 0;
	for (let tries = 0; samples.length < wanted && tries < wanted * TRIES + 1; tries++) {
		const [before, held] = await burst(world, signer.stock(accounts, size, callOf, sent));
		sent += size;
		await world.watch.untilFinal(held.at(-1)!);
		const empty = await blockAt(scene, before);
		const proposed = proposedIn(measured.log());
		const imports = importsIn(follower.log());
		for (const number of held) {
			const block = await blockAt(scene, number);
			const [error] = Object.keys(block.errors);
			if (error !== undefined) throw new Error(`${name}: ${block.errors[error]} of ${block.signed} failed (${error}): there is nothing to compare.`);
			const each = (block.ordinary - empty.ordinary) / block.signed;
			size = Math.max(1, Math.floor((setting.room.weight * FILLED) / each));
			const [made, madeEmpty, taken, takenEmpty] = [proposed.get(number), proposed.get(before), imports.get(number), imports.get(before)];
			const used = block.ordinary / setting.room.weight;
			if (used < LEAST_FILLED || made?.end !== 'NoMoreTransactions' || !madeEmpty || taken === undefined || takenEmpty === undefined) continue;
			samples.push({
				transactions: block.signed, used, accounted: block.accounted - empty.accounted, proposing: made.took - madeEmpty.took, importing: taken - takenEmpty,
			});
		}
	}
	if (samples.length === 0) throw new Error(`${name}: no block was full enough to be compared.`);
	return { name, ...compare(samples) };
}

/** Sends what is signed right after an empty block; gives that block's number, and those of the blocks that held them. */
async function burst({ wire, watch }: World, stocks: Stock[]): Promise<[number, number[]]> {
	const sender = new Sender(wire, stocks);
	let seen = await watch.next();
	while (seen.signers.length > 0) seen = await watch.next();
	const before = seen.number;
	const filling = sender.fill();
	const held: number[] = [];
	for (let waited = 0; sender.left > 0; waited++) {
		if (waited > LONGEST_BLOCKS) throw new Error(`${sender.left} transactions are in no block after ${LONGEST_BLOCKS} blocks.`);
		seen = await watch.next();
		if (seen.signers.length > 0) held.push(seen.number);
		sender.note(seen.signers);
		await sender.retry();
	}
	await filling;
	return [before, held];
}
