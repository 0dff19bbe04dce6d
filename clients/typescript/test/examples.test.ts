import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));

/** What stands between the marks, without the indentation that all of it has. */
function regionsIn(text: string): string[] {
	return [...text.matchAll(/^(\t*)\/\/ #region (\w+)\n(.*?)^\1\/\/ #endregion \2$/gms)].map(([, indentation = '', , body = '']) => body.replaceAll(new RegExp(`^${indentation}`, 'gm'), ''));
}

test('the README has no example that is not compiled, and all that are meant for it', () => {
	const readme = [...readFileSync(join(root, 'README.md'), 'utf8').matchAll(/^```ts\n(.*?)^```$/gms)].map(([, code = '']) => code);
	const examples = readdirSync(join(root, 'examples')).flatMap((name) => regionsIn(readFileSync(join(root, 'examples', name), 'utf8')));
	assert.ok(examples.length >= 3, 'no examples were found');
	assert.deepEqual(readme.toSorted(), examples.toSorted());
});
