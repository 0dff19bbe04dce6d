/** What is in a chain's blocks, as stock polkadot.js reads it: every transaction, every event, and every error in an event. */
import type { ApiPromise, WsProvider } from '@polkadot/api';
import type { PortableRegistry, TypeRegistry } from '@polkadot/types';
import type { Block } from '@polkadot/types/interfaces/runtime';
import type { PalletMetadataLatest } from '@polkadot/types/interfaces/metadata';
import type { SiLookupTypeId } from '@polkadot/types/interfaces/scaleInfo';
import type { EventRecord } from '@polkadot/types/interfaces/system';
import { hexToU8a, stringCamelCase } from '@polkadot/util';
import { HumanForms } from './human-form.ts';

/** How many rows of each map are read. */
const ROWS = 100;

export class Blocks {
	/** What could not be read, each with the block and the name of it. */
	readonly faults: string[] = [];
	readonly seen = { blocks: 0, transactions: 0, events: 0, rows: 0 };
	/** How often each event and error was met, by its name, such as `consent.Granted`. */
	readonly events = new Map<string, number>();
	readonly errors = new Map<string, number>();
	readonly #api: ApiPromise;
	readonly #provider: WsProvider;
	readonly #forms: HumanForms;
	readonly #lookup: PortableRegistry;

	constructor(api: ApiPromise, provider: WsProvider) {
		this.#api = api;
		this.#provider = provider;
		this.#lookup = api.registry.lookup as unknown as PortableRegistry;
		this.#forms = new HumanForms(api.registry as unknown as TypeRegistry);
	}

	/** Reads the block at this height. */
	async read(height: number): Promise<void> {
		this.seen.blocks += 1;
		await this.#read(height).catch((error: Error) => this.faults.push(`block ${height}: ${error.message}`));
	}

	/** Reads what is stored now: of maps the first rows. */
	async readState(): Promise<void> {
		for (const { name, storage } of this.#api.runtimeMetadata.asLatest.pallets) {
			for (const item of storage.isSome ? storage.unwrap().items : []) {
				const what = `storage ${stringCamelCase(name)}.${stringCamelCase(item.name)}`;
				const entry = this.#api.query[stringCamelCase(name)]![stringCamelCase(item.name)]!;
				const valueType = item.type.isPlain ? item.type.asPlain : item.type.asMap.value;
				try {
					const rows = item.type.isPlain ? [[undefined, await entry()] as const] : await entry.entriesPaged({ args: [], pageSize: ROWS });
					for (const [key, value] of rows) {
						this.seen.rows += 1;
						// What is there or not is shown without the option around it.
						const human = value.toHuman();
						if (human !== null) this.#told(what, this.#forms.faults(valueType, human));
						if (key) this.#expect(`${what}, its key`, key.args.length, item.type.asMap.hashers.length);
					}
				} catch (error) {
					this.faults.push(`${what}: ${(error as Error).message}`);
				}
			}
		}
	}

	/** The names of all events, or errors, that a pallet has. */
	namesOf(pallet: PalletMetadataLatest, kind: 'events' | 'errors'): string[] {
		if (pallet[kind].isNone) return [];
		const id: SiLookupTypeId = pallet[kind].unwrap().type;
		return this.#lookup.getSiType(id).def.asVariant.variants.map(({ name }) => `${stringCamelCase(pallet.name)}.${name.toString()}`);
	}

	async #read(height: number): Promise<void> {
		const hash = (await this.#api.rpc.chain.getBlockHash(height)).toHex();
		const events = this.#api.query['system']!['events']!;
		const [{ block }, bare, records, eventBytes] = await Promise.all([
			this.#api.rpc.chain.getBlock(hash),
			this.#provider.send<{ block: { extrinsics: string[] } }>('chain_getBlock', [hash]),
			events.at(hash),
			this.#provider.send<string | null>('state_getStorage', [events.key(), hash]),
		]);
		this.#transactions(height, block, bare.block.extrinsics);
		this.#expect(`block ${height}, its events`, records.toHex(), eventBytes ?? '0x00');
		for (const record of records as unknown as EventRecord[]) this.#event(height, record);
	}

	#transactions(height: number, { extrinsics }: Block, bare: string[]): void {
		this.#expect(`block ${height}`, extrinsics.length, bare.length);
		for (const [index, extrinsic] of extrinsics.entries()) {
			const { section, method, meta } = extrinsic.method;
			const what = `block ${height}, ${section}.${method}`;
			this.seen.transactions += 1;
			this.#expect(what, extrinsic.toHex(), bare[index]);
			const { args } = extrinsic.method.toHuman() as { args?: unknown };
			this.#told(what, this.#forms.faultsOfFields(meta.fields, args ?? null, `${section}.${method}`));
		}
	}

	#event(height: number, { event }: EventRecord): void {
		const name = `${event.section}.${event.method}`;
		const what = `block ${height}, ${name}`;
		this.seen.events += 1;
		count(this.events, name);
		this.#told(what, this.#forms.faultsOfFields(event.meta.fields, event.data.toHuman(), name, (path, human) => {
			if (path === 'sp_runtime::ModuleError') this.#error(what, human as { index: string; error: string });
		}));
	}

	#error(what: string, { index, error }: { index: string; error: string }): void {
		try {
			const { section, name, docs } = this.#api.registry.findMetaError(Uint8Array.of(Number(index), hexToU8a(error)[0] ?? 0));
			count(this.errors, `${section}.${name}`);
			if (docs.join('').trim() === '') this.faults.push(`${what}: ${section}.${name} has no docs`);
		} catch (fault) {
			this.faults.push(`${what}: ${(fault as Error).message}`);
		}
	}

	#told(what: string, faults: string[]): void {
		this.faults.push(...faults.map((fault) => `${what}: ${fault}`));
	}

	#expect(what: string, found: unknown, expected: unknown): void {
		if (found !== expected) this.faults.push(`${what}: ${String(found)} instead of ${String(expected)}`);
	}
}

function count(names: Map<string, number>, name: string): void {
	names.set(name, (names.get(name) ?? 0) + 1);
}
