/** The command line: what its commands write, and how it refuses. */
import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, describe, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { stateJson, toBundle } from '@salus/client/fhir/consent';
import { STATE } from '../../../clients/typescript/test/fhir/consent/samples.ts';

const main = fileURLToPath(new URL('../main.ts', import.meta.url));
const folder = mkdtempSync(join(tmpdir(), 'salus-fhir-'));
const file = (name: string) => join(folder, name);
const put = (name: string, json: unknown) => (writeFileSync(file(name), typeof json === 'string' ? json : JSON.stringify(json)), file(name));

function run(...args: string[]): Promise<{ code: number; out: string; err: string }> {
	return new Promise((resolve) => {
		execFile(process.execPath, ['--conditions=source', '--import', 'tsx', main, ...args], { maxBuffer: 1 << 24 }, (error, out, err) => {
			resolve({ code: typeof error?.code === 'number' ? error.code : 0, out, err });
		});
	});
}

describe('fhir.sh', { concurrency: 2 }, () => {
	after(() => rmSync(folder, { recursive: true }));

	test('exports a state, validates the export, and imports it as the same state and as calls', async () => {
		const bundle = file('r4.json');
		assert.deepEqual(await run('export', '--state', put('state.json', stateJson(STATE)), '--output', bundle), { code: 0, out: '', err: '' });
		assert.deepEqual(JSON.parse(readFileSync(bundle, 'utf8')), JSON.parse(JSON.stringify(toBundle(STATE, 'R4'))));
		const [validated, imported] = await Promise.all([run('validate', '--release', 'R4', bundle), run('import', bundle)]);
		assert.deepEqual(validated, { code: 0, out: `${bundle}: valid R4\n`, err: '' });
		const { state, calls, release } = JSON.parse(imported.out);
		assert.equal(release, 'R4');
		assert.deepEqual(state, stateJson(STATE));
		assert.deepEqual(calls.map(({ call, signer, number }: Record<string, unknown>) => [call, signer, number]), [
			['consent.refuse', 'controller', 0], ['consent.refuse', 'representative', 1], ['consent.refuse', 'controller', 2],
			['consent.refuse', 'controller', 3], ['consent.refuse', 'controller', 4],
			['consent.refuseAll', 'controller', undefined], ['consent.optOutOfEmergencies', 'representative', undefined],
			['consent.markConfidential', 'controller', 0x8001],
			['consent.grant', 'controller', 0], ['consent.refer', 'grantee of the parent', 1], ['consent.grant', 'controller', 2],
			['consent.grant', 'representative', 3],
		]);
	});

	test('writes R5 to standard output', async () => {
		const { out } = await run('export', '--release', 'R5', '--state', put('state-r5.json', stateJson(STATE)));
		assert.deepEqual(JSON.parse(out), JSON.parse(JSON.stringify(toBundle(STATE, 'R5'))));
	});

	test('says what is not valid, and fails', async () => {
		const { code, out } = await run('validate', '--release', 'R5', put('broken.json', { resourceType: 'Consent' }));
		assert.equal(code, 1);
		assert.match(out, /not valid R5/);
		assert.match(out, /fhir: Consent\.status: Missing property/);
		assert.match(out, /medplum: Consent\.status: Missing required property/);
	});

	test('refuses with one sentence, and writes nothing', async () => {
		const refused: [string[], RegExp][] = [
			[['export'], /--url and --patient, or --state/],
			[['export', '--url', 'ws://127.0.0.1:1', '--patient', 'me'], /32 bytes in hexadecimal/],
			[['export', '--url', 'ws://127.0.0.1:1', '--patient', STATE.patient], /No node answers/],
			[['import', put('patient.json', { resourceType: 'Patient' })], /must be "Bundle" or "Consent"/],
		];
		const answers = await Promise.all(refused.map(([args]) => run(...args)));
		for (const [index, [args, reason]] of refused.entries()) {
			const { code, out, err } = answers[index]!;
			assert.equal(code, 1, args.join(' '));
			assert.equal(out, '');
			assert.match(err, reason);
			assert.equal(err.trim().split('\n').length, 1, err);
		}
	});
});
