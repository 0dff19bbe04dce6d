/** How the reader says no: one sentence that names source, entry and element, never content. */
import { InputError } from '../../errors.ts';

export type RefusalCode =
	/** What was read is not of a form that can be read. */
	| 'input.records'
	/** It does not hold the record of exactly one patient. */
	| 'input.patient'
	/** A resource is about somebody else. */
	| 'input.another-patient'
	/** A resource does not say whose it is. */
	| 'input.unattributed'
	/** It is a part of a record, or holds parts of resources. */
	| 'input.incomplete'
	/** A resource was given a label that is none. */
	| 'input.label'
	/** Sealed as it stands, something would be lost or not reached by a patient's refusal. */
	| 'input.unsealable';

/** Throws {@link InputError}; `why` is the sentence without source and full stop. */
export type Refuse = (code: RefusalCode, why: string) => never;

export function refusalsOf(source: string): Refuse {
	return (code, why) => {
		throw new InputError(code, `${source}: ${why}.`);
	};
}
