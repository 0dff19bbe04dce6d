/** The README's first steps, as somebody takes them: against a node and a custodian's service for development, both fresh. */
import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { builtCustodian, builtNode } from '../../scripts/demo/build.ts';
import { start } from '../../scripts/demo/child.ts';
import { endingWithUs, startNode } from '../../scripts/demo/node-process.ts';

const EXAMPLE = fileURLToPath(new URL('../../clients/typescript/examples/first-steps.ts', import.meta.url));
/** For some blocks and two finalities, on a machine that has other work. */
const TIMEOUT_MS = 240_000;

export function firstStepsTests(): void {
	test('whoever takes the first steps of the README reads the record, and the program ends by itself', async () => {
		const node = await startNode(builtNode());
		const [command, first] = endingWithUs(builtCustodian());
		const service = start(command, [...first, '--dev', '--node', node.url], { stdio: ['ignore', 'pipe', 'ignore'] });
		try {
			const ended = service.ended.then((how) => assert.fail(`the service ended (${how})`));
			const [told] = (await Promise.race([once(createInterface({ input: service.process.stdout! }), 'line'), ended])) as [string];
			const [, organization, url] = /^Custodian (\d+) answers at ([^,]+),/.exec(told) ?? assert.fail(told);
			const args = ['--conditions=source', '--import', 'tsx', EXAMPLE, node.url, organization!, url!];
			const { stdout } = await promisify(execFile)(process.execPath, args, { timeout: TIMEOUT_MS });
			assert.equal(stdout, 'AB\n');
		} finally {
			await service.stop();
			await node.child.stop();
		}
	});
}
