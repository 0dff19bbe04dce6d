/** Four validators on this machine, each of which a test may kill and start again. */
import assert from 'node:assert/strict';
import { rmSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';
import type { Child } from '../../scripts/demo/child.ts';
import { cleanUp, watchForTheEnd } from '../../scripts/demo/cleanup.ts';
import { temporaryFolder } from '../../scripts/demo/node-process.ts';
import { type Network, newNetwork, startOne, untilFinal } from '../../scripts/network/network.ts';
import { hashAt, type Standing, standingOf } from '../../scripts/network/standing.ts';
import { urlOf, type Validator } from '../../scripts/network/validator.ts';

const NODE = process.env['SALUS_NODE'] ?? join(process.env['CARGO_TARGET_DIR'] ?? join(homedir(), '.cache/salus/target'), 'release/salus-node');

/** How many blocks are final after a few turns of each. */
export const SOME = 8;

export class Four {
	readonly #network: Network;
	readonly #children = new Map<string, Child>();

	private constructor(network: Network) {
		this.#network = network;
	}

	/** Starts them, on a chain that is new. */
	static async start(): Promise<Four> {
		watchForTheEnd();
		const four = new Four(await newNetwork(NODE, temporaryFolder('salus-network-').folder, 4));
		for (const validator of four.all) four.begin(validator);
		return four;
	}

	static end(): Promise<void> {
		return cleanUp();
	}

	get all(): [Validator, Validator, Validator, Validator] {
		return this.#network.validators as [Validator, Validator, Validator, Validator];
	}

	begin(validator: Validator): void {
		this.#children.set(validator.name, startOne(this.#network, validator));
	}

	/** Kills validators without a word (`-9`). */
	async kill(...validators: Validator[]): Promise<void> {
		for (const { name } of validators) {
			const child = this.#children.get(name);
			child?.process.kill('SIGKILL');
			await child?.ended;
		}
	}

	/** Takes the database of a validator that is down; its keys stay. */
	loseDatabase({ folder }: Validator): void {
		rmSync(join(folder, 'chains', 'salus_network', 'paritydb'), { recursive: true });
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

	/** That all hold the same block at `height` to be final. */
	async agree(height: number): Promise<void> {
		await untilFinal(this.all, height);
		const hashes = await Promise.all(this.all.map((validator) => hashAt(urlOf(validator), height)));
		assert.equal(new Set(hashes).size, 1, `block ${height} is ${hashes.join(', ')}`);
	}
}
