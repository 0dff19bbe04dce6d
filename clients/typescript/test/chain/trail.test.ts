import assert from 'node:assert/strict';
import { test } from 'node:test';
import { readFileSync } from 'node:fs';
import { Metadata, TypeRegistry } from '@polkadot/types';
import type { Codec } from '@polkadot/types/types';
import { asAnswer } from '../../src/chain/asking.ts';
import type { Chain } from '../../src/chain/chain.ts';
import { hashChain, readTrail, seed } from '../../src/chain/trail.ts';
import { bytesToHex, hexToBytes } from '../../src/format/bytes.ts';

const patient = new Uint8Array(32).fill(7);
const registry = new TypeRegistry();
const metadata = new Metadata(registry, readFileSync(new URL('../../../metadata/salus.scale', import.meta.url)));
registry.setMetadata(metadata);
const query = { auditLog: { entries: { key: (_: object, index: number) => `0x${index}` } } };
/** What the API `auditLogApi` answers with, by the metadata. */
const outputs = [...metadata.asLatest.apis].find(({ name }) => name.toString() === 'AuditLogApi')!.methods;
const typeOf = (method: string) => registry.createLookupType(outputs.find(({ name }) => name.toString() === method)!.output);

/** A node that keeps a trail, and answers no question that is too large. */
function chainWith(length: number, { alter = (bytes: Uint8Array) => bytes, longest = 256, at = 1_000n } = {}) {
	const entry = (index: number) => ({ at: at + BigInt(index), actor: 'Authority', event: 'PatientRegistered' });
	const vector = (from: number, to: number) => registry.createType(typeOf('entries'), Array.from({ length: to - from }, (_, index) => [from + index, entry(from + index)]));
	const entries = vector(0, length) as unknown as [Codec, Codec][];
	const stored = entries.map(([, value]) => value.toU8a());
	const tip = hashChain(seed(patient), stored);
	const keys = Array.from({ length }, (_, index) => query.auditLog.entries.key({ Patient: patient }, index));
	const questions = { head: 0, entries: 0, storage: 0 };
	const chain = {
		heads: async () => ({ best: '0x00', finalized: '0x00' }),
		api: { query },
		connection: { question: (work: () => unknown) => work() },
		provider: {
			send: async (_: string, [asked]: [string[]]) => {
				questions.storage += 1;
				if (asked.length > longest) throw new Error('Response is too big');
				return [{ changes: asked.map((key) => [key, `0x${bytesToHex(alter(stored[keys.indexOf(key)]!))}`]) }];
			},
		},
		ask: async (_: string, method: 'head' | 'entries', args: unknown[]) => {
			questions[method] += 1;
			if (method === 'head') return asAnswer(registry.createType(typeOf('head'), { next: length, tip, first: 0, checkpoint: null, oldest: 0 }));
			const [, from, limit] = args as [object, number, number];
			return asAnswer(vector(from, Math.min(length, from + limit)));
		},
	};
	return { chain: chain as unknown as Chain, questions };
}

test('a long trail is read page by page, from storage, too', async () => {
	const { chain, questions } = chainWith(700);
	const trail = await readTrail(chain, patient);
	assert.ok(trail.verified);
	assert.deepEqual(trail.entries.map(({ sequence }) => sequence), Array.from({ length: 700 }, (_, index) => index));
	assert.deepEqual(questions, { head: 1, entries: 3, storage: 3 });
});

test('a trail whose stored bytes are others than those told is not verified', async () => {
	const flip = (bytes: Uint8Array) => hexToBytes(bytesToHex(bytes).replace(/^../, 'ff'));
	assert.equal((await readTrail(chainWith(3, { alter: flip }).chain, patient)).verified, false);
	assert.equal((await readTrail(chainWith(3).chain, patient)).verified, true);
});

test('an empty trail is asked about once', async () => {
	const { chain, questions } = chainWith(0);
	assert.ok((await readTrail(chain, patient)).verified);
	assert.deepEqual(questions, { head: 1, entries: 0, storage: 0 });
});

test('a number that JSON cannot hold is an error, and not hexadecimal', () => {
	const head = (next: bigint) => asAnswer<{ next: number }>(registry.createType(typeOf('head'), { next, tip: null, first: 0, checkpoint: null, oldest: 0 }));
	assert.equal(head(2n ** 52n - 1n).toJSON().next, 2 ** 52 - 1);
	assert.throws(() => head(2n ** 52n).toJSON(), { name: 'SalusError', code: 'chain.too-large' });
});

test('an entry\'s number that JSON cannot hold is an error, and not hexadecimal', async () => {
	const entryAt = async (at: bigint) => (await readTrail(chainWith(1, { at }).chain, patient)).entries[0]!.entry;
	assert.equal((await entryAt(2n ** 52n - 1n)).toJSON().at, 2 ** 52 - 1);
	const late = await entryAt(2n ** 52n);
	assert.throws(() => late.toJSON(), { name: 'SalusError', code: 'chain.too-large' });
});
