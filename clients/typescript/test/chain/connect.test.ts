/** Addresses at which there is no node, each told from the others. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import { createServer as createTlsServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { test } from 'node:test';
import { Metadata, TypeRegistry } from '@polkadot/types';
import type { RuntimeVersion } from '@polkadot/types/interfaces';
import { ask, OLDEST_VERSION } from '../../src/chain/connect.ts';

/** Runs `work` with a server's port. */
async function at(server: Pick<Server, 'listen' | 'address' | 'close'>, work: (port: number) => Promise<void>): Promise<void> {
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', () => resolve()));
	try {
		await work((server.address() as AddressInfo).port);
	} finally {
		server.close();
	}
}

/** A server that answers every attempt to open a WebSocket with a status. */
const answering = (status: number) => createServer().on('upgrade', (_, socket) => socket.end(`HTTP/1.1 ${status} No\r\nConnection: close\r\n\r\n`));

test('a proxy that forbids it', () =>
	at(answering(403), (port) => assert.rejects(ask(`ws://127.0.0.1:${port}`), { name: 'InputError', code: 'node.forbidden', message: /HTTP 403/ })));

test('a server that is no node', async () => {
	await at(answering(404), (port) => assert.rejects(ask(`ws://127.0.0.1:${port}`), { code: 'node.not-substrate', message: /HTTP 404/ }));
	await at(createServer().on('upgrade', (_, socket) => socket.destroy()), (port) => assert.rejects(ask(`ws://127.0.0.1:${port}`), { code: 'node.unreachable' }));
});

test('a server that says nothing', () =>
	at(createServer().on('upgrade', () => {}), (port) => assert.rejects(ask(`ws://127.0.0.1:${port}`, 200), { name: 'InputError', code: 'node.silent' })));

test('a name that nobody has', () => assert.rejects(ask('ws://no-such-node.invalid:9944'), { code: 'node.name-not-found', message: /no-such-node\.invalid/ }));

test('a port where nobody listens', async () => {
	let free = 0;
	await at(createServer(), async (port) => {
		free = port;
	});
	await assert.rejects(ask(`ws://127.0.0.1:${free}`), { code: 'node.unreachable' });
});

test('a certificate that nobody vouches for', () => {
	// Key and certificate in one file, of nobody and for nothing else.
	const pem = readFileSync(new URL('self-signed.pem', import.meta.url));
	return at(createTlsServer({ key: pem, cert: pem }), (port) => assert.rejects(ask(`wss://127.0.0.1:${port}`), { code: 'node.certificate' }));
});

test('a node without TLS where TLS was meant', () => at(createServer(), (port) => assert.rejects(ask(`wss://127.0.0.1:${port}`), { code: 'node.no-tls' })));

test('what is no address of a node', () => assert.rejects(ask('http://127.0.0.1'), { code: 'input.url' }));

test('a wait that is given up', () =>
	at(createServer().on('upgrade', () => {}), (port) => assert.rejects(ask(`ws://127.0.0.1:${port}`, 5_000, AbortSignal.timeout(50)), { code: 'input.aborted' })));

test('the runtime that the types are made from is not older than what this client takes', () => {
	const registry = new TypeRegistry();
	const metadata = new Metadata(registry, readFileSync(new URL('../../../metadata/salus.scale', import.meta.url)));
	registry.setMetadata(metadata);
	const system = [...metadata.asLatest.pallets].find(({ name }) => name.toString() === 'System')!;
	const constant = system.constants.find(({ name }) => name.toString() === 'Version')!;
	const { specVersion } = registry.createType<RuntimeVersion>('RuntimeVersion', constant.value.toU8a(true));
	assert.ok(specVersion.toNumber() >= OLDEST_VERSION, `the runtime's version is ${specVersion}`);
});
