/** All JSON files of the format are read by one set of rules, and whatever breaks one is a FormatError. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Keyring } from '@polkadot/keyring';
import { makeEmergencyRing, openEmergencyShare, readEmergencyRing, readReleasedEmergency, releasedEmergency, writeEmergencyRing } from '../../src/format/emergency-ring.ts';
import { randomRoot } from '../../src/format/epoch-keys.ts';
import { jsonText } from '../../src/format/json-members.ts';
import { parseJson } from '../../src/format/json.ts';
import { checkCard, keyCardHash, makeKeyCard, readKeyCard, writeKeyCard } from '../../src/format/key-card.ts';
import { checkPatientRequest, makePatientRequest, readPatientRequest, writePatientRequest } from '../../src/format/patient-request.ts';
import { randomRecoveryWords } from '../../src/format/recovery-words.ts';
import { checkReleaseRequest, makeReleaseRequest, readReleaseRequest, writeReleaseRequest } from '../../src/format/release-request.ts';
import { makeBackup, readBackup, writeBackup } from '../../src/format/ring-backup.ts';
import { X25519, X_WING, publishedKey, randomKeyPair } from '../../src/format/suites.ts';
import { filled, refusedAtOnce } from './helpers.ts';

type Value = null | boolean | number | string | Value[] | { [name: string]: Value };

const ids = { genesis: filled(1), patient: filled(2) };
const signer = new Keyring({ type: 'sr25519' }).addFromSeed(filled(5));
const pairs = await Promise.all(([X25519, X_WING, X25519] as const).map(randomKeyPair));
const [pair] = pairs as [(typeof pairs)[0]];
const request = { ...ids, custodian: 7, time: 1 };
const ticket = { ...request, sequence: 4, secret: filled(6), targets: [{ anchor: 1 }, { recordClass: 3, content: { from: 1, until: 2 } }], practitioner: filled(7) };
const card = await makeKeyCard({ ...ids, epoch: 1, suite: X25519 }, randomRoot(), [3, 97]);
const known = { ...ids, epoch: 1, publicKey: publishedKey({ suite: X25519, publicKey: card.publicKey }), card: keyCardHash(card) };
const ring = await makeEmergencyRing({ ...ids, epoch: 1 }, { suite: X25519, classSecret: filled(3) }, pairs.map((key, i) => ({ custodian: i + 1, key })), 2);
const own = { genesis: ids.genesis, custodian: 7, now: 1 };

const FILES: Record<string, { text: string; read: (source: unknown) => unknown }> = {
	'a card': { text: writeKeyCard(card), read: readKeyCard },
	'a card that is checked': { text: writeKeyCard(card), read: (source) => checkCard(source, known) },
	'a release request': {
		text: writeReleaseRequest(await makeReleaseRequest({ ...ticket, holder: signer.publicKey, reader: pair }, (message) => signer.sign(message))),
		read: readReleaseRequest,
	},
	'a release request that is checked': {
		text: writeReleaseRequest(await makeReleaseRequest({ ...ticket, holder: signer.publicKey, reader: pair }, (message) => signer.sign(message))),
		read: (source) => checkReleaseRequest(source, own),
	},
	"a request by the patient's side": {
		text: writePatientRequest(await makePatientRequest({ ...request, account: signer.publicKey, kind: 0, content: filled(1) }, (message) => signer.sign(message))),
		read: readPatientRequest,
	},
	"a request by the patient's side that is checked": {
		text: writePatientRequest(await makePatientRequest({ ...request, account: signer.publicKey, kind: 0, content: filled(1) }, (message) => signer.sign(message))),
		read: (source) => checkPatientRequest(source, filled(1), own),
	},
	'a backup': {
		text: writeBackup(await makeBackup({ ...ids, version: 1 }, { roots: [{ suite: X25519, root: filled(3) }] }, { guardians: { threshold: 2, keys: pairs }, words: randomRecoveryWords(), devices: [pair] })),
		read: readBackup,
	},
	'an emergency ring': { text: writeEmergencyRing(ring), read: readEmergencyRing },
	'an emergency ring in a release': {
		text: jsonText(releasedEmergency(ring, await openEmergencyShare(ring, 1, pair))),
		read: (source) => readReleasedEmergency(typeof source === 'string' ? parseJson(source) : source),
	},
};

/** What no member of any file can be. */
const NOT_VALUES: Value[] = [null, true, false, -1, 0.5, 1e300, Number.NaN, '', ' ', '0', '0x00', '\ud800', '\udc00x', 'ß', [], [null], [[]], {}, { 'length': 1 }, { isLosslessNumber: true, value: '1' }];
/** Members that may be `null`. */
const NULLABLE = ['practitioner', 'content'];
const NOT_FILES = [
	undefined, null, true, 0, 1, Number.NaN, 1n, Symbol('x'), () => 1, [], [[]], {}, new Map(), new Date(), new Uint8Array(3), Object.create(null),
	'', ' ', 'null', '[]', '{}', '1', '"x"', '{', '[', '}', '{"a":', '{"a":1}}', '{} {}', 'undefined', '\ufeff{}', '\ud800', '{"\ud800":1}', '{"__proto__":1}', '{"__proto__":{},"a":1}', '['.repeat(100_000), '{"a":'.repeat(300),
];

function nameOf(source: unknown): string {
	return typeof source === 'object' ? JSON.stringify(source).slice(0, 200) : String(source);
}

/** Each place of a JSON value, as a way to put something else there. */
function* places(value: Value, put: (other: Value) => Value = (other) => other, name = ''): Generator<{ value: Value; put: (other: Value) => Value; name: string }> {
	yield { value, put, name };
	if (Array.isArray(value)) {
		for (const [i, item] of value.entries()) yield* places(item, (other) => put(value.map((one, j) => (i === j ? other : one))));
	} else if (typeof value === 'object' && value !== null) {
		for (const [name, member] of Object.entries(value)) yield* places(member, (other) => put({ ...value, [name]: other }), name);
	}
}

test('bytes are written in hexadecimal, also those of a Node Buffer', () => {
	const bytes = { publicKey: filled(7), classes: [{ publicKey: filled(8) }] };
	const buffers = { publicKey: Buffer.from(filled(7)), classes: [{ publicKey: Buffer.from(filled(8)) }] };
	assert.equal(jsonText(buffers), jsonText(bytes));
	assert.equal(jsonText(bytes), `{"publicKey":"${'07'.repeat(32)}","classes":[{"publicKey":"${'08'.repeat(32)}"}]}`);
});

const LONGEST: [string, number, (source: unknown) => unknown][] = [
	['a card', 2 ** 21, readKeyCard], ['a release request', 2 ** 14, readReleaseRequest], ["a request by the patient's side", 2 ** 14, readPatientRequest],
	['a backup', 2 ** 24, readBackup], ['an emergency ring', 2 ** 24, readEmergencyRing],
];

for (const [what, max, read] of LONGEST) {
	test(`${what} is at most ${max} characters long; what is longer is not even parsed`, () => {
		const { text } = FILES[what]!;
		assert.deepEqual(read(text.padEnd(max)), read(text));
		assert.throws(() => read(text.padEnd(max + 1)), { name: 'FormatError', message: /too long/ });
		assert.throws(() => read('['.repeat(max + 1)), { name: 'FormatError', message: /too long/ });
	});
}

test('the longest card and request that are made have room', async () => {
	const longest = await makeKeyCard({ ...ids, epoch: 1, suite: X_WING }, randomRoot());
	assert.deepEqual(readKeyCard(writeKeyCard(longest)), longest);
	const targets = Array.from({ length: 64 }, (_, i) => ({ recordClass: 65_535 - i, content: { from: 65_534, until: 65_535 } }));
	const ofXWing = await makeReleaseRequest({ ...ticket, targets, holder: signer.publicKey, reader: pairs[1]! }, (message) => signer.sign(message));
	assert.deepEqual(readReleaseRequest(writeReleaseRequest(ofXWing)), ofXWing);
	assert.ok(writeKeyCard(longest).length < 2 ** 20 && writeReleaseRequest(ofXWing).length < 2 ** 14);
});

for (const [what, { text, read }] of Object.entries(FILES)) {
	const file = JSON.parse(text) as Value;
	const refuse = (source: unknown) => refusedAtOnce(() => read(source), typeof source === 'string' ? source.slice(0, 200) : nameOf(source));

	test(`${what} is read from text and from what a JSON parser made of it`, () => {
		assert.deepEqual(read(text), read(file));
		// White space and the order of members are free.
		assert.deepEqual(read(JSON.stringify(file, null, '\t')), read(text));
		if (typeof file === 'object' && file !== null && !Array.isArray(file)) assert.deepEqual(read(Object.fromEntries(Object.entries(file).reverse())), read(text));
	});

	test(`${what} is nothing that is no file`, () => {
		for (const no of NOT_FILES) refuse(no);
	});

	test(`${what} has no member that is not of its form`, () => {
		let count = 0;
		for (const { value, put, name } of places(file)) {
			for (const no of NOT_VALUES) {
				if (no === null && NULLABLE.includes(name)) continue;
				// An empty list, object or text may only be where the same stands; nothing here is empty.
				refuse(put(no));
				count++;
			}
			if (typeof value === 'string' && /^[0-9a-f]{64,}$/.test(value)) {
				for (const wrong of [value.toUpperCase(), `0x${value}`, value.slice(2), `${value}0`, ` ${value}`, `${value}\n`, value.replace(/^./, 'g'), value.replace(/^./, 'а'), [...value]]) {
					if (wrong !== value) refuseIfFixed(value, wrong as Value, put);
				}
			}
			if (typeof value === 'number') for (const wrong of [String(value), value + 0.5, -value - 1, [value], 2 ** 53, 2 ** 64]) refuse(put(wrong));
		}
		assert.ok(count > 100);
	});

	/** A member of free length may be shorter; everything else is wrong everywhere. */
	function refuseIfFixed(value: string, wrong: Value, put: (other: Value) => Value): void {
		const isShorter = wrong === value.slice(2);
		if (!isShorter || value.length === 64) refuse(put(wrong));
	}

	test(`${what} has no member more, none fewer and none twice`, () => {
		for (const { value, put } of places(file)) {
			if (typeof value !== 'object' || value === null || Array.isArray(value)) continue;
			const members = Object.entries(value);
			for (const name of ['x', '', 'signature ', '__proto__', 'toString', 'constructor', '\ud800']) refuse(put({ ...value, ...JSON.parse(`{${JSON.stringify(name)}:1}`) }));
			for (const [name] of members) {
				refuse(put(Object.fromEntries(members.filter(([other]) => other !== name))));
				refuse(put(Object.fromEntries(members.map(([other, member]) => [other === name ? `${other}X` : other, member]))));
			}
		}
		for (const [name, member] of Object.entries(file as Record<string, Value>)) {
			const twice = `{${JSON.stringify(name)}:${JSON.stringify(member)},${text.slice(1)}`;
			refuse(twice);
		}
	});

	test(`${what} has its numbers written as whole numbers`, () => {
		for (const [name, member] of Object.entries(file as Record<string, Value>)) {
			if (typeof member !== 'number') continue;
			for (const form of [`${member}.0`, `${member}e0`, `0${member}`, `+${member}`, `-${member}`, `${member}0000000000000000000000`]) {
				refuse(text.replace(`"${name}":${member}`, `"${name}":${form}`));
			}
		}
		refuse(text.replace(/:(\d+)/, ':$1.0'));
	});

	test(`${what} that is inherited, or no plain object, is none`, () => {
		refuse(Object.create(file as object));
		refuse(new (class { format = 'x'; })());
	});
}
