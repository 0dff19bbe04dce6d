import assert from 'node:assert/strict';
import { test } from 'node:test';
import { elementsOf } from '../../../src/custody/remote/json-list.ts';
import { all } from '../scene.ts';

const LISTS = ['[]', ' [ ] \n', '[1]', '[ 1 , 2 ]', '[{"a":[1,2],"b":"],[\\"}"},"x,]",[[]],null]', '["\\\\",{"\\\\\\"":[]}]', '["é","日本"]'];

/** In pieces of so many bytes. */
async function* inPieces(text: string, length: number): AsyncGenerator<Uint8Array> {
	const bytes = new TextEncoder().encode(text);
	for (let at = 0; at < bytes.length; at += length) yield bytes.subarray(at, at + length);
}

async function parsed(text: string, length: number, limit = 1_000): Promise<unknown[]> {
	return (await all(elementsOf(inPieces(text, length), limit))).map((bytes) => JSON.parse(new TextDecoder().decode(bytes)));
}

test('a list is taken apart into what JSON.parse makes of it, whatever the pieces', async () => {
	for (const text of LISTS) for (const length of [1, 2, 3, 7, 1_000]) assert.deepEqual(await parsed(text, length), JSON.parse(text), text);
});

test('what is no list, breaks off or goes on is refused, and so is what is longer than it may be', async () => {
	for (const text of ['', '{}', '1', '[', '[1', '[1,', '["]', '[[1]', '[1] 2', '[1][2]', '[1]]', '[}]', '[1,]', '[,1]', '[1 2]', 'x[1]']) {
		for (const length of [1, 1_000]) await assert.rejects(parsed(text, length), text);
	}
	for (const length of [1, 3, 1_000]) {
		assert.deepEqual(await parsed('["1234"]', length, 6), ['1234']);
		await assert.rejects(parsed('["12345"]', length, 6), { name: 'FormatError' });
		await assert.rejects(parsed(`[1,"${'x'.repeat(100)}`, length, 6), { name: 'FormatError' });
	}
});
