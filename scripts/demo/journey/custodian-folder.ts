/** What a custodian keeps, in a folder: all of it is there again after a restart. */
import { readdir, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { BackupStore, BatchStore, CustodianStores, KeptBackup, KeptBatch, KeptRelease, KeptReport, NamedStore, NonceStore, PendingRedemption, ReleaseStore, SealedBatch } from '@salus/client/custody';
import { bytesToHex, equalBytes } from '@salus/client/format';
import { FolderStore } from './folder-store.ts';
import { backupIn, keptBatchIn, redemptionIn, reportIn, sealedBatchIn, written } from './kept-files.ts';
import { makeFile, replaceFile } from './replace-file.ts';

/** A number as it is written here: one that a JavaScript number holds, without zeros before it. */
const NUMBERED = /^(0|[1-9]\d{0,14})\.json$/;

export class CustodianFolder implements CustodianStores {
	readonly batches: BatchStore;
	readonly envelopes: NamedStore;
	readonly emergencyRings: NamedStore;
	readonly backups: BackupStore;
	readonly nonces: NonceStore;
	readonly redemptions: ReleaseStore<PendingRedemption>;
	/** Releases that the chain has still to be told of. */
	readonly reports: ReleaseStore<KeptReport>;
	/** Batches that were sealed and are not known to be anchored. */
	readonly sealed: SealedBatches;
	readonly #folder: string;

	constructor(folder: string) {
		const sub = (name: string) => join(folder, name);
		this.#folder = folder;
		this.batches = new Batches(sub('batches'));
		this.envelopes = new Named(sub('envelopes'));
		this.emergencyRings = new Named(sub('emergency-rings'));
		this.backups = new Backups(sub('backups'));
		this.nonces = new Nonces(sub('nonces'));
		this.redemptions = new Releases(sub('redemptions'), redemptionIn);
		this.reports = new Releases(sub('reports'), reportIn);
		this.sealed = new SealedBatches(sub('sealed'));
	}

	recordsOf(patient: Uint8Array): FolderStore {
		return new FolderStore(join(this.#folder, 'records', bytesToHex(patient)));
	}
}

class Batches implements BatchStore {
	readonly #folder: string;

	constructor(folder: string) {
		this.#folder = folder;
	}

	/** One that cannot be read is absent, so that it can be handed in again. */
	async get(patient: Uint8Array, anchor: number): Promise<KeptBatch | undefined> {
		const text = await readOrNothing(this.#path(patient, `${anchor}.json`));
		const batch = text === undefined ? undefined : keptBatchIn(text);
		return batch && batch.anchor === anchor && equalBytes(batch.patient, patient) ? batch : undefined;
	}

	async put(batch: KeptBatch): Promise<void> {
		await replaceFile(this.#path(batch.patient, `${batch.anchor}.json`), written(batch));
	}

	async anchors(patient: Uint8Array): Promise<number[]> {
		return numbersIn(this.#path(patient));
	}

	async remove(patient: Uint8Array, anchor: number): Promise<void> {
		await rm(this.#path(patient, `${anchor}.json`), { force: true });
	}

	#path(patient: Uint8Array, ...names: string[]): string {
		return join(this.#folder, bytesToHex(patient), ...names);
	}
}

class SealedBatches {
	readonly #folder: string;

	constructor(folder: string) {
		this.#folder = folder;
	}

	async put(batch: SealedBatch): Promise<void> {
		await replaceFile(this.#path(batch), written(batch));
	}

	/** One that cannot be read does not stop the others. */
	async all(): Promise<SealedBatch[]> {
		const files = await filesIn(this.#folder, await namesIn(this.#folder));
		return files.map(({ text }) => sealedBatchIn(text)).filter((batch) => batch !== undefined);
	}

	async remove(batch: SealedBatch): Promise<void> {
		await rm(this.#path(batch), { force: true });
	}

	#path({ root }: SealedBatch): string {
		return join(this.#folder, `${bytesToHex(root)}.json`);
	}
}

class Releases<T extends KeptRelease> implements ReleaseStore<T> {
	readonly #folder: string;
	readonly #releaseIn: (text: string) => T | undefined;

	constructor(folder: string, releaseIn: (text: string) => T | undefined) {
		this.#folder = folder;
		this.#releaseIn = releaseIn;
	}

	/** One that cannot be read is an error: a release must not stay untold since a disk failed. */
	async all(): Promise<T[]> {
		return (await filesIn(this.#folder, await namesIn(this.#folder))).map(({ path, text }) => {
			const release = this.#releaseIn(text);
			if (!release) throw new Error(`${path} cannot be read: a release that the chain may have to be told of.`);
			return release;
		});
	}

	async put(release: T): Promise<void> {
		await replaceFile(this.#path(release.statement), written(release));
	}

	async remove(statement: Uint8Array): Promise<void> {
		await rm(this.#path(statement), { force: true });
	}

	#path(statement: Uint8Array): string {
		return join(this.#folder, `${bytesToHex(statement)}.json`);
	}
}

class Named implements NamedStore {
	readonly #folder: string;

	constructor(folder: string) {
		this.#folder = folder;
	}

	async get(patient: Uint8Array, name: string): Promise<Uint8Array | undefined> {
		return readFile(this.#path(patient, name)).then((bytes) => new Uint8Array(bytes), ifNotThere);
	}

	async put(patient: Uint8Array, name: string, bytes: Uint8Array): Promise<void> {
		await replaceFile(this.#path(patient, name), bytes);
	}

	async names(patient: Uint8Array): Promise<string[]> {
		return namesIn(this.#path(patient));
	}

	async remove(patient: Uint8Array, name: string): Promise<void> {
		await rm(this.#path(patient, name), { force: true });
	}

	#path(patient: Uint8Array, ...names: string[]): string {
		return join(this.#folder, bytesToHex(patient), ...names);
	}
}

/** Numbered in the order in which they came. */
class Backups implements BackupStore {
	readonly #folder: string;

	constructor(folder: string) {
		this.#folder = folder;
	}

	/** One that cannot be read, as where a disk failed, does not take the others with it. */
	async all(patient: Uint8Array): Promise<KeptBackup[]> {
		return (await this.#files(patient)).map(({ text }) => backupIn(text)).filter((backup) => backup !== undefined);
	}

	async add(patient: Uint8Array, backup: KeptBackup): Promise<void> {
		let number = ((await numbersIn(this.#path(patient))).at(-1) ?? -1) + 1;
		// Where another one came at the same time, the next number.
		while (!(await makeFile(this.#path(patient, `${number}.json`), written(backup)))) number += 1;
	}

	/** Counted as `all` gives them. */
	async dropFirst(patient: Uint8Array, count: number): Promise<void> {
		const readable = (await this.#files(patient)).filter(({ text }) => backupIn(text) !== undefined);
		for (const { path } of readable.slice(0, count)) await rm(path, { force: true });
	}

	async #files(patient: Uint8Array): Promise<KeptFile[]> {
		return filesIn(this.#path(patient), (await numbersIn(this.#path(patient))).map((number) => `${number}.json`));
	}

	#path(patient: Uint8Array, ...names: string[]): string {
		return join(this.#folder, bytesToHex(patient), ...names);
	}
}

/** How often nonces whose time has passed are looked for. */
const SWEEP_MS = 60_000;

/** A file for each nonce, which only one request can make. */
class Nonces implements NonceStore {
	readonly #folder: string;
	#swept = Number.NEGATIVE_INFINITY;

	constructor(folder: string) {
		this.#folder = folder;
	}

	async claim(account: Uint8Array, nonce: Uint8Array, { now, until }: { now: number; until: number }): Promise<boolean> {
		if (now - this.#swept >= SWEEP_MS) {
			this.#swept = now;
			await this.#sweep(now);
		}
		return makeFile(join(this.#folder, `${bytesToHex(account)}-${bytesToHex(nonce)}`), String(until));
	}

	async #sweep(now: number): Promise<void> {
		for (const name of await namesIn(this.#folder)) {
			const until = await readOrNothing(join(this.#folder, name));
			if (until !== undefined && Number(until) < now) await rm(join(this.#folder, name), { force: true });
		}
	}
}

async function readOrNothing(path: string): Promise<string | undefined> {
	return readFile(path, 'utf8').catch(ifNotThere);
}

interface KeptFile {
	path: string;
	text: string;
}

/** The files of these names that are still there: one that is removed while they are read has had its day. */
async function filesIn(folder: string, names: string[]): Promise<KeptFile[]> {
	const files = await Promise.all(names.map(async (name) => {
		const path = join(folder, name);
		return { path, text: await readOrNothing(path) };
	}));
	return files.filter((file): file is KeptFile => file.text !== undefined);
}

async function namesIn(folder: string): Promise<string[]> {
	const names = (await readdir(folder).catch(ifNotThere)) ?? [];
	return names.filter((name) => !name.endsWith('.part'));
}

/** Of files that have a number for a name, ascending. What else lies there, an operator's note or an editor's copy, is passed over. */
async function numbersIn(folder: string): Promise<number[]> {
	return (await namesIn(folder)).filter((name) => NUMBERED.test(name)).map((name) => Number(name.replace('.json', ''))).sort((a, b) => a - b);
}

function ifNotThere(error: NodeJS.ErrnoException): undefined {
	if (error.code !== 'ENOENT') throw error;
}
