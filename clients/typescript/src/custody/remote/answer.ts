/** What a service answers with success. It is read within bounds, and read to its end or given up. */
import { FormatError, concatBytes, hexToBytes } from '../../format/bytes.ts';
import { CustodyUnavailable } from '../faults.ts';
import { elementsOf } from './json-list.ts';

const HEX = /^([0-9a-f]{2})*$/;

export class Answer {
	readonly status: number;
	readonly #response: Response;
	readonly #custodian: number;
	readonly #idleMs: number;

	constructor(response: Response, custodian: number, idleMs: number) {
		this.status = response.status;
		this.#response = response;
		this.#custodian = custodian;
		this.#idleMs = idleMs;
	}

	header(name: string): string | null {
		return this.#response.headers.get(name);
	}

	/** The bytes as they come. Whatever breaks off, or does not go on, is a {@link CustodyUnavailable}. */
	async *stream(): AsyncGenerator<Uint8Array, void> {
		const reader = this.#response.body?.getReader();
		if (!reader) return;
		try {
			for (;;) {
				const { done, value } = await this.#inTime(reader.read());
				if (done) return;
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

	/** The elements of a JSON list, each of so many bytes at most. */
	async elements(limit: number): Promise<unknown[]> {
		const elements: unknown[] = [];
		try {
			for await (const bytes of elementsOf(this.stream(), limit)) elements.push(this.#parsed(bytes));
		} catch (cause) {
			throw cause instanceof FormatError ? this.unreadable(`its answer is not as it must be: ${cause.message}`, cause) : cause;
		}
		return elements;
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

	async #inTime<T>(work: Promise<T>): Promise<T> {
		let timer: NodeJS.Timeout | undefined;
		const brokenOff = (why: string, cause?: unknown) => new CustodyUnavailable('custody.broken-off', this.#custodian, `its answer breaks off (${why})`, { cause });
		const late = new Promise<never>((_, reject) => {
			timer = setTimeout(() => reject(brokenOff(`nothing came for ${this.#idleMs / 1000} seconds`)), this.#idleMs);
		});
		const told = work.catch((cause) => {
			throw brokenOff(cause instanceof Error ? cause.message : String(cause), cause);
		});
		try {
			return await Promise.race([told, late]);
		} finally {
			clearTimeout(timer);
		}
	}
}
