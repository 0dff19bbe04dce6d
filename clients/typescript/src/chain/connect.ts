/** Reaching a node, and making sure that its chain is Salus. */
import { ApiPromise } from '@polkadot/api';
import { WsProvider } from '@polkadot/rpc-provider';
import { WebSocket } from 'ws';
import { InputError } from '../errors.ts';

/** A node that says nothing for this long is taken for one that will not. */
const ANSWER_TIMEOUT_MS = 8_000;

/** The first version of the runtime whose calls take the arguments that this client gives. */
const OLDEST_VERSION = 3;

/** What the journey calls; a chain that lacks any of it is not Salus. */
const NEEDED_CALLS: Record<string, string[]> = {
	patientIdentity: ['register', 'replaceEncryptionKey'],
	providerRegistry: ['publishPractitionerKey'],
	recordAnchor: ['anchor'],
	consent: [
		'grant', 'revoke', 'requestConsent', 'approveRequest', 'refuse', 'liftRefusal', 'openEmergency', 'closeEmergency', 'reviewEmergency',
	],
	auditLog: ['requestAccess', 'redeemTicket'],
};
const NEEDED_QUESTIONS: Record<string, string[]> = {
	patientIdentityApi: ['patient'],
	providerRegistryApi: ['practitioner'],
	recordAnchorApi: ['anchor', 'verifyInclusion'],
	consentApi: ['decide', 'liveGrants', 'envelope', 'openRequests', 'restrictions', 'breakGlass'],
	auditLogApi: ['checkTicket', 'entries', 'head'],
};

/** A connection to a Salus chain. */
export interface Connection {
	api: ApiPromise;
	provider: WsProvider;
}

/** Connects to `url`, or refuses with one sentence that says what is wrong there. */
export async function connect(url: string): Promise<Connection> {
	await ask(url);
	// No reconnecting: a node that goes away in the middle must end the journey, not hang it.
	const provider = new WsProvider(url, false);
	let api: ApiPromise | undefined;
	try {
		await provider.connect();
		api = await within(
			ANSWER_TIMEOUT_MS,
			ApiPromise.create({ provider, noInitWarn: true, throwOnConnect: true }),
			`${url} answers, but does not tell what its chain can do.`,
		);
		const name = api.runtimeVersion.specName.toString();
		const version = api.runtimeVersion.specVersion.toNumber();
		if (name === 'salus' && version < OLDEST_VERSION) {
			throw new InputError('node.too-old', `The chain at ${url} runs version ${version} of Salus; this client needs version ${OLDEST_VERSION} or later.`);
		}
		const missing = missingParts(api);
		if (missing.length > 0) throw new InputError('node.not-salus', `The chain at ${url} (${name}) is not Salus: it has no ${missing.join(', ')}.`);
		return { api, provider };
	} catch (error) {
		await (api ?? provider).disconnect().catch(() => {});
		throw error instanceof InputError ? error : new InputError('node.unreadable', `${url} answers, but not as a node of a chain that this client can read.`);
	}
}

/** Asks one question over a connection of its own; resolves when the node answered it. */
export async function ask(url: string, timeoutMs = ANSWER_TIMEOUT_MS): Promise<void> {
	checkUrl(url);
	const socket = new WebSocket(url, { handshakeTimeout: timeoutMs });
	const answer = new Promise<void>((resolve, reject) => {
		socket.on('error', () => reject(new InputError('node.unreachable', `No node answers at ${url}. Is it running, and is the address right?`)));
		socket.on('close', () => reject(new InputError('node.hung-up', `${url} hung up without an answer.`)));
		socket.on('open', () => socket.send('{"jsonrpc":"2.0","id":1,"method":"state_getRuntimeVersion","params":[]}'));
		socket.on('message', (data) => {
			if (isVersion(String(data))) resolve();
			else reject(new InputError('node.not-substrate', `${url} answers, but is no node of a Polkadot SDK chain.`));
		});
	});
	try {
		await within(timeoutMs, answer, `No node answers at ${url} within ${timeoutMs / 1000} seconds.`);
	} finally {
		socket.terminate();
	}
}

function checkUrl(url: string): void {
	const protocol = URL.canParse(url) ? new URL(url).protocol : '';
	if (protocol !== 'ws:' && protocol !== 'wss:') throw new InputError('input.url', `"${url}" is no address of a node, such as ws://127.0.0.1:9944.`);
}

function isVersion(message: string): boolean {
	try {
		return typeof JSON.parse(message).result.specName === 'string';
	} catch {
		return false;
	}
}

function missingParts(api: ApiPromise): string[] {
	const lacks = (decorated: Record<string, unknown>, needed: Record<string, string[]>) =>
		Object.entries(needed).flatMap(([section, names]) => {
			const found = decorated[section] as Record<string, unknown> | undefined;
			if (!found) return [section];
			return names.filter((name) => !found[name]).map((name) => `${section}.${name}`);
		});
	return [...lacks(api.tx, NEEDED_CALLS), ...lacks(api.call, NEEDED_QUESTIONS)];
}

async function within<T>(ms: number, promise: Promise<T>, sentence: string): Promise<T> {
	let timer: NodeJS.Timeout | undefined;
	const timeout = new Promise<never>((_, reject) => {
		timer = setTimeout(() => reject(new InputError('node.silent', sentence)), ms);
	});
	try {
		return await Promise.race([promise, timeout]);
	} finally {
		clearTimeout(timer);
	}
}
