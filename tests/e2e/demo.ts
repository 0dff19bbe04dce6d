/** `scripts/demo.sh` as a user runs it: what it writes, what it refuses, and what it leaves behind. */
import assert from 'node:assert/strict';
import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, readdirSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { WebSocket, WebSocketServer } from 'ws';
import { ApiPromise, WsProvider } from '@polkadot/api';
import { Keyring } from '@polkadot/keyring';
import { encodeAddress } from '@polkadot/util-crypto';
import { Chain } from '@salus/client/chain';
import { trailFromBundle } from '@salus/client/fhir/audit';
import { faultsOf } from '@salus/client/fhir/validate';
import { builtCustodian, builtNode } from '../../scripts/demo/build.ts';
import type { Census } from '../../scripts/demo/journey/census.ts';
import type { Report } from '../../scripts/demo/journey/report.ts';
import { ALL_STATES, type DevelopmentNode, startNode } from '../../scripts/demo/node-process.ts';
import { type World, fhir, processesThatMention, root } from './world.ts';

export function demoTests(world: () => World): void {
	test('the demo plays the sample bundle and reports what the blocks hold', async () => {
		await inOwnFolder(async (folder) => {
			const { url } = await nodeIn(folder);
			const [file, trail] = [join(folder, 'report.json'), join(folder, 'trail.json')];
			const { code, output } = await runDemo(folder, ['--url', url, '--report', file, '--trail', trail], { TZ: 'Asia/Tokyo' });
			assert.equal(code, 0, output);
			const [report, ...others] = reportsIn(file);
			assert.deepEqual(others, []);
			assert.deepEqual(
				[report.outcome, report.failure, report.resources, report.batches, report.permitted, report.denied, report.headVerified],
				['passed', null, 31, 13, 21, 5, true],
			);
			assert.deepEqual([report.emergency?.custodians, report.emergency?.threshold, report.moved], [3, 2, 13]);
			assert.ok((report.emergency?.records ?? 0) > 0);
			const { needed, stores, lost, records, sealedBytes = 0, keptBytes = 0 } = report.pieces ?? {};
			assert.deepEqual([needed, stores, lost, records], [3, 5, 2, 31]);
			assert.ok(sealedBytes > 0 && keptBytes < 2 * sealedBytes, `${keptBytes} bytes of pieces for ${sealedBytes}`);
			assert.deepEqual([report.tampering, report.afterRevocation], [{ tried: 2, noticed: 2 }, { tried: 5, noticed: 5 }]);
			assert.deepEqual(report.steps.map(({ status }) => status), report.steps.map(() => 'passed'));
			for (const { title, compared } of report.steps) assert.ok(compared.length > 0, `nothing was compared in: ${title}`);
			// Nobody but the demo has sent anything to this chain, so all that is signed is the demo's.
			const { extrinsics, preparing, bytes, feesOfPatient, personal } = report.chain as Census;
			const signed = await signedExtrinsics(url);
			assert.deepEqual([extrinsics + preparing, bytes.extrinsics], [signed.length, signed.reduce((sum, length) => sum + length, 0)]);
			assert.ok(bytes.events > 0 && bytes.state > 0);
			assert.equal(feesOfPatient, '0');
			assert.ok(personal.searchedFor >= 31 * 2);
			assert.equal(personal.found, 0);
			assert.doesNotMatch(output, /Lindqvist|Þóra|1961-08-14/);

			// The trail as its patient reads it, and as FHIR.
			assert.match(output, /Times are those of Asia\/Tokyo\./);
			assert.match(output, /the specialist +the clinic +asked to see .* for 8 hours +treatment +permitted: /);
			assert.match(output, /the patient +contests entry \d+/);
			assert.match(output, /the clinic's privacy officer +the clinic +answered for entry \d+/);
			assert.doesNotMatch(output, /practitioner 5|account 5|undefined/);
			const bundle = JSON.parse(readFileSync(trail, 'utf8'));
			assert.deepEqual(await faultsOf(bundle, 'R4'), []);
			const { copy } = trailFromBundle(bundle);
			assert.equal(copy.entries.length, report.auditEntries);
			const told = copy.entries.map(({ entry }) => entry.event);
			assert.equal(told.filter((event) => event.accessRequested?.encounter?.hours === 8).length, 1);
			const [contested, answered] = [told.find((event) => event.entryContested)?.entryContested, told.find((event) => event.inquiryAnswered)?.inquiryAnswered];
			assert.deepEqual([answered?.entry, answered?.answer], [contested?.entry, 'Mistaken']);
		});
	});

	test('two demos at a time on one node, each with people of its own', async () => {
		await inOwnFolder(async (folder) => {
			const { url } = await nodeIn(folder);
			const files = ['first', 'second'].map((name) => join(folder, `${name}.json`));
			const ended = await Promise.all(files.map((file) => runDemo(folder, ['--url', url, '--report', file])));
			for (const { code, output } of ended) assert.equal(code, 0, output);
			const reports = files.flatMap(reportsIn);
			assert.notEqual(reports[0]?.patient, reports[1]?.patient);
			const counted = reports.map(({ chain }) => chain as Census).reduce((sum, { extrinsics, preparing }) => sum + extrinsics + preparing, 0);
			assert.equal(counted, (await signedExtrinsics(url)).length);
		});
	});

	test('a node that goes away in the middle: one sentence, and a report of how far it came', async () => {
		await inOwnFolder(async (folder) => {
			const node = await nodeIn(folder);
			const file = join(folder, 'report.json');
			const { ended, told } = startDemo(folder, ['--url', node.url, '--report', file]);
			await until(async () => told().includes('✔ The patient lets the hospital add records'), ended);
			process.kill(node.pid, 'SIGKILL');
			const { code, output } = await ended;
			assert.equal(code, 1);
			// The sentence and the report's table come by two pipes, in whichever order.
			assert.match(output, /^The node went away[^.]*\.$/m);
			assert.doesNotMatch(output, /\n\s+at |UnhandledPromise|triggerUncaught/);
			const [report] = reportsIn(file);
			assert.equal(report.outcome, 'failed');
			assert.match(report.failure?.code ?? '', /^node\./);
			const statuses = report.steps.map(({ status }) => status);
			assert.equal(statuses.filter((status) => status === 'failed').length, 1);
			assert.ok(statuses.includes('not reached'));
			assert.equal(report.headVerified, null);
			assert.ok('notCounted' in report.chain);
		});
	});

	test('what cannot take place on a chain is told as left out, and not as done', async () => {
		await inOwnFolder(async (folder) => {
			const { url } = await nodeIn(folder);
			await withoutSuperuser(url);
			const file = join(folder, 'report.json');
			const { code, output } = await runDemo(folder, ['--url', url, '--report', file]);
			assert.equal(code, 0, output);
			const [report] = reportsIn(file);
			assert.deepEqual(report.steps.filter(({ status }) => status !== 'passed').map(({ status }) => status), ['left out', 'left out', 'left out', 'left out']);
			assert.equal(report.leftOut.length, 4);
			for (const step of report.leftOut) assert.match(step, /(emergency|pieces|Stores are lost).*superuser/i);
			assert.deepEqual([report.emergency, report.pieces], [null, null]);
			assert.match(output, /Left out for/);
			assert.deepEqual([report.permitted, report.denied], [18, 4]);
		});
	});

	test('a binary that is not there is named', async () => {
		await inOwnFolder(async (folder) => {
			const { code, output } = await startDemo(folder, [], { SALUS_NODE: '/nonexistent/salus-node' }).ended;
			assert.equal(code, 1);
			assert.match(output, /\/nonexistent\/salus-node: there is no such file\./);
		});
	});

	for (const [signal, code] of [['SIGINT', 130], ['SIGTERM', 143]] as const) {
		test(`a demo stopped by ${signal} leaves no process and no file behind`, async () => {
			await inOwnFolder(async (folder) => {
				const { child, ended, told } = startDemo(folder, []);
				// In the middle of it: the node runs, and records lie in the store.
				await until(async () => told().includes('✔ The hospital commits to and seals every resource'), ended);
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
		['another-patient.json', /about another patient/],
		['search-page.json', /page/],
		['nested-bundle.json', /Bundle/],
	];
	test('unusable bundles are refused with one sentence, and nothing reaches the chain', async () => {
		const sent: string[] = [];
		const glass = await seenThrough(world().url, sent);
		for (const [name, why] of inputs) {
			await inOwnFolder(async (folder) => {
				const { code, output } = await runDemo(folder, ['--url', glass.url, '--bundle', fhir('sample-bundle.json'), '--bundle', fhir(name)]);
				assert.notEqual(code, 0, name);
				assert.match(output, why);
				assert.equal(output.trim().split('\n').length, 1, output);
			});
		}
		assert.deepEqual(sent, []);
		glass.close();
	});

	test('the trail of one patient fits into a file, and not that of two', async () => {
		await inOwnFolder(async (folder) => {
			const sample = fhir('sample-bundle.json');
			for (const [args, why] of [[['--bundle', sample, '--bundle', sample, '--trail', join(folder, 'trail.json')], /one --bundle/], [['--trail', folder], /a folder/]] as const) {
				const { code, output } = await runDemo(folder, ['--url', world().url, ...args]);
				assert.equal(code, 1);
				assert.match(output, why);
				assert.equal(output.trim().split('\n').length, 1, output);
			}
		});
	});

	test('a node that does not answer is named, after some seconds at most', async () => {
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
					assert.ok(Date.now() - began < 60_000, `${url} took ${Date.now() - began} ms`);
				});
			}
		} finally {
			silent.close();
		}
	});

	test('a chain that is not Salus is named, and nothing is sent to it', async () => {
		const sent: string[] = [];
		const stranger = await seenThrough(world().url, sent, (message) => message.replaceAll(hex('AuditLog'), hex('GuestLog')));
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

/** A node of a test's own, which ends with the test run. */
async function nodeIn(folder: string): Promise<DevelopmentNode> {
	const node = await startNode(builtNode(), false, ALL_STATES);
	nodes.set(folder, node);
	return node;
}

/** The nodes of tests, by the folder that they play in. */
const nodes = new Map<string, DevelopmentNode>();

function reportsIn(file: string): [Report, ...Report[]] {
	return JSON.parse(readFileSync(file, 'utf8')) as [Report, ...Report[]];
}

/** The lengths of all signed transactions of a chain, by stock polkadot.js alone. */
async function signedExtrinsics(url: string): Promise<number[]> {
	const api = await ApiPromise.create({ provider: new WsProvider(url), noInitWarn: true });
	try {
		const head = (await api.rpc.chain.getHeader()).number.toNumber();
		const lengths: number[] = [];
		for (let number = 1; number <= head; number++) {
			const { block } = await api.rpc.chain.getBlock(await api.rpc.chain.getBlockHash(number));
			lengths.push(...block.extrinsics.filter(({ isSigned }) => isSigned).map((extrinsic) => extrinsic.toU8a().length));
		}
		return lengths;
	} finally {
		await api.disconnect();
	}
}

/** Makes somebody the superuser of a development chain whose key nobody has. (Without any, its addresses would be a consortium's.) */
async function withoutSuperuser(url: string): Promise<void> {
	const chain = await Chain.connect(url);
	try {
		await chain.send(chain.call('sudo', 'setKey', { new: encodeAddress(new Uint8Array(32).fill(7)) }), new Keyring({ type: 'sr25519' }).addFromUri('//Alice'));
	} finally {
		await chain.disconnect();
	}
}

/** The node under test seen through a glass that keeps what is sent to it, and may change what it answers. */
async function seenThrough(url: string, sent: string[], change = (message: string) => message): Promise<{ url: string; close: () => void }> {
	const server = new WebSocketServer({ host: '127.0.0.1', port: 0 });
	server.on('connection', (client) => {
		const node = new WebSocket(url);
		const opened = new Promise((resolve) => node.on('open', resolve));
		client.on('message', async (data) => {
			sent.push(String(data));
			await opened;
			node.send(String(data));
		});
		node.on('message', (data) => client.send(change(String(data))));
		client.on('close', () => node.close());
	});
	await new Promise((resolve) => server.on('listening', resolve));
	const { port } = server.address() as { port: number };
	return { url: `ws://127.0.0.1:${port}`, close: () => server.close() };
}

const hex = (text: string) => Buffer.from(text).toString('hex');

interface Ended {
	code: number | null;
	output: string;
}

function startDemo(folder: string, args: string[], environment: Record<string, string> = {}): { child: ChildProcess; ended: Promise<Ended>; told: () => string } {
	const child = spawn(join(root, 'scripts/demo.sh'), args, {
		cwd: folder,
		env: { ...process.env, TMPDIR: folder, SALUS_NODE: builtNode(), SALUS_CUSTODIAN: builtCustodian(), NODE_TEST_CONTEXT: undefined, ...environment },
		stdio: ['ignore', 'pipe', 'pipe'],
	});
	let output = '';
	for (const stream of [child.stdout, child.stderr]) stream?.on('data', (data) => (output += String(data)));
	const ended = new Promise<Ended>((resolve) => child.on('close', (code) => resolve({ code, output })));
	return { child, ended, told: () => output };
}

async function runDemo(folder: string, args: string[], environment?: Record<string, string>): Promise<Ended> {
	return startDemo(folder, args, environment).ended;
}

/** A folder of its own for each run, also for temporary files, so that what stays behind is seen. */
async function inOwnFolder(body: (folder: string) => Promise<void>): Promise<void> {
	const folder = mkdtempSync(join(tmpdir(), 'salus-e2e-demo-'));
	try {
		await body(folder);
	} finally {
		await nodes.get(folder)?.child.stop();
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
