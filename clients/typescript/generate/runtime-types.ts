/** TypeScript's types of Salus's own calls and questions, out of `clients/metadata/salus.scale`. */
import { readdirSync, readFileSync } from 'node:fs';
import { Metadata, type PortableRegistry, TypeRegistry } from '@polkadot/types';
import type { SiField, SiLookupTypeId } from '@polkadot/types/interfaces/scaleInfo';
import { stringCamelCase, stringPascalCase } from '@polkadot/util';
import { inRepository, writeGenerated } from './write.ts';

const FOLDER = 'clients/typescript/src/chain/generated';
const ABOUT = 'Written from `clients/metadata/salus.scale` by `scripts/metadata.sh`.';

const registry = new TypeRegistry();
const metadata = new Metadata(registry, readFileSync(inRepository('clients/metadata/salus.scale')));
registry.setMetadata(metadata);
const { pallets, apis } = metadata.asLatest;
const lookup = (registry as unknown as { lookup: PortableRegistry }).lookup;
/** The crates in `pallets/`, as paths of types name them. */
const own = readdirSync(inRepository('pallets')).map((name) => `pallet_${name.replaceAll('-', '_')}`);

/** How values look on one side: in what the chain tells, or in what it is given. */
interface Side {
	bytes: string;
	/** Where `None` and bytes are told apart: bare bytes would be taken for the encoding of the option. */
	optionalBytes: string;
	account: string;
	number: string;
	large: string;
	variant(name: string): string;
	list(item: string): string;
	enumOf(variants: [name: string, content: string | undefined][]): string;
}

const quote = (text: string) => `'${text}'`;
const object = (fields: [string, string][]) => (fields.length === 0 ? 'Record<string, never>' : `{ ${fields.map(([name, type]) => `${name}: ${type}`).join('; ')} }`);

const told: Side = {
	bytes: 'string',
	optionalBytes: 'string',
	account: 'string',
	number: 'number',
	large: 'number | string',
	variant: stringCamelCase,
	list: (item) => `${/[|&]/.test(item) ? `(${item})` : item}[]`,
	enumOf: (variants) => `OneOf<${object(variants.map(([name, content]) => [name, content ?? 'null']))}>`,
};

const given: Side = {
	bytes: 'Bytes',
	optionalBytes: 'string',
	account: 'Bytes',
	number: 'Integer',
	large: 'Integer',
	variant: (name) => name,
	list: (item) => `readonly ${/[|&]/.test(item) ? `(${item})` : item}[]`,
	enumOf: (variants) => variants.map(([name, content]) => (content === undefined ? quote(name) : `{ ${name}: ${content} }`)).join(' | '),
};

/** The declarations that one side needs, in the order in which they are met. */
class Declarations {
	readonly side: Side;
	readonly #texts = new Map<string, string>();
	readonly #names = new Map<number, string>();

	constructor(side: Side) {
		this.side = side;
	}

	/** The file's text behind its beginning. */
	get text(): string {
		return [...this.#texts.values()].join('\n');
	}

	/** A type as an expression; declares what it needs. */
	of(id: SiLookupTypeId): string {
		const { def, path, params } = lookup.getSiType(id);
		const { side } = this;
		const name = path.at(-1)?.toString() ?? '';
		const parameter = (index: number) => params[index]!.type.unwrap();
		if (name === 'AccountId32' || name === 'MultiAddress') return side.account;
		if (name === 'H256') return side.bytes;
		if (name === 'RuntimeCall') return 'object';
		if (name === 'Option') {
			const inner = this.of(parameter(0));
			return `${inner === side.bytes ? side.optionalBytes : inner} | null`;
		}
		if (name === 'Result' && side === told) return `OneOf<{ ok: ${this.of(parameter(0))}; err: ${this.of(parameter(1))} }>`;
		if (name === 'BTreeMap') return `Record<string, ${this.of(parameter(1))}>`;
		if (def.isPrimitive) return this.#primitive(def.asPrimitive.type);
		if (def.isCompact) return this.of(def.asCompact.type);
		if (def.isSequence) return this.#list(def.asSequence.type);
		if (def.isArray) return this.#list(def.asArray.type);
		if (def.isTuple) return def.asTuple.length === 0 ? 'null' : this.#tuple([...def.asTuple]);
		if (def.isComposite) {
			const { fields } = def.asComposite;
			if (fields[0]?.name.isNone) return this.#fields(fields);
			return this.#declare(id, () => ({ isStruct: true, body: this.#fields(fields) }));
		}
		if (def.isVariant) return this.#declare(id, () => ({ isStruct: false, body: this.#enum([...def.asVariant.variants]) }));
		throw new Error(`There is no TypeScript for the type ${id}: ${def.type}.`);
	}

	#primitive(name: string): string {
		if (name === 'Bool') return 'boolean';
		if (name === 'Str' || name === 'Char') return 'string';
		return ['U128', 'I128', 'U256', 'I256'].includes(name) ? this.side.large : this.side.number;
	}

	#list(item: SiLookupTypeId): string {
		const { def } = lookup.getSiType(item);
		const isByte = def.isPrimitive && def.asPrimitive.type === 'U8';
		return isByte ? this.side.bytes : this.side.list(this.of(item));
	}

	#tuple(items: SiLookupTypeId[]): string {
		return `[${items.map((item) => this.of(item)).join(', ')}]`;
	}

	#fields(fields: Iterable<SiField>): string {
		const all = [...fields];
		if (all.length === 0) return 'null';
		if (all[0]!.name.isSome) return object(all.map(({ name, type }) => [stringCamelCase(name.unwrap().toString()), this.of(type)]));
		return all.length === 1 ? this.of(all[0]!.type) : this.#tuple(all.map(({ type }) => type));
	}

	#enum(variants: { name: { toString(): string }; fields: Iterable<SiField> }[]): string {
		const { side } = this;
		const filled = variants.map(({ name, fields }) => ({ name: name.toString(), fields: [...fields] }));
		// polkadot.js tells an enum of bare names by its name as it is.
		if (filled.every(({ fields }) => fields.length === 0)) return filled.map(({ name }) => quote(name)).join(' | ');
		return side.enumOf(filled.map(({ name, fields }) => [side.variant(name), fields.length === 0 ? undefined : this.#fields(fields)]));
	}

	#declare(id: SiLookupTypeId, make: () => { isStruct: boolean; body: string }): string {
		const known = this.#names.get(id.toNumber());
		if (known) return known;
		const { path, params } = lookup.getSiType(id);
		const last = path.at(-1)?.toString() ?? 'Type';
		const of = params.flatMap(({ type }) => (type.isSome ? [lookup.getSiType(type.unwrap()).path.at(-1)?.toString() ?? ''] : []));
		const candidates = [last, `${last}Of${of.join('')}`, `${stringPascalCase(path[0]?.toString() ?? '')}${last}`];
		const name = candidates.find((candidate) => !this.#texts.has(candidate)) ?? `${last}${id.toNumber()}`;
		this.#names.set(id.toNumber(), name);
		this.#texts.set(name, '');
		const { isStruct, body } = make();
		// Aliases, since only they pass for a `Record`, too.
		this.#texts.set(name, `export type ${name} = ${isStruct ? lines(body) : body};\n`);
		return name;
	}
}

/** An object's type, a line for each member. */
function lines(body: string): string {
	return body.replace(/^\{ /, '{\n\t').replace(/ \}$/, ';\n}').replace(/; (?=\w+\??: )/g, (match, offset: number) => (depthAt(body, offset) === 1 ? ';\n\t' : match));
}

/** How many brackets are open at a position. */
function depthAt(text: string, position: number): number {
	return [...text.slice(0, position)].reduce((depth, char) => depth + ('{[(<'.includes(char) ? 1 : 0) - ('}])>'.includes(char) ? 1 : 0), 0);
}

const tells = new Declarations(told);
const gives = new Declarations(given);
const qualified = (declarations: Declarations, id: SiLookupTypeId, prefix: string) =>
	declarations.of(id).replace(/\b[A-Z]\w*\b(?!')/g, (name) => (['Record', 'Uint8Array'].includes(name) ? name : `${prefix}.${name}`));

function calls(): string {
	const sections = pallets.flatMap(({ name, calls: type }) => {
		if (type.isNone) return [];
		const { def, path } = lookup.getSiType(type.unwrap().type);
		if (!own.includes(path[0]?.toString() ?? '')) return [];
		const methods = [...def.asVariant.variants].map((call) => {
			const fields = [...call.fields].map((field): [string, string] => [
				stringCamelCase(field.name.unwrap().toString()), qualified(gives, field.type, 'given'),
			]);
			return `\t\t${stringCamelCase(call.name.toString())}: ${object(fields)};`;
		});
		return [`\t${stringCamelCase(name.toString())}: {\n${methods.join('\n')}\n\t};`];
	});
	return `/** The arguments of every call of Salus's own pallets, by name. */\nexport interface Calls {\n${sections.join('\n')}\n}\n`;
}

function questions(): string {
	const names = own.map((crate) => `${stringPascalCase(crate.replace(/^pallet_/, ''))}Api`);
	const sections = [...apis].filter(({ name }) => names.includes(name.toString())).map(({ name, methods }) => {
		const all = [...methods].map((method) => {
			const args = [...method.inputs].map((input) => `${stringCamelCase(input.name.toString())}: ${qualified(gives, input.type, 'given')}`);
			return `\t\t${stringCamelCase(method.name.toString())}: { args: [${args.join(', ')}]; answer: ${qualified(tells, method.output, 'told')} };`;
		});
		return `\t${stringCamelCase(name.toString())}: {\n${all.join('\n')}\n\t};`;
	});
	return `/** The questions of Salus's own runtime APIs: their arguments, and the answers' JSON form. */\nexport interface Questions {\n${sections.join('\n')}\n}\n`;
}

const [callsText, questionsText] = [calls(), questions()];
writeGenerated(`${FOLDER}/runtime.ts`, `/** ${ABOUT} */\nimport type * as given from './given.ts';\nimport type * as told from './told.ts';\n\n${callsText}\n${questionsText}`);
writeGenerated(`${FOLDER}/given.ts`, `/** What calls and questions take. ${ABOUT} */

/** Bytes as they are, or in hexadecimal behind \`0x\`; accounts as addresses, too. */
export type Bytes = Uint8Array | string;
export type Integer = number | bigint;

${gives.text}`);
writeGenerated(`${FOLDER}/told.ts`, `/** What the chain answers, in its JSON form. ${ABOUT} */

/** An enum: an object with one member. */
export type OneOf<T> = { [K in keyof T]: { [P in K]: T[P] } & { [P in Exclude<keyof T, K>]?: undefined } }[keyof T];

${tells.text}`);
