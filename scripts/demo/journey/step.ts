/** A step of the journey while it runs: it tells how far it is, and keeps what it compared. */
import { isDeepStrictEqual } from 'node:util';
import { SalusError } from '@salus/client/errors';

/** A value that had to be found, and the one that was. */
export interface Comparison {
	what: string;
	expected: unknown;
	found: unknown;
}

/** A step that cannot take place on this chain: told as such, and not as done. */
export class LeftOut extends Error {
	override name = 'LeftOut';
}

/** Something that had to happen did not, or the other way round. */
export class ExpectationError extends SalusError {
	override name = 'ExpectationError';

	constructor({ what, expected, found }: Comparison) {
		super('journey.not-as-expected', `Not as it must be: ${what} is ${JSON.stringify(found)} and must be ${JSON.stringify(expected)}.`);
	}
}

export class StepLog {
	readonly compared: Comparison[] = [];
	readonly #show: (sentence: string) => void;

	constructor(show: (sentence: string) => void) {
		this.#show = show;
	}

	progress(sentence: string): void {
		this.#show(sentence);
	}

	/** Tells about ten times how many of `total` are done. */
	progressOf(total: number, what: string): (done: number) => void {
		const stride = Math.ceil(total / 10);
		return (done) => {
			if (done % stride === 0 || done === total) this.progress(`${done} of ${total} ${what}`);
		};
	}

	/** Keeps a comparison; ends the step if the values differ. */
	compare(what: string, expected: unknown, found: unknown): void {
		const comparison = { what, expected, found };
		this.compared.push(comparison);
		if (!isDeepStrictEqual(expected, found)) throw new ExpectationError(comparison);
	}
}
