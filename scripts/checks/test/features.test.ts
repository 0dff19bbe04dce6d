import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type Metadata, notPassedOn } from '../features.ts';

/** A workspace with one pallet, which passes these on, and depends on one crate in these ways. */
function workspace(features: Record<string, string[]>, dependency: object): Metadata {
	const used = { name: 'used', rename: null, kind: null, features: [], ...dependency };
	return {
		packages: [
			{ id: 'pallet', name: 'pallet', manifest_path: '/workspace/pallets/one/Cargo.toml', features, dependencies: [used] },
			{
				id: 'used 1',
				name: 'used',
				manifest_path: '/registry/used/Cargo.toml',
				features: { std: [], 'try-runtime': ['other/try-runtime'] },
				dependencies: [{ name: 'other', rename: null, kind: null, features: [] }],
			},
			{ id: 'other 1', name: 'other', manifest_path: '/registry/other/Cargo.toml', features: { std: [] }, dependencies: [] },
		],
		resolve: {
			nodes: [
				{ id: 'pallet', deps: [{ pkg: 'used 1' }] },
				{ id: 'used 1', deps: [{ pkg: 'other 1' }] },
			],
		},
		workspace_members: ['pallet'],
		workspace_root: '/workspace',
	};
}

const fault = (feature: string, to = 'used') => `pallet: the feature ${feature} is not passed on to ${to}.`;

test('a feature that both crates have has to be passed on', () => {
	const features = { std: ['used/std'], 'try-runtime': ['other/try-runtime'] };
	assert.deepEqual(notPassedOn(workspace(features, {}), 'pallets'), [fault('try-runtime')]);
});

test('a feature is passed on also to a crate that may be left out, or by the dependency itself', () => {
	assert.deepEqual(notPassedOn(workspace({ std: ['used?/std'] }, {}), 'pallets'), []);
	assert.deepEqual(notPassedOn(workspace({ std: [] }, { features: ['std'] }), 'pallets'), []);
});

test('a crate of another name here is known by that name', () => {
	const renamed = { rename: 'codec' };
	assert.deepEqual(notPassedOn(workspace({ std: ['codec/std'] }, renamed), 'pallets'), []);
	assert.deepEqual(notPassedOn(workspace({ std: ['used/std'] }, renamed), 'pallets'), [fault('std', 'codec')]);
});

test('what only tests use, features that one of both lacks, and other folders do not count', () => {
	assert.deepEqual(notPassedOn(workspace({ std: [] }, { kind: 'dev' }), 'pallets'), []);
	assert.deepEqual(notPassedOn(workspace({ doubles: [], 'runtime-benchmarks': [] }, {}), 'pallets'), []);
	assert.deepEqual(notPassedOn(workspace({ std: [] }, {}), 'runtime'), []);
});
