import assert from 'node:assert/strict';
import { test } from 'node:test';
import { coreSecondsIn } from '../machine.ts';

test("a process's time is read, whatever its name is", () => {
	const stat = '17038 (salus) node 1) S 1 17038 17038 0 -1 4194560 127 0 0 0 350 150 0 0 20 0 30 0 98765';
	assert.equal(coreSecondsIn(stat), 5);
});
