/** Reaching a node, and making sure that its chain is Salus. */
import { ApiPromise } from '@polkadot/api';
import { WsProvider } from '@polkadot/rpc-provider';
import { WebSocket } from 'ws';
import type { ProviderInterfaceCallback } from '@polkadot/rpc-provider/types';
import { InputError, SalusError } from '../errors.ts';
import { abortedError } from './errors.ts';

/** A node that says nothing for this long is taken for one that will not. */
const ANSWER_TIMEOUT_MS = 8_000;
/** How long to wait before another attempt to reach a node that went away. */
const RETRY_MS = 1_000;

/** The first version of the runtime whose calls take the arguments that this client gives. */
export const OLDEST_VERSION = 1;

/** What the journey calls; a chain that lacks any of it is not Salus. */
const NEEDED_CALLS: Record<string, string[]> = {
	patientIdentity: ['register', 'replaceEncryptionKey'],
	providerRegistry: ['publishPractitionerKey'],
	recordAnchor: ['anchor', 'amend', 'markEnteredInError', 'dispute', 'planCustody', 'hold'],
	consent: [
		'grant', 'revoke', 'requestConsent', 'approveRequest', 'refuse', 'liftRefusal', 'openEmergency', 'closeEmergency', 'reviewEmergency',
		'setEmergencyRing',
	],
	auditLog: ['requestAccess', 'requestAccessToMany', 'redeemTicket', 'reportAccess'],
};
const NEEDED_QUESTIONS: Record<string, string[]> = {
	patientIdentityApi: ['patient', 'powersOf'],
	providerRegistryApi: ['practitioner', 'organization'],
	recordAnchorApi: ['anchor', 'anchors', 'anchorByRoot', 'versions', 'custody', 'verifyInclusion'],
	consentApi: ['preview', 'liveGrants', 'envelope', 'openRequests', 'restrictions', 'breakGlass', 'emergencyRing'],
	auditLogApi: ['checkTicket', 'entries', 'firstSince', 'head'],
};

/** What a node is reached by. */
interface Endpoint {
	api: ApiPromise;
	provider: WsProvider;
}

/** Connects to `url`, or refuses with one sentence that says what is wrong there. */
export async function connect(url: string, { reconnect = false, signal }: { reconnect?: boolean; signal?: AbortSignal } = {}): Promise<Endpoint> {
	await ask(url, ANSWER_TIMEOUT_MS, signal);
	// Without reconnecting, a node that goes away in the middle must end what goes on, not hang it.
	const provider = new Provider(url, reconnect && RETRY_MS);
	let api: ApiPromise | undefined;
	try {
		if (!reconnect) await provider.connect();
		const hungUp = new Promise<never>((_, reject) => {
			provider.on('disconnected', () => reject(new InputError('node.hung-up', `${url} hung up without an answer.`)));
		});
		hungUp.catch(() => {});
		api = await within(
			ANSWER_TIMEOUT_MS,
			Promise.race([ApiPromise.create({ provider, noInitWarn: true, throwOnConnect: true }), hungUp]),
			`${url} answers, but does not tell what its chain can do.`,
			signal,
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
		throw error instanceof SalusError ? error : new InputError('node.unreadable', `${url} answers, but not as a node of a chain that this client can read.`, { cause: error });
	}
}

/**
 * The stock provider; but a node that goes away while the provider asks for news of the runtime ends nothing. polkadot.js
 * asks by itself, and nobody could catch the error.
 */
class Provider extends WsProvider {
	override async subscribe(type: string, method: string, params: unknown[], callback: ProviderInterfaceCallback): Promise<number | string> {
		try {
			return await super.subscribe(type, method, params, callback);
		} catch (error) {
			if (method === 'state_subscribeRuntimeVersion' && !this.isConnected) return new Promise(() => {});
			throw error;
		}
	}
}

/** Asks one question over a connection of its own; resolves when the node answered it. */
export async function ask(url: string, timeoutMs = ANSWER_TIMEOUT_MS, signal?: AbortSignal): Promise<void> {
	checkUrl(url);
	const socket = new WebSocket(url);
	const answer = new Promise<void>((resolve, reject) => {
		socket.on('error', (error) => reject(unreachable(url, error)));
		socket.on('unexpected-response', (_, { statusCode = 0 }) => reject(unexpected(url, statusCode)));
		socket.on('close', () => reject(new InputError('node.hung-up', `${url} hung up without an answer.`)));
		socket.on('open', () => socket.send('{"jsonrpc":"2.0","id":1,"method":"state_getRuntimeVersion","params":[]}'));
		socket.on('message', (data) => {
			if (isVersion(String(data))) resolve();
			else reject(new InputError('node.not-substrate', `${url} answers, but is no node of a Polkadot SDK chain.`));
		});
	});
	try {
		await within(timeoutMs, answer, `No node answers at ${url} within ${timeoutMs / 1000} seconds.`, signal);
	} finally {
		socket.terminate();
	}
}

const NAME_ERRORS = ['ENOTFOUND', 'EAI_AGAIN', 'EAI_NONAME', 'EAI_NODATA'];
/** How OpenSSL and Node call what is wrong with a certificate. */
const CERTIFICATE_ERROR = /CERT|SELF_SIGNED|UNABLE_TO_(VERIFY|GET_ISSUER)|ERR_TLS_/;

/** Why a connection did not come about. */
function unreachable(url: string, error: NodeJS.ErrnoException): InputError {
	const { code = '' } = error;
	const { hostname } = new URL(url);
	const refuse = (name: string, sentence: string) => new InputError(name, sentence, { cause: error });
	if (NAME_ERRORS.includes(code)) return refuse('node.name-not-found', `There is no ${hostname}: the name of the node's machine is not known.`);
	if (CERTIFICATE_ERROR.test(code)) return refuse('node.certificate', `The certificate of ${hostname} is not to be trusted (${code}).`);
	if (code === 'EPROTO') return refuse('node.no-tls', `${url} does not speak TLS. Is it meant to be ws:// instead of wss://?`);
	return refuse('node.unreachable', `No node answers at ${url}. Is it running, and is the address right?`);
}

/** An HTTP answer where a WebSocket was to open. */
function unexpected(url: string, status: number): InputError {
	if ([401, 403, 407].includes(status)) {
		return new InputError('node.forbidden', `${url} does not let us in (HTTP ${status}). Is a proxy in between, or does the node want a login?`);
	}
	return new InputError('node.not-substrate', `${url} answers (HTTP ${status}), but is no node of a Polkadot SDK chain.`);
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

async function within<T>(ms: number, promise: Promise<T>, sentence: string, signal?: AbortSignal): Promise<T> {
	let timer: NodeJS.Timeout | undefined;
	let abort: (() => void) | undefined;
	const end = new Promise<never>((_, reject) => {
		timer = setTimeout(() => reject(new InputError('node.silent', sentence)), ms);
		abort = () => reject(abortedError(signal as AbortSignal));
		if (signal?.aborted) abort();
		signal?.addEventListener('abort', abort, { once: true });
	});
	try {
		return await Promise.race([promise, end]);
	} finally {
		clearTimeout(timer);
		if (abort) signal?.removeEventListener('abort', abort);
	}
}
