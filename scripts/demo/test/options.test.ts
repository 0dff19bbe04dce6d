import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { program } from '../options.ts';

const script = fileURLToPath(new URL('../../demo.sh', import.meta.url));

test('the help tells every option, and no other', () => {
	const help = program().helpInformation();
	const told = help.match(/--[a-z-]+/g)?.filter((name) => name !== '--help') ?? [];
	assert.deepEqual(told.sort(), program().options.map(({ long }) => long).sort());
});

test('the script prints its help where neither node nor npm is', () => {
	const folder = mkdtempSync(join(tmpdir(), 'salus-help-'));
	try {
		for (const tool of ['bash', 'cat', 'dirname', 'env']) {
			symlinkSync(['/usr/bin', '/bin'].map((bin) => join(bin, tool)).find(existsSync) as string, join(folder, tool));
		}
		const printed = execFileSync(join(folder, 'bash'), [script, '--help'], { encoding: 'utf8', env: { PATH: folder, HOME: folder } });
		assert.equal(printed, program().helpInformation());
	} finally {
		rmSync(folder, { recursive: true });
	}
});
