/** What can be wrong with a trail, and where. */

export type TrailFaultKind =
	/** An entry is not there. */
	| 'Dropped'
	/** An entry is there, and is another one than was written. */
	| 'Altered'
	/** An entry is there that was never written. */
	| 'Added'
	/** An entry stands at another place than it was written at: `foundAt`. */
	| 'Reordered'
	/** From this place on to before `until` nothing is there. */
	| 'Truncated'
	/** The trail begins at the seed of another chain, or of another trail. */
	| 'OtherChain'
	/** The hash from which the trail is said to begin is not the one before its first entry. */
	| 'OtherCheckpoint'
	/** The entries are as they should be, and what is said of the trail's end is not. */
	| 'OtherHead'
	/** Between this place and before `until` an entry was altered, dropped, added or moved: which one, the hashes at both ends do not tell. Those in the blocks' events do. */
	| 'Broken';

export interface TrailFault {
	kind: TrailFaultKind;
	/** The place; of an entry that was added, where it was found. */
	sequence: number;
	/** The place after the last one, of what is about several. */
	until?: number;
	/** Where an entry was found that belongs to `sequence`. */
	foundAt?: number;
}

/** A fault in a sentence. */
export function wordingOfFault({ kind, sequence, until = sequence + 1, foundAt }: TrailFault): string {
	switch (kind) {
		case 'Dropped': return `Entry ${sequence} is missing.`;
		case 'Altered': return `Entry ${sequence} is not the one that was written.`;
		case 'Added': return `At place ${sequence} stands an entry that was never written.`;
		case 'Reordered': return `Entry ${sequence} stands at place ${foundAt}.`;
		case 'Truncated': return until === sequence + 1 ? `The last entry, ${sequence}, is missing.` : `The last entries, ${sequence} to ${until - 1}, are missing.`;
		case 'OtherChain': return 'The trail is that of another chain, or of somebody else.';
		case 'OtherCheckpoint': return `The hash before entry ${sequence} is not the one that is told.`;
		case 'OtherHead': return 'The entries do not end where the trail is said to end.';
		case 'Broken': return `Between entry ${sequence} and entry ${until - 1} one was altered, left out, slipped in or moved.`;
	}
}
