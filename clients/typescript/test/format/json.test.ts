import assert from 'node:assert/strict';
import { test } from 'node:test';
import { FormatError } from '../../src/format/bytes.ts';
import { MAX_DEPTH, canonicalJson, parseJson } from '../../src/format/json.ts';

const canonical = (text: string) => canonicalJson(parseJson(text));

test('numbers stay as their source wrote them', () => {
	for (const number of ['1.10', '0.0', '-0', '1e2', '1E+2', '100000000000000000000.000000000000000000001', '7']) {
		assert.equal(canonical(` [ ${number} ] `), `[${number}]`);
	}
});

test('keys are ordered by UTF-16 code units, as the example of RFC 8785 orders them', () => {
	const text = '{"\\u20ac":1,"\\r":2,"\\ufb33":3,"1":4,"\\ud83d\\ude00":5,"\\u0080":6,"\\u00f6":7}';
	const values = canonical(text).match(/:(\d)/g)?.map((match) => match[1]).join('');
	assert.equal(values, '2467153');
});

test('strings are escaped as RFC 8785 escapes them', () => {
	const text = '["\\u20ac$\\u000F\\u000aA\'\\u0042\\u0022\\u005c\\\\\\"\\/"]';
	assert.equal(canonical(text), '["€$\\u000f\\nA\'B\\"\\\\\\\\\\"/"]');
});

test('whitespace and key order of the source do not matter, nested or not', () => {
	assert.equal(canonical('{ "b": [ {"d":1.0, "c":null} ],\n"a": true }'), canonical('{"a":true,"b":[{"c":null,"d":1.0}]}'));
});

test('a key such as __proto__ is a key like any other', () => {
	assert.equal(canonical('{"__proto__":{"b":1},"a":2}'), '{"__proto__":{"b":1},"a":2}');
});

test('duplicate keys are refused, also where their values are equal or the spelling differs', () => {
	for (const text of ['{"a":1,"a":2}', '{"a":1,"a":1}', '{"x":[{"a":{"b":"c"},"\\u0061":{"b":"c"}}]}']) {
		assert.throws(() => parseJson(text), FormatError);
	}
});

test('what is not JSON is refused', () => {
	const texts = ['', '{', '[1,]', '{"a":1,}', '01', '1.', '.5', '+1', 'NaN', "{'a':1}", '"\n"', '[1] 2', '{"a" 1}', '"\\x"', '\u00a01'];
	for (const text of texts) assert.throws(() => parseJson(text), FormatError, text);
});

test('a refusal names the place and nothing of the content', () => {
	assert.throws(() => parseJson('{"name":\n "Secret" "x"}'), (error: Error) => {
		assert.match(error.message, /line 2, column \d+/);
		assert.doesNotMatch(error.message, /Secret|name/);
		return true;
	});
	assert.throws(() => parseJson('{"Secret":1,"Secret":2}'), (error: Error) => !error.message.includes('Secret'));
});

test('an unpaired surrogate is refused', () => {
	assert.throws(() => canonical('["\\ud800"]'), FormatError);
	assert.throws(() => canonical('{"\\udc00":1}'), FormatError);
});

test('nesting is bounded', () => {
	assert.equal(canonical('['.repeat(MAX_DEPTH) + ']'.repeat(MAX_DEPTH)).length, 2 * MAX_DEPTH);
	assert.throws(() => parseJson('['.repeat(MAX_DEPTH + 1) + ']'.repeat(MAX_DEPTH + 1)), FormatError);
	assert.throws(() => parseJson('['.repeat(1_000_000)), FormatError);
});
