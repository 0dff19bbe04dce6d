/**
 * The off-the-shelf node does what salus-node does. The stock node is the one that `POLKADOT_OMNI_NODE` names, or one on the `PATH`; the Wasm is that of the
 * node that `SALUS_NODE` names.
 */
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { builtCustodian, builtNode } from '../../scripts/demo/build.ts';
import { cleanUp, watchForTheEnd } from '../../scripts/demo/cleanup.ts';
import type { Report } from '../../scripts/demo/journey/report.ts';
import { type DevelopmentNode, startNode } from '../../scripts/demo/node-process.ts';
import { HOW_TO_GET, omniNode } from '../../scripts/omni-node/binary.ts';
import { startOmniNode } from '../../scripts/omni-node/start.ts';

const SCRIPT = resolve(import.meta.dirname, '../../scripts/omni-node.sh');
const SALUS_NODE = builtNode();
/** Under which key a chain keeps its code: ":code". */
const CODE = '0x3a636f6465';

const stock = omniNode();
const skip = stock === undefined && HOW_TO_GET;

describe('The off-the-shelf node', { timeout: 1_200_000 }, () => {
	let folder: string;
	before(() => {
		watchForTheEnd();
		folder = mkdtempSync(join(tmpdir(), 'salus-omni-test-'));
	});
	after(async () => {
		rmSync(folder, { recursive: true, force: true });
		await cleanUp();
	});

	test('executes the very Wasm that salus-node executes, and from the same genesis', { skip }, async () => {
		const [ours, theirs] = await Promise.all([startNode(SALUS_NODE), startOmniNode(stock ?? '', SALUS_NODE)]);
		for (const [method, ...params] of [['state_getStorageHash', CODE], ['state_getRuntimeVersion'], ['chain_getBlockHash', 0]] as const) {
			assert.deepEqual(await answer(theirs, method, params), await answer(ours, method, params), method);
		}
		await Promise.all([ours.child.stop(), theirs.child.stop()]);
	});

	test('plays the whole demo, and leaves nothing behind', { skip }, () => {
		const file = join(folder, 'report.json');
		const { status, output } = run(['--report', file]);
		assert.equal(status, 0, output);
		const [report] = JSON.parse(readFileSync(file, 'utf8')) as [Report];
		assert.deepEqual(
			[report.outcome, report.failure, report.resources, report.batches, report.permitted, report.denied, report.headVerified],
			['passed', null, 31, 13, 21, 5, true],
		);
		assert.deepEqual(report.steps.map(({ status: how }) => how), report.steps.map(() => 'passed'));
		assert.deepEqual([report.tampering, report.afterRevocation], [{ tried: 2, noticed: 2 }, { tried: 5, noticed: 5 }]);
		rmSync(file);
		// tsx keeps a cache of compiled files where temporary files go.
		assert.deepEqual(readdirSync(folder).filter((name) => !name.startsWith('tsx-')), []);
		const { stdout } = spawnSync('ps', ['-ww', '-eo', 'args='], { encoding: 'utf8' });
		assert.ok(!stdout.includes(folder), stdout);
	});

	test('that is nowhere is not looked for in vain: the script says how to get it', () => {
		const tools = mkdtempSync(join(folder, 'tools-'));
		for (const tool of ['bash', 'dirname', 'env', 'node', 'npm']) symlinkSync(spawnSync('which', [tool], { encoding: 'utf8' }).stdout.trim(), join(tools, tool));
		const { status, output } = run([], { PATH: tools, POLKADOT_OMNI_NODE: '' });
		assert.equal(status, 1, output);
		assert.equal(output.trim(), HOW_TO_GET);
	});

	test('is named where it is not, and options that would start another are refused', () => {
		assert.match(run([], { POLKADOT_OMNI_NODE: '/nonexistent/omni' }).output, /^\/nonexistent\/omni: there is no such file\.$/m);
		for (const option of ['--keep', '--url=ws://127.0.0.1:9944']) assert.match(run([option]).output, /is not for this script/);
	});

	/** Runs the script in a folder that temporary files go to as well. */
	function run(options: string[], environment: Record<string, string> = {}) {
		const { status, stdout, stderr } = spawnSync(SCRIPT, options, {
			cwd: folder,
			env: { ...process.env, TMPDIR: folder, SALUS_NODE, SALUS_CUSTODIAN: builtCustodian(), ...environment },
			encoding: 'utf8',
			maxBuffer: 16 * 1024 * 1024,
		});
		return { status, output: `${stdout}${stderr}` };
	}
});

/** What a node answers to a question by HTTP. */
async function answer({ url }: DevelopmentNode, method: string, params: readonly unknown[]): Promise<unknown> {
	const response = await fetch(url.replace('ws:', 'http:'), {
		method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify({ jsonrpc: '2.0', id: 1, method, params }),
	});
	const { result } = (await response.json()) as { result?: unknown };
	assert.notEqual(result ?? null, null, `${method} is not answered`);
	return result;
}
