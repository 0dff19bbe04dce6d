import assert from 'node:assert/strict';
import { test } from 'node:test';
import { randomBytes } from '@noble/hashes/utils.js';
import { concatBytes, u32le, u64le, utf8ToBytes } from '../../src/format/bytes.ts';
import { StreamReader } from '../../src/format/byte-stream.ts';
import { headLength, hpkeSender } from '../../src/format/hpke.ts';
import { type ReleaseContext, type ReleaseHead, type ReleasePart, openRelease, openReleases, sealRelease, sealReleases } from '../../src/format/release.ts';
import { type ReleasedRecord, encodeReleased } from '../../src/format/released-record.ts';
import { ALL_SUITES, type KeyPair, X25519, randomKeyPair } from '../../src/format/suites.ts';
import { jsonText } from '../../src/format/json-members.ts';
import { filled, flips, refused } from './helpers.ts';

const context: ReleaseContext = { patient: filled(1), sequence: 5, custodian: 7, nonce: filled(2) };
const records: ReleasedRecord[] = [0, 1, 2].map((index) => ({ index, commitment: filled(index), proof: [filled(3), filled(4)], sealed: randomBytes(300) }));
const emergency = { ring: filled(5, 90), shares: [{ custodian: 7, commitment: filled(6) }, { custodian: 8, commitment: filled(7) }], threshold: 2, epoch: 3, share: filled(8, 33) };
const head: ReleaseHead = { anchor: 4, recordClass: 96, header: filled(9, 121), records: 3, envelope: filled(10, 130), emergency };
const NOTHING: ReleaseHead = { anchor: null, recordClass: 96, header: null, records: 0, envelope: null, emergency: null };

async function piecesOf(source: AsyncIterable<Uint8Array>): Promise<Uint8Array[]> {
	const pieces: Uint8Array[] = [];
	for await (const piece of source) pieces.push(piece);
	return pieces;
}

async function read(reader: KeyPair, source: Uint8Array | Iterable<Uint8Array> | AsyncIterable<Uint8Array>, of = context) {
	const opened = await openRelease(of, reader, source);
	const all: ReleasedRecord[] = [];
	for await (const record of opened.records) all.push(record);
	return { head: opened.head, records: all };
}

for (const suite of ALL_SUITES) {
	test(`suite ${suite}: a release opens to its head and its records, in whatever pieces it comes`, async () => {
		const reader = await randomKeyPair(suite);
		const pieces = await piecesOf(sealRelease(context, reader, head, records));
		assert.equal(pieces.length, 4);
		const whole = concatBytes(...pieces);
		const single = [...whole].map((byte) => Uint8Array.of(byte));
		const odd = [new Uint8Array(), whole.slice(0, 7), whole.slice(7, 7), whole.slice(7, 1500), whole.slice(1500)];
		for (const source of [whole, pieces, single, odd, sealRelease(context, reader, head, records)]) assert.deepEqual(await read(reader, source), { head, records });
	});

	test(`suite ${suite}: a release of no records hands out an envelope or a share alone`, async () => {
		const reader = await randomKeyPair(suite);
		for (const alone of [NOTHING, { ...NOTHING, envelope: filled(1) }, { ...NOTHING, emergency }]) {
			assert.deepEqual(await read(reader, sealRelease(context, reader, alone)), { head: alone, records: [] });
		}
	});

	test(`suite ${suite}: a release opens for its reader and its request only`, async () => {
		const reader = await randomKeyPair(suite);
		const whole = concatBytes(...(await piecesOf(sealRelease(context, reader, head, records))));
		for (const change of [{ patient: filled(9) }, { sequence: 6 }, { custodian: 8 }, { nonce: filled(9) }]) await refused(() => read(reader, whole, { ...context, ...change }));
		for (const other of ALL_SUITES) await refused(async () => read(await randomKeyPair(other), whole));
	});

	test(`suite ${suite}: no bit of a release can be changed`, async () => {
		const reader = await randomKeyPair(suite);
		const short = { ...NOTHING, anchor: 4, header: filled(1), records: 1 };
		const whole = concatBytes(...(await piecesOf(sealRelease(context, reader, short, [{ index: 0, commitment: filled(1), proof: [], sealed: filled(2) }]))));
		for (const flipped of flips(whole, suite === X25519 ? 1 : 8)) await refused(() => read(reader, flipped));
	});
}

for (const suite of ALL_SUITES) {
	test(`suite ${suite}: a release of several targets comes part by part, whether their records are read or not`, async () => {
		const reader = await randomKeyPair(suite);
		const parts: ReleasePart[] = [{ head, records }, { head: { ...NOTHING, envelope: filled(1) } }, { head: { ...head, anchor: 5 }, records }, { head: { ...head, anchor: 6 }, records }];
		const pieces = await piecesOf(sealReleases(context, reader, parts));
		for (const read of [0, 1, 2, 3]) {
			const heads: ReleaseHead[] = [];
			for await (const part of openReleases(context, reader, parts.length, pieces)) {
				heads.push(part.head);
				const first = [];
				for (let index = 0; index < read; index++) first.push((await part.records.next()).value);
				assert.deepEqual(first.filter((one) => one !== undefined), part.head.records === 0 ? [] : records.slice(0, read));
			}
			assert.deepEqual(heads, parts.map((part) => part.head));
		}
		await refused(async () => {
			for await (const _ of openReleases(context, reader, parts.length, [...pieces, Uint8Array.of(0)])) { /* none of its records */ }
		});
		// Not as another number of targets, not with a part left out, repeated or moved, and not cut off between two.
		const all = async (of: Iterable<Uint8Array>, targets = parts.length) => {
			for await (const part of openReleases(context, reader, targets, of)) for await (const _ of part.records) { /* each */ }
		};
		await all(pieces);
		for (const targets of [1, 3, 5]) await refused(() => all(pieces, targets), `${targets}`);
		const [a, b, c] = [pieces.slice(0, 4), pieces.slice(4, 5), pieces.slice(5)];
		for (const other of [[...a, ...c], [...a, ...c, ...b], [...a, ...b, ...b, ...c], [...a, ...b], a]) await refused(() => all(other));
	});
}

test('a release of nothing is not made', async () => {
	const reader = await randomKeyPair(X25519);
	await refused(() => piecesOf(sealReleases(context, reader, [])));
});

test('a release that was cut off anywhere is noticed', async () => {
	const reader = await randomKeyPair(X25519);
	const pieces = await piecesOf(sealRelease(context, reader, head, records));
	const whole = concatBytes(...pieces);
	for (let length = 0; length < whole.length; length += length < 120 ? 1 : 13) await refused(() => read(reader, whole.slice(0, length)), `${length} bytes`);
	for (let count = 0; count < pieces.length; count++) await refused(() => read(reader, pieces.slice(0, count)), `${count} pieces`);
	await refused(() => read(reader, [...pieces, Uint8Array.of(0)]));
});

test('no record of a release can be left out, repeated or moved', async () => {
	const reader = await randomKeyPair(X25519);
	const [first, ...rest] = (await piecesOf(sealRelease(context, reader, head, records))) as [Uint8Array, Uint8Array, Uint8Array, Uint8Array];
	const [a, b, c] = rest as [Uint8Array, Uint8Array, Uint8Array];
	for (const order of [[b, a, c], [a, a, b], [a, c], [a, c, b], [a, b, b], [a, b, c, c], [a, b, c, a]]) await refused(() => read(reader, [first, ...order]));
	// Nor by those of another release to the same reader.
	const other = await piecesOf(sealRelease(context, reader, head, records));
	await refused(() => read(reader, [first, other[1] as Uint8Array, b, c]));
});

test('a custodian that loses or mixes up records while it releases does not get to the end', async () => {
	const reader = await randomKeyPair(X25519);
	const [a, b, c] = records as [ReleasedRecord, ReleasedRecord, ReleasedRecord];
	for (const wrong of [[a, b], [a, b, c, { ...c, index: 3 }], [b, a, c], [a, a, b], []]) await refused(() => piecesOf(sealRelease(context, reader, head, wrong)));
});

test('a dishonest custodian that counts a record twice, or leaves one out, is found out by the reader', async () => {
	const reader = await randomKeyPair(X25519);
	const [a, b, c] = records as [ReleasedRecord, ReleasedRecord, ReleasedRecord];
	/** What {@link sealRelease} would refuse to make. */
	const sealed = async (of: ReleasedRecord[], announced: number) => {
		const info = concatBytes(utf8ToBytes('salus/release/v1'), context.patient, u64le(context.sequence), u32le(context.custodian), context.nonce);
		const sender = await hpkeSender(reader, info);
		const first = utf8ToBytes(jsonText({ format: 'salus/release/v1', anchor: 4, class: 96, header: filled(9, 121), records: announced, envelope: null, emergency: null }));
		const messages: Uint8Array[] = [];
		for (const plain of [first, ...of.map(encodeReleased)]) messages.push(await sender.seal(plain));
		return concatBytes(sender.head, ...messages.flatMap((message) => [u32le(message.length), message]));
	};
	assert.deepEqual((await read(reader, await sealed([a, b, c], 3))).records, records);
	for (const [of, announced] of [[[a, a, b], 3], [[a, c, b], 3], [[a, c], 2], [[b, c], 2], [[a, b], 3], [[a, b, c], 2]] as const) {
		await refused(async () => read(reader, await sealed([...of], announced)), `${of.map(({ index }) => index)} of ${announced}`);
	}
});

test('a release has anchor, header and records, or none of them', async () => {
	const reader = await randomKeyPair(X25519);
	for (const wrong of [{ ...head, anchor: null }, { ...head, header: null }, { ...head, records: 0 }, { ...NOTHING, records: 1 }, { ...NOTHING, anchor: 1 }]) {
		await refused(() => piecesOf(sealRelease(context, reader, wrong, records.slice(0, wrong.records))));
	}
});

test('a length that nobody has vouched for does not fill the memory', async () => {
	const reader = await randomKeyPair(X25519);
	const whole = concatBytes(...(await piecesOf(sealRelease(context, reader, NOTHING))));
	const at = headLength(X25519);
	for (const length of [0, 15, 2 ** 28 + 1, 2 ** 32 - 1]) {
		let pulled = 0;
		const source = async function* () {
			yield concatBytes(whole.slice(0, at), u32le(length), whole.slice(at + 4));
			for (; pulled < 100; pulled++) yield new Uint8Array(1000);
		};
		await refused(() => read(reader, source()), `${length}`);
		assert.equal(pulled, 0);
	}
});

test('hundreds of thousands of pieces are put together, however small they are', async () => {
	const bytes = 300_000;
	function* single() {
		for (let index = 0; index < bytes; index++) yield Uint8Array.of(index & 0xff);
	}
	const taken = await new StreamReader(single()).take(bytes);
	assert.deepEqual([taken.length, taken[0x1ff], taken.at(-1)], [bytes, 0xff, (bytes - 1) & 0xff]);
});

test('nothing is sealed that no reader could decode, and no message is taken that is longer than any', async () => {
	const reader = await randomKeyPair(X25519);
	const long = new Uint8Array(2 ** 24 + 1);
	await refused(() => piecesOf(sealRelease(context, reader, { ...NOTHING, envelope: long })));
	const { head: begin } = await hpkeSender(reader, new Uint8Array());
	// It would go on for ever, and fill the memory.
	let pieces = 0;
	function* endless() {
		yield concatBytes(begin, u32le(2 ** 26 + 2 ** 12 + 1));
		for (;;) yield new Uint8Array(++pieces);
	}
	await refused(() => openRelease(context, reader, endless()));
	assert.equal(pieces, 0);
});
