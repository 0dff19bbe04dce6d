/**
 * The request on which a custodian releases records: signed by the ticket's holder, since a ticket is a number in public and whoever shows one
 * proves nothing by it.
 */
import { randomBytes } from '@noble/hashes/utils.js';
import { assertLength, u16le, u32le, u64le, u8, utf8ToBytes } from './bytes.ts';
import { MAX_REQUEST_TEXT, Members, U32_MAX, U64_MAX, U8_MAX, jsonOf, jsonText } from './json-members.ts';
import { type Addressee, assertRequest } from './request-check.ts';
import { SIGNATURE_LENGTH, type Sign, betweenMarks, signatureOf } from './signatures.ts';
import { type PublicKey, type Suite, asSuite, assertPublicKey, publicKeyLength } from './suites.ts';

export const RELEASE_REQUEST_FORMAT = 'salus/release-request/v1';
const TAG = utf8ToBytes(RELEASE_REQUEST_FORMAT);

/** What is asked for. */
export interface ReleaseRequestContent {
	/** The chain's genesis hash. */
	genesis: Uint8Array;
	/** Patient, sequence number and holder are the ticket's, and custodian is the organization that it names. */
	patient: Uint8Array;
	sequence: number;
	holder: Uint8Array;
	custodian: number;
	/** Random, 32 bytes. */
	nonce: Uint8Array;
	/** In milliseconds since 1970. */
	time: number;
	/** To which the release is sealed. */
	suite: Suite;
	publicKey: Uint8Array;
}

export interface ReleaseRequest extends ReleaseRequestContent {
	/** By the holder. */
	signature: Uint8Array;
}

/** The bytes that the holder signs. */
export function releaseRequestBytes(request: ReleaseRequestContent): Uint8Array {
	const { genesis, patient, sequence, holder, custodian, nonce, time, suite, publicKey } = request;
	for (const bytes of [genesis, patient, holder, nonce]) assertLength(bytes, 32, 'a hash, id, account or nonce');
	assertPublicKey(request);
	return betweenMarks(
		TAG, genesis, patient, u64le(sequence), holder, u32le(custodian), nonce, u64le(time), u8(suite), u16le(publicKey.length), publicKey,
	);
}

/** What a reader sends; the nonce is random and the time now, unless said otherwise. */
export async function makeReleaseRequest(
	ticket: Pick<ReleaseRequestContent, 'genesis' | 'patient' | 'sequence' | 'holder' | 'custodian'> & {
		reader: PublicKey;
		nonce?: Uint8Array;
		time?: number;
	},
	sign: Sign,
): Promise<ReleaseRequest> {
	const { genesis, patient, sequence, holder, custodian, nonce = randomBytes(32), time = Date.now(), reader } = ticket;
	const content = { genesis, patient, sequence, holder, custodian, nonce, time, suite: reader.suite, publicKey: reader.publicKey };
	return { ...content, signature: await signatureOf(content.holder, releaseRequestBytes(content), sign) };
}

/** The JSON text that is sent. */
export function writeReleaseRequest(request: ReleaseRequest): string {
	const { genesis, patient, sequence, holder, custodian, nonce, time, suite, publicKey, signature } = request;
	return jsonText({ format: RELEASE_REQUEST_FORMAT, genesis, patient, sequence, holder, custodian, nonce, time, suite, publicKey, signature });
}

/** Reads one from JSON text, or from what a JSON parser made of it. Whose it is says {@link checkReleaseRequest}. */
export function readReleaseRequest(source: unknown): ReleaseRequest {
	const names = ['format', 'genesis', 'patient', 'sequence', 'holder', 'custodian', 'nonce', 'time', 'suite', 'publicKey', 'signature'];
	const request = new Members(jsonOf(source, MAX_REQUEST_TEXT), 'a release request', names);
	request.constant('format', RELEASE_REQUEST_FORMAT);
	const suite = asSuite(request.integer('suite', U8_MAX));
	return {
		genesis: request.bytes('genesis', 32), patient: request.bytes('patient', 32), sequence: request.integer('sequence', U64_MAX),
		holder: request.bytes('holder', 32), custodian: request.integer('custodian', U32_MAX), nonce: request.bytes('nonce', 32),
		time: request.integer('time', U64_MAX), suite, publicKey: request.bytes('publicKey', publicKeyLength(suite)),
		signature: request.bytes('signature', SIGNATURE_LENGTH),
	};
}

/**
 * A custodian's first checks: the chain, the custodian, the holder's signature, the time. Anything else is a {@link FormatError}. That the ticket
 * holds, that the key is the reader's published one and that the nonce is a new one, the custodian checks after it.
 */
export function checkReleaseRequest(source: unknown, own: Addressee): ReleaseRequest {
	const request = readReleaseRequest(source);
	assertRequest(request, request.holder, releaseRequestBytes(request), own);
	return request;
}
