import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';

const folder = fileURLToPath(new URL('../../', import.meta.url));

for (const script of ['record-classes', 'date-elements', 'patient-compartment', 'reed-solomon-wasm']) {
	test(`what generate/${script}.ts writes is what stands there`, () => {
		const { status, stderr } = spawnSync(process.execPath, ['--import', 'tsx', `generate/${script}.ts`, '--check'], { cwd: folder, encoding: 'utf8' });
		assert.equal(status, 0, stderr);
	});
}
