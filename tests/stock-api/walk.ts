/**
 * A walk through a chain's metadata with stock polkadot.js and no types of our own: a value is made of everything that the metadata describes, and read by the
 * library as an app would read it.
 */
import { expandMetadata, Metadata, type PortableRegistry, TypeRegistry } from '@polkadot/types';
import type { Call } from '@polkadot/types/interfaces/runtime';
import type { PalletMetadataLatest, StorageEntryMetadataLatest } from '@polkadot/types/interfaces/metadata';
import type { SiLookupTypeId, SiVariant } from '@polkadot/types/interfaces/scaleInfo';
import type { DispatchError, EventRecord } from '@polkadot/types/interfaces/system';
import type { Codec } from '@polkadot/types/types';
import { stringCamelCase, stringLowerFirst, u8aConcat, u8aEq, u8aToHex } from '@polkadot/util';
import { HumanForms } from './human-form.ts';
import { pathOf } from './path.ts';
import { ScaleValues } from './scale-value.ts';

/** How many of each kind were read. */
type Seen = Record<'types' | 'events' | 'errors' | 'calls' | 'storage' | 'constants' | 'questions' | 'viewFunctions', number>;

/** Stock pallets that explain neither their calls nor their events. */
const EXPLAINS_NOTHING = ['whitelist'];

/** An event's place in a block: it belongs to transaction 7. */
const PHASE = Uint8Array.of(0, 7, 0, 0, 0);
/** No topics. */
const TOPICS = Uint8Array.of(0);
/** Of a dispatch error: that of a pallet. */
const OF_MODULE = 3;
/** Behind the numbers of the pallet and of the error. */
const NO_DETAILS = Uint8Array.of(0, 0, 0);
/** What the bytes of these can be is less than what the metadata says, or polkadot.js takes the form from elsewhere. */
const NOT_BY_VARIANT = ['sp_runtime::generic::era::Era', 'sp_runtime::multiaddress::MultiAddress'];

export class Walk {
	readonly seen: Seen = { types: 0, events: 0, errors: 0, calls: 0, storage: 0, constants: 0, questions: 0, viewFunctions: 0 };
	/** What could not be read, each with the name of it. */
	readonly faults: string[] = [];
	readonly #registry = new TypeRegistry();
	readonly #metadata: Metadata;
	readonly #lookup: PortableRegistry;
	readonly #values: ScaleValues;
	readonly #forms: HumanForms;

	/** Through this metadata, as it is encoded. */
	constructor(bytes: Uint8Array | `0x${string}`) {
		this.#metadata = new Metadata(this.#registry, bytes);
		this.#registry.setMetadata(this.#metadata);
		this.#lookup = this.#registry.lookup as unknown as PortableRegistry;
		this.#values = new ScaleValues(this.#lookup);
		this.#forms = new HumanForms(this.#registry);
		this.#try('all types', () => this.#metadata.getUniqTypes(true));
		this.#types();
		for (const pallet of this.#metadata.asLatest.pallets) {
			this.#events(pallet);
			this.#errors(pallet);
			this.#calls(pallet);
			this.#storage(pallet);
			this.#constants(pallet);
			this.#viewFunctions(pallet);
		}
		this.#questions();
	}

	get version(): number {
		return this.#metadata.version;
	}

	/** Every type there is, in each of its variants. */
	#types(): void {
		for (const { id, type } of this.#lookup.types) {
			const { def } = type;
			const name = `type ${id.toNumber()} (${pathOf(type) || def.type})`;
			this.seen.types += 1;
			// Nothing, in few bytes: a form of addresses that no chain uses, and which polkadot.js declares itself.
			if (def.isCompact && this.#lookup.getSiType(def.asCompact.type).def.isTuple) continue;
			if (!def.isVariant || NOT_BY_VARIANT.includes(pathOf(type))) this.#value(name, id);
			else if (!isOfPallets(pathOf(type))) {
				for (const { name: variant, index, fields } of def.asVariant.variants) {
					const content = this.#values.ofFields(fields);
					if (content) this.#read(`${name}, ${variant.toString()}`, id, u8aConcat(Uint8Array.of(index.toNumber()), content));
				}
			}
		}
	}

	#events({ name, index, events }: PalletMetadataLatest): void {
		for (const variant of this.#variants(events)) {
			this.seen.events += 1;
			const event = `event ${stringCamelCase(name)}.${variant.name.toString()}`;
			this.#documented(event, variant);
			this.#try(event, () => {
				const content = this.#values.ofFields(variant.fields);
				if (!content) throw new Error('there is no value of it');
				const bytes = u8aConcat(PHASE, Uint8Array.of(index.toNumber(), variant.index.toNumber()), content, TOPICS);
				const record = this.#same<EventRecord>(event, 'EventRecord', bytes);
				this.#expect(event, `${record.event.section}.${record.event.method}`, `${stringCamelCase(name)}.${variant.name.toString()}`);
				this.#expect(event, record.event.data.length, variant.fields.length);
				this.#shown(event, this.#forms.faultsOfFields(variant.fields, record.event.data.toHuman(), event));
			});
		}
	}

	#errors({ name, index, errors }: PalletMetadataLatest): void {
		for (const variant of this.#variants(errors)) {
			this.seen.errors += 1;
			const error = `error ${stringCamelCase(name)}.${variant.name.toString()}`;
			this.#documented(error, variant);
			this.#try(error, () => {
				const bytes = u8aConcat(Uint8Array.of(OF_MODULE, index.toNumber(), variant.index.toNumber()), NO_DETAILS);
				const { isModule, asModule } = this.#same<DispatchError>(error, 'DispatchError', bytes);
				this.#expect(error, isModule, true);
				const found = this.#registry.findMetaError(asModule);
				this.#expect(error, `${found.section}.${found.name}`, `${stringCamelCase(name)}.${variant.name.toString()}`);
				this.#expect(error, found.docs.join('\n'), variant.docs.map(String).join('\n'));
			});
		}
	}

	#calls({ name, index, calls }: PalletMetadataLatest): void {
		const { tx } = expandMetadata(this.#registry, this.#metadata);
		for (const variant of this.#variants(calls)) {
			this.seen.calls += 1;
			const call = `call ${stringCamelCase(name)}.${stringCamelCase(variant.name)}`;
			this.#documented(call, variant);
			this.#try(call, () => {
				const content = this.#values.ofFields(variant.fields);
				if (!content) throw new Error('there is no value of it');
				const bytes = u8aConcat(Uint8Array.of(index.toNumber(), variant.index.toNumber()), content);
				const decoded = this.#same<Call>(call, 'Call', bytes);
				this.#shown(call, this.#forms.faultsOfFields(variant.fields, (decoded.toHuman() as { args?: unknown }).args ?? null, call));
				const make = tx[stringCamelCase(name)]?.[stringCamelCase(variant.name)];
				if (!make) throw new Error('there is no function for it');
				// As an app makes it of values that it has, and of plain ones that somebody typed.
				this.#expect(call, make(...decoded.args).toHex(), u8aToHex(bytes));
				this.#expect(call, make(...decoded.args.map(plain)).toHex(), u8aToHex(bytes));
			});
		}
	}

	#storage({ name, storage }: PalletMetadataLatest): void {
		if (storage.isNone) return;
		const { query } = expandMetadata(this.#registry, this.#metadata);
		for (const item of storage.unwrap().items) {
			this.seen.storage += 1;
			const what = `storage ${stringCamelCase(name)}.${stringCamelCase(item.name)}`;
			const value = item.type.isPlain ? item.type.asPlain : item.type.asMap.value;
			this.#value(what, value);
			this.#try(what, () => {
				const type = this.#registry.createLookupType(value);
				this.#same(`${what}, by default`, item.modifier.isOptional ? `Option<${type}>` : type, item.fallback.toU8a(true));
				const entry = query[stringCamelCase(name)]?.[stringCamelCase(item.name)];
				if (!entry) throw new Error('there is no function for it');
				if (item.type.isMap) this.#key(what, entry, item);
			});
		}
	}

	/** A key of a map, which the hashers that keep it let an app read again. */
	#key(what: string, entry: (...keys: unknown[]) => Uint8Array, { type }: StorageEntryMetadataLatest): void {
		const { hashers, key } = type.asMap;
		const ids = hashers.length === 1 ? [key] : [...this.#lookup.getSiType(key).def.asTuple];
		const parts = ids.map((id) => this.#value(`${what}, its key`, id));
		const { args } = this.#registry.createType('StorageKey', [entry, parts]) as unknown as { args: Codec[] };
		for (const [index, part] of parts.entries()) {
			const keeps = /Concat|Identity/.test(String(hashers[index]?.type));
			if (keeps) this.#expect(`${what}, its key`, args[index]?.toHex(), part?.toHex());
		}
	}

	#constants({ name, constants }: PalletMetadataLatest): void {
		for (const { name: constant, type, value } of constants) {
			this.seen.constants += 1;
			this.#read(`constant ${stringCamelCase(name)}.${stringCamelCase(constant)}`, type, value.toU8a(true));
		}
	}

	#viewFunctions({ name, viewFunctions }: PalletMetadataLatest): void {
		for (const { name: method, inputs, output } of viewFunctions) {
			this.seen.viewFunctions += 1;
			this.#question(`view function ${stringCamelCase(name)}.${stringCamelCase(method)}`, inputs, output);
		}
	}

	#questions(): void {
		for (const { name, methods } of this.#metadata.asLatest.apis) {
			for (const { name: method, inputs, output } of methods) {
				this.seen.questions += 1;
				this.#question(`question ${stringLowerFirst(name.toString())}.${stringCamelCase(method)}`, inputs, output);
			}
		}
	}

	#question(what: string, inputs: Iterable<{ name: { toString(): string }; type: SiLookupTypeId }>, output: SiLookupTypeId): void {
		for (const { name, type } of inputs) this.#value(`${what}, its ${name.toString()}`, type);
		this.#value(`${what}, the answer`, output);
	}

	#variants(of: PalletMetadataLatest['events' | 'errors' | 'calls']): SiVariant[] {
		return of.isSome ? [...this.#lookup.getSiType(of.unwrap().type).def.asVariant.variants] : [];
	}

	/** Makes a value of a type, and reads it. */
	#value(what: string, id: SiLookupTypeId): Codec | undefined {
		return this.#try(what, () => {
			const bytes = this.#values.of(id);
			return bytes && this.#read(what, id, bytes);
		});
	}

	#read(what: string, id: SiLookupTypeId, bytes: Uint8Array): Codec | undefined {
		return this.#try(what, () => {
			const value = this.#same(what, this.#registry.createLookupType(id), bytes);
			this.#shown(what, this.#forms.faults(id, value.toHuman()));
			return value;
		});
	}

	/** Reads bytes as a type, which must use them up, and give the same ones again. */
	#same<T extends Codec>(what: string, type: string, bytes: Uint8Array): T {
		const value = this.#registry.createTypeUnsafe<T>(type, [bytes]);
		if (value.encodedLength !== bytes.length) throw new Error(`${value.encodedLength} of ${bytes.length} bytes are read`);
		if (!u8aEq(value.toU8a(), bytes)) this.faults.push(`${what}: ${u8aToHex(bytes)} is ${value.toHex()} when written again`);
		return value;
	}

	#documented(what: string, { docs }: SiVariant): void {
		if (EXPLAINS_NOTHING.some((pallet) => what.includes(` ${pallet}.`))) return;
		if (docs.every((line) => line.toString().trim() === '')) this.faults.push(`${what}: it has no docs`);
	}

	#shown(what: string, faults: string[]): void {
		this.faults.push(...faults.map((fault) => `${what}: ${fault}`));
	}

	#expect(what: string, found: unknown, expected: unknown): void {
		if (found !== expected) this.faults.push(`${what}: ${String(found)} instead of ${String(expected)}`);
	}

	#try<T>(what: string, work: () => T): T | undefined {
		try {
			return work();
		} catch (error) {
			this.faults.push(`${what}: ${(error as Error).message}`);
			return undefined;
		}
	}
}

/** An argument as somebody would write it; a call within it stays as it is, since polkadot.js does not read what it writes of those. */
function plain(argument: Codec): unknown {
	const json = argument.toJSON();
	return JSON.stringify(json).includes('"callIndex"') ? argument : json;
}

/** Whether a type is the calls, the events or the errors of a pallet, which are read as such. */
function isOfPallets(path: string): boolean {
	return /::pallet::(Call|Event|Error)$/.test(path);
}
