/** Writes `tests/vectors/record-format-v1.json` anew (`npm run vectors`). */
import { readFileSync, writeFileSync } from 'node:fs';
import { makeSignedCard, makeVectors } from '../test/format/make-vectors.ts';

const file = new URL('../../../tests/vectors/record-format-v1.json', import.meta.url);

const vectors = await makeVectors();
const previous = readPrevious();
// The signature is randomized: a valid one that is already there stays, so that a second run changes nothing.
const keyCard = previous?.keyCard?.signedBytes === vectors.keyCard.signedBytes ? previous.keyCard : await makeSignedCard();
writeFileSync(file, `${JSON.stringify({ ...vectors, keyCard }, null, '\t')}\n`);
console.log(`Wrote ${file.pathname}`);

function readPrevious() {
	try {
		return JSON.parse(readFileSync(file, 'utf8'));
	} catch {
		return undefined;
	}
}
