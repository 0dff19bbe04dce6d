/**
 * What a journey put on the chain, counted out of the blocks by stock polkadot.js over a connection of its own: it knows the
 * patient's id and a range of blocks, and nothing of what the journey believes to have sent.
 */
import { createHash } from 'node:crypto';
import { ApiPromise, WsProvider } from '@polkadot/api';
import type { PortableRegistry } from '@polkadot/types';
import type { SiLookupTypeId } from '@polkadot/types/interfaces/scaleInfo';
import { SalusError } from '@salus/client/errors';
import { xxhashAsHex, blake2AsHex } from '@polkadot/util-crypto';

/** The pallets that keep something about a patient. */
const PALLETS = ['PatientIdentity', 'ProviderRegistry', 'RecordAnchor', 'Consent', 'AuditLog'];
/** How many storage keys one question returns at most. */
const PAGE = 512;
const HASH_LENGTH = 32;
/** What stands before a map's key, in hexadecimal, by the hasher; only hashers that keep the key can be searched by it. */
const HASHERS: Record<string, (key: Uint8Array) => string> = {
	Blake2_128Concat: (key) => blake2AsHex(key, 128).slice(2),
	Identity: () => '',
};

export interface Census {
	/** The blocks that were looked through, both included. */
	blocks: { from: number; to: number };
	/** Transactions that the patient signed, or that name the patient in their bytes or in those of their events. */
	extrinsics: number;
	/** Those that put people in place before: looked up by their hashes. */
	preparing: number;
	/** Fees of those that the patient signed, in the chain's smallest unit. */
	feesOfPatient: string;
	bytes: {
		/** Of the transactions that are counted above. */
		extrinsics: number;
		/** Of their events. */
		events: number;
		/** Keys and values under the patient's id in the state of the last block. */
		state: number;
	};
	/** Texts and unsalted hashes of the bundle that were looked for in all of these bytes, and how many of them stand there. */
	personal: { searchedFor: number; found: number };
}

/** What must not be found: texts as they are, and the hashes of texts. */
export interface Secrets {
	texts: string[];
	hashed: Uint8Array[];
}

export interface Question {
	patient: Uint8Array;
	/** The patient's account. */
	account: string;
	from: number;
	/** Hashes of transactions, `0x…`. */
	preparing: string[];
	secrets: Secrets;
}

/** Counts over a connection of its own to `url`, up to the best block. */
export async function takeCensus(url: string, question: Question): Promise<Census> {
	const provider = new WsProvider(url, false);
	await provider.connect();
	let api: ApiPromise | undefined;
	try {
		api = await ApiPromise.create({ provider, noInitWarn: true, throwOnConnect: true });
		return await count(api, provider, question);
	} catch (error) {
		if (provider.isConnected) throw error;
		throw new SalusError('node.lost', 'The node went away while its blocks were counted.');
	} finally {
		await (api ?? provider).disconnect();
	}
}

async function count(api: ApiPromise, provider: WsProvider, { patient, account, from, preparing, secrets }: Question): Promise<Census> {
	const id = Buffer.from(patient);
	const wanted = new Set(preparing);
	const search = new Search(secrets);
	const to = (await api.rpc.chain.getHeader()).number.toNumber();
	const census: Census = {
		blocks: { from, to }, extrinsics: 0, preparing: 0, feesOfPatient: '0',
		bytes: { extrinsics: 0, events: 0, state: 0 }, personal: { searchedFor: search.size, found: 0 },
	};
	let fees = 0n;
	for (let number = from; number <= to; number++) {
		const hash = await api.rpc.chain.getBlockHash(number);
		const [{ block }, events] = await Promise.all([api.rpc.chain.getBlock(hash), (await api.at(hash)).query['system']!['events']!()]);
		const records = [...(events as unknown as Iterable<EventRecord>)];
		for (const [index, extrinsic] of block.extrinsics.entries()) {
			const own = records.filter(({ phase }) => phase.isApplyExtrinsic && phase.asApplyExtrinsic.toNumber() === index);
			const bytes = Buffer.from(extrinsic.toU8a());
			const eventBytes = Buffer.concat(own.map((record) => record.toU8a()));
			const isPreparing = wanted.has(extrinsic.hash.toHex());
			const isOfPatient = extrinsic.signer.toString() === account || bytes.includes(id) || eventBytes.includes(id);
			if (!isPreparing && !isOfPatient) continue;
			if (isPreparing) census.preparing += 1;
			else census.extrinsics += 1;
			census.bytes.extrinsics += bytes.length;
			census.bytes.events += eventBytes.length;
			search.through(bytes, eventBytes);
			if (extrinsic.signer.toString() === account) fees += feesIn(own);
		}
	}
	const state = await stateOf(api, provider, id, (await api.rpc.chain.getBlockHash(to)).toHex());
	census.bytes.state = state.reduce((sum, bytes) => sum + bytes.length, 0);
	search.through(...state);
	census.feesOfPatient = String(fees);
	census.personal.found = search.found;
	return census;
}

interface EventRecord {
	phase: { isApplyExtrinsic: boolean; asApplyExtrinsic: { toNumber(): number } };
	event: { section: string; method: string; data: { toString(): string }[] };
	toU8a(): Uint8Array;
}

function feesIn(records: EventRecord[]): bigint {
	return records
		.filter(({ event }) => event.section === 'transactionPayment' && event.method === 'TransactionFeePaid')
		.reduce((sum, { event }) => sum + BigInt(event.data[1]?.toString() ?? 0), 0n);
}

/** The keys and values of every storage map whose first key is the patient's id. */
async function stateOf(api: ApiPromise, provider: WsProvider, id: Buffer, at: string): Promise<Buffer[]> {
	const all: Buffer[] = [];
	const items = api.runtimeMetadata.asLatest.pallets
		.filter(({ name }) => PALLETS.includes(name.toString()))
		.flatMap(({ storage }) => (storage.isSome ? storage.unwrap().items.map((item) => ({ prefix: storage.unwrap().prefix.toString(), item })) : []));
	for (const { prefix, item } of items) {
		if (!item.type.isMap || !isOfPatients(api, item.type.asMap.key)) continue;
		const name = item.type.asMap.hashers[0]?.toString() ?? '';
		const hasher = HASHERS[name];
		if (!hasher) throw new SalusError('census.hasher', `${prefix}.${item.name.toString()} cannot be searched for a patient: its keys are hashed by ${name}.`);
		const start = `${xxhashAsHex(prefix, 128)}${xxhashAsHex(item.name.toString(), 128).slice(2)}`;
		// A trail's key is a variant: its index stands before the id.
		for (const key of [id, Buffer.concat([Buffer.of(0), id])]) {
			const under = `${start}${hasher(key)}${key.toString('hex')}`;
			for (let last: string | undefined; ; ) {
				const keys: string[] = await provider.send('state_getKeysPaged', [under, PAGE, last ?? under, at]);
				const values = await Promise.all(keys.map((name) => provider.send<string | null>('state_getStorage', [name, at])));
				all.push(...keys.map(bytesOf), ...values.map((value) => bytesOf(value ?? '0x')));
				last = keys.at(-1);
				if (keys.length < PAGE) break;
			}
		}
	}
	return all;
}

/** Whether a map's first key is a patient's id, or a trail, which may be a patient's. */
function isOfPatients({ registry }: ApiPromise, key: SiLookupTypeId): boolean {
	const { lookup } = registry as unknown as { lookup: PortableRegistry };
	const { def, path } = lookup.getSiType(key);
	const first = def.isTuple ? lookup.getSiType(def.asTuple[0] as SiLookupTypeId).path : path;
	return ['PatientId', 'TrailId'].includes(first.at(-1)?.toString() ?? '');
}

function bytesOf(hex: string): Buffer {
	return Buffer.from(hex.slice(2), 'hex');
}

/** Looks for texts and for hashes in bytes, and counts how many of them it found. */
class Search {
	readonly #texts: Set<string>;
	readonly #hashes: Set<string>;
	readonly #found = new Set<string>();

	constructor({ texts, hashed }: Secrets) {
		const hashesOf = (bytes: Uint8Array) => [bytesOf(blake2AsHex(bytes, 256)), createHash('sha256').update(bytes).digest()];
		this.#texts = new Set(texts);
		this.#hashes = new Set(hashed.flatMap(hashesOf).map((hash) => hash.toString('latin1')));
	}

	get size(): number {
		return this.#texts.size + this.#hashes.size;
	}

	get found(): number {
		return this.#found.size;
	}

	through(...all: Buffer[]): void {
		for (const bytes of all) {
			for (const text of this.#texts) if (bytes.includes(text)) this.#found.add(text);
			// Hashes can be as many as there are records, so each place is looked up among them, and not each of them everywhere.
			for (let at = 0; at + HASH_LENGTH <= bytes.length; at++) {
				const here = bytes.toString('latin1', at, at + HASH_LENGTH);
				if (this.#hashes.has(here)) this.#found.add(here);
			}
		}
	}
}
