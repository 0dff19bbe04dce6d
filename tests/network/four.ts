/** Four validators on this machine, each of which a test may kill and start again. */
import assert from 'node:assert/strict';
import { readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { builtNode } from '../../scripts/demo/build.ts';
import type { Child } from '../../scripts/demo/child.ts';
import { cleanUp, watchForTheEnd } from '../../scripts/demo/cleanup.ts';
import { temporaryFolder } from '../../scripts/demo/node-process.ts';
import { silencePolkadot } from '../../scripts/quiet.ts';
import { addValidator, type Network, newNetwork, startOne, untilFinal } from '../../scripts/network/network.ts';
import { hashAt, type Standing, standingOf } from '../../scripts/network/standing.ts';
import { freePorts, insertKeys, type Manner, newValidator, urlOf, type Validator } from '../../scripts/network/validator.ts';
import { Links } from './links.ts';

/** How many blocks are final after a few turns of each. */
export const SOME = 8;

/** What the names of keys for GRANDPA begin with in a keystore: the type `gran`. */
const GRANDPA = Buffer.from('gran').toString('hex');
/** For how long nothing becomes final where nothing can any more: several rounds of GRANDPA. */
const QUIET_MS = 12_000;
/** How long something may take that is waited for. */
const PATIENCE_MS = 120_000;
/** How long a block takes if every other validator is missing, on a busy machine. */
const SLOWEST_BLOCK_MS = 6_000;
const POLL_MS = 500;

export class Four {
	readonly #network: Network;
	readonly #links: Links | undefined;
	readonly #children = new Map<string, Child>();

	private constructor(network: Network, links?: Links) {
		this.#network = network;
		this.#links = links;
	}

	/** Starts them, on a chain that is new; `mannerOf` says what is otherwise with which. */
	static async start(mannerOf: (index: number) => Manner = () => ({})): Promise<Four> {
		const four = new Four(await prepare());
		four.all.forEach((validator, index) => void four.begin(validator, mannerOf(index)));
		return four;
	}

	/** Starts them so that they reach each other by links only. */
	static async linked(): Promise<Four> {
		const network = await prepare();
		isolate(network);
		const four = new Four(network, await Links.among(network.validators));
		for (const validator of four.all) four.begin(validator);
		return four;
	}

	static end(): Promise<void> {
		return cleanUp();
	}

	get all(): [Validator, Validator, Validator, Validator] {
		return this.#network.validators as [Validator, Validator, Validator, Validator];
	}

	get links(): Links {
		return this.#links ?? assert.fail('These four have no links.');
	}

	begin(validator: Validator, manner: Manner = {}): void {
		const ways = this.#links && { peers: this.#links.argumentsOf(validator) };
		this.#children.set(validator.name, startOne(this.#network, validator, { ...ways, ...manner }));
	}

	/** Starts one more node, with a validator's folder and no keys for sessions, and waits until it answers. */
	async join(name: string): Promise<Validator> {
		const validator = await addValidator(this.#network, name);
		this.begin(validator);
		const deadline = Date.now() + PATIENCE_MS;
		while (!(await standingOf(urlOf(validator)))) {
			assert.ok(Date.now() < deadline, `${name} does not answer.`);
			await sleep(POLL_MS);
		}
		return validator;
	}

	/** Kills validators without a word (`-9`). */
	async kill(...validators: Validator[]): Promise<void> {
		for (const { name } of validators) {
			const child = this.#children.get(name);
			child?.process.kill('SIGKILL');
			await child?.ended;
		}
	}

	/** Starts another node with the keys of `validator`, on a machine of its own: with a database, ports and a node key of its own. */
	async beginTwinOf(validator: Validator): Promise<Validator> {
		const { binary, folder, chain } = this.#network;
		const twin = { ...newValidator(binary, folder, `twin-of-${validator.name}`, (await freePorts(2)) as [number, number]), keys: validator.keys };
		insertKeys(binary, chain, twin);
		this.begin(twin);
		return twin;
	}

	/** Takes the database of a validator that is down; its keys stay. */
	loseDatabase(validator: Validator): void {
		rmSync(join(homeOf(validator), 'paritydb'), { recursive: true });
	}

	/** Takes the key that a validator votes with; it makes blocks all the same. What comes back puts the key in its place again. Either counts once its node is started anew. */
	withholdVotes(validator: Validator): () => void {
		const keystore = join(homeOf(validator), 'keystore');
		const file = readdirSync(keystore).find((name) => name.startsWith(GRANDPA)) ?? assert.fail(`${validator.name} has no key for GRANDPA.`);
		const [there, aside] = [join(keystore, file), join(homeOf(validator), file)];
		renameSync(there, aside);
		return () => renameSync(aside, there);
	}

	async standing(validator: Validator): Promise<Standing> {
		return (await standingOf(urlOf(validator))) ?? assert.fail(`${validator.name} does not answer.`);
	}

	/** Waits until `validators` know `more` final blocks than the first of them does now; gives the height. */
	async goOn(validators: Validator[], more = SOME): Promise<number> {
		const height = (await this.standing(validators[0] as Validator)).final + more;
		await untilFinal(validators, height);
		return height;
	}

	/** Waits until nothing has become final for a while at any of `validators`: what was on its way still may. Gives what is, at each. */
	async haltedAt(validators: Validator[]): Promise<number[]> {
		const finals = () => Promise.all(validators.map(async (validator) => (await this.standing(validator)).final));
		const deadline = Date.now() + PATIENCE_MS;
		let last = await finals();
		for (let since = Date.now(); Date.now() - since < QUIET_MS; await sleep(POLL_MS)) {
			const now = await finals();
			if (now.every((height, index) => height === last[index])) continue;
			assert.ok(Date.now() < deadline, `blocks go on becoming final: ${now.join(', ')}`);
			[last, since] = [now, Date.now()];
		}
		return last;
	}

	/** Waits until `validator` holds a block at `height` or later to be the best one; longer, if that is far away. */
	async untilBest(validator: Validator, height: number): Promise<void> {
		const missing = height - (await this.standing(validator)).best;
		const deadline = Date.now() + PATIENCE_MS + missing * SLOWEST_BLOCK_MS;
		for (;;) {
			const { best } = await this.standing(validator);
			if (best >= height) return;
			assert.ok(Date.now() < deadline, `${validator.name} is at ${best} and not at ${height}`);
			await sleep(POLL_MS);
		}
	}

	/** What each of `validators` holds to be the block at `height`. */
	hashesAt(validators: Validator[], height: number): Promise<string[]> {
		return Promise.all(validators.map((validator) => hashAt(urlOf(validator), height)));
	}

	/** That all hold the same block at `height` to be final. */
	async agree(height: number): Promise<void> {
		await untilFinal(this.all, height);
		const chains = await this.hashesAt(this.all, 0);
		assert.equal(new Set(chains).size, 1, `nodes of other networks answer: ${chains.join(', ')}`);
		const hashes = await this.hashesAt(this.all, height);
		assert.equal(new Set(hashes).size, 1, `block ${height} is ${hashes.join(', ')}`);
	}
}

/** Where a node has what belongs to the chain. */
function homeOf({ folder }: Validator): string {
	return join(folder, 'chains', 'salus_network');
}

function prepare(): Promise<Network> {
	watchForTheEnd();
	silencePolkadot();
	return newNetwork(builtNode(), temporaryFolder('salus-network-').folder, 4);
}

/** On a chain that is not one of a single machine, a node does not take up addresses on loopback that others tell of. */
function isolate({ chain }: Network): void {
	writeFileSync(chain, JSON.stringify({ ...JSON.parse(readFileSync(chain, 'utf8')), chainType: 'Live' }));
}
