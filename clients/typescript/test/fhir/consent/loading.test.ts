/** Reported: every command loaded polkadot.js's API, which takes seconds, though only an export and `--url` ask a node. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';

const folders = ['consent', 'audit'].map((name) => fileURLToPath(new URL(`../../../src/fhir/${name}`, import.meta.url)));

/** The packages that a source loads, itself or by what it imports. Types are not loaded. */
function packagesOf(file: string, seen = new Set<string>()): Set<string> {
	const packages = new Set<string>();
	if (seen.has(file)) return packages;
	seen.add(file);
	for (const [, name] of readFileSync(file, 'utf8').matchAll(/^(?:import|export) (?!type )[^;]*?from '([^']+)';/gm)) {
		if (!name?.startsWith('.')) packages.add(name as string);
		else for (const inner of packagesOf(join(dirname(file), name), seen)) packages.add(inner);
	}
	return packages;
}

test('only what asks a node loads the API of a node', () => {
	for (const folder of folders) {
		assert.ok(packagesOf(join(folder, 'from-chain.ts')).has('@polkadot/api'));
		const packages = packagesOf(join(folder, 'index.ts'));
		assert.ok(packages.has('@noble/hashes/blake2.js'), 'the imports were not found');
		assert.deepEqual([...packages].filter((name) => /^@polkadot\/(api|rpc|types)/.test(name)), []);
	}
});
