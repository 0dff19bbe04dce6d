import assert from 'node:assert/strict';
import { test } from 'node:test';
import { InputError } from '../../src/errors.ts';
import { formOf, parseSource } from '../../src/fhir/source.ts';

test('a text is named by its beginning', () => {
	const forms: [string, string][] = [
		['', 'empty'], [' \n\t', 'empty'], ['<Bundle/>', 'xml'], ['\n <?xml?>', 'xml'],
		['{"a":1}', 'json'], ['{\n"a":1}\n', 'json'], ['[{}]\n{}', 'json'], ['{"a":{}\n}', 'json'], ['{"a":1}\n', 'json'],
		['{"a":1}\n{"a":2}', 'ndjson'], ['{"a":1} \r\n\r\n {"a":2}\r\n', 'ndjson'], ['\n{"a":1}\n{', 'ndjson'],
	];
	for (const [text, form] of forms) assert.equal(formOf(text), form, JSON.stringify(text));
});

test('what is no JSON is named as what it is', () => {
	for (const [text, why] of [['', /nothing in it/], ['<a/>', /this is XML/], ['{}\n{}', /this is NDJSON/], ['{"a":1,"a":1}', /duplicate key/]] as [string, RegExp][]) {
		assert.throws(() => parseSource('-', text), (error: Error) => error instanceof InputError && why.test(error.message) && error.message.startsWith('standard input: '));
	}
});
