/** Trails are checked without taking the node's word, and archived so that another program proves them. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { randomBytes } from '@noble/hashes/utils.js';
import { archiveLines, type BlockTips, checkArchive, checkByBlocks, checkStored, readArchive, tellEntry, tipEvents } from '@salus/client/audit';
import { readTrail } from '@salus/client/chain';
import * as other from './other-library.ts';
import { HOSPITAL, listOf, OBSERVATION, type World } from './world.ts';

export function trailTests(world: () => World): void {
	const numberOf = (block: string) => world().chain.read(async (api) => (await api.rpc.chain.getHeader(block)).number.toNumber());
	const target = { Class: { class: OBSERVATION, content: null } };

	test('each entry of a patient\'s trail but for a denial has its hash in a block, and an archive of it is the chain\'s', async () => {
		const { chain, specialist } = world();
		const from = (await numberOf((await chain.heads()).best)) + 1;
		const patient = await world().patient();
		const { receipt } = await specialist.request(patient.id, target, HOSPITAL);
		await patient.startEpoch();
		await receipt.finalized;
		const { finalized } = await chain.heads();

		const { entries, verified } = await readTrail(chain, patient.id, finalized);
		assert.ok(verified);
		assert.ok(entries.length >= 2);
		for (const { entry } of entries) assert.doesNotMatch(tellEntry(entry.toJSON(), { timeZone: 'Europe/Vienna' }).sentence, /undefined|null|NaN/);
		assert.deepEqual(await checkStored(chain, patient.id, finalized), { isWhole: true, faults: [], entries: entries.length, witnessed: 0 });
		const whole = { isWhole: true, faults: [], entries: entries.length, witnessed: entries.length - 1 };
		assert.deepEqual(await checkByBlocks(chain, patient.id, finalized, { from }), whole);
		// The same by an indexer that has kept what the blocks told; one that lost the last event misses it.
		const blocks: BlockTips[] = await listOf(tipEvents(chain, from, await numberOf(finalized)));
		const kept = JSON.parse(JSON.stringify(blocks)) as BlockTips[];
		assert.deepEqual(await checkByBlocks(chain, patient.id, finalized, { blocks: kept, from }), whole);

		const lines = await listOf(archiveLines(chain, patient.id, finalized));
		const { heads, first, next } = await other.checkTrail(lines);
		assert.deepEqual([first, next, heads.length], [0, entries.length, entries.length + 1]);
		const later = await chain.heads();
		const proven = await checkArchive(chain, await readArchive(lines), later.best);
		assert.deepEqual([proven.isWhole, proven.proven], [true, { from: 0, until: entries.length }]);
		await assert.rejects(other.checkTrail(lines.toSpliced(1, 1)), /The other library says/);
	});

	test('an organization\'s trail of attempts in vain is as its head says, and that of the authorities is whole', async () => {
		const { chain } = world();
		const from = (await numberOf((await chain.heads()).best)) + 1;
		const organization = await world().clinic();
		const [doctor] = await world().staffOf(organization, ['Physician']);
		const patient = await world().patient();
		for (const id of [randomBytes(32), patient.id, randomBytes(32)]) await doctor!.request(id, target, HOSPITAL);
		const { best } = await chain.heads();
		const trail = { Organization: organization };
		assert.deepEqual(await checkByBlocks(chain, trail, best, { from }), { isWhole: true, faults: [], entries: 2, witnessed: 0 });
		assert.ok((await checkStored(chain, 'Governance', best)).isWhole);
	});
}
