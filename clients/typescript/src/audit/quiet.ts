/**
 * Which entries are written without an event that tells their hash. For whoever asks for access or consent, breaks the glass or reports a release, events would tell whether there is
 * such a patient. The hash of the next entry that is told covers them.
 */
import type { Codec, Registry } from '@polkadot/types/types';
import type { AuditedEvent } from '../chain/generated/told.ts';
import { decodeEntry } from '../chain/trail.ts';
import { type Variant, variantOf } from '../chain/variants.ts';
import { FormatError } from '../format/bytes.ts';

/** Beside attempts at access of which nothing is permitted. */
const QUIET: readonly Variant<AuditedEvent>[] = [
	'consentRequested', 'consentRequestWithdrawn', 'consentRequestBarred', 'consentRequestLapsed', 'emergencyDenied', 'releaseReported',
];

/** Whether an entry, by the types of the chain's metadata, is of a kind that no event tells. What is no entry is none of these either. */
export function isQuiet(registry: Registry, encoded: Uint8Array): boolean {
	const event = eventIn(registry, encoded);
	if (!event) return false;
	if (event.accessRequested) return !event.accessRequested.answers.some(({ outcome }) => outcome.permitted !== undefined);
	return (QUIET as readonly string[]).includes(variantOf(event));
}

function eventIn(registry: Registry, encoded: Uint8Array): AuditedEvent | undefined {
	try {
		// Without the entry's own JSON, which is an error where a moment is none that a number holds: of which kind it is does not depend on that.
		const entry = decodeEntry(registry, encoded) as unknown as ReadonlyMap<string, Codec>;
		return entry.get('event')?.toJSON() as AuditedEvent | undefined;
	} catch (error) {
		if (error instanceof FormatError) return undefined;
		throw error;
	}
}
