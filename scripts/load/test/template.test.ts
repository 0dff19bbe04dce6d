import assert from 'node:assert/strict';
import { test } from 'node:test';
import { blank, Template } from '../template.ts';

const filler = (byte: number) => new Uint8Array(32).fill(byte);

test('fills each blank wherever it stands, and leaves the rest', () => {
	const bytes = Uint8Array.from([9, ...blank(0), 8, ...blank(1), ...blank(0), 7]);
	assert.deepEqual([...new Template(bytes, 2).fill(filler(1), filler(2))], [9, ...filler(1), 8, ...filler(2), ...filler(1), 7]);
});

test('fills anew at each time', () => {
	const template = new Template(blank());
	const first = template.fill(filler(1));
	assert.deepEqual([...template.fill(filler(2))], [...filler(2)]);
	assert.deepEqual([...first], [...filler(1)]);
});

test('blanks may be of other lengths', () => {
	const bytes = Uint8Array.from([9, ...blank(0, 8), 8, ...blank(1, 16)]);
	const [short, long] = [new Uint8Array(8).fill(1), new Uint8Array(16).fill(2)];
	const template = new Template(bytes, [8, 16]);
	assert.deepEqual([...template.fill(short, long)], [9, ...short, 8, ...long]);
	assert.throws(() => template.fill(short, short), /Blank 1 is of 16 bytes, not of 8/);
});

test('refuses a call without blanks, and too few parts', () => {
	assert.throws(() => new Template(filler(1)), /no blank 0/);
	assert.throws(() => new Template(blank(0), 2), /no blank 1/);
	assert.throws(() => new Template(blank(0)).fill(), /1 blanks, not 0/);
});
