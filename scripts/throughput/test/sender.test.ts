import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Wire } from '../../load/wire.ts';
import { REACH, Sender } from '../sender.ts';

/** A pool that takes what `refusalOf` has no words for, and notes all that comes. */
function pool(refusalOf: (byte: number) => string | undefined = () => undefined) {
	const came: number[] = [];
	const throwIn = async ([byte]: Uint8Array, answered: (refused?: string) => void) => {
		came.push(byte!);
		answered(refusalOf(byte!));
	};
	return { came, wire: { throwIn } as unknown as Wire };
}

const stock = (name: string, first: number, count: number) => ({ name, signed: Array.from({ length: count }, (_, index) => Uint8Array.of(first + index)) });

test('an account has no more in the pool than the pool keeps of it, and goes on as blocks take some', async () => {
	const { came, wire } = pool();
	const sender = new Sender(wire, [stock('a', 0, REACH + 5)]);
	await sender.fill();
	assert.equal(came.length, REACH);
	await sender.fill();
	assert.equal(came.length, REACH);
	sender.note(['a', 'a', 'somebody']);
	await sender.fill();
	assert.deepEqual(came.slice(REACH), [REACH, REACH + 1]);
	assert.equal(sender.left, REACH + 3);
	assert.equal(sender.stocked, 3);
	assert.equal(sender.inPool, REACH);
});

test('accounts hand in by turns', async () => {
	const { came, wire } = pool();
	await new Sender(wire, [stock('a', 0, 2), stock('b', 100, 2)]).fill();
	assert.deepEqual(came, [0, 100, 1, 101]);
});

test('what was refused is handed in again before anything new, unless the pool has it', async () => {
	let words: string | undefined = 'the pool is full';
	const { came, wire } = pool((byte) => (byte === 1 ? words : undefined));
	const sender = new Sender(wire, [stock('a', 0, 3)], 2);
	await sender.fill();
	words = '1013: Transaction Already Imported';
	sender.note(['a']);
	await sender.fill();
	assert.deepEqual(came, [0, 1, 1, 2]);
	await sender.fill();
	assert.deepEqual(came, [0, 1, 1, 2]);
	assert.deepEqual(sender.refusals, [['the pool is full', 1]]);
});

test('what the pool has lost without a word is handed in again after some blocks', async () => {
	const { came, wire } = pool();
	const sender = new Sender(wire, [stock('a', 0, 1), stock('b', 50, 1)]);
	await sender.fill();
	sender.note(['b']);
	for (let blocks = 0; blocks < 7; blocks++) {
		sender.note([]);
		await sender.retry();
	}
	assert.deepEqual(came, [0, 50, 0]);
});

test('what blocks hold is said by account', async () => {
	const sender = new Sender(pool().wire, [stock('a', 0, REACH + 2), stock('b', 90, 1)]);
	await sender.fill();
	sender.note(['a', 'a', 'b', 'b']);
	assert.equal(sender.includedOf('a'), 2);
	assert.equal(sender.includedOf('b'), 1);
	assert.equal(sender.includedOf('c'), 0);
});
