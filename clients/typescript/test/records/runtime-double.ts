/**
 * A chain that exists in memory alone, whose calls, questions and answers are written and read by the runtime's metadata: what does not fit it is refused here as
 * it would be there.
 */
import { readFileSync } from 'node:fs';
import { expandMetadata, Metadata, TypeRegistry } from '@polkadot/types';
import type { SiLookupTypeId } from '@polkadot/types/interfaces/scaleInfo';
import type { Codec } from '@polkadot/types/types';
import { stringCamelCase } from '@polkadot/util';
import type { Chain } from '../../src/chain/chain.ts';
import type { Transaction } from '../../src/chain/sending.ts';
import { typeNamed } from '../../src/chain/type-named.ts';

export const registry = new TypeRegistry();
const metadata = new Metadata(registry, readFileSync(new URL('../../../metadata/salus.scale', import.meta.url)));
registry.setMetadata(metadata);
const { tx } = expandMetadata(registry, metadata);

interface Method {
	inputs: SiLookupTypeId[];
	output: SiLookupTypeId;
}

function methodOf(section: string, method: string): Method {
	const api = [...metadata.asLatest.apis].find(({ name }) => stringCamelCase(name.toString()) === section);
	const found = [...(api?.methods ?? [])].find(({ name }) => stringCamelCase(name.toString()) === method);
	if (!found) throw new Error(`the runtime has no ${section}.${method}`);
	return { inputs: found.inputs.map(({ type }) => type), output: found.output };
}

function make(type: SiLookupTypeId, value: unknown): Codec {
	return registry.createType(registry.createLookupType(type), value);
}

/** A value of one of the runtime's types, by its name. */
export function runtimeValue(name: string, value: unknown): Codec {
	return registry.createType(typeNamed(registry, name), value);
}

/** What a call is, as the runtime reads it: its name, and the arguments in JSON. */
export function decoded(call: Transaction): [name: string, args: Record<string, unknown>] {
	const { section, method, toHex } = call as unknown as { section: string; method: string; toHex(): string };
	const read = registry.createType('Call', toHex.call(call));
	const names = read.meta.args.map(({ name }) => stringCamelCase(name.toString()));
	return [`${section}.${method}`, Object.fromEntries(names.map((name, index) => [name, read.args[index]!.toJSON()]))];
}

/** Answers in JSON what is asked, with arguments in JSON. */
export type Answers = (question: string, args: unknown[], block: string | undefined) => unknown;

export class RuntimeDouble {
	/** The questions in order, without their arguments. */
	readonly asked: string[] = [];
	/** The blocks that they were asked at. */
	readonly blocks: (string | undefined)[] = [];
	readonly #answers: Answers;

	constructor(answers: Answers = () => null) {
		this.#answers = answers;
	}

	get asChain(): Chain {
		return this as unknown as Chain;
	}

	async heads() {
		return { best: 'best', finalized: 'finalized' };
	}

	call(section: string, method: string, named: Record<string, unknown>) {
		const create = tx[section]?.[method];
		if (!create) throw new Error(`the runtime has no ${section}.${method}`);
		const names = create.meta.args.map(({ name }) => stringCamelCase(name.toString()));
		if ([...names].sort().join() !== Object.keys(named).sort().join()) throw new Error(`${section}.${method} takes ${names.join()}, not ${Object.keys(named).join()}`);
		return create(...names.map((name) => named[name]));
	}

	async ask(section: string, method: string, args: unknown[], block?: string): Promise<Codec> {
		this.asked.push(`${section}.${method}`);
		this.blocks.push(block);
		const { inputs, output } = methodOf(section, method);
		if (inputs.length !== args.length) throw new Error(`${section}.${method} takes ${inputs.length} arguments`);
		const told = inputs.map((type, index) => make(type, args[index]).toJSON());
		return make(output, this.#answers(`${section}.${method}`, told, block));
	}
}
