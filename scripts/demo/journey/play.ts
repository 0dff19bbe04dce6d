/** What the steps of one journey know in common: who plays, with which records, and what happened so far. */
import type { KeyringPair } from '@polkadot/keyring/types';
import type { Chain, Purpose, Receipt, Transaction, Trail } from '@salus/client/chain';
import { type Target, wholeClass } from '@salus/client/consent';
import { countByClass, type PatientRecords } from '@salus/client/fhir/records';
import type { HeldTicket, ReceivedRelease, RenewalProgress } from '@salus/client/custody';
import { type ClassKeys, X_WING } from '@salus/client/format';
import { chooseClasses } from './choices.ts';
import type { Batch } from './hospital.ts';
import type { KeyCustodian } from './key-custodian.ts';
import type { OwnService } from './own-service.ts';
import { Patient } from './patient.ts';
import type { Keeper } from './piece-keeper.ts';
import type { Emergency, Pieces, Tally } from './report.ts';
import type { Asked, Specialist } from './specialist.ts';
import type { Cast } from './staff.ts';
import { LeftOut, type StepLog } from './step.ts';

/** Records that were released to the specialist, and the keys that came along. */
export interface Opened {
	batch: Batch;
	release: ReceivedRelease;
	keys: ClassKeys;
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
	/** How many transactions about the patient services have sent of their own accord. */
	sentByServices = 0;
	/** How many times access was answered in either way. */
	readonly answered = { permitted: 0, denied: 0 };
	readonly tampering: Tally = { tried: 0, noticed: 0 };
	readonly afterRevocation: Tally = { tried: 0, noticed: 0 };
	/** The patient's registration. */
	registered: Receipt | undefined;
	/** The patient's recovery words. */
	words = '';
	/** The patient's change to new keys, under way. */
	renewal: AsyncGenerator<RenewalProgress, void> | undefined;
	#service: OwnService | undefined;
	/** Who keeps shares of the keys for an emergency; none where nobody could be licensed to break the glass. */
	keyCustodians: KeyCustodian[] = [];
	card = '';
	batches: Batch[] = [];
	opened: Opened[] = [];
	grant = 0;
	refusal = 0;
	unused: HeldTicket | undefined;
	/** The specialist's ticket for ward rounds, which has hours left. */
	rounds: HeldTicket | undefined;
	/** The grant of the family doctor. */
	familyDoctorsGrant = 0;
	emergency: Emergency | null = null;
	pieces: Pieces | null = null;
	/** How many batches were moved to the patient's new keys. */
	moved: number | null = null;
	trail: Trail | undefined;

	constructor(cast: Cast, bundle: PatientRecords) {
		this.cast = cast;
		this.bundle = bundle;
		this.patient = new Patient(cast.chain, { suite: X_WING, clockLag: cast.services.clockLag });
		[this.granted, this.outside] = chooseClasses(countByClass(bundle.resources));
	}

	get chain(): Chain {
		return this.cast.chain;
	}

	/** The hospital's service, which keeps and releases the records. */
	get service(): OwnService {
		if (!this.#service) throw new Error('The hospital\'s service is not started yet.');
		return this.#service;
	}

	set service(service: OwnService) {
		this.#service = service;
	}

	/** The granted class that the patient refuses. */
	get refused(): number {
		return this.granted.at(-1) as number;
	}

	/** What is read in the emergency: granted to nobody, where the bundle has such a class. */
	get emergencyBatch(): Batch {
		return this.batches.find(({ recordClass }) => recordClass === this.outside) ?? this.batchOf(this.refused);
	}

	/** Who keeps which piece of each batch, in their order. */
	get pieceKeepers(): Keeper[] {
		return [...this.cast.pieceKeepers, ...this.keyCustodians];
	}

	/** Ends a step that takes organizations of our own, where nobody could accredit them. */
	leaveOutWithoutSuperuser(): void {
		if (!this.cast.canAccredit) throw new LeftOut('On this chain we know no superuser who could accredit and license organizations.');
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
	async expectPermitted(log: StepLog, anchor: number, by: Specialist = this.cast.specialist): Promise<{ receipt: Receipt; ticket: HeldTicket }> {
		const { receipt, held } = await this.ask({ Anchor: anchor }, by);
		log.compare('the answer to a request under the grant', 'a ticket', held === undefined ? 'no ticket' : 'a ticket');
		return { receipt, ticket: held as HeldTicket };
	}

	/** Asks for records, which must be denied. */
	async expectDenied(log: StepLog, target: Target, why: string, by?: Specialist): Promise<void> {
		const { ticket } = await this.ask(target, by);
		log.compare(`the answer to a request ${why}`, 'no ticket', ticket === undefined ? 'no ticket' : 'a ticket');
	}

	/** What is wrong with the specialist's ticket at the chain's best and its finalized block, if anything is. */
	async faultsOf({ patient, sequence, custodian }: HeldTicket): Promise<[best: string | null, finalized: string | null]> {
		const { best, finalized } = await this.chain.heads();
		const holder = this.cast.specialist.account.publicKey;
		const at = async (block: string) => (await this.chain.ask('auditLogApi', 'checkTicket', [patient, sequence, holder, null, custodian], block)).toJSON().err ?? null;
		return [await at(best), await at(finalized)];
	}

	/** Asks for access, and counts the answer. */
	async ask(
		target: Target, by: Specialist = this.cast.specialist, custodian = this.cast.hospital.organization, purpose?: Purpose,
	): Promise<Asked> {
		return this.#count(await by.request(this.patient.id, target, custodian, purpose));
	}

	/** The specialist asks for several at once, for so many hours. */
	async askForHours(targets: Target[], hours: number): Promise<Asked> {
		const { specialist, hospital } = this.cast;
		return this.#count(await specialist.requestMany(this.patient.id, targets, hospital.organization, { hours }));
	}

	#count(answer: Asked): Asked {
		this.keep(answer.receipt);
		this.answered[answer.ticket === undefined ? 'denied' : 'permitted'] += 1;
		return answer;
	}
}
