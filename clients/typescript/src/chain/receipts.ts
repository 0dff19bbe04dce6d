/** Receipts of transactions that somebody else sent and tells of. */
import type { DispatchError } from '@polkadot/types/interfaces';
import type { Connection } from './connection.ts';
import { ChainError } from './errors.ts';
import { errorName, type Receipt } from './events.ts';
import { findAt, type Place, untilFinal } from './following.ts';
import { quietly } from './sending.ts';

/** Why there is no receipt: the node does not have the block, or not yet; or the block does not hold the transaction. */
export type NoReceipt = 'no-block' | 'not-in-block';

/** The receipt of the transaction with this hash in this block, both `0x…`. One that failed there is a {@link ChainError}. */
export async function receiptAt(connection: Connection, block: string, hash: string, signal?: AbortSignal): Promise<Receipt | NoReceipt> {
	const { api, provider } = connection;
	// Asked as it is: polkadot.js makes an empty block of none.
	const header = await connection.question(() => provider.send<{ number: string } | null>('chain_getHeader', [block]), signal);
	if (!header) return 'no-block';
	const place = { block, number: Number(header.number) };
	const found = await connection.question(() => findAt(api, place, hash), signal);
	if (!found) return 'not-in-block';
	const failed = found.events.find(({ event }) => event.section === 'system' && event.method === 'ExtrinsicFailed');
	if (failed) throw new ChainError('a transaction', errorName(failed.event.data[0] as DispatchError));
	return { ...found, hash, finalized: quietly(finality(connection, place, signal)) };
}

async function finality(connection: Connection, place: Place, signal?: AbortSignal): Promise<void> {
	if ((await untilFinal(connection, place, Number.POSITIVE_INFINITY, signal)) !== 'final') throw new ChainError('a transaction', 'Replaced', 'chain.not-final');
}
