/**
 * What stock polkadot.js, and so polkadot.js apps, makes of the chain: by each version of metadata that it knows, and without a type of ours. Comes after all
 * other tests, and reads whatever they left.
 */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { stringCamelCase } from '@polkadot/util';
import { Blocks } from '../stock-api/blocks.ts';
import { connectBy, metadataAt } from '../stock-api/version.ts';
import { Walk } from '../stock-api/walk.ts';
import type { World } from './world.ts';

const OLDEST = 14;
const NEWEST = 16;
/** Whose events and errors the tests before must have met, or reading the blocks would tell little. */
const PALLETS = ['patientIdentity', 'providerRegistry', 'recordAnchor', 'consent', 'auditLog'];

export function stockApiTests(world: () => World): void {
	test('polkadot.js that is left to itself takes the newest metadata that it knows', () => {
		assert.equal(world().chain.api.runtimeMetadata.version, NEWEST);
	});

	for (const version of [OLDEST, 15, NEWEST]) {
		test(`everything that metadata of version ${version} describes can be read`, async (context) => {
			const walk = new Walk(await metadataAt(world().chain.provider, version));
			assert.equal(walk.version, version);
			context.diagnostic(Object.entries(walk.seen).map(([kind, count]) => `${count} ${kind}`).join(', '));
			assert.deepEqual(walk.faults, []);
			const { questions, viewFunctions, ...others } = walk.seen;
			for (const [kind, count] of Object.entries(others)) assert.ok(count > 0, `no ${kind}`);
			assert.deepEqual([questions > 0, viewFunctions > 0], [version > OLDEST, version === NEWEST]);
		});
	}

	for (const version of [OLDEST, NEWEST]) {
		test(`by metadata of version ${version}, all that these tests left in blocks and in storage can be read`, async (context) => {
			const { api, provider } = await connectBy(world().url, version);
			try {
				assert.equal(api.runtimeMetadata.version, version);
				const blocks = new Blocks(api, provider);
				const head = (await api.rpc.chain.getHeader()).number.toNumber();
				for (let height = 1; height <= head; height++) await blocks.read(height);
				await blocks.readState();
				const { seen, events, errors, faults } = blocks;
				context.diagnostic(Object.entries(seen).map(([kind, count]) => `${count} ${kind}`).join(', '));
				context.diagnostic(`${events.size} kinds of events, ${errors.size} kinds of errors`);
				assert.deepEqual(faults, []);
				assert.equal(seen.blocks, head);
				for (const pallet of api.runtimeMetadata.asLatest.pallets) {
					const name = stringCamelCase(pallet.name);
					const met = (kind: 'events' | 'errors') => blocks.namesOf(pallet, kind).filter((each) => blocks[kind].has(each)).length;
					if (PALLETS.includes(name)) assert.ok(met('events') > 0 && met('errors') > 0, `nothing of ${name} was met`);
				}
			} finally {
				await api.disconnect();
			}
		});
	}
}
