/** `scripts/demo.sh` as a user runs it: what it writes, what it refuses, and what it leaves behind. */
import assert from 'node:assert/strict';
import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, readdirSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { WebSocket, WebSocketServer } from 'ws';
import { type World, fhir, nodeBinary, processesThatMention, root } from './world.ts';

export function demoTests(world: () => World): void {
	test('the demo plays the sample bundle and reports it as JSON', async () => {
		await inOwnFolder(async (folder) => {
			const file = join(folder, 'report.json');
			const { code, output } = await runDemo(folder, ['--report', file]);
			assert.equal(code, 0, output);
			const reports = JSON.parse(readFileSync(file, 'utf8'));
			assert.equal(reports.length, 1);
			const [report] = reports;
			assert.deepEqual(Object.keys(report), [
				'bundle', 'resources', 'batches', 'extrinsics', 'bytesOnChain', 'permitted', 'denied', 'tamperDetected',
				'revokedDenied', 'auditEntries', 'headVerified', 'seconds',
			]);
			assert.equal(report.resources, 31);
			assert.equal(report.batches, 13);
			assert.ok(report.extrinsics <= report.batches + 23, `${report.extrinsics} extrinsics`);
			assert.deepEqual(
				[report.permitted, report.denied, report.tamperDetected, report.revokedDenied, report.headVerified],
				[4, 4, 2, true, true],
			);
			assert.doesNotMatch(output, /Lindqvist|Þóra|1961/);
			rmSync(file);
			await assertNothingLeft(folder);
		});
	});

	for (const [signal, code] of [['SIGINT', 130], ['SIGTERM', 143]] as const) {
		test(`a demo stopped by ${signal} leaves no process and no file behind`, async () => {
			await inOwnFolder(async (folder) => {
				const { child, ended } = startDemo(folder, []);
				// In the middle of it: the node runs, and records are being sealed.
				await until(async () => readdirSync(folder).some((name) => name.startsWith('salus-store-')), ended);
				assert.ok((await processesThatMention(folder)).some((line) => line.includes('--base-path')));
				child.kill(signal);
				assert.equal((await ended).code, code);
				await assertNothingLeft(folder);
			});
		});
	}

	const inputs: [string, RegExp][] = [
		['no-such-file.json', /there is no such file/],
		['broken-json.json', /not valid JSON/],
		['not-a-bundle.json', /not a FHIR Bundle/],
		['no-patient.json', /no Patient/],
		['two-patients.json', /2 Patients/],
		['patient-only.json', /no other resource/],
	];
	test('unusable bundles are refused with one sentence, and nothing reaches the chain', async () => {
		for (const [name, why] of inputs) {
			await inOwnFolder(async (folder) => {
				const { code, output } = await runDemo(folder, ['--url', world().url, '--bundle', fhir('sample-bundle.json'), '--bundle', fhir(name)]);
				assert.notEqual(code, 0, name);
				assert.match(output, why);
				assert.equal(output.trim().split('\n').length, 1, output);
			});
		}
	});

	test('a node that does not answer is named within ten seconds', async () => {
		const silent = createServer();
		await new Promise<void>((resolve) => silent.listen(0, '127.0.0.1', resolve));
		const { port } = silent.address() as { port: number };
		try {
			for (const [url, why] of [[`ws://127.0.0.1:${port}`, /No node answers .* within 8 seconds/], ['ws://127.0.0.1:1', /No node answers/], ['nonsense', /no address/]] as const) {
				await inOwnFolder(async (folder) => {
					const began = Date.now();
					const { code, output } = await runDemo(folder, ['--url', url]);
					assert.notEqual(code, 0);
					assert.match(output, why);
					assert.equal(output.trim().split('\n').length, 1, output);
					// The client itself takes a while to load where other tests run at the same time.
					assert.ok(Date.now() - began < 20_000, `${url} took ${Date.now() - began} ms`);
				});
			}
		} finally {
			silent.close();
		}
	});

	test('a chain that is not Salus is named, and nothing is sent to it', async () => {
		const sent: string[] = [];
		const stranger = await strangeChain(world().url, sent);
		try {
			await inOwnFolder(async (folder) => {
				const { code, output } = await runDemo(folder, ['--url', stranger.url]);
				assert.notEqual(code, 0);
				assert.match(output, /is not Salus: it has no auditLog/);
				assert.equal(output.trim().split('\n').length, 1, output);
				assert.ok(!sent.some((message) => message.includes('author_')));
			});
		} finally {
			stranger.close();
		}
	});
}

/** The node under test seen through a glass that shows another pallet where the audit log is. */
async function strangeChain(url: string, sent: string[]): Promise<{ url: string; close: () => void }> {
	const hex = (text: string) => Buffer.from(text).toString('hex');
	const server = new WebSocketServer({ host: '127.0.0.1', port: 0 });
	server.on('connection', (client) => {
		const node = new WebSocket(url);
		const opened = new Promise((resolve) => node.on('open', resolve));
		client.on('message', async (data) => {
			sent.push(String(data));
			await opened;
			node.send(String(data));
		});
		node.on('message', (data) => client.send(String(data).replaceAll(hex('AuditLog'), hex('GuestLog'))));
		client.on('close', () => node.close());
	});
	await new Promise((resolve) => server.on('listening', resolve));
	const { port } = server.address() as { port: number };
	return { url: `ws://127.0.0.1:${port}`, close: () => server.close() };
}

interface Ended {
	code: number | null;
	output: string;
}

function startDemo(folder: string, args: string[]): { child: ChildProcess; ended: Promise<Ended> } {
	const child = spawn(join(root, 'scripts/demo.sh'), args, {
		cwd: folder,
		env: { ...process.env, TMPDIR: folder, SALUS_NODE: nodeBinary(), NODE_TEST_CONTEXT: undefined },
		stdio: ['ignore', 'pipe', 'pipe'],
	});
	let output = '';
	for (const stream of [child.stdout, child.stderr]) stream?.on('data', (data) => (output += String(data)));
	const ended = new Promise<Ended>((resolve) => child.on('close', (code) => resolve({ code, output })));
	return { child, ended };
}

async function runDemo(folder: string, args: string[]): Promise<Ended> {
	return startDemo(folder, args).ended;
}

/** A folder of its own for each run, also for temporary files, so that what stays behind is seen. */
async function inOwnFolder(body: (folder: string) => Promise<void>): Promise<void> {
	const folder = mkdtempSync(join(tmpdir(), 'salus-e2e-demo-'));
	try {
		await body(folder);
	} finally {
		rmSync(folder, { recursive: true, force: true });
	}
}

async function assertNothingLeft(folder: string): Promise<void> {
	assert.deepEqual(await processesThatMention(folder), []);
	// tsx keeps a cache of compiled files where temporary files go.
	assert.deepEqual(readdirSync(folder).filter((name) => !name.startsWith('tsx-')), []);
}

async function until(condition: () => Promise<boolean>, ended: Promise<Ended>): Promise<void> {
	let end: Ended | undefined;
	ended.then((how) => {
		end = how;
	});
	while (!(await condition())) {
		assert.equal(end, undefined, `the demo ended too early: ${end?.output}`);
		await new Promise((resolve) => setTimeout(resolve, 250));
	}
}
