/** Small files that may be gone. */
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';

export interface KeptFile {
	path: string;
	text: string;
}

/** The files of these names that are still there: one that is removed while they are read has had its day. */
export async function filesIn(folder: string, names: string[]): Promise<KeptFile[]> {
	const files = await Promise.all(names.map(async (name) => {
		const path = join(folder, name);
		return { path, text: await readOrNothing(path) };
	}));
	return files.filter((file): file is KeptFile => file.text !== undefined);
}

export async function namesIn(folder: string): Promise<string[]> {
	const names = (await readdir(folder).catch(ifNotThere)) ?? [];
	return names.filter((name) => !name.endsWith('.part'));
}

export async function readOrNothing(path: string): Promise<string | undefined> {
	return readFile(path, 'utf8').catch(ifNotThere);
}

export function ifNotThere(error: NodeJS.ErrnoException): undefined {
	if (error.code !== 'ENOENT') throw error;
}
