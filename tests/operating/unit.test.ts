/** The unit for systemd, and the flags that the documentation gives it. */
import assert from 'node:assert/strict';
import { execFileSync, spawnSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { builtNode } from '../../scripts/demo/build.ts';
import { cleanUp, watchForTheEnd } from '../../scripts/demo/cleanup.ts';
import { CHAIN, startNode, temporaryFolder } from '../../scripts/demo/node-process.ts';
import { read } from './repository.ts';

const INSTALLED = '/usr/local/bin/salus-node';
/** systemd's measure, in tenths: 100 is a service without any bounds, up to 20 it calls well kept in. */
const EXPOSURE = '20';
/** A peer that is nobody's, where the page leaves it out. */
const PEER = '12D3KooWEyoppNCUx8Yx66oV9fJnriXwCcXwDDUA2kj6vnc6iDEp';

const unit = read('scripts/operating/salus-node.service');
const rows = [...read('docs/operating/running.md').matchAll(/^\| ([\w' ]+) \| `(--.*)` \|$/gm)].map(([, kind, flags]) => [kind, flags] as [string, string]);

describe('The unit', { timeout: 300_000 }, () => {
	let folder: string;
	before(() => {
		watchForTheEnd();
		({ folder } = temporaryFolder('salus-unit-'));
	});
	after(cleanUp);

	test('is one that systemd takes, and keeps the node in', () => {
		const file = join(folder, 'salus-node.service');
		assert.ok(unit.includes(`ExecStart=${INSTALLED} `));
		writeFileSync(file, unit.replaceAll(INSTALLED, builtNode()));
		for (const args of [['verify', file], ['security', '--offline=true', `--threshold=${EXPOSURE}`, file]]) {
			const checked = spawnSync('systemd-analyze', args, { encoding: 'utf8' });
			assert.equal(checked.error, undefined);
			assert.equal(checked.status, 0, checked.stderr + checked.stdout.slice(-300));
			assert.equal(checked.stderr, '');
		}
	});

	test('starts a node of each kind', async () => {
		assert.equal(rows.length, 4);
		const own = /^ExecStart=\S+ --chain \S+ --base-path \S+ --rpc-port 9944 --prometheus-port 9615 (.*) \$SALUS_FLAGS$/m.exec(unit)?.[1];
		assert.ok(own);
		const chain = join(folder, 'chain.json');
		execFileSync(builtNode(), ['export-chain-spec', '--chain', 'local', '--raw', '--output', chain], { stdio: 'pipe' });
		// The key that the page has made, where the node looks for it.
		execFileSync(builtNode(), ['key', 'generate-node-key', '--chain', chain, '--base-path', folder], { stdio: 'pipe' });
		const key = join(folder, 'chains/local/network/secret_ed25519');
		for (const [kind, flags] of rows) {
			const given = flags.replaceAll('12D3KooW…', PEER).replaceAll(/0\.0\.0\.0\/tcp\/\d+/g, '127.0.0.1/tcp/0').split(' ');
			// Both are there already in each node of a test.
			const further = own.split(' ').filter((flag) => !['--no-telemetry', '--no-mdns'].includes(flag));
			const node = await startNode(builtNode(), false, [CHAIN, chain, '--node-key-file', key, ...further, ...given]);
			assert.ok(node.url, kind);
			await node.child.stop();
		}
	});
});
