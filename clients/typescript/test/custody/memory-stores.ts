/** What a custodian keeps, in memory. */
import type { PendingRedemption } from '../../src/custody/pending-redemptions.ts';
import type { KeptRelease, ReleaseStore } from '../../src/custody/reports.ts';
import type { BackupStore, BatchStore, BlobStore, CustodianStores, KeptBackup, KeptBatch, NamedStore, NonceStore } from '../../src/custody/stores.ts';
import { bytesToHex, FormatError } from '../../src/format/bytes.ts';
import { blake2b256 } from '../../src/format/commitment.ts';

export class MemoryStores implements CustodianStores {
	readonly batches = new Batches();
	readonly envelopes = new Named();
	readonly emergencyRings = new Named();
	readonly backups = new Backups();
	readonly nonces = new Nonces();
	readonly redemptions = new MemoryReleases<PendingRedemption>();
	readonly #records = new Map<string, Blobs>();

	recordsOf(patient: Uint8Array): Blobs {
		const name = bytesToHex(patient);
		const records = this.#records.get(name) ?? new Blobs();
		this.#records.set(name, records);
		return records;
	}
}

class Blobs implements BlobStore {
	readonly kept = new Map<string, Uint8Array>();

	async put(blob: Uint8Array): Promise<string> {
		const name = bytesToHex(blake2b256(blob));
		this.kept.set(name, blob);
		return name;
	}

	async get(name: string): Promise<Uint8Array> {
		const blob = this.kept.get(name);
		if (!blob || bytesToHex(blake2b256(blob)) !== name) throw new FormatError('the stored bytes are not what their name says');
		return blob;
	}

	async has(name: string): Promise<boolean> {
		await aWhile();
		const blob = this.kept.get(name);
		return blob !== undefined && bytesToHex(blake2b256(blob)) === name;
	}

	async remove(name: string): Promise<void> {
		this.kept.delete(name);
	}
}

class Batches implements BatchStore {
	readonly kept = new Map<string, KeptBatch>();

	async get(patient: Uint8Array, anchor: number): Promise<KeptBatch | undefined> {
		await aWhile();
		return this.kept.get(`${bytesToHex(patient)} ${anchor}`);
	}

	async put(batch: KeptBatch): Promise<void> {
		await aWhile();
		this.kept.set(`${bytesToHex(batch.patient)} ${batch.anchor}`, batch);
	}

	async anchors(patient: Uint8Array): Promise<number[]> {
		return [...this.kept.values()].filter((batch) => bytesToHex(batch.patient) === bytesToHex(patient)).map(({ anchor }) => anchor).sort((a, b) => a - b);
	}

	async remove(patient: Uint8Array, anchor: number): Promise<void> {
		this.kept.delete(`${bytesToHex(patient)} ${anchor}`);
	}
}

class Named implements NamedStore {
	readonly kept = new Map<string, Uint8Array>();

	async get(patient: Uint8Array, name: string): Promise<Uint8Array | undefined> {
		await aWhile();
		return this.kept.get(`${bytesToHex(patient)} ${name}`);
	}

	async put(patient: Uint8Array, name: string, bytes: Uint8Array): Promise<void> {
		await aWhile();
		this.kept.set(`${bytesToHex(patient)} ${name}`, bytes);
	}

	async names(patient: Uint8Array): Promise<string[]> {
		await aWhile();
		const whose = `${bytesToHex(patient)} `;
		return [...this.kept.keys()].filter((key) => key.startsWith(whose)).map((key) => key.slice(whose.length));
	}

	async remove(patient: Uint8Array, name: string): Promise<void> {
		this.kept.delete(`${bytesToHex(patient)} ${name}`);
	}
}

class Backups implements BackupStore {
	readonly kept: { patient: string; backup: KeptBackup }[] = [];

	async all(patient: Uint8Array): Promise<KeptBackup[]> {
		await aWhile();
		return this.kept.filter((one) => one.patient === bytesToHex(patient)).map(({ backup }) => backup);
	}

	async add(patient: Uint8Array, backup: KeptBackup): Promise<void> {
		await aWhile();
		this.kept.push({ patient: bytesToHex(patient), backup });
	}

	async dropFirst(patient: Uint8Array, count: number): Promise<void> {
		for (const one of this.kept.filter((kept) => kept.patient === bytesToHex(patient)).slice(0, count)) this.kept.splice(this.kept.indexOf(one), 1);
	}
}

class Nonces implements NonceStore {
	readonly seen = new Map<string, number>();

	async claim(account: Uint8Array, nonce: Uint8Array, { until }: { now: number; until: number }): Promise<boolean> {
		const name = `${bytesToHex(account)} ${bytesToHex(nonce)}`;
		if (this.seen.has(name)) return false;
		this.seen.set(name, until);
		return true;
	}
}

export class MemoryReleases<T extends KeptRelease> implements ReleaseStore<T> {
	readonly kept = new Map<string, T>();

	async all(): Promise<T[]> {
		await aWhile();
		return [...this.kept.values()];
	}

	async put(release: T): Promise<void> {
		await aWhile();
		this.kept.set(bytesToHex(release.statement), release);
	}

	async remove(statement: Uint8Array): Promise<void> {
		this.kept.delete(bytesToHex(statement));
	}
}

/** As where there is a disk: others are at work meanwhile. */
async function aWhile(): Promise<void> {
	await new Promise((resolve) => setImmediate(resolve));
}
