/** Writes files so that a name never stands for half of one. */
import { link, mkdir, rename, rm, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';

let written = 0;

/** Puts a file in the place of the one that is there, if any; written beside it and renamed. */
export async function replaceFile(path: string, content: Uint8Array | string): Promise<void> {
	await rename(await writeBeside(path, content), path);
}

/** Makes a file where there is none, written beside it and linked; of several that come at once one is told `true`, and the others that it is there. */
export async function makeFile(path: string, content: Uint8Array | string): Promise<boolean> {
	const whole = await writeBeside(path, content);
	try {
		await link(whole, path);
		return true;
	} catch (error) {
		if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false;
		throw error;
	} finally {
		await rm(whole, { force: true });
	}
}

/** Writes what shall stand at `path` to another file beside it, and gives that one's name. */
async function writeBeside(path: string, content: Uint8Array | string): Promise<string> {
	await mkdir(dirname(path), { recursive: true });
	const unfinished = `${path}.${process.pid}-${written++}.part`;
	await writeFile(unfinished, content);
	return unfinished;
}
