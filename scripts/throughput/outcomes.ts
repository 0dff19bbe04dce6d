/** What came of the requests and redemptions in a block. */
import type { ApiPromise } from '@polkadot/api';

/** What came of one transaction. */
export interface Outcome {
	/** The place of its ticket in the patient's trail, if it asked for one and it was permitted. */
	ticket?: bigint;
	/** Whether it redeemed a ticket. */
	isReleased?: true;
}

interface EventRecord {
	phase: { isApplyExtrinsic: boolean; asApplyExtrinsic: { toNumber(): number } };
	event: { section: string; method: string; data: { ticket: { isSome: boolean; unwrap(): { toBigInt(): bigint } } } };
}

/** Reads each block once, whoever asks how often. */
export class Outcomes {
	readonly #blocks = new Map<string, Promise<Map<number, Outcome>>>();

	/** By place in the block with this hash, which the node behind `api` has. */
	of(hash: string, api: ApiPromise): Promise<Map<number, Outcome>> {
		const read = this.#blocks.get(hash) ?? outcomesIn(hash, api);
		this.#blocks.set(hash, read);
		return read;
	}
}

async function outcomesIn(hash: string, api: ApiPromise): Promise<Map<number, Outcome>> {
	const at = await api.at(hash);
	const events = (await at.query['system']!['events']!()) as unknown as Iterable<EventRecord>;
	const outcomes = new Map<number, Outcome>();
	for (const { phase, event: { section, method, data } } of events) {
		if (!phase.isApplyExtrinsic || section !== 'auditLog') continue;
		const place = phase.asApplyExtrinsic.toNumber();
		if (method === 'RecordsReleased') outcomes.set(place, { isReleased: true });
		if (method === 'AccessAnswered' && data.ticket.isSome) outcomes.set(place, { ticket: data.ticket.unwrap().toBigInt() });
	}
	return outcomes;
}
