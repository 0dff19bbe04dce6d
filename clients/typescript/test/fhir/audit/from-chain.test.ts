/** A trail is read page by page, and only one that leads to the chain's head is told. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { copyTrail, faultsByChain } from '../../../src/fhir/audit/from-chain.ts';
import { trailFromBundle, toAuditBundle } from '../../../src/fhir/audit/bundle.ts';
import type { TrailCopy } from '../../../src/fhir/audit/trail.ts';
import { RuntimeDouble, registry } from '../../records/runtime-double.ts';
import { CHAIN, Dice, EVENT_VARIANTS, PATIENT, copyOf, randomEntry, sent } from './random-trail.ts';

const LENGTH = 700;
const dice = new Dice(11);
const WHOLE = copyOf({ patient: PATIENT }, Array.from({ length: LENGTH }, (_, index) => randomEntry(dice, EVENT_VARIANTS[index % EVENT_VARIANTS.length]!)), 5);

/** A node that keeps a copy's entries, the first of which is not the trail's first. */
function nodeWith(copy: TrailCopy, alter: (page: [number, unknown][]) => [number, unknown][] = (page) => page) {
	const { entries } = copy;
	const [first, next] = [entries[0]?.sequence ?? 0, (entries.at(-1)?.sequence ?? -1) + 1];
	const tip = entries.at(-1)?.head ?? `0x${'5e'.repeat(32)}`;
	const double = new RuntimeDouble((question, args) => {
		const [, from, limit] = args as [unknown, number, number];
		switch (question) {
			case 'auditLogApi.head': return { next, tip, first, checkpoint: entries[0]?.before ?? tip, oldest: 0, contested: 0 };
			case 'auditLogApi.entries': return alter(entries.filter(({ sequence }) => sequence >= from && sequence < from + limit).map(({ sequence, entry }) => [sequence, entry]));
			case 'auditLogApi.firstSince': return from === 1_000 ? first + 300 : next;
			default: throw new Error(question);
		}
	});
	return Object.assign(double, { now: async () => 1_800_000_000_000, genesis: new Uint8Array(32).fill(0xc4), api: { registry } });
}

test('700 entries take three questions, and are the chain\'s, to the byte', async () => {
	const node = nodeWith(WHOLE);
	const copy = await copyTrail(node.asChain, { trail: { patient: PATIENT } });
	assert.deepEqual(copy, WHOLE);
	assert.deepEqual(node.asked, ['auditLogApi.head', 'auditLogApi.entries', 'auditLogApi.entries', 'auditLogApi.entries']);
	assert.deepEqual([...new Set(node.blocks)], ['finalized']);
	const { copy: back } = trailFromBundle(sent(toAuditBundle(copy, 'R4')));
	assert.deepEqual(faultsByChain(node.asChain, back), []);
	assert.deepEqual(faultsByChain(node.asChain, { ...back, chain: `0x${'00'.repeat(32)}` }), [`This is a trail of another chain, 0x${'00'.repeat(32)}.`]);
	assert.equal(copy.chain, CHAIN);
});

test('a part of a trail begins with the hash that stands before it', async () => {
	const node = nodeWith(WHOLE);
	const copy = await copyTrail(node.asChain, { trail: { patient: PATIENT }, since: 1_000, block: '0xb1' });
	assert.deepEqual(copy.entries, WHOLE.entries.slice(300));
	assert.deepEqual([...new Set(node.blocks)], ['0xb1']);
});

test('the hash before a part is computed here: a node that alters or leaves out what comes before is found out', async () => {
	const alterations: ((page: [number, unknown][]) => [number, unknown][])[] = [
		(page) => page.filter(([sequence]) => sequence !== 20),
		(page) => page.map(([sequence, entry]) => [sequence, sequence === 20 ? { ...(entry as object), actor: 'Authority' } : entry]),
	];
	for (const alter of alterations) {
		const node = nodeWith(WHOLE, alter);
		await assert.rejects(copyTrail(node.asChain, { trail: { patient: PATIENT }, since: 1_000 }), { name: 'InputError', code: 'trail.not-verified' });
	}
});

test('since a moment at which nothing more was written there is nothing', async () => {
	const node = nodeWith(WHOLE);
	assert.deepEqual((await copyTrail(node.asChain, { trail: { patient: PATIENT }, since: 2_000 })).entries, []);
});

test('a trail of an organization, or of the authorities, without entries is empty; a patient without is not known', async () => {
	for (const trail of [{ organization: 3 }, { governance: null }]) {
		assert.deepEqual((await copyTrail(nodeWith(copyOf(trail, [])).asChain, { trail })).entries, []);
	}
	await assert.rejects(copyTrail(nodeWith(copyOf({ patient: PATIENT }, [])).asChain, { trail: { patient: PATIENT } }), { name: 'InputError', code: 'patient.unknown' });
});

test('a trail that begins with another hash than this chain\'s seed is found out', async () => {
	const begun = copyOf({ organization: 3 }, WHOLE.entries.slice(0, 3).map(({ entry }) => entry));
	assert.equal((await copyTrail(nodeWith(begun).asChain, { trail: { organization: 3 } })).entries.length, 3);
	await assert.rejects(copyTrail(nodeWith(begun).asChain, { trail: { organization: 4 } }), { name: 'InputError', code: 'trail.not-verified' });
});

for (const [what, alter] of [
	['drops', (page) => page.slice(1)],
	['alters', (page) => page.map(([sequence, entry]) => [sequence, sequence === 20 ? { ...(entry as object), actor: 'Authority' } : entry])],
	['re-orders', (page) => page.map(([sequence], index) => [sequence, page.at(-1 - index)![1]])],
	['numbers anew', (page) => page.map(([sequence, entry]) => [sequence + 1, entry])],
	['adds', (page) => [...page, [10_000, page[0]![1]]]],
] as [string, (page: [number, unknown][]) => [number, unknown][]][]) {
	test(`a node that ${what} entries is found out`, async () => {
		await assert.rejects(copyTrail(nodeWith(WHOLE, alter).asChain, { trail: { patient: PATIENT } }), { name: 'InputError', code: 'trail.not-verified' });
	});
}
