/** Requests to a custodian by the patient's side, signed like a release request: about backups, and about headers. */
import { randomBytes } from '@noble/hashes/utils.js';
import { ByteReader, FormatError, assertLength, concatBytes, equalBytes, u32le, u64le, u8, utf8ToBytes } from './bytes.ts';
import { blake2b256 } from './commitment.ts';
import { MAX_REQUEST_TEXT, Members, U32_MAX, U64_MAX, jsonOf, jsonText } from './json-members.ts';
import { type Addressee, assertRequest } from './request-check.ts';
import { SIGNATURE_LENGTH, type Sign, betweenMarks, signatureOf } from './signatures.ts';

export const PATIENT_REQUEST_FORMAT = 'salus/patient-request/v1';
/** Of a request, in bytes: any backup or header is shorter. */
const MAX_CONTENT_LENGTH = 2 ** 24;
const TAG = utf8ToBytes(PATIENT_REQUEST_FORMAT);

/** What a custodian is asked to do. Content and account: the page's table. */
export const PATIENT_REQUEST_KINDS = {
	takeBackup: 0,
	giveBackups: 1,
	takeMovedHeader: 2,
	giveHeaders: 3,
} as const;
export type PatientRequestKind = (typeof PATIENT_REQUEST_KINDS)[keyof typeof PATIENT_REQUEST_KINDS];
const LAST_KIND = Math.max(...Object.values(PATIENT_REQUEST_KINDS));

export interface PatientRequestContent {
	/** The chain's genesis hash. */
	genesis: Uint8Array;
	patient: Uint8Array;
	/** Who asks: the controller, or a representative. */
	account: Uint8Array;
	custodian: number;
	/** Random, 32 bytes. */
	nonce: Uint8Array;
	/** In milliseconds since 1970. */
	time: number;
	kind: PatientRequestKind;
	/** BLAKE2b-256 of the content, which travels beside the request. */
	contentHash: Uint8Array;
}

export interface PatientRequest extends PatientRequestContent {
	/** By the account. */
	signature: Uint8Array;
}

/** The bytes that the account signs. */
export function patientRequestBytes(request: PatientRequestContent): Uint8Array {
	const { genesis, patient, account, custodian, nonce, time, kind, contentHash } = request;
	for (const bytes of [genesis, patient, account, nonce, contentHash]) assertLength(bytes, 32, 'a hash, id, account or nonce');
	return betweenMarks(TAG, genesis, patient, account, u32le(custodian), nonce, u64le(time), u8(kind), contentHash);
}

/** What the patient's side sends; the nonce is random and the time now, unless said otherwise. */
export async function makePatientRequest(
	of: Pick<PatientRequestContent, 'genesis' | 'patient' | 'account' | 'custodian' | 'kind'> & { content: Uint8Array; nonce?: Uint8Array; time?: number },
	sign: Sign,
): Promise<PatientRequest> {
	const { genesis, patient, account, custodian, nonce = randomBytes(32), time = Date.now(), kind, content } = of;
	const request = { genesis, patient, account, custodian, nonce, time, kind, contentHash: blake2b256(content) };
	return { ...request, signature: await signatureOf(request.account, patientRequestBytes(request), sign) };
}

/** The JSON text that is sent beside the content. */
export function writePatientRequest({ genesis, patient, account, custodian, nonce, time, kind, contentHash, signature }: PatientRequest): string {
	return jsonText({ format: PATIENT_REQUEST_FORMAT, genesis, patient, account, custodian, nonce, time, kind, contentHash, signature });
}

/** Reads one from JSON text, or from what a JSON parser made of it. Whose it is says {@link checkPatientRequest}. */
export function readPatientRequest(source: unknown): PatientRequest {
	const names = ['format', 'genesis', 'patient', 'account', 'custodian', 'nonce', 'time', 'kind', 'contentHash', 'signature'];
	const request = new Members(jsonOf(source, MAX_REQUEST_TEXT), 'a request by the patient', names);
	request.constant('format', PATIENT_REQUEST_FORMAT);
	return {
		genesis: request.bytes('genesis', 32), patient: request.bytes('patient', 32), account: request.bytes('account', 32),
		custodian: request.integer('custodian', U32_MAX), nonce: request.bytes('nonce', 32), time: request.integer('time', U64_MAX),
		kind: request.integer('kind', LAST_KIND) as PatientRequestKind, contentHash: request.bytes('contentHash', 32),
		signature: request.bytes('signature', SIGNATURE_LENGTH),
	};
}

/**
 * A custodian's first checks: the content, the chain, the custodian, the account's signature, the time. Anything else is a {@link FormatError}. What the
 * account is to the patient, and that the nonce is a new one, the custodian checks after it.
 */
export function checkPatientRequest(source: unknown, content: Uint8Array, own: Addressee): PatientRequest {
	const request = readPatientRequest(source);
	if (!isRequestFor(request, content)) throw new FormatError('a request with other content than was signed');
	assertRequest(request, request.account, patientRequestBytes(request), own);
	return request;
}

/** Whether this is the content that the request is about. Content that is longer than any is a {@link FormatError}: it is not hashed for whoever sends it. */
export function isRequestFor({ contentHash }: PatientRequest, content: Uint8Array): boolean {
	if (content.length > MAX_CONTENT_LENGTH) throw new FormatError(`too long: content of more than ${MAX_CONTENT_LENGTH} bytes`);
	return equalBytes(contentHash, blake2b256(content));
}

/** The content with which a custodian is asked to take a moved header in. */
export function movedHeader(anchor: number, header: Uint8Array): Uint8Array {
	return concatBytes(u32le(anchor), header);
}

export function readMovedHeader(content: Uint8Array): { anchor: number; header: Uint8Array } {
	const reader = new ByteReader(content);
	return { anchor: reader.u32(), header: reader.rest() };
}
