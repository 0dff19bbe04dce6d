import assert from 'node:assert/strict';
import { test } from 'node:test';
import { FormatError } from '../../src/format/bytes.ts';
import { itemsOf, kindOf, membersOf, parseSpan, type Span } from '../../src/format/json-spans.ts';
import { canonicalJson, parseJson } from '../../src/format/json.ts';

const bytesOf = (text: string) => new TextEncoder().encode(text);
const whole = (bytes: Uint8Array): Span => ({ from: 0, to: bytes.length });

/** The text read part by part, and put together again. */
function inParts(text: string): string {
	const bytes = bytesOf(text);
	const kind = kindOf(bytes, whole(bytes));
	if (kind === 'array') return `[${[...itemsOf(bytes, whole(bytes))].map((span) => canonicalJson(parseSpan(bytes, span))).join(',')}]`;
	const members = [...membersOf(bytes, whole(bytes))].map(({ name, value }) => [name, `${JSON.stringify(name)}:${canonicalJson(parseSpan(bytes, value))}`]);
	return `{${members.sort(([a], [b]) => (a! < b! ? -1 : 1)).map(([, member]) => member).join(',')}}`;
}

test('read in parts, a text is the same as read whole', () => {
	const texts = [
		'{}', ' { } ', '[]', '[ ]\n', '[1]', '[ 1 , "a,]}" ,{"b":[{"c":"\\"}"}]}, null ]', '{"b":1.10,"a" : {"x":"{[\\\\"},"Þ":"🌿","\\u00e9":[]}', '[[[]],{},"",-0,1E+2]',
	];
	for (const text of texts) assert.equal(inParts(text), canonicalJson(parseJson(text)), text);
});

test('what is refused whole is refused in parts', () => {
	const texts = [
		'[', '[1', '[1,', '[1,]', '[,1]', '[1,,2]', '[1 2]', '[1]]', '[1] 2', '["a]', '[{]}', '[01]', '["\\x"]', '[\u00a01]',
		'{', '{"a"', '{"a":', '{"a":1', '{"a":1,', '{"a":1,}', '{,"a":1}', '{"a":1 "b":2}', '{"a" 1}', '{"a"::1}', '{a:1}', '{1:2}', '{"a":1}}', '{"a":}', '{"a":1}x', '{"a":tru}', '{"\\x":1}',
		'{"a":1,"a":2}', '{"a":1,"\\u0061":1}', '{"a":{"b":1,"b":1}}', '{"a"x:1}', '{"a":"b"c}',
	];
	for (const text of texts) {
		assert.throws(() => parseJson(text), FormatError, text);
		assert.throws(() => inParts(text), FormatError, text);
	}
});

test('a fault is named by its place in the whole', () => {
	const bytes = bytesOf('[\n {"a":1},\n {"b":tru}]');
	const [, second] = [...itemsOf(bytes, whole(bytes))];
	assert.throws(() => parseSpan(bytes, second!), /line 3, column \d/);
});

test('bytes that are no UTF-8 are refused where they stand', () => {
	assert.throws(() => parseSpan(Uint8Array.of(0x22, 0xff, 0x22), { from: 0, to: 3 }), FormatError);
});
