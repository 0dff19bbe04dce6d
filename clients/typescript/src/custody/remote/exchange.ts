/** One question to a custodian's service, and its answer: bounded in time and length, and never anything but an answer of a custodian's. */
import { abortedError } from '../../chain/errors.ts';
import { InputError } from '../../errors.ts';
import { CustodyUnavailable } from '../faults.ts';
import { Answer, SLOWEST_LINE } from './answer.ts';
import { errorIn } from './refusals.ts';

/** How long is waited for what. */
export interface Timing {
	/** For the beginning of an answer, once what is asked with is sent: what is long has as much longer as it takes over the slowest line on which a custodian still listens. */
	answerMs: number;
	/** For that of a release, which comes once a block holds the redemption. */
	releaseMs: number;
	/** For more of an answer that has begun; and in all for whatever comes more slowly than over the slowest line. */
	idleMs: number;
	/** How long whatever may be asked twice is asked again, of a service that is not to be had. */
	patienceMs: number;
}

export const DEFAULT_TIMING: Timing = { answerMs: 60_000, releaseMs: 240_000, idleMs: 30_000, patienceMs: 20_000 };

/** The longest wait that a service may ask for between two attempts. */
const LONGEST_PAUSE_MS = 10_000;
/** The wait where it asks for none. */
const FIRST_PAUSE_MS = 100;
/** Where a connection was never made, nothing was sent. */
const NEVER_CONNECTED = ['ECONNREFUSED', 'ENOTFOUND', 'EAI_AGAIN', 'EHOSTUNREACH', 'ENETUNREACH', 'UND_ERR_CONNECT_TIMEOUT'];
/** What Node calls it where something came, and it was no answer that HTTP has. */
const NO_HTTP = ['HTTPParserError', 'HeadersOverflowError'];
const LOOPBACK = /^(localhost|127(\.\d{1,3}){3}|\[::1\])$/;

export interface Question {
	method: 'GET' | 'POST' | 'PUT';
	/** From the address of the service on. */
	path: string;
	headers?: Record<string, string>;
	body?: Uint8Array | string | undefined;
	/** In place of the ordinary time for an answer. */
	answerMs?: number;
	signal?: AbortSignal | undefined;
}

export class Exchange {
	readonly #address: string;
	readonly #custodian: number;
	readonly #timing: Timing;

	/** An {@link InputError} where `url` is none of a service. Without encryption anybody on the way can take over a session, so that is for this machine alone, unless `plainHttp` is set. */
	constructor(url: string, custodian: number, timing: Timing, plainHttp: boolean) {
		this.#address = addressOf(url, plainHttp);
		this.#custodian = custodian;
		this.#timing = timing;
	}

	/** Asks once. Whatever is no success is thrown: a `CustodyRefusal`, or a {@link CustodyUnavailable}. */
	async once({ method, path, headers = {}, body, answerMs = this.#timing.answerMs, signal }: Question): Promise<Answer> {
		const controller = new AbortController();
		const waitMs = answerMs + Math.floor((body?.length ?? 0) / SLOWEST_LINE) * 1000;
		const late = setTimeout(() => controller.abort(), waitMs);
		let response: Response;
		try {
			response = await fetch(`${this.#address}${path}`, {
				method, headers, body: (body ?? null) as NonNullable<RequestInit['body']> | null, redirect: 'manual', signal: signal ? AbortSignal.any([signal, controller.signal]) : controller.signal,
			});
		} catch (cause) {
			if (signal?.aborted) throw abortedError(signal);
			throw this.#withoutAnswer(cause, controller.signal.aborted ? waitMs : undefined);
		} finally {
			clearTimeout(late);
		}
		const answer = new Answer(response, this.#custodian, { idleMs: this.#timing.idleMs, signal });
		if (response.ok) return answer;
		if (isRedirect(response)) {
			await answer.discard();
			// What is asked with is for this custodian alone.
			throw answer.unreadable('it sends to another address, and is not followed');
		}
		throw await errorIn(answer, this.#custodian);
	}

	/** Asks what may be asked twice: again and again while the service is not to be had, as long as its patience lasts. */
	async patiently(question: Question | (() => Promise<Question>)): Promise<Answer> {
		const end = performance.now() + this.#timing.patienceMs;
		for (let pause = FIRST_PAUSE_MS; ; pause = Math.min(2 * pause, LONGEST_PAUSE_MS)) {
			try {
				return await this.once(typeof question === 'function' ? await question() : question);
			} catch (error) {
				if (!(error instanceof CustodyUnavailable) || !MAY_COME_BACK.includes(error.code)) throw error;
				const wait = error.retryAfter === undefined ? pause : Math.min(error.retryAfter * 1000, LONGEST_PAUSE_MS);
				if (performance.now() + wait >= end) throw error;
				await new Promise((resolve) => setTimeout(resolve, wait));
			}
		}
	}

	#withoutAnswer(error: unknown, waitedMs: number | undefined): CustodyUnavailable {
		const cause = error instanceof Error ? error.cause : undefined;
		const code = cause instanceof Error && 'code' in cause ? String(cause.code) : '';
		const unreachable = (why: string, isUndone = false) => new CustodyUnavailable('custody.unreachable', this.#custodian, why, { cause: error, isUndone });
		if (waitedMs !== undefined) return unreachable(`it does not answer within ${waitedMs / 1000} seconds`);
		if (NEVER_CONNECTED.includes(code)) return unreachable(`nobody answers at ${this.#address}`, true);
		if (cause instanceof Error && NO_HTTP.includes(cause.name)) return new CustodyUnavailable('custody.no-answer', this.#custodian, 'what comes from its address is no answer that HTTP has, or longer than any', { cause: error });
		return unreachable(`the connection to ${this.#address} fails${cause instanceof Error ? ` (${cause.message})` : ''}`);
	}
}

const MAY_COME_BACK: readonly CustodyUnavailable['code'][] = ['custody.unreachable', 'custody.unavailable', 'custody.busy', 'custody.broken-off'];

function addressOf(text: string, plainHttp: boolean): string {
	const url = URL.canParse(text) ? new URL(text) : undefined;
	if (!url || !['http:', 'https:'].includes(url.protocol) || url.username !== '' || url.password !== '' || url.search !== '' || url.hash !== '') {
		throw new InputError('input.url', `"${text}" is no address of a custodian's service, such as https://custodian.example.`);
	}
	if (url.protocol === 'http:' && !plainHttp && !LOOPBACK.test(url.hostname)) throw new InputError('input.url', `"${text}" is not encrypted: give an address that begins with https://.`);
	return `${url.origin}${url.pathname.replace(/\/$/, '')}`;
}

/** A browser does not tell the status of one. */
function isRedirect({ status, type }: Response): boolean {
	return type === 'opaqueredirect' || (status >= 300 && status < 400);
}
