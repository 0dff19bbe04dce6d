/** nginx with the configuration that operators take, on a free port, in a folder of its own, without root. */
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { connect } from 'node:net';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { start } from '../../scripts/demo/child.ts';
import { temporaryFolder } from '../../scripts/demo/node-process.ts';
import { freePorts } from '../../scripts/network/validator.ts';

const CONFIGURATION = new URL('../../scripts/operating/nginx.conf', import.meta.url);
const START_TIMEOUT_MS = 30_000;

export interface ReverseProxy {
	/** Where it listens. */
	host: string;
	/** What its certificate is signed with: the same. */
	certificate: string;
}

/** Starts nginx before a node, for clients with these names and passwords. */
export async function startNginx(nodePort: number, clients: Record<string, string>): Promise<ReverseProxy> {
	const { folder } = temporaryFolder('salus-nginx-');
	const port = (await freePorts(1))[0] as number;
	const [certificate, key, list] = [join(folder, 'certificate.pem'), join(folder, 'key.pem'), join(folder, 'clients')];
	openssl('req', '-x509', '-newkey', 'rsa:2048', '-nodes', '-days', '1', '-subj', '/CN=localhost', '-addext', 'subjectAltName=IP:127.0.0.1', '-keyout', key, '-out', certificate);
	const hashed = Object.entries(clients).map(([name, password]) => `${name}:${openssl('passwd', '-6', password)}`);
	writeFileSync(list, hashed.join('\n'));

	const site = swap(readFileSync(CONFIGURATION, 'utf8'), {
		'listen 443 ssl': `listen 127.0.0.1:${port} ssl`,
		'http://127.0.0.1:9944': `http://127.0.0.1:${nodePort}`,
		'/etc/salus/tls/certificate.pem': certificate,
		'/etc/salus/tls/key.pem': key,
		'/etc/salus/clients': list,
	});
	writeFileSync(join(folder, 'site.conf'), site);
	mkdirSync(join(folder, 'temporary'));
	const kinds = ['client_body', 'proxy', 'fastcgi', 'uwsgi', 'scgi'];
	const main = [
		`pid ${join(folder, 'nginx.pid')};`,
		'events {}',
		'http {',
		...kinds.map((kind) => `\t${kind}_temp_path ${join(folder, 'temporary', kind)};`),
		`\taccess_log ${join(folder, 'access.log')};`,
		`\tinclude ${join(folder, 'site.conf')};`,
		'}',
	];
	// Run by root, it would have its workers be others, who may not read this folder.
	const user = process.getuid?.() === 0 ? ['user root;'] : [];
	writeFileSync(join(folder, 'nginx.conf'), [...user, ...main].join('\n'));
	const log = join(folder, 'error.log');
	const child = start('nginx', ['-p', folder, '-e', log, '-c', join(folder, 'nginx.conf'), '-g', 'daemon off;'], {
		stdio: 'ignore',
		// Where Debian has it, and what of others than root is not looked through.
		env: { ...process.env, PATH: `${process.env['PATH']}:/usr/sbin` },
	});
	await untilListening(port, child.ended, log);
	return { host: `127.0.0.1:${port}`, certificate };
}

/** Exchanges what only a test has otherwise; each is there, or the test tries another configuration than it says. */
function swap(text: string, others: Record<string, string>): string {
	for (const [from, to] of Object.entries(others)) {
		assert.equal(text.split(from).length, 2, `nginx.conf does not name ${from} once`);
		text = text.replace(from, to);
	}
	return text;
}

function openssl(...args: string[]): string {
	return execFileSync('openssl', args, { encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] }).trim();
}

async function untilListening(port: number, ended: Promise<number | string>, log: string): Promise<void> {
	const deadline = Date.now() + START_TIMEOUT_MS;
	let how: number | string | undefined;
	ended.then((result) => {
		how = result;
	});
	while (!(await answers(port))) {
		assert.equal(how, undefined, `nginx ended: ${how === 'spawn nginx ENOENT' ? 'it is not installed (Debian: nginx-light)' : logged(log)}`);
		assert.ok(Date.now() < deadline, `nginx does not listen: ${logged(log)}`);
		await sleep(100);
	}
}

function logged(log: string): string {
	try {
		return readFileSync(log, 'utf8');
	} catch {
		return 'it wrote no log';
	}
}

function answers(port: number): Promise<boolean> {
	return new Promise((resolve) => {
		const socket = connect(port, '127.0.0.1');
		socket.once('connect', () => resolve(true));
		socket.once('error', () => resolve(false));
		socket.once('connect', () => socket.destroy());
	});
}
