/** What the chain knows of accounts, many at a time and without decoding by types. */
import { u8aConcat } from '@polkadot/util';
import { blake2AsU8a, xxhashAsU8a } from '@polkadot/util-crypto';
import type { Wire } from './wire.ts';

const PREFIX = u8aConcat(xxhashAsU8a('System', 128), xxhashAsU8a('Account', 128));
/** How many rows are asked for at once. */
const AT_ONCE = 500;

/** The head of an account's row: its nonce, and what refers to it. */
export interface Row {
	nonce: number;
	isKnown: boolean;
}

/** The key under which the chain keeps what it knows of `account`. */
export function storageKey(account: Uint8Array): string {
	return `0x${Buffer.from(u8aConcat(PREFIX, blake2AsU8a(account, 128), account)).toString('hex')}`;
}

/** Reads a row: nonce, consumers, providers and sufficients, four bytes each. */
export function readRow(value: string | null): Row {
	if (value === null) return { nonce: 0, isKnown: false };
	const bytes = Buffer.from(value.slice(2), 'hex');
	return { nonce: bytes.readUInt32LE(0), isKnown: bytes.readUInt32LE(8) + bytes.readUInt32LE(12) > 0 };
}

/** The rows of `accounts` as of the best block, in their order. */
export async function rowsOf(wire: Wire, accounts: Uint8Array[]): Promise<Row[]> {
	const rows: Row[] = [];
	for (let begun = 0; begun < accounts.length; begun += AT_ONCE) {
		const keys = accounts.slice(begun, begun + AT_ONCE).map(storageKey);
		const [{ changes }] = await wire.ask<[{ changes: [string, string | null][] }]>('state_queryStorageAt', keys);
		const values = new Map(changes);
		rows.push(...keys.map((key) => readRow(values.get(key) ?? null)));
	}
	return rows;
}
