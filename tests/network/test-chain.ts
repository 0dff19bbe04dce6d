/** A chain of some validators on this machine, and nodes that follow it without validating. The node is the one that `SALUS_NODE` names. */
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { builtNode } from '../../scripts/demo/build.ts';
import type { Child } from '../../scripts/demo/child.ts';
import { cleanUp, watchForTheEnd } from '../../scripts/demo/cleanup.ts';
import { temporaryFolder } from '../../scripts/demo/node-process.ts';
import { type Network, newNetwork, untilFinal } from '../../scripts/network/network.ts';
import { ask as askAt, hashAt } from '../../scripts/network/standing.ts';
import { freePorts, logOf, newValidator, startValidator, urlOf, VALIDATES, type Validator } from '../../scripts/network/validator.ts';

/** A chain's specification in its raw form, as far as it matters here. */
export interface RawSpecification {
	bootNodes: string[];
	genesis: { raw: { top: Record<string, string> } };
}

type Revise = (specification: RawSpecification, validators: Validator[]) => void;

export class TestChain {
	readonly #network: Network;
	readonly #children = new Map<string, Child>();

	private constructor(network: Network) {
		this.#network = network;
	}

	/** Starts a chain that is new, with so many validators and a genesis that `revise` may change. */
	static async start(validators: number, revise?: Revise): Promise<TestChain> {
		const chain = await TestChain.prepare(validators, revise);
		for (const validator of chain.validators) chain.begin(validator, ...VALIDATES);
		return chain;
	}

	/** Prepares one whose validators are not started yet. */
	static async prepare(validators: number, revise: Revise = () => {}): Promise<TestChain> {
		watchForTheEnd();
		const chain = new TestChain(await newNetwork(builtNode(), temporaryFolder('salus-network-').folder, validators));
		const specification = chain.specification();
		revise(specification, chain.validators);
		writeFileSync(chain.#network.chain, JSON.stringify(specification));
		return chain;
	}

	static end(): Promise<void> {
		return cleanUp();
	}

	get validators(): Validator[] {
		return this.#network.validators;
	}

	/** Where files of this chain may be put, which go with it. */
	get folder(): string {
		return this.#network.folder;
	}

	specification(): RawSpecification {
		return JSON.parse(readFileSync(this.#network.chain, 'utf8'));
	}

	/** Prepares a node that is no validator. */
	async newNode(name: string): Promise<Validator> {
		const [peerPort, rpcPort] = await freePorts(2);
		return newValidator(builtNode(), this.folder, name, [peerPort as number, rpcPort as number]);
	}

	/** Starts a node with these flags. */
	begin(node: Validator, ...flags: string[]): void {
		this.#children.set(node.name, startValidator(builtNode(), this.#network.chain, node, this.validators, { flags }));
	}

	async stop({ name }: Validator): Promise<void> {
		await this.#children.get(name)?.stop();
	}

	/** Lets the node's binary do something else on a node's database, while that node is down; gives what it prints. */
	command(node: Validator, name: string, ...further: string[]): string {
		const args = [name, '--chain', this.#network.chain, '--base-path', node.folder, ...further];
		return execFileSync(builtNode(), args, { encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'], maxBuffer: 64 * 1024 * 1024 });
	}

	/** Waits until all these nodes know the same final block at `height`. */
	async agree(nodes: Validator[], height: number): Promise<void> {
		await untilFinal(nodes, height);
		const hashes = await Promise.all(nodes.map((node) => hashAt(urlOf(node), height)));
		assert.equal(new Set(hashes).size, 1, `block ${height} is ${hashes.join(', ')}`);
	}
}

/** Asks a node one thing. */
export function ask<T>(node: Validator, method: string, ...params: unknown[]): Promise<T> {
	return askAt<T>(urlOf(node), method, ...params);
}

/** The height of the last block that a node knows to be final. */
export async function finalHeight(node: Validator): Promise<number> {
	const hash = await ask<string>(node, 'chain_getFinalizedHead');
	return Number((await ask<{ number: string }>(node, 'chain_getHeader', hash)).number);
}

export function told(node: Validator): string {
	return readFileSync(logOf(node), 'utf8');
}

/** Tells how long something takes. */
export function stopwatch(): () => string {
	const began = Date.now();
	return () => `${Math.round((Date.now() - began) / 1000)} s`;
}
