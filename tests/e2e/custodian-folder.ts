/** What a custodian in this process keeps, in a folder, so that tests look into it: all of it is there again after a restart. */
import { readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { BackupStore, BatchStore, CustodianStores, KeptBackup, KeptBatch, KeptRelease, KeptReport, NamedStore, NonceStore, PendingRedemption, ReleaseStore } from '@salus/client/custody';
import { bytesToHex, equalBytes } from '@salus/client/format';
import { filesIn, ifNotThere, type KeptFile, namesIn, readOrNothing } from '../../scripts/demo/journey/files.ts';
import { backupIn, keptBatchIn, redemptionIn, reportIn, written } from '../../scripts/demo/journey/kept-files.ts';
import { makeFile, replaceFile } from '../../scripts/demo/journey/replace-file.ts';
import { WrittenFolder } from '../../scripts/demo/journey/written-folder.ts';

/** A number as it is written here: one that a JavaScript number holds, without zeros before it. */
const NUMBERED = /^(0|[1-9]\d{0,14})\.json$/;

export class CustodianFolder extends WrittenFolder implements CustodianStores {
	readonly batches: BatchStore;
	readonly envelopes: NamedStore;
	readonly emergencyRings: NamedStore;
	readonly backups: BackupStore;
	readonly nonces: NonceStore;
	readonly redemptions: ReleaseStore<PendingRedemption>;
	/** Releases that the chain has still to be told of. */
	readonly reports: ReleaseStore<KeptReport>;

	constructor(folder: string) {
		super(folder);
		const sub = (name: string) => join(folder, name);
		this.batches = new Batches(sub('batches'));
		this.envelopes = new Named(sub('envelopes'));
		this.emergencyRings = new Named(sub('emergency-rings'));
		this.backups = new Backups(sub('backups'));
		this.nonces = new Nonces(sub('nonces'));
		this.redemptions = new Releases(sub('redemptions'), redemptionIn);
		this.reports = new Releases(sub('reports'), reportIn);
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

/** Of files that have a number for a name, ascending. What else lies there, an operator's note or an editor's copy, is passed over. */
async function numbersIn(folder: string): Promise<number[]> {
	return (await namesIn(folder)).filter((name) => NUMBERED.test(name)).map((name) => Number(name.replace('.json', ''))).sort((a, b) => a - b);
}
