/** Writes `tests/vectors/record-format-v1.json` anew (`npm run vectors`). */
import { readFileSync, writeFileSync } from 'node:fs';
import { makeVectors, sign } from '../test/format/vectors/make.ts';

const file = new URL('../../../tests/vectors/record-format-v1.json', import.meta.url);

writeFileSync(file, `${JSON.stringify(sign(await makeVectors(), readPrevious()), null, '\t')}\n`);
console.log(`Wrote ${file.pathname}`);

function readPrevious() {
	try {
		return JSON.parse(readFileSync(file, 'utf8'));
	} catch {
		return undefined;
	}
}
