/** `salus-format`, one process for all questions: a question on each line, answered in their order. */
import assert from 'node:assert/strict';
import { type ChildProcessByStdio, spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import type { Readable, Writable } from 'node:stream';
import { bytesToHex } from '@salus/client/format';
import { targetFolder } from '../../scripts/demo/build.ts';

/** An answer: its members are what `salus-format --help` says of the question. */
// biome-ignore lint/suspicious/noExplicitAny: each question has members of its own, and the client's readers check them.
type Answer = any;

/** The tool refuses. */
export class Refused extends Error {}

interface Waiting {
	resolve(answer: Answer): void;
	reject(error: Error): void;
}

export class Tool {
	readonly #child: ChildProcessByStdio<Writable, Readable, null>;
	readonly #waiting: Waiting[] = [];
	readonly #ended: Promise<number | null>;

	/** `seed`: 32 bytes, from which follows all that the tool draws. */
	constructor(seed: Uint8Array) {
		const path = process.env['SALUS_FORMAT'] ?? join(targetFolder(), 'debug/salus-format');
		assert.ok(existsSync(path), `There is no salus-format at ${path}: run scripts/build-second-implementation.sh first, or set SALUS_FORMAT.`);
		this.#child = spawn(path, ['--lines', '--seed', bytesToHex(seed)], { stdio: ['pipe', 'pipe', 'inherit'] });
		// One that ends too early says so by its code.
		this.#child.stdin.on('error', () => {});
		createInterface({ input: this.#child.stdout, crlfDelay: Number.POSITIVE_INFINITY }).on('line', (line) => this.#take(line));
		this.#ended = new Promise((resolve, reject) => this.#child.on('error', reject).on('close', resolve));
		this.#ended.finally(() => this.#waiting.splice(0).forEach(({ reject }) => reject(new Error('salus-format ended too early')))).catch(() => {});
	}

	/** The answer; a {@link Refused} if there is none. Byte strings go as hexadecimal. */
	ask(question: object): Promise<Answer> {
		return new Promise((resolve, reject) => {
			this.#waiting.push({ resolve, reject });
			this.#child.stdin.write(`${JSON.stringify(question, (_, member) => (member instanceof Uint8Array ? bytesToHex(member) : member))}\n`);
		});
	}

	async end(): Promise<void> {
		this.#child.stdin.end();
		assert.equal(await this.#ended, 0);
	}

	#take(line: string): void {
		const { resolve, reject } = this.#waiting.shift() as Waiting;
		const { answer, refusal } = JSON.parse(line) as { answer?: Answer; refusal?: string };
		if (refusal === undefined) resolve(answer);
		else reject(new Refused(refusal));
	}
}
