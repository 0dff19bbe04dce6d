/** What whoever writes records keeps of them, in a folder: the sealed records, and batches until their anchors are final. All of it is there again after a restart. */
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { SealedBatch } from '@salus/client/custody';
import { bytesToHex } from '@salus/client/format';
import { filesIn, namesIn } from './files.ts';
import { FolderStore } from './folder-store.ts';
import { sealedBatchIn, written } from './kept-files.ts';
import { replaceFile } from './replace-file.ts';

export class WrittenFolder {
	/** Batches that were sealed and are not known to be anchored. */
	readonly sealed: SealedBatches;
	readonly #folder: string;

	constructor(folder: string) {
		this.#folder = folder;
		this.sealed = new SealedBatches(join(folder, 'sealed'));
	}

	recordsOf(patient: Uint8Array): FolderStore {
		return new FolderStore(join(this.#folder, 'records', bytesToHex(patient)));
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
