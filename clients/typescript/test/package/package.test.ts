/** The package as others get it: packed, in a folder of its own, run by plain Node and in a browser's surroundings. */
import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { build } from 'esbuild';

const run = promisify(execFile);
const root = fileURLToPath(new URL('../../../..', import.meta.url));
const client = join(root, 'clients/typescript');
const modules = join(root, 'node_modules');
/** Somebody's project, outside of this repository. */
const consumer = mkdtempSync(join(tmpdir(), 'salus-consumer-'));
after(() => rmSync(consumer, { recursive: true, force: true }));

before(async () => {
	// The conditions of the tests are not those of a consumer.
	await run('npm', ['run', '--silent', 'build', '--', '--outDir', join(consumer, 'dist')], { cwd: client });
	await run('npm', ['pack', '--silent', '--ignore-scripts', '--pack-destination', consumer], { cwd: client });
	const [tarball] = readdirSync(consumer).filter((name) => name.endsWith('.tgz'));
	const installed = join(consumer, 'node_modules/@salus/client');
	mkdirSync(installed, { recursive: true });
	await run('tar', ['-xzf', join(consumer, tarball!), '-C', installed, '--strip-components', '1']);
	rmSync(join(installed, 'dist'), { recursive: true, force: true });
	await run('mv', [join(consumer, 'dist'), join(installed, 'dist')]);
	// Whatever the package depends on, as npm would put it there.
	for (const name of readdirSync(modules).filter((entry) => !entry.startsWith('.') && entry !== '@salus')) {
		symlinkSync(join(modules, name), join(consumer, 'node_modules', name));
	}
	writeFileSync(join(consumer, 'package.json'), '{ "type": "module" }');
});

const { exports: subpaths } = JSON.parse(readFileSync(join(client, 'package.json'), 'utf8')) as { exports: Record<string, unknown> };

test('plain Node imports every part', async () => {
	const program = `${Object.keys(subpaths).map((path, index) => `import * as part${index} from '@salus/client/${path.slice(2)}';`).join('\n')}
console.log(JSON.stringify([${Object.keys(subpaths).map((_, index) => `Object.keys(part${index}).length`).join(', ')}]));`;
	writeFileSync(join(consumer, 'imports.js'), program);
	const { stdout } = await run(process.execPath, ['imports.js'], { cwd: consumer, env: { PATH: process.env['PATH'] } });
	const counts = JSON.parse(stdout) as number[];
	assert.equal(counts.length, Object.keys(subpaths).length);
	assert.ok(counts.every((count) => count > 0), String(counts));
});

test('its types are found, and know the chain\'s calls and answers', async () => {
	writeFileSync(join(consumer, 'types.ts'), `
import { Chain, type Signer } from '@salus/client/chain';
import { liveGrants } from '@salus/client/consent';
import { sealRecord } from '@salus/client/format';
import { SalusError } from '@salus/client/errors';
import { readRecords } from '@salus/client/fhir/records';

export async function use(chain: Chain, signer: Signer, patient: Uint8Array): Promise<number> {
	await chain.send(chain.call('consent', 'revoke', { patient, grant: 0 }), signer);
	// @ts-expect-error: a grant is named by number.
	chain.call('consent', 'revoke', { patient, grant: 'the first' });
	// @ts-expect-error: there is no such call.
	chain.call('consent', 'revokeEverything', {});
	chain.call('balances', 'transferKeepAlive', { dest: patient, value: 1 });
	const answer = (await chain.ask('consentApi', 'liveGrants', [patient])).toJSON();
	// @ts-expect-error: a grant has no such member.
	answer[0]?.[1].colour;
	void [liveGrants, sealRecord, SalusError, readRecords];
	return answer[0]?.[1].grantedAt ?? 0;
}
`);
	const options = ['--noEmit', '--strict', '--skipLibCheck', '--module', 'nodenext', '--target', 'es2023', '--types', 'node'];
	await run(process.execPath, [join(modules, 'typescript/bin/tsc'), ...options, 'types.ts'], { cwd: consumer }).catch(({ stdout }) => assert.fail(stdout));
});

test('the record format runs in a browser: it seals, opens, proves, and makes the published vectors', async () => {
	const entry = `
import { ALL_SUITES, BatchOpener, BatchSealer, MerkleTree, assertKept, bytesToHex, openReleased, randomKeyPair, utf8ToBytes } from '@salus/client/format';
import { makeVectors } from '${join(client, 'test/format/vectors/make.ts')}';
globalThis.result = (async () => {
	const context = { patient: new Uint8Array(32), recordClass: 96 };
	const texts = [];
	for (const suite of ALL_SUITES) {
		const key = await randomKeyPair(suite);
		const batch = await BatchSealer.begin(context, { ...key, epoch: 0 });
		const records = ['{"resource":{"resourceType":"Observation"}}', '{}', '[]'].map((text) => batch.seal({ canonical: utf8ToBytes(text) }));
		const tree = new MerkleTree(records.map(({ leaf }) => leaf));
		const released = { ...records[0], proof: tree.proof(0) };
		assertKept({ root: tree.root, records: 3 }, released);
		texts.push(bytesToHex(openReleased(await BatchOpener.begin(context, key, batch.header), released).canonical));
	}
	return JSON.stringify({
		texts,
		globals: [typeof process, typeof Buffer],
		vectors: await makeVectors(),
	});
})();`;
	const { outputFiles: [bundle] } = await build({
		stdin: { contents: entry, resolveDir: consumer }, bundle: true, write: false, platform: 'browser', format: 'iife', logLevel: 'silent',
		// The maker of the vectors is a source; whatever it takes of the package's is the same code.
		alias: { '@polkadot/keyring': join(modules, '@polkadot/keyring'), '@polkadot/util-crypto': join(modules, '@polkadot/util-crypto') },
	});
	const result = JSON.parse(await runInBrowser(bundle!.text)) as { texts: string[]; globals: string[]; vectors: object };
	const text = '{"resource":{"resourceType":"Observation"}}';
	assert.deepEqual(result.texts.map((hex) => Buffer.from(hex, 'hex').toString()), [text, text]);
	assert.deepEqual(result.globals, ['undefined', 'undefined']);
	// Signatures are randomized, and not made with the rest.
	const { releaseRequest, patientRequest, sessionRequest, ...published } = JSON.parse(readFileSync(join(root, 'tests/vectors/record-format-v1.json'), 'utf8'));
	for (const request of [releaseRequest, patientRequest, ...sessionRequest]) delete request.signature;
	assert.deepEqual(result.vectors, { ...published, releaseRequest, patientRequest, sessionRequest });
});

/** Runs a program that leaves a promise in `result`, with a browser's globals and none of Node's. */
async function runInBrowser(program: string): Promise<string> {
	writeFileSync(join(consumer, 'bundle.js'), program);
	writeFileSync(join(consumer, 'browser.js'), `
import { readFileSync, writeSync } from 'node:fs';
const program = readFileSync('bundle.js', 'utf8');
for (const name of ['process', 'Buffer', 'global', 'setImmediate', 'clearImmediate']) delete globalThis[name];
globalThis.self = globalThis.window = globalThis;
(0, eval)(program);
writeSync(1, await globalThis.result);
`);
	const { stdout } = await run(process.execPath, ['browser.js'], { cwd: consumer, env: { PATH: process.env['PATH'] } });
	return stdout;
}
