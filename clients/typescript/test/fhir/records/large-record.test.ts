import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { recordsIn } from '../../../src/fhir/records/index.ts';
import { largeText } from './large-record.ts';

const textOf = (resources: number, ndjson: boolean) => [...largeText(resources, ndjson)].join('');

test('a large record is the same as a Bundle and as NDJSON', () => {
	const [bundle, ndjson] = [false, true].map((form) => recordsIn(new TextEncoder().encode(textOf(2_000, form)), 'large').resources);
	assert.equal(bundle?.length, 2_000);
	assert.deepEqual(bundle?.map(({ canonical }) => canonical), ndjson?.map(({ canonical }) => canonical));
});

test('a large record is read without holding it as objects', () => {
	const script = fileURLToPath(new URL('read-stdin.ts', import.meta.url));
	// About 16 MB of text; as trees of objects it takes some 400 MB.
	const { stdout, status } = spawnSync(process.execPath, ['--max-old-space-size=100', '--import', 'tsx', script], { input: textOf(20_000, false), encoding: 'utf8' });
	assert.equal(stdout, '20000 of standard input\n');
	assert.equal(status, 0);
});
