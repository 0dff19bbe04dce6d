/** What the steps of one journey know in common: who plays, with which records, and what happened so far. */
import type { KeyringPair } from '@polkadot/keyring/types';
import type { Chain, Receipt, Transaction, Trail } from '@salus/client/chain';
import { type Target, wholeClass } from '@salus/client/consent';
import { countByClass, type PatientRecords } from '@salus/client/fhir/records';
import type { ClassKey, KeyCard } from '@salus/client/format';
import { chooseClasses } from './choices.ts';
import type { Batch, Release, Ticket } from './hospital.ts';
import { Patient } from './patient.ts';
import type { Tally } from './report.ts';
import type { KnownAnchor } from './specialist.ts';
import type { Cast } from './staff.ts';
import type { StepLog } from './step.ts';

/** Records that were released to the specialist, and what it takes to read them. */
export interface Opened {
	known: KnownAnchor;
	key: ClassKey;
	release: Release;
}

export class Play {
	readonly cast: Cast;
	readonly bundle: PatientRecords;
	readonly patient: Patient;
	/** The classes that are granted, the last of which is refused later; and one that is not granted. */
	readonly granted: number[];
	readonly outside: number;
	/** Transactions that put people in place. */
	readonly preparing: Receipt[] = [];
	/** Transactions about the patient. */
	readonly sent: Receipt[] = [];
	/** How many times access was answered in either way. */
	readonly answered = { permitted: 0, denied: 0 };
	readonly tampering: Tally = { tried: 0, noticed: 0 };
	readonly afterRevocation: Tally = { tried: 0, noticed: 0 };
	/** Whether the specialist may break the glass. */
	isLicensed = false;
	card: KeyCard | undefined;
	batches: Batch[] = [];
	opened: Opened[] = [];
	grant = 0;
	refusal = 0;
	unused: Ticket | undefined;
	trail: Trail | undefined;

	constructor(cast: Cast, bundle: PatientRecords) {
		this.cast = cast;
		this.bundle = bundle;
		this.patient = new Patient(cast.chain);
		[this.granted, this.outside] = chooseClasses(countByClass(bundle.resources));
	}

	get chain(): Chain {
		return this.cast.chain;
	}

	/** The granted class that the patient refuses. */
	get refused(): number {
		return this.granted.at(-1) as number;
	}

	async send(call: Transaction, signer: KeyringPair): Promise<Receipt> {
		return this.keep(await this.chain.send(call, signer));
	}

	/** Counts a transaction about the patient among those that were sent. */
	keep(receipt: Receipt): Receipt {
		this.sent.push(receipt);
		return receipt;
	}

	batchOf(recordClass: number): Batch {
		return this.batches.find((batch) => batch.recordClass === recordClass) as Batch;
	}

	/** The anchored records of a class; all of the class, where there are none. */
	targetOf(recordClass: number): Target {
		const batch = this.batches.find((candidate) => candidate.recordClass === recordClass);
		return batch ? { Anchor: batch.anchor as number } : wholeClass(recordClass);
	}

	/** Asks for records under an anchor, which must be permitted. */
	async expectPermitted(log: StepLog, anchor: number): Promise<{ receipt: Receipt; ticket: Ticket }> {
		const { receipt, ticket } = await this.#ask({ Anchor: anchor });
		log.compare('the answer to a request under the grant', 'a ticket', ticket === undefined ? 'no ticket' : 'a ticket');
		return { receipt, ticket: { patient: this.patient.id, sequence: ticket as number, holder: this.cast.specialist.account.publicKey, anchor } };
	}

	/** Asks for records, which must be denied. */
	async expectDenied(log: StepLog, target: Target, why: string): Promise<void> {
		const { ticket } = await this.#ask(target);
		log.compare(`the answer to a request ${why}`, 'no ticket', ticket === undefined ? 'no ticket' : 'a ticket');
	}

	async #ask(target: Target): Promise<{ receipt: Receipt; ticket: number | undefined }> {
		const { hospital, specialist } = this.cast;
		const answer = await specialist.request(this.patient.id, target, hospital.organization);
		this.count(answer);
		return answer;
	}

	/** Counts an answer to a request for access. */
	count({ receipt, ticket }: { receipt: Receipt; ticket: number | undefined }): void {
		this.keep(receipt);
		this.answered[ticket === undefined ? 'denied' : 'permitted'] += 1;
	}
}
