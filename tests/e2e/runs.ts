/** A laboratory's morning: results of several patients in one transaction, each decided and written down by itself. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { DispatchError } from '@polkadot/types/interfaces';
import { randomBytes } from '@noble/hashes/utils.js';
import { bytesToHex } from '@salus/client/format';
import { runOutcomes } from '@salus/client/records';
import type { Patient } from '../../scripts/demo/journey/patient.ts';
import type { Specialist } from '../../scripts/demo/journey/specialist.ts';
import { Anchors, newBatch, type NewBatch, told } from './anchors.ts';
import { OBSERVATION, type World, eventsOf } from './world.ts';

export function runTests(world: () => World): void {
	test('a laboratory anchors for several patients in one transaction; what is wrong with one does not touch the others, and is told', async () => {
		const [[analyst], anna, bert, carla, stranger] = await Promise.all([
			world().staff('Laboratory', 'Laboratory'), world().patient(), world().patient(), world().patient(), world().patient(),
		]) as [[Specialist], Patient, Patient, Patient, Patient];
		const { organization, account } = analyst;
		await Promise.all([anna, bert, carla].map((patient) => patient.grantCollect(organization)));
		const ofAnna = new Anchors(world(), anna.id);
		const there = newBatch();
		const before = await ofAnna.anchor(analyst, there);
		const untouched = await world().stateOf(stranger.id);

		const twice = newBatch();
		// Whose, what, and why not, if not.
		const morning: [patient: Uint8Array, batch: NewBatch, error?: string][] = [
			[anna.id, newBatch({ leaves: 12, keyEpoch: 0 })],
			[anna.id, there, 'AlreadyAnchored'],
			[bert.id, newBatch({ leaves: 0 }), 'NoLeaves'],
			[bert.id, newBatch({ leaves: 65_537 }), 'TooManyLeaves'],
			[bert.id, newBatch({ leaves: 65_536 })],
			[carla.id, newBatch({ content: { from: 600, until: 600 } }), 'InvalidContentPeriod'],
			[stranger.id, newBatch(), 'NotPermitted'],
			// Whether there is such a patient it does not tell.
			[randomBytes(32), newBatch(), 'NotPermitted'],
			[carla.id, newBatch({ keyEpoch: 1 }), 'UnknownKeyEpoch'],
			[carla.id, twice],
			[carla.id, twice, 'AlreadyAnchored'],
			// Different patients never collide.
			[anna.id, twice],
			[carla.id, newBatch({ class: OBSERVATION + 1 })],
		];
		const run = morning.map(([patient, batch]) => ({ patient, batch, purpose: 'Treatment' }));
		const receipt = await ofAnna.send(analyst, 'anchorRun', { run });

		const refused = morning.flatMap(([, , error], index) => (error ? [{ index, error }] : []));
		const anchored = morning.filter(([, , error]) => !error);
		const { api } = world().chain;
		const items = receipt.events.filter(({ event }) => event.section === 'recordAnchor').map(({ event }) => event);
		assert.deepEqual(items.map(({ method }) => method), [...morning.map(([, , error]) => (error ? 'RunItemRefused' : 'RecordsAnchored')), 'RunAnchored']);
		const reasons = items.filter(({ method }) => method === 'RunItemRefused').map(({ data: [index, error] }) =>
			({ index: index!.toJSON(), error: api.registry.findMetaError((error as DispatchError).asModule).name }));
		assert.deepEqual(reasons, refused);
		assert.deepEqual(runOutcomes(receipt).map(({ error }) => error), morning.map(([, , error]) => error && `recordAnchor.${error}`));
		assert.deepEqual(told(receipt, 'RunAnchored'), { organization, anchored: anchored.length, refused: refused.length });
		const author = { practitioner: { organization, account: account.address } };
		const written = items.filter(({ method }) => method === 'RecordsAnchored').map(({ data }) => data.toJSON() as [string, number, { root: string }, object]);
		const expected = anchored.map(([patient, { root }]) => [`0x${bytesToHex(patient)}`, `0x${bytesToHex(root)}`, author]);
		assert.deepEqual(written.map(([patient, , { root }, who]) => [patient, root, who]), expected);
		assert.ok(!eventsOf(receipt).includes('system.ExtrinsicFailed'));

		// Each patient's trail has what was added, and no patient's more.
		for (const [{ id }, first] of [[anna, before + 1], [bert, 0], [carla, 0]] as const) {
			const mine = anchored.filter(([patient]) => patient === id);
			const records = new Anchors(world(), id);
			const entries = await records.lastEntries(mine.length + 1);
			const added = entries.slice(1).map(({ actor, event }) => [actor, (event['recordsAnchored'] as { anchor: number }).anchor]);
			assert.deepEqual(added, mine.map((_, index) => [author, first + index]));
			assert.ok(!entries[0]!.event['recordsAnchored'] || id === anna.id);
			assert.deepEqual(await records.numbers(), mine.map((_, index) => first + index).concat(id === anna.id ? [before] : []).sort((a, b) => b - a));
		}
		assert.equal(await world().stateOf(stranger.id), untouched);

		// Which is not even free.
		await world().fund(account);
		await ofAnna.refuses([analyst, 'anchorRun', { run: [] }, 'EmptyRun']);
	});
}
