/**
 * What only the holder of a ticket has: a secret, of which the chain gets the hash when access is asked for, and the custodian the secret itself when the
 * holder asks it to release. So nobody redeems a ticket whose holder has not come.
 */
import { blake2b } from '@noble/hashes/blake2.js';
import { randomBytes } from '@noble/hashes/utils.js';
import { assertLength, concatBytes, utf8ToBytes } from './bytes.ts';

const TAG = utf8ToBytes('salus/claim/v1');

export const TICKET_SECRET_LENGTH = 32;

/** One for each request for access: two of them with the same claim would be seen to belong together, and the custodian of one could redeem the other. */
export function randomTicketSecret(): Uint8Array {
	return randomBytes(TICKET_SECRET_LENGTH);
}

/** What a request for access commits to the secret with: 16 bytes. */
export function claimOf(secret: Uint8Array): Uint8Array {
	assertLength(secret, TICKET_SECRET_LENGTH, 'the secret of a ticket');
	return blake2b(concatBytes(TAG, secret), { dkLen: 16 });
}
