/** One resource of a patient's record, as it will be sealed. */
import type { JsonObject } from '../../format/json.ts';
import { parseJson } from '../../format/json.ts';
import type { Months } from '../../format/months.ts';

/**
 * A record may have tens of thousands of them, so each keeps its canonical bytes and what was found in it, and no tree of objects.
 */
export class Resource {
	readonly recordClass: number;
	/** The bytes that are committed to and sealed. */
	readonly canonical: Uint8Array;
	readonly #careMonths: Months | undefined;

	constructor(recordClass: number, canonical: Uint8Array, careMonths: Months | undefined) {
		this.recordClass = recordClass;
		this.canonical = canonical;
		this.#careMonths = careMonths;
	}

	/** The months of its content; what says who or where gets the month in which it is anchored. */
	months(anchoring: number): Months {
		return this.#careMonths ?? { from: anchoring, until: anchoring + 1 };
	}

	/** Parsed anew each time. */
	content(): JsonObject {
		return parseJson(new TextDecoder().decode(this.canonical)) as JsonObject;
	}
}

/** How many resources there are of each class, the most frequent first. */
export function countByClass(resources: readonly Resource[]): Map<number, number> {
	const counts = new Map<number, number>();
	for (const { recordClass } of resources) counts.set(recordClass, (counts.get(recordClass) ?? 0) + 1);
	return new Map([...counts].sort(([a, m], [b, n]) => n - m || a - b));
}
