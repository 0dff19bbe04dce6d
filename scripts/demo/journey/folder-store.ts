/** A folder of a patient's sealed records, each named by the BLAKE2b-256 of its bytes. */
import { createReadStream } from 'node:fs';
import { readFile, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { blake2b } from '@noble/hashes/blake2.js';
import { blake2b256, bytesToHex, FormatError, MAX_RECORD_LENGTH } from '@salus/client/format';
import type { BlobStore } from '@salus/client/custody';
import { replaceFile } from './replace-file.ts';

export class FolderStore implements BlobStore {
	readonly folder: string;

	constructor(folder: string) {
		this.folder = folder;
	}

	/** Keeps `blob` and returns its name; one for which no release has room is refused. */
	async put(blob: Uint8Array): Promise<string> {
		if (blob.length > MAX_RECORD_LENGTH) throw new FormatError('longer than any sealed record');
		const name = bytesToHex(blake2b256(blob));
		await replaceFile(this.path(name), blob);
		return name;
	}

	async remove(name: string): Promise<void> {
		await rm(this.path(name), { force: true });
	}

	/** As if the disk had failed. */
	async loseAll(): Promise<void> {
		await rm(this.folder, { recursive: true, force: true });
	}

	/** Read and compared, in parts, since many are looked for at a time: a crash may leave a file that is torn. */
	async has(name: string): Promise<boolean> {
		const hash = blake2b.create({ dkLen: 32 });
		try {
			for await (const part of createReadStream(this.path(name))) hash.update(part);
		} catch {
			return false;
		}
		return bytesToHex(hash.digest()) === name;
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
