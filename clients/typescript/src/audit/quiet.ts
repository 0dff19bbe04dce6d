/**
 * Which entries are written without an event that tells their hash. For whoever asks for access or consent, breaks the glass or reports a release, events would tell whether there is
 * such a patient. The hash of the next entry that is told covers them.
 */
import { ByteReader, FormatError } from '../format/bytes.ts';

/** How many bytes an actor takes, by its variant: of an account or a pseudonym 32, of an organization 4. */
const ACTORS = [32, 36, 68, 0, 36, 0];
/** Version and moment. */
const BEFORE_ACTOR = 9;
/** Of `AuditedEvent`: access requested, which is told if something is permitted. */
const ACCESS_REQUESTED = 0;
/** Consent requested, its withdrawal; emergency denied; request barred; release reported; request lapsed. */
const QUIET = [39, 40, 59, 67, 88, 106];
/** Of `AccessAttempt`: the action, the purpose and the custodian. */
const ACTION_TO_CUSTODIAN = 6;
/** A month, of which there are two where months are named. */
const MONTH = 2;
/** Of `Outcome`. */
const PERMITTED = 0;
/** Of `Denial`: who asks does not practise, for a reason that follows. */
const NOT_PRACTISING = 3;

/** Whether an entry (SCALE) is of a kind that no event tells. */
export function isQuiet(entry: Uint8Array): boolean {
	const reader = new ByteReader(entry);
	try {
		reader.take(BEFORE_ACTOR);
		reader.take(ACTORS[reader.u8()] ?? entry.length);
		const event = reader.u8();
		return event === ACCESS_REQUESTED ? !isPermitted(reader) : QUIET.includes(event);
	} catch (error) {
		if (error instanceof FormatError) return false;
		throw error;
	}
}

/** Whether anything that an attempt was about is permitted. */
function isPermitted(reader: ByteReader): boolean {
	const skipIfAny = (length: number) => reader.take(reader.u8() === 0 ? 0 : length);
	skipIfAny(32);
	reader.take(ACTION_TO_CUSTODIAN);
	skipIfAny(32);
	skipIfAny(16);
	// An encounter: how long, and for whom, which is a role or who asked.
	if (reader.u8() !== 0) {
		reader.take(1);
		skipIfAny(1);
	}
	for (let left = count(reader); left > 0; left--) {
		if (reader.u8() === PERMITTED) return true;
		if (reader.u8() === NOT_PRACTISING) reader.take(1);
		for (let targets = count(reader); targets > 0; targets--) skipTarget(reader);
	}
	return false;
}

/** Past an anchor, or a class with its months, if any. */
function skipTarget(reader: ByteReader): void {
	const isAnchor = reader.u8() === 0;
	reader.take(isAnchor ? 4 : 2);
	if (!isAnchor) reader.take(reader.u8() === 0 ? 0 : 2 * MONTH);
}

/** How many items a list has: no more than 64 here, so in one byte or in two. */
function count(reader: ByteReader): number {
	const first = reader.u8();
	switch (first & 3) {
		case 0: return first >> 2;
		case 1: return (first >> 2) + (reader.u8() << 6);
		default: throw new FormatError('longer than such a list can be');
	}
}
