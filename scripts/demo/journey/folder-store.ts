/** A folder of sealed records, each named by the BLAKE2b-256 of its bytes. */
import { mkdir, readFile, rename, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { blake2b256, bytesToHex, FormatError, type RecordStore } from '@salus/client/format';

export class FolderStore implements RecordStore {
	readonly folder: string;

	constructor(folder: string) {
		this.folder = folder;
	}

	/** Keeps `blob` and returns its name. */
	async put(blob: Uint8Array): Promise<string> {
		const name = bytesToHex(blake2b256(blob));
		await mkdir(this.folder, { recursive: true });
		// Written beside and renamed, so that a name never stands for half a blob.
		const unfinished = this.path(`${name}.part`);
		await writeFile(unfinished, blob);
		await rename(unfinished, this.path(name));
		return name;
	}

	/** The bytes that `name` names; altered ones are refused. */
	async get(name: string): Promise<Uint8Array> {
		const blob = await this.getUnchecked(name);
		if (bytesToHex(blake2b256(blob)) !== name) throw new FormatError('the stored bytes are not what their name says');
		return blob;
	}

	/** The bytes that are stored as `name`, whatever they are: what a careless custodian would hand out. */
	async getUnchecked(name: string): Promise<Uint8Array> {
		return new Uint8Array(await readFile(this.path(name)));
	}

	/** How many bytes these blobs take together. */
	async sizeOf(names: string[]): Promise<number> {
		let sum = 0;
		for (const name of names) sum += (await stat(this.path(name))).size;
		return sum;
	}

	path(name: string): string {
		return join(this.folder, name);
	}
}
