/**
 * The hospital: a clinician who writes records, and hands them to its custodian, who keeps the ciphertext and releases it on signed requests. It can seal with the
 * patient's public keys, and open nothing. All that it writes is in its folder until it is handed over, so it may be started again.
 */
import type { KeyringPair } from '@polkadot/keyring/types';
import type { Chain, CorrectionReason, Receipt } from '@salus/client/chain';
import { checkCardOf, type CustodianService, type SealedBatch, sealBatches } from '@salus/client/custody';
import type { Resource } from '@salus/client/fhir/records';
import { type CheckedCard, monthOf } from '@salus/client/format';
import { amendBatch, amendmentIn, anchorBatch, anchorIn, type Anchoring, anchorWithRoot } from '@salus/client/records';
import type { WrittenFolder } from './written-folder.ts';

/** The sealed records of one class. */
export interface Batch extends SealedBatch {
	/** The number that the chain gave, once anchored. */
	anchor?: number;
}

export interface HospitalParts {
	organization: number;
	clinician: KeyringPair;
	/** Redeems tickets. */
	clerk: KeyringPair;
	/** Where it keeps what it wrote. */
	stores: WrittenFolder;
}

export class Hospital<C extends CustodianService = CustodianService> {
	readonly chain: Chain;
	readonly organization: number;
	readonly clinician: KeyringPair;
	readonly clerk: KeyringPair;
	readonly stores: WrittenFolder;
	#custodian: C | undefined;

	constructor(chain: Chain, { organization, clinician, clerk, stores }: HospitalParts) {
		this.chain = chain;
		this.organization = organization;
		this.clinician = clinician;
		this.clerk = clerk;
		this.stores = stores;
	}

	/** Who keeps what it writes. */
	get custodian(): C {
		if (!this.#custodian) throw new Error('The hospital has no custodian yet.');
		return this.#custodian;
	}

	/** Whatever is anchored from now on is handed to this custodian, which is the hospital's own. */
	handTo(custodian: C): void {
		this.#custodian = custodian;
	}

	/** The public keys of a card, if the chain confirms that it is this patient's and current. */
	async checkCard(card: string, patient: Uint8Array): Promise<CheckedCard> {
		return checkCardOf(this.chain, patient, card);
	}

	/** Commits to, seals and stores every resource; one batch for every class. */
	async sealAll(patient: Uint8Array, card: CheckedCard, resources: Resource[], progress?: (done: number) => void): Promise<Batch[]> {
		const anchoring = monthOf(await this.chain.now());
		const records = resources.map((resource) => ({
			recordClass: resource.recordClass, canonical: resource.canonical, months: resource.months(anchoring),
		}));
		const batches = await sealBatches(this.stores.recordsOf(patient), patient, card, records, progress);
		for (const batch of batches) await this.stores.sealed.put(batch);
		return batches;
	}

	/** Anchors every batch with one transaction each, all at once. */
	async anchorAll(batches: Batch[]): Promise<Receipt[]> {
		const submissions = [];
		for (const batch of batches) submissions.push(await this.chain.submit(anchorBatch(this.chain, batch, this.#anchoring), this.clinician));
		const receipts = await Promise.all(submissions.map(({ included }) => included));
		for (const [index, receipt] of receipts.entries()) await this.#take(batches[index] as Batch, receipt, anchorIn(receipt));
		return receipts;
	}

	/** Puts a corrected batch in the place of an anchored one, which stays. */
	async amend(batch: Batch, supersedes: number, reason: CorrectionReason): Promise<Receipt> {
		const receipt = await this.chain.send(amendBatch(this.chain, batch, { ...this.#anchoring, supersedes, reason }), this.clinician);
		await this.#take(batch, receipt, amendmentIn(receipt));
		return receipt;
	}

	/** Hands over what was anchored before the hospital was interrupted, and knew of it. */
	async resume(): Promise<void> {
		for (const batch of await this.stores.sealed.all()) {
			const anchor = await this.#anchorOf(batch);
			if (anchor === undefined) continue;
			await this.#keep(batch, anchor);
			await this.#settle(batch);
		}
	}

	/** The hospital keeps what it seals itself. */
	get #anchoring(): Anchoring {
		return { custodian: this.organization, purpose: 'Treatment', capacity: { Practitioner: { organization: this.organization } } };
	}

	async #take(batch: Batch, receipt: Receipt, anchor: number): Promise<void> {
		batch.anchor = anchor;
		await this.#keep(batch, anchor);
		// Until its block is final another one may come in its place. What fails here is done when the hospital is started again.
		receipt.finalized.then(() => this.#settle(batch)).catch(() => {});
	}

	/** The own anchor of a batch. */
	async #anchorOf({ patient, root }: SealedBatch, block?: string): Promise<number | undefined> {
		return anchorWithRoot(this.chain, patient, root, { Organization: this.organization }, block);
	}

	async #keep({ patient, recordClass, header, records }: SealedBatch, anchor: number): Promise<void> {
		await this.custodian.takeBatch({ patient, anchor, recordClass, header, records }, this.stores.recordsOf(patient));
	}

	/** Forgets what was prepared of a batch once its anchor is final, under whatever number. */
	async #settle(batch: SealedBatch): Promise<void> {
		const { finalized } = await this.chain.heads();
		const anchor = await this.#anchorOf(batch, finalized);
		if (anchor === undefined) return;
		await this.#keep(batch, anchor);
		await this.stores.sealed.remove(batch);
	}
}
