/**
 * Archives of trails: entries as the chain stores them, with what proves them, in lines of JSON (`docs/trail-archive.md`). An archive is checked alone, and by a
 * later head of the trail, also when the chain has pruned what is in it.
 */
import type { Chain } from '../chain/chain.ts';
import type { TrailId } from '../chain/generated/given.ts';
import { bytesOf, encodeTrail, headOf, nextHead, type StoredEntry, startOf, storedEntries, trailOf } from '../chain/trail.ts';
import { SalusError } from '../errors.ts';
import { bytesToHex, ByteReader, equalBytes } from '../format/bytes.ts';
import { type Bounds, checkTrail, type TrailCheck, type TrailRecord } from './checking.ts';

export const ARCHIVE_FORMAT = 'salus-trail-archive/1';

/** What the first line says, byte strings in hexadecimal behind `0x`. */
interface Header {
	format: typeof ARCHIVE_FORMAT;
	genesis: string;
	/** SCALE(TrailId). */
	trail: string;
	/** The block as of which the trail was read. */
	block: { number: number; hash: string };
	/** The place of the first entry in the archive, */
	first: number;
	/** that after the last one, */
	next: number;
	/** and the hashes before either. */
	checkpoint: string;
	tip: string;
}

const MEMBERS = ['format', 'genesis', 'trail', 'block', 'first', 'next', 'checkpoint', 'tip'];

/** An archive that is read: a trail, or a part of one. */
export interface TrailArchive extends TrailRecord {
	block: { number: number; hash: string };
}

export interface ArchiveCheck extends TrailCheck {
	/** The entries from `from` to before `until` are the chain's. None are where both are the same. */
	proven: { from: number; until: number };
}

/** The lines of an archive of a trail as it stands at `block`, from the place `from` on or from the oldest entry that is kept. They are whole once all are read. */
export async function* archiveLines(chain: Chain, of: Uint8Array | TrailId, block: string, from?: number): AsyncGenerator<string, void> {
	const trail = trailOf(of);
	const { first, next, checkpoint, tip } = await headOf(chain, trail, block);
	const begin = Math.min(Math.max(from ?? first, first), next);
	const number = await chain.read(async (api) => (await api.rpc.chain.getHeader(block)).number.toNumber());
	let before = startOf(chain.genesis, trail, { first, checkpoint });
	for await (const entry of storedEntries(chain, trail, { first, next }, block, { until: begin })) before = nextHead(before, whole(entry));
	const header: Header = {
		format: ARCHIVE_FORMAT, genesis: hex(chain.genesis), trail: hex(encodeTrail(trail)), block: { number, hash: block }, first: begin, next, checkpoint: hex(before), tip,
	};
	yield JSON.stringify(header);
	for await (const entry of storedEntries(chain, trail, { first, next }, block, { from: begin })) {
		yield JSON.stringify({ sequence: entry.sequence, entry: hex(whole(entry)) });
	}
}

/** Reads an archive line by line; its entries can be gone through once. What is not of the format is refused; whether it is true, the checks tell. */
export async function readArchive(lines: AsyncIterable<string> | Iterable<string>): Promise<TrailArchive> {
	const rest = everyLine(lines);
	const { value: first, done } = await rest.next();
	if (done) throw invalid(0, 'is missing');
	const { genesis, trail, block, ...head } = headerIn(first);
	return { genesis: bytesOf(genesis), trail: trailIn(bytesOf(trail)), block, head, entries: entriesIn(rest) };
}

/** Checks an archive by a later head of its trail, and by the entries that the chain still keeps, as far as they are given. `later` must be of the same chain. */
export async function proveArchive(
	archive: TrailArchive, later: Bounds, kept: AsyncIterable<StoredEntry> | Iterable<StoredEntry> = [],
): Promise<ArchiveCheck> {
	const { first, next, tip } = archive.head;
	const begin = startOf(archive.genesis, archive.trail, archive.head);
	const walk = { tip: begin, atCheckpoint: later.first === first ? begin : undefined };
	async function* seen(): AsyncGenerator<StoredEntry> {
		for await (const entry of archive.entries) {
			if (entry.encoded) walk.tip = nextHead(walk.tip, entry.encoded);
			if (entry.sequence + 1 === later.first) walk.atCheckpoint = walk.tip;
			yield entry;
		}
	}
	const check = await checkTrail({ ...archive, entries: seen() });
	const faults = [...check.faults];
	const proven = { from: first, until: first };
	if (check.isWhole) {
		const { atCheckpoint } = walk;
		if (later.next < next) faults.push({ kind: 'OtherHead', sequence: later.next });
		else if (atCheckpoint && !equalBytes(atCheckpoint, bytesOf(later.checkpoint))) faults.push({ kind: 'OtherCheckpoint', sequence: later.first });
		else {
			if (atCheckpoint) proven.until = later.first;
			let base = bytesOf(later.checkpoint);
			let place = later.first;
			const compare = () => {
				if (place === first && !equalBytes(base, begin)) faults.push({ kind: 'OtherCheckpoint', sequence: first });
				if (place !== next) return;
				if (equalBytes(base, bytesOf(tip))) proven.until = next;
				else faults.push({ kind: 'OtherHead', sequence: next });
			};
			if (later.first <= next) compare();
			for await (const { sequence, encoded } of kept) {
				if (sequence !== place || !encoded || place >= next) break;
				base = nextHead(base, encoded);
				place += 1;
				compare();
			}
			// All is compared, where the chain's end is the archive's.
			if (later.next === next && faults.length === 0 && atCheckpoint) {
				if (later.tip === tip) proven.until = next;
				else faults.push({ kind: 'OtherHead', sequence: next });
			}
		}
	}
	const isWhole = faults.length === 0;
	return { ...check, isWhole, faults, proven: isWhole ? proven : { from: first, until: first } };
}

/** Checks an archive by what the chain says at a block: what it has pruned by the checkpoint, the rest by its own entries. */
export async function checkArchive(chain: Chain, archive: TrailArchive, block: string): Promise<ArchiveCheck> {
	const { first, next } = archive.head;
	if (!equalBytes(archive.genesis, chain.genesis)) {
		return { isWhole: false, faults: [{ kind: 'OtherChain', sequence: first }], entries: 0, witnessed: 0, proven: { from: first, until: first } };
	}
	const later = await headOf(chain, archive.trail, block);
	return proveArchive(archive, later, storedEntries(chain, archive.trail, later, block, { until: Math.min(next, later.next) }));
}

async function* everyLine(lines: AsyncIterable<string> | Iterable<string>): AsyncGenerator<string, void> {
	for await (const line of lines) yield line;
}

function headerIn(line: string): Header {
	const header = parsed(line, 1) as Partial<Header>;
	if (header.format !== ARCHIVE_FORMAT) throw invalid(1, `is not that of ${ARCHIVE_FORMAT}`);
	assertMembers(header, MEMBERS, 1);
	const { genesis, trail, block, first, next, checkpoint, tip } = header as Header;
	const isHead = [genesis, checkpoint, tip].every((hash) => isHex(hash, 32)) && isHex(trail) && isPlace(first) && isPlace(next) && first <= next;
	if (!isHead || typeof block !== 'object' || block === null || !isPlace(block.number) || typeof block.hash !== 'string') throw invalid(1, 'has something else where a hash or a number should be');
	assertMembers(block, ['number', 'hash'], 1);
	return header as Header;
}

async function* entriesIn(lines: AsyncIterable<string>): AsyncGenerator<StoredEntry, void> {
	let number = 1;
	for await (const line of lines) {
		number += 1;
		const value = parsed(line, number) as { sequence: number; entry: string };
		assertMembers(value, ['sequence', 'entry'], number);
		if (!isPlace(value.sequence) || !isHex(value.entry)) throw invalid(number, 'has something else where an entry should be');
		yield { sequence: value.sequence, encoded: bytesOf(value.entry) };
	}
}

function trailIn(encoded: Uint8Array): TrailId {
	const [kind, of] = [encoded[0], encoded.slice(1)];
	if (kind === 0 && of.length === 32) return { Patient: of };
	if (kind === 1 && of.length === 4) return { Organization: new ByteReader(of).u32() };
	if (kind === 2 && of.length === 0) return 'Governance';
	throw invalid(1, 'names no trail that there can be');
}

function parsed(line: string, number: number): object {
	try {
		const value: unknown = JSON.parse(line);
		if (typeof value === 'object' && value !== null) return value;
	} catch (error) {
		throw invalid(number, 'is no JSON', error);
	}
	throw invalid(number, 'is no object');
}

function assertMembers(value: object, names: readonly string[], line: number): void {
	const other = Object.keys(value).find((name) => !names.includes(name)) ?? names.find((name) => !Object.hasOwn(value, name));
	if (other !== undefined) throw invalid(line, `has or lacks "${other}"`);
}

function isPlace(value: unknown): boolean {
	return Number.isSafeInteger(value) && (value as number) >= 0;
}

function isHex(value: unknown, length?: number): boolean {
	return typeof value === 'string' && /^0x(?:[0-9a-f]{2})*$/.test(value) && (length === undefined || value.length === 2 + 2 * length);
}

function invalid(line: number, what: string, cause?: unknown): SalusError {
	return new SalusError('archive.invalid', `Line ${line} of the archive ${what}.`, { cause });
}

function whole({ sequence, encoded }: StoredEntry): Uint8Array {
	if (!encoded) throw new SalusError('archive.incomplete', `The node does not have entry ${sequence}: an archive would not be whole.`);
	return encoded;
}

function hex(bytes: Uint8Array): string {
	return `0x${bytesToHex(bytes)}`;
}
