/** One record of a patient's, as it will be sealed. */
import { InputError } from '../../errors.ts';
import { isOpaqueLabel } from '../../format/classes.ts';
import type { Months } from '../../format/months.ts';
import { type RecordContent, readRecordContent } from '../../format/record-content.ts';

export const LABELS = 'opaque labels are the whole numbers from 32768 to 65535';

/**
 * A record may have tens of thousands of them, so each keeps its canonical bytes and what was found in it, and no tree of objects.
 */
export class Resource {
	/** Such as "Observation"; "Bundle" for a signed document. */
	readonly resourceType: string;
	/** What it is sealed under: the class of its type, or a label. */
	readonly recordClass: number;
	/** The bytes that are committed to and sealed: the resource and the `fullUrl` of its entry. */
	readonly canonical: Uint8Array;
	readonly #careMonths: Months | undefined;

	constructor(resourceType: string, recordClass: number, canonical: Uint8Array, careMonths: Months | undefined) {
		this.resourceType = resourceType;
		this.recordClass = recordClass;
		this.canonical = canonical;
		this.#careMonths = careMonths;
	}

	/**
	 * The same under an opaque label instead of the class of its type. Grants, exclusions and refusals of the type then do not reach it, only those
	 * of the label, so a label is agreed upon with the patient.
	 */
	withLabel(label: number): Resource {
		if (!isOpaqueLabel(label)) throw new InputError('input.label', `A record cannot be sealed under ${String(label)}: ${LABELS}.`);
		return new Resource(this.resourceType, label, this.canonical, this.#careMonths);
	}

	/** The months of its content; what says who or where gets the month in which it is anchored. */
	months(anchoring: number): Months {
		return this.#careMonths ?? { from: anchoring, until: anchoring + 1 };
	}

	/** Parsed anew each time. */
	content(): RecordContent {
		return readRecordContent(this.canonical);
	}
}

/** How many resources there are of each class, the most frequent first. */
export function countByClass(resources: readonly Resource[]): Map<number, number> {
	const counts = new Map<number, number>();
	for (const { recordClass } of resources) counts.set(recordClass, (counts.get(recordClass) ?? 0) + 1);
	return new Map([...counts].sort(([a, m], [b, n]) => n - m || a - b));
}
