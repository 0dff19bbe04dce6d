/** The redemption of a ticket of which a custodian tells: looked up on the chain, since its word alone is worth nothing. */
import type { Chain } from '../../chain/chain.ts';
import { ChainError } from '../../chain/errors.ts';
import { eventIn, type Receipt } from '../../chain/events.ts';
import { SalusError } from '../../errors.ts';
import { bytesToHex } from '../../format/bytes.ts';
import type { ReleaseRequest } from '../../format/release-request.ts';
import { CustodianFault } from '../faults.ts';

const HASH = /^[0-9a-f]{64}$/;
/** How long the own node may take to have a block that the custodian's has. */
const BLOCK_WAIT_MS = 60_000;
const POLL_MS = 250;

/** Where a custodian says that it redeemed a ticket: hashes of a block and of a transaction. */
export interface ToldRedemption {
	block: string | null;
	extrinsic: string | null;
}

/** The receipt of the redemption; a {@link CustodianFault} where the chain says otherwise. */
export async function redemptionOf(chain: Chain, request: ReleaseRequest, { block, extrinsic }: ToldRedemption, waitMs = BLOCK_WAIT_MS): Promise<Receipt> {
	const { custodian } = request;
	const fault = (what: string, cause?: unknown) => new CustodianFault('custodian.false-receipt', custodian, what, undefined, { cause });
	if (!HASH.test(block ?? '') || !HASH.test(extrinsic ?? '')) throw fault('it does not say where it redeemed the ticket');
	const end = performance.now() + waitMs;
	for (;;) {
		const found = await chain.receiptAt(`0x${block}`, `0x${extrinsic}`).catch((error) => {
			throw error instanceof ChainError ? fault('the transaction that it names failed', error) : error;
		});
		if (found === 'not-in-block') throw fault('the block that it names does not hold the redemption');
		if (found !== 'no-block') {
			if (!isOf(found, request)) throw fault('the transaction that it names does not redeem the ticket');
			return found;
		}
		// It may be the own node that is behind.
		if (performance.now() >= end) throw new SalusError('custody.unknown-block', 'The node does not have the block in which the custodian says that it redeemed the ticket.');
		await new Promise((resolve) => setTimeout(resolve, POLL_MS));
	}
}

/** Whether a transaction has redeemed this ticket in the name of this custodian; it may have redeemed others, too. */
function isOf({ events, ...receipt }: Receipt, { patient, sequence, custodian }: ReleaseRequest): boolean {
	return events.some((event) => {
		const told = eventIn({ ...receipt, events: [event] }, 'auditLog', 'RecordsReleased');
		return told?.['patient']?.toHex() === `0x${bytesToHex(patient)}` && Number(told['ticket']?.toString()) === sequence && Number(told['custodian']?.toString()) === custodian;
	});
}
