/** What an organization's node answers through nginx, with the configuration that operators take (`scripts/operating/nginx.conf`). */
import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { Agent, request } from 'node:https';
import { after, before, describe, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { builtNode } from '../../scripts/demo/build.ts';
import { cleanUp, watchForTheEnd } from '../../scripts/demo/cleanup.ts';
import { startNode } from '../../scripts/demo/node-process.ts';
import { type ReverseProxy, startNginx } from './nginx.ts';
import type { Learnt } from './stock-client.ts';

/** How an organization's node takes requests: safe ones, and so many a minute over a connection. */
const RPC = ['--rpc-methods', 'safe', '--rpc-rate-limit', '600'];
const PASSWORD = 'of a gateway';
/** More requests than pass at once by `burst` and, on the slowest machine, meanwhile by `rate`. */
const TOO_MANY = 1_000;

describe('A node behind nginx', { timeout: 300_000 }, () => {
	let proxy: ReverseProxy;
	let agent: Agent;
	before(async () => {
		watchForTheEnd();
		const { url } = await startNode(builtNode(), false, RPC);
		proxy = await startNginx(Number(new URL(url).port), { gateway: PASSWORD });
		// Fewer than nginx lets an address have.
		agent = new Agent({ ca: readFileSync(proxy.certificate), keepAlive: true, maxSockets: 10 });
	});
	after(async () => {
		agent?.destroy();
		await cleanUp();
	});

	test('refuses whoever gives no password, or a wrong one', async () => {
		assert.equal(await post(), 401);
		assert.equal(await post(basic('guessed')), 401);
		assert.equal(await post(basic(PASSWORD)), 200);
		assert.equal(await openSocket(), 401);
		assert.equal(await openSocket(basic('guessed')), 401);
		assert.equal(await openSocket(basic(PASSWORD)), 101);
		assert.equal(await post(basic(PASSWORD), '/metrics'), 404);
	});

	test('serves stock polkadot.js by WebSocket, but for unsafe methods and too much over a connection', async () => {
		const learnt = await stockClient(basic(PASSWORD));
		assert.equal(learnt.chain, 'Salus Development');
		assert.ok(learnt.block >= 0);
		assert.match(learnt.unsafe, /RPC call is unsafe to be called externally/);
		assert.match(learnt.tooMuch, /RPC rate limit exceeded/);
	});

	test('refuses a burst', async () => {
		const answers = await Promise.all(Array.from({ length: TOO_MANY }, () => post(basic(PASSWORD))));
		assert.deepEqual([...new Set(answers)].sort(), [200, 429]);
	});

	/** Asks the chain's name by POST; gives the status. */
	function post(authorization?: string, path = '/'): Promise<number | undefined> {
		const headers = { 'Content-Type': 'application/json', ...(authorization ? { Authorization: authorization } : {}) };
		return new Promise((resolve, reject) => {
			const asked = request(`https://${proxy.host}${path}`, { method: 'POST', agent, headers }, (response) => {
				response.resume();
				response.once('end', () => resolve(response.statusCode));
			});
			asked.once('error', reject);
			asked.end(JSON.stringify({ jsonrpc: '2.0', id: 1, method: 'system_chain', params: [] }));
		});
	}

	/** Asks for a WebSocket; gives the status. */
	function openSocket(authorization?: string): Promise<number | undefined> {
		const headers = {
			Connection: 'Upgrade', Upgrade: 'websocket', 'Sec-WebSocket-Version': '13', 'Sec-WebSocket-Key': randomBytes(16).toString('base64'),
			...(authorization ? { Authorization: authorization } : {}),
		};
		return new Promise((resolve, reject) => {
			const asked = request(`https://${proxy.host}/`, { ca: readFileSync(proxy.certificate), headers });
			asked.once('upgrade', (_, socket) => {
				socket.destroy();
				resolve(101);
			});
			asked.once('response', (response) => {
				response.resume();
				resolve(response.statusCode);
			});
			asked.once('error', reject);
			asked.end();
		});
	}

	/** Runs polkadot.js in a process of its own: which certificates Node.js trusts it reads when it starts. */
	async function stockClient(authorization: string): Promise<Learnt> {
		const program = fileURLToPath(new URL('stock-client.ts', import.meta.url));
		const { stdout } = await promisify(execFile)(process.execPath, ['--import', 'tsx', program, `wss://${proxy.host}`, authorization, String(TOO_MANY)], {
			env: { ...process.env, NODE_EXTRA_CA_CERTS: proxy.certificate },
			timeout: 60_000,
		});
		return JSON.parse(stdout);
	}

	function basic(password: string): string {
		return `Basic ${Buffer.from(`gateway:${password}`).toString('base64')}`;
	}
});
