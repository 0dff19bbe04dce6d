/** What the demo tells about one bundle's journey, also when it ended early. */
import type { Census } from './census.ts';
import type { Comparison } from './step.ts';

export interface StepReport {
	title: string;
	status: 'passed' | 'failed' | 'left out' | 'not reached';
	/** What came of it, in a sentence; why it failed or was left out. */
	said: string | null;
	seconds: number | null;
	compared: Comparison[];
}

/** Attempts that must be noticed or denied, and how many were. */
export interface Tally {
	tried: number;
	noticed: number;
}

/** What somebody to whom nothing was granted read in an emergency. */
export interface Emergency {
	/** Who kept a share of the keys, and how many of them it took. */
	custodians: number;
	threshold: number;
	records: number;
}

/** The sealed records in pieces, with several organizations. */
export interface Pieces {
	/** So many pieces give a batch again, of as many as there are stores. */
	needed: number;
	stores: number;
	/** How many of them were lost. */
	lost: number;
	/** Of the sealed records, and of all pieces together. */
	sealedBytes: number;
	keptBytes: number;
	/** How many records were read from what was left; `null` before anything was lost. */
	records: number | null;
}

/** The figures are `null` where the journey did not get as far. */
export interface Report {
	bundle: string;
	outcome: 'passed' | 'failed' | 'stopped';
	failure: { step: string; code: string; message: string } | null;
	/** The id that the chain gave. */
	patient: string | null;
	seconds: number;
	resources: number;
	/** How many of them do not say whose they are. */
	unattributed: number;
	/** What was left out of the source, and the like. */
	notes: string[];
	batches: number | null;
	/** Counted out of the blocks, over a connection of its own, after the last step; or why it was not. */
	chain: Census | { notCounted: string };
	/** Attempts at access in the patient's trail, by their outcome. */
	permitted: number | null;
	denied: number | null;
	auditEntries: number | null;
	/** Whether the entries hash to the head that the chain shows. */
	headVerified: boolean | null;
	/** Records that were altered, and how many of them were found out. */
	tampering: Tally;
	/** Ways to the records that were tried after the revocation, and how many of them were closed. */
	afterRevocation: Tally;
	/** `null`, too, where the emergency was left out. */
	emergency: Emergency | null;
	/** `null`, too, where the pieces were left out. */
	pieces: Pieces | null;
	/** Batches that were moved to the patient's new keys. */
	moved: number | null;
	leftOut: string[];
	steps: StepReport[];
}
