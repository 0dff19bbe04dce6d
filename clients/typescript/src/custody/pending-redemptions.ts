/**
 * Releases whose redemption is in a block that is not final yet. They are kept before anything goes out, and watched until that is known: also by the process that comes after the one that
 * released.
 */
import { randomBytes } from '@noble/hashes/utils.js';
import type { Chain } from '../chain/chain.ts';
import type { Receipt } from '../chain/events.ts';
import { bytesOf } from '../chain/trail.ts';
import { SalusError } from '../errors.ts';
import { bytesToHex, equalBytes } from '../format/bytes.ts';
import { redeemerOf } from './redeemer.ts';
import type { KeptRelease, ReleaseReports, ReleaseStore, UnreportedRelease } from './reports.ts';

/** A release, with the block that holds its redemption. */
export interface PendingRedemption extends KeptRelease {
	ticket: number;
	redeemed: { block: Uint8Array; number: number; isSingleUse: boolean };
}

interface WatchParts {
	chain: Chain;
	/** Redeems tickets. */
	account: Uint8Array;
	store: ReleaseStore<PendingRedemption>;
	/** Keeps what the chain has to be told of. */
	reports: Pick<ReleaseReports, 'add'> | undefined;
	tell: (trouble: Error) => void;
}

export class PendingRedemptions {
	readonly #parts: WatchParts;

	constructor(parts: WatchParts) {
		this.#parts = parts;
	}

	/** Keeps a release, and watches its redemption from then on. Nothing may have gone out before. */
	async add(release: UnreportedRelease & { ticket: number }, { block, number, finalized }: Receipt, isSingleUse: boolean): Promise<void> {
		const pending = { ...release, statement: randomBytes(32), redeemed: { block: bytesOf(block), number, isSingleUse } };
		await this.#parts.store.put(pending);
		// Whoever sent it waits for so long only, and has a connection that may be over: the chain itself says what became of the block.
		this.#watch(pending, finalized.then(() => true, () => this.#becomesFinal(pending)));
	}

	/** Watches what a process before this one has kept. */
	async resume(): Promise<void> {
		for (const pending of await this.#parts.store.all()) this.#watch(pending, this.#becomesFinal(pending));
	}

	/** What is not known stays kept: a chain that does not answer is no reason to forget it. */
	#watch(pending: PendingRedemption, becomesFinal: Promise<boolean>): void {
		const { store, tell } = this.#parts;
		const settle = async () => {
			if (!(await becomesFinal)) await this.#reportLost(pending);
			await store.remove(pending.statement);
		};
		settle().catch((error) => tell(error as Error));
	}

	#becomesFinal({ redeemed: { block, number } }: PendingRedemption): Promise<boolean> {
		return this.#parts.chain.becomesFinal({ block: `0x${bytesToHex(block)}`, number });
	}

	/**
	 * Another block is in the place of the one with the redemption, and records went out: whoever runs the custodian is told, and the release is reported unless the final chain has an entry
	 * of it. Of a ticket that serves several times no entry tells which release it was: then one more report is better than one too few.
	 */
	async #reportLost({ redeemed, ...release }: PendingRedemption): Promise<void> {
		const { chain, account, reports, tell } = this.#parts;
		const { patient, ticket } = release;
		const recorded = async () => redeemerOf(chain, patient, ticket, (await chain.heads()).finalized);
		const redeemer = redeemed.isSingleUse ? await recorded().catch(() => undefined) : undefined;
		if (redeemer && equalBytes(redeemer, account)) return;
		// By its statement it is one report, also where it was added before a crash.
		await reports?.add(release);
		const what = `what was released for ticket ${ticket} of patient ${bytesToHex(patient)} may stand in no block: the one in which it was redeemed is not final`;
		tell(new SalusError('custody.unrecorded', `${what}. ${reports ? 'It is kept to be reported.' : 'It has to be reported.'}`));
	}
}
