import assert from 'node:assert/strict';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { FormatError, utf8ToBytes } from '@salus/client/format';
import { FolderStore } from '../journey/folder-store.ts';

test('a store gives back what it was given and notices what was changed', async () => {
	const blob = utf8ToBytes('a sealed record');
	const folder = await mkdtemp(join(tmpdir(), 'salus-store-'));
	try {
		const store = new FolderStore(folder);
		const name = await store.put(blob);
		assert.deepEqual(await store.get(name), blob);
		await writeFile(store.path(name), 'something else');
		await assert.rejects(store.get(name), FormatError);
	} finally {
		await rm(folder, { recursive: true });
	}
});
