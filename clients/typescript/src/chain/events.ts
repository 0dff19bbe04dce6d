/** What a transaction did: its receipt, and the events in it. */
import type { Result } from '@polkadot/types';
import type { DispatchError, EventRecord } from '@polkadot/types/interfaces';
import type { Codec } from '@polkadot/types/types';
import { SalusError } from '../errors.ts';
import { ChainError } from './errors.ts';

/** What became of a transaction. */
export interface Receipt {
	/** The block that holds it, */
	block: string;
	/** and that block's number. */
	number: number;
	/** The transaction's own hash, `0x…`. */
	hash: string;
	events: EventRecord[];
	/** Resolves when that block is final; rejects with `chain.not-final` if another one is in its place, or it takes too long. */
	finalized: Promise<void>;
}

/** The event `section.method` among a transaction's events. */
export function findEvent(receipt: Receipt, section: string, method: string): Record<string, Codec> {
	const found = eventIn(receipt, section, method);
	if (!found) throw new SalusError('chain.no-event', `The transaction left no event ${section}.${method}.`);
	return found;
}

/** The same event; `undefined` if the transaction left none. */
export function eventIn(receipt: Receipt, section: string, method: string): Record<string, Codec> | undefined {
	const found = receipt.events.find(({ event }) => event.section === section && event.method === method);
	if (!found) return undefined;
	const names = found.event.data.names ?? [];
	return Object.fromEntries(names.map((name, index) => [name, found.event.data[index] as Codec]));
}

/** The field `field` of the event `section.method`, a number. */
export function numberIn(receipt: Receipt, section: string, method: string, field: string): number {
	return Number(findEvent(receipt, section, method)[field]?.toString());
}

/**
 * Throws if the call that a transaction carried inside failed. The transaction itself succeeded: what came
 * of the inner call stands in the field `field` of the event `section.method`.
 */
export function expectInner(receipt: Receipt, call: string, section: string, method: string, field: string): void {
	const result = findEvent(receipt, section, method)[field] as Result<Codec, DispatchError | (Codec & { error: DispatchError })>;
	if (!result.isErr) return;
	const failure = result.asErr;
	throw new ChainError(call, errorName('error' in failure ? failure.error : failure));
}

/** An error's name, such as `consent.StaleKeyEpoch`. */
export function errorName(error: DispatchError): string {
	if (error.isModule) {
		const { section, name } = error.registry.findMetaError(error.asModule);
		return `${section}.${name}`;
	}
	if (error.isToken) return `Token.${error.asToken.type}`;
	return error.isArithmetic ? `Arithmetic.${error.asArithmetic.type}` : error.type;
}
