/** With what a writer begins a session at a custodian: signed like a request by the patient's side, and good for whatever it hands in afterwards. */
import { randomBytes } from '@noble/hashes/utils.js';
import { FormatError, assertLength, concatBytes, u32le, u64le, u8, utf8ToBytes } from './bytes.ts';
import { MAX_REQUEST_TEXT, Members, U32_MAX, U64_MAX, jsonOf, jsonText } from './json-members.ts';
import { type Addressee, assertRequest } from './request-check.ts';
import { SIGNATURE_LENGTH, type Sign, betweenMarks, signatureOf } from './signatures.ts';

export const SESSION_REQUEST_FORMAT = 'salus/session-request/v1';
const TAG = utf8ToBytes(SESSION_REQUEST_FORMAT);

/** For whom an account writes, and on whose account it is kept: an organization's people or gateways, or who speaks for a patient. */
export type WriterSide = { organization: number } | { patient: Uint8Array };

export interface SessionRequestContent {
	/** The chain's genesis hash. */
	genesis: Uint8Array;
	/** Who writes. */
	account: Uint8Array;
	custodian: number;
	side: WriterSide;
	/** Random, 32 bytes. */
	nonce: Uint8Array;
	/** In milliseconds since 1970. */
	time: number;
}

export interface SessionRequest extends SessionRequestContent {
	/** By the account. */
	signature: Uint8Array;
}

/** The bytes that the account signs. */
export function sessionRequestBytes({ genesis, account, custodian, side, nonce, time }: SessionRequestContent): Uint8Array {
	for (const bytes of [genesis, account, nonce]) assertLength(bytes, 32, 'a hash, account or nonce');
	return betweenMarks(TAG, genesis, account, u32le(custodian), sideBytes(side), nonce, u64le(time));
}

/** What a writer sends; the nonce is random and the time now, unless said otherwise. */
export async function makeSessionRequest(
	of: Pick<SessionRequestContent, 'genesis' | 'account' | 'custodian' | 'side'> & { nonce?: Uint8Array; time?: number }, sign: Sign,
): Promise<SessionRequest> {
	const { genesis, account, custodian, side, nonce = randomBytes(32), time = Date.now() } = of;
	const content = { genesis, account, custodian, side, nonce, time };
	return { ...content, signature: await signatureOf(account, sessionRequestBytes(content), sign) };
}

/** The JSON text that is sent. */
export function writeSessionRequest({ genesis, account, custodian, side, nonce, time, signature }: SessionRequest): string {
	const { organization, patient } = { organization: null, patient: null, ...side };
	return jsonText({ format: SESSION_REQUEST_FORMAT, genesis, account, custodian, organization, patient, nonce, time, signature });
}

/** Reads one from JSON text, or from what a JSON parser made of it. Whose it is says {@link checkSessionRequest}. */
export function readSessionRequest(source: unknown): SessionRequest {
	const names = ['format', 'genesis', 'account', 'custodian', 'organization', 'patient', 'nonce', 'time', 'signature'];
	const request = new Members(jsonOf(source, MAX_REQUEST_TEXT), 'a session request', names);
	request.constant('format', SESSION_REQUEST_FORMAT);
	return {
		genesis: request.bytes('genesis', 32), account: request.bytes('account', 32), custodian: request.integer('custodian', U32_MAX), side: readSide(request),
		nonce: request.bytes('nonce', 32), time: request.integer('time', U64_MAX), signature: request.bytes('signature', SIGNATURE_LENGTH),
	};
}

/**
 * A custodian's first checks: the chain, the custodian, the account's signature, the time. Anything else is a {@link FormatError}. What the account is to
 * the organization or the patient, and that the nonce is a new one, the custodian checks after it.
 */
export function checkSessionRequest(source: unknown, own: Addressee): SessionRequest {
	const request = readSessionRequest(source);
	assertRequest(request, request.account, sessionRequestBytes(request), own);
	return request;
}

function sideBytes(side: WriterSide): Uint8Array {
	if ('organization' in side) return concatBytes(u8(0), u32le(side.organization));
	assertLength(side.patient, 32, 'a patient id');
	return concatBytes(u8(1), side.patient);
}

function readSide(request: Members): WriterSide {
	if (request.isNull('organization') === request.isNull('patient')) throw new FormatError('a session request is for an organization or for a patient');
	return request.isNull('patient') ? { organization: request.integer('organization', U32_MAX) } : { patient: request.bytes('patient', 32) };
}
