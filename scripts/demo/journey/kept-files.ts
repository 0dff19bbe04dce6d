/**
 * The JSON files in which a custodian keeps batches, backups and releases. A crash or a failing disk leaves files that are empty, half or otherwise spoilt: those
 * are `undefined` here, whatever is wrong with them.
 */
import type { KeptBackup, KeptBatch, KeptReport, PendingRedemption, SealedBatch } from '@salus/client/custody';
import { bytesToHex, hexToBytes } from '@salus/client/format';

/** Bytes are hexadecimal behind `0x`. */
export function written(value: object): string {
	return JSON.stringify(value, function (this: Record<string, unknown>, name, member) {
		// As it is in its object: a Buffer would have been told as JSON by itself.
		const own = this[name];
		return own instanceof Uint8Array ? `0x${bytesToHex(own)}` : member;
	});
}

export function keptBatchIn(text: string): KeptBatch | undefined {
	return fileIn<KeptBatch>(text, {
		patient: isHash, anchor: isNumber, recordClass: isNumber, header: isBytes, records: isListOf(RECORD), handedIn: isHash,
		earlier: isListOf({ header: isBytes, replaced: isNumber }),
	});
}

export function sealedBatchIn(text: string): SealedBatch | undefined {
	return fileIn<SealedBatch>(text, {
		patient: isHash, recordClass: isNumber, header: isBytes, records: isListOf(RECORD), root: isHash,
		content: (value) => hasForm(value, { from: isNumber, until: isNumber }),
	});
}

export function backupIn(text: string): KeptBackup | undefined {
	return fileIn<KeptBackup>(text, { text: isText, account: isHash, at: isNumber });
}

export function reportIn(text: string): KeptReport | undefined {
	return fileIn<KeptReport>(text, {
		...RELEASE, ticket: isMissingOr(isNumber), sent: (value) => value === null || hasForm(value, { height: isNumber, at: isNumber }),
	});
}

export function redemptionIn(text: string): PendingRedemption | undefined {
	return fileIn<PendingRedemption>(text, {
		...RELEASE, ticket: isNumber, redeemed: (value) => hasForm(value, { block: isHash, number: isNumber, isSingleUse: isTruth }),
	});
}

type Check = (value: unknown) => boolean;
type Form = Record<string, Check>;

const isBytes: Check = (value) => value instanceof Uint8Array;
const isHash: Check = (value) => value instanceof Uint8Array && value.length === 32;
const isNumber: Check = (value) => Number.isSafeInteger(value) && (value as number) >= 0;
const isText: Check = (value) => typeof value === 'string';
const isTruth: Check = (value) => typeof value === 'boolean';
const isName: Check = (value) => typeof value === 'string' && /^[0-9a-f]{64}$/.test(value);
const isMissingOr = (check: Check): Check => (value) => value === undefined || value === null || check(value);
const isListOf = (form: Form): Check => (value) => Array.isArray(value) && value.every((item) => hasForm(item, form));

const RECORD: Form = { commitment: isHash, name: isName };
const RELEASE = {
	patient: isHash, secret: isMissingOr(isHash), recipient: (value: unknown) => isText(value) || hasForm(value, {}), action: isText, purpose: isText, targets: isListOf({}),
	releasedAt: isNumber, cause: isText, statement: isHash,
};

function fileIn<T>(text: string, form: { [name in keyof T]-?: Check }): T | undefined {
	const value = revived(text);
	return hasForm(value, form) ? (value as T) : undefined;
}

function hasForm(value: unknown, form: Form): boolean {
	return typeof value === 'object' && value !== null && Object.entries(form).every(([name, check]) => check((value as Record<string, unknown>)[name]));
}

function revived(text: string): unknown {
	try {
		return JSON.parse(text, (_, member) => (typeof member === 'string' && member.startsWith('0x') ? hexToBytes(member.slice(2)) : member));
	} catch {
		// Text that is no JSON, or bytes that are no hexadecimal.
		return undefined;
	}
}
