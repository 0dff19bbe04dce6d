import assert from 'node:assert/strict';
import { test } from 'node:test';
import { FormatError, utf8ToBytes } from '../../src/format/bytes.ts';
import { allClasses, classOf } from '../../src/format/classes.ts';
import { type JsonObject, MAX_DEPTH, parseJson } from '../../src/format/json.ts';
import { assertClass, readRecordContent, recordContent } from '../../src/format/record-content.ts';

const OBSERVATION = '{"resourceType":"Observation","valueDecimal":1.10}';
const read = (text: string) => readRecordContent(utf8ToBytes(text));
const made = (fullUrl: string | undefined, resource: string) => new TextDecoder().decode(recordContent(fullUrl, parseJson(resource) as JsonObject));

test('the content is canonical JSON of the resource and its fullUrl', () => {
	assert.equal(made(undefined, ' {"valueDecimal": 1.10, "resourceType":"Observation" }'), `{"resource":${OBSERVATION}}`);
	assert.equal(made('urn:uuid:ä"', OBSERVATION), `{"fullUrl":"urn:uuid:ä\\"","resource":${OBSERVATION}}`);
});

test('what was made is read', () => {
	for (const fullUrl of [undefined, 'urn:uuid:61ebe359-bfdc-4613-8bf2-c5e300945f0a', 'https://hospital.example/fhir/Observation/o1']) {
		const content = readRecordContent(recordContent(fullUrl, parseJson(OBSERVATION) as JsonObject));
		assert.deepEqual(content, { ...(fullUrl === undefined ? {} : { fullUrl }), resource: parseJson(OBSERVATION), resourceType: 'Observation' });
	}
});

const REFUSED: [string, string | Uint8Array, RegExp][] = [
	['nothing', '', /JSON/],
	['no JSON', '{"resource":', /JSON/],
	['a byte order mark', `\ufeff{"resource":${OBSERVATION}}`, /JSON/],
	['bytes that are not UTF-8', Uint8Array.of(0x7b, 0xff, 0x7d), /UTF-8/],
	['a space', `{"resource": ${OBSERVATION}}`, /not canonical/],
	['a line end', `{"resource":${OBSERVATION}}\n`, /not canonical/],
	['members in another order', `{"resource":${OBSERVATION},"fullUrl":"x"}`, /not canonical/],
	['members of the resource in another order', '{"resource":{"valueDecimal":1.10,"resourceType":"Observation"}}', /not canonical/],
	['an escape that need not be', '{"fullUrl":"\\u0078","resource":{"resourceType":"Observation"}}', /not canonical/],
	['half a character', '{"fullUrl":"\\ud800","resource":{"resourceType":"Observation"}}', /surrogate/],
	['a name twice', '{"fullUrl":"x","fullUrl":"x","resource":{"resourceType":"Observation"}}', /duplicate/],
	['the resource itself', OBSERVATION, /members other than/],
	['another member', `{"request":{},"resource":${OBSERVATION}}`, /members other than/],
	['a member that JavaScript has', `{"__proto__":{},"resource":${OBSERVATION}}`, /members other than/],
	['a fullUrl that is null', `{"fullUrl":null,"resource":${OBSERVATION}}`, /"fullUrl" of the record is not text/],
	['a fullUrl that is empty', `{"fullUrl":"","resource":${OBSERVATION}}`, /"fullUrl" of the record is not text/],
	['a fullUrl that is a number', `{"fullUrl":1,"resource":${OBSERVATION}}`, /"fullUrl" of the record is not text/],
	['no resource', '{"fullUrl":"x"}', /holds no resource/],
	['an empty object', '{}', /holds no resource/],
	['a resource that is a list', `{"resource":[${OBSERVATION}]}`, /holds no resource/],
	['a resource that is a number', '{"resource":1.10}', /holds no resource/],
	['a resource that is null', '{"resource":null}', /holds no resource/],
	['no type', '{"resource":{}}', /does not say its type/],
	['an empty type', '{"resource":{"resourceType":""}}', /does not say its type/],
	['a type that is no text', '{"resource":{"resourceType":["Observation"]}}', /does not say its type/],
	['a type that is inherited', '{"resource":{"__proto__":{"resourceType":"Observation"}}}', /does not say its type/],
	['a list', `[${OBSERVATION}]`, /not an object/],
	['a text', '"Observation"', /not an object/],
	['a number', '1.10', /not an object/],
	['null', 'null', /not an object/],
];

for (const [what, content, why] of REFUSED) {
	test(`${what} is not what was sealed`, () => {
		assert.throws(() => readRecordContent(typeof content === 'string' ? utf8ToBytes(content) : content), (error: Error) => {
			assert.ok(error instanceof FormatError, error.stack ?? '');
			assert.match(error.message, why);
			return true;
		});
	});
}

test('what would not be read is not made', () => {
	for (const [fullUrl, resource] of [['', OBSERVATION], [undefined, '{}'], [undefined, '{"resourceType":1}'], [undefined, '[]'], ['x', '{"resourceType":"X","x":"\\udc00"}']] as const) {
		assert.throws(() => made(fullUrl, resource), FormatError, resource);
	}
	const nested = (depth: number) => `{"resourceType":"X","x":${'['.repeat(depth - 1)}${']'.repeat(depth - 1)}}`;
	assert.equal(read(made(undefined, nested(MAX_DEPTH - 1))).resourceType, 'X');
	assert.throws(() => made(undefined, nested(MAX_DEPTH)), /nested more than 199 deep/);
});

test('below the labels a record is of the class of its type', () => {
	const content = read(`{"resource":${OBSERVATION}}`);
	for (const recordClass of [0, ...allClasses(), 0x7fff, 0x10000, -1, 0.5, Number.NaN]) {
		if (recordClass === classOf('Observation')) assertClass(content, recordClass);
		else assert.throws(() => assertClass(content, recordClass), (error) => error instanceof FormatError && /another class/.test(error.message), String(recordClass));
	}
	for (const type of ['Horoscope', 'constructor', '__proto__']) {
		assert.throws(() => assertClass(read(`{"resource":{"resourceType":"${type}"}}`), classOf('Observation') as number), FormatError);
	}
});

test('an opaque label says nothing about the type', () => {
	for (const type of ['Observation', 'Bundle', 'Horoscope']) for (const label of [0x8000, 0x801f, 0xffff]) assertClass(read(`{"resource":{"resourceType":"${type}"}}`), label);
});
