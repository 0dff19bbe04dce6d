/**
 * Releases that a custodian tells the chain of afterwards: it released on a downtime form, since it could not reach the chain, or outside of any service. It keeps
 * what it owes, and files it as soon as it can, each once.
 */
import { randomBytes } from '@noble/hashes/utils.js';
import type { u32 } from '@polkadot/types';
import type { Chain } from '../chain/chain.ts';
import { ChainError, type ChainErrorCode } from '../chain/errors.ts';
import type { Receipt } from '../chain/events.ts';
import { FREE_REPORTS, type ReleaseToReport, reportReleases } from '../chain/release-reports.ts';
import type { Signer } from '../chain/signer.ts';
import { trailEntries } from '../chain/trail.ts';
import { InputError, SalusError } from '../errors.ts';
import { bytesToHex } from '../format/bytes.ts';
import { assertReleaseTargets, type ReleaseTarget } from '../format/release-target.ts';
import { targetArgument } from './release-targets.ts';

/** How far the chain's clock may be back after a fork. */
const CLOCK_SLACK_MS = 600_000;

/** A release that the chain does not know of. */
export interface UnreportedRelease extends Omit<ReleaseToReport, 'targets'> {
	/** Each once, at most 64; none for all that the ticket permits. */
	targets: ReleaseTarget[];
	/** 32 random bytes, if nothing is given. It stands in the entry, and tells this report from all others: the same one added again is the same report. */
	statement?: Uint8Array | undefined;
}

/** A release as a custodian keeps it until it is known to stand on the chain: what would be reported of it. */
export interface KeptRelease extends UnreportedRelease {
	statement: Uint8Array;
}

/** A report as it is kept until the chain has it. */
export interface KeptReport extends KeptRelease {
	/** Since when a transaction with it may be on its way: the best block's number, and the chain's time there. */
	sent: { height: number; at: number } | null;
}

/**
 * Where a custodian keeps releases, by the statement. Whatever `put` has resolved for must be there after a restart; one that cannot be read any more is an error, since a release must
 * not stay untold.
 */
export interface ReleaseStore<T extends KeptRelease> {
	all(): Promise<T[]>;
	/** Keeps a release; in the place of the one with the same statement, if any. */
	put(release: T): Promise<void>;
	remove(statement: Uint8Array): Promise<void>;
}

export interface ReportsParts {
	/** The custodian's number on the chain. */
	organization: number;
	/** Listed there as a custodian. */
	signer: Signer;
	store: ReleaseStore<KeptReport>;
}

/** What became of the reports. */
export interface Filed {
	receipts: Receipt[];
	/** How many were told to the chain, those included that had been sent before. */
	filed: number;
	/** How many wait: their transaction may still come, or the chain's clock is behind their moment. */
	waiting: number;
}

/** After these no block can hold the transaction. */
const NEVER_INCLUDED: readonly ChainErrorCode[] = ['chain.refused', 'chain.invalid', 'chain.nonce', 'chain.expired'];

export class ReleaseReports {
	readonly #chain: Chain;
	readonly #organization: number;
	readonly #signer: Signer;
	readonly #store: ReleaseStore<KeptReport>;
	#last: Promise<unknown> = Promise.resolve();

	constructor(chain: Chain, { organization, signer, store }: ReportsParts) {
		this.#chain = chain;
		this.#organization = organization;
		this.#signer = signer;
		this.#store = store;
	}

	/**
	 * Keeps a release to be reported; with a statement of the caller's it may be added again, as after a crash, until it is filed. What the chain would refuse, and
	 * with it all that is filed in the same call, is not kept.
	 */
	async add(release: UnreportedRelease): Promise<KeptReport> {
		const { statement = randomBytes(32) } = release;
		assertComplete(release, statement);
		return this.#inTurn(async () => {
			const kept = (await this.#store.all()).find((one) => bytesToHex(one.statement) === bytesToHex(statement));
			if (kept) return kept;
			const report = { ...release, statement, sent: null };
			await this.#store.put(report);
			return report;
		});
	}

	/**
	 * Files what is kept, as many in a call as are free. Each is marked before it is sent, and forgotten when its block is final; so whatever was interrupted is
	 * first looked for in the trails, and sent again only when no block can hold the earlier transaction any more.
	 */
	async file(): Promise<Filed> {
		return this.#inTurn(async () => {
			const { filed: found, waiting } = await this.#settle();
			const now = await this.#chain.now();
			const unsent = (await this.#store.all()).filter(({ sent }) => sent === null);
			const due = unsent.filter(({ releasedAt }) => releasedAt <= now).sort((one, other) => one.releasedAt - other.releasedAt);
			const receipts: Receipt[] = [];
			for (const free of inFreeCalls(due)) receipts.push(await this.#send(free));
			return { receipts, filed: found + due.length, waiting: waiting + unsent.length - due.length };
		});
	}

	/** Forgets what was sent and is in a final block, and unmarks what no block can hold any more. */
	async #settle(): Promise<{ filed: number; waiting: number }> {
		let [filed, waiting] = [0, 0];
		const { finalized } = await this.#chain.heads();
		for (const report of await this.#store.all()) {
			if (report.sent === null) continue;
			if (await this.#isInTrail(report, report.sent.at, finalized)) {
				await this.#store.remove(report.statement);
				filed += 1;
			} else if ((await this.#heightOf(finalized)) > report.sent.height + this.#longestLife()) {
				await this.#store.put({ ...report, sent: null });
			} else {
				waiting += 1;
			}
		}
		return { filed, waiting };
	}

	async #send(reports: KeptReport[]): Promise<Receipt> {
		const { best } = await this.#chain.heads();
		const sent = { height: await this.#heightOf(best), at: await this.#chain.now(best) };
		for (const report of reports) await this.#store.put({ ...report, sent });
		const call = reportReleases(this.#chain, this.#organization, reports.map((report) => ({ ...report, targets: report.targets.map(targetArgument) })));
		try {
			const receipt = await this.#chain.send(call, this.#signer);
			await receipt.finalized;
			for (const { statement } of reports) await this.#store.remove(statement);
			return receipt;
		} catch (error) {
			if (error instanceof ChainError && NEVER_INCLUDED.includes(error.code as ChainErrorCode)) for (const report of reports) await this.#store.put({ ...report, sent: null });
			throw error;
		}
	}

	/** Whether the entry stands in the patient's trail; or in the custodian's, where nobody knows the patient. */
	async #isInTrail({ patient, statement }: KeptReport, sentAt: number, block: string): Promise<boolean> {
		const name = `0x${bytesToHex(statement)}`;
		for (const trail of [{ Patient: patient }, { Organization: this.#organization }]) {
			const from = (await this.#chain.ask('auditLogApi', 'firstSince', [trail, Math.max(sentAt - CLOCK_SLACK_MS, 0)], block)).toJSON();
			for await (const { event } of trailEntries(this.#chain, trail, block, { from })) if (event.releaseReported?.statement === name) return true;
		}
		return false;
	}

	async #heightOf(block: string): Promise<number> {
		return this.#chain.read(async (api) => (await api.rpc.chain.getHeader(block)).number.toNumber());
	}

	/** For how many blocks a transaction is valid at most: as long as the chain knows the block from which on it is. */
	#longestLife(): number {
		const blocks = this.#chain.api.consts['system']?.['blockHashCount'];
		if (!blocks) throw new SalusError('chain.unknown-constant', 'The chain does not say for how long it knows a block.');
		return (blocks as u32).toNumber();
	}

	/** One after the other: nothing is sent twice since two looked at once. */
	async #inTurn<T>(work: () => Promise<T>): Promise<T> {
		const own = this.#last.then(work, work);
		this.#last = own.catch(() => {});
		return own;
	}
}

/** Throws an {@link InputError} if nobody could tell from the report what was released to whom. */
function assertComplete({ patient, ticket, secret, recipient, targets, releasedAt }: UnreportedRelease, statement: Uint8Array): void {
	const hasTicket = ticket !== undefined && ticket !== null;
	const incomplete = (what: string) => new InputError('reports.incomplete', `A release cannot be reported so: ${what}.`);
	for (const bytes of [patient, statement, secret]) if (bytes && bytes.length !== 32) throw incomplete('patient, statement and secret have 32 bytes');
	if (!Number.isSafeInteger(releasedAt) || releasedAt < 0) throw incomplete('its moment is none');
	if (!hasTicket && recipient === 'Requester') throw incomplete('without a ticket nobody has requested it');
	if (!hasTicket && targets.length === 0) throw incomplete('without a ticket it must say which records');
	if (targets.length > 0) assertReleaseTargets(targets);
}

/** As many reports at a time, in their order, as one call takes without a fee. */
function inFreeCalls(reports: readonly KeptReport[]): KeptReport[][] {
	const calls: KeptReport[][] = [];
	let room = 0;
	for (const report of reports) {
		const targets = Math.max(report.targets.length, 1);
		if (targets > room) {
			calls.push([]);
			room = FREE_REPORTS;
		}
		calls.at(-1)?.push(report);
		room -= targets;
	}
	return calls;
}
