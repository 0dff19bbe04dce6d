import assert from 'node:assert/strict';
import { test } from 'node:test';
import { inShort } from '../wire.ts';

test('refusals for the same reason are the same', () => {
	assert.equal(inShort('1014: Priority is too low: (72057594037927936 vs 72057594037927936): The transaction has too low priority'), '1014: Priority is too low');
	assert.equal(inShort('1013: Transaction Already Imported: Any { .. }'), '1013: Transaction Already Imported');
	assert.equal(inShort("1016: Immediately Dropped: The transaction couldn't enter the pool because of the limit"), '1016: Immediately Dropped');
	assert.equal(inShort('1010: Invalid Transaction: Custom error: 3'), '1010: Invalid Transaction: Custom error: 3');
});
