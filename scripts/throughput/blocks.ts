/** What a block carried. */
import type { Scene } from '../load/scene.ts';
import { signerOf } from './extrinsic.ts';

/** A weight's part in time, in milliseconds; the chain counts picoseconds. */
export const toMilliseconds = (picoseconds: bigint | number): number => Number(picoseconds) / 1e9;

export interface Block {
	number: number;
	/** The chain's clock, in milliseconds. */
	at: number;
	/** Signed transactions. */
	signed: number;
	/** Of these, such as did what they were sent for. */
	succeeded: number;
	/** Why others did not, and how many. */
	errors: Record<string, number>;
	/** Requests that were permitted: the answer names a ticket. */
	tickets: number;
	/** Transactions that paid a fee. */
	paid: number;
	/** Bytes of all transactions. */
	bytes: number;
	/** Weight of all classes, in milliseconds. */
	accounted: number;
	/** Weight of ordinary transactions, in milliseconds. */
	ordinary: number;
}

interface Numeric {
	toBigInt(): bigint;
	toNumber(): number;
}

interface EventRecord {
	phase: { isApplyExtrinsic: boolean; asApplyExtrinsic: Numeric };
	event: { section: string; method: string; data: { ticket?: { isSome: boolean }; dispatchError?: DispatchError } };
}

interface DispatchError {
	isModule: boolean;
	asModule: unknown;
	type: string;
}

/** Reads a block and what came of it. */
export async function blockAt({ api }: Scene, number: number): Promise<Block> {
	const hash = await api.rpc.chain.getBlockHash(number);
	const at = await api.at(hash);
	const query = at.query as unknown as Record<string, Record<string, () => Promise<unknown>>>;
	const [weight, now, events, { block }] = await Promise.all([
		query['system']!['blockWeight']!() as Promise<Record<'normal' | 'operational' | 'mandatory', { refTime: Numeric }>>,
		query['timestamp']!['now']!() as Promise<Numeric>,
		query['system']!['events']!() as Promise<Iterable<EventRecord>>,
		api.rpc.chain.getBlock.raw(hash) as unknown as Promise<{ block: { extrinsics: string[] } }>,
	]);
	const signers = block.extrinsics.map(signerOf);
	const ofSigned = [...events].filter(({ phase }) => phase.isApplyExtrinsic && signers[phase.asApplyExtrinsic.toNumber()] !== undefined);
	const count = (name: string) => ofSigned.filter(({ event }) => `${event.section}.${event.method}` === name).length;
	const errors: Record<string, number> = {};
	for (const { event: { data: { dispatchError } } } of ofSigned) {
		if (!dispatchError) continue;
		const name = dispatchError.isModule ? nameOf(api.registry.findMetaError(dispatchError.asModule as never)) : dispatchError.type;
		errors[name] = (errors[name] ?? 0) + 1;
	}
	const spent = (of: 'normal' | 'operational' | 'mandatory') => toMilliseconds(weight[of].refTime.toBigInt());
	return {
		number, at: now.toNumber(), signed: signers.filter((signer) => signer !== undefined).length, succeeded: count('system.ExtrinsicSuccess'), errors,
		tickets: ofSigned.filter(({ event }) => event.section === 'auditLog' && event.data.ticket?.isSome).length,
		paid: count('transactionPayment.TransactionFeePaid'), bytes: block.extrinsics.reduce((sum, { length }) => sum + (length - 2) / 2, 0),
		accounted: spent('normal') + spent('operational') + spent('mandatory'), ordinary: spent('normal'),
	};
}

const nameOf = ({ section, name }: { section: string; name: string }): string => `${section}.${name}`;

/** Reads the blocks from `first` to `last`. */
export async function blocksBetween(scene: Scene, first: number, last: number): Promise<Block[]> {
	const blocks: Block[] = [];
	for (let number = first; number <= last; number++) blocks.push(await blockAt(scene, number));
	return blocks;
}
