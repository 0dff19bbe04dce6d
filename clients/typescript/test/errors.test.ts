import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));
const folders = ['src/chain', 'src/consent'];
const sources = folders.flatMap((folder) =>
	readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
		.filter((name) => name.endsWith('.ts'))
		.map((name) => ({ name: `${folder}/${name}`, text: readFileSync(join(root, folder, name), 'utf8') })),
);
/** The codes in the sources: where an error is made, and in the union of the chain's. */
const thrown = new Set(
	sources.flatMap(({ text }) => [
		...[...text.matchAll(/(?:SalusError|InputError|refuse)\(\s*'([a-z-]+\.[a-z-]+)'/g)].map(([, code]) => code as string),
		...[...text.matchAll(/^\t\| '(chain\.[a-z-]+)'/gm)].map(([, code]) => code as string),
	]),
);

test('the README tells every code of chain and consent, and no other', () => {
	const readme = readFileSync(join(root, 'README.md'), 'utf8');
	const table = [...readme.matchAll(/^\| `([a-z-]+\.[a-z-]+)` \|/gm)].map(([, code]) => code as string);
	assert.ok(thrown.size > 20, 'the codes were not found in the sources');
	assert.deepEqual([...new Set(table)].sort(), [...thrown].sort());
});

test('no error of chain and consent is without a code', () => {
	for (const { name, text } of sources) assert.doesNotMatch(text, /new (Error|TypeError|RangeError)\(/, name);
});
