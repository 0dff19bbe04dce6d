/** The command line: what its commands write, and how it refuses. */
import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { copyFileSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, describe, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { stateJson, toBundle } from '@salus/client/fhir/consent';
import { STATE } from '../../../clients/typescript/test/fhir/consent/samples.ts';

const main = fileURLToPath(new URL('../main.ts', import.meta.url));
const script = fileURLToPath(new URL('../../fhir.sh', import.meta.url));
const consent = (name: string) => fileURLToPath(new URL(`../../../tests/fhir/consents/${name}`, import.meta.url));
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

/** A folder with the few programs that a shell script needs to show a text. */
const withoutNode = file('bin');
mkdirSync(withoutNode);
for (const program of ['cat', 'dirname']) symlinkSync(['/usr/bin', '/bin'].map((place) => join(place, program)).find(existsSync) as string, join(withoutNode, program));

/** Runs the command with `input` as its standard input. */
function runWith(input: string, ...args: string[]): Promise<{ code: number; out: string; err: string }> {
	return new Promise((resolve) => {
		const child = execFile(process.execPath, ['--conditions=source', '--import', 'tsx', main, ...args], (error, out, err) => {
			resolve({ code: typeof error?.code === 'number' ? error.code : 0, out, err });
		});
		child.stdin?.end(input);
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
			['consent.refuseAll', 'controller', undefined], ['consent.optOutOfEmergencies', 'controller', undefined],
			['consent.markConfidential', 'controller', 0x8001], ['consent.markAllConfidential', 'controller', undefined],
			['consent.grant', 'controller', 0], ['consent.refer', 'grantee of the parent', 1], ['consent.grant', 'controller', 2],
			['consent.grant', 'representative', 3],
		]);
	});

	test('writes R5 to standard output', async () => {
		const { out } = await run('export', '--release', 'R5', '--state', put('state-r5.json', stateJson(STATE)));
		assert.deepEqual(JSON.parse(out), JSON.parse(JSON.stringify(toBundle(STATE, 'R5'))));
	});

	test('writes for IHE PCF what can be said there, and tells the rest by numbers on standard error', async () => {
		const context = ['--organization', 'Organization/1', '--policy', 'https://hospital.example/policies/privacy', '--source', 'urn:oid:1.2|7'];
		const { code, out, err } = await run('export', '--profile', 'pcf', ...context, '--state', put('state-pcf.json', stateJson(STATE)));
		assert.equal(code, 0, err);
		const { entry } = JSON.parse(out);
		assert.equal(entry.length, 5);
		assert.deepEqual(entry[0].resource.sourceReference, { identifier: { system: 'urn:oid:1.2', value: '7' } });
		assert.match(err, /^Note: 4 of the grants left out: a refusal takes all of it away\.$/m);
		assert.equal(out.includes('left out'), false);
	});

	test('asks for what IHE PCF needs', async () => {
		const state = put('state-pcf-2.json', stateJson(STATE));
		const pcf = (...args: string[]) => ['export', '--state', state, '--profile', 'pcf', ...args];
		const refused: [string[], RegExp][] = [
			[pcf(), /needs --organization/],
			[pcf('--organization', 'Organization/1'), /needs --policy/],
			[pcf('--organization', 'Organization/1', '--policy', 'urn:x'), /needs --source/],
			[pcf('--organization', 'Patient/1', '--policy', 'urn:x', '--source', 'DocumentReference/1'), /--organization takes a reference/],
			[pcf('--organization', 'Organization/1', '--policy', 'x', '--source', 'DocumentReference/1'), /--policy takes a URI/],
			[pcf('--organization', 'Organization/1', '--policy', 'urn:x', '--source', 'Observation/1'), /--source takes a reference/],
			[[...pcf('--organization', 'Organization/1', '--policy', 'urn:x', '--source', 'Contract/1'), '--release', 'R5'], /a profile of R4/],
			[[...pcf('--organization', 'Organization/1', '--policy', 'urn:x', '--source', 'Contract/1'), '--as-state'], /leave --profile out/],
			[['export', '--state', state, '--policy', 'urn:x'], /--policy is for --profile pcf/],
		];
		for (const [args, reason] of refused) {
			const { code, out, err } = await run(...args);
			assert.deepEqual([code, out], [1, ''], args.join(' '));
			assert.match(err, reason);
			assert.equal(err.trim().split('\n').length, 1, err);
		}
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
			[['export', '--trail'], /whose trail to export, and only one/],
			[['export', '--trail', '--patient', `0x${'ab'.repeat(32)}`, '--organization', '7'], /whose trail to export, and only one/],
			[['export', '--trail', '--organization', 'Organization/7', '--url', 'ws://x'], /--organization takes the number/],
			[['export', '--trail', '--organization', '4294967296', '--url', 'ws://x'], /--organization takes the number/],
			[['export', '--trail', '--patient', '0x12', '--url', 'ws://x'], /--patient takes 32 bytes/],
			[['export', '--trail', '--governance'], /which node to ask/],
			[['export', '--trail', '--governance', '--since', '2030-01-31', '--url', 'ws://x'], /--since takes a moment/],
			[['export', '--trail', '--governance', '--as-state', '--url', 'ws://x'], /--as-state is for Consents/],
			[['export', '--since', '2030-01-31T00:00:00Z', '--url', 'ws://x', '--patient', `0x${'ab'.repeat(32)}`], /--since is for --trail/],
			[['export', '--governance', '--url', 'ws://x'], /--governance is for --trail/],
			[['export', '--trail', '--governance', '--url', 'ws://127.0.0.1:1'], /No node answers/],
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

	test('reads files strictly, whichever command asks', async () => {
		const grant = readFileSync(consent('grant.json'), 'utf8');
		const refused: [string[], RegExp][] = [
			[['import', consent('duplicate-name.json')], /a duplicate key at line \d+/],
			[['import', consent('empty-class.json')], /provision\.class: this must not be empty/],
			[['import', consent('first-page.json')], /found 2, and 1 are here/],
			[['import', consent('from-a-hospital.json')], /--map/],
			[['import', put('x.xml', '<Consent xmlns="http://hl7.org/fhir"/>')], /this is XML/],
			[['import', put('x.ndjson', '{"resourceType":"Consent"}\n{"resourceType":"Consent"}\n')], /this is NDJSON/],
			[['import', file('nothing.json')], /there is no such file/],
			[['import', put('null.json', 'null')], /must be an object/],
			[['export', '--state', put('twice.json', '{"format":"a","format":"b"}')], /a duplicate key/],
			[['import', consent('grant.json'), '--map', consent('grant.json')], /map/],
			[['import', consent('grant.json'), '--time-zone', 'Europe/Atlantis'], /no time zone/],
			[['import', '-', '--map', '-'], /not both/],
			[['import', consent('grant.json'), '--output', '/nonexistent/a'], /^\/nonexistent\/a: there is no such folder\.$/m],
			[['import', consent('grant.json'), '--output', folder], /this is a folder/],
		];
		for (const [args, reason] of refused) {
			const { code, out, err } = await run(...args);
			assert.equal(code, 1, args.join(' '));
			assert.equal(out, '');
			assert.match(err, reason);
			assert.equal(err.trim().split('\n').length, 1, err);
		}
		assert.equal(existsSync('/nonexistent'), false);
		for (const args of [['import', put('bom.json', `\uFEFF${grant}`)]]) assert.equal((await run(...args)).code, 0);
		assert.equal((await runWith(grant, 'import', '-')).code, 0);
	});

	test('imports what a hospital wrote, with a map and a time zone', async () => {
		const { code, out, err } = await run('import', consent('from-a-hospital.json'), '--map', consent('map.json'), '--time-zone', 'Europe/Berlin');
		assert.equal(code, 0, err);
		const { calls, notes, warnings } = JSON.parse(out);
		assert.equal(calls.length, 1);
		assert.equal(calls[0].signer, 'representative');
		assert.equal(calls[0].args.organization, 1);
		assert.deepEqual(calls[0].args.provision.period, { from: Date.parse('2026-06-12T22:00:00Z'), until: Date.parse('2030-03-31T22:00:00Z') });
		assert.deepEqual(warnings, []);
		assert.match(notes.join('\n'), /Consent\.organization: left out.*\nConsent\.sourceReference: left out.*\n.*in this file alone/);
		assert.match(err, /^Note: Consent\.organization/);
	});

	test('gives the refusal before the grant, and warns', async () => {
		const { out, err } = await run('import', consent('grant-and-refusal.json'));
		const { calls, warnings } = JSON.parse(out);
		assert.deepEqual(calls.map(({ call }: { call: string }) => call), ['consent.refuse', 'consent.grant']);
		assert.equal(warnings.length, 1);
		assert.match(err, /^Warning: Bundle\.entry\[0\]\.resource: it permits nothing/);
	});

	test('validates what import refuses as not valid', async () => {
		const found: [string, RegExp][] = [
			[consent('duplicate-name.json'), /json: .*a duplicate key/],
			[consent('empty-class.json'), /salus: Consent\.provision\.class: FHIR has no empty list/],
			[put('null-2.json', 'null'), /salus: this is no resource: Consents, AuditEvents and Bundles of them/],
			[put('patient-2.json', { resourceType: 'Patient', id: 'x' }), /salus: this is a resource of type Patient: Consents, AuditEvents and Bundles of them/],
		];
		const { code, out } = await run('validate', '--release', 'R4', ...found.map(([name]) => name));
		assert.equal(code, 1);
		const parts = out.split(/^(?=\S)/m);
		for (const [index, [name, reason]] of found.entries()) {
			assert.ok(parts[index]?.startsWith(`${name}: not valid R4`));
			assert.match(parts[index] ?? '', reason);
		}
	});

	test('reported: a file that can\'t be read kept the others from being checked', async () => {
		const valid = consent('grant.json');
		const { code, out, err } = await run('validate', '--release', 'R4', file('nothing.json'), valid);
		assert.deepEqual([code, out], [1, `${valid}: valid R4\n`]);
		assert.match(err, /nothing\.json: there is no such file\.$/m);
	});

	test('reported: which of two files is meant was not told', async () => {
		for (const [name, json] of [['null-3.json', 'null'], ['list.json', '[1]'], ['one.json', '1']] as const) {
			assert.equal((await run('import', put(name, json))).err, `${file(name)}: resource: this must be an object.\n`);
		}
		const map = put('map-2.json', { format: 'salus/fhir-map/v1', chain: STATE.chain, zzz: 1 });
		assert.equal((await run('import', consent('grant.json'), '--map', map)).err, `${map}: map: a map has no "zzz" here.\n`);
	});

	test('reported: output that nobody reads, or that has no room, ended with a stack', async () => {
		const command = `${process.execPath} --conditions=source --import tsx ${main}`;
		const shell = (line: string) => new Promise<{ out: string; err: string }>((resolve) => execFile('/bin/bash', ['-c', line], (_, out, err) => resolve({ out, err })));
		const state = put('state-pipe.json', stateJson(STATE));
		const piped = await shell(`${command} export --state ${state} | true`);
		assert.deepEqual(piped, { out: '', err: '' });
		assert.equal((await shell(`${command} export --state ${state} | head -c 10`)).err, '');
		assert.equal((await shell(`${command} export --state ${state} > /dev/full`)).err, 'standard output: there is no room left for it.\n');
	});

	test('tells its help without packages, the same as with them', async () => {
		for (const topic of ['main', 'export', 'import', 'validate']) {
			const args = topic === 'main' ? ['--help'] : [topic, '--help'];
			const { out } = await run(...args);
			assert.equal(readFileSync(new URL(`../help/${topic}.txt`, import.meta.url), 'utf8'), out, `write it anew: node --conditions=source --import tsx scripts/fhir/main.ts ${args.join(' ')} > scripts/fhir/help/${topic}.txt`);
			// No node, no npm: only what the shell itself needs.
			const plain = await new Promise<string>((resolve) => {
				execFile('/bin/bash', [script, ...args], { env: { PATH: withoutNode, HOME: folder } }, (_, text) => resolve(text));
			});
			assert.equal(plain, out);
		}
	});

	test('validate has the development packages installed, the other commands only what they run on', async () => {
		const copy = file('scripts');
		mkdirSync(copy);
		copyFileSync(script, join(copy, 'fhir.sh'));
		writeFileSync(join(copy, 'bootstrap.sh'), 'SALUS_ROOT=.\nprepare_node_packages() { echo packages: "$@"; exit 0; }\n');
		const packagesFor = (...args: string[]) => new Promise((resolve) => execFile('bash', [join(copy, 'fhir.sh'), ...args], (_, out) => resolve(out)));
		assert.equal(await packagesFor('validate', '--release', 'R4', 'consent.json'), 'packages:\n');
		assert.equal(await packagesFor('import', 'validate'), 'packages: runtime\n');
		assert.equal(await packagesFor('export', '--state', 'validate'), 'packages: runtime\n');
	});
});
