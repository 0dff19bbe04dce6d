/** Shares of a ring from custodians of whom some are gone, hang or lie: for each that gives none, the next is asked. */
import type { Chain } from '../chain/chain.ts';
import { abortedError } from '../chain/errors.ts';
import { emergencyRing } from '../consent/emergency-ring.ts';
import { SalusError } from '../errors.ts';
import type { HeldTicket } from './asking.ts';
import { type EmergencyKeys, type HandedRing, openInEmergency, whatIsWrong } from './emergency.ts';
import { CustodianFault } from './faults.ts';
import type { Reader } from './reader.ts';
import type { CustodianService } from './service.ts';

/** Where a share is to be had: at a custodian, for the ticket of a whole class that the reader has there. */
export interface ShareSource {
	custodian: CustodianService;
	ticket: HeldTicket;
}

export interface Gathering {
	/** After which time another custodian is asked beside one that does not answer. Before it answers a block has to hold the redemption. */
	patienceMs?: number;
	signal?: AbortSignal;
}

/** The keys, and what became of those who gave no share of them. */
export interface GatheredKeys extends EmergencyKeys {
	/** By their numbers. Who was not asked is not there, nor who was only too slow. */
	failed: Map<number, SalusError>;
}

/** Some blocks. */
const PATIENCE_MS = 20_000;

/**
 * Asks as many custodians as it takes, in this order, and another one for each that fails, refuses, hands out something false, or does not answer for a while: none of them holds up who reads. No more are
 * asked than that, since each answer uses up a ticket, and is an entry of the patient's trail. Without enough good shares it throws what {@link openInEmergency} does.
 */
export async function gatherShares(chain: Chain, reader: Reader, sources: readonly ShareSource[], { patienceMs = PATIENCE_MS, signal }: Gathering = {}): Promise<GatheredKeys> {
	const [first] = sources;
	const patient = first?.ticket.patient;
	const status = patient && (await emergencyRing(chain, patient));
	if (!status) throw new SalusError('emergency.no-ring', 'The patient has no emergency ring, or nobody is named who has a share of it.');
	if (signal?.aborted) throw abortedError(signal);
	const { ring } = status;
	const over = new AbortController();
	const until = signal ? AbortSignal.any([signal, over.signal]) : over.signal;
	const [handed, failed, queue] = [[] as HandedRing[], new Map<number, SalusError>(), [...sources]];
	const timers = new Set<NodeJS.Timeout>();
	await new Promise<void>((resolve, reject) => {
		let [underWay, good] = [0, 0];
		const work = async ({ custodian, ticket }: ShareSource): Promise<boolean> => {
			const share = await shareFrom(reader, custodian, ticket, until);
			if (!until.aborted) handed.push(share);
			const wrong = await whatIsWrong(chain, patient, ring, share);
			if (wrong instanceof CustodianFault && !until.aborted) failed.set(share.custodian, wrong);
			return wrong === undefined;
		};
		const askNext = () => {
			const source = queue.shift();
			if (!source) return;
			underWay += 1;
			let isReplaced = false;
			const replace = () => {
				if (!isReplaced && !until.aborted) askNext();
				isReplaced = true;
			};
			const slow = setTimeout(replace, patienceMs);
			timers.add(slow);
			work(source).catch((error) => {
				if (!(error instanceof SalusError)) throw error;
				if (!until.aborted) failed.set(source.custodian.organization, error);
				return false;
			}).then((isGood) => {
				clearTimeout(slow);
				underWay -= 1;
				if (isGood) good += 1;
				else replace();
				if (good >= ring.threshold || underWay === 0) resolve();
			}).catch(reject);
		};
		signal?.addEventListener('abort', () => reject(abortedError(signal)), { once: true });
		for (let asked = 0; asked < ring.threshold; asked++) askNext();
	}).finally(() => {
		for (const timer of timers) clearTimeout(timer);
		over.abort();
	});
	return { ...(await opened(chain, patient, handed, failed)), failed };
}

/** The share in a release; nothing else of it is read. */
async function shareFrom(reader: Reader, custodian: CustodianService, ticket: HeldTicket, signal: AbortSignal): Promise<HandedRing> {
	const request = await reader.request(ticket);
	const { stream } = await custodian.release(request, signal);
	try {
		const { head } = await reader.open(ticket, request, stream);
		if (!head.emergency) throw new CustodianFault('custodian.false-share', custodian.organization, 'it handed out no share of the emergency ring');
		return { custodian: custodian.organization, released: head.emergency, block: ticket.block };
	} finally {
		await stream.return(undefined);
	}
}

async function opened(chain: Chain, patient: Uint8Array, handed: HandedRing[], failed: ReadonlyMap<number, SalusError>): Promise<EmergencyKeys> {
	try {
		return await openInEmergency(chain, patient, handed);
	} catch (error) {
		if (!(error instanceof SalusError) || error.code !== 'emergency.too-few-shares') throw error;
		const reasons = [...failed].map(([custodian, { message }]) => `From ${custodian}: ${message}`);
		throw new SalusError(error.code, [error.message, ...reasons].join(' '), { cause: error });
	}
}
