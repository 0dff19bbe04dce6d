/** Several validators on this machine, on a chain of their own; they and all that they have written end with us. */
import { readFileSync } from 'node:fs';
import { InputError } from '@salus/client/errors';
import { temporaryFolder } from '../demo/node-process.ts';
import { newNetwork, startOne, untilFinal } from '../network/network.ts';
import { logOf, urlOf } from '../network/validator.ts';
import type { Measured } from './load.ts';
import { coreSecondsOf } from './machine.ts';

/** A node or several that are measured. */
export interface Nodes extends Omit<Measured, 'setting'> {
	urls: string[];
	/** Rejected when one ends. */
	died: Promise<never>;
}

/** They share the cores, and would do little else than check what waits if that were more. */
const WAITING_BLOCKS = 1;

/** Starts so many, with further arguments, and waits until a block is final. */
export async function startValidators(binary: string, count: number, further: string[]): Promise<Nodes> {
	const network = await newNetwork(binary, temporaryFolder('salus-network-').folder, count);
	const { validators } = network;
	const children = validators.map((validator) => startOne(network, validator, { further }));
	const died = Promise.race(children.map(({ ended }, index) => ended.then((how): never => {
		throw new InputError('node.ended', `${validators[index]!.name} ended (${how}) before all was measured.`);
	})));
	await Promise.race([died, untilFinal(validators, 1)]);
	const pids = validators.map(({ pid }) => pid as number);
	return {
		urls: validators.map(urlOf), died, waiting: WAITING_BLOCKS, coreSeconds: () => pids.reduce((sum, pid) => sum + coreSecondsOf(pid), 0),
		log: () => validators.map((validator) => readFileSync(logOf(validator), 'utf8')).join('\n'),
	};
}
