/** What a service answers with success. It is read within bounds, and read to its end or given up. */
import { abortedError } from '../../chain/errors.ts';
import { FormatError, concatBytes, hexToBytes } from '../../format/bytes.ts';
import { CustodyUnavailable } from '../faults.ts';
import { elementsOf } from './json-list.ts';

const HEX = /^([0-9a-f]{2})*$/;
/** Bytes in a second, of what is sent and of what comes: a custodian gives up on what it is sent more slowly. */
export const SLOWEST_LINE = 2 ** 14;

/** What there may be of a list: bytes of an element and of all of them together, and elements. */
export interface ListLimits {
	element: number;
	total?: number;
	count?: number;
}

export class Answer {
	readonly status: number;
	readonly #response: Response;
	readonly #custodian: number;
	readonly #idleMs: number;
	readonly #signal: AbortSignal | undefined;

	constructor(response: Response, custodian: number, { idleMs, signal }: { idleMs: number; signal: AbortSignal | undefined }) {
		this.status = response.status;
		this.#response = response;
		this.#custodian = custodian;
		this.#idleMs = idleMs;
		this.#signal = signal;
	}

	header(name: string): string | null {
		return this.#response.headers.get(name);
	}

	/**
	 * The bytes as they come. Whatever breaks off, does not go on, or comes by drops, is a {@link CustodyUnavailable}: nobody is held up by a custodian that sends a byte now and then. What whoever
	 * reads takes its time for counts for nothing.
	 */
	async *stream(): AsyncGenerator<Uint8Array, void> {
		const reader = this.#response.body?.getReader();
		if (!reader) return;
		let [length, waited] = [0, 0];
		try {
			for (;;) {
				const began = performance.now();
				const left = this.#idleMs + (length / SLOWEST_LINE) * 1000 - waited;
				const { done, value } = await this.#within(Math.min(left, this.#idleMs), reader.read());
				if (done) return;
				waited += performance.now() - began;
				length += value.length;
				yield value;
			}
		} finally {
			// Of what is read to its end this does nothing.
			reader.cancel().catch(() => {});
		}
	}

	/** All bytes, of which there are so many at most. */
	async bytes(limit: number): Promise<Uint8Array> {
		const parts: Uint8Array[] = [];
		let length = 0;
		for await (const part of this.stream()) {
			length += part.length;
			if (length > limit) throw this.unreadable(`its answer is longer than ${limit} bytes`);
			parts.push(part);
		}
		return concatBytes(...parts);
	}

	/** The members of a JSON object, of so many bytes at most. */
	async members(limit: number): Promise<Record<string, unknown>> {
		return this.membersOf(this.#parsed(await this.bytes(limit)));
	}

	/** The elements of a JSON list as they come, one at a time in memory. */
	async *elements({ element, total = Number.POSITIVE_INFINITY, count = Number.POSITIVE_INFINITY }: ListLimits): AsyncGenerator<unknown, void> {
		const elements = elementsOf(this.stream(), element);
		let [seen, length] = [0, 0];
		try {
			for (;;) {
				const { done, value } = await elements.next().catch((cause) => {
					throw cause instanceof FormatError ? this.unreadable(`its answer is not as it must be: ${cause.message}`, cause) : cause;
				});
				if (done) return;
				seen += 1;
				length += value.length;
				if (seen > count || length > total) throw this.unreadable('its answer is longer than any');
				yield this.#parsed(value);
			}
		} finally {
			await elements.return();
		}
	}

	membersOf(value: unknown): Record<string, unknown> {
		if (typeof value !== 'object' || value === null || Array.isArray(value)) throw this.unreadable('its answer is no JSON object');
		return value as Record<string, unknown>;
	}

	list(value: unknown): unknown[] {
		if (!Array.isArray(value)) throw this.unreadable('its answer has no list where it must have one');
		return value;
	}

	integer(value: unknown): number {
		if (!Number.isSafeInteger(value) || (value as number) < 0) throw this.unreadable('its answer has no whole number where it must have one');
		return value as number;
	}

	/** Of so many bytes, or of any number of them. */
	hex(value: unknown, length?: number): Uint8Array {
		if (typeof value !== 'string' || !HEX.test(value) || (length !== undefined && value.length !== 2 * length)) throw this.unreadable('its answer has no hexadecimal where it must have some');
		return hexToBytes(value);
	}

	base64(value: unknown): Uint8Array {
		try {
			return Uint8Array.from(atob(value as string), (character) => character.charCodeAt(0));
		} catch (cause) {
			throw this.unreadable('its answer has no base64 where it must have some', cause);
		}
	}

	/** Whatever there is besides the status is of no interest. */
	async discard(): Promise<void> {
		await this.#response.body?.cancel().catch(() => {});
	}

	unreadable(why: string, cause?: unknown): CustodyUnavailable {
		return new CustodyUnavailable('custody.no-answer', this.#custodian, why, { cause });
	}

	#parsed(bytes: Uint8Array): unknown {
		try {
			return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
		} catch (cause) {
			throw this.unreadable('its answer is no JSON', cause);
		}
	}

	async #within<T>(ms: number, work: Promise<T>): Promise<T> {
		let timer: NodeJS.Timeout | undefined;
		const brokenOff = (why: string, cause?: unknown) => new CustodyUnavailable('custody.broken-off', this.#custodian, `its answer breaks off (${why})`, { cause });
		const late = new Promise<never>((_, reject) => {
			timer = setTimeout(() => reject(brokenOff(ms < this.#idleMs ? 'it comes too slowly' : `nothing came for ${this.#idleMs / 1000} seconds`)), Math.max(ms, 0));
		});
		const told = work.catch((cause) => {
			if (this.#signal?.aborted) throw abortedError(this.#signal);
			throw brokenOff(cause instanceof Error ? cause.message : String(cause), cause);
		});
		try {
			return await Promise.race([told, late]);
		} finally {
			clearTimeout(timer);
		}
	}
}
