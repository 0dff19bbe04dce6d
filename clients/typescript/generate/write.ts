/** Writes files that are made from others: run again, each stays as it is (`npm run generate`, checked by the tests). */
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';

/** A file of the repository, from its root. */
export function inRepository(path: string): string {
	return fileURLToPath(new URL(`../../../${path}`, import.meta.url));
}

/** The text of a TypeScript file that holds one constant. */
export function constantFile(about: string, name: string, type: string, value: unknown): string {
	return `/** ${about} */\nexport const ${name}: ${type} = ${JSON.stringify(value, null, '\t')};\n`;
}

/** Writes `content`, or with `--check` in the command line fails unless the file holds it already. */
export function writeGenerated(path: string, content: string | Uint8Array): void {
	const file = inRepository(path);
	const bytes = Buffer.from(content);
	if (!process.argv.includes('--check')) {
		mkdirSync(dirname(file), { recursive: true });
		writeFileSync(file, bytes);
	} else if (!existsSync(file) || !readFileSync(file).equals(bytes)) {
		throw new Error(`${path} is not what its script writes: run "npm run generate", or scripts/metadata.sh if the runtime has changed, and commit the result.`);
	}
}
