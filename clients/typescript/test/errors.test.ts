import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));
const sources = readdirSync(join(root, 'src'), { recursive: true, encoding: 'utf8' })
	.filter((name) => name.endsWith('.ts'))
	.map((name) => ({ name, text: readFileSync(join(root, 'src', name), 'utf8') }));
/** The codes in the sources: where an error is made or a class of errors gives its own, and in unions of codes. */
const MADE = [/(?:SalusError|InputError|refuse|super)\(\s*'([a-z.-]+)'/g, /^\t\| '([a-z-]+\.[a-z-]+)'/gm];
const thrown = new Set(sources.flatMap(({ text }) => MADE.flatMap((made) => [...text.matchAll(made)].map(([, code]) => code as string))));

test('the README tells every code, and no other', () => {
	const readme = readFileSync(join(root, 'README.md'), 'utf8');
	const table = [...readme.matchAll(/^\| `([a-z-]+(?:\.[a-z-]+)?)` \|/gm)].map(([, code]) => code as string);
	assert.ok(thrown.size > 50, 'the codes were not found in the sources');
	assert.deepEqual([...new Set(table)].sort(), [...thrown].sort());
});

test('no error is without a code', () => {
	for (const { name, text } of sources) assert.doesNotMatch(text, /new (Error|TypeError|RangeError)\(/, name);
});

test('the README tells every import, and no other', () => {
	const { exports } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as { exports: Record<string, unknown> };
	const table = [...readFileSync(join(root, 'README.md'), 'utf8').matchAll(/^\| `@salus\/client(\/[a-z/]+)` \|/gm)].map(([, path]) => `.${path}`);
	assert.deepEqual(table.sort(), Object.keys(exports).sort());
});
