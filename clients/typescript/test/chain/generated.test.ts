import { execFile } from 'node:child_process';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

const generator = fileURLToPath(new URL('../../generate/runtime-types.ts', import.meta.url));

test('the types of calls and questions are those of the metadata that lies beside them', async () => {
	await promisify(execFile)(process.execPath, ['--import', 'tsx', generator, '--check'], { cwd: fileURLToPath(new URL('../..', import.meta.url)) });
});
