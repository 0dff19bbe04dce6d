/**
 * The erasure code of pieces, by a library: systematic Reed–Solomon over GF(2⁸) with the polynomial 0x11d and the matrix that Backblaze's and klauspost's
 * libraries share. Nothing here computes in the field.
 *
 * The library is a crate in WebAssembly. Its own wrapper in JavaScript is not used: it frees the flags of `reconstruct`, which the crate has freed, and
 * spoils the heap for the next call.
 */
import { SalusError } from '../errors.ts';
import { REED_SOLOMON_WASM } from './generated/reed-solomon-wasm.ts';

/** So many bytes of each shard at once, since the code takes each column by itself: memory that WebAssembly took once it keeps. */
const STRIPE = 65_536;

/** What is used of it; the types of Node do not know it, and those of browsers are not asked for. */
declare const WebAssembly: { compile(bytes: Uint8Array): Promise<object>; instantiate(module: object): Promise<{ exports: unknown }> };

/** What the crate's WebAssembly exports. Whole numbers are lengths, numbers of shards, and places in its memory. */
interface Library {
	memory: { readonly buffer: ArrayBuffer };
	__wbindgen_malloc(length: number): number;
	__wbindgen_free(at: number, length: number): void;
	/** 0 if it was done. */
	encode(shards: number, length: number, data: number, parity: number): number;
	/** Takes the flags for its own. */
	reconstruct(shards: number, length: number, data: number, parity: number, known: number, shardCount: number): number;
}

let compiled: Promise<object> | undefined;

/** Fills the last of the shards from the first `data`; all are equally long. */
export async function fillParity(shards: readonly Uint8Array[], data: number): Promise<void> {
	const parity = shards.length - data;
	if (parity === 0) return;
	const library = await begin();
	for (const stripes of stripesOf(shards)) {
		inMemory(library, stripes, shards.map((_, i) => i < data), (at, length) => library.encode(at, length, data, parity));
	}
}

/** Fills those of the first `data` shards that are not `known`; at least `data` of all must be. */
export async function fillMissing(shards: readonly Uint8Array[], data: number, known: readonly boolean[]): Promise<void> {
	if (known.slice(0, data).every(Boolean)) return;
	const library = await begin();
	for (const stripes of stripesOf(shards)) {
		inMemory(library, stripes, known.map((isKnown, i) => isKnown || i >= data), (at, length) => {
			const flags = library.__wbindgen_malloc(shards.length);
			new Uint8Array(library.memory.buffer).set(known.map(Number), flags);
			return library.reconstruct(at, length, data, shards.length - data, flags, shards.length);
		});
	}
}

/** Has the library do something with shards in its memory, and takes back those that are not `given`. */
function inMemory(library: Library, shards: readonly Uint8Array[], given: readonly boolean[], work: (at: number, length: number) => number): void {
	const each = (shards[0] as Uint8Array).length;
	const length = shards.length * each;
	const at = library.__wbindgen_malloc(length);
	for (const [i, shard] of shards.entries()) new Uint8Array(library.memory.buffer).set(shard, at + i * each);
	const code = work(at, length);
	// What callers pass was checked.
	if (code !== 0) throw new SalusError('pieces.failed', `The erasure code's library fails with code ${code}.`);
	for (const [i, shard] of shards.entries()) if (!given[i]) shard.set(new Uint8Array(library.memory.buffer, at + i * each, each));
	library.__wbindgen_free(at, length);
}

function* stripesOf(shards: readonly Uint8Array[]): Generator<Uint8Array[]> {
	const total = (shards[0] as Uint8Array).length;
	for (let at = 0; at < total; at += STRIPE) yield shards.map((shard) => shard.subarray(at, at + STRIPE));
}

/** For each use with a memory of its own, which goes with it. */
async function begin(): Promise<Library> {
	compiled ??= WebAssembly.compile(Uint8Array.from(atob(REED_SOLOMON_WASM), (character) => character.charCodeAt(0)));
	return (await WebAssembly.instantiate(await compiled)).exports as Library;
}
