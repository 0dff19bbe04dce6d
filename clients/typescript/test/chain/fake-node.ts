/** A node as its JSON-RPC shows it: it answers what a client asks to get started, and hangs up when the test wants. */
import { readFileSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { compactAddLength, u8aConcat, u8aToHex } from '@polkadot/util';
import { type WebSocket, WebSocketServer } from 'ws';

/** An option of bytes, which the metadata is. */
const METADATA = u8aToHex(u8aConcat([1], compactAddLength(readFileSync(new URL('../../../metadata/salus.scale', import.meta.url)))));
/** Of the runtime API `Metadata`. */
const METADATA_API = '0x37e397fc7c91f5e4';
const METHODS = [
	'author_submitAndWatchExtrinsic', 'chain_getBlockHash', 'chain_getFinalizedHead', 'chain_getHeader', 'state_call', 'state_getStorage',
	'state_queryStorageAt', 'state_subscribeRuntimeVersion', 'system_accountNextIndex', 'system_health',
];
const HASH = `0x${'11'.repeat(32)}`;
const VERSION = {
	specName: 'salus', implName: 'salus', authoringVersion: 1, specVersion: 1, implVersion: 1, transactionVersion: 1, stateVersion: 1, apis: [[METADATA_API, 2]],
};
const HEADER = {
	parentHash: HASH, number: '0x1', stateRoot: HASH, extrinsicsRoot: HASH, digest: { logs: [] },
};

export class FakeNode {
	/** At this question it hangs up; `undefined` for none. */
	dropAt: string | undefined;
	/** At this question it says nothing. */
	silentAt: string | undefined;
	/** What it was asked, in order. */
	readonly asked: string[] = [];
	readonly #server: WebSocketServer;
	readonly #sockets = new Set<WebSocket>();

	private constructor(server: WebSocketServer) {
		this.#server = server;
		server.on('connection', (socket) => {
			this.#sockets.add(socket);
			socket.on('close', () => this.#sockets.delete(socket));
			socket.on('message', (data) => this.#hear(socket, JSON.parse(String(data))));
		});
	}

	static async start(port = 0): Promise<FakeNode> {
		const server = new WebSocketServer({ host: '127.0.0.1', port });
		await new Promise((resolve, reject) => server.once('listening', resolve).once('error', reject));
		return new FakeNode(server);
	}

	get port(): number {
		return (this.#server.address() as AddressInfo).port;
	}

	get url(): string {
		return `ws://127.0.0.1:${this.port}`;
	}

	/** Hangs up on everybody, without a farewell. */
	drop(): void {
		for (const socket of this.#sockets) socket.terminate();
	}

	async stop(): Promise<void> {
		this.drop();
		await new Promise((resolve) => this.#server.close(resolve));
	}

	#hear(socket: WebSocket, { id, method, params }: { id: number; method: string; params: unknown[] }): void {
		this.asked.push(method);
		if (method === this.dropAt) socket.terminate();
		if (method === this.dropAt || method === this.silentAt) return;
		const answer = this.#answer(method, params);
		socket.send(JSON.stringify(answer === undefined ? { jsonrpc: '2.0', id, error: { code: -32601, message: 'Method not found' } } : { jsonrpc: '2.0', id, result: answer }));
		if (method === 'author_submitAndWatchExtrinsic') {
			socket.send(JSON.stringify({ jsonrpc: '2.0', method: 'author_extrinsicUpdate', params: { subscription: answer, result: 'ready' } }));
		}
	}

	#answer(method: string, params: unknown[]): unknown {
		switch (method) {
			case 'chain_getBlockHash': case 'chain_getFinalizedHead': return HASH;
			case 'chain_getHeader': return HEADER;
			case 'state_getRuntimeVersion': return VERSION;
			case 'system_chain': return 'Fake';
			case 'system_properties': return {};
			case 'rpc_methods': return { methods: METHODS };
			case 'system_health': return { peers: 0, isSyncing: false, shouldHavePeers: false };
			case 'system_accountNextIndex': return 0;
			case 'state_call': return { Metadata_metadata_versions: '0x040f000000', Metadata_metadata_at_version: METADATA }[String(params[0])] ?? '0x00';
			case 'state_subscribeRuntimeVersion': case 'author_submitAndWatchExtrinsic': return `subscription-${this.asked.length}`;
			case 'state_queryStorageAt': return [{ block: HASH, changes: (params[0] as string[]).map((key) => [key, '0x0000000000000000']) }];
			case 'state_getStorage': return '0x0000000000000000';
			default: return undefined;
		}
	}
}
