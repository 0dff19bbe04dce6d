/** Writes files that are made from others: run again, each stays as it is (`npm run generate`, checked by the tests). */
import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

/** A file of the repository, from its root. */
export function inRepository(path: string): string {
	return fileURLToPath(new URL(`../../../${path}`, import.meta.url));
}

/** The text of a TypeScript file that holds one constant. */
export function constantFile(about: string, name: string, type: string, value: unknown): string {
	return `/** ${about} */\nexport const ${name}: ${type} = ${JSON.stringify(value, null, '\t')};\n`;
}

/** Writes `text`, or with `--check` in the command line fails unless the file holds it already. */
export function writeGenerated(path: string, text: string): void {
	const file = inRepository(path);
	if (!process.argv.includes('--check')) writeFileSync(file, text);
	else if (readFileSync(file, 'utf8') !== text) throw new Error(`${path} is not what its script writes: run "npm run generate" and commit the result.`);
}
