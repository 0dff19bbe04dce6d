/** A network of validators on this machine. */
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { InputError } from '@salus/client/errors';
import type { Child } from '../demo/child.ts';
import { writeChainSpec } from './chain-spec.ts';
import { type Standing, standingOf } from './standing.ts';
import { freePorts, insertKeys, logOf, type Manner, newValidator, startValidator, urlOf, type Validator } from './validator.ts';

/** How long validators may take to make a block final that is new to all of them. */
const PATIENCE_MS = 120_000;

export interface Network {
	folder: string;
	binary: string;
	chain: string;
	validators: Validator[];
}

/** Prepares a network of so many validators in `folder`: keys, and the chain that they start with. */
export async function newNetwork(binary: string, folder: string, count: number): Promise<Network> {
	mkdirSync(folder, { recursive: true });
	const ports = await freePorts(2 * count);
	const validators = Array.from({ length: count }, (_, index) =>
		newValidator(binary, folder, `validator-${index + 1}`, [ports[2 * index] as number, ports[2 * index + 1] as number]));
	const chain = writeChainSpec(binary, folder, validators.map(({ keys }) => keys));
	for (const validator of validators) insertKeys(binary, chain, validator);
	return { folder, binary, chain, validators };
}

/** Prepares one more node, which has no keys for sessions yet. */
export async function addValidator({ folder, binary, validators }: Network, name: string): Promise<Validator> {
	const [peerPort, rpcPort] = await freePorts(2);
	const validator = newValidator(binary, folder, name, [peerPort as number, rpcPort as number]);
	validators.push(validator);
	return validator;
}

/** Starts one of a network's validators. */
export function startOne({ binary, chain, validators }: Network, validator: Validator, manner?: Manner): Child {
	return startValidator(binary, chain, validator, validators, manner);
}

/** Waits until each of `validators` knows of a final block at `height` or later. */
export async function untilFinal(validators: Validator[], height: number): Promise<void> {
	const deadline = Date.now() + PATIENCE_MS;
	for (const validator of validators) {
		let standing: Standing | undefined;
		while ((standing?.final ?? -1) < height) {
			if (Date.now() > deadline) {
				const found = standing ? `the last final block is ${standing.final}, the best one ${standing.best}` : 'it does not answer';
				throw new InputError('network.no-finality', `${validator.name}: ${found} (its log: ${logOf(validator)}).`);
			}
			await new Promise((resolve) => setTimeout(resolve, 500));
			standing = await standingOf(urlOf(validator));
		}
	}
}

/** Writes down a network whose nodes stay, for a later command. */
export function remember(network: Network): void {
	writeFileSync(fileOf(network.folder), JSON.stringify(network, undefined, '\t'));
}

/** The network in `folder`. */
export function recall(folder: string): Network {
	if (!existsSync(fileOf(folder))) throw new InputError('network.not-found', `There is no network in ${folder}; \`up\` makes one.`);
	return JSON.parse(readFileSync(fileOf(folder), 'utf8'));
}

/** Ends the nodes of a network, and removes it. */
export async function takeDown({ folder, validators }: Network): Promise<void> {
	signalAll(validators, 'SIGTERM');
	const deadline = Date.now() + 10_000;
	while (validators.some(isRunning) && Date.now() < deadline) await new Promise((resolve) => setTimeout(resolve, 100));
	signalAll(validators, 'SIGKILL');
	rmSync(folder, { recursive: true, force: true });
}

/** Whether the validator's node runs: the process of that number is one on its database, and not somebody else's of later on. */
export function isRunning({ pid, folder }: Validator): boolean {
	try {
		return pid !== undefined && readFileSync(`/proc/${pid}/cmdline`, 'utf8').includes(folder);
	} catch {
		return false;
	}
}

function signalAll(validators: Validator[], name: NodeJS.Signals): void {
	for (const validator of validators.filter(isRunning)) process.kill(validator.pid as number, name);
}

function fileOf(folder: string): string {
	return join(folder, 'network.json');
}
