/** Where results go: a file, or standard output. */
import { writeFileSync } from 'node:fs';
import { InputError } from '@salus/client/errors';

export function writeJson(file: string | undefined, json: unknown): void {
	const text = `${JSON.stringify(json, null, '\t')}\n`;
	if (file === undefined) {
		process.stdout.write(text);
		return;
	}
	try {
		writeFileSync(file, text);
	} catch (error) {
		throw new InputError('output.file', `${file}: ${CAUSES[String((error as NodeJS.ErrnoException).code)] ?? 'this file cannot be written'}.`);
	}
}

/** Ends when nobody reads what is written, such as `| head`, and with a sentence when there is no room for it. */
export function endQuietly(): void {
	for (const stream of [process.stdout, process.stderr]) {
		stream.on('error', ({ code }: NodeJS.ErrnoException) => {
			if (code !== 'EPIPE' && stream === process.stdout) console.error(`standard output: ${CAUSES[String(code)] ?? 'it cannot be written to'}.`);
			process.exit(1);
		});
	}
}

const CAUSES: Readonly<Record<string, string>> = {
	ENOENT: 'there is no such folder',
	ENOTDIR: 'a part of this path is a file, not a folder',
	EISDIR: 'this is a folder, not a file',
	EACCES: 'this file may not be written',
	EPERM: 'this file may not be written',
	EROFS: 'this file may not be written',
	ENOSPC: 'there is no room left for it',
};
