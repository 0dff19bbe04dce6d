import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { parse } from 'smol-toml';
import { type PrivateKey, X25519 } from '@salus/client/format';
import { CustodianProcess } from '../custodian-process.ts';

const [CLERK, KEY, GENESIS] = [1, 2, 3].map((byte) => new Uint8Array(32).fill(byte)) as [Uint8Array, Uint8Array, Uint8Array];
/** Answers at the port that its configuration names, and says so as the service does: what it is called at once, anything else from the third question on. */
const ANSWERS = `#!/usr/bin/env node
const { readFileSync } = require('node:fs');
const port = Number(/\\[http\\]\\nlisten = "127\\.0\\.0\\.1:(\\d+)"/.exec(readFileSync(process.argv[3], 'utf8'))[1]);
let asked = 0;
const server = require('node:http').createServer(({ url }, response) => {
	if (url !== '/v1' && ++asked < 3) response.statusCode = 503;
	response.end('{}');
});
server.listen(port, '127.0.0.1', () => console.log('Custodian 4 answers at http://127.0.0.1:' + server.address().port + ', and whoever runs it elsewhere'));
`;

async function inFolder(program: string, body: (folder: string, start: () => Promise<CustodianProcess>) => Promise<void>): Promise<void> {
	const folder = mkdtempSync(join(tmpdir(), 'salus-service-'));
	const binary = join(folder, 'service');
	writeFileSync(binary, program, { mode: 0o755 });
	const key: PrivateKey = { suite: X25519, privateKey: KEY };
	const start = () => CustodianProcess.start({ binary, node: 'ws://127.0.0.1:1', genesis: GENESIS, organization: 4, clerk: CLERK, key, folder: join(folder, 'own') });
	try {
		await body(folder, start);
	} finally {
		rmSync(folder, { recursive: true, force: true });
	}
}

test('a service is configured with files that only their owner may read, answers, and does so again at the same address after it was killed', async () => {
	await inFolder(ANSWERS, async (folder, start) => {
		const service = await start();
		const configuration = parse(readFileSync(join(folder, 'own/custodian.toml'), 'utf8')) as { organization: number; genesis: string; keys: { clerk: string; shares: string[] } };
		assert.deepEqual([configuration.organization, configuration.genesis], [4, '03'.repeat(32)]);
		assert.deepEqual([configuration.keys.clerk, ...configuration.keys.shares].map((path) => readFileSync(path, 'utf8').trim()), ['01'.repeat(32), `1 ${'02'.repeat(32)}`]);
		for (const path of [configuration.keys.clerk, ...configuration.keys.shares]) assert.equal(statSync(path).mode & 0o077, 0);
		const { url } = service;
		await service.kill();
		await assert.rejects(fetch(url));
		service.loseStore();
		await service.startAgain();
		assert.equal(service.url, url);
		assert.ok((await fetch(`${url}/v1/sessions`)).ok, 'it is used before its chain is there');
		await service.stop();
	});
});

test('a service that ends before it answers is told with its last words', async () => {
	await inFolder('#!/bin/sh\necho "the key is not there" >&2; exit 3\n', async (_, start) => {
		await assert.rejects(start(), { name: 'InputError', code: 'custodian.did-not-start', message: /ended \(3\).*the key is not there/ });
	});
	await inFolder('', async (folder, start) => {
		rmSync(join(folder, 'service'));
		await assert.rejects(start(), { name: 'InputError', message: /there is no such file/ });
	});
});
